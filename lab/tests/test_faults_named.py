# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Each fault that the device has a name for is armed by some scenario, or the
reason why none does stands here."""
import re
from pathlib import Path

LAB = Path(__file__).resolve().parents[1]
NAMES = LAB.parent / "emulator/fault/names.c"
NOT_ARMED = {
    "F-2": "QEMU gives the function a BAR of the size that it asks for",
    "F-69c": "the driver asks for no bandwidth clamp",
}


def named() -> set:
    """What mana-emu --list-faults prints."""
    found = set(re.findall(r'^\t\{ "(F-\d+[a-z]?)",', NAMES.read_text(), re.M))
    assert len(found) > 150, len(found)
    return found


def armed() -> set:
    """What the plan's cases are called, or what one names in its text: the
    fault that a case plays by hand, or one that an option stands for."""
    found = set(re.findall(r"-(F-\d+[a-z]?)\b",
                           (LAB / "scenarios/plan.txt").read_text()))
    for file in (LAB / "scenarios").glob("faults*.py"):
        text = file.read_text()
        # Those drawn by lot may not come.
        text = re.sub(r"^CHEAP = \(.*?\)$", "", text, flags=re.M | re.S)
        found |= set(re.findall(r"\bF-\d+[a-z]?\b", text))
    return found


def test_each_fault_is_armed():
    lacking = named() - armed() - set(NOT_ARMED)
    assert not lacking, sorted(lacking)


def test_reasons_are_needed():
    assert not set(NOT_ARMED) & armed()
    assert set(NOT_ARMED) <= named()
