# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: the files, by DKMS 2.8, 3.0 or 3.2, or by hand
# where there is no DKMS.

framework() { # VARIABLE DEFAULT: as DKMS's own configuration has it
	value=$(cat /etc/dkms/framework.conf /etc/dkms/framework.conf.d/*.conf 2>/dev/null |
		sed -n "s/^[[:space:]]*$1=[\"']\{0,1\}\([^\"']*\).*/\1/p" | tail -n 1)
	echo "${value:-$2}"
}
dkms_tree() { framework dkms_tree /var/lib/dkms; }
source_tree() { framework source_tree /usr/src; }

our_tree() { echo "$(dkms_tree)/$NAME"; }
source_of() { echo "$(source_tree)/$NAME-$1"; }

# A make that called is none of DKMS's make's business, nor are its variables.
dkms_do() { # TEXT VERB ARGUMENT...
	text=$1
	shift
	run "$text" env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MAKEOVERRIDES -u KDIR -u KVER \
		-u OUT -u CC dkms "$@"
}

# The versions that DKMS has, broken ones included.
dkms_versions() {
	for dir in "$(our_tree)"/*/; do
		case ${dir%/} in */original_module | *'*') continue ;; esac
		[ ! -L "${dir%/}" ] || continue
		basename "$dir"
	done
}

active_version() { # KERNEL: the version that DKMS has installed there
	for link in "$(our_tree)/kernel-$1-"*; do
		[ -L "$link" ] || continue
		link=$(readlink "$link")
		lines "${link%%/*}"
	done | head -n 1
}

# Without DKMS: "KERNEL FILE", a line for each.
recorded_file() { # KERNEL
	sed -n "s|^$1 ||p" "$STATE/installed" 2>/dev/null | head -n 1
}

# Exactly what the build needs; no lab, no emulator.
copy_sources() {
	if [ -z "$IN_PLACE" ]; then
		dir=$(source_of "$VERSION")
		[ ! -e "$dir" ] || is_source_copy "$dir" ||
			stop "$dir is no copy that an installation has made: move it away, or run 'make install' in there"
		fill_sources "$dir.new"
	fi
	repair_entries
	if ! have dkms || contains "$VERSION" "$(dkms_versions | tr '\n' ' ')"; then
		SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/mana-backport.XXXXXX") || stop "cannot write to ${TMPDIR:-/tmp}"
		return
	fi
	SCRATCH=''
	put_sources
	dkms_do "adding $NAME $VERSION to DKMS" add -m "$NAME" -v "$VERSION" || failed "DKMS does not take version $VERSION"
}

fill_sources() { # DIRECTORY
	rm -rf "$1"
	mkdir -p "$1/mk" "$1/scripts" || stop "cannot write to $(source_tree)"
	for file in Makefile Kbuild dkms.conf drivers include compat README.md LICENSE LICENSES; do
		[ ! -e "$TOP/$file" ] || cp -R "$TOP/$file" "$1/" || stop "cannot copy the sources to $1"
	done
	rm -rf "$1/compat/tests/old-tree"
	for file in mk/build.mk scripts/build-module scripts/mana-check scripts/mana-link; do
		cp "$TOP/$file" "$1/$file" || stop "cannot copy the sources to $1"
	done
	echo "made by mana-install, which may remove it" >"$1/.mana-install" || stop "cannot write to $1"
	chmod -R u+rwX,go+rX,go-w "$1"
}

# May this directory be replaced and removed?
is_source_copy() { # DIRECTORY
	[ -d "$1" ] || return 1
	[ -e "$1/.mana-install" ] || [ -d "$(our_tree)/${1##*"/$NAME-"}" ]
}

# The copies that there are.
source_copies() {
	for dir in "$(source_tree)/$NAME"-*; do
		[ "$dir" != "$TOP" ] || continue
		! is_source_copy "$dir" || lines "$dir"
	done
}

put_sources() {
	[ -z "$IN_PLACE" ] || return 0
	rm -rf "$(source_of "$VERSION")"
	mv "$(source_of "$VERSION").new" "$(source_of "$VERSION")" || stop "cannot put the sources to $(source_of "$VERSION")"
}

