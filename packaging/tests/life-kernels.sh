# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2154 # status and said are set by lib.sh
#
# Cases of packaging/tests/life: kernels that come and go, and what boots them.

# A kernel that is not installed yet; its package's files wait.
put_off() { # KERNEL
	mkdir -p /root/later/boot
	mv "/lib/modules/$1" /root/later/modules
	mv /boot/*"-$1" /root/later/boot/
}

# What its image package does when it comes: the files, depmod, the hooks.
arrive() { # KERNEL
	mv /root/later/modules "/lib/modules/$1"
	find /root/later/boot -name '*-*' ! -name 'initrd*' -exec mv -t /boot {} +
	depmod "$1"
	DEB_MAINT_PARAMS="'configure'" run run-parts --arg="$1" --arg="/boot/vmlinuz-$1" /etc/kernel/postinst.d
	expect 0 "the hooks of kernel $1"
}

# The same for its headers.
headers_arrive() { # KERNEL
	DEB_MAINT_PARAMS="'configure'" run run-parts --arg="$1" /etc/kernel/header_postinst.d
	expect 0 "the hooks of the headers of $1"
}

a_case kernel-update whole "a new kernel with headers gets the driver, its link and its initramfs"
case_kernel_update() {
	running "$K1"
	put_off "$K2"
	run make install
	expect 0 "make install for $K1"
	ours "$K1"
	arrive "$K2"
	ours "$K2"
	image_follows "$K2"
	running "$K2"
	[ -n "$(azure_check)" ] || fail "Azure's check finds nothing on the new kernel"
	ours "$K1"
	run make verdict
	expect 0 "the verdict with the new kernel"
	run make uninstall
	expect 0 "uninstalling"
	not_ours "$K1"
	not_ours "$K2"
	image_not_ours "$K2"
}

a_case headers-late clean "a new kernel without headers is named; when they come it is served"
case_headers_late() {
	running "$K1"
	put_off "$K2"
	mv /root/later/modules/build /root/build
	run make install
	expect 0 "make install for $K1"
	arrive "$K2"
	run make verdict
	refused "the verdict over a kernel without headers"
	run make check
	refused "make check over a kernel without headers"
	says "linux-headers-$R2" "make check over a kernel without headers"
	mv /root/build "/lib/modules/$K2/build"
	headers_arrive "$K2"
	ours "$K2"
	image_follows "$K2"
	run make install
	expect 0 "make install when the headers are there"
	ours "$K2"
	image_follows "$K2"
}

a_case kernel-removal both "a kernel goes by its package: nothing of it stays or comes back"
case_kernel_removal() {
	run dpkg --purge "linux-headers-$K1" "linux-image-$K1"
	expect 0 "dpkg --purge of kernel $K1"
	[ ! -e "/lib/modules/$K1" ] || fail "stays: $(find "/lib/modules/$K1" | head -n 5 | tr '\n' ' ')"
	! dkms status | grep -q "$K1" || fail "DKMS still names $K1: $(dkms status | tr '\n' ' ')"
	ours "$K2"
	run make install
	expect 0 "installing after a kernel went"
	ours "$K2"
	run make uninstall
	expect 0 "uninstalling after a kernel went"
	[ ! -e "/lib/modules/$K1" ] || fail "came back: $(find "/lib/modules/$K1" | head -n 5 | tr '\n' ' ')"
	not_ours "$K2"
}

a_case kernel-vanished both "a kernel was deleted by hand: installing and removing still work"
case_kernel_vanished() {
	rm -rf "/lib/modules/$K1"
	run make install
	expect 0 "installing after a kernel was deleted"
	ours "$K2"
	run make uninstall
	expect 0 "uninstalling after a kernel was deleted"
	[ ! -e "/lib/modules/$K1" ] || fail "came back: $(find "/lib/modules/$K1" | head -n 5 | tr '\n' ' ')"
	not_ours "$K2"
	[ -z "$(known_versions)" ] || fail "DKMS or /usr/src still has: $(known_versions)"
}

a_case old-kernel-keeps both "upgrade, one kernel has lost its headers: it keeps the old driver, said"
case_old_kernel_keeps() {
	rm "/lib/modules/$K1/build"
	bump 0.1.1
	run sh scripts/mana-install install
	[ "$status" -eq 0 ] || expect 3 "upgrading when a kernel must keep the old driver"
	ours "$K2" 0.1.1
	ours "$K1" 0.1.0
	says "0\\.1\\.0 stays .*$R1|linux-headers-$R1" "the kernel that keeps the old driver"
	run make uninstall
	expect 0 "uninstalling both versions"
	manifest /tmp/after
	rm -f /tmp/expected
	grep -v "/lib/modules/$K1/build" /var/tmp/clean >/tmp/expected
	same /tmp/expected /tmp/after "after uninstalling both versions"
}

a_case initramfs-listed one,bullseye "an initramfs that an administrator put ours into is kept up to date"
case_initramfs_listed() {
	echo mana >>/etc/initramfs-tools/modules
	run update-initramfs -u -k "$K2"
	image_ours "$K2" 0.1.0
	bump 0.1.1
	run make install KVER="$K2"
	expect 0 "installing 0.1.1"
	image_ours "$K2" 0.1.1
	run make uninstall
	expect 0 "uninstalling"
	[ -z "$(image_would_load "$K2")" ] || fail "the initramfs still holds $(image_would_load "$K2")"
}

a_case initramfs-upgrade whole,bookworm,trixie "the initramfs holds what the disk holds, other kernels' are left alone"
case_initramfs_upgrade() {
	run make install KVER="$K2"
	expect 0 "installing 0.1.0"
	image_ours "$K2" 0.1.0
	cksum "$(image_of "$K1")" >/tmp/other
	bump 0.1.1
	run make install KVER="$K2"
	expect 0 "installing 0.1.1"
	image_ours "$K2" 0.1.1
	cksum "$(image_of "$K1")" | cmp -s - /tmp/other || fail "the initramfs of $K1 was rebuilt, which was not named"
	run make uninstall
	expect 0 "uninstalling"
	image_not_ours "$K2"
}

a_case dracut dracut,bookworm,trixie "the same where dracut makes the initramfs"
case_dracut() {
	! command -v update-initramfs >/dev/null || fail "this is no system with dracut"
	image_not_ours "$K2"
	[ -n "$(image_would_load "$K2")" ] || fail "the image has no mana to begin with"
	run make install KVER="$K2"
	expect 0 "make install"
	ours "$K2"
	image_ours "$K2"
	image_not_ours "$K1"
	bump 0.1.1
	run make install KVER="$K2"
	expect 0 "installing 0.1.1"
	image_ours "$K2" 0.1.1
	run make uninstall
	expect 0 "make uninstall"
	not_ours "$K2"
	image_not_ours "$K2"
}
