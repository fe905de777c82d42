# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device that waits for no buffer: what comes faster than it is taken is lost,
is counted, and is nothing else."""
import common
import smoke

SETUP = {"emulator": ("--rx-patience", "0", "--allow-rule", "76"), "cpus": 2}
AMOUNT = 16 << 20
# The driver asks every two seconds.
TOLD = 6


def lost(vm) -> int:
    """Frames that found no buffer, as the adapter counts them."""
    return vm.control({"cmd": "report"})["stats"]["rx_discards_nowqe"]


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_missed(vm, lan):
    """Bursts on one small ring, until some are lost."""
    lan.ns(1, f"ethtool -L {lan.ports[1]} combined 1 && "
              f"ethtool -G {lan.ports[1]} rx 128", 120)
    for _ in range(5):
        lan.tcp(0, lan.v4(1), AMOUNT, streams=8)
        if lost(vm) > 100:
            break
    lan.settle()
    vm.check(f"sleep {TOLD}")
    count = lost(vm)
    assert count > 100, f"only {count} frames were lost"
    for side, port in enumerate(lan.ports):
        told = lan.ns(side, f"ip -s -s link show {port}")
        shown = int(lan.ns(side, f"cat /sys/class/net/{port}/statistics/"
                                 "rx_missed_errors"))
        assert shown == count, told
        stats = lan.statistics(side)
        assert stats["hc_rx_discards_no_wqe"] == count, stats
        assert not stats["rx_stall"] and not stats["queue_restart"], stats


def test_ping_v4(lan):
    lan.ping(lan.v4(1))


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
