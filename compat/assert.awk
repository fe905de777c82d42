# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Turns the probes into C that only compiles where the answer is right, so that
# the compiler proves what answer.awk read. Each line names its probe.
#
#   awk -f assert.awk PROBES... >bp_answers.h

function error_if(condition, says) {
	print condition
	print "#error \"probe " name " is answered wrong: " says "\""
	print "#endif"
}

function line(c) {
	print c " /* probe " name " */"
}

# A call with N zeros, never made: wrong N or no such thing is an error.
function call(what, n,	list) {
	while (n-- > 0)
		list = list (list == "" ? "0" : ", 0")
	line("typedef typeof(" what "(" list ")) bp_answer_" name ";")
}

# Of two declarations of different types the second is an error.
function clash(s) {
	print "#ifndef BP_UNEXPORTED_" s
	line("extern struct bp_answer_" name " " s ";")
	print "#endif"
}

function a_member(owner, field, test) {
	if (test ~ /^args=/)
		call("((struct " owner " *)0)->" field, substr(test, 6))
	else if (test == "present")
		line("typedef typeof((void)((struct " owner " *)0)->" field ") bp_answer_" name ";")
	else # a member twice is an error, also in an embedded structure
		line("struct bp_answer_" name " { struct " owner "; char " field "; };")
}

# Linked, not only declared: a pointer to it is kept. A macro has none.
function a_function(s, test) {
	if (test == "absent") {
		any_of(s, test)
		return
	}
	if (test ~ /^args=/)
		call(s, substr(test, 6))
	if (test ~ /^takes=/) {
		test = substr(test, 7)
		gsub(/\./, " ", test)
		line("static_assert(__builtin_types_compatible_p(typeof(" s \
		     "), typeof((" s ")(0)) (" test ")));")
	}
	print "#ifndef " s
	line("static const void *const bp_answer_p_" name " __used = (void *)" s ";")
	print "#endif"
}

function any_of(s, test) {
	print "#ifndef " s
	if (test == "absent")
		clash(s)
	else
		line("typedef typeof(" s ") bp_answer_" name ";")
	if (test == "absent")
		print "#else\n#error \"probe " name " is answered wrong: " s " is defined\""
	print "#endif"
}

function assertion(kind, s, test,	part) {
	if (test == "refuse")
		print "#error \"probe " name " refuses this kernel\""
	else if (kind == "macro" || kind == "config" || kind == "header")
		error_if("#if " (test == "present" ? "!" : "") condition[kind] s close_[kind],
			 s " is " (test == "present" ? "absent" : "present"))
	else if (kind == "type" && test == "present")
		line("typedef char bp_answer_" name "[sizeof(struct " s ")];")
	else if (kind == "type")
		line("struct " s " { char bp_answer_" name "; };")
	else if (kind == "member" && split(s, part, "."))
		a_member(part[1], part[2], test)
	else if (kind == "func")
		a_function(s, test)
	else if (kind == "var" && test == "present")
		line("static const void *const bp_answer_" name " __used = &" s ";")
	else if (kind == "var")
		clash(s)
	else
		any_of(s, test)
}

BEGIN {
	condition["macro"] = "defined("
	condition["config"] = "IS_ENABLED(CONFIG_"
	condition["header"] = "__has_include(<"
	close_["macro"] = close_["config"] = ")"
	close_["header"] = ">)"
	print "/* Written by compat/assert.awk; do not edit. */"
}

$1 == "include" && !seen[$2]++ {
	print "#if __has_include(<" $2 ">)\n#include <" $2 ">\n#endif"
}

$1 ~ /^[A-Z]/ {
	lines[++n] = $0
}

END {
	for (i = 1; i <= n; i++) {
		split(lines[i], word)
		name = word[1]
		split(word[3], part, ":")
		print "\n#ifndef BP_OLD_" name
		assertion(part[1], part[2], word[4])
		olds = split(word[5], old, ",")
		for (k = 1; k <= olds; k++) {
			print "#elif BP_OLD_" name " == " k
			assertion(part[1], part[2], old[k])
		}
		print "#endif"
	}
}
