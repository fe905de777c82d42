#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Read a transcript of mana-emu (device-behaviour 13) and take out what differs
between two runs of one driver: addresses, handles, ids, times, keys, what
packets carry. What remains of two drivers can be compared.

    lab/transcript.py FILE      prints the normalised transcript, JSON Lines
"""
import hashlib
import json
import sys
from pathlib import Path

import transcript_messages as m

FORMAT = 1
PAGE = 4096
# Where two runs of the same driver put other bytes into a packet: addresses
# are the configuration's; ids, checksums, sequence numbers and ports are not.
IP4_MASK, IP6_MASK = range(18, 20), ()
L4_MASK = {"tcp": ((0, 20),), "udp": ((0, 4), (6, 8)), "icmp": ((2, 24),)}


class Names:
    """Ordinals by space: the first number seen in a space is its #0."""

    def __init__(self):
        self.known = {}
        self.count = {}

    def of(self, space: str, value) -> str:
        """The name of a number, made when it is new."""
        if (space, value) not in self.known:
            return self.renew(space, value)
        return self.known[space, value]

    def renew(self, space: str, value) -> str:
        """The number means another thing from here on."""
        ordinal = self.count.get(space, 0)
        self.count[space] = ordinal + 1
        self.known[space, value] = f"{space}#{ordinal}"
        return self.known[space, value]


def load(path) -> list:
    """Events of a file; ValueError with a sentence when it is not one."""
    events = []
    for count, line in enumerate(Path(path).read_text().splitlines()):
        try:
            event = json.loads(line)
        except ValueError as err:
            raise ValueError(f"{path}:{count + 1}: no JSON object") from err
        if event.get("seq") != count:
            raise ValueError(f"{path}:{count + 1}: event {count} expected")
        events.append(event)
    if not events or events[0].get("ev") != "hdr" or \
            events[0].get("format") != FORMAT:
        raise ValueError(f"{path} is no transcript of format {FORMAT}")
    return events


def contiguous(pages: list) -> bool:
    """The pages follow each other in memory."""
    return all(b - a == PAGE for a, b in zip(pages, pages[1:]))


