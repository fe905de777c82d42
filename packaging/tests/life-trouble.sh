# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2154 # status and said are set by lib.sh
#
# Cases of packaging/tests/life: interrupted, two at once, broken before, or
# somebody else's.

# At a step, by the script's own hook for it.
interrupt_each() { # VERB STEP...
	local verb=$1 step signal signals=(INT TERM HUP)
	shift
	for step; do
		signal=${signals[0]}
		signals=("${signals[@]:1}" "$signal")
		run env MANA_INSTALL_TEST_SIGNAL="$step:$signal" make "$verb"
		refused "make $verb with SIG$signal in step $step"
		stumbled "make $verb with SIG$signal in step $step"
		manifest /tmp/after
		same /tmp/before /tmp/after "make $verb with SIG$signal in step $step"
	done
}

steps_of() { # FUNCTION: as the script names them
	sed -n "/^$1()/,/^}/s/^[[:space:]]*step \([a-z]*\).*/\1/p" scripts/mana-install
}

a_case interrupt-upgrade one "a signal in each step of an upgrade: all as before"
case_interrupt_upgrade() {
	local steps
	bump 0.1.1
	steps=$(steps_of install_driver | grep -vx verdict)
	[ "$(wc -w <<<"$steps")" -ge 3 ] || fail "the script names no steps: $steps"
	manifest /tmp/before
	# shellcheck disable=SC2086 # words
	interrupt_each install begin $steps
	# When it is done, only the words are left.
	run env MANA_INSTALL_TEST_SIGNAL=tell:INT make install
	expect 0 "make install with SIGINT when it is done"
	says 'verdict: good' "make install with SIGINT when it is done"
	ours "$K2" 0.1.1
}

a_case interrupt-install clean "a signal in each step of a first installation: nothing is left"
case_interrupt_install() {
	manifest /tmp/before
	# shellcheck disable=SC2046 # words
	interrupt_each install begin $(steps_of install_driver | grep -vx verdict)
}

a_case interrupt-uninstall both "a signal in each step of a removal: all as before"
case_interrupt_uninstall() {
	local steps
	steps=$(steps_of uninstall_driver | grep -vx verdict)
	[ "$(wc -w <<<"$steps")" -ge 2 ] || fail "the script names no steps: $steps"
	manifest /tmp/before
	# shellcheck disable=SC2086 # words
	interrupt_each uninstall begin $steps
	run make uninstall
	expect 0 "uninstalling after all that"
	not_ours "$K2"
}

# In the background as a terminal has it: a group of its own, which Ctrl-C reaches.
begin() { # COMMAND...
	said=$(mktemp /tmp/said.XXXXXX)
	set -m
	"$@" >"$said" 2>&1 </dev/null &
	set +m
	pid=$!
}

finish() {
	status=0
	wait "$pid" || status=$?
}

# Until a line of it is there, or it has ended.
await() { # PATTERN
	while kill -0 "$pid" 2>/dev/null; do
		! grep -qE "$1" "$said" || return 0
		sleep 0.05
	done
}

# A pipe that was alive may leave a moment later than who started it.
settled() {
	local i
	for ((i = 0; i < 600; i++)); do
		[ -n "$(processes 'mana-install|dkms|depmod|update-initramfs|tar ')" ] || return 0
		sleep 0.1
	done
	fail "still at work: $(processes 'mana-install|dkms|depmod|update-initramfs|tar ' | tr '\n' ' ')"
}

a_case ctrl-c one "Ctrl-C at random moments: all as before"
case_ctrl_c() {
	local wait done_once=
	bump 0.1.1
	manifest /tmp/before
	for wait in 0.3 2 4 6 9; do
		begin make install KVER="$K2"
		sleep "$wait"
		kill -INT -- "-$pid" 2>/dev/null || :
		finish
		settled
		if [ "$status" -eq 0 ]; then # it was quicker
			done_once=yes
			ours "$K2" 0.1.1
			break
		fi
		if grep -q 'verdict: good' "$said"; then # make stops, but it was done
			done_once=yes
			ours "$K2" 0.1.1
			image_follows "$K2" 0.1.1
			[ "$(known_versions)" = "0.1.1 " ] || fail "half-way: DKMS or /usr/src has $(known_versions)"
			break
		fi
		manifest /tmp/after
		same /tmp/before /tmp/after "Ctrl-C after $wait s: $(last_words)"
	done
	[ -n "$done_once" ] || ours "$K2" 0.1.0
}

