# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Each lesson of docs/lessons.md names a place and a test that are there.

The check yields (file, what is wrong).
"""
import re

from tree import Tree

DOC = "docs/lessons.md"
DRIVER = "drivers/net/ethernet/microsoft/mana/"
NOT_YET = "not yet: no such feature"
NOT_MET = "not met: "
ROW = re.compile(r"\| (\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|")
SPAN = re.compile(r"`([^`]+)`")
SUMS = ("met with a test", "met without", "not yet", "not met")
TABLE = re.compile(r"struct kunit_case (\w+)\[\] = \{(.*?)\n\};", re.S)
SUITE = re.compile(r"struct kunit_suite \w+ = \{(.*?)\n\};", re.S)


def unit_cases(tree: Tree) -> set:
    """suite.case of every unit suite that is a source of its own."""
    found = set()
    for path in (*tree.root.glob("kunit/*_kunit.c"),
                 *tree.root.glob("kunit/host/*_kunit.c")):
        text = path.read_text(encoding="utf-8")
        tables = dict(TABLE.findall(text))
        for body in SUITE.findall(text):
            name = re.search(r'\.name = "(\w+)"', body)[1]
            table = tables[re.search(r"\.test_cases = (\w+)", body)[1]]
            found.update(f"{name}.{case}" for case in
                         re.findall(r"KUNIT_CASE\((\w+)\)", table))
    return found


def lab_cases(tree: Tree) -> set:
    """scenario:case of the plan."""
    plan = (tree.root / "lab/scenarios/plan.txt").read_text(encoding="utf-8")
    plan = re.sub(r"\n[ \t]+", " ", re.sub(r"^#.*\n", "", plan, flags=re.M))
    return {f"{scenario}:{case}" for scenario, cases in
            re.findall(r"^([a-z-]+)[^:\n]*:(.*)", plan, re.M)
            for case in cases.split()}


def defects(tree: Tree) -> set:
    """Those of both kinds that some test is known to find."""
    lists = {path.stem: re.findall(r"^([\w-]+) ", path.read_text("utf-8"), re.M)
             for path in tree.root.glob("lab/mutants/*.txt")}
    kept = set(lists.pop("survivors", ())) | set(lists.pop("waiting", ()))
    return {f"defect {name}" for name in
            {name for names in lists.values() for name in names} - kept |
            {path.stem for path in tree.root.glob("kunit/mutants/**/*.sed")}}


def place_errors(tree: Tree, cell: str):
    """Files, each with the functions behind it, that are not there."""
    file, text, functions = "", "", 0
    for span in SPAN.findall(cell):
        if span.endswith((".c", ".h")):
            path = span if span.startswith("include/") else DRIVER + span
            if not (tree.root / path).is_file():
                yield f"there is no {path}"
                return
            file, text = span, (tree.root / path).read_text(encoding="utf-8")
        elif not re.search(rf"^(?:[\w *]+[ *])?{re.escape(span)}\([^;{{]*\)"
                           r"\s*\n\{", text, re.M):
            yield f"{file or 'a row without a file'} has no function {span}"
        functions += span != file
    if not functions:
        yield "no place is named"


def row_errors(tree: Tree, place: str, test: str, known: set):
    """What is wrong with a row."""
    if place == NOT_YET:
        if test != "–":
            yield "there cannot be a test of what is not there"
        return
    yield from place_errors(tree, place)
    named = SPAN.findall(test)
    if bool(named) == (test == "none"):
        yield "name a test, or none"
    for name in named:
        if name not in known:
            yield f"there is no test '{name}'"


def kind(place: str, test: str) -> str:
    """What a row counts as."""
    if place == NOT_YET:
        return "not yet"
    if place.startswith(NOT_MET):
        return "not met"
    return "met without" if test == "none" else "met with a test"


def check_lessons(tree: Tree):
    """Place and test of each row are there, no row is missing, sums are right."""
    if DOC not in tree.docs:
        yield DOC, "there is no such document"
        return
    known = unit_cases(tree) | lab_cases(tree) | defects(tree)
    kinds = []
    for number, line in tree.prose(DOC):
        found = ROW.fullmatch(line)
        if not found:
            if line.startswith("| ") and not line.startswith("| # "):
                yield DOC, f"line {number}: a row is | N | rule | place | test |"
            continue
        kinds.append(kind(found[2], found[3]))
        if int(found[1]) != len(kinds):
            yield DOC, f"line {number}: lesson {len(kinds)} is missing"
        for why in row_errors(tree, found[2], found[3], known):
            yield DOC, f"line {number}: {why}"
    sums = f"{len(kinds)} lessons: " + ", ".join(
        f"{kinds.count(name)} {name}" for name in SUMS) + "."
    if tree.docs[DOC].splitlines()[-1] != sums:
        yield DOC, f"the last line is not '{sums}'"


CHECKS = {"lessons": check_lessons}
