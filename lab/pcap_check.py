#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Verify every checksum and length in a capture, independently of the stacks
and of the emulator that produced it.

A one's complement sum of 16-bit words is the big-endian number modulo 65535,
which Python computes for a whole packet at once.
"""
import struct
import sys
from collections import Counter
from dataclasses import dataclass, field

ETH_P_IP, ETH_P_IPV6, ETH_P_8021Q = 0x0800, 0x86DD, 0x8100
ICMP, TCP, UDP, ICMPV6 = 1, 6, 17, 58
EXTENSIONS = (0, 43, 60)
FRAGMENT = 44
NAMES = {ICMP: "icmp", TCP: "tcp", UDP: "udp", ICMPV6: "icmpv6"}
CHECKSUM_OFFSET = {ICMP: 2, TCP: 16, UDP: 6, ICMPV6: 2}


@dataclass
class Tally:
    """What a capture holds: counts by kind, and what is wrong with it."""

    counts: Counter = field(default_factory=Counter)
    errors: list = field(default_factory=list)
    largest: int = 0


def sums_to_zero(data: bytes) -> bool:
    """Is the one's complement sum, checksum included, the right one?"""
    if len(data) & 1:
        data += b"\0"
    return int.from_bytes(data, "big") % 0xFFFF == 0 and any(data)


def read_frames(path):
    """Yield (frame, original length) of a classic capture file."""
    with open(path, "rb") as stream:
        magic = stream.read(4)
        order = {b"\xd4\xc3\xb2\xa1": "<", b"\x4d\x3c\xb2\xa1": "<",
                 b"\xa1\xb2\xc3\xd4": ">", b"\xa1\xb2\x3c\x4d": ">"}.get(magic)
        if not order:
            raise ValueError(f"{path} is no capture file")
        stream.read(20)
        record = struct.Struct(order + "IIII")
        while head := stream.read(16):
            if len(head) < 16:
                raise ValueError(f"{path} ends inside a record header")
            _, _, kept, original = record.unpack(head)
            frame = stream.read(kept)
            if len(frame) < kept:
                raise ValueError(f"{path} ends inside a frame")
            yield frame, original


def check_l4(proto: int, pseudo: bytes, data: bytes, counts: Counter) -> str:
    """What is wrong with a whole layer-4 packet, or nothing."""
    name = NAMES.get(proto)
    if not name:
        counts["other"] += 1
        return ""
    counts[name] += 1
    at = CHECKSUM_OFFSET[proto]
    if len(data) < at + 2:
        return f"{name}: {len(data)} bytes are no header"
    if proto == UDP:
        if int.from_bytes(data[4:6], "big") != len(data):
            return "udp: length differs from the IP payload"
        if data[6:8] == b"\0\0":
            counts["udp without checksum"] += 1
            return "udp: no checksum over IPv6" if len(pseudo) > 12 else ""
    if proto == TCP:
        counts["tcp bytes"] += len(data) - (data[12] >> 4) * 4
    covered = data if proto == ICMP else pseudo + data
    return "" if sums_to_zero(covered) else f"{name}: wrong checksum"


def check_ipv4(packet: bytes, counts: Counter) -> str:
    """What is wrong with an IPv4 packet, or nothing."""
    counts["ipv4"] += 1
    if len(packet) < 20 or packet[0] >> 4 != 4:
        return "ipv4: no header"
    header = (packet[0] & 15) * 4
    total = int.from_bytes(packet[2:4], "big")
    if not 20 <= header <= total <= len(packet):
        return f"ipv4: header {header}, total {total}, frame {len(packet)}"
    if not sums_to_zero(packet[:header]):
        return "ipv4: wrong header checksum"
    if int.from_bytes(packet[6:8], "big") & 0x3FFF:
        counts["fragments"] += 1
        return ""
    data = packet[header:total]
    pseudo = packet[12:20] + struct.pack(">HH", packet[9], len(data))
    return check_l4(packet[9], pseudo, data, counts)


def check_ipv6(packet: bytes, counts: Counter) -> str:
    """What is wrong with an IPv6 packet, or nothing."""
    counts["ipv6"] += 1
    if len(packet) < 40 or packet[0] >> 4 != 6:
        return "ipv6: no header"
    length = int.from_bytes(packet[4:6], "big")
    if length + 40 > len(packet):
        return f"ipv6: payload {length}, frame {len(packet)}"
    proto, data = packet[6], packet[40:40 + length]
    while proto in EXTENSIONS and len(data) >= 8:
        proto, data = data[0], data[(data[1] + 1) * 8:]
    if proto == FRAGMENT:
        counts["fragments"] += 1
        return ""
    pseudo = packet[8:40] + struct.pack(">II", len(data), proto)
    return check_l4(proto, pseudo, data, counts)


def check_frame(frame: bytes, counts: Counter) -> str:
    """What is wrong with an Ethernet frame, or nothing."""
    if len(frame) < 14:
        return "runt"
    at = 12
    kind = int.from_bytes(frame[at:at + 2], "big")
    if kind == ETH_P_8021Q:
        counts["vlan"] += 1
        tci = int.from_bytes(frame[at + 2:at + 4], "big")
        counts[f"vlan {tci & 0xfff} priority {tci >> 13}"] += 1
        at += 4
        kind = int.from_bytes(frame[at:at + 2], "big")
    if kind == ETH_P_IP:
        return check_ipv4(frame[at + 2:], counts)
    if kind == ETH_P_IPV6:
        return check_ipv6(frame[at + 2:], counts)
    counts["not ip"] += 1
    return ""


def check_file(path, tally: Tally | None = None) -> Tally:
    """Check a capture; adds to `tally` when one is given."""
    tally = tally or Tally()
    for number, (frame, original) in enumerate(read_frames(path), 1):
        tally.counts["frames"] += 1
        tally.largest = max(tally.largest, original)
        wrong = "cut short" if len(frame) < original else \
            check_frame(frame, tally.counts)
        if wrong:
            tally.errors.append(f"{path}: frame {number}: {wrong}")
    return tally


def main() -> int:
    """Check the captures named on the command line."""
    total = Tally()
    for path in sys.argv[1:]:
        check_file(path, total)
    for line in total.errors[:20]:
        print(line)
    print(", ".join(f"{n} {name}" for name, n in sorted(total.counts.items())))
    print(f"{len(total.errors)} wrong, largest frame {total.largest}")
    return 1 if total.errors else 0


if __name__ == "__main__":
    sys.exit(main())
