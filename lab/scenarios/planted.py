# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The traffic checks can fail: a wrong checksum seed, planted between stack
and driver, turns each of them red."""
from pcap_check import check_file

SETUP = {"pcap": True}
DATAGRAMS = 5


def test_wrong_seed_is_seen_by_the_stack(lan):
    port = lan.ports[0]
    # The seed of a UDP checksum stands 26 bytes into the IPv4 packet.
    lan.ns(0, f"tc qdisc add dev {port} clsact && "
              f"tc filter add dev {port} egress protocol ip u32 "
              "match ip protocol 17 0xff match ip dport 5300 0xffff "
              "action pedit munge offset 26 u16 set 0x1234")
    before = lan.counters(1)["UdpInCsumErrors"]
    for _ in range(DATAGRAMS):
        lan.ns(0, f"echo wrong | nc -u -w 1 {lan.v4(1)} 5300 || true")
    assert lan.counters(1)["UdpInCsumErrors"] - before == DATAGRAMS


def test_wrong_seed_is_seen_by_the_device(vm, lan):
    rules = {v["rule"] for v in
             vm.control({"cmd": "violations"})["violations"]}
    assert 85 in rules, rules


def test_wrong_seed_is_seen_in_the_capture(vm, lan):
    vm.shutdown()
    errors = []
    for path in sorted((vm.dir / "pcap").iterdir()):
        errors += check_file(path).errors
    assert len(errors) >= DATAGRAMS
    assert all("udp: wrong checksum" in line for line in errors), errors[:3]
