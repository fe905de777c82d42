# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: all or nothing.
#
# $STATE/journal exists while something is being changed. It holds an archive of
# every path that may be touched, as it was, and their list. Going back is the
# same whatever went wrong: remove what is there now, unpack the archive, depmod.

JOURNAL=$STATE/journal

# Paths of ours that exist now, without the leading /; images only if wanted.
touched_paths() {
	{
		[ ! -e "$(our_tree)" ] || our_tree
		source_copies
		for kernel in $(installed_kernels); do
			module_files "$kernel"
			find "$MODULES/$kernel/" -maxdepth 1 -name 'modules.*' ! -name modules.builtin\* ! -name modules.order
			find "$MODULES/$kernel/kernel/drivers/net/ethernet/microsoft/mana" -type l 2>/dev/null
		done
		for file in "$STATE/installed" /usr/local/sbin/mana-check /usr/local/share/man/man8/mana-check.8; do
			[ ! -e "$file" ] || lines "$file"
		done
	} | sed 's|^/||'
}

# Directories where a tool may make one more.
touched_directories() {
	find "$MODULES/" -maxdepth 2 -type d
	find "$MODULES"/*/updates "$MODULES"/*/extra "$MODULES"/*/kernel/drivers/net -type d 2>/dev/null
}

begin_transaction() {
	rm -rf "$JOURNAL.new"
	mkdir -p "$JOURNAL.new" || stop "cannot write to $STATE"
	touched_paths >"$JOURNAL.new/paths"
	touched_directories >"$JOURNAL.new/directories"
	tar -C / -cf "$JOURNAL.new/before.tar" -T "$JOURNAL.new/paths" 2>>"$LOG" ||
		stop "cannot save what is installed now to $STATE (is the disk full?): nothing was changed"
	mv "$JOURNAL.new" "$JOURNAL" || stop "cannot write to $STATE"
	trap 'interrupted INT' INT
	trap 'interrupted TERM' TERM
	trap 'interrupted HUP' HUP
	trap 'leave' EXIT
	step begin
}

# The rename is what ends it: a journal that is half removed must not be gone back
# to. What is left is to say so, which nobody interrupts: the exit status tells
# what was done.
end_transaction() {
	trap '' INT TERM HUP
	trap - EXIT
	mv "$JOURNAL" "$JOURNAL.done"
	rm -rf "$JOURNAL.done"
	[ -z "${SCRATCH:-}" ] || rm -rf "$SCRATCH"
	rmdir "$STATE" 2>/dev/null
	step tell
}

interrupted() {
	complain "interrupted by SIG$1 in step '$STEP'"
	exit 1
}

# Only an error comes here: a good end has taken this trap away.
leave() {
	trap '' INT TERM HUP
	trap - EXIT
	end_child
	complain "putting back what was there before"
	roll_back && complain "what was installed before is in place again; nothing was changed"
	[ -z "${SCRATCH:-}" ] || rm -rf "$SCRATCH"
	[ -n "$IN_PLACE" ] || rm -rf "$(source_of "$VERSION").new"
	rmdir "$STATE" 2>/dev/null
	exit 1
}

# A transaction that was killed.
recover_journal() {
	rm -rf "$JOURNAL.new" "$JOURNAL.done"
	[ -d "$JOURNAL" ] || return 0
	warn "an installation was killed before its end: putting back what was there before it"
	roll_back || exit 1
}

# Until all is in place again the journal stays, the only copy.
roll_back() {
	touched_paths >"$JOURNAL/now"
	while read -r path; do
		case $path in */modules.*) ;; *) rm -rf "/${path:?}" ;; esac
	done <"$JOURNAL/now"
	whole=yes
	tar -C / -xf "$JOURNAL/before.tar" 2>>"$LOG" || whole=''
	touched_directories | grep -vxF -f "$JOURNAL/directories" | sort -r | while read -r dir; do
		rmdir "$dir" 2>/dev/null
	done
	restore_images || whole=''
	if [ -z "$whole" ]; then
		complain "NOT ALL could be put back (is a disk full?): make room and run 'make install' or 'make uninstall' again, which tries again first; it is kept in $JOURNAL"
		return 1
	fi
	rm -rf "$JOURNAL"
}
