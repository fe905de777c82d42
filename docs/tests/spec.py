# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What cites docs/spec finds it, and its tables are those of the emulator.

Each check yields (file, what is wrong).
"""
import re
from bisect import bisect

from tree import Tree

SPEC = "docs/spec/"
NAMES = ("gdma", "hwc", "ethernet", "vfio-user", "device-behaviour")
# The words for what is planted stand in docs/tests.
CITING = re.compile(r"(emulator|kunit|lab|compat|drivers|include|docs(?!/tests))/"
                    r"|[^/]+\.md$")
NUMBER = r"\d+(?:\.\d+)*"
PLACE = rf"{NUMBER}(?: [A-Z]\b)?"  # 10 A: example A of section 10
# "gdma 9.2", "gdma 1, 2 and 12", "hwc 5 to 9"; but not "gdma 10.5, 32-bit".
CITATION = re.compile(rf"(?<![\w/.=\"'-])({'|'.join(NAMES)}) "
                      rf"({PLACE}(?:(?:, | and | to |-){PLACE})*)(?![\w%]|-\w)")
HEADING = re.compile(rf"#{{2,}} ({NUMBER})(?:[. ]|$)")
LEADER = re.compile(r"\s*(?:/?\*+/?|#+|//)?\s*")  # of a line of a comment
RULE = re.compile(r"\[(\d+)\] = \{ '(.)', [^\n]*\n\s*\"([^\"]+)\" \}")
RULE_ROW = re.compile(r"\| R-(\d+) \| (.) \| ([^|]+?) \|")
FAULT = re.compile(r"\{ \"F-(\d+)[a-z]?\",")
FAULT_ROW = re.compile(r"\| F-(\d+) \|")


def citations(text: str):
    """(line number, document, section) of each; a comment's lines are joined."""
    joined, starts = "", []
    for line in text.splitlines():
        starts.append(len(joined))
        joined += line[LEADER.match(line).end():].rstrip() + " "
    for found in CITATION.finditer(joined):
        number = bisect(starts, found.start())
        for section in re.findall(NUMBER, found[2]):
            yield number, found[1], section


def sections(tree: Tree, doc: str) -> list:
    """The numbers of the headings of a document."""
    return [found[1] for _, line in tree.prose(doc)
            if (found := HEADING.match(line))]


def check_citations(tree: Tree):
    """A section that is cited is there, once."""
    known = {}
    for name in NAMES:
        doc = f"{SPEC}{name}.md"
        if doc in tree.docs:
            known[name] = sections(tree, doc)
            for twice in sorted({number for number in known[name]
                                 if known[name].count(number) > 1}):
                yield doc, f"two sections {twice}"
    for path in tree.files():
        if not CITING.match(path):
            continue
        text = (tree.root / path).read_text(encoding="utf-8", errors="replace")
        for number, name, section in citations(text):
            if section not in known.get(name, ()):
                what = "section " + section if name in known else "document"
                yield path, (f"line {number}: {name} {section}: there is no "
                             f"{what} {'in ' * (name in known)}"
                             f"{SPEC}{name}.md")


def check_rules(tree: Tree):
    """The tables of rules and faults are those that the emulator has."""
    doc = f"{SPEC}device-behaviour.md"
    rows = [line for _, line in tree.prose(doc)] if doc in tree.docs else []
    source = (tree.root / "emulator/device/rules.c").read_text("utf-8")
    told = [found.groups() for line in rows if (found := RULE_ROW.match(line))]
    rules = RULE.findall(source)
    if len(rules) != source.count("] = { '"):
        yield doc, "emulator/device/rules.c has rules that cannot be read"
    for rule in sorted(set(rules) - set(told), key=lambda rule: int(rule[0])):
        yield doc, "there is no row '| R-{} | {} | {} |'".format(*rule)
    for rule in sorted(set(told) - set(rules), key=lambda rule: int(rule[0])):
        yield doc, f"R-{rule[0]} is told otherwise than by the emulator"
    faults = FAULT.findall((tree.root / "emulator/fault/names.c")
                           .read_text("utf-8"))
    listed = [found[1] for line in rows if (found := FAULT_ROW.match(line))]
    for fault in sorted(set(faults) ^ set(listed), key=int):
        yield doc, f"F-{fault} is either only here or only in the emulator"


CHECKS = {"citations": check_citations, "rules": check_rules}
