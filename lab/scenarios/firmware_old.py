# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The oldest firmware: version 1 of each request, what is newer is unknown."""
import pytest
import smoke
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6)

SETUP = {"emulator": ("--firmware", "old")}


def test_unknown(vm, lan, driver):
    """The device is asked once for what it does not know."""
    if driver == "in-tree":
        pytest.skip("the kernels' own drivers may ask again")
    port = lan.ports[0]
    ask = f"ethtool -S {port} >/dev/null; ethtool {port} >/dev/null; sleep 1"
    lan.ns(0, ask)
    for code in ("phy_stat", "link"):
        vm.control({"cmd": "fault", "arm": f"request,code={code}:q@40=0"})
    lan.ns(0, "; ".join([ask] * 4))
    fired = [rule["fired"] for rule in vm.control({"cmd": "fault"})["faults"]]
    # Both are armed, and neither was met.
    assert fired == [0, 0]


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
