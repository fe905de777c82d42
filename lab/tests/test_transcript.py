# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Transcripts built by hand: what depends on the run disappears, what does not
is seen and named in words."""
import json
import struct
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import transcript  # noqa: E402
import transcript_list  # noqa: E402
from transcript_compare import compare  # noqa: E402

UDP = bytes.fromhex("002248102001002248102000080045000020abcd4000401100"
                    "00c6336401c63364020bb80bb9000c00007061796c")


class Script:
    """A driver's life, written as the device would."""

    def __init__(self, base: int = 0x1000, handle: int = 7, queue: int = 5):
        self.events = []
        self.base, self.handle, self.queue = base, handle, queue
        self.add("hdr", format=1, device={"arm_on_create": True})

    def add(self, ev: str, **fields):
        """One event."""
        self.events.append({"seq": len(self.events), "t": 1, "ev": ev,
                            "epoch": fields.pop("epoch", 1), **fields})

    def request(self, kind: int, version: int, body: bytes, answer: bytes = b"",
                status: int = 0):
        """A request and its answer."""
        size = 40 + len(body)
        head = struct.pack("<IIHHIIIHHIII", 0, kind, version, 0, size, 0, kind,
                           1, 0, 32 + len(answer), 2, 99)
        self.add("hwc.req", type=kind, version=version, resp_version=1,
                 raw=(head + body).hex())
        head = struct.pack("<IIHHIIIII", 0, kind, 1, 0, 32 + len(answer), 2, 99,
                           status, 0)
        self.add("hwc.resp", type=kind, status=status,
                 raw=(head + answer).hex())

    def region(self, pages: int, step: int = 4096):
        """A region of so many pages."""
        handle, self.handle = self.handle, self.handle + 1
        body = struct.pack("<QIIII", pages * 4096, 0, 0, pages, pages)
        body += b"".join(struct.pack("<Q", self.base + step * i)
                         for i in range(pages))
        self.request(25, 1, body, struct.pack("<Q", handle))
        return handle

    def queue_pair(self, version: int = 1, step: int = 4096, swap: bool = False):
        """A send queue with its completion queue."""
        first, second = self.region(2, step), self.region(2, step)
        if swap:
            first, second = second, first
        body = struct.pack("<QIIQQIIII", 77, 1, 0, first, second, 8192, 8192, 0,
                           self.queue)
        body += bytes(8 if version == 3 else 0)
        self.request(0x20004, version, body,
                     struct.pack("<IIQ", self.queue, self.queue, self.handle))
        self.add("obj.new", obj="cq#1", id=self.queue, bytes=8192)
        self.add("obj.new", obj="sq#1", id=self.queue, bytes=8192)

    def send(self, flags: int = 0x40, data: bytes = UDP):
        """A packet: doorbell, entry, completion, event."""
        raw = struct.pack("<IIII", 0, 0x0201, flags | self.queue << 8, 34)
        self.add("db", page=5, off=0, raw="", kind="sq", obj="sq#1", id=1,
                 tail=64, short=False)
        self.add("wqe", obj="sq#1", off=0, raw=raw.hex(), len=len(data),
                 sge=[[self.base + 42, len(data), 3]], data=data.hex(),
                 digest="00")
        self.add("cqe", obj="cq#1", position=256, notify=True, raw="01" * 64)

    def arm(self, armed: bool = True):
        """A completion queue is rung."""
        self.add("db", page=5, off=0x800, raw="", kind="cq", obj="cq#1", id=1,
                 tail=257, arm=armed, produced=257, short=False)

    def end(self, **live):
        """The last event."""
        self.add("end", live=live, violations=0, interrupts=1)
        return self.events


def whole(**how) -> list:
    """A life without anything odd."""
    script = Script(**{key: how.pop(key) for key in ("base", "handle", "queue")
                       if key in how})
    script.queue_pair(**how)
    script.send()
    script.arm()
    script.send()
    return script.end(sqs=0)


def said(one: list, two: list) -> list:
    """The sentences of a comparison."""
    return [text for _, _, text in
            compare(one, two, ("A", "B")).differences]


def test_what_depends_on_the_run_is_gone():
    first = whole()
    second = whole(base=0x7654000, handle=0xabcdef, queue=900)
    assert first != second
    assert transcript.normalise(first) == transcript.normalise(second)
    assert said(first, second) == []


def test_regions_may_come_in_either_order():
    assert said(whole(), whole(swap=True)) == []


def test_id_used_again_gets_another_name():
    script = Script()
    script.region(1)
    script.handle -= 1
    script.region(1)
    script.request(27, 1, struct.pack("<Q", script.handle - 1))
    assert transcript.normalise(script.events)[-2]["fields"] == {
        "region": "region#1"}


