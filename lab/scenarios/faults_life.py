# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Faults of a port that opens and closes, and of a device that goes and comes
back: reset requests, reconfiguration, removal."""
import random
import re
import signal
import time

import common
import fault_bench
import pytest
from fault_bench import PATIENCE, Bench, Case, make_bench, with_reload  # noqa: F401
from lan import LOAD_SECONDS

SETUP = fault_bench.SETUP

BACK = r"the device is back"
RESET = r"resetting the device"
# What has no name for the driver, or does not go, is there when the channel
# ends. A region is named by any number but 0.
NAMELESS_REGION = {"leaves": ("regions",), "breaks": (46,)}
WRONG_REGION = {"leaves": ("regions",), "breaks": (35, 46)}
NAMELESS_EQ = {"leaves": ("eqs",), "breaks": (27, 46)}

# Memory that the device may still write to is freed once it was stopped.
KEPT = ("queue_memory_retained",)

QUEUES = (
    Case("F-26a"), Case("F-26b"),
    Case("F-27a", **NAMELESS_REGION), Case("F-27b", **WRONG_REGION),
    Case("F-27c", **WRONG_REGION),
    # The doorbell of a queue that bears the id of another: of one that is gone,
    # or has no entry for it.
    Case("F-28a"), Case("F-28b"), Case("F-28c", breaks=(53, 54, 59, 65)),
    Case("F-28d"),
    Case("F-29a", **NAMELESS_EQ), Case("F-29b", **NAMELESS_EQ),
    Case("F-30a"), Case("F-30b"), Case("F-30c"), Case("F-31a"),
    # Its queues end all the same.
    Case("F-31b", breaks=(27, 43, 45)),
    Case("F-32a", ("rx_fence_timeout",)), Case("F-32b"),
    Case("F-32c"), Case("F-32d"),
    # The port cannot be bound as long as the device has its old queues.
    Case("F-33a", ("queue_destroy_err",), says=RESET, breaks=(27, 42, 43, 45)),
    Case("F-33b"),
    Case("F-33c", KEPT, **NAMELESS_EQ),
    Case("F-57d", KEPT, says=BACK), Case("F-57e", KEPT, says=BACK),
)

DEVICE = (
    Case("F-57c", KEPT, says=BACK), Case("F-57f", says=BACK),
    Case("F-57g", says=BACK), Case("F-58", KEPT, says=BACK),
    Case("F-59a", says=BACK), Case("F-59c", says=BACK),
    Case("F-59d", says=BACK), Case("F-60a", says=BACK),
    Case("F-67", says=BACK),
)


@pytest.fixture(scope="module")
def device(vm) -> str:
    """The function's name on the bus."""
    return vm.check("basename $(dirname $(grep -l 0x00ba "
                    "/sys/bus/pci/devices/*/device))")


@pytest.mark.parametrize("case", QUEUES, ids=str)
def test_queues(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_flap,
                fault_bench.after_flap)


@pytest.mark.parametrize("case", DEVICE, ids=str)
def test_device(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_recovery)


def check_open(bench, *opened: bool):
    """Which ports are open, soon."""
    for side, port in enumerate(bench.lan.ports):
        # IFF_UP is the lowest bit.
        bench.lan.ns(side, f"""
            for i in $(seq {PATIENCE // 2}); do
                flags=$(cat /sys/class/net/{port}/flags)
                [ $((flags & 1)) = {int(opened[side])} ] && exit
                sleep 0.5
            done
            exit 1""")


def test_slave_steps_aside(bench):
    """A device that is left alone: a port below another device is closed
    meanwhile, so that the other one has what comes delivered elsewhere, and
    opened again. A port that is alone stays open, with its routes."""
    lan = bench.lan
    port = lan.ports[0]
    lan.ns(0, f"""
        ip link add bond0 type bond mode active-backup miimon 100
        ip addr flush dev {port} && ip link set {port} down
        ip link set {port} master bond0 && ip link set bond0 up
        ip addr add {lan.v4(0)}/24 dev bond0""")
    lan.ping(lan.v4(1))
    bench.begin()
    number = bench.arm("F-57c")
    bench.wait_fired(number, PATIENCE)
    fault_bench.wait_said(bench, "closed while the device is away")
    check_open(bench, False, True)
    # Its queues are gone: whoever sends by it is to look for another way.
    assert lan.ns(1, f"cat /sys/class/net/{lan.ports[1]}/carrier") == "0"
    assert not re.search(BACK, bench.said()), "it was closed too late"
    fault_bench.wait_said(bench, BACK)
    check_open(bench, True, True)
    lan.ping(lan.v4(1))
    lan.ping(lan.v4(0), side=1)
    # One that is let go of meanwhile stays closed, as that leaves it.
    bench.vm.check(f"sleep {fault_bench.CALM}")
    bench.begin()
    number = bench.arm("F-57c")
    bench.wait_fired(number, PATIENCE)
    fault_bench.wait_said(bench, "closed while the device is away")
    # It was calm for as long: nothing is held against it.
    assert "back in 10 s" in bench.said(), bench.said()
    lan.ns(0, f"ip link set {port} nomaster")
    fault_bench.wait_said(bench, BACK)
    check_open(bench, False, True)
    # Whose own memory would count, too.
    lan.ns(0, "ip link del bond0")
    bench.vm.check("modprobe -r bonding")
    bench.unload()
    bench.load()
    bench.traffic()
    bench.judge(Case("F-57c"))


