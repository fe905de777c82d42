# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device whose first word about itself is preliminary: before the driver is
registered it tells of one port and of small frames, afterwards of what it has.
Shipped drivers ask twice and believe the second answer."""
import smoke
# Run in this order.
from smoke import (test_load, test_identity, test_ping_v4,  # noqa: F401
                   test_ping_v6)

SETUP = {"emulator": (
    "--fault", "answer,code=dev_config,times=1:w@64=1,w@72=1014")}


def test_frames(lan):
    """Frames of the first answer would be too small for these."""
    for side, port in enumerate(lan.ports):
        lan.ns(side, f"ip link set {port} mtu 9000")
    lan.ping(lan.v4(1), "-c 3 -i 0.2 -s 8972 -M do")


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
