# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The kernel's messages leave by the adapter, also those that a hard interrupt
prints in the middle of traffic: netconsole sends them and polls the driver with
interrupts off, in whatever context it is."""
import common
from lan import Lan, load

LINES = 100
FLOOD = "ping -q -f -s 1000 -w 600"


def wish(kernel: str) -> dict:
    """netconsole, and a module that prints."""
    module = common.build_module("irqprint", kernel)
    return {"modules": ("netconsole",), "files": (f"{module}:/lab/irqprint.ko",)}


SETUP = wish


def test_messages(vm):
    """Load the driver, print, count the lines at the other port, where nobody
    listens, and put away."""
    lan = Lan(vm, load(vm))
    lan.build()
    here, there = lan.ports
    # netconsole knows the first namespace only.
    lan.ns(0, f"ip link set {here} netns 1")
    vm.check(f"ip addr add {lan.v4(0)}/24 dev {here} && ip link set {here} up")
    vm.check(f"ping -c 3 -i 0.2 -w 60 {lan.v4(1)}")
    mac = lan.ns(1, f"cat /sys/class/net/{there}/address").strip()
    flood = [vm.spawn(f"{FLOOD} {lan.v4(1)}"),
             vm.spawn(lan.in_ns(1, f"{FLOOD} {lan.v4(0)}"))]
    vm.check(f"dmesg -n 7 && modprobe netconsole netconsole="
             f"6665@{lan.v4(0)}/{here},6666@{lan.v4(1)}/{mac}")
    before = lan.counters(1)["UdpNoPorts"]
    vm.run(f"insmod /lab/irqprint.ko lines={LINES}", 600)
    vm.check("sleep 2; rmmod netconsole; killall -INT ping", 600)
    for job in flood:
        vm.wait(job)
    came = lan.counters(1)["UdpNoPorts"] - before
    printed = vm.check("dmesg | grep -c 'irqprint: .* hard interrupt'")
    vm.check(f"ip link set {here} down")
    common.check_unload(vm)
    vm.check("for ns in a b; do ip netns del $ns; done; sleep 1")
    assert int(printed) == LINES
    # A full send queue drops what netconsole has; nothing else may.
    assert came > LINES * 9 // 10, f"{came} of {LINES} lines came"


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
