# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: what must be right before anything is changed.

look_at_machine() {
	for program in make depmod:kmod modinfo:kmod tar setsid:util-linux; do
		have "${program%:*}" || stop "${program%:*} is missing: install the package ${program#*:}"
	done
	if have dkms; then
		say "DKMS $(dkms --version 2>/dev/null | tr -dc '0-9.\n' | head -n 1)"
	else
		warn "DKMS is not installed: a new kernel will get no driver by itself (install the package dkms to change that)"
	fi
	refresh_places
	case $TOP in *[[:space:]]*) stop "the kernel's build cannot work in a path with spaces ('$TOP'): move the directory" ;; esac
}

package_of() { # FILE
	if have dpkg-query; then dpkg-query -S "$1" 2>/dev/null | sed 's/[:,].*//' | head -n 1; fi
	if have rpm; then rpm -qf --qf '%{NAME}\n' "$1" 2>/dev/null | grep -v ' '; fi
}

# What an installation would replace.
our_files() {
	for file in "$(source_tree)/$NAME"-*/dkms.conf; do [ ! -e "$file" ] || lines "$file"; done
	for kernel in $(installed_kernels); do
		module_files "$kernel" | grep -v "^$MODULES/$kernel/kernel/"
	done
}

# Files of a package are the package manager's, whatever it is called.
look_at_packages() {
	[ -z "$PACKAGED" ] || return 0
	for file in $(our_files); do
		owner=$(package_of "$file" | head -n 1)
		[ -z "$owner" ] || stop "the package $owner has brought $file: upgrade it by the package manager, or remove it first ('apt-get remove $owner', 'rpm -e $owner')"
	done
}

free_kib() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }

existing() { # DIRECTORY: it or the next one above it that exists
	dir=$1
	while [ ! -d "$dir" ]; do dir=$(dirname "$dir"); done
	echo "$dir"
}

# One file system may have to take several of them; counted each by itself, with
# room to spare.
need_space() { # DIRECTORY KIB WHAT
	dir=$(existing "$1")
	probe=$dir/.mana-backport-$$
	if ! (: >"$probe") 2>/dev/null; then
		stop "cannot write to $dir ($3): it is read-only or full; remount it or make room, then try again"
	fi
	rm -f "$probe"
	free=$(free_kib "$dir")
	[ "${free:-0}" -ge "$2" ] ||
		stop "$dir has $((${free:-0} / 1024)) MiB free, $3 needs $((($2 + 1023) / 1024)): make room, then try again"
}

look_at_places() {
	count=$(echo "$TARGETS" | wc -w)
	need_space "$(source_tree)" 4096 "the source copy"
	! have dkms || need_space "$(dkms_tree)" $((16384 + count * 4096)) "DKMS"
	need_space "${TMPDIR:-/tmp}" 16384 "a build"
	images=0
	for kernel in $TARGETS; do
		need_space "$MODULES/$kernel" 3072 "the module of kernel $kernel"
		image=$(image_of "$kernel")
		[ -n "$image" ] || continue
		image_holds_mana "$kernel" || continue
		size=$(du -k "$image" | awk '{ print $1 }')
		need_space "${image%/*}" $((size + size / 4)) "the new initramfs of kernel $kernel"
		images=$((images + size))
	done
	need_space "$STATE" $((16384 + images)) "what is kept to go back"
	for kernel in $TARGETS; do find_compiler "$kernel"; done
}

# DKMS calls it a success when it cannot delete.
look_at_removal() {
	need_space "$(source_tree)" 0 "the source copy lies there"
	! have dkms || need_space "$(dkms_tree)" 0 "DKMS keeps its books there"
	for kernel in $(installed_kernels); do
		! has_ours "$kernel" || need_space "$MODULES/$kernel" 0 "the module of kernel $kernel lies there"
	done
}

# The build says it too, but after minutes and into a log.
find_compiler() { # KERNEL
	wanted=$(sed -n 's/^CONFIG_CC_VERSION_TEXT="\([^ ]*\).*/\1/p' \
		"$(headers_of "$1")/include/config/auto.conf" 2>/dev/null)
	for cc in ${CC:-} $wanted gcc clang cc; do
		! have "$cc" || return 0
	done
	stop "no C compiler: kernel $1 was built with ${wanted:-gcc}; install the package ${wanted:-gcc}"
}
