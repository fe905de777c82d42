# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The plan of the scenarios, how pytest runs their cases, and their verdicts."""
import json
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SCENARIOS = TOP / "lab/scenarios"


def read_plan() -> tuple:
    """Scenario -> its cases; scenario -> the only kernels it runs on, with
    commas."""
    plan, only = {}, {}
    for line in (SCENARIOS / "plan.txt").read_text().splitlines():
        if line.startswith((" ", "\t")):
            plan[name] += line.split()
        elif line and not line.startswith("#"):
            name, cases = line.split(":")
            name, _, kernel = name.partition(" @")
            plan[name] = cases.split()
            if kernel:
                only[name] = kernel
    return plan, only


def test_id(case: str) -> str:
    """What pytest calls a case of the plan: name, or name-parameter."""
    name, _, parameter = case.partition("-")
    return f"test_{name}[{parameter}]" if parameter else f"test_{name}"


def pytest_arguments(scenario: str, cases: list = ()) -> list:
    """What pytest needs to run these cases of a scenario, or all."""
    file = SCENARIOS / f"{scenario.replace('-', '_')}.py"
    return ["-s", "-p", "no:terminal", "-p", "no:cacheprovider",
            f"--rootdir={SCENARIOS}", "-c", "/dev/null",
            *([f"{file}::{test_id(case)}" for case in cases] or [str(file)])]


def read_results(path: Path) -> dict:
    """Case -> (verdict, why), as conftest.py has written them."""
    found = {}
    if path.exists():
        for line in path.read_text().splitlines():
            name, verdict, why = json.loads(line)
            # A case that passed and then failed to clean up has failed.
            if found.get(name, ("PASS",))[0] == "PASS":
                found[name] = (verdict, why)
    return found


def judge(found: dict, cases: list, driver: str) -> dict:
    """Every planned case gets a verdict, and no other passes."""
    for case in cases:
        found.setdefault(case, ("FAIL", "planned, but it did not run"))
    for case, (verdict, why) in found.items():
        if verdict == "INFRA":
            found[case] = ("FAIL", f"infrastructure: {why}")
        elif verdict == "SKIP" and driver == "ours":
            found[case] = ("FAIL", f"skipped, though it is our driver: {why}")
        elif case not in cases and verdict != "FAIL":
            found[case] = ("FAIL", "not in lab/scenarios/plan.txt")
    return found