# DKMS stumbles over an entry whose sources are gone; with sources it can be removed.
repair_entries() {
	for version in $(dkms_versions); do
		[ ! -e "$(our_tree)/$version/source/dkms.conf" ] || continue
		warn "the sources of version $version that DKMS knows are gone: repairing its entry"
		mkdir -p "$(source_of "$version")/scripts"
		sed "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$version\"/" "$TOP/dkms.conf" >"$(source_of "$version")/dkms.conf"
		cp "$TOP/scripts/mana-link" "$(source_of "$version")/scripts/"
		rm -f "$(our_tree)/$version/source"
		ln -s "$(source_of "$version")" "$(our_tree)/$version/source"
	done
}

# KDIR's tree is never prepared or cleaned: DKMS 2.8 would do both, later ones
# have forgotten how.
dkms_kernel() { # TEXT VERB KERNEL [OPTION]...
	text=$1 dkms_verb=$2 kernel=$3
	shift 3
	[ -z "$KDIR_ASKED" ] ||
		set -- --kernelsourcedir "$KDIR_ASKED" --no-prepare-kernel --no-clean-kernel "$@"
	dkms_do "$text" "$dkms_verb" -m "$NAME" -v "$VERSION" -k "$kernel" "$@"
}

failed() {
	show_log "${2:-15}"
	stop "$1"
}

# A kernel that nobody asked for, and that had no driver before, may fail alone.
prove_build() { # KERNEL
	if build_for "$1" && [ -n "$(built_file "$1")" ]; then
		BUILT="${BUILT:+$BUILT }$1"
		return
	fi
	log=$(our_tree)/$VERSION/build/make.log
	[ ! -s "$log" ] || cat "$log" >>"$LOG"
	contains "$1" "$REQUIRED" && failed "version $VERSION does not build for kernel $1: nothing was changed" 20
	show_log 5
	warn "version $VERSION does not build for kernel $1: that kernel gets no driver"
}

sources_to_build() {
	echo "$(source_of "$VERSION")$([ -n "$IN_PLACE" ] || echo .new)"
}

build_for() { # KERNEL
	if [ -z "$SCRATCH" ]; then
		dkms_kernel "building for $1" build "$1"
		return
	fi
	run "building for $1" env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MAKEOVERRIDES -u KVER \
		make -s -C "$(sources_to_build)" KDIR="$(headers_of "$1")" OUT="$SCRATCH/$1" modules
}

built_file() { # KERNEL: what the build has made
	if [ -n "$SCRATCH" ]; then
		find "$SCRATCH/$1" -maxdepth 1 -name mana.ko
	else
		find "$(our_tree)/$VERSION/$1" -path '*/module/mana.ko*' 2>/dev/null
	fi | head -n 1
}

switch_kernel() { # KERNEL
	if ! have dkms; then
		put_file "$1"
		return
	fi
	if [ -n "$SCRATCH" ]; then
		[ ! -d "$(source_of "$VERSION").new" ] || put_sources
		if is_the_same "$1"; then
			say "kernel $1 has this very module already"
			return
		fi
		rebuild_entry "$1"
	fi
	recorded=$(recorded_file "$1")
	if [ -n "$recorded" ]; then
		rm -f "$recorded"
		rmdir "${recorded%/*}" 2>/dev/null
		forget_file "$1"
	fi
	dkms_kernel "installing for $1" install "$1" --force ||
		failed "DKMS cannot install version $VERSION for kernel $1"
	check_copy "$1" "$(find "$(our_tree)/$VERSION/$1" -path '*/module/mana.ko*' | head -n 1)"
}

build_id() { readelf -n "$1" 2>/dev/null | sed -n 's/.*Build ID: *//p'; } # FILE

# Builds do not depend on where they are made: the same id is the same module.
is_the_same() { # KERNEL
	[ "$(active_version "$1")" = "$VERSION" ] && [ "$(place "$1" disk 3)" = ours ] &&
		[ "$(place "$1" disk 5)" = "$(build_id "$SCRATCH/$1/mana.ko")" ]
}

