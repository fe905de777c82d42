# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""All DMA is copied through a bounce buffer, as in a confidential machine: what
is not synchronised does not arrive, and what is mapped takes room there."""
import re

import common
import pytest

SETUP = {"append": "swiotlb=force", "cpus": 8}
AMOUNT = 4 << 20


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


def test_unload(vm, lan):
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
