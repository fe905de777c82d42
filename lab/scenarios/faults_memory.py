# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""F-75: the guest, not the device, is at fault: under traffic there is now and
then no memory. Needs a kernel with fault injection."""
import common
from fault_bench import Bench, Case, make_bench  # noqa: F401

SETUP = {}

# Of allocations that may not sleep, every third fails.
SWITCH = ("for what in failslab fail_page_alloc; do "
          "cd /sys/kernel/debug/$what; echo 0 >verbose; echo -1 >times; "
          "echo 0 >min-order 2>/dev/null; echo {} >probability; done")


def test_starve(bench: Bench):
    before = bench.read_counters()
    bench.begin()
    bench.vm.check("mount -t debugfs d /sys/kernel/debug 2>/dev/null; "
                   + SWITCH.format(33))
    try:
        for side in (0, 1):
            address = bench.lan.v4(1 - side)
            bench.vm.run(bench.lan.in_ns(
                side, f"ping -c 300 -i 0.01 -s 1400 -W 1 {address}"))
    finally:
        bench.vm.check(SWITCH.format(0))
    assert bench.read_counters()["rx_alloc_fail"] > before["rx_alloc_fail"]


def test_recover(bench: Bench):
    bench.traffic()
    bench.judge(Case("F-75", quiet=True))


def test_unload(bench: Bench):
    common.check_unload(bench.vm)


def test_report(bench: Bench):
    common.check_report(bench.vm)
