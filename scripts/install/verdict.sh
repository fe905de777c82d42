# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: what will load, in the end. mana-check looks;
# here it is shown and judged.

# What mana-check sees, a line for each kernel and place; asked again after each
# change, as an image takes a second or two to read.
refresh_places() { PLACES=$(sh "$here/mana-check" --files) || stop "mana-check cannot look at the modules (see above)"; }

# WHERE: disk, initramfs or loaded. FIELD: 3 whose, 4 version, 5 build id, 6 file.
place() { # KERNEL WHERE FIELD
	lines "$PLACES" | awk -F '\t' -v kernel="$1" -v where="$2" -v field="$3" \
		'$1 == kernel && $2 == where { print $field }'
}

show_places() {
	refresh_places
	lines "$PLACES" | awk -F '\t' '
		BEGIN { printf "\n%-28s %-10s %-9s %-10s %-13s %s\n", "KERNEL", "FROM", "WHOSE", "VERSION", "BUILD ID", "FILE" }
		{ printf "%-28s %-10s %-9s %-10s %-13s %s\n", $1, $2, $3, $4, substr($5, 1, 12), $6 }
		END { print "" }'
}

# A sentence for each kernel that will not load this driver: of those that were
# meant, and of the newest, which boots next. No list of those: every kernel.
bad_places() {
	lines "$PLACES" | awk -F '\t' -v version="$VERSION" -v targets=" ${TARGETS:-} " -v newest="$(newest_kernel)" '
		function meant(k) { return index(targets, " " k " ") || k == newest || targets ~ /^ *$/ }
		function what() { return $3 ($4 != "-" ? " " $4 : "") }
		$2 == "disk" { disk[$1] = $5 }
		!meant($1) { next }
		$2 == "disk" && ($3 != "ours" || $4 != version) {
			print "kernel " $1 " would load from the disk: " what()
		}
		$2 == "initramfs" && $3 !~ /^(-|none|unknown)$/ && $5 != disk[$1] {
			print "kernel " $1 " would load from its initramfs: " what()
		}'
}

give_verdict() {
	show_places
	bad=$(bad_places; refused_signatures)
	if [ -n "$bad" ]; then
		lines "$bad" | while read -r line; do complain "$line"; done
		complain "verdict: NOT GOOD: 'mana-check' names the reason of each and the next step"
		[ -n "$PACKAGED" ] || exit 3
		exit 0
	fi
	say "verdict: good: version $VERSION loads on ${TARGETS:-each kernel} at the next boot"
	kernel=$(uname -r)
	case $(place "$kernel" loaded 3) in none | - | '') return ;; esac
	[ "$(place "$kernel" loaded 5)" = "$(place "$kernel" disk 5)" ] ||
		say "the loaded driver is still another one ($(place "$kernel" loaded 3) $(place "$kernel" loaded 4)): 'make reload' replaces it now, or reboot"
}

# Findings of mana-check that mean that a kernel will refuse the file.
refused_signatures() {
	# shellcheck disable=SC2086 # kernels are words
	sh "$here/mana-check" --quiet ${TARGETS:-} 2>/dev/null | grep -E '(signature-missing|key-not-enrolled)'
}
