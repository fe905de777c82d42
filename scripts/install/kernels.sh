# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: which kernels are meant, and where their files are.

MODULES=/lib/modules

# Installed is what a kernel package brought; a directory that holds only what
# was left behind is not.
installed_kernels() {
	for dir in "$MODULES"/*/; do
		dir=${dir%/}
		[ -e "$dir/modules.builtin" ] || [ -d "$dir/kernel" ] || continue
		lines "${dir##*/}"
	done | sort -V
}

newest_kernel() { installed_kernels | tail -n 1; }

headers_of() { # KERNEL: its header tree, or nothing
	dir=$MODULES/$1/build
	[ -z "$KDIR_ASKED" ] || dir=$KDIR_ASKED
	[ ! -e "$dir/Makefile" ] || echo "$dir"
}

# Every file that depmod or DKMS would take for a mana module.
module_files() { # KERNEL
	find "$MODULES/$1/" -name mana.ko -o -name 'mana.ko.[gxz]*' 2>/dev/null
}

has_ours() { # KERNEL: did an installation put a driver of ours there?
	[ -n "$(active_version "$1")" ] || [ -n "$(recorded_file "$1")" ]
}

built_in() { grep -qs '/mana\.ko$' "$MODULES/$1/modules.builtin"; }

list_installed() { installed_kernels | tr '\n' ' ' | sed 's/ $//'; }

# DKMS builds it when there is something to build it for.
cannot_serve() {
	[ -n "$PACKAGED" ] || stop "$@"
	complain "NO DRIVER WAS BUILT: $*"
	exit 0
}

# Sets TARGETS, and REQUIRED: those for which a failure ends the installation.
choose_kernels() {
	[ -z "$KDIR_ASKED" ] || [ -e "$KDIR_ASKED/Makefile" ] ||
		stop "KDIR '$KDIR_ASKED' is no header tree: give that of the kernel, or leave KDIR out"
	all=$(list_installed)
	[ -n "$all" ] || cannot_serve "no kernel is installed below $MODULES: install one, with its headers"
	if [ -n "$KERNELS_GIVEN" ] && [ -z "$KERNELS_ASKED" ]; then
		complain "KVER is empty: name one or more of $all, or 'all', or leave it out"
		exit 2
	fi
	if [ "${KERNELS_ASKED:-all}" != all ]; then
		TARGETS=$KERNELS_ASKED
		REQUIRED=$TARGETS
		for kernel in $TARGETS; do
			contains "$kernel" "$all" || {
				complain "kernel $kernel is not installed here: KVER= takes one or more of $all"
				exit 2
			}
		done
		return
	fi
	running=$(uname -r)
	contains "$running" "$all" ||
		say "the running kernel $running is not installed here (is this an image or a container?); installed are: $all"
	TARGETS='' REQUIRED=''
	for kernel in $all; do
		if [ "$kernel" = "$running" ] || [ -n "$KERNELS_ASKED" ] || has_ours "$kernel"; then
			[ -z "$(headers_of "$kernel")" ] || REQUIRED="$REQUIRED $kernel"
		fi
		[ -z "$(headers_of "$kernel")" ] || TARGETS="$TARGETS $kernel"
	done
	TARGETS=${TARGETS# } REQUIRED=${REQUIRED# }
	[ -n "$TARGETS" ] || {
		kernel=$(newest_kernel)
		contains "$running" "$all" && kernel=$running
		cannot_serve "no installed kernel has headers: install linux-headers-$kernel (kernel-devel-$kernel on RPM systems); KVER= chooses among $all"
	}
}

# What cannot be served is said before anything is built.
look_at_kernels() {
	[ -z "$KDIR_ASKED" ] || [ "$(echo "$TARGETS" | wc -w)" -eq 1 ] ||
		stop "KDIR= is for one kernel: name it by KVER="
	left=''
	for kernel in $TARGETS; do
		if built_in "$kernel"; then
			text="kernel $kernel has its own mana driver built in, which no module can replace"
			contains "$kernel" "$REQUIRED" && [ -n "$KERNELS_GIVEN" ] &&
				stop "$text: boot a kernel with CONFIG_MICROSOFT_MANA=m or without it"
			warn "$text: left out"
			continue
		fi
		[ -n "$(headers_of "$kernel")" ] ||
			stop "no headers for kernel $kernel: install linux-headers-$kernel (kernel-devel-$kernel on RPM systems), or give KDIR="
		foreign=$(foreign_file "$kernel")
		[ -z "$foreign" ] || [ -n "${FORCE:-}" ] ||
			stop "$foreign is neither the kernel's own nor of this project: remove it and run 'depmod $kernel', or set FORCE=1 to let it be replaced"
		left="$left $kernel"
	done
	TARGETS=${left# }
	[ -n "$TARGETS" ] || stop "no kernel is left to install for"
	for kernel in $(installed_kernels); do
		contains "$kernel" "$TARGETS" || built_in "$kernel" || [ -n "$KERNELS_GIVEN" ] ||
			warn "kernel $kernel has no headers: it gets no driver (install linux-headers-$kernel and run this again)"
	done
}

# A copy outside kernel/ that neither DKMS nor this script has put there.
foreign_file() { # KERNEL
	[ -z "$(active_version "$1")" ] || return 0
	recorded=$(recorded_file "$1")
	module_files "$1" | grep -v "^$MODULES/$1/kernel/" | while read -r file; do
		[ "$file" = "$recorded" ] || echo "$file"
	done | head -n 1
}
