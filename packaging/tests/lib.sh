# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash
#
# For tests that run inside a Debian system of lab/root, as root: source it.
# What is installed is looked at here by kmod's and initramfs-tools' own
# programs, never by the programs under test.
#
# A test calls fail at the first thing that is not as it should be; that ends it.

fail() { echo "WHY $*"; exit 1; }
not_here() { echo "NOTHERE $*"; exit 0; }

# Releases installed here, oldest first: those whose modules are there.
kernels() {
	local dir
	for dir in /lib/modules/*/kernel; do
		dir=${dir%/kernel}
		echo "${dir##*/}"
	done | sort -V
}

# -- the commands under test ---------------------------------------------------

# run COMMAND...: its status in $status, what it said in $said.
run() {
	said=$(mktemp /tmp/said.XXXXXX)
	status=0
	"$@" >"$said" 2>&1 </dev/null || status=$?
}

expect() { # STATUS WHAT
	[ "$status" -eq "$1" ] || fail "$2: exit status $status instead of $1: $(last_words)"
}

refused() { # WHAT: any status but 0, and nobody stumbled
	[ "$status" -ne 0 ] || fail "$1: exit status 0: $(last_words)"
	stumbled "$1"
}

# Words of a shell or a kernel that nobody should see.
stumbled() { # WHAT
	! grep -nE 'parameter not set|: not found$|syntax error near|Manual intervention|Traceback' "$said" ||
		fail "$1: $(grep -nE -m 1 'parameter not set|: not found$|syntax error near|Manual intervention|Traceback' "$said")"
}

last_words() { grep -vE '^(make(\[[0-9]+\])?: |$)' "$said" | tail -n 4 | tr '\n' '|'; }

# shellcheck disable=SC2016 # none of them is a variable
literal() { printf '%s' "$1" | sed 's/[][\.*+?^$(){}|]/\\&/g'; } # TEXT

says() { # PATTERN WHAT
	grep -qE -- "$1" "$said" || fail "$2: no line like '$1' in: $(last_words)"
}

# -- which driver --------------------------------------------------------------

field() { modinfo -F "$1" "$2" 2>/dev/null | head -n 1; }

# An ELF file's build id, compressed or not.
build_id() { # FILE
	local plain
	plain=$(mktemp)
	case $1 in
	*.xz) xz -dc "$1" ;;
	*.zst) zstd -qdc "$1" ;;
	*.gz) gzip -dc "$1" ;;
	*) cat "$1" ;;
	esac >"$plain" 2>/dev/null
	readelf -n "$plain" 2>/dev/null | sed -n 's/.*Build ID: //p'
	rm -f "$plain"
}

# The file modprobe would load on a kernel; of another root with -b.
would_load() { # KERNEL [BASE]
	modinfo ${2:+-b "$2"} -k "$1" -F filename mana 2>/dev/null | head -n 1
}

# is_ours FILE VERSION WHERE
is_ours() {
	local version
	[ -n "$1" ] || fail "$3: no mana at all"
	[ -s "$1" ] || fail "$3: $1 is empty or not there"
	[ -n "$(build_id "$1")" ] || fail "$3: $1 has no build id: it is not whole"
	version=$(field version "$1")
	[ "$version" = "$2" ] || fail "$3: $1 is version '${version:-none}' instead of $2"
}

ours() { # KERNEL [VERSION]: from disk
	is_ours "$(would_load "$1")" "${2:-$VERSION}" "kernel $1 on disk"
	[ "$(find "/lib/modules/$1" -name 'mana.ko*' -type f ! -path '*/kernel/*' | wc -l)" -eq 1 ] ||
		fail "kernel $1 has several copies of ours: $(find "/lib/modules/$1" -name 'mana.ko*' | tr '\n' ' ')"
}

# As the distribution made it: its own driver, or none where it has none.
not_ours() { # KERNEL
	local file
	file=$(would_load "$1")
	[ -z "$file" ] || [ -z "$(field version "$file")" ] || fail "kernel $1: $file is still ours"
	[ -z "$(find "/lib/modules/$1" \( -name 'mana.ko*' -o -name mana-backport \) ! -path '*/kernel/*')" ] ||
		fail "kernel $1: left behind: $(find "/lib/modules/$1" -name 'mana*' ! -path '*/kernel/*' | tr '\n' ' ')"
	if has_own "$1"; then
		[ -n "$file" ] || fail "kernel $1: its own driver did not come back"
	else
		[ -z "$(find "/lib/modules/$1/kernel" -name 'mana*')" ] ||
			fail "kernel $1: left behind: $(find "/lib/modules/$1/kernel" -name 'mana*' | tr '\n' ' ')"
	fi
}

# Does the distribution ship a mana for it? (dpkg knows, whoever moved it.)
has_own() { # KERNEL
	dpkg -L "$(image_package "$1")" 2>/dev/null | grep -q '/microsoft/mana/mana\.ko'
}

image_package() { dpkg -S "/boot/vmlinuz-$1" 2>/dev/null | cut -d : -f 1; }

