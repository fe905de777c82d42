# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device whose first word about itself is preliminary: before the driver is
registered it tells of one port and of small frames, afterwards of what it has.
Shipped drivers ask twice and believe the second answer."""
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6, test_unload, test_log, test_report)

SETUP = {"emulator": (
    "--fault", "answer,code=dev_config,times=1:w@64=1,w@72=1014")}
