# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2034,SC2154 # variables of who reads it
#
# Systems of lab/root for the tests here. Source it with $top set; makes $work,
# which goes at the end, and sets rc.

work=$(mktemp -d "${TMPDIR:-/tmp}/mana-packages.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=packaging/tests/light.sh
. "$top/packaging/tests/light.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS KDIR KVER OUT DESTDIR
rc=0
rooms=${MANA_CACHE:-$HOME/.cache/mana-backport}/packaging

# A system with some packages more, kept in the cache as long as its lower layer
# is the same one.
building_room() { # SYSTEM PACKAGE...
	local system=$1 stamp
	shift
	"$top/lab/root" prepare "$system" || return 1
	stamp=$(stat -c %Y "$("$top/lab/root" path "$system")/.made")-$(echo "$*" | cksum | cut -d ' ' -f 1)
	room=$rooms/$system-$stamp
	(
		mkdir -p "$rooms"
		exec 7>"$room.lock"
		flock 7
		[ ! -e "$room/.made" ] || exit 0
		rm -rf "$room"
		"$top/lab/root" run --upper "$room" "$system" -- sh -ec \
			'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; apt-get install -qq -y "$@"; apt-get clean' sh "$@" >"$room.log" 2>&1 ||
			{ tail -n 5 "$room.log" >&2; exit 1; }
		touch "$room/.made"
	)
}

# In the room that was made last; who changes more than what is bound makes a
# copy of it first.
in_building_room() { # OPTION... SYSTEM -- COMMAND...
	(
		exec 7>"$room.lock"
		flock 7
		"$top/lab/root" run --upper "$room" "$@" 7>&-
	)
}

# Runs GUEST in SYSTEM and takes its result lines over.
live() { # SYSTEM NAME GUEST OPTION...
	local system=$1 name=$2 guest=$3 log=$work/live.log
	shift 3
	"$top/lab/root" run --bind "$top/packaging/tests:/tests" "$@" "$system" -- bash "/tests/$guest" "$name" 2>&1 |
		tee "$log" | grep --line-buffered -E '^(PASS|FAIL|SKIP) '
	if ! grep -q '^END$' "$log"; then
		echo "FAIL $name: did not reach its end: $(tail -n 1 "$log")"
		cat "$log" >&2
		rc=1
	elif grep -q '^FAIL ' "$log"; then
		grep -v '^PASS ' "$log" >&2
		rc=1
	fi
}

# Another version of the source in DIR, with a driver that compiles quickly: what
# lives is the package.
variant() { # DIR VERSION
	mkdir -p "$1"
	tar x -C "$1" --strip-components=1 -f "$work/dist/"*.tar.xz
	sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$2\"/" "$1/dkms.conf"
	sed -i "1s/([^)]*)/($2-1)/" "$1/packaging/debian/changelog"
	make_driver_light "$1"
}

variants() { # $work/this, higher (9.1), broken (9.2), repaired (9.3)
	make -s -C "$top" dist BUILD="$work" >/dev/null || return 1
	mkdir -p "$work/this"
	tar x -C "$work/this" --strip-components=1 -f "$work/dist/"*.tar.xz
	variant "$work/higher" 9.1
	variant "$work/broken" 9.2
	echo '#error this version does not compile' >>"$work/broken/drivers/net/ethernet/microsoft/mana/main.c"
	variant "$work/repaired" 9.3
}