a_case session-ends one "the SSH session ends: SIGHUP and a terminal that is gone"
case_session_ends() {
	bump 0.1.1
	manifest /tmp/before
	mkfifo /tmp/terminal
	# Reads until the build, then it is gone, with a hang-up for all.
	sed -u -n '/build/q' </tmp/terminal &
	set -m
	make install KVER="$K2" >/tmp/terminal 2>&1 </dev/null &
	set +m
	pid=$!
	wait %1 2>/dev/null || :
	kill -HUP -- "-$pid" 2>/dev/null || :
	status=0
	wait "$pid" || status=$?
	settled
	if [ "$status" -eq 0 ]; then
		ours "$K2" 0.1.1
		return
	fi
	manifest /tmp/after
	same /tmp/before /tmp/after "the session ended"
}

a_case output-closed one "make install | head -n 1: done, or all as before"
case_output_closed() {
	bump 0.1.1
	manifest /tmp/before
	# shellcheck disable=SC2216 # head is what closes it
	make install KVER="$K2" 2>&1 </dev/null | head -n 1 >/dev/null || :
	settled
	if [ "$(field version "$(would_load "$K2")")" = 0.1.1 ]; then
		ours "$K2" 0.1.1
		image_follows "$K2" 0.1.1
		[ "$(known_versions)" = "0.1.1 " ] || fail "half-way: DKMS or /usr/src has $(known_versions)"
		return
	fi
	manifest /tmp/after
	same /tmp/before /tmp/after "the output was closed"
}

a_case child-killed both "a program it calls is killed (out of memory): all as before"
case_child_killed() {
	local name
	bump 0.1.1
	manifest /tmp/before
	for name in dkms make depmod; do
		# Dies at work, as by the OOM killer, the first time in the switch.
		# shellcheck disable=SC2016 # for the stand-in
		stand_in "$name" 'case "'"$name"' $*" in
			"dkms install"*|"depmod "*|"make "*" modules") [ -e /tmp/killed ] || { : >/tmp/killed; kill -9 $$; } ;;
			esac
			PATH=/usr/sbin:/usr/bin:/sbin:/bin exec '"$name"' "$@"'
		rm -f /tmp/killed
		run /usr/bin/make install KVER="$K2"
		rm "/usr/local/sbin/$name"
		[ -e /tmp/killed ] || continue
		rm /tmp/killed
		# DKMS does not mind, but a second one follows. The other kernel keeps
		# 0.1.0, which the verdict says.
		if [ "$name" = depmod ] && grep -q "verdict:" "$said"; then
			ours "$K2" 0.1.1
			[ -n "$(find "/lib/modules/$K2/modules.dep" -newer "$(would_load "$K2")")" ] || fail "depmod was killed, and its list is that of before"
			return
		fi
		refused "$name was killed"
		! grep -q "verdict:" "$said" || fail "$name was killed, and it goes on to a verdict: $(last_words)"
		manifest /tmp/after
		same /tmp/before /tmp/after "$name was killed"
	done
}

# Whatever happened: some driver of ours would load, and it is whole.
is_whole() { # WHAT
	local file
	file=$(would_load "$K2")
	[ -n "$(field version "${file:-none}")" ] || fail "$1: no driver of ours would load (${file:-none})"
	is_ours "$file" "$(field version "$file")" "$1"
}

a_case killed one "the script itself is killed: the next call brings back order"
case_killed() {
	local step
	bump 0.1.1
	manifest /tmp/before
	for step in $(steps_of install_driver | grep -vx verdict); do
		run env MANA_INSTALL_TEST_SIGNAL="$step:KILL" make install KVER="$K2"
		refused "killed in step $step"
		is_whole "killed in step $step"
		case $step in look | build) ours "$K2" 0.1.0 ;; esac
	done
	# Somebody asks before anything else is done.
	run make verdict
	stumbled "the verdict after a kill"
	run make install KVER="$K2"
	expect 0 "installing after kills"
	ours "$K2" 0.1.1
	[ "$(known_versions)" = "0.1.1 " ] || fail "DKMS or /usr/src has: $(known_versions)"
	run env MANA_INSTALL_TEST_SIGNAL="initramfs:KILL" make uninstall
	refused "removal killed"
	run make uninstall
	expect 0 "uninstalling after a kill"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "uninstalled after kills"
}

a_case two-at-once clean "the second waits, both end well"
case_two_at_once() {
	local first first_said
	begin make install KVER="$K2"
	first=$pid first_said=$said
	begin make install KVER="$K2"
	finish
	expect 0 "the second installation"
	stumbled "the second installation"
	pid=$first said=$first_said
	finish
	expect 0 "the first installation"
	stumbled "the first installation"
	ours "$K2"
	[ "$(known_versions)" = "$VERSION " ] || fail "DKMS or /usr/src has: $(known_versions)"
}

