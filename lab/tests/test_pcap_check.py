# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The capture checker against frames built by scapy: good ones pass, each
planted error is found."""
import sys
from pathlib import Path

import pytest
from scapy.all import (Dot1Q, Ether, ICMP, ICMPv6EchoRequest, IP, IPv6,
                       IPv6ExtHdrDestOpt, TCP, UDP, fragment, wrpcap)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pcap_check import check_file  # noqa: E402

LOAD = bytes(range(256)) * 3 + b"x"
V4 = IP(src="192.0.2.1", dst="192.0.2.2")
V6 = IPv6(src="2001:db8::1", dst="2001:db8::2")
FRAMES = {
    "tcp4": Ether() / V4 / TCP(sport=1, dport=2) / LOAD,
    "tcp6": Ether() / V6 / TCP(sport=1, dport=2) / LOAD,
    "udp4": Ether() / V4 / UDP(sport=1, dport=2) / LOAD,
    "udp6": Ether() / V6 / UDP(sport=1, dport=2) / LOAD,
    "icmp4": Ether() / V4 / ICMP() / LOAD,
    "icmp6": Ether() / V6 / ICMPv6EchoRequest(data=LOAD),
    "vlan4": Ether() / Dot1Q(vlan=7) / V4 / TCP(sport=1, dport=2) / LOAD,
    "vlan6": Ether() / Dot1Q(vlan=7) / V6 / UDP(sport=1, dport=2) / LOAD,
    "options6": Ether() / V6 / IPv6ExtHdrDestOpt() / TCP(sport=1) / LOAD,
}


def write(tmp_path, frames) -> str:
    """A capture of raw frames; its path."""
    path = str(tmp_path / "x.pcap")
    wrpcap(path, [Ether(bytes(frame)) for frame in frames])
    return path


@pytest.mark.parametrize("kind", FRAMES)
def test_good_frame_passes(tmp_path, kind):
    tally = check_file(write(tmp_path, [FRAMES[kind]]))
    assert tally.errors == []
    assert tally.counts["frames"] == 1


@pytest.mark.parametrize("kind", FRAMES)
def test_wrong_payload_byte_is_found(tmp_path, kind):
    raw = bytearray(bytes(FRAMES[kind]))
    raw[-1] ^= 0x10
    tally = check_file(write(tmp_path, [raw]))
    assert len(tally.errors) == 1
    assert "wrong checksum" in tally.errors[0]


def test_wrong_ip_header_is_found(tmp_path):
    raw = bytearray(bytes(FRAMES["tcp4"]))
    raw[14 + 8] -= 1
    assert "header checksum" in check_file(write(tmp_path, [raw])).errors[0]


def test_missing_udp6_checksum_is_found(tmp_path):
    frame = Ether() / V6 / UDP(sport=1, dport=2, chksum=0) / LOAD
    assert "no checksum" in check_file(write(tmp_path, [frame])).errors[0]


def test_wrong_udp_length_is_found(tmp_path):
    frame = Ether() / V4 / UDP(sport=1, dport=2, len=20) / LOAD
    assert "length" in check_file(write(tmp_path, [frame])).errors[0]


def test_short_frame_is_found(tmp_path):
    raw = bytes(FRAMES["tcp4"])[:-10]
    assert "total" in check_file(write(tmp_path, [raw])).errors[0]


def test_fragments_are_counted(tmp_path):
    parts = fragment(V4 / UDP(sport=1, dport=2) / LOAD, fragsize=400)
    tally = check_file(write(tmp_path, [Ether() / p for p in parts]))
    assert tally.errors == []
    assert tally.counts["fragments"] == len(parts) > 1


def test_truncated_file_is_refused(tmp_path):
    path = write(tmp_path, [FRAMES["tcp4"]])
    raw = Path(path).read_bytes()
    Path(path).write_bytes(raw[:-1])
    with pytest.raises(ValueError, match="inside a frame"):
        check_file(path)
