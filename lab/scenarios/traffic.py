# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Traffic of every kind between two ports, each checksum verified twice: by
the receiving stack (receive offload is off) and in the captured frames."""
import re

import common
import counts
import pytest
from pcap_check import check_file

SETUP = {"pcap": True, "cpus": 4}
QUEUES = 4
DATAGRAMS = 400
VLAN = 100
JUMBO = 9000


@pytest.fixture(scope="module")
def amount(quick) -> int:
    """Bytes of a large TCP transfer."""
    return (64 if quick else 256) << 20


def tso_packets(vm, side: int) -> int:
    """Packets the device has split for a port."""
    report = vm.control({"cmd": "report"})
    return report["ports"][side]["tx_tso_packets"]


def check_tcp(lan, client: int, address: str, amount: int):
    """A large transfer arrives whole and was split by the device."""
    before = tso_packets(lan.vm, client)
    lan.tcp(client, address, amount)
    split = tso_packets(lan.vm, client) - before
    # The stack builds packets of up to 64 KiB: most must not come singly.
    assert split * 65536 * 8 > amount, f"only {split} packets with TSO"


def test_identity(vm, driver, lan):
    common.check_identity(vm, driver)


def test_ping_v4(lan):
    lan.ping(lan.v4(1))
    lan.ping(lan.v4(0), side=1)


def test_ping_v6(lan):
    lan.ping(lan.v6(1))
    lan.ping(lan.v6(0), side=1)


@pytest.mark.parametrize("size", (1, 18, 56, 200, 201, 256, 1400, 1472))
def test_ping_size(lan, size):
    lan.ping(lan.v4(1), f"-c 3 -i 0.2 -s {size}")
    lan.ping(lan.v6(1), f"-c 3 -i 0.2 -s {min(size, 1452)}")


def test_ping_many(lan):
    """More than a queue has buffers, one after the other: each buffer comes
    back to the device, though there is never much to do."""
    lan.ping(lan.v4(1), "-c 1300 -i 0.002")


def test_ping_fragments(lan):
    lan.ping(lan.v4(1), "-c 3 -i 0.2 -s 20000")
    lan.ping(lan.v6(1), "-c 3 -i 0.2 -s 20000")


def test_tcp_v4(lan, amount):
    check_tcp(lan, 0, lan.v4(1), amount)


def test_tcp_v4_back(lan, amount):
    check_tcp(lan, 1, lan.v4(0), amount)


def test_tcp_v6(lan, amount):
    check_tcp(lan, 0, lan.v6(1), amount // 4)


def test_tcp_v6_back(lan, amount):
    check_tcp(lan, 1, lan.v6(0), amount // 4)


def test_tcp_merged(lan):
    """The stack gets many packets of a flow as one."""
    read = "awk '/^Ip: [0-9]/ {print $4}' /proc/net/snmp"

    def received() -> tuple:
        return (lan.vm.control({"cmd": "report"})["ports"][1]["rx_packets"],
                int(lan.ns(1, read)))
    before = received()
    lan.tcp(0, lan.v4(1), 8 << 20, streams=1)
    packets, told = (now - old for now, old in zip(received(), before))
    assert packets > 8 << 20 >> 11 and 0 < told * 4 < packets, (packets, told)


def test_tcp_content(lan):
    for client in (0, 1):
        sent, received = lan.copy(client, lan.v4(1 - client), 16)
        assert sent == received
        assert len(sent.split()[0]) == 64


def test_tcp_without_offload(lan):
    lan.ns(0, f"ethtool -K {lan.ports[0]} tso off tx off sg off")
    before = tso_packets(lan.vm, 0)
    lan.tcp(0, lan.v4(1), 8 << 20)
    assert tso_packets(lan.vm, 0) == before
    lan.ns(0, f"ethtool -K {lan.ports[0]} tx on sg on tso on")


def check_udp(lan, client: int, address: str):
    """Datagrams arrive, and the device has summed them."""
    def summed() -> int:
        report = lan.vm.control({"cmd": "report"})
        return report["ports"][client]["tx_csum_packets"]
    before = summed()
    lan.udp(client, address, DATAGRAMS)
    assert summed() - before >= DATAGRAMS


def test_udp_v4(lan):
    for client in (0, 1):
        check_udp(lan, client, lan.v4(1 - client))


def test_udp_v6(lan):
    for client in (0, 1):
        check_udp(lan, client, lan.v6(1 - client))


def rx_packets(lan, side: int) -> list:
    """Packets by receive queue: the adapter's count and the driver's."""
    port = lan.vm.control({"cmd": "report"})["ports"][side]
    stats = lan.statistics(side)
    device = [queue["packets"] for queue in port["queues"]
              if queue["kind"] == "rq"]
    return [device, [stats[f"rx_{i}_packets"] for i in range(len(device))]]


def interrupts(vm) -> dict:
    """By vector of the queues."""
    rows = [line.split() for line in
            vm.check("grep mana_q /proc/interrupts || true").splitlines()]
    return {row[-1]: sum(int(n) for n in row[1:1 + vm.setup.cpus])
            for row in rows}


def test_rss(lan, vm, driver):
    """Many flows reach every queue, the same packets on both counts; each queue
    has a vector of its own."""
    vectors = interrupts(vm)
    before = rx_packets(lan, 1)
    lan.tcp(0, lan.v4(1), 8 << 20, streams=24)
    lan.tcp(0, lan.v6(1), 8 << 20, streams=24)
    lan.settle()
    after = rx_packets(lan, 1)
    grown = [[b - a for a, b in zip(*pair)] for pair in zip(before, after)]
    assert len(grown[0]) == QUEUES
    assert min(grown[0]) > 100, grown
    busy = [name for name, count in interrupts(vm).items()
            if count - vectors[name] > 10]
    assert driver == "in-tree" or len(busy) >= QUEUES, busy
    # Neighbour discovery between the two looks may differ by a packet.
    assert all(abs(a - b) <= 2 for a, b in zip(*grown)), grown


def test_vlan(lan):
    lan.add_vlan(VLAN)
    for side in (0, 1):
        lan.ns(side, f"ip link set vlan{VLAN} type vlan egress-qos-map 0:5")
    lan.ping(lan.v4(1, 1))
    lan.ping(lan.v6(1, 1))
    for client in (0, 1):
        check_tcp(lan, client, lan.v4(1 - client, 1), 16 << 20)
    lan.udp(0, lan.v6(1, 1), DATAGRAMS)


def test_jumbo(lan):
    out = lan.ns(0, f"ip -d link show {lan.ports[0]}")
    largest = int(out.split("maxmtu ")[1].split()[0])
    if largest < JUMBO:
        # Only 6.1's own driver has no jumbo frames.
        assert lan.vm.setup.driver == "in-tree", f"max_mtu is {largest}"
        pytest.skip(f"this driver's largest MTU is {largest}")
    for side in (0, 1):
        lan.ns(side, f"ip link set {lan.ports[side]} mtu {JUMBO}")
    lan.ping(lan.v4(1), f"-c 3 -i 0.2 -M do -s {JUMBO - 28}")
    check_tcp(lan, 0, lan.v4(1), 16 << 20)
    check_tcp(lan, 1, lan.v6(0), 16 << 20)
    for side in (0, 1):
        lan.ns(side, f"ip link set {lan.ports[side]} mtu 1500")
    lan.ping(lan.v4(1))


def driver_packets(lan, side: int) -> dict:
    """Sums of the driver's per-queue packet counters."""
    stats = lan.statistics(side)
    return {way: sum(n for name, n in stats.items()
                     if re.fullmatch(way + r"_\d+_packets", name))
            for way in ("tx", "rx")}


