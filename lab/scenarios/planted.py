# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The traffic checks can fail: a wrong checksum seed, planted between stack
and driver, turns each of them red."""
from pcap_check import check_file

SETUP = {"pcap": True}
DATAGRAMS = 5


def count_refused(lan) -> int:
    """Send datagrams with wrong sums; how many the other stack refuses."""
    port = lan.ports[0]
    # The seed of a UDP checksum stands 26 bytes into the IPv4 packet.
    lan.ns(0, f"tc qdisc del dev {port} clsact 2>/dev/null; "
              f"tc qdisc add dev {port} clsact && "
              f"tc filter add dev {port} egress protocol ip u32 "
              "match ip protocol 17 0xff "
              "action pedit munge offset 26 u16 set 0x1234")
    before = lan.counters(1)["UdpInCsumErrors"]
    # One datagram a hop; the neighbour, which would answer the first, must
    # not accept any.
    lan.ns(0, f"traceroute -n -q 1 -w 1 -m {DATAGRAMS} {lan.v4(1)}")
    return lan.counters(1)["UdpInCsumErrors"] - before


def test_wrong_seed_is_seen_by_the_stack(lan):
    assert count_refused(lan) == DATAGRAMS


def test_wrong_sum_is_not_called_good(lan):
    """Nor does the driver tell a stack that believes the hardware."""
    lan.ns(1, f"ethtool -K {lan.ports[1]} rx on")
    assert count_refused(lan) == DATAGRAMS
    lan.ns(1, f"ethtool -K {lan.ports[1]} rx off")


def test_wrong_seed_is_seen_by_the_device(vm, lan):
    rules = {v["rule"] for v in
             vm.control({"cmd": "violations"})["violations"]}
    assert 85 in rules, rules


def test_wrong_seed_is_seen_in_the_capture(vm, lan):
    vm.shutdown()
    errors = check_file(vm.dir / "pcap/wire0.pcap").errors
    assert len(errors) >= DATAGRAMS
    assert all("udp: wrong checksum" in line for line in errors), errors[:3]
