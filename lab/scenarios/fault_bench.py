# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Faults that the device injects while the driver runs: each is armed, made to
happen, and judged. Owed in any case: it fired, the kernel has nothing to
complain of, traffic flows again when it is over, the device holds no object too
many, and the driver broke no rule that the case does not list."""
import re
import time
from dataclasses import dataclass

import pytest
import common
from lan import FIND_PORTS, LOAD_SECONDS, Lan, load, wait_ports
from vm import Failure

# The device wants its answers within a second, so that time-outs are short.
SHORT = ("--fault", "answer,code=hwc_timeout,times=0:d@32=1000")
SETUP = {"emulator": SHORT, "append": common.TRACED}

# Twice what the longest recovery takes: ten seconds of leaving it alone, and
# twenty more when the first try fails.
PATIENCE = 60
# A device that lives for less is left alone for longer the next time.
CALM = 10
FAULT = r"mana .*: (fault:|resetting|.* hangs|no answer|no test event)"


@dataclass
class Case:
    """A named fault and what this driver has to show.

    fault     name in the emulator's table
    counts    counters of `ethtool -S` that must grow, on any port
    once      counters of the whole function that must grow by one
    says      pattern that the kernel log must show
    quiet     the driver must not complain: it works on
    ports     how many there are, and work, while a fault of bring-up lasts
    retried   bring-up may fail once
    breaks    rules of the device that the fault makes the driver break: it
              cannot know better
    lost      packets that the device counts and no port may hand up
    leaves    kinds of objects that the driver cannot give back, as the fault
              hid them from it: they go with the driver
    """

    fault: str
    counts: tuple = ()
    once: tuple = ()
    says: str = ""
    quiet: bool = False
    ports: int = 2
    retried: bool = False
    breaks: tuple = ()
    lost: int | None = None
    leaves: tuple = ()

    def __str__(self):
        return self.fault


class Bench:
    """The machine, its two ports, and the fault that is armed."""

    def __init__(self, vm):
        self.vm = vm
        self.lan = None
        self.mark = 0
        # Breaches up to here are somebody's verdict already.
        self.rules = {}
        # What a device holds whose ports work.
        self.healthy = {}

    # -- the driver ----------------------------------------------------------

    def load(self):
        """Load the driver, give each port its namespace."""
        self.vm.check("for ns in a b; do ip netns add $ns || true; done")
        self.adopt(load(self.vm))

    def adopt(self, ports):
        """Give the ports to their namespaces."""
        self.vm.check("for ns in a b; do ip netns del $ns || true; done; "
                      "sleep 0.2")
        self.lan = Lan(self.vm, ports)
        self.lan.build()
        if not self.healthy:
            self.healthy = common.live_objects(self.vm)

    def unload(self):
        """Unload the driver, whatever state it is in; it leaves nothing."""
        common.check_unload(self.vm)

    def reload(self):
        """Start afresh; what went wrong is told."""
        self.vm.run("rmmod mana", LOAD_SECONDS)
        self.vm.pass_over()
        self.rules = common.broken_rules(self.vm)
        self.vm.control({"cmd": "fault", "disarm": 0})
        self.vm.control({"cmd": "fault", "arm": SHORT[1]})
        self.load()
        self.traffic()

    def ports(self) -> list:
        """The interfaces there are, in any namespace of ours."""
        out = self.vm.run(FIND_PORTS).out
        for side in (0, 1):
            out += self.vm.run(Lan.in_ns(side, FIND_PORTS)).out
        return out.split()

    # -- traffic -------------------------------------------------------------

    def stir(self, count: int = 4):
        """Some packets each way, whatever becomes of them."""
        for side in (0, 1):
            self.vm.run(self.lan.in_ns(
                side, f"ping -c {count} -i 0.2 -W 1 {self.lan.v4(1 - side)}"))

    def traffic(self):
        """Both ways, all of it, with every buffer of a small burst."""
        end = time.monotonic() + PATIENCE
        for side in (0, 1):
            while self.vm.run(self.lan.in_ns(
                    side, f"ping -c 1 -W 1 {self.lan.v4(1 - side)}")).status:
                if time.monotonic() > end:
                    raise Failure("no traffic after the fault")
        for side in (0, 1):
            while not self.burst(side):
                if time.monotonic() > end:
                    raise Failure("the queues are replaced again and again")

    def burst(self, side: int) -> bool:
        """Packets in quick succession; all come, or False: the driver was
        still replacing queues."""
        before = self.read_counters()["queue_restart"]
        out = self.vm.run(self.lan.in_ns(
            side, f"ping -c 40 -i 0.02 -s 1400 {self.lan.v4(1 - side)}"))
        # ping waits for the last answers no longer than for others
        came = {int(n) for n in re.findall(r"icmp_seq=(\d+) ", out.out)}
        if came >= set(range(1, 37)):
            return True
        if self.read_counters()["queue_restart"] == before:
            raise Failure(f"packets are lost: {out.out[-200:]}")
        return False

    def read_counters(self) -> dict:
        """Sums of both ports and all queues: `ethtool -S`, and, as stack_*,
        what the kernel tells of any port."""
        total = {}
        for side, port in enumerate(self.lan.ports):
            stack = self.lan.ns(
                side, f"cd /sys/class/net/{port}/statistics && grep . *")
            pairs = [(f"stack_{name}", int(value)) for name, value in
                     (line.split(":") for line in stack.splitlines())]
            for name, value in (*self.lan.statistics(side).items(), *pairs):
                name = re.sub(r"^([rt]x)_\d+_", r"\1_", name)
                total[name] = total.get(name, 0) + value
        return total

    def read_gap(self) -> int:
        """Packets that the device has delivered and no port has counted. The
        stacks have a word with each other at any time, and a packet may be on
        its way: what is least is right, while the device delivers nothing."""
        def device() -> int:
            ports = self.vm.control({"cmd": "report"})["ports"]
            return sum(port["rx_packets"] for port in ports)

        def stack() -> int:
            return sum(int(self.lan.ns(
                side, f"cat /sys/class/net/{port}/statistics/rx_packets"))
                       for side, port in enumerate(self.lan.ports))

        self.lan.settle()
        found = []
        for _ in range(50):
            before, taken = device(), stack()
            if device() == before:
                found.append(before - taken)
            if len(found) == 3:
                return min(found)
            self.vm.check("sleep 0.2")
        raise Failure("the device delivers packets all the time")

    # -- a fault -------------------------------------------------------------

    def begin(self):
        """What the kernel says from here on belongs to the case."""
        self.mark = len(self.vm.console())

    def arm(self, fault: str) -> int:
        """Arm it; its number."""
        answer = self.vm.control({"cmd": "fault", "arm": fault})
        assert "id" in answer, answer
        return answer["id"]

    def fired(self, number: int) -> bool:
        """Did every rule of it fire?"""
        rules = [rule for rule in self.vm.control({"cmd": "fault"})["faults"]
                 if rule["id"] == number]
        return all(rule["fired"] for rule in rules)

    def wait_fired(self, number: int, seconds: int = 60):
        """Wait for it; what is armed and never fires proves nothing."""
        end = time.monotonic() + seconds
        while not self.fired(number):
            if time.monotonic() > end:
                raise Failure("the fault did not fire")
            self.vm.check("sleep 0.2")

    def disarm(self, number: int):
        """Its rules do nothing more; a device that went is back."""
        self.vm.control({"cmd": "fault", "disarm": number})

    # -- the verdict ---------------------------------------------------------

    def said(self) -> str:
        """What the kernel has printed since the case began."""
        return self.vm.console()[self.mark:]

    def judge_log(self, case: Case):
        """The kernel's complaints, and the driver's words."""
        said = self.said()
        trouble = self.vm.kernel_trouble(self.mark)
        assert not trouble, trouble[:3]
        if case.says:
            assert re.search(case.says, said), \
                f"'{case.says}' is not in the log: {said[-300:]}"
        if case.quiet:
            found = re.search(FAULT, said)
            assert not found, f"not quiet: {found.group(0)}"

    def judge_objects(self, case: Case):
        """The device holds no more than it does for two ports that work."""
        more = {kind: count for kind, count in
                common.live_objects(self.vm).items()
                if count > self.healthy[kind]}
        if case.leaves and set(more) <= set(case.leaves):
            self.vm.check("rmmod mana", LOAD_SECONDS)
            self.load()
            self.traffic()
            more = {}
        assert not more, f"left in the device: {more}, not {self.healthy}"

    def judge_rules(self, case: Case):
        """No rule of the device was broken but those of the case."""
        before, self.rules = self.rules, common.broken_rules(self.vm)
        bad = [f"R-{rule} {text}" for rule, (count, text) in self.rules.items()
               if count > before.get(rule, (0, ""))[0]
               and rule not in case.breaks]
        assert not bad, f"broken: {'; '.join(bad)}"

    def judge(self, case: Case):
        """What is owed in any case, once traffic flows again."""
        self.judge_log(case)
        self.judge_objects(case)
        self.judge_rules(case)

    def judge_counters(self, case: Case, before: dict):
        """The driver counted it, and each fault that it spoke of."""
        now = self.read_counters()
        spoken = re.findall(r"mana .*: fault: (\w+)", self.said())
        for name in (*case.counts, *(f"fault_{name}" for name in spoken)):
            assert now[name] > before[name], f"{name} did not grow"
        for name in case.once:
            # Each port shows it.
            grown = (now[name] - before[name]) // len(self.lan.ports)
            assert grown == 1, f"{name} grew by {grown}"

    def run(self, case: Case, happen, after=None):
        """One fault from beginning to end: `happen` provokes it, `after` is
        what a user does then."""
        before = self.read_counters()
        gap = case.lost is not None and self.read_gap()
        self.begin()
        number = self.arm(case.fault)
        try:
            happen(self, case, number)
            self.wait_fired(number)
        finally:
            self.disarm(number)
        if after:
            after(self)
        self.traffic()
        self.judge_counters(case, before)
        if case.lost is not None:
            gap = self.read_gap() - gap
            assert gap == case.lost, f"{gap} packets were not handed up"
        self.judge(case)
        self.calm()

    def calm(self):
        """After a reset: let the device work for a while."""
        if re.search(r"resetting|does not come up", self.said()):
            self.vm.check(f"sleep {CALM}")

    def run_probe(self, case: Case):
        """The same for a fault of bring-up."""
        self.unload()
        self.begin()
        number = self.arm(case.fault)
        try:
            self.vm.check("modprobe mana", 2 * LOAD_SECONDS)
            self.wait_fired(number, PATIENCE)
            if case.ports == 2 and not case.says:
                # Nothing that has to wait for its end, or for another try.
                wait_ports(self.vm)
                assert case.retried or "does not come up" not in self.said(), \
                    self.said()[-300:]
            if case.ports != 2:
                assert len(self.ports()) == case.ports, self.ports()
                for port in self.ports():
                    self.vm.check(f"ip link set {port} up && "
                                  f"ip link set {port} down")
        finally:
            self.disarm(number)
        self.adopt(wait_ports(self.vm))
        self.traffic()
        self.judge(case)


def judge_unload(bench: Bench):
    """The end of a list of faults: nothing is left, nothing was broken."""
    bench.begin()
    bench.unload()
    bench.judge(Case("none"))


def with_reload(bench: Bench, case: Case, run, *args):
    """Run a case; one that fails leaves a fresh driver to the next."""
    try:
        run(bench, case, *args)
    except BaseException:
        if not bench.vm.one_failure:
            bench.reload()
        raise


@pytest.fixture(scope="module", name="bench")
def make_bench(vm) -> Bench:
    """The driver loaded and known to work."""
    found = Bench(vm)
    found.load()
    found.traffic()
    return found


# -- ways to provoke ---------------------------------------------------------

def by_traffic(bench: Bench, _case: Case, _number: int):
    """Packets both ways."""
    bench.stir()


def by_stall(bench: Bench, _case: Case, _number: int):
    """Packets, and the time that the driver takes to see that some queue of
    theirs stands still."""
    wait_said(bench, "fault: (tx_queue_dead|rx_queue_lost|eq_overrun)",
              bench.stir)


def by_one_way(bench: Bench, _case: Case, number: int):
    """Packets to a port that sends none: no other event makes it poll a queue
    whose own was lost."""
    before = bench.read_counters()["event_missed"]
    end = time.monotonic() + PATIENCE
    lan = bench.lan
    with lan.hush(1):
        while not bench.fired(number) or \
                bench.read_counters()["event_missed"] == before:
            if time.monotonic() > end:
                raise Failure("nobody looked for what waits")
            bench.vm.run(lan.in_ns(
                0, f"ping -q -c 3 -i 0.2 -W 0.2 {lan.v4(1)}"))
        came = f"cat /sys/class/net/{lan.ports[1]}/statistics/rx_packets"
        first = int(lan.ns(1, came))
        bench.vm.run(lan.in_ns(
            0, f"ping -q -c 5 -i 0.2 -W 0.2 {lan.v4(1)}"))
        bench.vm.check("sleep 4")
        assert int(lan.ns(1, came)) >= first + 5, "it is deaf again"


def after_one_way(bench: Bench):
    """Events are back: nobody has to look any more."""
    bench.stir()
    bench.vm.check("sleep 3")
    before = bench.read_counters()["event_missed"]
    bench.stir(10)
    bench.vm.check("sleep 3")
    assert bench.read_counters()["event_missed"] < before + 3, \
        "queues live on being looked at"


def by_request(bench: Bench, _case: Case, _number: int):
    """A request to the device: statistics, unless just read."""
    bench.vm.check("sleep 0.6")
    bench.vm.run(bench.lan.in_ns(0, f"ethtool -S {bench.lan.ports[0]}"))
    bench.vm.check("sleep 0.6")
    bench.vm.run(bench.lan.in_ns(0, f"ethtool -S {bench.lan.ports[0]}"))


def after_event(bench: Bench):
    """Whatever the device told, it answers requests."""
    by_request(bench, Case("none"), 0)


def by_question(bench: Bench, _case: Case, _number: int):
    """What the link is like."""
    port = bench.lan.ports[0]
    for _ in range(2):
        assert "Speed: Unknown" in bench.lan.ns(0, f"ethtool {port}")


def wait_said(bench: Bench, pattern: str, meanwhile=lambda: None):
    """Wait until the kernel log shows it."""
    end = time.monotonic() + PATIENCE
    while pattern and not re.search(pattern, bench.said()):
        if time.monotonic() > end:
            raise Failure(f"'{pattern}' is not in the log")
        meanwhile()
        bench.vm.check("sleep 0.5")


def by_recovery(bench: Bench, case: Case, number: int):
    """The device asks for a reset, or is gone: wait for what follows."""
    bench.wait_fired(number, PATIENCE)
    wait_said(bench, case.says)


def by_itself(bench: Bench, _case: Case, number: int):
    """It needs no help, but packets while it happens."""
    bench.wait_fired(number)
    bench.stir()


def by_flap(bench: Bench, case: Case, _number: int):
    """The first port goes down and comes up; the second try must work."""
    port = bench.lan.ports[0]
    bench.vm.run(bench.lan.in_ns(0, f"ip link set {port} down; "
                                    f"ip link set {port} up"), 180)
    wait_said(bench, case.says)


def after_flap(bench: Bench):
    """A port that could not come up comes up now, or once a reset is over:
    meanwhile it is not there."""
    bench.lan.ns(0, f"for i in $(seq {PATIENCE}); do ip link set "
                    f"{bench.lan.ports[0]} up && exit; sleep 1; done; exit 1",
                 2 * LOAD_SECONDS)
