# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""F-74: the function has two interrupt vectors for four CPUs."""
import common

SETUP = {"emulator": ("--msix", "2"), "cpus": 4}


def test_share(vm, lan):
    shown = vm.check("grep mana /proc/interrupts")
    assert shown.count("\n") == 1, shown
    lan.ping(lan.v4(1))
    lan.tcp(0, lan.v4(1), 2 << 20, streams=4)


def test_unload(vm):
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
