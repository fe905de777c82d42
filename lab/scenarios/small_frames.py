# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device that takes no frames of Ethernet's usual size: nobody has to know it
for packets to pass."""
import smoke
# Run in this order.
from smoke import test_identity  # noqa: F401

FRAME = 1414
MTU = FRAME - 14
SETUP = {"emulator": ("--mtu", str(FRAME))}


def test_mtu(lan):
    """Ports begin with what the device takes."""
    for side, port in enumerate(lan.ports):
        shown = lan.ns(side, f"ip -d link show {port}")
        assert f" mtu {MTU} " in shown and f" maxmtu {MTU} " in shown, shown
        assert lan.vm.run(lan.in_ns(
            side, f"ip link set {port} mtu {MTU + 1}")).status
    lan.ping(lan.v4(1), f"-c 3 -i 0.2 -s {MTU - 28} -M do")


def test_tcp(lan):
    lan.tcp(0, lan.v4(1), 1 << 20)


test_unload, test_log, test_report = (
    smoke.test_unload, smoke.test_log, smoke.test_report)
