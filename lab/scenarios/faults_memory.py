# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""F-75: the guest, not the device, is at fault: under traffic there is now and
then no memory, and each single allocation of what a user asks for fails once.
Needs a kernel with fault injection."""
import re

import common
import pytest
from fault_bench import Bench, Case, make_bench  # noqa: F401
from lan import LOAD_SECONDS, wait_ports
from vm import Failure

SETUP = {}

# Of allocations that may not sleep, every third fails.
SWITCH = ("for what in failslab fail_page_alloc; do "
          "cd /sys/kernel/debug/$what; echo 0 >verbose; echo -1 >times; "
          "echo 0 >min-order 2>/dev/null; echo {} >probability; done")

# Those that may sleep can fail, too, when it is their turn.
ALL = ("for what in failslab fail_page_alloc; do "
       "cd /sys/kernel/debug/$what; echo 0 >verbose; echo -1 >times; "
       "echo N >ignore-gfp-wait; echo N >ignore-gfp-highmem 2>/dev/null; "
       "echo 0 >min-order 2>/dev/null; done")
# More allocations than anything here makes.
MANY = 4000


def fail_each(bench: Bench, write: str, look, step: int, before: str = "true"):
    """Write to sysfs, in the first port's namespace, again and again, while the
    first, the second, ... allocation fails, until none is left to fail. `look`
    is told whether the write said that it failed; what comes `before` never
    does."""
    bench.vm.check(ALL)
    for number in range(1, MANY, step):
        done = bench.vm.run(bench.lan.in_ns(
            0, f"{before}; echo {number} >/proc/self/fail-nth; {write}; "
               "status=$?; read left </proc/self/fail-nth; echo 0 >/proc/self/fail-nth; "
               "echo left $left; exit $status"), LOAD_SECONDS)
        look(bool(done.status))
        # What is left to count down was not reached.
        if "left 0" not in done.out:
            assert number > 30 and "left" in done.out, done.out
            break
    else:
        raise Failure(f"no end after {MANY} allocations")
    # Of an interrupt that got no file in /proc the kernel removes one.
    warned = re.findall(r"WARNING: .* at (.*)", bench.said())
    assert all("remove_proc_entry" in where for where in warned), warned
    bench.vm.pass_over()


@pytest.fixture(scope="module")
def step(quick) -> int:
    """Each allocation, or a few of them."""
    return 7 if quick else 1


@pytest.fixture(scope="module")
def device(vm) -> str:
    """The function's name on the bus."""
    return vm.check("basename $(dirname $(grep -l 0x00ba "
                    "/sys/bus/pci/devices/*/device))")


def test_starve(bench: Bench):
    before = bench.read_counters()
    bench.begin()
    bench.vm.check("mount -t debugfs d /sys/kernel/debug 2>/dev/null; "
                   + SWITCH.format(33))
    try:
        for side in (0, 1):
            address = bench.lan.v4(1 - side)
            bench.vm.run(bench.lan.in_ns(
                side, f"ping -c 300 -i 0.01 -s 1400 -W 1 {address}"))
    finally:
        bench.vm.check(SWITCH.format(0))
    assert bench.read_counters()["rx_alloc_fail"] > before["rx_alloc_fail"]


def test_recover(bench: Bench):
    bench.traffic()
    bench.judge(Case("F-75", quiet=True))


def test_bring_up(bench, device, step):
    """The device is not bound, or lacks ports for a while, or all is well."""
    driver = "/sys/bus/pci/drivers/mana"

    def unbind(_failed):
        bench.vm.run(f"echo {device} >{driver}/unbind", LOAD_SECONDS)
        common.check_nothing_alive(bench.vm)

    bench.begin()
    unbind(False)
    # Without a node of its own it is bound by the task that asks for it, not by
    # a worker of that node.
    bench.vm.check(f"echo -1 >/sys/bus/pci/devices/{device}/numa_node")
    fail_each(bench, f"echo {device} >{driver}/bind", unbind, step)
    bench.vm.check(f"echo {device} >{driver}/bind", LOAD_SECONDS)
    bench.adopt(wait_ports(bench.vm))
    bench.traffic()
    bench.judge(Case("F-75"))


def test_open(bench, step):
    """The port stays closed, and the device holds nothing of it."""
    port = bench.lan.ports[0]

    def close(_failed):
        bench.lan.ns(0, f"ip link set {port} down")
        assert common.live_objects(bench.vm) == closed

    bench.begin()
    bench.lan.ns(0, f"ip link set {port} down")
    closed = common.live_objects(bench.vm)
    # IFF_UP, and what it has anyway.
    fail_each(bench, f"echo 0x1003 >/sys/class/net/{port}/flags", close, step)
    bench.lan.ns(0, f"ip link set {port} up")
    bench.traffic()
    bench.judge(Case("F-75"))


@pytest.mark.parametrize("how", ("beside", "in_place"))
def test_change(bench, step, how):
    """What was in force stays so, or the new is."""
    file = f"/sys/class/net/{bench.lan.ports[0]}/mtu"
    switch = "/sys/module/mana/parameters/in_place_only"
    before = bench.read_counters()

    def compare(failed):
        nonlocal mtu
        now = int(bench.lan.ns(0, f"cat {file}"))
        assert (now == mtu) == failed, f"{mtu}, {now}"
        mtu = now

    bench.begin()
    mtu = int(bench.lan.ns(0, f"cat {file}"))
    bench.vm.check(f"echo {int(how == 'in_place')} >{switch}")
    fail_each(bench, f"echo $((2900 - mtu)) >{file}", compare, step,
              before=f"read mtu <{file}")
    bench.vm.check(f"echo 0 >{switch}")
    bench.lan.ns(0, f"echo 1500 >{file}")
    bench.traffic()
    bench.judge(Case("F-75"))
    name = f"reconfig_{how}"
    assert bench.read_counters()[name] > before[name]


def test_unload(bench: Bench):
    common.check_unload(bench.vm)


def test_report(bench: Bench):
    common.check_report(bench.vm)
