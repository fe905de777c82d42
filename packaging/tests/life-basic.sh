# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2154 # status and said are set by lib.sh
#
# Cases of packaging/tests/life: what everybody does.

# Another version of the tree in /root/mana, with another build.
bump() { # VERSION
	sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$1\"/" dkms.conf
	sed -i "s/stand-in/stand-in of $1/" drivers/net/ethernet/microsoft/mana/main.c
}

break_build() { echo 'this is no C;' >>drivers/net/ethernet/microsoft/mana/main.c; }

# Where the kernel has a driver of its own, the initramfs has it too: it must
# hold what the disk holds.
image_follows() { # KERNEL [VERSION]
	! has_own "$1" || image_ours "$@"
}

# Versions that DKMS or /usr/src know, one a line.
known_versions() {
	{
		dkms status 2>/dev/null | sed -n 's|^mana-backport[/,] *\([^,: ]*\).*|\1|p'
		find /usr/src -maxdepth 1 -name 'mana-backport-*' | sed 's|.*/mana-backport-||'
	} | sort -u | tr '\n' ' '
}

# Word for word what Azure's guide says, for the kernel that runs.
azure_check() {
	grep "/mana.*\.ko" "/lib/modules/$(uname -r)/modules.builtin" ||
		find "/lib/modules/$(uname -r)/kernel" -name 'mana*.ko*'
}

a_case install clean "headers untouched, verdict with build ids, status 0"
case_install() {
	local file
	headers_manifest /tmp/headers
	cksum /boot/initrd.img-* >/tmp/images-before
	run make install
	expect 0 "make install"
	stumbled "make install"
	ours "$K2"
	image_follows "$K2"
	file=$(would_load "$K2")
	says "$R2 .*$(build_id "$file" | cut -c 1-12)" "the verdict"
	says "$R1 " "the verdict of the other kernel"
	headers_manifest /tmp/headers-after
	same /tmp/headers /tmp/headers-after "the header trees"
	has_own "$K2" || {
		cksum /boot/initrd.img-* >/tmp/images-after
		same /tmp/images-before /tmp/images-after "images that hold no mana"
	}
}

a_case real-driver clean "the driver itself, not the stand-in, by KVER="
case_real_driver() {
	run make -C /real install KVER="$K2"
	expect 0 "make install KVER=$K2"
	is_ours "$(would_load "$K2")" "$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' /real/dkms.conf)" "kernel $K2"
	[ "$(modinfo -k "$K2" -F description mana)" != "Microsoft Azure Network Adapter, Ethernet stand-in" ] || fail "this is the stand-in"
	not_ours "$K1"
}

a_case reinstall one "installing again, and again"
case_reinstall() {
	local i
	for i in 2 3; do
		run make install KVER="$K2"
		expect 0 "installing for the ${i}th time"
		stumbled "installing for the ${i}th time"
		ours "$K2"
		image_follows "$K2"
	done
	[ "$(known_versions)" = "$VERSION " ] || fail "DKMS or /usr/src has: $(known_versions)"
}

a_case uninstall both "all as it was before, initramfs too; a second time says so"
case_uninstall() {
	run make uninstall
	expect 0 "make uninstall"
	stumbled "make uninstall"
	not_ours "$K1"
	not_ours "$K2"
	image_not_ours "$K1"
	image_not_ours "$K2"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "after uninstalling"
	[ ! -e /var/lib/mana-backport ] || fail "/var/lib/mana-backport stays"
	run make uninstall
	expect 0 "uninstalling again"
	says 'not installed|nothing to (remove|uninstall)' "uninstalling again"
	run make install KVER="$K2"
	expect 0 "installing after uninstalling"
	ours "$K2"
}

a_case upgrade both "each kernel that had it gets the new one, the old one goes"
case_upgrade() {
	local file
	bump 0.1.1
	run make install
	expect 0 "installing 0.1.1"
	for kernel in "$K1" "$K2"; do
		ours "$kernel" 0.1.1
		image_follows "$kernel" 0.1.1
	done
	[ "$(known_versions)" = "0.1.1 " ] || fail "DKMS or /usr/src has: $(known_versions)"
	run make uninstall
	expect 0 "uninstalling 0.1.1"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "after upgrading and uninstalling"
}

a_case downgrade one "an older version replaces a newer one"
case_downgrade() {
	bump 0.0.9
	run make install KVER="$K2"
	expect 0 "installing 0.0.9"
	ours "$K2" 0.0.9
	[ "$(known_versions)" = "0.0.9 " ] || fail "DKMS or /usr/src has: $(known_versions)"
}

a_case upgrade-fails both "a version that does not build leaves the old one in place"
case_upgrade_fails() {
	manifest /tmp/before
	bump 0.1.1
	break_build
	run make install
	expect 2 "make install of 0.1.1 that does not build" # make's own word for a failed command
	says "$R1|$R2" "which kernel failed"
	stumbled "make install"
	manifest /tmp/after
	same /tmp/before /tmp/after "after an upgrade that does not build"
}

a_case reinstall-fails both "the same version that no longer builds leaves the old file in place"
case_reinstall_fails() {
	manifest /tmp/before
	break_build
	run make install KVER="$K1 $K2"
	refused "installing what does not build"
	manifest /tmp/after
	same /tmp/before /tmp/after "after a failed installation of the same version"
}

