# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What a device that says no, or resets, must not leave behind: another RSS
table than ethtool shows, or a link that nobody brought up; and what the user is
told."""
import re

import common
import fault_bench
import lifecycle
import pytest
from configure import (KEY, current, flows, rss_table, settings, wait_carrier,
                       weights)
from fault_bench import SETUP as SHORT
from lan import LOAD_SECONDS

SETUP = {**SHORT, "cpus": 4}

BACK = "the device is back"
# Once when the new queues are to be made beside the old ones, once in place.
NO_QUEUES = "request,code=create_wq,times=2:q@40=0"
# Four queues of them with half a page each, and what is left for that.
MANY_BUFFERS = 8192
LITTLE_MIB = 100
# Before 6.2 an answer cannot bear values.
LOGGED = "refused, the kernel log says why"
# Case -> command; what the device refuses; what must be said of it; whether
# ethtool prints that: of -L, -X and MTU the kernel does not pass words on.
WORDS = {
    "few_entries": ("ethtool -G PORT rx 1", "",
                    r"at least \d+ and \d+ entries", True),
    "few_tx_entries": ("ethtool -G PORT tx 1", "",
                       r"at least \d+ and \d+ entries", True),
    "rings": ("ethtool -G PORT rx 256 tx 512", NO_QUEUES,
              r"256 and 512 entries: the device refuses, the old queues stay",
              True),
    "moderation": ("ethtool -C PORT rx-usecs 60000", "",
                   r"this device cannot moderate events", True),
    "channels": ("ethtool -L PORT combined 2", NO_QUEUES,
                 r"port 0: no 2 queues: the device refuses, the old queues "
                 r"stay", False),
    "mtu": ("ip link set PORT mtu 3000", NO_QUEUES,
            r"port 0: no MTU of 3000: the device refuses, the old queues stay",
            False),
}


@pytest.fixture(autouse=True)
def only_ours(driver):
    """No driver of Debian's promises any of it."""
    if driver == "in-tree":
        pytest.skip("not asked of the kernels' own drivers")


def wait_log(lan, mark: int, words: str):
    """Wait until the kernel log says so since @mark."""
    for _ in range(2 * fault_bench.PATIENCE):
        if words in lan.vm.console()[mark:]:
            return
        lan.vm.check("sleep 0.5")
    raise AssertionError(f"'{words}' is not in the log")


def received(lan, one: int) -> list:
    """Packets of a burst by receive queue, in the driver's words."""
    def count():
        now = lan.statistics(0)
        return [now[f"rx_{i}_packets"] for i in range(lan.vm.setup.cpus)]
    before = count()
    flows(lan)
    lan.settle()
    spread = [b - a for a, b in zip(before, count())]
    assert sum(spread) > 500, spread
    return spread[one]


def refuse(lan, rule: str, command: str) -> tuple:
    """The command fails as the rule of faults wants it; what it prints, and
    what the kernel log says."""
    mark = len(lan.vm.console())
    answer = lan.vm.control({"cmd": "fault", "arm": rule}) if rule else None
    out = lan.vm.run(lan.in_ns(
        0, command.replace("PORT", lan.ports[0]) + " 2>&1"))
    if rule:
        lan.vm.control({"cmd": "fault", "disarm": answer["id"]})
    assert out.status, f"'{command}' was taken"
    return out.out, lan.vm.console()[mark:]


def shown(lan) -> tuple:
    """What a refusal must not change, in the adapter and the stack, too."""
    port = lan.ports[0]
    return (*(current(settings(lan, "g"), way) for way in ("RX", "TX")),
            current(settings(lan, "l"), "Combined"), settings(lan, "c"),
            lan.ns(0, f"cat /sys/class/net/{port}/mtu"),
            lan.ns(0, f"ls /sys/class/net/{port}/queues"),
            common.live_objects(lan.vm))


def test_little_memory(lan):
    """Rings that would take more than half of the memory that is free, and
    find it, are refused: others need some, too."""
    def free() -> int:
        return int(lan.vm.check(
            "awk '/MemAvailable/ { print $2 }' /proc/meminfo")) >> 10

    rings = f"ethtool -G {lan.ports[0]} rx {MANY_BUFFERS}"
    before = shown(lan)
    lan.vm.check("mount -t tmpfs -o size=95% tmpfs /mnt && dd if=/dev/zero "
                 f"of=/mnt/fill bs=1M count={free() - LITTLE_MIB} 2>/dev/null")
    try:
        left = free()
        out = lan.vm.run(lan.in_ns(0, f"{rings} 2>&1"))
    finally:
        lan.vm.check("umount /mnt")
    # What the rings take lies between a half of it and all.
    assert LITTLE_MIB * 3 // 4 < left < LITTLE_MIB * 5 // 4, left
    assert out.status, f"taken with {left} MiB free"
    assert "not enough free memory" in out.out + lan.vm.console(), out.out
    assert shown(lan) == before
    flows(lan)


