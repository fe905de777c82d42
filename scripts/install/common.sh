# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: messages, steps, commands that take long, the lock.

# A terminal that is gone is no reason to stop half-way.
say() { echo "mana-backport: $*" 2>/dev/null || :; }
warn() { echo "mana-backport: warning: $*" >&2 2>/dev/null || :; }
complain() { echo "mana-backport: $*" >&2 2>/dev/null || :; }

# Ends with what was there before (see transaction.sh).
stop() {
	complain "$*"
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Its arguments, one a line.
lines() { printf '%s\n' "$@"; }

contains() { # WORD LIST
	case " $2 " in *" $1 "*) return 0 ;; esac
	return 1
}

# MANA_INSTALL_TEST_SIGNAL=STEP:SIGNAL lets the tests interrupt here.
step() {
	STEP=$1
	case ${MANA_INSTALL_TEST_SIGNAL:-} in
	"$1":*) kill -s "${MANA_INSTALL_TEST_SIGNAL#*:}" $$ ;;
	esac
}

# run TEXT COMMAND...: a command that takes long, in a session of its own so that
# it can be ended with all that it started; its output goes to the log. It holds
# the lock, too: should this process be killed, nobody puts things back while they
# are still being changed. A dot now and then shows that it lives.
run() {
	text=$1
	shift
	printf 'mana-backport: %s ' "$text" 2>/dev/null || :
	echo "=== $text: $*" >>"$LOG"
	setsid "$@" >>"$LOG" 2>&1 </dev/null &
	CHILD=$!
	show_life "$CHILD" 9>&- &
	DOTS=$!
	wait "$CHILD"
	rc=$?
	CHILD=
	end_dots
	if [ "$rc" -eq 0 ]; then echo " done" 2>/dev/null || :; else echo " failed" 2>/dev/null || :; fi
	return "$rc"
}

# Until the process has ended, whoever looks on. What sleeps must not keep the
# reader of our output waiting.
show_life() { # PID
	while sleep 3 >/dev/null 2>&1 && kill -0 "$1" 2>/dev/null; do printf .; done 2>/dev/null
}

end_dots() {
	[ -n "${DOTS:-}" ] || return 0
	kill "$DOTS" 2>/dev/null
	wait "$DOTS" 2>/dev/null
	DOTS=
}

end_child() {
	[ -n "${CHILD:-}" ] || return 0
	end_dots
	kill -TERM -- "-$CHILD" 2>/dev/null
	wait "$CHILD" 2>/dev/null
	CHILD=
}

# What failed said it in the log.
show_log() {
	complain "the end of $LOG:"
	tail -n "${1:-15}" "$LOG" | sed 's/^/    /' >&2
}

# One installation at a time; the lock ends with the process that holds it.
take_lock() {
	need_root
	have flock || stop "flock is missing: install the package util-linux"
	mkdir -p "${LOCK%/*}" "$STATE" || stop "cannot write to ${LOCK%/*} and $STATE: make / writable first"
	: >>"$LOG" 2>/dev/null || LOG=/dev/null
	exec 9>>"$LOCK"
	if ! flock -n 9; then
		say "another installation (process $(cat "$LOCK" 2>/dev/null)) runs: waiting for it, at most a minute"
		flock -w "${MANA_INSTALL_WAIT:-60}" 9 ||
			stop "process $(cat "$LOCK" 2>/dev/null) still installs or removes this driver: try again when it has ended"
	fi
	echo $$ >"$LOCK"
}

need_root() {
	[ "$(id -u)" -eq 0 ] || stop "installing needs root: run it with sudo"
}