def test_epoch_starts_afresh():
    script = Script()
    script.region(1)
    script.add("reset", kind="flr")
    script.events += [dict(event, epoch=2, seq=event["seq"] + 3)
                      for event in script.events[1:3]]
    names = [event["fields"] for event in transcript.normalise(script.events)
             if event["ev"] == "hwc.resp"]
    assert names == [{"region": "region#0"}] * 2


@pytest.mark.parametrize("how, text", [
    ({"version": 3}, "CREATE_WQ_OBJ (SQ), version: A has 1; B 3"),
    ({"step": 8192}, "CREATE_WQ_OBJ (SQ), wq_region: A has 8192 bytes, one "
                     "piece; B 8192 bytes, scattered"),
], ids=("version", "pieces"))
def test_messages_differ(how, text):
    assert text in said(whole(), whole(**how))


def test_message_of_one_driver_only():
    script = Script()
    script.request(0x20006, 1, bytes(8))
    found = said(Script().end(), script.end())
    assert found == ["only B sends FENCE_RQ (1x)"]


def in_turn(script: Script, *kinds) -> list:
    """A life of empty requests; a word begins a phase."""
    for kind in kinds:
        if isinstance(kind, str):
            script.add("mark", name=kind)
        else:
            script.request(kind, 1, bytes(24))
    return script.end()


def test_order_of_messages():
    found = compare(in_turn(Script(), 4, 0x20003, 5),
                    in_turn(Script(), 0x20003, 4, 5), ("A", "B")).differences
    assert [(key, text) for _, key, text in found] == [
        ("all/order/start/nothing/CONFIG_VPORT_TX",
         "order, at the start: A nothing; B sends CONFIG_VPORT_TX"),
        ("all/order/REGISTER_DEVICE/CONFIG_VPORT_TX/nothing",
         "order, after REGISTER_DEVICE: A sends CONFIG_VPORT_TX; B nothing")]


def test_phases_are_compared_one_by_one():
    one = in_turn(Script(), 4, "close", 0x20006, 5)
    assert said(one, in_turn(Script(), 4, "close", 0x20006, 5)) == []
    found = compare(one, in_turn(Script(), 4, 0x20006, "close", 5),
                    ("A", "B")).differences
    assert [key for _, key, _ in found] == ["all/only-B/FENCE_RQ",
                                            "close/only-A/FENCE_RQ"]


def two_pairs(together: bool) -> list:
    """Two queues, their regions all at first or each before its queue."""
    script = Script()
    make = script.region
    ready = [make(2) for _ in range(4)] if together else []
    for _ in range(2):
        script.region = (lambda *_: ready.pop(0)) if together else make
        script.queue_pair()
        script.queue += 1
    return script.end(sqs=0)


def test_order_of_regions_is_kept():
    found = compare(two_pairs(True), two_pairs(False), ("A", "B")).differences
    assert [(key, text) for _, key, text in found] == [
        ("all/regions", "regions made before each work queue: A 4 0 (at most "
                        "4 unused); B 2 2 (at most 2 unused)")]
    assert said(two_pairs(True), two_pairs(True)) == []


TABLE = """# Title

| Key | Ours | In-tree | Reason | Risk | Switch |
|---|---|---|---|---|---|
| `all/only-B/FENCE_RQ` | a | b | c | d | e |
| `*/count/*` `x/regions` | a | b | c | d | e |

| Key | Text |
|---|---|
| `no row of it` | a |
"""


def test_list_of_differences(tmp_path):
    file = tmp_path / "list.md"
    file.write_text(TABLE)
    listed = transcript_list.read(file)
    assert listed == ["all/only-B/FENCE_RQ", "*/count/*", "x/regions"]
    known = [(1, "all/only-B/FENCE_RQ", "x"), (1, "open/count/SMC", "y"),
             (1, "x/regions", "w")]
    assert transcript_list.judge(known, listed) == []
    wrong = transcript_list.judge([*known, (1, "all/regions", "z")], listed)
    assert len(wrong) == 1 and "z [all/regions]" in wrong[0]
    wrong = transcript_list.judge([known[0], known[2]], listed)
    assert len(wrong) == 1 and "*/count/*" in wrong[0]


