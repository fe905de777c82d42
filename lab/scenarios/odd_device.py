# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device whose every limit and place is another than usual: a deeper channel,
holes in its list, larger doorbell pages, a larger BAR, few queues and vectors,
CQs that start unarmed, moderation on offer."""
import pytest
import smoke
from configure import current, settings
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6)

SETUP = {"emulator": (
    "--hwc-depth", "8", "--list-holes", "--instance", "2",
    "--bar-size", "1048576", "--doorbell-page", "8192", "--max-eqs", "16",
    "--max-cqs", "64", "--msix", "9", "--max-queues", "2",
    "--cq-starts-unarmed", "--pf-caps", "0x8008", "--vport-offset", "300",
    "--smc-polls", "3")}
# What the adapter takes at most: µs and completions.
MOST = (1023, 255)


def held(lan) -> set:
    """Kind, µs and completions of the first port's queues, as the adapter has
    them; each was created with moderation."""
    port = lan.vm.control({"cmd": "report"})["ports"][0]
    assert all(queue["moderation"] for queue in port["queues"])
    return {(queue["kind"], queue["moderation_usec"],
             queue["moderation_completions"]) for queue in port["queues"]}


def moderate(lan, rx: tuple, tx: tuple) -> str:
    """The command that asks for it."""
    return (f"ethtool -C {lan.ports[0]} rx-usecs {rx[0]} rx-frames {rx[1]} "
            f"tx-usecs {tx[0]} tx-frames {tx[1]}")


def test_moderation(lan, driver):
    """What ethtool asks for the adapter does, at once and with new queues."""
    if driver != "ours":
        pytest.skip("the kernel's own driver sets no moderation")
    port = lan.ports[0]
    for rx, tx in (((64, 8), (32, 4)), (MOST, MOST), ((0, 0), (0, 0)),
                   ((5, 0), (0, 3))):
        lan.ns(0, moderate(lan, rx, tx))
        wanted = {("rq", *rx), ("sq", *tx)}
        assert held(lan) == wanted
        shown = settings(lan, "c")
        assert [int(current(shown, name)) for name in (
            "rx-usecs", "rx-frames", "tx-usecs", "tx-frames")] == [*rx, *tx]
        lan.ping(lan.v4(1), "-c 3 -i 0.2")
        for command in (f"ethtool -L {port} combined 1",
                        f"ethtool -L {port} combined 2"):
            lan.ns(0, command)
            assert held(lan) == wanted, command
        lan.ping(lan.v4(1), "-c 3 -i 0.2")
    for wrong in ((MOST[0] + 1, 1), (1, MOST[1] + 1)):
        for rx, tx in ((wrong, (0, 3)), ((5, 0), wrong)):
            assert lan.vm.run(lan.in_ns(0, moderate(lan, rx, tx))).status
            assert held(lan) == wanted
    lan.ns(0, moderate(lan, (0, 0), (0, 0)))


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
