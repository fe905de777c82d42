# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The oldest firmware: version 1 of each request, what is newer is unknown."""
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6, test_unload, test_log, test_report)

SETUP = {"emulator": ("--firmware", "old")}