def test_other_address(bench):
    """F-59b: the device filters by its true address, so the false one only
    shows that the driver follows; the next reset brings the true one back."""
    bench.begin()
    number = bench.arm("F-59b")
    fault_bench.by_recovery(bench, Case("F-59b", says=BACK), number)
    assert "the address is now" in bench.said(), bench.said()
    bench.judge_log(Case("F-59b"))
    bench.begin()
    number = bench.arm("F-57c")
    fault_bench.by_recovery(bench, Case("F-57c", says=BACK), number)
    bench.traffic()
    # It sent from the address that it was told.
    bench.judge(Case("F-57c", breaks=(82,)))


def test_back_smaller(bench):
    """F-67, F-59a: what no longer fits is made to fit, and those above and the
    user see it."""
    bench.unload()
    bench.load()
    lan = bench.lan
    port = lan.ports[0]
    lan.ns(0, f"ip link set {port} mtu 3000 && ethtool -L {port} combined 2")
    for fault, shown, now in (
            ("F-67", f"cat /sys/class/net/{port}/mtu", "1500"),
            ("F-59a", f"ethtool -l {port} | grep ^Combined: | tail -n 1 | "
                      "tr -dc 0-9", "1")):
        bench.begin()
        number = bench.arm(fault)
        fault_bench.by_recovery(bench, Case(fault, says=BACK), number)
        assert lan.ns(0, shown).strip() == now, lan.ns(0, shown)
        lan.ping(lan.v4(1))
        bench.judge_log(Case(fault))
    bench.unload()
    bench.load()
    bench.traffic()
    bench.judge(Case("F-67"))


def test_other_ports(bench):
    """F-59d: a device with fewer ports, or more, is left alone until it has as
    many as before."""
    for count in (1, 3):
        bench.begin()
        number = bench.arm("now:event=135;answer,code=dev_config,times=2:"
                           f"w@64={count}")
        fault_bench.by_recovery(bench, Case("F-59d", says=BACK), number)
        assert f"2 ports became {count}" in bench.said(), bench.said()
        bench.vm.check(f"sleep {fault_bench.CALM}")
    bench.traffic()
    bench.judge(Case("F-59d"))


def test_other_speed(bench):
    """It is asked for once after each reset."""
    port = bench.lan.ports[0]

    def speed() -> str:
        return bench.lan.ns(0, f"cat /sys/class/net/{port}/speed").strip()

    def reset():
        bench.begin()
        number = bench.arm("F-57c")
        fault_bench.by_recovery(bench, Case("F-57c", says=BACK), number)

    reset()
    number = bench.arm("answer,code=link,times=0:d@32=12345")
    assert speed() == "12345"
    bench.disarm(number)
    assert speed() == "12345"
    bench.vm.check(f"sleep {fault_bench.CALM}")
    reset()
    assert speed() != "12345"
    bench.traffic()
    bench.judge(Case("F-57c"))


def test_left_alone(bench):
    """F-58: a device that is gone for ten seconds is not asked before."""
    bench.begin()
    number = bench.arm("F-58")
    fault_bench.by_recovery(bench, Case("F-58", says=BACK), number)
    assert "try 1" not in bench.said(), bench.said()
    bench.traffic()
    bench.judge(Case("F-58"))


def test_configuration_lost(bench, device):
    """Somebody clears the function's command register: it answers no more. The
    driver writes back what it was, as it does whenever the device comes back."""
    bench.begin()
    bench.vm.check(f"setpci -s {device} COMMAND=0")
    fault_bench.wait_said(bench, BACK)
    bench.traffic()
    # Of its bus master, which the driver did not touch.
    bench.judge(Case("F-65", breaks=(98,)))


def test_destroy_refused(bench):
    """The driver must not take its memory for released."""
    for fault in ("F-7a", "F-7b"):
        bench.begin()
        number = bench.arm(fault)
        bench.unload()
        bench.wait_fired(number)
        bench.disarm(number)
        bench.load()
        bench.traffic()
        bench.judge(Case(fault, says="DMA is cut off"))


def test_late_interrupts(bench):
    """F-54b: interrupts after the channel went find nobody, and harm none."""
    bench.begin()
    number = bench.arm("F-54b")
    bench.unload()
    bench.wait_fired(number)
    bench.disarm(number)
    bench.load()
    bench.traffic()
    bench.judge(Case("F-54b", quiet=True))


def test_closed_without_events(bench):
    """F-30a, of a port that closes: a last event that does not come is not
    waited for as long as an answer, queue by queue."""
    def close(*_):
        port = bench.lan.ports[0]
        bench.lan.ns(0, f"ip link set {port} down")

    def reopen(*_):
        port = bench.lan.ports[0]
        bench.lan.ns(0, f"ip link set {port} up")

    with_reload(bench, Case("F-30a,times=0"), Bench.run, close, reopen)


