# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver loads, its ports carry a ping each way, it goes without a trace."""
import re

import common
import counts


def test_load(vm, lan):
    assert "driver: mana" in lan.ns(0, f"ethtool -i {lan.ports[0]}")
    assert vm.check("lspci -d 1414:00ba").count("\n") == 0
    for side, port in enumerate(lan.ports):
        shown = lan.ns(side, f"ip -d link show {port}")
        assert int(re.search(r"maxmtu (\d+)", shown).group(1)) >= 1500, shown


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_ping_v4(lan):
    lan.ping(lan.v4(1))
    lan.ping(lan.v4(1), "-c 3 -i 0.2 -s 1472 -M do")


def test_ping_v6(lan):
    lan.ping(lan.v6(1))


def test_unload(vm, lan, driver):
    if driver == "ours":
        counts.check_calm(lan)
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
