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
			[ ! -e /tmp/kernel/slow ] || sleep 3
			rm -rf "/sys/module/$1"
			[ "$1" != mana ] || rm -rf /sys/bus/pci/drivers/mana /sys/class/net/eth1'
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

# The one who asked for it goes away in the middle, with all his processes.
reload_orphaned() {
	: >/tmp/kernel/slow
	: >/tmp/kernel/calls
	begin env RELOAD_TIMEOUT=2 make reload
	while kill -0 "$pid" 2>/dev/null && ! grep -q 'rmmod mana' /tmp/kernel/calls; do sleep 0.1; done
	kill -HUP -- "-$pid" 2>/dev/null || :
	kill -KILL -- "-$pid" 2>/dev/null || :
	finish 2>/dev/null
	while [ -n "$(processes 'reload-worker|mana-install reload')" ]; do sleep 0.2; done
	rm -f /tmp/kernel/slow
}

a_case reload one "I19: make reload after an upgrade: works, or goes back"
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

a_case reload-session-ends one "I19: the session that asked for it ends: it goes on to the end"
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

a_case reload-own one,bookworm,trixie "I19: from the kernel's own driver to ours, or back to it"
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

a_case secure-boot one "I13: keys: enrolled, not enrolled, another place, none"
case_secure_boot() {
	local file
	made_up_kernel
	mkdir -p /sys/firmware/efi/efivars /sys/kernel/security
	printf '\006\000\000\000\001' >/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
	echo 'none [integrity] confidentiality' >/sys/kernel/security/lockdown
	file=$(would_load "$K2")
	# shellcheck disable=SC2016 # for the stand-in
	stand_in mokutil 'case $* in
		*--sb-state*) echo "SecureBoot enabled" ;;
		*--test-key*) if [ -e /tmp/kernel/enrolled ]; then echo "$2 is already enrolled"; else echo "$2 is not enrolled"; fi ;;
		*--list-enrolled*) [ ! -e /tmp/kernel/enrolled ] || cat /tmp/kernel/enrolled ;;
		esac'
	run sh scripts/mana-install verdict
	[ "$status" -eq 3 ] || fail "Secure Boot, key not enrolled or no signature: status $status instead of 3: $(last_words)"
	run make check
	refused "make check with Secure Boot and a key that is not enrolled"
	says 'mokutil --import|enrol|sign' "the next step"
	[ -n "$file" ] || fail "no file"
}
