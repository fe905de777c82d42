# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash disable=SC2034,SC2154 # variables of lib.sh and of who reads this
#
# For the guests of packaging/tests/newcomer: source it with the name that result
# lines begin with in $name.

# shellcheck source=packaging/tests/lib.sh
. /tests/lib.sh
export DEBIAN_FRONTEND=noninteractive
K=$(kernels | tail -n 1)
running "$K"
apt-get update -qq || { echo "FAIL $name/network: no packages can be listed"; exit 1; }

# A thing a user sees; the first that is wrong ends it.
fail() {
	echo "FAIL $name/$step: $*"
	tail -n 40 "$said"
	echo END
	exit 1
}
passed() { echo "PASS $name/$step${1:+: $1}"; }

# Packages that the messages of the last command name.
named_packages() {
	sed -n -e 's/.*install the package \([a-z0-9.+-]*\).*/\1/p' -e 's/.*install \(linux-headers-[A-Za-z0-9.+-]*\).*/\1/p' "$said" |
		sort -u
}

# Does what the messages say, until they say no more.
follow() { # COMMAND...
	local packages done_before=' '
	while :; do
		manifest /var/tmp/before
		run "$@"
		stumbled "$*"
		packages=$(named_packages)
		[ -n "$packages" ] || break
		for package in $packages; do
			[[ $done_before != *" $package "* ]] || fail "it still asks for $package, which is there: $(last_words)"
			done_before="$done_before$package "
			echo "told to install $package"
		done
		# shellcheck disable=SC2086 # words
		apt-get install -qq -y $packages >/var/tmp/apt 2>&1 || fail "there is no package $packages: $(tail -n 1 /var/tmp/apt)"
	done
	[ "$done_before" != ' ' ] || fail "nothing was missing: this is no bare machine"
	followed=$done_before
}

# Like `ours`, and the image holds it where it held the kernel's own.
loads() { # VERSION
	ours "$K" "$1"
	! has_own "$K" || image_ours "$K" "$1"
}
