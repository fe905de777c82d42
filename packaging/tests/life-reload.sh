# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2154 # status and said are set by lib.sh
#
# Cases of packaging/tests/life: the installed driver in place of the loaded one.
# There is no adapter here: a made-up /sys shows one, and stand-ins for rmmod,
# insmod and modprobe change it as a kernel would.

# What the made-up kernel does next: /tmp/kernel/new holds "good", "refused" or
# "no-interface" for a file of version 0.1.1, /tmp/kernel/busy exists when nothing
# can be unloaded; /tmp/kernel/calls lists what it was asked.
made_up_kernel() {
	mkdir -p /tmp/kernel
	mount -t tmpfs none /sys
	mkdir -p /sys/module /sys/bus/pci/drivers /sys/class/net /sys/kernel
	echo good >/tmp/kernel/new
	: >/tmp/kernel/calls
	cat >/tmp/kernel/load <<-'END'
	# load FILE
	set -e
	file=$1 plain=/tmp/kernel/plain
	version=$(modinfo -F version "$file" || :)
	answer=good
	[ "$version" != "$(cat /tmp/kernel/new-version 2>/dev/null)" ] || answer=$(cat /tmp/kernel/new)
	[ ! -d /sys/module/mana ] || { echo "File exists" >&2; exit 1; }
	[ "$answer" != refused ] || { echo "Operation not permitted" >&2; exit 1; }
	case $file in
	*.xz) xz -dc "$file" ;;
	*) cat "$file" ;;
	esac >$plain
	mkdir -p /sys/module/mana/notes
	[ -z "$version" ] || echo "$version" >/sys/module/mana/version
	objcopy -O binary --only-section=.note.gnu.build-id $plain /sys/module/mana/notes/.note.gnu.build-id
	modinfo -F srcversion "$file" >/sys/module/mana/srcversion
	dir=/sys/bus/pci/drivers/mana/7870:00:00.0
	mkdir -p "$dir"
	[ "$answer" != no-interface ] || exit 0
	mkdir -p "$dir/net/eth1" /sys/class/net/eth1
	echo 0 >"$dir/net/eth1/dev_port"
	echo 0x1003 >/sys/class/net/eth1/flags
	echo 1 >/sys/class/net/eth1/carrier
	ln -s ../eth0 /sys/class/net/eth1/master
	mkdir -p /sys/class/net/eth0
	END
	# shellcheck disable=SC2016 # for the stand-ins
	{
		stand_in insmod 'echo "insmod $1" >>/tmp/kernel/calls; exec sh /tmp/kernel/load "$1"'
		stand_in modprobe 'echo "modprobe $*" >>/tmp/kernel/calls
			for name; do :; done
			[ "$name" = mana ] || exit 0
			case $* in *-r*) exec rmmod mana ;; esac
			[ ! -d /sys/module/mana ] || exit 0
			exec sh /tmp/kernel/load "$(modinfo -k "$(uname -r)" -F filename mana)"'
		stand_in rmmod 'echo "rmmod $1" >>/tmp/kernel/calls
			[ ! -e /tmp/kernel/busy ] || { echo "Module $1 is in use" >&2; exit 1; }
			rm -rf "/sys/module/$1"
			[ "$1" != mana ] || rm -rf /sys/bus/pci/drivers/mana /sys/class/net/eth1
			[ ! -e /tmp/kernel/slow ] || sleep 3'
	}
}

kernel_has() { # BUILD-ID WHAT: and an interface
	local have
	have=$(od -An -tx1 -v /sys/module/mana/notes/.note.gnu.build-id 2>/dev/null | tr -d ' \n' | cut -c 33-)
	[ "$have" = "$1" ] || fail "$2: loaded is ${have:-nothing} instead of $1: $(last_words)"
	[ -e /sys/class/net/eth1/carrier ] || fail "$2: no interface"
}

# Each way in which the new one can fail leaves the old one at work.
reload_fails() { # BUILD-ID OF THE OLD ONE
	echo no-interface >/tmp/kernel/new
	run env RELOAD_TIMEOUT=2 make reload
	refused "a new driver that brings no interface up"
	kernel_has "$1" "a new driver that brings no interface up"
	echo refused >/tmp/kernel/new
	run env RELOAD_TIMEOUT=2 make reload
	refused "a new driver that cannot be loaded"
	kernel_has "$1" "a new driver that cannot be loaded"
	: >/tmp/kernel/busy
	run make reload
	refused "an old driver that cannot be unloaded"
	kernel_has "$1" "an old driver that cannot be unloaded"
	rm /tmp/kernel/busy
}

