# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A kernel that takes itself for the one that saves a crash dump: it has little
memory, and finds the function as the crashed one has left it."""
import smoke
# Run in this order.
from smoke import test_load, test_ping_v4  # noqa: F401

# A dump is looked for where nothing is; that there is none does not matter.
SETUP = {"cpus": 4, "append": "elfcorehdr=0xc0000000 reset_devices"}


def test_small(lan):
    """One queue of the smallest size to a port."""
    port = lan.ports[0]
    shown = lan.ns(0, f"ethtool -g {port}").split("Current")[1]
    assert shown.count("128") >= 2, shown
    queues = lan.vm.control({"cmd": "report"})["ports"][0]["queues"]
    assert sorted(queue["kind"] for queue in queues) == ["rq", "sq"], queues


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
