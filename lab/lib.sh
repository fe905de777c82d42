# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash
#
# Downloads for the lab: a private apt root, so that the packages of six Debian
# suites can be read without touching the machine's own configuration.
# Source it; sets MANA_CACHE.

export MANA_CACHE=${MANA_CACHE:-$HOME/.cache/mana-backport}
APT_ROOT=$MANA_CACHE/apt

say() { echo "lab: $*" >&2; }
die() { echo "lab: $*" >&2; exit 1; }

# Twice the size with both architectures: another index, for those who ask.
select_index() { # ARCHITECTURE
	APT_ROOT=$MANA_CACHE/apt APT_ARCHES='"amd64";'
	[ "$1" = amd64 ] || APT_ROOT=$MANA_CACHE/apt-$1 APT_ARCHES="\"amd64\"; \"$1\";"
}

# The machine's own mirror, so that a local mirror is honoured.
mirror_of() { # $1: regular expression of the URL's path
	local url
	url=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
		grep -oE "https?://[^ ]+$1/?( |\$)" | head -n 1 | tr -d ' ')
	echo "${url:-$2}"
}

apt_conf() {
	local main security key=/usr/share/keyrings/debian-archive-keyring.gpg
	main=$(mirror_of '/debian' http://deb.debian.org/debian)
	security=$(mirror_of '/debian-security' http://deb.debian.org/debian-security)
	mkdir -p "$APT_ROOT"/etc/{apt.conf.d,preferences.d} \
		"$APT_ROOT"/{state/lists/partial,cache/archives/partial,debs}
	: >"$APT_ROOT/state/status"
	cat >"$APT_ROOT/apt.conf" <<-END
	Dir "$APT_ROOT"; Dir::Etc "$APT_ROOT/etc"; Dir::State "$APT_ROOT/state";
	Dir::State::status "$APT_ROOT/state/status"; Dir::Cache "$APT_ROOT/cache";
	Dir::Etc::trustedparts "/usr/share/keyrings";
	APT::Architecture "amd64"; APT::Architectures { ${APT_ARCHES:-"amd64";} };
	Acquire::Languages "none"; Acquire::Check-Valid-Until "false";
	Acquire::Retries "3"; Acquire::http::Timeout "30"; APT::Sandbox::User "root";
	END
	{
		local suite
		for suite in bullseye bookworm bookworm-backports trixie trixie-backports forky; do
			echo "deb [signed-by=$key] $main $suite main"
		done
		for suite in bookworm-security trixie-security; do
			echo "deb [signed-by=$key] $security $suite main"
		done
	} >"$APT_ROOT/etc/sources.list"
}

# Refresh the indices once a day; without a network older ones will do.
apt_ready() {
	local stamp=$APT_ROOT/updated tried=$APT_ROOT/tried
	exec 8>"$MANA_CACHE/apt.lock"
	flock 8
	if [ -z "$(find "$stamp" "$tried" -mtime -1 2>/dev/null)" ]; then
		apt_conf
		say "reading the package indices of eight Debian suites"
		if apt_update; then
			touch "$stamp"
		elif [ -e "$stamp" ]; then
			say "cannot refresh the package indices, using those of $(date -r "$stamp" +%F)"
			touch "$tried"
		else
			tail -n 3 "$APT_ROOT/update.log" >&2
			die "no package index: check the network and the mirror in /etc/apt, then try again"
		fi
	fi
	exec 8>&-
}

apt_update() { # apt-get update calls a suite it could not read a warning
	apt_private apt-get update -qq >"$APT_ROOT/update.log" 2>&1 &&
		! grep -qE '^(W|E):.*Failed' "$APT_ROOT/update.log"
}

apt_private() { APT_CONFIG=$APT_ROOT/apt.conf "$@"; }

# Where to unpack a file of another suite that wants that suite's C library:
# "bookworm" runs trixie's programs through trixie's own loader.
glibc_dir() {
	local lib=$MANA_CACHE/glibc
	if [ ! -e "$lib/.done" ]; then
		fetch_unpack "$lib" libc6/trixie libelf1t64/trixie zlib1g/trixie \
			libzstd1/trixie libssl3t64/trixie
		touch "$lib/.done"
	fi
	echo "$lib/usr/lib/x86_64-linux-gnu"
}

# Newest package whose name matches the (extended) regular expression.
newest_package() {
	apt_private apt-cache pkgnames linux- | grep -xE "$1" | sort -V | tail -n 1
}

have_of() { echo "$APT_ROOT/debs/${1//[:\/]/_}"; }

# fetch PACKAGE...: download those that are not there yet, all in one go: apt
# reads its indices each time it starts.
fetch() {
	local pkg new=$APT_ROOT/debs/new.$$ missing=()
	for pkg in "$@"; do [ -e "$(have_of "$pkg").done" ] || missing+=("$pkg"); done
	[ ${#missing[@]} -gt 0 ] || return 0
	say "downloading ${missing[*]}"
	rm -rf "$new"
	mkdir -p "$new"
	(cd "$new" && apt_private apt-get download -qq "${missing[@]}") >"$new.log" 2>&1 || {
		tail -n 2 "$new.log" >&2
		die "cannot download ${missing[*]}: check the network, or try again when the mirror is whole"
	}
	for pkg in "${missing[@]}"; do
		mkdir -p "$(have_of "$pkg")"
		mv "$new/${pkg%%[:/]*}"_*.deb "$(have_of "$pkg")/"
		touch "$(have_of "$pkg").done"
	done
	rm -rf "$new" "$new.log"
}

# fetch_unpack DIR PACKAGE...: download (once) and unpack below DIR.
fetch_unpack() {
	local dir=$1 pkg deb
	shift
	mkdir -p "$dir" "$APT_ROOT/debs"
	fetch "$@"
	for pkg in "$@"; do
		for deb in "$(have_of "$pkg")"/*.deb; do
			dpkg -x "$deb" "$dir" || die "cannot unpack $deb: remove it and try again"
		done
	done
}