a_case lock-held one "the one that waited long enough says who runs"
case_lock_held() {
	local holder
	bump 0.1.1
	manifest /tmp/before
	MANA_INSTALL_TEST_SIGNAL=switch:STOP begin make install KVER="$K2"
	# Stopped with the lock in its hands.
	await 'building for' || :
	while holder=$(processes 'sh .*mana-install install' | head -n 1) && ! grep -qs '^State:.*T' "/proc/$holder/status"; do
		kill -0 "$pid" 2>/dev/null || fail "the first one did not stop in its step: $(last_words)"
		sleep 0.2
	done
	said_first=$said pid_first=$pid
	run env MANA_INSTALL_WAIT=1 make uninstall
	refused "removal beside an installation"
	says "$holder" "who runs"
	kill -CONT "$holder"
	said=$said_first pid=$pid_first
	finish
	expect 0 "the first one, when it may go on"
	ours "$K2" 0.1.1
}

a_case broken-entry both "DKMS's entry is broken"
case_broken_entry() {
	rm -rf "/var/lib/dkms/mana-backport/$VERSION/source"
	run make install KVER="$K2"
	expect 0 "installing over a broken entry"
	stumbled "installing over a broken entry"
	ours "$K2"
	ours "$K1"
	rm -rf "/var/lib/dkms/mana-backport/$VERSION/source"
	run make uninstall
	expect 0 "uninstalling a broken entry"
	not_ours "$K1"
	not_ours "$K2"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "uninstalled from a broken entry"
}

a_case source-gone both "the copy in /usr/src is gone, as after a cleanup"
case_source_gone() {
	rm -rf /usr/src/mana-backport-*
	bump 0.1.1
	run make install
	expect 0 "upgrading over sources that are gone"
	stumbled "upgrading over sources that are gone"
	ours "$K1" 0.1.1
	ours "$K2" 0.1.1
	rm -rf /usr/src/mana-backport-*
	run make uninstall
	expect 0 "uninstalling with sources that are gone"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "uninstalled with sources that are gone"
}

a_case entry-gone one "somebody removed DKMS's entry, the module stayed"
case_entry_gone() {
	rm -rf /var/lib/dkms/mana-backport
	run make install KVER="$K2"
	if [ "$status" -ne 0 ]; then
		says "updates/dkms/mana.ko" "which file is in the way"
		run env FORCE=1 make install KVER="$K2"
	fi
	expect 0 "installing over a module that nobody knows"
	ours "$K2"
}

a_case foreign-copy clean "a mana.ko that somebody copied to updates/: named, or replaced by ours"
case_foreign_copy() {
	local file=/lib/modules/$K2/updates/mana.ko
	run make KVER="$K2" OUT=/root/out
	mkdir -p "${file%/*}"
	cp /root/out/mana.ko "$file"
	depmod "$K2"
	run make install KVER="$K2"
	if [ "$status" -ne 0 ]; then
		says "$(literal "$file")" "which file is in the way"
		[ -e "$file" ] || fail "refused, and the file is gone"
	else
		[ "$(would_load "$K2")" != "$file" ] || fail "status 0, but $file loads"
	fi
}

hide_dkms() {
	dpkg --purge --force-depends dkms >/dev/null 2>&1
	! command -v dkms >/dev/null || fail "DKMS is still here"
}

a_case no-dkms clean "without DKMS: into updates/, found again by uninstall"
case_no_dkms() {
	hide_dkms
	manifest /tmp/before
	run make install KVER="$K2"
	expect 0 "installing without DKMS"
	ours "$K2"
	image_follows "$K2"
	bump 0.1.1
	run make install KVER="$K2"
	expect 0 "upgrading without DKMS"
	ours "$K2" 0.1.1
	[ -n "$(azure_check)" ] || fail "Azure's check finds nothing"
	break_build
	manifest /tmp/good
	run make install KVER="$K2"
	refused "installing what does not build without DKMS"
	manifest /tmp/after
	same /tmp/good /tmp/after "a build failed without DKMS"
	run make uninstall
	expect 0 "uninstalling without DKMS"
	manifest /tmp/after
	same /tmp/before /tmp/after "uninstalled without DKMS"
	run make uninstall
	expect 0 "uninstalling again without DKMS"
}

a_case dkms-removed one "DKMS was removed from under it: uninstall still works"
case_dkms_removed() {
	mv "$(command -v dkms)" /root/dkms
	run make uninstall
	expect 0 "uninstalling when DKMS is gone"
	not_ours "$K2"
	image_not_ours "$K2"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "uninstalled when DKMS is gone"
}