a_case install-fails clean "a first version that does not build leaves nothing"
case_install_fails() {
	manifest /tmp/before
	break_build
	run make install
	refused "installing what does not build"
	manifest /tmp/after
	same /tmp/before /tmp/after "after a failed first installation"
}

a_case partly-fails both "builds for one kernel only: neither is switched"
case_partly_fails() {
	manifest /tmp/before
	bump 0.1.1
	sed -i "1a case \$1 in *$K2*) echo 'no build for this kernel' >\&2; exit 1 ;; esac" scripts/build-module
	run make install KVER="$K1 $K2"
	refused "installing what builds for one kernel of two"
	says "$R2" "which kernel failed"
	manifest /tmp/after
	same /tmp/before /tmp/after "after a build that failed for the second kernel"
}

a_case azure-check clean "Azure's own check finds our file, and nothing when we are gone"
case_azure_check() {
	local found file target
	run make install KVER="$K2"
	expect 0 "make install KVER=$K2"
	found=$(azure_check)
	[ -n "$found" ] || fail "Azure's check finds nothing"
	file=$(readlink -f "$(would_load "$K2")")
	target=
	while read -r name; do
		[ "$(readlink -f "$name")" != "$file" ] || target=$name
	done <<<"$found"
	[ -n "$target" ] || fail "Azure's check finds $found, not what would load ($file)"
	# None of the tools takes the link for a module: DKMS would put it aside as the
	# kernel's own.
	[ -z "$(find "/lib/modules/$K2/kernel" -type l -name 'mana.ko' -o -type l -name 'mana.ko.[gxz]*')" ] ||
		fail "the link has a module's name"
	depmod "$K2"
	[ "$(would_load "$K2")" = "$file" ] || [ "$(readlink -f "$(would_load "$K2")")" = "$file" ] ||
		fail "depmod takes the link: $(would_load "$K2")"
	[ "$(grep -c '/mana\.ko[^ ]*:' "/lib/modules/$K2/modules.dep")" -eq 1 ] ||
		fail "modules.dep: $(grep '/mana\.ko' "/lib/modules/$K2/modules.dep")"
	run make uninstall
	expect 0 "make uninstall"
	found=$(azure_check)
	if has_own "$K2"; then
		[ "$(find "/lib/modules/$K2/kernel" -name 'mana*.ko*' -type l)" = "" ] || fail "the link stays: $found"
	else
		[ -z "$found" ] || fail "still found after uninstalling: $found"
	fi
}

a_case second-kernel one "KVER= of a second kernel, both have it"
case_second_kernel() {
	run make install KVER="$K1"
	expect 0 "make install KVER=$K1"
	ours "$K1"
	ours "$K2"
	image_follows "$K1"
	image_follows "$K2"
}

a_case all-kernels clean "KVER=all"
case_all_kernels() {
	run make install KVER=all
	expect 0 "make install KVER=all"
	ours "$K1"
	ours "$K2"
}

a_case wrong-kernel one "KVER= of a kernel that is not here, or of none: the ones that are"
case_wrong_kernel() {
	local value
	manifest /tmp/before
	for value in 9.9.9-nope "$K2 9.9.9-nope" ''; do
		run make install KVER="$value"
		refused "KVER='$value'"
		says "$R1.*$R2" "KVER='$value'"
		! grep -qiE 'compiler|Build of' "$said" || fail "KVER='$value' blames the compiler"
	done
	run sh scripts/mana-install install --kernel 9.9.9-nope
	expect 2 "mana-install --kernel 9.9.9-nope"
	manifest /tmp/after
	same /tmp/before /tmp/after "after a wrong KVER"
}

a_case chroot clean "the running kernel is not installed here: said, with those that are"
case_chroot() {
	rm -f /usr/local/sbin/uname
	mkdir -p "/lib/modules/$(uname -r)" # udev and depmod leave such ones
	run make install
	says "$(uname -r) is not installed" "make install in a chroot"
	says "$R1.*$R2" "make install in a chroot"
	says 'KVER=|verdict: good' "make install in a chroot"
	run make install KVER="$K2"
	expect 0 "the advice, KVER=$K2"
	ours "$K2"
	[ -z "$(find "/lib/modules/$(uname -r)" -name '*mana*')" ] || fail "something was put to the host's kernel"
}

a_case no-root one "an ordinary user: one sentence, nothing changes"
case_no_root() {
	local verb
	manifest /tmp/before
	chmod 755 /root
	for verb in install uninstall; do
		run setpriv --reuid 65534 --regid 65534 --clear-groups make "$verb"
		refused "make $verb as nobody"
		says 'needs root|sudo' "make $verb as nobody"
	done
	manifest /tmp/after
	same /tmp/before /tmp/after "after what nobody did"
}

a_case check-usage clean "mana-check: --help, --json, a typing mistake is no kernel"
case_check_usage() {
	run sh scripts/mana-check --frobnicate
	expect 2 "mana-check --frobnicate"
	run sh scripts/mana-check --help
	expect 0 "mana-check --help"
	says '^usage: mana-check' "mana-check --help"
	run sh scripts/mana-check --json
	says '^\{' "mana-check --json"
}
