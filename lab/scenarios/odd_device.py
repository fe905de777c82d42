# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device whose every limit and place is another than usual: a deeper channel,
holes in its list, larger doorbell pages, a larger BAR, few queues and vectors,
CQs that start unarmed, moderation on offer."""
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6, test_unload, test_log, test_report)

SETUP = {"emulator": (
    "--hwc-depth", "8", "--list-holes", "--instance", "2",
    "--bar-size", "1048576", "--doorbell-page", "8192", "--max-eqs", "16",
    "--max-cqs", "64", "--msix", "9", "--max-queues", "2",
    "--cq-starts-unarmed", "--pf-caps", "0x8008", "--vport-offset", "300",
    "--smc-polls", "3")}
