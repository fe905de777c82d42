# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Behind a virtual IOMMU each mapping of the driver is a mapping of the device:
it sees precisely the memory that the driver gave it, and when it was taken
back. What it touches beyond that is a violation (R-70, R-72, R-96)."""
import common
from lan import load, wait_ports

SETUP = {"iommu": True}
# Every page goes through three programs: 20 times slower than without.
AMOUNT = 2 << 20
DATAGRAMS = 100
# Two ports with two queues of 512 buffers each, mapped more than once.
LEAST_MAPPINGS = 4096


def test_translated(vm):
    """The adapter is in a domain of its own, unmapped at once."""
    group = "$(echo /sys/bus/pci/devices/*/vendor | xargs grep -l 0x1414 " \
            "| head -n 1 | xargs dirname)/iommu_group/type"
    assert vm.check(f"cat {group}") == "DMA"


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_ping_v4(lan):
    lan.ping(lan.v4(1))
    lan.ping(lan.v4(1), "-c 3 -i 1 -s 8000")


def test_ping_v6(lan):
    lan.ping(lan.v6(1))


def test_tcp(lan):
    lan.tcp(0, lan.v4(1), AMOUNT)
    lan.tcp(1, lan.v6(0), AMOUNT)


def test_udp(lan):
    for client in (0, 1):
        lan.udp(client, lan.v4(1 - client), DATAGRAMS)


def test_down_and_up(lan):
    """Queues and buffers are unmapped while frames arrive for them."""
    flood = lan.vm.spawn(lan.in_ns(1, f"ping -q -i 0.01 -w 20 {lan.v4(0)}"))
    for _ in range(3):
        lan.ns(0, f"ip link set {lan.ports[0]} down")
        lan.ns(0, f"ip link set {lan.ports[0]} up")
    lan.vm.wait(flood)
    lan.ping(lan.v4(1))


def test_mtu(lan):
    """All buffers are exchanged."""
    for mtu in (1400, 1500):
        lan.ns(0, f"ip link set {lan.ports[0]} mtu {mtu}")
        lan.ping(lan.v4(1))


def test_unload(vm, lan):
    common.check_unload(vm)


def test_reload(vm):
    load(vm)
    wait_ports(vm)
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    """No rule broken, and the driver's mappings were what the device had."""
    common.check_report(vm)
    dma = vm.report["dma"]
    assert dma["mapped"] > LEAST_MAPPINGS, dma
    assert dma["unmapped"] > LEAST_MAPPINGS, dma
