# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The debug kernel does find mistakes: one of each kind is made, and seen by
the very checks that the scenario `debug` relies on."""
import common
import pytest


def wish(kernel: str) -> dict:
    """No driver: the device's own PCI function stands for one."""
    return {"driver": "none",
            "files": (f"{common.build_module('planted', kernel)}:/lab/planted.ko",)}


SETUP = wish


@pytest.fixture(autouse=True)
def meant(vm):
    """What the kernel says of a mistake is what the case looks for."""
    yield
    vm.pass_over()


def plant(vm, mistake: str) -> str:
    """Make the mistake; what the kernel log says since."""
    before = len(vm.console())
    vm.check(f"insmod /lab/planted.ko mistake={mistake} && rmmod planted")
    return vm.console()[before:]


def test_leak(vm):
    assert common.leaks(vm) == ""
    plant(vm, "leak")
    found = common.leaks(vm)
    # 333 bytes come from the cache of 512.
    assert "(size 512)" in found and 'comm "insmod"' in found, found


def test_dma(vm):
    assert common.dma_errors(vm) == 0
    plant(vm, "dma")
    assert common.dma_errors(vm) > 0
    assert any("DMA-API" in line for line in vm.kernel_trouble())


# Before the next one: after that the kernel asserts no lock any more.
def test_unlocked(vm):
    # 7.3 has the lock of the net_device to assert, older kernels rtnl.
    found = plant(vm, "unlocked")
    assert "netdev_lock.h" in found or "RTNL: assertion failed" in found, found


def test_locks(vm):
    plant(vm, "locks")
    assert any("possible circular" in line for line in vm.kernel_trouble())


# The last one: after it the kernel trusts its own lock checks no more.
def test_memory(vm):
    plant(vm, "memory")
    assert any("KASAN" in line for line in vm.kernel_trouble())
