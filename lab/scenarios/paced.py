# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device that takes its time: it sends slowly and interrupts late, so that
send queues fill, stop and are woken."""
import common

SETUP = {"emulator": ("--rate", "100", "--latency", "300"), "cpus": 2}
AMOUNT = 4 << 20
# As if there were no limit but the ring.
NO_LIMIT = 50000000
FLOOD = "iperf3 -u -b 0 -l 200 -P 4 -t 4"


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_ping_v4(lan):
    lan.ping(lan.v4(1))


def test_tcp(lan):
    for client in (0, 1):
        lan.tcp(client, lan.v4(1 - client), AMOUNT, streams=4)


def test_full_rings(lan, driver):
    """Byte queue limits stop a slow queue long before its ring is full; without
    them the driver stops it, and wakes it when there is room."""
    port = lan.ports[0]
    if driver == "ours":
        lan.ns(0, f"ethtool -G {port} tx 256")
    lan.ns(0, f"for q in /sys/class/net/{port}/queues/tx-*; do "
              f"echo {NO_LIMIT} >$q/byte_queue_limits/limit_min; done")
    before = lan.statistics(0)
    server = lan.vm.spawn(lan.in_ns(1, "iperf3 -s -1 -p 5201"))
    lan.ns(1, "for i in $(seq 600); do ss -Hltn sport = 5201 | grep -q . && "
              "exit 0; sleep 0.1; done; exit 1")
    lan.ns(0, f"{FLOOD} -c {lan.v4(1)} -p 5201", 600)
    lan.vm.wait(server)
    lan.settle()
    grown = {name: value - before[name]
             for name, value in lan.statistics(0).items()}
    assert grown["stop_queue"] > 0, "no ring was ever full"
    # Room that is made while a queue is being stopped wakes nobody.
    assert 0 < grown["wake_queue"] <= grown["stop_queue"], grown
    if driver == "ours":
        lost = {name: n for name, n in grown.items()
                if n and ("_drop_" in name or "stall" in name or
                          "timeout" in name or "restart" in name)}
        assert not lost, lost
    # Each queue sends still: more flows than there are queues.
    for size in (100, 1000):
        lan.ping(lan.v4(1), f"-c 5 -i 0.2 -s {size}")
    lan.tcp(0, lan.v4(1), AMOUNT, streams=8)


def test_unload(vm, lan):
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
