# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""All DMA is copied through a bounce buffer, as in a confidential machine: what
is not synchronised does not arrive, and what is mapped takes room there."""
import re

import shlex

import common
import pytest
from lan import Lan
from traffic import tso_packets

SETUP = {"append": "swiotlb=force", "cpus": 8, "modules": ("ipvlan",)}
AMOUNT = 4 << 20
FAR = "203.0.113.1"


def room_taken(vm) -> int:
    """Of the bounce buffer, by whoever it is."""
    return int(vm.check("cat /sys/kernel/debug/swiotlb/io_tlb_used"))


@pytest.fixture(scope="module", autouse=True)
def taken(vm) -> int:
    """Room that is taken without the driver."""
    return room_taken(vm)


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_rings(lan, driver, vm):
    """Eight queues of 512 buffers would take more than is a port's due."""
    if driver != "ours":
        pytest.skip("the kernel's own driver does not look")
    for side, port in enumerate(lan.ports):
        shown = lan.ns(side, f"ethtool -g {port}").split("Current")[1]
        assert re.search(r"^RX:\s+256$", shown, re.M), shown
    said = re.findall(r"receive rings of 256 entries instead of 512: DMA goes",
                      vm.console())
    assert len(said) == len(lan.ports), said


def test_ping_v4(lan):
    lan.ping(lan.v4(1))


def test_tcp(lan):
    for client in (0, 1):
        lan.tcp(client, lan.v4(1 - client), AMOUNT, streams=4)


def test_content(lan):
    """The device sums what it is given, so that only the bytes tell."""
    for client in (0, 1):
        sent, received = lan.copy(client, lan.v4(1 - client), 4)
        assert sent == received


class Routed(Lan):
    """Side 1 is behind a router that has one port: what the first side sends
    comes to the second port, leaves by it and comes back to the first one."""

    @staticmethod
    def in_ns(side: int, command: str) -> str:
        return f"ip netns exec {'ac'[side]} sh -c {shlex.quote(command)}"

    def build(self):
        """Behind the first port, whose address on the wire it shares."""
        here, router = self.ports
        self.vm.check(
            "modprobe ipvlan && ip netns add c && ip -n a link add far "
            f"link {here} type ipvlan mode l2 && ip -n a link set far netns c")
        self.ns(1, f"ip addr add {FAR}/32 dev far && ip link set far up && "
                   f"ip route add {self.v4(1)} dev far && "
                   f"ip route add default via {self.v4(1)}")
        self.ns(0, f"ip route add {FAR} via {self.v4(1)}")
        self.vm.check(Lan.in_ns(
            1, "cd /proc/sys/net/ipv4 && echo 1 >ip_forward && "
               "echo 0 >conf/all/send_redirects && "
               f"echo 0 >conf/{router}/send_redirects && "
               f"ip route add {FAR} dev {router}"))


def test_forwarded(vm, lan):
    """Packets that were merged as they came leave in segments again; the first
    of each brings its bytes with its headers."""
    routed = Routed(vm, lan.ports)
    routed.build()
    before = tso_packets(vm, 1)
    sent, received = routed.copy(0, FAR, 8)
    assert sent == received
    assert tso_packets(vm, 1) > before
    vm.check("ip netns del c")


def test_unload(vm, lan, taken):
    """Nothing stays mapped."""
    common.check_unload(vm)
    common.check_back(vm, room_taken, taken)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
