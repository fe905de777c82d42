# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Faults of bring-up: of registers, of the channel's birth, of what the device
says of itself. The ports come when the fault is over: by the driver's next
try, or where waiting could not help, by loading it again."""
import fault_bench
import pytest
from fault_bench import Bench, Case, make_bench, with_reload  # noqa: F401

SETUP = fault_bench.SETUP

LATER = r"does not come up"
# The others work meanwhile.
ALONE = {"ports": 1, "says": r"port 1 does not come up"}

REGISTERS = tuple(Case(f"F-1{letter}", says=LATER) for letter in "abcde") + (
    Case("F-3", says=LATER),
    Case("F-5a", says=LATER), Case("F-5b", says=LATER),
    Case("F-5c", says=LATER), Case("F-5d", says=LATER),
    Case("F-6"), Case("F-54a"), Case("F-4", says=LATER),
)

# F-8a and F-8f cost the driver its full minute of waiting.
BIRTH = (
    Case("F-8a", says=LATER), Case("F-8b", says=LATER), Case("F-8c"),
    Case("F-8d", says=LATER), Case("F-8e", says=LATER),
    Case("F-8f", says=LATER), Case("F-8g"), Case("F-8h"),
    # After the channel is said to be complete.
    Case("F-8i", retried=True),
    Case("F-9a", says=LATER), Case("F-9b"), Case("F-9c"),
    # Message limits are not obeyed: shipped drivers do not, and it works.
    Case("F-9d", says="are ignored"),
    Case("F-9e"), Case("F-9f", says=LATER), Case("F-9g", says=LATER),
    Case("F-57a", says=LATER), Case("F-57b", says=LATER),
    Case("F-63b", says=LATER),
)

IDENTITY = (
    Case("F-21a", says=LATER), Case("F-21b"), Case("F-21c"),
    Case("F-21d", says=LATER), Case("F-21e"),
    Case("F-22a", says=LATER), Case("F-22b"), Case("F-22c"), Case("F-22d"),
    Case("F-22e", says=LATER),
    Case("F-23a", says=LATER), Case("F-23b", says=LATER),
    Case("F-24a", says=LATER), Case("F-24b"), Case("F-24c"), Case("F-24d"),
    Case("F-24e", says=LATER), Case("F-24f"), Case("F-24g"),
    Case("F-25a", **ALONE), Case("F-25b", **ALONE), Case("F-25c"),
    Case("F-25d"), Case("F-25e"), Case("F-25f", **ALONE),
    Case("F-25g", **ALONE), Case("F-76", **ALONE),
    Case("F-69a"),
)


@pytest.mark.parametrize("case", REGISTERS, ids=str)
def test_registers(bench, case):
    with_reload(bench, case, Bench.run_probe)


@pytest.mark.parametrize("case", BIRTH, ids=str)
def test_birth(bench, case):
    with_reload(bench, case, Bench.run_probe)


@pytest.mark.parametrize("case", IDENTITY, ids=str)
def test_identity(bench, case):
    with_reload(bench, case, Bench.run_probe)


def test_unload(bench):
    fault_bench.judge_unload(bench)
