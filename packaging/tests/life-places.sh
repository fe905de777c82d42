# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2154 # status and said are set by lib.sh
#
# Cases of packaging/tests/life: file systems that are full, read-only or noexec,
# headers and compilers as they are found.

# A small file system in the place of a directory, with what it holds, and as
# much room as named. It has inodes for everything, or just some more.
small() { # DIR KIB [SPARE-INODES]
	local used files
	used=$(du -sk "$1" | cut -f 1)
	files=$(find "$1" | wc -l)
	mkdir -p /mnt/small
	mount -t tmpfs -o "size=$((used + used / 8 + $2))k,nr_inodes=$((files + ${3:-100000}))" none /mnt/small
	cp -a "$1/." /mnt/small/
	# What the copy has left over goes, so that the room is as asked.
	local spare
	spare=$(($(df -Pk /mnt/small | awk 'NR == 2 { print $4 }') - $2))
	[ "$spare" -le 0 ] || dd if=/dev/zero of=/mnt/small/.spare bs=1024 count="$spare" status=none
	mount --move /mnt/small "$1"
}

# Something that cannot work: a sentence, no success, all as before.
must_refuse() { # WHAT PATTERN COMMAND...
	local what=$1 pattern=$2
	shift 2
	manifest /tmp/before
	run "$@"
	refused "$what"
	says "$pattern" "$what"
	manifest /tmp/after
	same /tmp/before /tmp/after "$what"
}

a_case full-modules both "no room in /lib/modules: said, the old driver stays whole"
case_full_modules() {
	bump 0.1.1
	small /lib/modules 64
	must_refuse "no room in /lib/modules" '/lib/modules' make install
	ours "$K2"
}

a_case full-modules-later both "/lib/modules fills up while it is written"
case_full_modules_later() {
	bump 0.1.1
	small /lib/modules 30000 1
	must_refuse "no more files fit into /lib/modules" '.' make install
	ours "$K2"
}

a_case full-boot one "/boot fills up: the old driver and a whole initramfs stay"
case_full_boot() {
	bump 0.1.1
	small /boot 512
	if ! has_own "$K2"; then
		run make install KVER="$K2"
		expect 0 "no room in /boot, which this kernel does not need"
		ours "$K2" 0.1.1
		return
	fi
	cksum "$(image_of "$K2")" >/tmp/image
	must_refuse "no room in /boot" '/boot|initramfs' make install KVER="$K2"
	cksum "$(image_of "$K2")" | cmp -s - /tmp/image || fail "the initramfs was touched"
	ours "$K2"
	image_ours "$K2"
}

a_case initramfs-fails one,bookworm,trixie "update-initramfs fails: driver and initramfs from before are there again"
case_initramfs_fails() {
	bump 0.1.1
	stand_in update-initramfs 'echo "E: no space" >&2; exit 1'
	must_refuse "update-initramfs fails" 'initramfs' make install KVER="$K2"
	rm /usr/local/sbin/update-initramfs
	ours "$K2"
	image_ours "$K2"
}

a_case image-not-whole one,bookworm,trixie "update-initramfs says done, but its depmod was killed: all as before"
case_image_not_whole() {
	bump 0.1.1
	# It looks for programs in a path of its own.
	# shellcheck disable=SC2016 # for the stand-in
	stand_in update-initramfs 'mv /usr/sbin/depmod /root/depmod
		printf "#!/bin/sh\nkill -9 \$\$\n" >/usr/sbin/depmod
		chmod 755 /usr/sbin/depmod
		/usr/sbin/update-initramfs "$@"
		status=$?
		mv -f /root/depmod /usr/sbin/depmod
		exit $status'
	must_refuse "an image without modules.dep" 'not whole' make install KVER="$K2"
	rm /usr/local/sbin/update-initramfs
	ours "$K2"
	image_ours "$K2"
}

a_case full-dkms both "no room in /var/lib/dkms"
case_full_dkms() {
	bump 0.1.1
	small /var/lib/dkms 64
	must_refuse "no room in /var/lib/dkms" '/var/lib/dkms' make install
}

