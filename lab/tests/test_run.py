# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The runner's verdicts: nothing that did not pass may look as if it had."""
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import program
import pytest

LAB = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
runner = program.load("run")
GOOD = ("PASS", "")


def test_missing_case_fails():
    found = runner.judge({"a": GOOD}, ["a", "b"], "ours")
    assert found["a"] == GOOD
    assert found["b"] == ("FAIL", "planned, but it did not run")


def test_case_outside_the_plan_fails():
    assert runner.judge({"a": GOOD}, [], "ours")["a"][0] == "FAIL"


def test_our_driver_skips_nothing():
    skip = {"a": ("SKIP", "no such thing")}
    assert runner.judge(dict(skip), ["a"], "ours")["a"][0] == "FAIL"
    assert runner.judge(dict(skip), ["a"], "in-tree")["a"][0] == "SKIP"


def test_trouble_that_stays_fails():
    found = runner.judge({"a": ("INFRA", "no boot")}, ["a"], "ours")
    assert found["a"] == ("FAIL", "infrastructure: no boot")


@pytest.mark.parametrize("first, runs", ((GOOD, 1), (("FAIL", "x"), 1),
                                         (("INFRA", "no boot"), 2)))
def test_only_infrastructure_is_retried(monkeypatch, capsys, first, runs):
    answers = [{"a": first}, {"a": GOOD}]
    names = []

    def run_once(scenario, args, kernel, run, cases):
        names.append(run)
        return answers[len(names) - 1]

    monkeypatch.setattr(runner, "run_once", run_once)
    found = runner.run_with_retry("s", None, "k", "name")
    assert len(names) == runs
    assert found == answers[runs - 1]
    assert ("infrastructure: no boot" in capsys.readouterr().out) == (runs > 1)


@pytest.mark.parametrize("shares", (1, 2, 3, 7))
def test_shares_cover_the_plan(shares):
    cases = list("abcdefgh")
    parts = [runner.select(cases, SimpleNamespace(only="", share=(k, shares)))
             for k in range(shares)]
    assert all(part[-1] == "h" and len(part) == len(set(part))
               for part in parts)
    assert sorted(c for part in parts for c in part[:-1]) == cases[:-1]


def test_what_is_asked_for():
    none = SimpleNamespace(only="", share=None)
    assert runner.select(["a", "b"], none) == ["a", "b"]
    assert runner.select(["a", "b"], SimpleNamespace(only="b,c")) == ["b"]


@pytest.mark.parametrize("text", ("", "3", "3/3", "-1/3", "a/b", "1/"))
def test_bad_share(text):
    with pytest.raises(runner.argparse.ArgumentTypeError, match="K/N"):
        runner.share(text)


def test_plan_names_every_scenario_and_no_case_twice():
    plan, only = runner.read_plan()
    files = {path.stem.replace("_", "-") for path in
             (LAB / "scenarios").glob("*.py")
             if re.search(r"^(def|from smoke import \()\W?test_",
                          path.read_text(), re.M)}
    assert set(plan) == files
    assert set(only) <= set(plan)
    for cases in plan.values():
        assert len(cases) == len(set(cases)) > 0
