# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver comes and goes, the guest restarts without telling it."""
import common
import pytest
from lan import Lan, LOAD_SECONDS, load, wait_ports


def wish(kernel) -> dict:
    """Older kernels do not tell where memory was asked for."""
    return {} if kernel.startswith("5.") else {"append": common.TRACED}


SETUP = wish

# Slab caches that only grow by what a load leaves behind.
SLABS = "kmalloc-|skbuff_|dma-|task_struct|net_namespace|inode_cache"


def slab_objects(vm) -> dict:
    """By cache, after the kernel gave back what it can: objects, and how many of
    them mean nothing. What a CPU has at hand counts to the end of its slab."""
    vm.check("sync; echo 3 >/proc/sys/vm/drop_caches; sleep 1; "
             "for c in /sys/kernel/slab/*/shrink; do echo 1 >$c; done")
    out = vm.check(f"grep -E '^({SLABS})' /proc/slabinfo")
    return {name: (int(active), int(per_slab) * (vm.setup.cpus + 1))
            for name, active, _, _, per_slab, *_ in
            (line.split() for line in out.splitlines())}


def more_objects(before: dict, after: dict, least: int) -> dict:
    """How many objects more a cache has, if they are that many and more than
    its slabs may hold by chance."""
    return {name: n - before[name][0] for name, (n, fuzzy) in after.items()
            if name in before and n - before[name][0] >= max(least, fuzzy)}


def check_no_leak(measure):
    """What the kernel keeps once it keeps; only a leak goes on: caches that grow
    are measured twice more."""
    grown = measure()
    for _ in range(2):
        if grown:
            grown = {name: n for name, n in measure().items() if name in grown}
    assert not grown, grown


@pytest.fixture(scope="module")
def rounds(quick) -> int:
    """How often to load and unload."""
    return 10 if quick else 50


def load_and_unload(vm, rounds) -> dict:
    """By slab cache: how many objects more it has, if one a round."""
    before = slab_objects(vm)
    for number in range(rounds):
        ports = load(vm)
        for port in ports:
            vm.check(f"ip link set {port} up", LOAD_SECONDS)
        if number % 2:
            vm.check(f"ip link set {ports[0]} down", LOAD_SECONDS)
        common.check_unload(vm)
    return more_objects(before, slab_objects(vm), rounds)


def test_load_once(vm, driver):
    """A little of everything; then none of it is left in memory."""
    net = Lan(vm, load(vm))
    net.build()
    net.ping(net.v4(1))
    net.tcp(0, net.v4(1), 1 << 20)
    if driver == "ours":
        net.ns(0, f"ethtool -G {net.ports[0]} rx 256")
    net.ns(0, f"ethtool -L {net.ports[0]} combined 1")
    net.ns(0, f"ethtool -L {net.ports[0]} combined 2")
    net.ns(0, f"ethtool -X {net.ports[0]} weight 0 1")
    net.ns(0, f"ethtool -S {net.ports[0]}")
    net.ns(0, f"ip link set {net.ports[0]} down", LOAD_SECONDS)
    net.take_down()
    common.check_unload(vm)


def test_load_unload(vm, rounds):
    cycle = f"modprobe mana && rmmod mana"
    vm.check("; ".join([cycle] * 5), LOAD_SECONDS * 5)
    check_no_leak(lambda: load_and_unload(vm, rounds))
    common.check_log(vm)


def test_bind_unbind(vm):
    load(vm)
    device = vm.check("basename $(dirname $(grep -l 0x00ba "
                      "/sys/bus/pci/devices/*/device))")
    driver = "/sys/bus/pci/drivers/mana"
    for _ in range(5):
        vm.check(f"echo {device} >{driver}/unbind", LOAD_SECONDS)
        common.check_nothing_alive(vm)
        vm.check(f"echo {device} >{driver}/bind", LOAD_SECONDS)
    common.check_unload(vm)


def test_down_up(vm):
    """A port that was down carries traffic again, IPv6 included."""
    net = Lan(vm, load(vm))
    net.build()
    for _ in range(5):
        for side, port in enumerate(net.ports):
            net.ns(side, f"ip link set {port} down", LOAD_SECONDS)
            net.ns(side, f"ip link set {port} up", LOAD_SECONDS)
            net.ns(side, f"ip addr replace {net.v6(side)}/64 dev {port} nodad")
        net.ping(net.v4(1), "-c 2 -i 0.2")
        net.ping(net.v6(0), "-c 2 -i 0.2", side=1)
    net.take_down()
    common.check_unload(vm)


def test_remove_rescan(vm):
    """The function leaves the bus and is found again."""
    load(vm)
    bus = "/sys/bus/pci"
    device = vm.check(f"basename $(dirname $(grep -l 0x00ba "
                      f"{bus}/devices/*/device))")
    for _ in range(3):
        vm.check(f"echo 1 >{bus}/devices/{device}/remove", LOAD_SECONDS)
        common.check_nothing_alive(vm)
        vm.check(f"test ! -e {bus}/devices/{device} && "
                 f"echo 1 >{bus}/rescan", LOAD_SECONDS)
        wait_ports(vm)
    common.check_unload(vm)


def test_channel_left(vm, driver):
    """The device refuses a channel, as it has one: that is taken down, and the
    next one comes up at once."""
    if driver == "in-tree":
        pytest.skip("not asked of the kernels' own drivers")
    mark = len(vm.console())
    vm.control({"cmd": "fault", "arm": "smc,type=1,times=1:status=1"})
    net = Lan(vm, load(vm))
    assert "does not come up" not in vm.console()[mark:]
    net.build()
    net.ping(net.v4(1))
    net.take_down()
    common.check_unload(vm)


def test_reboot(vm):
    for _ in range(5):
        load(vm)
        vm.reboot()
        common.check_nothing_alive(vm)
    net = Lan(vm, load(vm))
    net.build()
    net.ping(net.v4(1))
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
