# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh
#
# For the tests inside a system: the command blocks of docs/image-builders.md, at
# /docs, and result lines below the name in $1.

name=$1
log=/tmp/log

# blocks HEADING [NUMBER]: the commands of a section, all or one of them
blocks() {
	awk -v heading="## $1" -v number="${2:-}" '
		/^## / { here = $0 == heading }
		here && /^```sh/ { inside = 1; n++; next }
		/^```/ { inside = 0 }
		inside && (number == "" || n == number)' /docs/image-builders.md >/tmp/blocks
	[ -s /tmp/blocks ] || echo "echo 'no such block in image-builders.md: $1'; exit 1"
	cat /tmp/blocks
}

# expect WHAT COMMAND...: must succeed
expect() {
	what=$1
	shift
	if "$@" >"$log" 2>&1; then
		echo "PASS $name/$what"
	else
		echo "FAIL $name/$what: $(tail -n 1 "$log")"
		cat "$log"
	fi
}

# refuses WHAT PATTERN COMMAND...: must fail and say so
refuses() {
	what=$1 pattern=$2
	shift 2
	if "$@" >"$log" 2>&1; then
		echo "FAIL $name/$what: exit status 0"
	elif ! grep -qE -- "$pattern" "$log"; then
		echo "FAIL $name/$what: does not say '$pattern': $(tail -n 1 "$log")"
	else
		echo "PASS $name/$what"
	fi
}
