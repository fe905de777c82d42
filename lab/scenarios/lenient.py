# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device that takes liberties, trait by trait: whatever the kernels' own
driver lives with, ours has to live with too. For each trait the driver comes
up, carries packets, has a port down and up, and goes; nothing is left in the
device, no rule is broken, the kernel has no complaint. What a driver lacks is
marked, and must then really fail.
"""
import json
import time

import common
import pytest
from lan import FIND_PORTS, LOAD_SECONDS, Lan, load, wait_ports
from vm import TOP, Failure

RESULTS = TOP / "build/lab/lenient"
# A driver that waits for a command does so for 30 s, twice in a row at worst.
PATIENCE = 240
NO_RECOVERY = "it has no recovery"
NO_SILENCE = "it asks a device that is gone, port by port, half a minute each"
NO_RETURN = "a port whose closing was refused does not open again"
NO_POLLING = "it waits for the channel's interrupts and never looks itself"
# One of a port may be on its way when the device asks, through the other one,
# to be left alone: Debian's drivers send it all the same.
KNOWN_IN_TREE = (*common.KNOWN_OF_DEBIANS, 29)
# Trait -> kernel -> why the kernel's own driver cannot live with it.
LACKS = {
    "lost-irq": {"6.1": NO_POLLING, "7.3": NO_POLLING},
    "refuse-rx": {"6.1": NO_RETURN},
    "flap": {"6.1": NO_RECOVERY},
    "absence": {"6.1": NO_RECOVERY, "7.3": NO_SILENCE},
}

REFUSALS = ("refuse-wq", "refuse-eq", "refuse-region")
# Case -> traits of the device.
TRAITS = {
    "no-echo": ("no-echo",),
    "short-answers": ("short-answers",),
    "old-answers": ("old-answers", "short-answers"),
    "zero-limits": ("zero-limits",),
    "wide-cq-ids": ("wide-cq-ids",),
    "repeat-items": ("repeat-items",),
    "early-events": ("early-events",),
    "no-smc-size": ("no-smc-size",),
    "odd-doorbell-page": ("odd-doorbell-page",),
    "rx-offset-bytes": ("rx-offset-bytes",),
    "lost-irq": ("lost-irq",),
    "refuse-wq": ("refuse-wq",),
    "refuse-eq": ("refuse-eq",),
    "refuse-region": ("refuse-region",),
    "refuse-rx": ("refuse-rx",),
    "all": ("lenient", *REFUSALS),
}


def happenings(quick: bool) -> dict:
    """Case -> what the device does while packets flow, as a rule of faults.
    For people in a hurry five minutes are twenty seconds."""
    absence = 20_000 if quick else 300_000
    return {
        "pause": "now:pause=10000",
        "flap": "now:event=135;request,code=vport_rx,times=3:event=135",
        "absence": f"now:event=132,gone={absence}",
    }


class Bench:
    """The machine, and what one trait did to it."""

    def __init__(self, vm, driver: str, kernel: str):
        self.vm = vm
        self.driver = driver
        self.file = RESULTS / f"{kernel}-{driver}.json"
        self.kernel = kernel
        self.lan = None
        self.mark = 0
        self.rules = {}
        self.verdicts = {}
        RESULTS.mkdir(parents=True, exist_ok=True)

    # -- the driver ----------------------------------------------------------

    def set_traits(self, names: tuple):
        """What the device is like from the next load on."""
        answer = self.vm.control({"cmd": "traits", "set": list(names)})
        assert "traits" in answer, answer

    def begin(self):
        """Load the driver, give each port its namespace."""
        self.mark = len(self.vm.console())
        self.rules = self.broken()
        self.lan = Lan(self.vm, load(self.vm))
        self.lan.build()

    def adopt(self):
        """Ports that were made anew get their namespaces."""
        self.forget()
        self.lan = Lan(self.vm, wait_ports(self.vm))
        self.lan.build()

    def forget(self):
        """No namespace is left."""
        self.vm.check("for ns in a b; do ip netns del $ns || true; done; "
                      "sleep 0.2")

    def down_and_up(self):
        """The first port goes and comes."""
        port = self.lan.ports[0]
        self.lan.ns(0, f"ip link set {port} down", LOAD_SECONDS)
        self.lan.ns(0, f"ip link set {port} up", LOAD_SECONDS)

    def traffic(self):
        """A ping and a little TCP, compared byte by byte."""
        self.lan.ping(self.lan.v4(1), "-c 3 -i 0.2")
        sent, came = self.lan.copy(0, self.lan.v4(1), 1)
        assert sent == came, f"sent {sent}, came {came}"

    def alive(self) -> bool:
        """Does a packet pass? Ports that are back without their namespaces
        get them."""
        if self.vm.run(self.lan.in_ns(
                0, f"ping -c 1 -W 1 {self.lan.v4(1)}")).status == 0:
            return True
        if len(self.vm.run(FIND_PORTS).out.split()) != 2:
            return False
        try:
            self.adopt()
        except Failure:
            # They went again meanwhile.
            pass
        return False

    def wait_alive(self, seconds: int):
        """Until packets pass again."""
        end = time.monotonic() + seconds
        while not self.alive():
            if time.monotonic() > end:
                raise Failure(f"no packet passes after {seconds} s")
            self.vm.check("sleep 1")

    def end(self):
        """Unload; nothing is left."""
        self.vm.check("rmmod mana", LOAD_SECONDS)
        common.check_nothing_alive(self.vm)
        self.forget()

    # -- the verdict ---------------------------------------------------------

    def broken(self) -> dict:
        """Rules that fail a run, and whether memory was taken back from an
        object whose end was refused -> how often."""
        found = {}
        for hit in self.vm.control({"cmd": "violations"})["violations"]:
            refused = "whose end was refused" in hit["first"]
            if hit["severity"] != "L" or refused:
                found[hit["rule"], hit["first"]] = hit["count"]
        return found

    def judge(self):
        """The device and the kernel have nothing to complain of."""
        ours = self.driver == "ours"
        bad = [f"R-{rule} {text}" for (rule, text), count in
               self.broken().items()
               if count != self.rules.get((rule, text)) and
               (ours or rule not in KNOWN_IN_TREE and
                "whose end was refused" not in text)]
        assert not bad, "; ".join(bad)
        trouble = self.vm.kernel_trouble(self.mark)
        assert not trouble, trouble[:3]

    def note(self, case: str, verdict: str):
        """Keep a verdict for the table, beside those of other runs."""
        self.verdicts[case] = verdict
        known = json.loads(self.file.read_text()) if self.file.exists() else {}
        self.file.write_text(json.dumps(known | self.verdicts, indent=1))

    def run(self, case: str, play):
        """One trait from load to unload; what fails leaves a machine that was
        started anew."""
        lacks = LACKS.get(case, {}).get(self.kernel) \
            if self.driver == "in-tree" else None
        try:
            play()
            self.judge()
        except (AssertionError, Failure) as err:
            self.note(case, f"lacks: {lacks}" if lacks else f"fails: {err}")
            self.recover()
            if lacks:
                pytest.skip(f"in-tree of {self.kernel}: {lacks}")
            raise
        self.note(case, "works")
        assert not lacks, f"works, though it should not: {lacks}"

    def recover(self):
        """A machine without driver, a device without traits."""
        self.vm.control({"cmd": "fault", "disarm": 0})
        self.vm.reset()
        # What hung has complained until then.
        self.vm.pass_over()
        self.set_traits(())


@pytest.fixture(scope="module", name="bench")
def make_bench(vm, driver, kernel) -> Bench:
    """The machine as it booted."""
    return Bench(vm, driver, kernel)


@pytest.mark.parametrize("case", TRAITS)
def test_trait(bench, case):
    def play():
        bench.set_traits(TRAITS[case])
        bench.begin()
        bench.traffic()
        if case == "old-answers":
            largest = bench.lan.ns(0, "ip -d link show "
                                      f"{bench.lan.ports[0]}")
            assert "maxmtu 1500 " in largest, largest
        bench.down_and_up()
        bench.traffic()
        bench.end()
        bench.set_traits(())

    bench.run(case, play)


@pytest.mark.parametrize("case", ("pause", "flap", "absence"))
def test_happens(bench, case, quick):
    def play():
        rule = happenings(quick)[case]
        bench.begin()
        bench.traffic()
        answer = bench.vm.control({"cmd": "fault", "arm": rule})
        assert "id" in answer, answer
        bench.vm.check("sleep 2")
        # Who backs off may look only every five minutes.
        bench.wait_alive(720 if case == "absence" and not quick else PATIENCE)
        rules = [rule for rule in bench.vm.control({"cmd": "fault"})["faults"]
                 if rule["id"] == answer["id"]]
        assert all(rule["fired"] for rule in rules), rules
        bench.vm.control({"cmd": "fault", "disarm": 0})
        bench.wait_alive(PATIENCE)
        bench.traffic()
        bench.end()

    bench.run(case, play)


def test_table(bench, kernel):
    """Trait by trait: ours, the kernel's own. Ours works wherever that does."""
    columns = {}
    for driver in ("ours", "in-tree"):
        file = RESULTS / f"{kernel}-{driver}.json"
        columns[driver] = json.loads(file.read_text()) if file.exists() else {}
    worse = []
    for case in bench.verdicts:
        ours, theirs = (columns[driver].get(case, "not run")
                        for driver in ("ours", "in-tree"))
        print(f"    {case:18} ours: {ours[:60]:14} in-tree: {theirs[:80]}")
        if bench.driver == "ours" and theirs == "works" and ours != "works":
            worse.append(case)
    assert not worse, f"in-tree lives with {', '.join(worse)}, ours does not"