class Normaliser:
    """Goes through events in order; an epoch starts with fresh names."""

    def __init__(self):
        self.epoch = None
        self.phase = "all"
        self._start()

    def _start(self):
        self.names = Names()
        self.objects = {}
        self.wq_kind = "?"

    def events(self, events: list):
        """Yields each event without what depends on the run."""
        for event in events:
            if event["epoch"] != self.epoch:
                self.epoch = event["epoch"]
                self._start()
            if event["ev"] == "mark":
                self.phase = event["name"]
            handler = getattr(self, "_" + event["ev"].replace(".", "_"), None)
            norm = {"ev": event["ev"], "epoch": event["epoch"],
                    "phase": self.phase}
            if "obj" in event:
                norm["obj"] = event["obj"]
            if handler:
                norm |= handler(event, bytes.fromhex(event.get("raw", "")))
            norm["seq"] = event["seq"]
            yield norm

    def _fields(self, raw: bytes, fields: list) -> dict:
        found = {}
        for offset, size, name, space in fields:
            if space == m.MASK or offset >= len(raw):
                continue
            value = m.number(raw, offset, size)
            found[name] = self._name(space, value)
        return found

    def _name(self, space, value):
        if space == "wq_obj":
            return self.objects.get(value, "none")
        if not space or (space == "key" and not value):
            return value
        return self.names.of(space, value)

    def _hwc_req(self, _, raw: bytes) -> dict:
        kind = m.number(raw, 4, 4)
        if kind == m.CREATE_WQ:
            self.wq_kind = {1: "sq", 2: "rq"}.get(m.number(raw, 48, 4), "wq")
        norm = {"name": m.NAMES.get(kind, f"request {kind:#x}"), "type": kind,
                "version": m.number(raw, 8, 2), "size": len(raw),
                "msg_size": m.number(raw, 12, 4),
                "resp_version": m.number(raw, 24, 2),
                "resp_size": m.number(raw, 28, 4),
                "dev_id": m.number(raw, 32, 4),
                "fields": self._fields(raw, m.REQUESTS.get(kind, []))}
        pages = m.page_list(raw)
        if pages:
            norm["pages"] = [self.names.of("buffer", page) for page in pages]
            norm["contiguous"] = contiguous(pages)
        table = m.indirection(raw)
        if table:
            norm["table"] = [self._name("wq_obj", entry) for entry in table]
        stray = m.reserved_bytes(raw)
        if stray:
            norm["reserved"] = stray
        return norm

    def _hwc_resp(self, event: dict, raw: bytes) -> dict:
        kind = event["type"]
        if event["status"] in (0, 0x105):
            for offset, size, _, space in m.ANSWERS.get(kind, []):
                if space in m.MADE.get(kind, ()):
                    self.names.renew(space, m.number(raw, offset, size))
            if kind == m.CREATE_WQ:
                handle = m.number(raw, 40, 8)
                self.objects[handle] = self.names.renew(
                    f"{self.wq_kind}_obj", handle)
        return {"name": m.NAMES.get(kind, f"request {kind:#x}"), "type": kind,
                "status": event["status"],
                "fields": self._fields(raw, m.ANSWERS.get(kind, []))}

    @staticmethod
    def _smc(event: dict, _) -> dict:
        return {key: event[key] for key in ("type", "version", "status")}

    _smc_req = _smc_resp = _smc

    @staticmethod
    def _db(event: dict, _) -> dict:
        return {key: event[key] for key in
                ("off", "kind", "arm", "tail", "produced", "short")
                if key in event}

    def _wqe(self, event: dict, raw: bytes) -> dict:
        norm = {"header": m.wqe_header(raw), "len": event["len"],
                "sge": [[self.names.of("buffer", at - at % PAGE), at % PAGE,
                         size] for at, size, _ in event["sge"]]}
        if event["obj"].startswith("sq") and "data" in event and \
                event["obj"] != "sq#0":
            data = bytes.fromhex(event["data"])
            norm |= {"oob": m.tx_oob(raw), "kind": m.packet_kind(data),
                     "data": masked(data)}
        return norm

    @staticmethod
    def _cqe(event: dict, raw: bytes) -> dict:
        return {"type": raw[0] & 0x3f, "notify": event["notify"]}

    @staticmethod
    def _eqe(event: dict, raw: bytes) -> dict:
        return {"type": raw[12], "notify": event["notify"]}

    def _irq(self, event: dict, _) -> dict:
        return {"vector": self.names.of("vector", event["vector"])}

    @staticmethod
    def _pkt(event: dict, _) -> dict:
        data = bytes.fromhex(event["data"])
        return {"port": event["port"], "len": event["len"],
                "kind": m.packet_kind(data), "data": masked(data)}

    _pkt_tx = _pkt_rx = _pkt

    @staticmethod
    def _plain(event: dict, _) -> dict:
        return {key: value for key, value in event.items()
                if key not in ("t", "id", "vector")}

    _mark = _violation = _reset = _fault = _end = _hdr = _cfg = _plain
    _mmio_r = _mmio_w = _obj_new = _obj_del = _plain


def masked(data: bytes) -> str:
    """Digest of a packet's headers with their passing fields blanked."""
    kind, out = m.packet_kind(data), bytearray(data[:54])
    at = 54 if kind.endswith("6") or "6 " in kind else \
        14 + (data[14] & 15) * 4 if len(data) > 14 else 14
    if at < 54:
        for i in IP4_MASK:
            out[i:i + 1] = b"\0"
        out[24:26] = bytes(2)
    for start, end in L4_MASK.get(kind.split()[0].rstrip("46"), ()):
        for i in range(at + start, min(at + end, len(out))):
            out[i] = 0
    return hashlib.sha256(out).hexdigest()[:16]


def normalise(events: list) -> list:
    """The normalised events of a run."""
    return list(Normaliser().events(events))


def main() -> int:
    """Print a file's normalised form."""
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        for event in normalise(load(sys.argv[1])):
            print(json.dumps(event))
    except (OSError, ValueError) as err:
        print(f"transcript: {err}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
