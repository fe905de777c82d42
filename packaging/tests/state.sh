# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034 # variables of who reads it
#
# For the tests inside a system: what is installed there? Result lines below the
# name in $1.

name=$1
tree=/var/lib/dkms/mana-backport
kernels=$(ls /lib/modules)
# shellcheck disable=SC2086 # two words
set -- $kernels
first=$1 second=$2
log=/tmp/log

# What must hold in this state of the system: expect STATE COMMAND...
expect() {
	what=$1
	shift
	if "$@" >/tmp/expect 2>&1; then
		echo "PASS $name/$what"
	else
		echo "FAIL $name/$what: $(tail -n 1 /tmp/expect)"
		cat /tmp/expect "$log"
	fi
}

refused() { ! "$@"; }
has() { grep -qE -- "$1" "$log" || { echo "no '$1' in the output"; return 1; }; }

build_id() { readelf -n "$1" | sed -n 's/.*Build ID: //p'; }
plain() { # FILE: the module, unpacked
	case $1 in
	*.xz) xz -dc "$1" >/tmp/plain.ko ;;
	*) cp "$1" /tmp/plain.ko ;;
	esac
}

# Each kernel would load VERSION, as DKMS has built it, also from its initramfs.
loads() { # VERSION [KERNEL]...
	version=$1
	shift
	# shellcheck disable=SC2086 # two words
	[ $# -gt 0 ] || set -- $kernels
	for kernel in "$@"; do
		file=$(modinfo -k "$kernel" -n mana)
		case $file in */updates/*) ;; *) echo "$kernel would load $file"; return 1 ;; esac
		[ "$(modinfo -k "$kernel" -F version mana)" = "$version" ] ||
			{ echo "$kernel has $(modinfo -k "$kernel" -F version mana), not $version"; return 1; }
		plain "$file"
		id=$(build_id /tmp/plain.ko)
		dkms status -m mana-backport -v "$version" -k "$kernel" | grep -q installed || { echo "DKMS does not know it"; return 1; }
		plain "$(find "$tree/$version/$kernel" -path '*/module/mana.ko*')"
		[ "${id:-none}" = "$(build_id /tmp/plain.ko)" ] || { echo "$kernel: not what DKMS built"; return 1; }
		in_image "$kernel" "$id" || return 1
	done
}

# If the image holds a driver at all, it is this one.
in_image() { # KERNEL BUILD-ID
	lsinitramfs "/boot/initrd.img-$1" | grep -E '/mana\.ko(\.[gxz][a-z]*)?$' >/tmp/image || return 0
	[ "$(wc -l </tmp/image)" -eq 1 ] || { echo "$1: two in the initramfs"; return 1; }
	rm -rf /tmp/unpacked
	unmkinitramfs "/boot/initrd.img-$1" /tmp/unpacked
	plain "$(find /tmp/unpacked -name mana.ko -o -name 'mana.ko.[gxz]*' | head -n 1)"
	[ "$(build_id /tmp/plain.ko)" = "$2" ] || { echo "$1: another driver in the initramfs"; return 1; }
}

only_version() { # VERSION: nothing of another is left
	[ "$(ls -d /usr/src/mana-backport-*)" = "/usr/src/mana-backport-$1" ] || { ls -d /usr/src/mana-backport-*; return 1; }
	! find "$tree" -maxdepth 1 -name '[0-9]*' ! -name "$1" | grep . || return 1
	[ ! -e /var/lib/mana-backport/sources ] && [ ! -e /var/lib/mana-backport/journal ]
}

# Names of all that a package of ours might leave.
manifest() {
	find /usr/src /lib/modules /usr/lib/modprobe.d /usr/lib/udev /usr/lib/systemd/network /usr/lib/mana-backport \
		/usr/sbin /usr/share/man /usr/share/doc /etc /boot /var/lib/dkms /var/lib/mana-backport /var/log 2>/dev/null |
		grep -vE '^/var/lib/dkms/mok|^/etc/.*(ld.so.cache|alternatives)|^/var/log/(apt|dpkg|alternatives)|^/var/log/journal' | LC_ALL=C sort
}
