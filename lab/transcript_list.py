# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The list of what our driver and the kernel's own say differently: a table of
docs/transcript-differences.md, in each row the keys or patterns of keys that it
is about. What is not listed is a failure, and so is a key that nothing needs
any more.
"""
import re
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / \
    "docs/transcript-differences.md"
COLUMNS = ("Key", "Ours", "In-tree", "Reason", "Risk", "Switch")


def rows(path=FILE) -> list:
    """Patterns of keys and the switch, row by row; ValueError with a sentence
    when a row says too little."""
    found, known, inside = [], set(), False
    for count, line in enumerate(Path(path).read_text().splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif tuple(cells) == COLUMNS:
            inside = True
        elif inside and set(line) - set("|- "):
            keys = re.findall(r"`([^`]+)`", cells[0])
            if len(cells) != len(COLUMNS) or not all(cells) or not keys:
                raise ValueError(f"{path}:{count}: a row needs "
                                 f"{', '.join(COLUMNS)}")
            for key in keys:
                if key in known:
                    raise ValueError(f"{path}:{count}: {key} is listed twice")
                known.add(key)
            found.append((keys, cells[-1]))
    return found


def read(path=FILE) -> list:
    """Patterns of keys, of all rows."""
    return [key for keys, _ in rows(path) for key in keys]


def of_switch(name: str, path=FILE) -> list:
    """Patterns of keys of the rows that a switch is said to take away."""
    return [key for keys, switch in rows(path) if f"`{name}" in switch
            for key in keys]


def judge_switch(differences: list, name: str, patterns: list) -> list:
    """What the switch leaves of them, a sentence each."""
    if not patterns:
        return [f"{FILE.name} names no row that {name} takes away"]
    return [f"{name} does not take it away: {text} [{key}]"
            for _, key, text in differences
            if any(fnmatchcase(key, pattern) for pattern in patterns)]


def judge(differences: list, listed: list) -> list:
    """What is wrong, a sentence each."""
    wrong = [f"not in {FILE.name}: {text} [{key}]"
             for _, key, text in differences
             if not any(fnmatchcase(key, pattern) for pattern in listed)]
    keys = [key for _, key, _ in differences]
    return wrong + [f"no difference any more, take it out of {FILE.name}: "
                    f"{pattern}" for pattern in listed
                    if not any(fnmatchcase(key, pattern) for key in keys)]
