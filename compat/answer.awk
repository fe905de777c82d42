# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Answers the probes for one kernel. Plain awk (mawk, gawk, busybox): the
# machine of a DKMS user has no more.
#
#   awk -f answer.awk mode=probes FILE... mode=headers HEADERS.i \
#       mode=exports Module.symvers
#
# HEADERS.i is the preprocessor's output with -dD. One declaration at a time is
# gathered from it; only those that mention a wanted name are looked at.
# Prints compat_config.h; the first probe without an answer goes to stderr, and
# the number of further ones; exit 1.

function die(text) {
	if (!failed++)
		complaint = text
}

function give_up() {
	print "compat/detect: " complaint \
	      (failed > 1 ? " (and " failed - 1 " more like this)" : "") \
	      > "/dev/stderr"
	exit 1
}

# "a.b" of kind member wants struct a; all others want the subject itself.
function want(query,	part, name) {
	if (split(query, part, ":") != 2 || query !~ /^(func|var|macro|any|type|member|config|header):/) {
		die("unknown question '" query "' in a .probes file")
		return
	}
	name = part[2]
	if (part[1] == "config") {
		wanted_macro["CONFIG_" name]
		wanted_macro["CONFIG_" name "_MODULE"]
	} else if (part[1] != "header") {
		wanted_macro[name]
		sub(/\..*/, "", name)
		wanted[name]
		if (part[1] ~ /^(func|var|any)$/)
			wanted_export[name]
	}
}

mode == "probes" {
	if ($1 == "" || $1 ~ /^#/ || $1 == "include")
		next
	if ($1 == "sentinel") {
		sentinel[++sentinels] = $2
		sentinel_test[sentinels] = $3
		want($2)
		next
	}
	probe[++probes] = $1
	query[probes] = $3
	test_new[probes] = $4
	test_old[probes] = $5
	why[probes] = $0
	for (i = 1; i <= 5; i++)
		sub(/^[^ \t]+[ \t]*/, "", why[probes])
	if ($1 !~ /^[A-Z][A-Z0-9_]*$/ || $1 in seen || $2 !~ /^(-|[0-9]+\.[0-9]+)$/ ||
	    $5 == "")
		die("bad probe line: " $0)
	seen[$1]
	want($3)
	next
}

mode == "headers" && any_wanted == "" {
	any_wanted = "(^|[^A-Za-z0-9_])("
	for (name in wanted) {
		any_wanted = any_wanted separator name
		separator = "|"
	}
	any_wanted = any_wanted ")([^A-Za-z0-9_]|$)"
}

mode == "headers" && $1 == "#define" {
	name = $2
	sub(/\(.*/, "", name)
	if (name in wanted_macro)
		macro[name] = $0
	next
}

mode == "headers" && $1 == "#undef" {
	delete macro[$2]
	next
}

mode == "headers" && $1 == "bp_has_header" {
	header[substr($2, 2, length($2) - 2)]
	next
}

mode == "headers" && !/^#/ && !/^[ \t]*$/ {
	if (/["']/) {
		gsub(/"([^"\\]|\\.)*"/, "\"\"")
		gsub(/'([^'\\]|\\.)*'/, "0")
	}
	text = text " " $0
	depth += gsub(/\{/, "{") - gsub(/\}/, "}")
	if (depth == 0 && /[;}][ \t]*$/) {
		if (text ~ any_wanted)
			declarations(text)
		text = ""
	}
	next
}

mode == "exports" {
	if ($2 in wanted_export)
		export[$2]
	exports++
}

# Position of the bracket that closes the one at `from`.
function closing(s, from,	i, c, level) {
	for (i = from; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "(" || c == "{")
			level++
		else if ((c == ")" || c == "}") && --level == 0)
			return i
	}
	return length(s)
}