# The same version once more. DKMS builds nothing that it has, so its entry is
# removed; the file that it takes away is put back while it builds.
rebuild_entry() { # KERNEL
	old=$(module_files "$1" | grep -v "^$MODULES/$1/kernel/" | head -n 1)
	[ -z "$old" ] || cp -p "$old" "$SCRATCH/old-$1" || stop "cannot write to $SCRATCH"
	if [ -d "$(our_tree)/$VERSION/$1" ]; then
		dkms_kernel "replacing version $VERSION for $1" remove "$1" ||
			failed "DKMS cannot replace version $VERSION for kernel $1"
	fi
	if [ -n "$old" ]; then
		mkdir -p "${old%/*}"
		cp -p "$SCRATCH/old-$1" "$old" && depmod "$1"
	fi
	[ -d "$(our_tree)/$VERSION" ] ||
		dkms_do "adding $NAME $VERSION to DKMS" add -m "$NAME" -v "$VERSION" ||
		failed "DKMS does not take version $VERSION"
	dkms_kernel "building for $1 by DKMS" build "$1" ||
		failed "DKMS cannot build version $VERSION for kernel $1"
	[ -z "$old" ] || rm -f "$old"
}

# Without DKMS.
put_file() { # KERNEL
	dir=$MODULES/$1/updates/mana-backport
	if ! mkdir -p "$dir" || ! cp "$SCRATCH/$1/mana.ko" "$dir/.mana.ko.new" ||
		! mv "$dir/.mana.ko.new" "$dir/mana.ko"; then
		stop "cannot write to $dir"
	fi
	forget_file "$1"
	echo "$1 $dir/mana.ko" >>"$STATE/installed" || stop "cannot write to $STATE"
	check_copy "$1" "$SCRATCH/$1/mana.ko"
}

forget_file() { # KERNEL
	[ -e "$STATE/installed" ] || return 0
	grep -v "^$1 " "$STATE/installed" >"$STATE/installed.new"
	mv "$STATE/installed.new" "$STATE/installed"
	[ -s "$STATE/installed" ] || rm -f "$STATE/installed"
}

# What lies there is what was built, to the last byte, and what depmod has chosen;
# DKMS calls it a success when its depmod was killed.
check_copy() { # KERNEL FILE
	depmod "$1" || stop "depmod failed for kernel $1"
	file=$(modinfo -k "$1" -F filename mana 2>/dev/null | head -n 1)
	case $file in
	"$MODULES/$1/kernel/"* | '')
		stop "for kernel $1 depmod prefers '${file:-nothing}' to the new module: put 'updates' before 'built-in' in the search line of /etc/depmod.d, then try again" ;;
	esac
	cmp -s "$file" "$2" || stop "$file is not what was built (is the disk full?)"
	[ "$(modinfo -F version "$file" 2>/dev/null)" = "$VERSION" ] ||
		stop "$file does not say that it is version $VERSION"
}

# Old versions go when no kernel has them any more.
remove_replaced() {
	for version in $(dkms_versions); do
		[ "$version" != "$VERSION" ] || continue
		keep=''
		for kernel in $(installed_kernels); do
			[ "$(active_version "$kernel")" != "$version" ] || keep="$keep $kernel"
		done
		if [ -n "$keep" ]; then
			warn "version $version stays for$keep, which could not get $VERSION"
			TARGETS="$TARGETS$keep"
			continue
		fi
		remove_version "$version"
	done
	rm -rf "$(source_of "$VERSION").new"
}

remove_version() { # VERSION
	gone=$(gone_kernels "$1")
	if ! dkms_do "removing version $1" remove -m "$NAME" -v "$1" --all; then
		warn "DKMS cannot remove version $1 by itself: its files are removed by hand"
		remove_by_hand "$1"
	fi
	forget_version "$1"
	# DKMS 3.2 makes their directories again, for what it had moved away.
	for kernel in $gone; do rm -rf "${MODULES:?}/${kernel:?}"; done
	rmdir "$(our_tree)" 2>/dev/null
	return 0
}

