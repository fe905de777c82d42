# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: the installed driver in place of the loaded one.
# The network may be the way in, so the work is done by a process that nobody's
# log-out ends, and the loaded driver comes back if the new one brings no
# interface up. Addresses and routes that lie on the interface itself (and not on
# the synthetic one above it) are put back.

DRIVER=/sys/bus/pci/drivers/mana
RELOAD_LOG=/var/log/mana-reload.log
SAVED=$STATE/reload

devices() {
	for dir in "$DRIVER"/*:*:*.*; do
		[ ! -d "$dir" ] || lines "$dir"
	done
}

interfaces() { # in order of the ports, so that a renamed one is found again
	devices | while read -r dir; do
		for net in "$dir"/net/*; do
			[ -d "$net" ] || continue
			printf '%s/%04d %s\n' "${dir##*/}" "$(cat "$net/dev_port" 2>/dev/null || echo 0)" "${net##*/}"
		done
	done | sort
}

loaded_build_id() {
	od -An -tx1 -v "/sys/module/mana/notes/.note.gnu.build-id" 2>/dev/null | tr -d ' \n' | cut -c 33-
}

# A copy of the file that is loaded now, as long as it lies there: the next
# installation replaces it.
keep_loaded() {
	[ -d /sys/module/mana ] || return 0
	kernel=$(uname -r)
	[ "$(place "$kernel" disk 5)" = "$(loaded_build_id)" ] || return 0
	file=$(modinfo -k "$kernel" -F filename mana 2>/dev/null) && [ -f "$file" ] || return 0
	rm -rf "$STATE/loaded"
	mkdir -p "$STATE/loaded" && cp -p "$file" "$STATE/loaded/" && loaded_build_id >"$STATE/loaded/build-id"
}

# The file to go back to: the one that is loaded, wherever it is.
way_back() {
	id=$(loaded_build_id)
	if [ -n "$id" ] && [ "$(cat "$STATE/loaded/build-id" 2>/dev/null)" = "$id" ]; then
		find "$STATE/loaded" -name 'mana.ko*' | head -n 1
		return
	fi
	kernel=$(uname -r)
	[ "$(place "$kernel" disk 5)" != "$id" ] || { modinfo -k "$kernel" -F filename mana; return; }
	# The kernel's own, moved away by DKMS or passed over by depmod; it has no version.
	[ ! -e /sys/module/mana/version ] || return 0
	{
		module_files "$kernel" | grep "^$MODULES/$kernel/kernel/"
		find "$(our_tree)/original_module/$kernel" -name 'mana.ko*' ! -name '*.origin' 2>/dev/null
	} | head -n 1
}

reload_driver() {
	kernel=$(uname -r)
	refresh_places
	new=$(modinfo -k "$kernel" -F filename mana 2>/dev/null | head -n 1)
	[ -n "$new" ] || stop "no mana driver is installed for the running kernel $kernel: run 'make install' first"
	if [ -d /sys/module/mana ]; then
		[ "$(place "$kernel" disk 5)" != "$(loaded_build_id)" ] || [ -n "${FORCE:-}" ] || {
			say "the installed driver is the one that is loaded: nothing to do (FORCE=1 reloads it all the same)"
			exit 0
		}
		old=$(way_back)
		[ -n "$old" ] || [ -n "${FORCE:-}" ] ||
			stop "no file of the loaded driver is left to go back to: reboot instead, or set FORCE=1"
	else
		old=''
	fi
	rm -rf "$SAVED"
	mkdir -p "$SAVED" || stop "cannot write to $STATE"
	if [ -n "$old" ]; then cp -p "$old" "$SAVED/"; fi
	: >"$RELOAD_LOG" || stop "cannot write to $RELOAD_LOG"
	say "replacing the loaded driver by $new; it goes on if this session ends (log: $RELOAD_LOG)"
	export new SAVED
	# In the background it ignores what a terminal sends; setsid takes it out of the session.
	setsid sh "$here/install/reload-worker.sh" >>"$RELOAD_LOG" 2>&1 </dev/null &
	wait $!
	rc=$?
	cat "$RELOAD_LOG"
	rm -rf "$SAVED"
	exit $rc
}