# The one who asked for it goes away in the middle, with all his processes: when
# there is no driver at all.
reload_orphaned() {
	: >/tmp/kernel/slow
	: >/tmp/kernel/calls
	begin env RELOAD_TIMEOUT=2 make reload
	while kill -0 "$pid" 2>/dev/null && [ -d /sys/module/mana ]; do sleep 0.1; done
	kill -HUP -- "-$pid" 2>/dev/null || :
	kill -KILL -- "-$pid" 2>/dev/null || :
	finish 2>/dev/null
	while [ -n "$(processes 'reload-worker|mana-install reload')" ]; do sleep 0.2; done
	rm -f /tmp/kernel/slow
}

a_case reload one "make reload after an upgrade: works, or goes back"
case_reload() {
	local old new
	old=$(build_id "$(would_load "$K2")")
	made_up_kernel
	sh /tmp/kernel/load "$(would_load "$K2")" || fail "the made-up kernel does not work"
	bump 0.1.1
	echo 0.1.1 >/tmp/kernel/new-version
	run make install KVER="$K2"
	expect 0 "installing 0.1.1"
	says "make reload|reboot" "what is loaded is still the old one"
	new=$(build_id "$(would_load "$K2")")
	[ "$new" != "$old" ] || fail "both builds are the same"
	reload_fails "$old"
	reload_orphaned
	kernel_has "$old" "the session ended, and the new driver cannot be loaded"
	echo good >/tmp/kernel/new
	run make reload
	expect 0 "make reload"
	kernel_has "$new" "make reload"
	: >/tmp/kernel/calls
	run make reload
	expect 0 "make reload when nothing is to be done"
	! grep -q rmmod /tmp/kernel/calls || fail "make reload unloads what it need not"
}

a_case reload-session-ends one "the session that asked for it ends: it goes on to the end"
case_reload_session_ends() {
	local old=/root/old/mana.ko
	made_up_kernel
	# An older build that nobody has installed is loaded.
	bump 0.0.9
	run make KVER="$K2" OUT=/root/old
	sh /tmp/kernel/load "$old" || fail "the made-up kernel does not work"
	run make reload
	if [ "$status" -ne 0 ]; then
		kernel_has "$(build_id "$old")" "no way back, so nothing was done"
		says 'go back|FORCE=1' "what to do without a way back"
	fi
	FORCE=1 reload_orphaned
	kernel_has "$(build_id "$(would_load "$K2")")" "the session ended"
}

a_case reload-own one,bookworm,trixie "from the kernel's own driver to ours, or back to it"
case_reload_own() {
	local own
	made_up_kernel
	own=$(find "/lib/modules/$K2/kernel" /var/lib/dkms/mana-backport/original_module -name 'mana.ko*' -type f ! -name '*.origin' 2>/dev/null | head -n 1)
	sh /tmp/kernel/load "$own" || fail "the made-up kernel does not work"
	echo "$VERSION" >/tmp/kernel/new-version
	reload_fails "$(build_id "$own")"
	echo good >/tmp/kernel/new
	run make reload
	expect 0 "make reload"
	kernel_has "$(build_id "$(would_load "$K2")")" "make reload"
}

a_case loaded-other one "another version is loaded than is installed, from the same sources: found"
case_loaded_other() {
	sed -i 's/^PACKAGE_VERSION=.*/PACKAGE_VERSION="0.0.9"/' dkms.conf
	run make KVER="$K2" OUT=/root/old
	made_up_kernel
	sh /tmp/kernel/load /root/old/mana.ko || fail "the made-up kernel does not work"
	[ "$(cat /sys/module/mana/srcversion)" = "$(field srcversion "$(would_load "$K2")")" ] || fail "the sources are not the same"
	sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$VERSION\"/" dkms.conf
	run make check
	refused "make check with 0.0.9 loaded and $VERSION installed"
	says 'loaded-(version|build)' "make check with 0.0.9 loaded and $VERSION installed"
}

