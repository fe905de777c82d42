# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver with all delays of lab/windows.txt: whatever is in the middle of
something stays there for long, and meanwhile queues are replaced, ports go down,
the device is reset, the driver is taken away."""
import contextlib
import re

import common
import counts
import fault_bench
import paced
import pytest
import stress_remove
from configure import wait_carrier
from defects import Wrong, read_windows
from fault_bench import Bench, Case
from lan import LOAD_SECONDS, Lan, load
from stress_remove import rounds  # noqa: F401
from vm import Failure, Infrastructure, TOP, lab_tool
from workshop import Workshop

# What was freed is overwritten: whoever still looks at it falls. A delay stops
# only who is in it. Rings of a device that sends slowly fill.
POISON = "slub_debug=P init_on_free=1 preempt=full"
PACE = ("--rate", "40", "--latency", "200")
FOREVER = "while :; do {}; done"
# Requests that met each other, and queues that could not go on.
TROUBLE = re.compile("fault_.*|hwc_(stale|bad|odd)_answer|queue_restart"
                     "|.*_(timeout|surplus)")


def build(kernel: str):
    """The module with all windows."""
    shop = Workshop(TOP / "build/lab/windows" / kernel)
    shop.kdir = lab_tool("kernels", "kdir", kernel)
    shop.copy()
    try:
        return shop.make_clean(tuple(read_windows().values()))
    except Wrong as err:
        raise Infrastructure(f"lab/windows.txt: {err}") from err


def SETUP(kernel: str) -> dict:
    """More CPUs than the host may have: each is in the others' way."""
    return {"cpus": 4, "emulator": PACE, "append": POISON,
            "module": build(kernel)}


@pytest.fixture(scope="module", autouse=True)
def ours(driver):
    """Only the sources of this driver are here."""
    if driver == "in-tree":
        pytest.skip("delays are planted in our driver")


def sweep(vm):
    """A case that failed has left its driver."""
    vm.run("for ns in a b; do ip netns del $ns; done; "
           "sleep 0.5; rmmod mana", LOAD_SECONDS)
    vm.control({"cmd": "fault", "disarm": 0})


@pytest.fixture(name="net")
def make_net(vm) -> Lan:
    """The two ports, of a driver that is loaded for this case."""
    sweep(vm)
    net = Lan(vm, load(vm))
    net.build()
    net.ping(net.v4(1), "-c 2 -i 0.2")
    return net


def leave(net: Lan):
    """The end of a case."""
    net.take_down()
    common.check_unload(net.vm)
    common.check_log(net.vm)


def check_calm(net: Lan, first: dict):
    """The first port has had to complain of nothing since."""
    bad = {name: value - first[name] for name, value in
           net.statistics(0).items() if value != first.get(name, value)
           and TROUBLE.fullmatch(name)}
    assert not bad, bad


# Interrupts on each CPU in turn.
WANDER = """touch /tmp/wander; while [ -e /tmp/wander ]; do turn=$((turn + 1))
for irq in $(grep mana_ /proc/interrupts | cut -d: -f1); do
echo $(((irq + turn) % 4)) >/proc/irq/$irq/smp_affinity_list; done
sleep 0.03; done 2>/dev/null"""


@contextlib.contextmanager
def wandering(vm):
    """Meanwhile two CPUs meet in what one alone is wont to do."""
    job = vm.spawn(WANDER)
    try:
        yield
    finally:
        vm.run("rm -f /tmp/wander")
        vm.wait(job)


def swaps(net: Lan, changes: tuple):
    """Queues are replaced while they are full, and echoes fly."""
    port = net.ports[0]
    net.ns(0, f"ethtool -G {port} tx 256")
    before = net.statistics(0)
    job = paced.flood(net, 600)
    back = net.vm.spawn(net.in_ns(1, f"ping -q -f {net.v4(0)}"))
    with wandering(net.vm):
        for change in changes:
            net.ns(0, f"sleep 0.3; ethtool {change.replace('PORT', port)}", 120)
            check_calm(net, before)
    # Long enough for a queue that was forgotten to be missed.
    net.ns(1, "sleep 3; killall -INT ping iperf3")
    net.vm.wait(back)
    net.vm.wait(job)
    paced.check_quiet(net, before, "ours")
    leave(net)


def test_swap(net, rounds):
    swaps(net, rounds * ("-G PORT tx 512", "-G PORT tx 256",
                         "-L PORT combined 1", "-L PORT combined 4"))


def test_in_place(net, rounds):
    net.vm.check("echo 1 >/sys/module/mana/parameters/in_place_only")
    swaps(net, rounds * ("-G PORT tx 512", "-G PORT tx 256"))


