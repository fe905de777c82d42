# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A device that takes its time: it sends slowly and interrupts late, so that
send queues fill, stop and are woken."""
import re

import common
import counts
import pytest
import smoke

SETUP = {"emulator": ("--rate", "8", "--latency", "300"), "cpus": 2,
         "append": common.TRACED}
AMOUNT = 1 << 20
NO_LIMIT = 50000000
# A ring of 512 of them takes three quarters of a second to be sent, longer beside
# others: more than the driver waits without progress, less than it waits in all.
FLOOD = "iperf3 -u -b 0 -l 1400 -P 12"


@pytest.fixture(scope="module", autouse=True)
def held(vm) -> int:
    """Packets that there are without the driver."""
    return common.packets_held(vm)


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_ping_v4(lan):
    lan.ping(lan.v4(1))


def test_tcp(lan):
    for client in (0, 1):
        lan.tcp(client, lan.v4(1 - client), AMOUNT, streams=4)


def flood(lan, seconds: int):
    """Datagrams from the first port, faster than it sends; the job."""
    port = lan.ports[0]
    # As if there were no limit but the ring.
    lan.ns(0, f"for q in /sys/class/net/{port}/queues/tx-*; do "
              f"echo {NO_LIMIT} >$q/byte_queue_limits/limit_min; done")
    lan.vm.spawn(lan.in_ns(1, "iperf3 -s -1 -p 5201"))
    lan.ns(1, "for i in $(seq 600); do ss -Hltn sport = 5201 | grep -q . && "
              "exit 0; sleep 0.1; done; exit 1")
    return lan.vm.spawn(lan.in_ns(
        0, f"{FLOOD} -t {seconds} -c {lan.v4(1)} -p 5201"))


def sent(lan) -> tuple:
    """Packets of the first port, as it counts them, and as the adapter does."""
    path = f"/sys/class/net/{lan.ports[0]}/statistics/tx_packets"
    return (int(lan.ns(0, f"cat {path}")),
            lan.vm.control({"cmd": "report"})["ports"][0]["tx_packets"])


def check_quiet(lan, before: dict, driver: str):
    """Nothing was lost, nothing is under way, and each queue sends still: there
    are more flows than queues."""
    lan.settle()
    if driver == "ours":
        grown = {name: value - before[name]
                 for name, value in lan.statistics(0).items()}
        lost = {name: n for name, n in grown.items()
                if n and re.search("^tx_drop|stall|timeout|restart", name)}
        assert not lost, lost
    inflight = lan.ns(0, f"cat /sys/class/net/{lan.ports[0]}/queues/tx-*/"
                         "byte_queue_limits/inflight").split()
    assert set(inflight) == {"0"}, inflight
    for size in (100, 1000):
        lan.ping(lan.v4(1), f"-c 5 -i 0.2 -s {size}")
    lan.tcp(0, lan.v4(1), AMOUNT, streams=8)


def test_full_rings(lan, driver):
    """Byte queue limits stop a slow queue long before its ring is full; without
    them the driver stops it, and wakes it when there is room."""
    if driver == "ours":
        lan.ns(0, f"ethtool -G {lan.ports[0]} tx 256")
    before = lan.statistics(0)
    lan.vm.wait(flood(lan, 4), 600)
    now = lan.statistics(0)
    stopped, woken = (now[name] - before[name]
                      for name in ("stop_queue", "wake_queue"))
    assert stopped > 0, "no ring was ever full"
    # Room that is made while a queue is being stopped wakes nobody.
    assert 0 < woken <= stopped
    check_quiet(lan, before, driver)


def test_swap_while_full(lan, driver):
    """Queues that are full are replaced: all that they took is sent."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver drops what its queues hold")
    port = lan.ports[0]
    before, first = lan.statistics(0), sent(lan)
    job = flood(lan, 30)
    for change in 4 * ("-G PORT tx 512", "-G PORT tx 256",
                       "-L PORT combined 1", "-L PORT combined 2"):
        lan.ns(0, f"sleep 0.5; ethtool {change.replace('PORT', port)}", 120)
    lan.vm.wait(job, 600)
    lan.settle()
    now = sent(lan)
    assert now[0] - first[0] == now[1] - first[1], (first, now)
    check_quiet(lan, before, driver)


def test_swap_while_stuck(lan, driver):
    """A queue that the device has stopped is replaced: what it held is lost, and
    nobody waits for it."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver does not tell")
    counts.check_calm(lan)
    before = [lan.statistics(side)["tx_drain_timeout"] for side in (0, 1)]
    lan.vm.control({"cmd": "fault", "arm": "wqe,queue=tx:stop"})
    # Of both ports one loses a queue.
    for side in (0, 1):
        lan.vm.run(lan.in_ns(side, f"ping -c 8 -i 0.01 -W 1 -s 1000 "
                                   f"{lan.v4(1 - side)}"))
    for side in (0, 1):
        lan.ns(side, f"ethtool -G {lan.ports[side]} tx 512", 120)
    after = [lan.statistics(side)["tx_drain_timeout"] for side in (0, 1)]
    assert sum(after) > sum(before), "nothing was stuck"
    check_quiet(lan, lan.statistics(0), driver)


def test_unload(vm, lan, held):
    """Every packet was freed."""
    lan.take_down()
    common.check_unload(vm)
    common.check_back(vm, common.packets_held, held)


test_log, test_report = smoke.test_log, smoke.test_report