@pytest.mark.parametrize("case", WORDS)
def test_words(lan, kernel, case):
    """A refusal says what is wrong, changes nothing and costs no traffic."""
    command, rule, words, told = WORDS[case]
    # 5.10 takes no words from drivers for either: values are in the log.
    old = kernel.startswith("5.10")
    if old and case == "moderation":
        words = ""
    before = shown(lan)
    out, log = refuse(lan, rule, command)
    where = log if old or not told or LOGGED in out else out
    assert re.search(words, where), f"not said: {words}: {where[-300:]}"
    assert "%" not in out, out
    assert shown(lan) == before
    flows(lan)


def test_more_channels(lan):
    """More queues that the device refuses, or takes and does not steer to,
    leave nothing: neither there nor in the stack."""
    port = lan.ports[0]
    lan.ns(0, f"ethtool -L {port} combined 2")
    before = shown(lan)
    for rule in (NO_QUEUES, "answer,code=vport_rx:status=1"):
        refuse(lan, rule, "ethtool -L PORT combined 4")
        assert shown(lan) == before
        flows(lan)
    lan.ns(0, f"ethtool -L {port} combined 4")
    flows(lan)


def test_in_place(lan):
    """No room for two sets of queues: the new one takes the place of the old,
    and the port keeps what it was told."""
    port = lan.ports[0]
    first = [current(settings(lan, "g"), way) for way in ("RX", "TX")]
    before = lan.statistics(0)["reconfig_in_place"]
    answer = lan.vm.control(
        {"cmd": "fault", "arm": NO_QUEUES.replace("times=2", "times=1")})
    lan.ns(0, f"ethtool -G {port} rx 256 tx 512")
    lan.vm.control({"cmd": "fault", "disarm": answer["id"]})
    assert lan.statistics(0)["reconfig_in_place"] == before + 1
    assert current(settings(lan, "g"), "RX") == "256"
    flows(lan)
    lan.ns(0, f"ethtool -G {port} rx {first[0]} tx {first[1]}")
    flows(lan)


def test_rss(lan):
    """The device takes a table and says that it does not: the user is told,
    and the old table holds, in ethtool as in the device."""
    port = lan.ports[0]
    lan.ns(0, f"ethtool -X {port} weight {weights(lan, 2)}")
    assert received(lan, 2) > 500
    _out, log = refuse(lan, "answer,code=vport_rx:status=1",
                       f"ethtool -X PORT weight {weights(lan, 1)}")
    assert "port 0: the device refuses the RSS table" in log, log
    assert set(rss_table(lan)) == {2}
    assert received(lan, 2) > 500, "the device has the refused table"
    refuse(lan, "answer,code=vport_rx:status=1", f"ethtool -X PORT hkey {KEY}")
    assert KEY not in settings(lan, "x")


def test_memory(lan):
    """What is changed or refused many times leaves nothing behind."""
    port = lan.ports[0]
    rounds = 30

    def grown() -> dict:
        before = lifecycle.slab_objects(lan.vm)
        lan.ns(0, f"for i in $(seq {10 * rounds}); do ethtool -X {port} weight "
                  f"{weights(lan, 2)} && ethtool -X {port} equal 4; done", 600)
        for _ in range(rounds):
            answer = lan.vm.control({"cmd": "fault", "arm": NO_QUEUES})
            lan.vm.run(lan.in_ns(0, f"ethtool -G {port} rx 256"), LOAD_SECONDS)
            lan.vm.control({"cmd": "fault", "disarm": answer["id"]})
        return lifecycle.more_objects(before, lifecycle.slab_objects(lan.vm),
                                      rounds)
    lifecycle.check_no_leak(grown)
    flows(lan)


def test_link(lan):
    """The link goes; the device is reset; the link comes when it comes."""
    lan.vm.control({"cmd": "link", "port": 0, "up": False})
    wait_carrier(lan, 0, "0")
    mark = len(lan.vm.console())
    lan.vm.control({"cmd": "fault", "arm": "now:event=135"})
    wait_log(lan, mark, BACK)
    # The other port is up: so this one could be.
    wait_carrier(lan, 1, "1")
    lan.vm.check("sleep 3")
    wait_carrier(lan, 0, "0")
    lan.vm.control({"cmd": "link", "port": 0, "up": True})
    wait_carrier(lan, 0, "1")
    flows(lan)


def test_link_before_reset(lan):
    """That the link went is not forgotten because a reset came right after."""
    mark = len(lan.vm.console())
    lan.vm.control({"cmd": "fault", "arm":
                    "now:event=133/0x03000000,event=135"})
    wait_log(lan, mark, BACK)
    wait_carrier(lan, 1, "1")
    lan.vm.check("sleep 3")
    wait_carrier(lan, 0, "0")
    lan.vm.control({"cmd": "event", "type": 133, "data": 0x02000000})
    wait_carrier(lan, 0, "1")
    flows(lan)


def test_unload(vm):
    common.check_unload(vm)


def test_report(vm):
    common.check_report(vm)