a_case dkms-comes clean "installed without DKMS, which comes later: one copy in the end"
case_dkms_comes() {
	local dkms
	dkms=$(command -v dkms)
	mv "$dkms" /root/dkms
	run make install KVER="$K2"
	expect 0 "installing without DKMS"
	mv /root/dkms "$dkms"
	bump 0.1.1
	run make install KVER="$K2"
	expect 0 "installing with DKMS"
	ours "$K2" 0.1.1
	run make uninstall
	expect 0 "uninstalling"
	not_ours "$K2"
}

# A package that has the place of ours in /usr/src, as a distribution would.
fake_package() {
	local dir=/tmp/package
	mkdir -p "$dir/DEBIAN" "$dir/usr/src/mana-backport-$VERSION"
	cp -a /root/mana/. "$dir/usr/src/mana-backport-$VERSION/"
	printf 'Package: %s\nVersion: %s-1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: MANA\n' \
		"$1" "$VERSION" >"$dir/DEBIAN/control"
	dpkg-deb --build -Zgzip "$dir" /tmp/package.deb >/dev/null
	rm -rf "$dir"
	run dpkg -i /tmp/package.deb
	expect 0 "dpkg -i"
	dkms add "mana-backport/$VERSION" >/dev/null 2>&1 || dkms add -m mana-backport -v "$VERSION" >/dev/null
}

a_case package clean "files of a package: refused, the package is named"
case_package() {
	fake_package mana-dkms
	must_refuse "installing over a package" mana-dkms make install KVER="$K2"
	must_refuse "uninstalling a package" mana-dkms make uninstall
	dpkg --verify mana-dkms | grep . && fail "files of the package were changed"
	dpkg --purge mana-dkms >/dev/null
	dkms remove -m mana-backport -v "$VERSION" --all >/dev/null 2>&1 || rm -rf /var/lib/dkms/mana-backport
	# Another name, the same files.
	fake_package some-vendors-mana
	must_refuse "installing over a vendor's package" some-vendors-mana make install KVER="$K2"
	must_refuse "uninstalling a vendor's package" some-vendors-mana make uninstall
}

a_case package-removed clean "a package that was removed, not purged, is not in the way"
case_package_removed() {
	fake_package mana-dkms
	dkms remove -m mana-backport -v "$VERSION" --all >/dev/null 2>&1 || :
	dpkg --remove mana-dkms >/dev/null
	run make install KVER="$K2"
	expect 0 "installing when the package is gone"
	ours "$K2"
}

a_case killed-at-end one "killed while it tidies up after a good end: what it did stays"
case_killed_at_end() {
	bump 0.1.1
	# shellcheck disable=SC2016 # for the stand-in
	stand_in rm 'file=/var/lib/mana-backport/journal/before.tar
		case $* in *journal*) if [ -e $file ]; then /bin/rm -f $file; kill -9 $PPID; fi ;; esac
		exec /bin/rm "$@"'
	run make install KVER="$K2"
	/bin/rm /usr/local/sbin/rm
	run make install KVER="$K2"
	expect 0 "installing after a kill at the end"
	ours "$K2" 0.1.1
	run make uninstall
	expect 0 "uninstalling after a kill at the end"
	manifest /tmp/after
	same /var/tmp/clean /tmp/after "uninstalled after a kill at the end"
}

a_case rollback-fails one "no room even to go back: what was kept stays, the next call goes back"
case_rollback_fails() {
	bump 0.1.1
	manifest /tmp/before
	# shellcheck disable=SC2016 # for the stand-in
	stand_in tar 'case $* in *" -x"*) echo "tar: No space left on device" >&2; exit 2 ;; esac; exec /bin/tar "$@"'
	run env MANA_INSTALL_TEST_SIGNAL=initramfs:INT make install KVER="$K2"
	refused "interrupted, and going back fails"
	rm /usr/local/sbin/tar
	run env MANA_INSTALL_TEST_SIGNAL=look:TERM make install KVER="$K2"
	refused "the next call, interrupted as soon as it has begun"
	manifest /tmp/after
	same /tmp/before /tmp/after "the next call after going back has failed"
}

a_case clone-in-usr-src clean "a clone where DKMS would put the sources is not destroyed"
case_clone_in_usr_src() {
	local place
	for place in "/usr/src/mana-backport-$VERSION" /usr/src/mana-backport-main; do
		cp -a /root/mana "$place"
		echo precious >"$place/.mine"
		cd "$place" || return
		run make install KVER="$K2"
		stumbled "make install in $place"
		[ "$(cat "$place/.mine" 2>/dev/null)" = precious ] || fail "the clone in $place was replaced"
		[ "$status" -ne 0 ] || ours "$K2"
		break_build
		run make install KVER="$K2"
		refused "a build that fails in $place"
		run make uninstall
		[ "$(cat "$place/.mine" 2>/dev/null)" = precious ] || fail "the clone in $place was removed"
		cd / && rm -rf "$place"
	done
}
