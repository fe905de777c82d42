# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: an initramfs that holds a mana module is what
# decides at boot; it must hold the one that is on the disk.

image_of() { # KERNEL
	for image in "/boot/initrd.img-$1" "/boot/initramfs-$1.img" "/boot/initrd-$1" "$MODULES/$1/initrd"; do
		[ ! -f "$image" ] || { echo "$image"; return; }
	done
}

image_holds_mana() { # KERNEL
	case $(place "$1" initramfs 3) in ours | in-tree | foreign | broken) return 0 ;; esac
	return 1
}

image_is_stale() { # KERNEL
	image_holds_mana "$1" && [ "$(place "$1" initramfs 5)" != "$(place "$1" disk 5)" ]
}

save_image() { # IMAGE
	cp -p "$1" "$JOURNAL/${1##*/}.new" && mv "$JOURNAL/${1##*/}.new" "$JOURNAL/${1##*/}" &&
		lines "$1" >>"$JOURNAL/images"
}

restore_images() {
	[ -e "$JOURNAL/images" ] || return 0
	images=good
	while read -r image; do
		cp -p "$JOURNAL/${image##*/}" "$image" || images=''
	done <"$JOURNAL/images"
	[ -n "$images" ]
}

# Only those that hold one, and only if it is another than the disk's. Both tools
# call it a success when a program that they call was killed.
rebuild_initramfs() {
	refresh_places
	remade=''
	for kernel in $(installed_kernels); do
		image=$(image_of "$kernel")
		[ -n "$image" ] || continue
		image_is_stale "$kernel" || continue
		save_image "$image" || stop "cannot save $image to $STATE (is the disk full?)"
		remake_image "$kernel" "$image" ||
			failed "the initramfs of kernel $kernel cannot be rebuilt"
		remade="$remade $kernel"
	done
	[ -n "$remade" ] || return 0
	refresh_places
	for kernel in $remade; do
		[ "$(place "$kernel" initramfs 3)" != broken ] ||
			failed "the new initramfs of kernel $kernel is not whole"
	done
}

remake_image() { # KERNEL IMAGE
	if have update-initramfs; then
		run "rebuilding the initramfs of $1" update-initramfs -u -k "$1"
	elif have dracut; then
		# It holds one because somebody asked for it once, not always in a file
		# that dracut reads again.
		again='--add-drivers mana'
		[ "$(place "$1" disk 3)" != none ] || again=''
		# shellcheck disable=SC2086 # two words or none
		run "rebuilding the initramfs of $1" dracut --force $again "$2" "$1"
	else
		complain "neither update-initramfs nor dracut is here to rebuild $2"
		return 1
	fi
}