# Kernels that DKMS has a module for and that were deleted.
gone_kernels() { # VERSION
	for dir in "$(our_tree)/$1"/*; do
		if [ ! -d "$dir" ] || [ -L "$dir" ]; then continue; fi
		[ -e "$MODULES/${dir##*/}" ] || lines "${dir##*/}"
	done
}

is_in_place() { [ -n "$IN_PLACE" ] && [ "$1" = "$VERSION" ]; } # VERSION

forget_version() { # VERSION
	dir=$(our_tree)/${1:?}
	rm -rf "$dir"
	is_in_place "$1" || rm -rf "$(source_of "$1")"
}

# As DKMS does it: the module, its directory if nothing else is in there, and what
# it had moved away back to its place.
remove_by_hand() { # VERSION
	for kernel in $(installed_kernels); do
		[ "$(active_version "$kernel")" = "$1" ] || continue
		module_files "$kernel" | grep -v "^$MODULES/$kernel/kernel/" | while read -r file; do
			rm -f "$file"
			dir=${file#"$MODULES/$kernel/"}
			(cd "$MODULES/$kernel" && rmdir -p "${dir%/*}" 2>/dev/null)
		done
		find "$(our_tree)/original_module/$kernel" -name '*.origin' 2>/dev/null | while read -r origin; do
			to=$(cat "$origin")
			mkdir -p "${to%/*}" && mv "${origin%.origin}" "$to"
		done
		rm -f "$(our_tree)/kernel-$kernel-"*
		depmod "$kernel"
	done
	rm -rf "$(our_tree)/original_module"
}

look_for_installed() {
	TARGETS=''
	[ -n "$(dkms_versions)" ] || [ -s "$STATE/installed" ] || {
		say "this driver is not installed: nothing to remove"
		rmdir "$STATE" 2>/dev/null
		show_places
		exit 0
	}
}

need_dkms_to_remove() {
	[ -z "$(dkms_versions)" ] || have dkms ||
		warn "DKMS is gone, its entries are removed by hand"
}

remove_all() {
	repair_entries
	for version in $(dkms_versions); do
		if have dkms; then
			remove_version "$version"
		else
			remove_by_hand "$version"
			forget_version "$version"
		fi
	done
	rmdir "$(our_tree)" 2>/dev/null
	[ -s "$STATE/installed" ] || return 0
	while read -r kernel file; do
		rm -f "$file"
		rmdir "${file%/*}" "${file%/*/*}" 2>/dev/null
		[ ! -d "$MODULES/$kernel" ] || depmod "$kernel"
	done <"$STATE/installed"
	rm -f "$STATE/installed"
}

check_removed() {
	refresh_places
	for kernel in $(installed_kernels); do
		[ "$(place "$kernel" disk 3)" != ours ] ||
			stop "$(place "$kernel" disk 6) could not be removed"
	done
}

# See scripts/mana-link.
place_links() { sh "$here/mana-link" || warn "the link that Azure's checks look for could not be placed"; }

put_program() { # FILE MODE DIRECTORY
	mkdir -p "$3" && cp "$1" "$3/.${1##*/}.new" && chmod "$2" "$3/.${1##*/}.new" &&
		mv "$3/.${1##*/}.new" "$3/${1##*/}"
}

place_programs() {
	[ -z "$PACKAGED" ] || return 0
	sed "s/@VERSION@/$VERSION/" "$here/mana-check" >"$JOURNAL/mana-check"
	put_program "$JOURNAL/mana-check" 755 /usr/local/sbin ||
		warn "cannot install mana-check to /usr/local/sbin: run it from $here"
	[ ! -e "$TOP/docs/man/mana-check.8" ] ||
		put_program "$TOP/docs/man/mana-check.8" 644 /usr/local/share/man/man8 ||
		warn "cannot install the manual page of mana-check"
}

remove_programs() {
	[ -n "$PACKAGED" ] || rm -f /usr/local/sbin/mana-check /usr/local/share/man/man8/mana-check.8
}