def device_packets(lan, side: int, sent: str) -> dict:
    """The adapter's own counts."""
    port = lan.vm.control({"cmd": "report"})["ports"][side]
    return {"tx": port[sent], "rx": port["rx_packets"]}


def both_packets(lan, side: int, sent: str) -> tuple:
    """Both counts of one quiet moment: neighbour discovery never rests."""
    for _ in range(20):
        before = device_packets(lan, side, sent)
        ours = driver_packets(lan, side)
        if device_packets(lan, side, sent) == before:
            return ours, before
    raise AssertionError("the ports do not fall silent")


def test_statistics(lan, kernel, driver):
    """ethtool -S and the adapter agree to the packet. What the adapter splits
    counts once in drivers before 7.3, and each segment since."""
    new = driver == "ours" or kernel.startswith("7.")
    sent = "tx_packets" if new else "tx_wqes"
    before = [both_packets(lan, side, sent) for side in (0, 1)]
    lan.tcp(0, lan.v4(1), 8 << 20)
    lan.settle()
    for side in (0, 1):
        ours, theirs = both_packets(lan, side, sent)
        for way in ("tx", "rx"):
            grown = ours[way] - before[side][0][way]
            assert grown > 50, f"{way} of side {side} hardly moved"
            assert grown == theirs[way] - before[side][1][way], way


def test_counters(lan, driver):
    """So do all that have a match there: bytes, segments, sums, tags, and those
    of the whole function."""
    if driver != "ours":
        return
    health = counts.Health(lan)
    before = counts.snapshot(lan)
    lan.tcp(0, lan.v4(1), 8 << 20)
    lan.tcp(1, lan.v6(0), 1 << 20)
    lan.ping(lan.v4(1), "-c 3 -i 0.2 -s 3000")
    # A tag that nobody else bears, so that none of these is split.
    port = lan.ports[0]
    lan.ns(0, f"ip link add link {port} name tag0 type vlan id 77 && "
              "ip link set tag0 up && ip addr add 203.0.113.1/24 dev tag0")
    lan.ns(0, "ping -q -c 3 -i 0.3 -W 1 203.0.113.2 || true; "
              "ip link del tag0")
    # Requests enough to tell those that are answered late by chance from more.
    lan.ns(0, f"for i in $(seq 10); do ethtool -X {port} equal 1; "
              f"ethtool -X {port} default; done")
    after = counts.snapshot(lan)
    assert after[1][0]["tagged"] > before[1][0]["tagged"]
    assert after[1][0]["segmented"] > before[1][0]["segmented"] + 50
    assert counts.differences(before, after) == []
    health.check()


def test_checksums_in_stack(lan):
    common.check_no_checksum_error(lan)


def test_unload(vm, lan):
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)


@pytest.fixture(scope="module")
def tally(vm, lan):
    """What is in the capture of this run."""
    return check_file(vm.dir / "pcap/wire0.pcap")


def test_capture(tally):
    """Every captured frame is right."""
    assert tally.errors == [], f"{len(tally.errors)}: {tally.errors[:3]}"
    plain, meant = (tally.counts[f"vlan {VLAN} priority {n}"] for n in (0, 5))
    # Neighbour discovery has a priority of its own, which nobody maps.
    assert plain <= meant / 10, tally.counts


def test_kinds(tally):
    """The kinds meant were among them."""
    for kind, least in (("tcp", 20000), ("udp", 900), ("icmp", 20),
                        ("icmpv6", 20), ("vlan", 5000), ("fragments", 50)):
        assert tally.counts[kind] >= least, f"{kind}: {tally.counts}"