function without_attributes(s,	end) {
	while (match(s, /__attribute__[ ]*\(\(/)) {
		end = closing(s, RSTART + index(substr(s, RSTART), "(") - 1)
		s = substr(s, 1, RSTART - 1) " " substr(s, end + 1)
	}
	return s
}

function tidy(s) {
	gsub(/[ \t]+/, " ", s)
	gsub(/ ?\( ?/, "(", s)
	gsub(/ ?\) ?/, ")", s)
	gsub(/ ?, ?/, ",", s)
	gsub(/\* /, "*", s)
	gsub(/^ | $/, "", s)
	return s
}

# A macro may have put several declarations on one line: take them apart.
function declarations(s,	head, brace, semi, end) {
	s = without_attributes(s)
	while (match(s, /[^ \t;]/)) {
		s = substr(s, RSTART)
		brace = index(s, "{")
		semi = index(s, ";")
		if (brace && (!semi || brace < semi)) {
			end = closing(s, brace)
			head = tidy(substr(s, 1, brace - 1))
			note(head, tidy(substr(s, brace, end - brace + 1)))
		} else {
			end = semi ? semi : length(s)
			note(tidy(substr(s, 1, end - 1)), "")
		}
		s = substr(s, end + 1)
	}
}

function note(head, body,	name, n, i, id) {
	if (head ~ /(^| )enum( |$)/ && body != "") {
		n = split(body, id, /[^A-Za-z0-9_]+/)
		for (i = 1; i <= n; i++)
			if (id[i] in wanted)
				value[id[i]]
		return
	}
	if (head ~ /^(typedef )?(struct|union) [A-Za-z0-9_]+$/ && body != "") {
		name = head
		sub(/.* /, "", name)
		if (name in wanted && !(name in struct))
			struct[name] = body
		return
	}
	if (head ~ /^typedef /) {
		name = head
		sub(/.*[ *]/, "", name)
		if (name in wanted)
			value[name]
		return
	}
	if (!match(head, /[A-Za-z_][A-Za-z0-9_]*\(/)) {
		name = head
		sub(/.*[ *]/, "", name)
		if (head ~ /^extern / && name in wanted)
			variable[name]
		return
	}
	name = substr(head, RSTART, RLENGTH - 1)
	if (name in wanted && !(name in func_text))
		func_text[name] = head
}

# Text of a member's declaration, "" when the struct has none of that name.
function member(subject,	part, body, at, from, to) {
	split(subject, part, ".")
	if (!(part[1] in struct))
		return ""
	body = struct[part[1]]
	if (!match(body, "[^A-Za-z0-9_]" part[2] "(\\)\\(|[ ;,:]|\\[)"))
		return ""
	at = RSTART
	for (from = at; substr(body, from, 1) !~ /[;{}]/; from--)
		;
	to = from + index(substr(body, from + 1), ";")
	return tidy(substr(body, from + 1, to - from - 1))
}

# Neither inline nor in Module.symvers: the linker would not find it. (A tree
# may have no Module.symvers; modpost will name what is missing.)
function unexported(s) {
	if ((s in func_text) && func_text[s] ~ /(^| )(static|inline|__inline)( |$)/)
		return 0
	return ((s in func_text) || (s in variable)) && exports && !(s in export)
}

# What the kernel shows for a question; "" when nothing.
function shown(q,	part, s) {
	split(q, part, ":")
	s = part[2]
	if (part[1] ~ /^(func|var|any)$/ && !(s in macro) && unexported(s))
		return ""
	if (part[1] == "func") # a macro with arguments is what a call meets
		return (s in macro) && (!(s in func_text) || index(macro[s], s "(")) ? \
			macro[s] : (s in func_text) ? func_text[s] : ""
	if (part[1] == "var")
		return (s in variable) ? "declared" : ""
	if (part[1] == "macro")
		return (s in macro) ? macro[s] : ""
	if (part[1] == "any")
		return (s in macro) || (s in func_text) || (s in value) ? "present" : ""
	if (part[1] == "type")
		return (s in struct) || (s in value) ? "present" : ""
	if (part[1] == "member")
		return member(s)
	if (part[1] == "config")
		return (("CONFIG_" s) in macro) || (("CONFIG_" s "_MODULE") in macro) ? "set" : ""
	return (s in header) ? "present" : ""
}

# Arguments of a prototype or of a function pointer.
function arguments(s,	from, list, n, i, c, level) {
	from = index(s, "(")
	if (!from)
		return -1
	if (substr(s, from + 1, 1) == "*")
		from = closing(s, from) + 1
	list = substr(s, from + 1, closing(s, from) - from - 1)
	if (list == "void" || list == "")
		return 0
	n = 1
	for (i = 1; i <= length(list); i++) {
		c = substr(list, i, 1)
		level += (c == "(") - (c == ")")
		if (c == "," && !level)
			n++
	}
	return n
}

# Dots stand for spaces in TYPE; the argument's name may follow it.
function takes(s, type) {
	gsub(/\./, " ", type)
	s = substr(s, index(s, "(") + 1)
	return index(s, type) == 1 && substr(s, length(type) + 1) ~ /^ ?[a-z_0-9]*\)/
}

function holds(test, s) {
	if (test == "present")
		return s != ""
	if (test == "absent")
		return s == ""
	if (test ~ /^args=/)
		return s != "" && arguments(s) == substr(test, 6) + 0
	if (test ~ /^takes=/)
		return arguments(s) == 1 && takes(s, substr(test, 7))
	if (test == "refuse")
		return 0
	die("unknown test '" test "' in a .probes file")
	return 0
}

# Which of several older forms holds; 0 is none.
function which(tests, s,	test, n, i) {
	n = split(tests, test, ",")
	for (i = 1; i <= n; i++)
		if (holds(test[i], s))
			return i
	return 0
}

# The proof cannot show the absence of what is declared.
function unlinkable(q) {
	return q ~ /^(func|var|any):/ && sub(/.*:/, "", q) && unexported(q) ? "\n#define BP_UNEXPORTED_" q " 1" : ""
}

END {
	for (i = 1; i <= sentinels; i++)
		if (!holds(sentinel_test[i], shown(sentinel[i])))
			die("the kernel's headers cannot be read: " sentinel[i] \
			    " should be " sentinel_test[i] \
			    "; check that KDIR is a complete, configured tree")
	if (!sentinels)
		die("no sentinel in the .probes files")
	if (failed)
		give_up()
	print "/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */"
	print "/* Written by compat/detect for one kernel; do not edit. */"
	print "#ifndef _BP_COMPAT_CONFIG_H"
	print "#define _BP_COMPAT_CONFIG_H"
	for (i = 1; i <= probes; i++) {
		text = shown(query[i])
		new = holds(test_new[i], text)
		old = which(test_old[i], text)
		if (new && !old)
			print "/* " probe[i] ": as in 7.3 */"
		else if (old && !new)
			print "#define BP_OLD_" probe[i] " " old unlinkable(query[i])
		else if (test_old[i] == "refuse")
			die("this kernel is too old or lacks an option: " why[i])
		else
			die("probe " probe[i] " has no answer: " query[i] \
			    " is " (new ? "both" : "neither") " '" test_new[i] \
			    "' (7.3) " (new ? "and" : "nor") " '" test_old[i] \
			    "' (older); this kernel shows: " \
			    (text == "" ? "nothing" : text))
	}
	print "#endif"
	if (failed)
		give_up()
}