a_case full-dkms-later clean "/var/lib/dkms fills up while DKMS works"
case_full_dkms_later() {
	small /var/lib/dkms 40000 12
	must_refuse "no more files fit into /var/lib/dkms" '.' make install KVER="$K2"
}

a_case full-tmp one "no room in /tmp"
case_full_tmp() {
	manifest /var/tmp/before
	mount -o remount,size="$(($(du -sk /tmp | cut -f 1) + 64))k" /tmp
	run make install KVER="$K2"
	mount -o remount,size=2g /tmp
	[ "$status" -eq 0 ] || grep -q /tmp "$said" || fail "no room in /tmp: not named: $(last_words)"
	[ "$status" -ne 0 ] || return 0
	manifest /var/tmp/after
	same /var/tmp/before /var/tmp/after "no room in /tmp"
}

a_case read-only one "/lib/modules, /usr/src, /boot or /var read-only"
case_read_only() {
	local dir
	bump 0.1.1
	for dir in /lib/modules /usr/src /var/lib/dkms; do
		mount --bind "$dir" "$dir"
		mount -o remount,bind,ro "$dir"
		must_refuse "$dir is read-only" "$dir" make install KVER="$K2"
		must_refuse "$dir is read-only, uninstalling" "$dir|[Rr]ead-only" make uninstall
		umount "$dir"
	done
	run make install KVER="$K2"
	expect 0 "when all is writable again"
	ours "$K2" 0.1.1
}

a_case depmod-fails clean "depmod fails: what would load is the old one still"
case_depmod_fails() {
	manifest /tmp/before
	stand_in depmod 'echo "depmod: FATAL: no space" >&2; exit 1'
	run make install KVER="$K2"
	rm /usr/local/sbin/depmod
	refused "depmod fails"
	manifest /tmp/after
	same /tmp/before /tmp/after "depmod fails"
}

a_case truncated-copy clean,bookworm,trixie "DKMS says done, and the file is not whole: found"
case_truncated_copy() {
	manifest /tmp/before
	# A cp that runs out of disk and does not say so, as over a full NFS.
	# shellcheck disable=SC2016 # for the stand-in
	stand_in cp '/bin/cp "$@"; for last; do :; done; case $last in
		/lib/modules/*/updates*) for f in "$last" "$last"/mana.ko*; do
			[ ! -f "$f" ] || truncate -s -500 "$f"; done ;; esac; exit 0'
	run make install KVER="$K2"
	rm /usr/local/sbin/cp
	refused "a truncated module"
	says 'is not what was built' "a truncated module" # and nothing after it is done
	manifest /tmp/after
	same /tmp/before /tmp/after "a truncated module"
}

a_case truncated one "a truncated module is found and mended"
case_truncated() {
	local file
	file=$(would_load "$K2")
	truncate -s -500 "$file"
	run make verdict
	refused "the verdict over a truncated module"
	run make check
	refused "make check over a truncated module"
	says 'truncated|not whole|broken|incomplete|not a (whole|complete)|damaged' "make check over a truncated module"
	run make install KVER="$K2"
	expect 0 "installing over a truncated module"
	ours "$K2"
}

a_case noexec clean "nothing of ours needs to be executable"
case_noexec() {
	local dir
	mount -t tmpfs -o noexec none /mnt
	cp -a /root/mana /mnt/mana
	find /mnt/mana -type f -exec chmod a-x {} +
	for dir in /var/lib/dkms /usr/src /tmp; do
		mount --bind "$dir" "$dir"
		mount -o remount,bind,noexec "$dir"
	done
	# The kernel's own build needs its programs.
	umount /usr/src
	cd /mnt/mana || return
	run make KVER="$K2" OUT=/mnt/out
	expect 0 "building on a noexec mount"
	run make install KVER="$K2"
	expect 0 "installing from a noexec mount"
	! grep -q 'Permission denied' "$said" || fail "a permission was denied: $(grep -m 1 'Permission denied' "$said")"
	ours "$K2"
	run make check
	! grep -q 'Permission denied' "$said" || fail "make check: $(last_words)"
	run make uninstall
	expect 0 "uninstalling from a noexec mount"
	not_ours "$K2"
}

a_case read-only-tree clean "the tree is on a read-only mount, and stays as it is"
case_read_only_tree() {
	cd /mana || return
	run make install KVER="$K2"
	expect 0 "installing from a read-only tree"
	ours "$K2"
	run make uninstall
	expect 0 "uninstalling from a read-only tree"
	not_ours "$K2"
}

a_case umask clean "a private umask does not make the driver unreadable"
case_umask() {
	local hidden
	umask 077
	chmod -R go-rwx /root/mana
	run make install KVER="$K2"
	expect 0 "installing with umask 077"
	hidden=$(find "/lib/modules/$K2" /usr/src/mana-backport-* -not -perm -004 ! -type l | head -n 1)
	[ -z "$hidden" ] || fail "nobody but root can read $hidden"
}

a_case other-compiler clean "headers that name a compiler which is not here"
case_other_compiler() {
	sed -i '/CC_VERSION_TEXT/s/"[^ "]*/"x86_64-linux-gnu-gcc-99/' "/lib/modules/$K2/build/include/config/auto.conf"
	! [ -e "/lib/modules/$K2/build/.config" ] ||
		sed -i '/CC_VERSION_TEXT/s/"[^ "]*/"x86_64-linux-gnu-gcc-99/' "/lib/modules/$K2/build/.config"
	headers_manifest /tmp/headers
	run make install KVER="$K2"
	expect 0 "headers that name gcc-99"
	ours "$K2"
	headers_manifest /tmp/headers-after
	same /tmp/headers /tmp/headers-after "the header trees"
}

