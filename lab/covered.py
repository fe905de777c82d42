# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What the scenarios run through of the driver: the functions of its sources,
the counters that gcov has read, and what was never reached.

What was not reached has a name that outlives a change elsewhere: a function's
own, or "FUNCTION: TEXT" with the first source line of a stretch that is never
run; "(2)" follows when that line is the second of its text in the function.
"""
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from plan import TOP

DRIVER = Path("drivers/net/ethernet/microsoft/mana")
EXCEPTIONS = TOP / "lab/coverage-exceptions.txt"


class Wrong(Exception):
    """A list or a count that cannot be used."""


@dataclass(frozen=True)
class Function:
    """A function of the sources."""

    name: str
    file: str
    first: int
    last: int
    lines: tuple

    def text(self, number: int) -> str:
        """A line's text, with its number among those of this text."""
        line = self.lines[number - self.first].strip()
        before = sum(other.strip() == line for other in
                     self.lines[:number - self.first])
        return f"{line} ({before + 1})" if before else line

    def key(self, number: int) -> str:
        """The name of a stretch that begins with this line."""
        return f"{self.name}: {self.text(number)}"

    def keys(self) -> set:
        """All names that a stretch of it can have."""
        return {self.key(number) for number in
                range(self.first, self.last + 1)}


def read_functions(file: str, text: str) -> list:
    """The functions that a source defines, which is in the kernel's style: a
    definition and its two braces begin their lines."""
    lines = text.splitlines()
    found, start, name, inside = [], 0, "", False
    for number, line in enumerate(lines, 1):
        match = re.match(r"(?:[a-zA-Z_][\w\s*]*?\b)?(\w+)\(", line)
        if match:
            start, name = number, match.group(1)
        if line == "{":
            inside = True
        elif line == "}" and name:
            found.append(Function(name, file, start, number,
                                  tuple(lines[start - 1:number])))
            name, inside = "", False
        elif line.endswith(";") and not inside:
            name = ""
    return found


def read_sources(top: Path = TOP) -> dict:
    """File below the driver's folder -> its functions."""
    folder = top / DRIVER
    return {path.relative_to(folder).as_posix():
            read_functions(path.relative_to(folder).as_posix(),
                           path.read_text())
            for path in sorted(folder.rglob("*.[ch]"))}


@dataclass
class Counts:
    """How often functions, lines and branches were run, by file."""

    functions: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    branches: dict = field(default_factory=dict)

    def add_gcov(self, document: dict):
        """One object file, as `gcov --json-format` tells of it."""
        for part in document["files"]:
            name = part["file"]
            if f"/{DRIVER}/" not in f"/{name}":
                continue
            name = name[name.index(str(DRIVER)) + len(str(DRIVER)) + 1:]
            self.add(name,
                     {f["name"]: f["execution_count"]
                      for f in part["functions"]},
                     [(line["line_number"], line["count"],
                       [b["count"] for b in line["branches"]])
                      for line in part["lines"]])

    def add(self, name: str, functions: dict, lines: list):
        """More of a file."""
        into = self.functions.setdefault(name, Counter())
        for function, count in functions.items():
            into[function] += count
        into = self.lines.setdefault(name, Counter())
        branched = self.branches.setdefault(name, {})
        for number, count, branches in lines:
            into[number] += count
            branched[number] = [a + b for a, b in zip_longest(
                branched.get(number, ()), branches, fillvalue=0)]

    def merge(self, other: "Counts"):
        """What another run counted."""
        for name, functions in other.functions.items():
            self.add(name, functions,
                     [(number, count, other.branches[name][number])
                      for number, count in other.lines[name].items()])

    def dump(self) -> dict:
        """As JSON keeps it."""
        return {name: {"functions": self.functions[name],
                       "lines": [(number, count, self.branches[name][number])
                                 for number, count in
                                 sorted(self.lines[name].items())]}
                for name in sorted(self.functions)}

    @classmethod
    def load(cls, kept: dict) -> "Counts":
        """What dump() gave."""
        found = cls()
        for name, part in kept.items():
            found.add(name, part["functions"], part["lines"])
        return found


def read_gcov(text: str) -> Counts:
    """What `gcov --json-format --stdout` prints: a document a line."""
    found = Counts()
    for line in text.splitlines():
        found.add_gcov(json.loads(line))
    return found


def never_entered(sources: dict, counts: Counts) -> list:
    """Functions that no scenario enters, whether compiled or not."""
    return [function for file, functions in sources.items()
            for function in functions
            if not counts.functions.get(file, {}).get(function.name)]


def stretches(function: Function, counts: Counts) -> list:
    """The stretches of a function that were never run, each as the numbers of
    its lines; with nothing that was run between two lines of one."""
    found, going = [], False
    for number, count in sorted(counts.lines.get(function.file, {}).items()):
        if not function.first <= number <= function.last:
            continue
        if count:
            going = False
        elif going:
            found[-1].append(number)
        else:
            found.append([number])
            going = True
    return found


@dataclass(frozen=True)
class Gap:
    """What was never reached: a function, or a stretch of one."""

    key: str
    file: str
    lines: tuple


def gaps(sources: dict, counts: Counts) -> list:
    """All of them, in the order of the sources."""
    found = []
    missed = never_entered(sources, counts)
    for functions in sources.values():
        for function in functions:
            if function in missed:
                found.append(Gap(function.name, function.file,
                                 (function.first,)))
                continue
            found += [Gap(function.key(stretch[0]), function.file,
                          tuple(stretch))
                      for stretch in stretches(function, counts)]
    return found


def reaches(counts: Counts, gap: Gap) -> bool:
    """Whether other counts reach it: the function, or the whole stretch, as far
    as their compiler knows its lines."""
    if ": " not in gap.key:
        return bool(counts.functions.get(gap.file, {}).get(gap.key))
    lines = counts.lines.get(gap.file, {})
    run = [lines[number] for number in gap.lines if number in lines]
    return bool(run) and all(run)


def read_exceptions(path: Path = EXCEPTIONS) -> dict:
    """Name of what is not reached -> why. A reason is indented, and stands
    below all the names that it is for."""
    found, waiting, fresh = {}, [], True
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            if not fresh:
                waiting, fresh = [], True
            if line in found or line in waiting:
                raise Wrong(f"{path.name}:{number}: '{line}' is there twice")
            waiting.append(line)
            continue
        if not waiting:
            raise Wrong(f"{path.name}:{number}: a reason without a name "
                        "above it")
        fresh = False
        for key in waiting:
            found[key] = f"{found.get(key, '')} {line.strip()}".strip()
    if waiting and fresh:
        raise Wrong(f"{path.name}: '{waiting[-1]}' has no reason: indent it "
                    "on the next line")
    return found


def unknown(keys, sources: dict) -> list:
    """Those that name nothing in the sources."""
    known = set()
    for functions in sources.values():
        for function in functions:
            known |= {function.name} | function.keys()
    return [key for key in keys if key not in known]


def judge(found: list, exceptions: dict) -> list:
    """What is wrong, a sentence each: a gap without a reason, a reason without
    a gap."""
    keys = {gap.key for gap in found}
    wrong = [f"{gap.file}:{gap.lines[0]}: nothing reaches '{gap.key}': add a "
             "case, or a reason to lab/coverage-exceptions.txt"
             for gap in found if gap.key not in exceptions]
    return wrong + [f"'{key}' is reached: take it out of "
                    "lab/coverage-exceptions.txt"
                    for key in exceptions if key not in keys]
