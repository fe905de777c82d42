# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh
#
# For the scripts beside it, with $top set. POSIX sh, and only what a minimal
# system has.

stop() { echo "mana-backport: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# shellcheck disable=SC2154,SC2034 # set by who reads this file, and used there
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' "$top/dkms.conf")

# Sets kdir, rel and out, where scripts/build-module left the module.
built_module() {
	# shellcheck disable=SC2153 # from the environment
	rel=$(sed -n 's/^#define UTS_RELEASE "\(.*\)"/\1/p' \
		"$KDIR/include/generated/utsrelease.h" 2>/dev/null || :)
	[ -n "$rel" ] || stop "KDIR '$KDIR' holds no prepared kernel headers: give KDIR=, the header tree that the module was built with"
	# shellcheck disable=SC2034 # for who called
	kdir=$KDIR
	out=${OUT:-$top/build/$rel}
	[ -s "$out/mana.ko" ] ||
		stop "no module for kernel $rel was built yet ('$out/mana.ko'): run 'make KDIR=$KDIR' first, with the same OUT= if you gave one"
}

is_signed() { tail -c 28 "$1" | grep -q '^~Module signature appended~$'; }

# strip of the module's own architecture.
strip_debug() { # FILE
	case $(od -An -tx1 -j18 -N1 "$1" | tr -d ' ') in
	3e) tool=x86_64-linux-gnu-strip ;;
	b7) tool=aarch64-linux-gnu-strip ;;
	*) stop "'$1' is no module for x86_64 or aarch64: build it again" ;;
	esac
	have "$tool" || tool="strip"
	have "$tool" || stop "INSTALL_MOD_STRIP=1 needs strip: install binutils, or leave it out"
	"$tool" -g "$1" || stop "'$tool' cannot strip '$1': install binutils for the module's architecture, or leave INSTALL_MOD_STRIP out"
}

git_here() {
	[ -e "$top/.git" ] && have git && git_do rev-parse HEAD >/dev/null 2>&1
}

# Who packages as root is often not who owns the checkout.
git_do() { git -C "$top" -c safe.directory="$top" "$@"; }

# The files of the source, one a line: those that git knows, or all of a tree
# that came without it. Nothing that merely lies about: it may be a key.
source_files() {
	if git_here; then
		git_do ls-files
	else
		(cd "$top" && find . -path ./build -prune -o -name .git -prune -o -name __pycache__ -prune -o \
			\( -type f -o -type l \) -print | sed 's|^\./||')
	fi | LC_ALL=C sort
}

# The time that made things carry: of the last change of the source.
source_date() {
	if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
		echo "$SOURCE_DATE_EPOCH"
	elif git_here; then
		git_do log -1 --format=%ct
	else
		stat -c %Y "$top/dkms.conf"
	fi
}