a_case no-compiler one "no compiler at all: its package is named"
case_no_compiler() {
	find /usr/bin /usr/local/bin \( -name '*gcc*' -o -name 'cc' -o -name 'c99' -o -name 'c89' -o -name '*clang*' \) -delete
	must_refuse "no compiler" 'install.*gcc' make install KVER="$K2"
}

a_case own-kdir clean "KDIR= is read, never cleaned or written"
case_own_kdir() {
	cp -a "$(readlink -f "/lib/modules/$K2/build")" /root/linux
	(cd /root/linux && find . -type f -exec cksum {} + | sort) >/tmp/kdir
	headers_manifest /tmp/headers
	run make install KVER="$K2" KDIR=/root/linux
	expect 0 "KDIR=/root/linux"
	ours "$K2"
	run make install KVER="$K2" KDIR=/root/linux
	expect 0 "KDIR=/root/linux, once more"
	(cd /root/linux && find . -type f -exec cksum {} + | sort) >/tmp/kdir-after
	same /tmp/kdir /tmp/kdir-after "the user's tree"
	headers_manifest /tmp/headers-after
	same /tmp/headers /tmp/headers-after "the header trees"
	run make install KVER="$K1 $K2" KDIR=/root/linux
	refused "KDIR= for two kernels"
	run make install KVER="$K2" KDIR=/nonexistent
	refused "KDIR=/nonexistent"
	says '/nonexistent' "KDIR=/nonexistent"
	ours "$K2"
}

a_case no-headers one "no headers: their package is named"
case_no_headers() {
	mv "/lib/modules/$K1/build" /root/
	must_refuse "no headers" "linux-headers-$R1" make install KVER="$K1"
	must_refuse "no headers for one of two" "linux-headers-$R1" make install KVER="$K2 $K1"
}

a_case full-output clean "OUT= on a full disk is named, not the compiler"
case_full_output() {
	mount -t tmpfs -o size=16k none /mnt
	run make KVER="$K2" OUT=/mnt/out
	refused "OUT= on a full disk"
	says '^mana-backport: .*(/mnt/out|[Nn]o space)' "OUT= on a full disk"
}

a_case reproducible clean "the same bytes from two directories"
case_reproducible() {
	mkdir -p /root/another/place
	cp -a /root/mana /root/another/place/tree
	run make KVER="$K2" OUT=/root/out-1
	expect 0 "make"
	run make -C /root/another/place/tree KVER="$K2" OUT=/var/tmp/second/out
	expect 0 "make elsewhere"
	cmp -s /root/out-1/mana.ko /var/tmp/second/out/mana.ko || fail "the modules differ"
}