def test_switch_is_believed_only_if_it_works(tmp_path):
    file = tmp_path / "list.md"
    row = "| `MTU/count/*` | a | b | c | d | `one_way`=1 |"
    file.write_text(TABLE.replace("\n\n| Key | Text", f"\n{row}\n\n| Key | Text"))
    patterns = transcript_list.of_switch("one_way", file)
    assert patterns == ["MTU/count/*"]
    left = [(1, "MTU/count/SMC", "y"), (1, "x/regions", "w")]
    assert transcript_list.judge_switch(left[1:], "one_way", patterns) == []
    wrong = transcript_list.judge_switch(left, "one_way", patterns)
    assert len(wrong) == 1 and "MTU/count/SMC" in wrong[0]
    assert transcript_list.judge_switch(left, "other",
                                        transcript_list.of_switch("other",
                                                                  file))


@pytest.mark.parametrize("row, complaint", [
    ("| `x` | a | b | c | d |", "a row needs"),
    ("| `x` | a | b | | d | e |", "a row needs"),
    ("| x | a | b | c | d | e |", "a row needs"),
    ("| `*/count/*` | a | b | c | d | e |", "twice"),
], ids=("short", "empty", "bare", "twice"))
def test_bad_list(tmp_path, row, complaint):
    file = tmp_path / "list.md"
    file.write_text(TABLE.replace("\n\n| Key | Text", f"\n{row}\n\n| Key | Text"))
    with pytest.raises(ValueError, match=complaint):
        transcript_list.read(file)


def test_free_questions_are_only_told():
    script = Script()
    script.request(0x20002, 1, bytes(8))
    report = compare(Script().end(), script.end(), ("A", "B"))
    assert report.differences == []
    assert "only B sends QUERY_GF_STAT (1x)" in report.information


def test_packet_fields_differ_by_kind():
    one, two = Script(), Script()
    for script, flags in ((one, 0x40), (two, 0)):
        script.queue_pair()
        script.send(flags)
    assert said(one.end(), two.end()) == ["udp4, udp_csum: A 1; B 0"]


def test_what_packets_carry_is_free():
    one, two = Script(), Script()
    other = bytearray(UDP)
    other[18:20] = b"zz"
    other[34:36] = b"pp"
    for script, data in ((one, UDP), (two, bytes(other))):
        script.queue_pair()
        script.send(data=data)
    assert transcript.normalise(one.end()) == transcript.normalise(two.end())
    other[22] = 47
    assert transcript.masked(bytes(other)) != transcript.masked(UDP)


def test_first_divergence_shows_both_sides():
    report = compare(whole(), whole(step=8192), ("A", "B"))
    text = "\n".join(report.context)
    assert "First divergence" in text
    assert "wq_region = 8192 bytes, one piece" in text
    assert "wq_region = 8192 bytes, scattered" in text
    assert " hwc.resp" in text


def test_notify_without_arm_is_a_problem():
    script = Script()
    script.queue_pair()
    script.send()
    script.send()
    report = compare(script.end(), whole(), ("A", "B"))
    assert len(report.problems) == 1
    assert "cq#1 notified without having been armed" in report.problems[0]


def test_arming_habits_differ():
    script = Script()
    script.queue_pair()
    script.send()
    script.arm()
    script.send()
    script.arm(False)
    assert said(whole(), script.end()) == [
        "cq, arming: A True; B False, True"]


def test_doorbell_for_nothing_and_early_enable():
    script = Script()
    script.add("db", page=5, off=0, raw="", kind="sq", obj="sq?", id=4, tail=1,
               short=False)
    script.request(0x20007, 2, struct.pack("<QHHII", 77, 0, 120, 1, 0) +
                   bytes(60))
    found = said(Script().end(), script.end())
    assert "B: event 1: a doorbell for sq that is not there" in found
    assert "B: event 2: receive enabled before a buffer was posted" in found


def test_end_state():
    script = Script()
    script.add("violation", rule=53, severity="S", text="no such queue")
    script.add("violation", rule=80, severity="L", text="short")
    found = said(Script().end(), script.end(eqs=2, sqs=0))
    assert found == ["B: 2 eqs left at the end",
                     "B: rule R-53 broken 1x: no such queue"]
    assert "A: the transcript has no end" in said(Script().events,
                                                  Script().end())


@pytest.mark.parametrize("text, complaint", [
    ("", "no transcript"), ("{\n", "no JSON object"),
    ('{"seq": 0, "ev": "hdr", "format": 9}\n', "no transcript of format"),
    ('{"seq": 1, "ev": "hdr"}\n', "event 0 expected"),
], ids=("empty", "no-object", "format", "gap"))
def test_bad_files(tmp_path, text, complaint):
    path = tmp_path / "t"
    path.write_text(text)
    with pytest.raises(ValueError, match=complaint):
        transcript.load(path)


def test_good_file(tmp_path):
    path = tmp_path / "t"
    path.write_text("".join(json.dumps(event) + "\n" for event in whole()))
    assert transcript.load(path) == whole()
