# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver comes and goes, the guest restarts without telling it."""
import common
import pytest
from lan import Lan, LOAD_SECONDS, load

# Slab caches that only grow by what a load leaves behind; the slack is for
# what the guest itself does meanwhile.
SLABS = "kmalloc-|skbuff_|dma-|task_struct|net_namespace|inode_cache"
SLACK = 400


def slab_objects(vm) -> dict:
    """Active objects by cache, after the kernel gave back what it can."""
    vm.check("sync; echo 3 >/proc/sys/vm/drop_caches; sleep 1")
    out = vm.check(f"grep -E '^({SLABS})' /proc/slabinfo")
    return {line.split()[0]: int(line.split()[1])
            for line in out.splitlines()}


@pytest.fixture(scope="module")
def rounds(quick) -> int:
    """How often to load and unload."""
    return 10 if quick else 50


def test_load_unload(vm, rounds):
    cycle = f"modprobe mana && rmmod mana"
    vm.check("; ".join([cycle] * 5), LOAD_SECONDS * 5)
    before = slab_objects(vm)
    for number in range(rounds):
        ports = load(vm)
        for port in ports:
            vm.check(f"ip link set {port} up", LOAD_SECONDS)
        if number % 2:
            vm.check(f"ip link set {ports[0]} down", LOAD_SECONDS)
        common.check_unload(vm)
    after = slab_objects(vm)
    # Even one object a round would be a leak.
    limit = max(SLACK, rounds * 4)
    grown = {name: n - before.get(name, 0) for name, n in after.items()
             if n - before.get(name, 0) > limit}
    assert not grown, grown
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