a_case no-interface one "the adapter refuses the driver, or it has no interface: found"
case_no_interface() {
	local device=/sys/bus/pci/devices/7870:00:00.0
	made_up_kernel
	mkdir -p "$device"
	echo 0x1414 >"$device/vendor"
	echo 0x00ba >"$device/device"
	echo 0x020000 >"$device/class"
	echo no-interface >/tmp/kernel/new
	echo "$VERSION" >/tmp/kernel/new-version
	sh /tmp/kernel/load "$(would_load "$K2")" || fail "the made-up kernel does not work"
	rm -r /sys/bus/pci/drivers/mana/7870:00:00.0
	run make check
	refused "make check, and no driver is bound"
	ln -s ../../drivers/mana "$device/driver"
	ln -s ../../devices/7870:00:00.0 /sys/bus/pci/drivers/mana/7870:00:00.0
	run make check
	refused "make check, and there is no interface"
	says '7870:00:00.0' "make check, and there is no interface"
}

# What the firmware and the enrolled keys say; /tmp/kernel/enrolled is a copy of
# the certificate that is.
secure_boot_is() { # on|off
	local bit=1 word=integrity
	[ "$1" = on ] || bit=0 word=none
	mkdir -p /sys/firmware/efi/efivars /sys/kernel/security
	printf '%b' "\\06\\0\\0\\0\\0$bit" >/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
	echo "none integrity confidentiality" | sed "s/$word/[$word]/" >/sys/kernel/security/lockdown
	# shellcheck disable=SC2016 # for the stand-in
	stand_in mokutil 'case $* in
		*--sb-state*) echo "SecureBoot '"${1/on/enabled}"'" ;;
		*--test-key*) if cmp -s "$2" /tmp/kernel/enrolled; then echo "$2 is already enrolled"; else echo "$2 is not enrolled"; fi ;;
		*--list-enrolled*) [ ! -e /tmp/kernel/enrolled ] || cat /tmp/kernel/enrolled ;;
		esac'
}

# The kernel will refuse the file, and both programs say so.
will_refuse() { # PATTERN WHAT
	run make check
	refused "make check, $2"
	says "$1" "make check, $2"
	run sh scripts/mana-install verdict
	expect 3 "the verdict, $2"
	says "signature-missing|key-not-enrolled" "the verdict, $2"
}

will_accept() { # WHAT
	run make check
	! grep -qE 'signature-missing|key-not-enrolled|key-unknown' "$said" || fail "make check, $1: $(last_words)"
	run sh scripts/mana-install verdict
	expect 0 "the verdict, $1"
}

# Both kernels' modules, signed with the key in /var/lib/dkms, or not at all.
sign_modules() { # yes|no
	local kernel file
	for kernel in "$K1" "$K2"; do
		file=$(would_load "$kernel")
		case $file in
		*.xz) xz -dc "$file" >/tmp/plain.ko ;;
		*) cp "$file" /tmp/plain.ko ;;
		esac
		objcopy /tmp/plain.ko
		[ "$1" = no ] ||
			"/lib/modules/$kernel/build/scripts/sign-file" sha256 /var/lib/dkms/mok.key /var/lib/dkms/mok.pub /tmp/plain.ko
		case $file in
		*.xz) xz --check=crc32 -c /tmp/plain.ko >"$file" ;;
		*) cp /tmp/plain.ko "$file" ;;
		esac
	done
	[ "$(field signer "$file")" = "$([ "$1" = no ] || echo 'The owner of this machine')" ] || fail "$file is signed by '$(field signer "$file")'"
}

a_case secure-boot both "keys: enrolled, not enrolled, another place, none"
case_secure_boot() {
	made_up_kernel
	secure_boot_is on
	cp /tests/mok.key /tests/mok.pub /var/lib/dkms/
	sign_modules yes
	will_refuse "mokutil --import /var/lib/dkms/mok.pub" "the key is not enrolled"
	cp /var/lib/dkms/mok.pub /tmp/kernel/enrolled
	will_accept "the key is enrolled"
	mkdir -p /root/keys
	mv /var/lib/dkms/mok.* /root/keys/
	mkdir -p /etc/dkms
	printf 'mok_signing_key=/root/keys/mok.key\nmok_certificate=/root/keys/mok.pub\n' >>/etc/dkms/framework.conf
	will_accept "the key lies in another place and is enrolled"
	rm /tmp/kernel/enrolled
	will_refuse "mokutil --import /root/keys/mok.pub" "the key lies in another place"
	secure_boot_is off
	will_accept "Secure Boot is off"
	secure_boot_is on
	sign_modules no
	will_refuse 'is not signed' "there is no signature"
	rm -rf /root/keys
	will_refuse 'is not signed' "there is no key at all"
	secure_boot_is off
	will_accept "Secure Boot is off, no signature"
}
