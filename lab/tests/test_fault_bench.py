# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The verdict on a fault can be red: an object left in the device, a broken
rule, a complaint of the kernel, each planted."""
import sys
from pathlib import Path

import pytest

LAB = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(LAB))
sys.path.insert(1, str(LAB / "scenarios"))
import vm  # noqa: E402
from fault_bench import Bench, Case, judge_unload  # noqa: E402

HEALTHY = {"eqs": 4, "regions": 0, "registrations": 1, "sqs": 4, "rqs": 4}
GONE = dict.fromkeys(HEALTHY, 0)


class Machine(vm.VM):
    """A device that holds and has noted what the test says; a guest that says
    yes to everything."""

    def __init__(self, run_dir):
        super().__init__(vm.Setup("6.1"), run_dir)
        self.live = dict(HEALTHY)
        self.left = dict(GONE)
        self.hits = []

    def control(self, request):
        if request["cmd"] == "report":
            return {"objects": {"live": self.live}}
        assert request == {"cmd": "violations"}, request
        return {"violations": list(self.hits)}

    def check(self, command, timeout=0):
        assert command == "rmmod mana"
        self.live = self.left
        return ""

    def hit(self, rule: int, severity: str = "S", count: int = 1):
        """Note a breach."""
        self.hits = [hit for hit in self.hits if hit["rule"] != rule]
        self.hits.append({"rule": rule, "severity": severity,
                          "count": count, "first": "planted"})

    def say(self, line: str):
        """The kernel prints something."""
        with open(self.dir / "console.log", "a", encoding="utf-8") as log:
            log.write(line + "\n")


@pytest.fixture(name="bench")
def _bench(tmp_path):
    """Two ports that work."""
    machine = Machine(tmp_path / "run")
    bench = Bench(machine)
    bench.healthy = dict(HEALTHY)
    bench.begin()
    yield bench
    machine.kill()


def test_clean(bench):
    bench.judge(Case("F-0"))
    judge_unload(bench)


@pytest.mark.parametrize("kind", HEALTHY)
def test_object_too_many(bench, kind):
    bench.vm.live[kind] += 1
    with pytest.raises(AssertionError, match=f"left in the device.*{kind}"):
        bench.judge(Case("F-0"))


@pytest.mark.parametrize("kind", HEALTHY)
def test_object_left_at_unload(bench, kind):
    bench.vm.left[kind] = 1
    with pytest.raises(AssertionError):
        judge_unload(bench)


def test_object_that_the_case_lists(bench, monkeypatch):
    """The driver is loaded anew; what else is left is not forgiven."""
    monkeypatch.setattr(bench, "load", lambda: None)
    monkeypatch.setattr(bench, "traffic", lambda: None)
    bench.vm.live["eqs"] += 1
    bench.judge_objects(Case("F-0", leaves=("eqs",)))
    assert bench.vm.live == GONE
    bench.vm.live = HEALTHY | {"eqs": 5, "sqs": 5}
    with pytest.raises(AssertionError, match="left in the device"):
        bench.judge_objects(Case("F-0", leaves=("eqs",)))


def test_broken_rule(bench):
    bench.vm.hit(53)
    with pytest.raises(AssertionError, match="broken: R-53 planted"):
        bench.judge(Case("F-0", breaks=(42,)))


def test_rule_that_the_case_lists(bench):
    bench.vm.hit(53)
    bench.judge(Case("F-0", breaks=(53,)))
    # It is judged once, and the next case lists none.
    bench.judge(Case("F-1"))
    bench.vm.hit(53, count=2)
    with pytest.raises(AssertionError, match="broken: R-53"):
        bench.judge(Case("F-1"))


def test_lint_breaks_nothing(bench):
    bench.vm.hit(100, "L")
    bench.judge(Case("F-0"))


def test_broken_at_unload(bench):
    bench.vm.hit(46)
    with pytest.raises(AssertionError, match="broken: R-46"):
        judge_unload(bench)


def test_kernel_complains(bench):
    bench.vm.say("page_pool_release_retry() stalled pool shutdown: id 1, "
                 "1 inflight 60 sec")
    with pytest.raises(AssertionError, match="stalled pool"):
        bench.judge(Case("F-0"))


def test_kernel_complained_before(bench):
    bench.vm.say("BUG: of the case before")
    bench.begin()
    bench.judge(Case("F-0"))


class Counting:
    """A device and a port that count what the test says, one look after the
    other."""

    ports = ("eth0",)

    def __init__(self, device, stack):
        self.device = iter(device)
        self.stack = iter(stack)

    def settle(self):
        """Nothing is under way, or so it seems."""

    def ns(self, _side, _command):
        """What the port has counted."""
        return str(next(self.stack))

    def control(self, _request):
        """What the device has counted."""
        return {"ports": [{"rx_packets": next(self.device)}]}

    def check(self, command, _timeout=0):
        """Time passes."""
        assert command.startswith("sleep")


def test_gap(bench):
    """A packet between two looks, and one on its way, are none that is lost."""
    counting = Counting((10, 11, 12, 12, 12, 12, 12, 12), (11, 10, 11, 11))
    bench.lan = bench.vm = counting
    assert bench.read_gap() == 1


def test_gap_never_still(bench):
    """It does not look forever."""
    counting = Counting(range(200), range(200))
    bench.lan = bench.vm = counting
    with pytest.raises(vm.Failure):
        bench.read_gap()