# -- the initramfs ---------------------------------------------------------------

image_of() { # KERNEL
	local name
	for name in "/boot/initrd.img-$1" "/boot/initramfs-$1.img"; do
		[ ! -e "$name" ] || { echo "$name"; return; }
	done
}

image_names() { # IMAGE
	if command -v lsinitramfs >/dev/null; then
		lsinitramfs "$1" 2>/dev/null
	else
		lsinitrd "$1" 2>/dev/null | awk '{ print $NF }'
	fi
}

# Unpacked once for one content.
image_tree() { # IMAGE
	local dir
	dir=/tmp/images/$(cksum <"$1" | tr ' ' -)
	if [ ! -e "$dir" ]; then
		mkdir -p "$dir"
		if command -v unmkinitramfs >/dev/null; then
			unmkinitramfs "$1" "$dir" 2>/dev/null
		else
			(cd "$dir" && lsinitrd --unpack "$1" >/dev/null 2>&1)
		fi
	fi
	[ ! -d "$dir/main" ] || dir=$dir/main
	echo "$dir"
}

# What a boot would load from there, by the image's own modules.dep.
image_would_load() { # KERNEL
	local image dir
	image=$(image_of "$1")
	[ -n "$image" ] || return 0
	dir=$(image_tree "$image")
	would_load "$1" "$dir"
}

image_ours() { # KERNEL [VERSION]: it is the very file that is installed
	local file
	file=$(image_would_load "$1")
	is_ours "$file" "${2:-$VERSION}" "initramfs of $1"
	[ "$(build_id "$file")" = "$(build_id "$(would_load "$1")")" ] ||
		fail "initramfs of $1 holds another build than the disk"
}

image_not_ours() { # KERNEL
	local file
	file=$(image_would_load "$1")
	[ -z "$file" ] || [ -z "$(field version "$file")" ] || fail "initramfs of $1 still holds ours"
	! has_own "$1" || [ -n "$file" ] || fail "initramfs of $1 has lost the kernel's own driver"
}

# -- what must not change ----------------------------------------------------------

# Everything an installation may touch, one line a thing; without what DKMS
# keeps of its own accord (its signing key, logs).
manifest() {
	local image
	{
		find /lib/modules/ /usr/src/ /var/lib/dkms/ /var/lib/mana-backport/ /etc/ /usr/local/ /boot/ \
			\( -name resolv.conf -o -name 'ld.so.cache*' -o -name 'mok.*' -o -name log -o -path '*/initrd.img-*' \
			-o -name 'initramfs-*.img' -o -name '.*.lock' \) -prune -o -type f -print0 2>/dev/null |
			xargs -0 cksum | awk '{ print $3, $1, $2 }'
		find /lib/modules/ /usr/src/ /var/lib/dkms/ /var/lib/mana-backport/ /etc/ /usr/local/ -type l -printf '%p -> %l\n' 2>/dev/null
		find /lib/modules/ /usr/src/ /var/lib/ /usr/local/ /tmp/ -name '*mana*' -type d ! -path '/usr/src/linux-*' ! -path '/tmp/images/*' \
			! \( -path /var/lib/mana-backport -empty \) -print 2>/dev/null
		find /lib/modules/ -type d -empty -print
		for image in /boot/initrd.img-* /boot/initramfs-*.img; do
			[ ! -e "$image" ] || image_lines "$image"
		done
	} | LC_ALL=C sort >"$1"
}

image_lines() { # IMAGE: the mana modules in it, by content
	local file
	image_names "$1" | grep -q 'mana\.ko' || { echo "$1 has no mana"; return; }
	find "$(image_tree "$1")" -name 'mana.ko*' | while read -r file; do
		echo "$1 ${file##*/lib/modules/} $(cksum <"$file")"
	done
}

same() { # BEFORE AFTER WHAT
	cmp -s "$1" "$2" || fail "$3: not as before: $(diff "$1" "$2" | grep '^[<>]' | head -n 6 | tr '\n' '|')"
}

# Header trees are other people's.
headers_manifest() { find /usr/src/linux-* -type f -print0 | xargs -0 cksum | LC_ALL=C sort >"$1"; }

# Those whose command line matches; a small system has no pgrep.
processes() { # PATTERN
	local dir
	for dir in /proc/[0-9]*; do
		! tr '\0' ' ' <"$dir/cmdline" 2>/dev/null | grep -qE "$1" || echo "${dir#/proc/}"
	done | sort -n
}

# -- stand-ins ---------------------------------------------------------------------

# The kernel that runs, as far as programs are told.
running() { # KERNEL
	printf '#!/bin/sh\ncase $* in -r) echo "%s" ;; *) exec /bin/uname "$@" ;; esac\n' "$1" >/usr/local/sbin/uname
	chmod 755 /usr/local/sbin/uname
}

# A program that stands before the real one in PATH.
stand_in() { # NAME BODY
	printf '#!/bin/sh\n%s\n' "$2" >"/usr/local/sbin/$1"
	chmod 755 "/usr/local/sbin/$1"
}