def test_never_given_up(bench):
    """F-60b: after some tries the function is removed and found again; the
    driver goes on trying, and comes up without help once it can."""
    bench.begin()
    number = bench.arm("F-60b")
    bench.wait_fired(number, PATIENCE)
    for said in ("try 1: next in 20 s", "try 2: next in 40 s",
                 "removed, and scanned for", "try 1: next in 10 s"):
        fault_bench.wait_said(bench, said)
    bench.disarm(number)
    bench.adopt(fault_bench.wait_ports(bench.vm))
    bench.traffic()
    bench.judge(Case("F-60b"))


def test_tries_begin_anew(bench):
    """F-60a, twice: once the device is up, its failures are forgotten."""
    for _ in range(2):
        bench.begin()
        number = bench.arm("F-60a")
        fault_bench.by_recovery(bench, Case("F-60a", says=BACK), number)
        assert "try 1: next in" in bench.said(), bench.said()
        bench.vm.check(f"sleep {fault_bench.CALM}")
    bench.traffic()
    bench.judge(Case("F-60a"))


def test_gone(bench):
    """F-63: without a device the driver unloads; when it is back, it loads."""
    for fault in ("F-63a", "F-63c"):
        bench.begin()
        number = bench.arm(fault)
        if fault == "F-63c":
            fault_bench.by_flap(bench, Case(fault), number)
        bench.wait_fired(number)
        bench.stir()
        bench.unload()
        bench.disarm(number)
        bench.load()
        bench.traffic()
        bench.judge(Case(fault))


def test_replugged(bench, device):
    """F-64: gone, removed from the bus, back on the bus."""
    bench.begin()
    number = bench.arm("F-63a")
    bench.wait_fired(number)
    bench.vm.check(f"echo 1 >/sys/bus/pci/devices/{device}/remove",
                   LOAD_SECONDS)
    bench.disarm(number)
    bench.vm.check("echo 1 >/sys/bus/pci/rescan", LOAD_SECONDS)
    bench.adopt(fault_bench.wait_ports(bench.vm))
    bench.traffic()
    bench.judge(Case("F-64"))


def test_function_reset(bench, device):
    """F-65: somebody resets the function under traffic."""
    bench.begin()
    job = bench.vm.spawn(bench.lan.in_ns(
        0, f"ping -i 0.01 -w 8 {bench.lan.v4(1)}"))
    bench.vm.check(f"sleep 1; echo 1 >/sys/bus/pci/devices/{device}/reset",
                   LOAD_SECONDS)
    bench.vm.wait(job)
    bench.traffic()
    bench.judge(Case("F-65"))


def test_paused(bench):
    """F-71: the machine stands still for a minute under traffic."""
    bench.begin()
    # The guest's own watchdogs would take the jump of the clock for a hang.
    bench.vm.check("echo 0 >/proc/sys/kernel/watchdog")
    job = bench.vm.spawn(bench.lan.in_ns(
        0, f"ping -i 0.05 -c 60 -W 1 {bench.lan.v4(1)}"))
    bench.vm.check("sleep 1")
    bench.vm.qemu.send_signal(signal.SIGSTOP)
    time.sleep(60)
    bench.vm.qemu.send_signal(signal.SIGCONT)
    bench.vm.wait(job, 240)
    bench.traffic()
    bench.judge(Case("F-71"))
    assert bench.said().count("resetting") <= 1


# What costs the driver no wait for another try.
CHEAP = ("F-8c", "F-8h", "F-9b", "F-9e", "F-22b", "F-22c", "F-25c", "F-25e",
         "F-26a", "F-26b", "F-27a", "F-27b", "F-28a", "F-29a", "F-31a", "F-32a",
         "F-32d", "F-54a", "F-69a", "F-17a", "F-17c", "F-18", "F-34a", "F-36a")


def test_many_lives(bench, device, quick):
    """F-73: bound and unbound with faults drawn by lot, nothing grows."""
    lot = random.Random(73)
    driver = "/sys/bus/pci/drivers/mana"
    bench.begin()
    rounds, fired = 20 if quick else 100, 0
    for _ in range(rounds):
        number = bench.arm(lot.choice(CHEAP))
        # What the last fault kept from being bound cannot be unbound.
        bench.vm.run(f"echo {device} >{driver}/unbind", LOAD_SECONDS)
        common.check_nothing_alive(bench.vm)
        bench.vm.run(f"echo {device} >{driver}/bind; for dir in "
                     "/sys/class/net/eth*; do "
                     "ip link set $(basename $dir) up; done", LOAD_SECONDS)
        fired += bench.fired(number)
        bench.disarm(number)
    assert fired > rounds / 3, f"only {fired} faults fired"
    bench.vm.run(f"echo {device} >{driver}/bind", LOAD_SECONDS)
    bench.unload()
    bench.load()
    bench.traffic()
    # Those of the cases above.
    bench.judge(Case("F-73", breaks=(27, 35, 43, 45, 46)))


def test_unload(bench):
    fault_bench.judge_unload(bench)
