# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver on a kernel that looks for data races (KCSAN) and lets grace
periods end as soon as they may. Races of the kernel's own code are not ours to
judge: only those count in which a function of the module takes part."""
import common
import configure
import debug
import lifecycle
import pytest
import refused
import stress_remove
from lan import Lan, load


def SETUP(kernel: str) -> dict:
    """As many CPUs as the kernel takes, and a module that races."""
    return {"cpus": 4, "memory": "2G",
            "files": (f"{common.build_module('planted', kernel)}"
                      ":/lab/planted.ko",)}


@pytest.fixture(scope="module", autouse=True)
def watched(vm):
    """From here on; not while the kernel boots, which takes long enough."""
    vm.check("mountpoint -q /sys/kernel/debug || "
             "mount -t debugfs debugfs /sys/kernel/debug; "
             "echo on >/sys/kernel/debug/kcsan")


@pytest.fixture(scope="module")
def net(vm) -> Lan:
    """As long as the first half of the cases needs it."""
    found = Lan(vm, load(vm))
    found.build()
    return found


def test_planted(vm):
    """A race that is there is seen."""
    before = len(vm.console())
    vm.check("insmod /lab/planted.ko mistake=race && rmmod planted", 120)
    found = vm.kernel_trouble(before)
    vm.pass_over()
    assert any("data-race in planted_add" in line for line in found), found


def test_traffic(net):
    debug.test_traffic(net)


def test_configure(net):
    configure.test_channels(net)
    configure.test_rings(net, "6.1-races", "ours")
    configure.test_rss_table(net)
    configure.test_features(net, "sg")
    configure.test_mtu(net)
    configure.test_link(net, True)
    for _ in range(3):
        configure.test_under_traffic(net)


def test_counters(net):
    """They are read while packets count in them."""
    readers = [net.vm.spawn(net.in_ns(side, f"""
        for i in $(seq 60); do
            ethtool -S {port} >/dev/null && ip -s link show {port} >/dev/null
        done""")) for side, port in enumerate(net.ports)]
    for client in (0, 1):
        net.tcp(client, net.v4(1 - client), 4 << 20, streams=4)
    for job in readers:
        assert not net.vm.wait(job, 300).status
    net.take_down()
    common.check_unload(net.vm)


def test_lifecycle(vm):
    lifecycle.test_load_unload(vm, 5)
    lifecycle.test_bind_unbind(vm)


def test_remove(vm):
    stress_remove.test_rmmod(vm, 3)
    stress_remove.test_unbind(vm, 3)
    stress_remove.test_ifdown(vm, 3)


def test_reset(vm):
    """Under traffic, with the link that comes and goes."""
    lan = Lan(vm, load(vm))
    lan.build()
    for _ in range(3):
        mark = len(vm.console())
        job = vm.spawn(lan.in_ns(0, f"ping -i 0.01 -w 10 {lan.v4(1)}"))
        for up in (False, True):
            vm.control({"cmd": "link", "port": 0, "up": up})
        vm.control({"cmd": "event", "type": 135, "data": 0})
        refused.wait_log(lan, mark, refused.BACK)
        vm.wait(job)
        lan.ping(lan.v4(1), "-c 3 -i 0.2")
    lan.take_down()
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