def test_counters(net):
    """Many ask for what the device counts; they are right all the same."""
    before = counts.snapshot(net)
    first = net.statistics(0)
    jobs = [net.vm.spawn(net.in_ns(side, f"timeout 20 sh -c '{command}'"))
            for side, port in enumerate(net.ports)
            for command in (
                FOREVER.format(f"ethtool -S {port} >/dev/null"),
                FOREVER.format(f"ethtool -S {port} >/dev/null"),
                f"ping -q -i 0.01 {net.v4(1 - side)} >/dev/null")]
    for job in jobs:
        net.vm.wait(job)
    wrong = counts.differences(before, counts.snapshot(net))
    assert not wrong, wrong
    check_calm(net, first)
    leave(net)


class Patient(Bench):
    """For whom a packet that is late is not lost."""

    def burst(self, side: int) -> bool:
        before = self.read_counters()["queue_restart"]
        try:
            self.lan.ping(self.lan.v4(1 - side), "-c 40 -i 0.02 -s 1400", side)
        except Failure:
            if self.read_counters()["queue_restart"] == before:
                raise
            return False
        return True


def make_bench(vm) -> Patient:
    """The driver loaded for this case, and known to work."""
    sweep(vm)
    bench = Patient(vm)
    bench.load()
    bench.traffic()
    return bench


def flap(vm, times: int):
    """The link of the first port goes and comes."""
    for _ in range(times):
        for up in (False, True):
            vm.control({"cmd": "link", "port": 0, "up": up})


def test_link(net, rounds):
    """Whatever CPU hears of it when, the last news of a link holds."""
    with wandering(net.vm):
        for number in range(10 * rounds):
            net.vm.check(f"sleep 0.0{number % 10}")
            flap(net.vm, 1 + number % 3)
            wait_carrier(net, 0, "1")
    net.ping(net.v4(1), "-c 2 -i 0.2")
    leave(net)


def test_link_then_rmmod(net, rounds):
    """The link changes, and the driver goes."""
    for news in rounds * ((False,), (False, True)):
        for up in news:
            net.vm.control({"cmd": "link", "port": 0, "up": up})
        common.check_unload(net.vm)
        net.vm.control({"cmd": "link", "port": 0, "up": True})
        load(net.vm)
    net.vm.check("sleep 1")
    common.check_unload(net.vm)
    common.check_log(net.vm)


def test_reset(vm):
    """The device asks for a reset, and somebody resets the function."""
    bench = make_bench(vm)
    device = vm.check("basename $(dirname $(grep -l 0x00ba "
                      "/sys/bus/pci/devices/*/device))")
    flood = vm.spawn(bench.lan.in_ns(
        0, f"timeout 120 ping -q -i 0.01 {bench.lan.v4(1)}"))
    for _ in range(2):
        bench.begin()
        vm.check(f"echo 1 >/sys/bus/pci/devices/{device}/reset", LOAD_SECONDS)
        bench.traffic()
        bench.judge(Case("none"))
    bench.begin()
    number = bench.arm("F-57c")
    fault_bench.by_recovery(bench, Case("F-57c", says="the device is back"),
                            number)
    bench.traffic()
    bench.judge(Case("F-57c"))
    vm.run("killall -q ping")
    vm.wait(flood)
    leave(bench.lan)


def test_restart(vm, rounds):
    """Queues that were lost are replaced at once, whoever is told first."""
    bench = make_bench(vm)
    for _ in range(rounds):
        bench.run(Case("F-46a", counts=("queue_restart",)),
                  fault_bench.by_traffic)
    leave(bench.lan)


def remove(vm, *commands):
    """Take the driver away under traffic, with a queue that was lost."""
    net = Lan(vm, load(vm))
    net.build()
    jobs = stress_remove.start_traffic(net)
    for command in commands:
        command()
    vm.check("for i in $(seq 600); do [ -e /sys/module/mana ] || exit 0; "
             "sleep 0.1; done; exit 1", LOAD_SECONDS)
    common.check_nothing_alive(vm)
    vm.control({"cmd": "fault", "disarm": 0})
    stress_remove.stop_traffic(vm, jobs)
    common.check_log(vm)


def test_fault_then_rmmod(vm, rounds):
    """A fault that was told just before the end, and one in the middle."""
    def arm():
        vm.control({"cmd": "fault", "arm": "F-46a"})

    for _ in range(rounds):
        remove(vm, arm, lambda: vm.check("sleep 0.2; rmmod mana", LOAD_SECONDS))
        remove(vm, lambda: vm.spawn("rmmod mana"),
               lambda: vm.check("sleep 0.2"), arm)


test_ifdown, test_rmmod, test_unbind, test_log, test_report = (
    stress_remove.test_ifdown, stress_remove.test_rmmod,
    stress_remove.test_unbind, stress_remove.test_log,
    stress_remove.test_report)
