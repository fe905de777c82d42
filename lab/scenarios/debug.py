# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver under the debug kernel: DMA API checks, kmemleak, lockdep, KASAN
and debug objects watch it through everything that the other scenarios do, in
smaller amounts. debug_planted shows that they would speak up."""
import common
import configure
import lifecycle
import netconsole
import pytest
import refused
import stress_remove
from lan import Lan, load


def wish(kernel: str) -> dict:
    """More memory than elsewhere; the debug kernel needs it."""
    return {"cpus": 2, "memory": "2G", **netconsole.wish(kernel)}


SETUP = wish


@pytest.fixture
def net(vm) -> Lan:
    """The two ports, of a driver that is loaded for this case."""
    found = Lan(vm, load(vm))
    found.build()
    return found


def leave(net: Lan):
    """The end of a case: any of them may be played alone."""
    net.take_down()
    common.check_unload(net.vm)


def test_traffic(net):
    for client in (0, 1):
        there = 1 - client
        net.ping(net.v4(there), side=client)
        net.ping(net.v6(there), "-c 3 -i 0.2 -s 20000", side=client)
        net.tcp(client, net.v4(there), 4 << 20, streams=2)
        net.tcp(client, net.v6(there), 1 << 20, streams=8)
        net.udp(client, net.v6(there), 100)
    net.add_vlan(100)
    net.tcp(0, net.v4(1, 1), 1 << 20, streams=1)
    common.check_no_checksum_error(net)
    leave(net)


def test_configure(net):
    configure.test_channels(net)
    configure.test_rings(net, "6.1-debug", "ours")
    configure.test_rss_table(net)
    leave(net)


def test_settings(net):
    configure.test_features(net, "sg")
    configure.test_mtu(net)
    configure.test_link(net, True)
    configure.test_under_traffic(net)
    leave(net)


def test_lifecycle(vm):
    lifecycle.test_load_unload(vm, 5)
    lifecycle.test_bind_unbind(vm)


def test_remove(vm):
    stress_remove.test_rmmod(vm, 2)
    stress_remove.test_unbind(vm, 2)
    stress_remove.test_ifdown(vm, 2)


def test_reset(vm, net):
    """With everything above it, IPv6 too, that is told of the ports' return."""
    for _ in range(2):
        mark = len(vm.console())
        vm.control({"cmd": "event", "type": 135, "data": 0})
        refused.wait_log(net, mark, refused.BACK)
        net.ping(net.v4(1), "-c 3 -i 0.2")
        net.ping(net.v6(0), "-c 3 -i 0.2", side=1)
    leave(net)


def test_netconsole(vm):
    netconsole.test_messages(vm)


def test_dma_api(vm):
    assert common.dma_errors(vm) == 0


def test_leaks(vm):
    assert common.leaks(vm) == ""


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
