# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Which suites and cases the sources have, and what a log says of them.

The two are read apart on purpose: a log in which something is missing must not
pass because it says so itself.
"""
import re
from dataclasses import dataclass
from pathlib import Path

STAMP = re.compile(r"^(<\d+>)?(\[ *\d+\.\d+\](\[ *[TC]\d+\])? ?)?")
RESULT = re.compile(r"^(not )?ok (\d+) (\w+)( # SKIP ?(.*))?$")
TABLE = re.compile(r"struct kunit_case (\w+)\[\] = \{(.*?)\n\};", re.S)
SUITE = re.compile(r"struct kunit_suite \w+ = \{(.*?)\n\};", re.S)


class Malformed(Exception):
    """The log is not a complete KTAP report."""


@dataclass
class Case:
    """What a log says of one case."""

    suite: str
    name: str
    status: str  # "ok", "not ok" or "skip"
    text: str    # diagnostics of a failure, reason of a skip


def expected(source: Path) -> dict:
    """Names of the cases by name of the suite, in order, from a source file."""
    text = source.read_text(encoding="utf-8")
    tables = {name: re.findall(r"KUNIT_CASE\((\w+)\)", body)
              for name, body in TABLE.findall(text)}
    suites = {}
    for body in SUITE.findall(text):
        name = re.search(r'\.name = "(\w+)"', body)
        table = re.search(r"\.test_cases = (\w+)", body)
        if not name or not table or table[1] not in tables:
            raise Malformed(f"{source}: a suite without name or case table")
        suites[name[1]] = tables.pop(table[1])
    if tables or not suites:
        raise Malformed(f"{source}: no suite, or a case table of no suite: "
                        f"{', '.join(tables)}")
    return suites


def unstamp(log: str) -> list:
    """The lines of a kernel log without their time stamps."""
    return [STAMP.sub("", line.rstrip("\r"), count=1)
            for line in log.splitlines()]


def is_ktap(line: str) -> bool:
    """A line of KTAP, and not any other that a kernel prints meanwhile."""
    return bool(re.match(r"( {4})?(KTAP version|1\.\.\d|(not )?ok \d|# \w)",
                         line))


class Reader:
    """Takes the lines of KTAP out of a log, in order."""

    def __init__(self, lines: list):
        self.lines = [line for line in lines if is_ktap(line)]
        self.at = 0

    def take(self, pattern: str, what: str):
        """The next line, which must match."""
        if self.at == len(self.lines):
            raise Malformed(f"the log ends where {what} should follow")
        line = self.lines[self.at]
        match = re.match(pattern + "$", line)
        if not match:
            raise Malformed(f"'{line}' where {what} should follow")
        self.at += 1
        return match

    def notes(self, indent: str) -> str:
        """Diagnostic lines that come next, as one text."""
        found = []
        while (self.at < len(self.lines)
               and self.lines[self.at].startswith(indent + "# ")):
            found.append(self.lines[self.at].strip("# "))
            self.at += 1
        return "; ".join(found)

    def result(self, indent: str, number: int, what: str):
        """A result line with the number that is due."""
        match = self.take(indent + RESULT.pattern[1:-1], what)
        if int(match[2]) != number:
            raise Malformed(f"'{match[0]}' where number {number} was due")
        return match


def read_suite(reader: Reader, number: int) -> list:
    """One suite and its result line."""
    reader.take("    KTAP version 1", "the header of a suite")
    suite = reader.take(r"    # Subtest: (\w+)", "the name of a suite")[1]
    count = int(reader.take(r"    1\.\.(\d+)", f"the plan of {suite}")[1])
    cases = []
    for i in range(1, count + 1):
        notes = reader.notes("    ")
        match = reader.result("    ", i, f"case {i} of {suite}")
        status = "not ok" if match[1] else "skip" if match[4] else "ok"
        cases.append(Case(suite, match[3], status,
                          match[5] or "" if status == "skip" else notes))
    reader.notes("")
    match = reader.result("", number, f"the result of {suite}")
    failed = any(case.status == "not ok" for case in cases)
    if match[3] != suite or bool(match[1]) != failed:
        raise Malformed(f"'{match[0]}' does not fit the cases of {suite}")
    return cases


def read(lines: list) -> list:
    """All cases of a log; raises Malformed when it is not complete."""
    reader = Reader(lines)
    cases = []
    while reader.at < len(reader.lines):
        reader.take("KTAP version 1", "the header of a module")
        count = int(reader.take(r"1\.\.(\d+)", "the plan of a module")[1])
        for i in range(1, count + 1):
            cases += read_suite(reader, i)
    return cases


def judge(cases: list, wanted: dict) -> list:
    """Result lines: one per case the sources have, in both directions."""
    lines = []
    seen = {}
    for case in cases:
        name = f"{case.suite}.{case.name}"
        if name in seen:
            lines.append(f"FAIL {name} ran twice")
        seen[name] = case
    names = [f"{s}.{c}" for s, table in wanted.items() for c in table]
    for name in names:
        case = seen.pop(name, None)
        if not case:
            lines.append(f"FAIL {name} did not run")
        elif case.status == "skip":
            lines.append(f"SKIP {name} {case.text}")
        elif case.status == "ok":
            lines.append(f"PASS {name}")
        else:
            lines.append(f"FAIL {name} {case.text}")
    lines += [f"FAIL {name} is in the log but not in the sources"
              for name in seen]
    return lines
