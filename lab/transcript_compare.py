# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Say in words where two drivers differ on the same scenario, by the levels of
device-behaviour 13.4, phase by phase. What is free to differ is taken out first;
each rule of that kind is a function with the reason. A difference has a key
that stays the same from run to run (docs/transcript-differences.md).
"""
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import transcript_messages as m
from transcript import load, normalise

LEVELS = {1: "control stream", 2: "work-queue entries", 3: "doorbells",
          4: "completions and interrupts", 5: "order between queues",
          6: "end state"}
# Asked whenever the driver likes; how often says nothing.
QUERIES = ("QUERY_GF_STAT", "QUERY_PHY_STAT", "QUERY_LINK_CONFIG")
# Questions that change nothing may come in any order.
ANY_TIME = QUERIES + ("QUERY_DEV_CONFIG", "QUERY_MAX_RESOURCES",
                      "LIST_DEVICES", "QUERY_HWC_TIMEOUT")
# Event queues belong to the device or to each port, as the driver likes.
OF_EQS = ("CREATE_QUEUE", "DISABLE_QUEUE", "GENERATE_TEST_EQE")
EQ_FIELDS = ("eq", "cq_parent_eq")
IN_HEX = ("gd_drv_cap_flags1",)
# Fields that name regions, replaced by what the regions are.
REGIONS = ("region", "wq_region", "cq_region")
CONTEXT = 10


@dataclass
class Report:
    """What came out of a comparison: differences by level, what is told
    without being one, and problems, which no driver and no device may have."""

    names: tuple
    differences: list = field(default_factory=list)
    information: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    context: list = field(default_factory=list)

    def differ(self, level: int, key: tuple, text: str):
        """One more difference, in a phase or in all of it."""
        where = "" if key[0] == "all" else f"{key[0]}: "
        self.differences.append((level, "/".join(key), where + text))

    def lines(self) -> list:
        """The report as text."""
        out = []
        for level, title in LEVELS.items():
            found = [f"{text} [{key}]" for at, key, text in self.differences
                     if at == level]
            out.append(f"{level}. {title}: {len(found) or 'no'} difference"
                       f"{'' if len(found) == 1 else 's'}")
            out += [f"   - {text}" for text in found]
        if self.information:
            out += ["For information:"]
            out += [f"   - {text}" for text in self.information]
        return out + self.context


# ---- level 1 ----


def pair_answers(events: list) -> list:
    """Requests of both channels, each with its answer."""
    items = []
    for event in events:
        if event["ev"] == "hwc.req":
            items.append(dict(event, answer={}))
        elif event["ev"] == "hwc.resp" and items:
            items[-1] |= {"answer": event["fields"],
                          "status": event["status"]}
        elif event["ev"] == "smc.req":
            name = {1: "ESTABLISH", 2: "DESTROY"}.get(event["type"], "SMC")
            items.append({"name": name, "type": 0, "fields": {}, "answer": {},
                          "version": event["version"], "seq": event["seq"],
                          "phase": event["phase"]})
    return items


def region_steps(items: list) -> tuple:
    """Regions made before each work queue since the one before it, and the
    most that were there unused. Those of event queues stand apart: a device's
    or a port's, they are made and used one by one by everybody."""
    of_eqs = {item["fields"].get("region") for item in items
              if item["name"] == "CREATE_QUEUE"}
    steps, since, unused, most = [], 0, set(), 0
    for item in items:
        if item["name"] == "CREATE_DMA_REGION":
            region = item["answer"].get("region")
            if region not in of_eqs:
                since += 1
                unused.add(region)
                most = max(most, len(unused))
        elif item["name"] == "CREATE_WQ_OBJ":
            steps.append(since)
            since = 0
            unused -= {item["fields"].get(name) for name in REGIONS}
    return steps, most


def fold_regions(items: list) -> list:
    """Regions become part of what is made of them; their order is
    compare_regions()'s."""
    made, used = {}, set()
    for item in items:
        if item["name"] == "CREATE_DMA_REGION":
            made[item["answer"].get("region")] = item
        for name in REGIONS:
            if item["name"] != "CREATE_DMA_REGION" and \
                    item["fields"].get(name) in made:
                region = made[item["fields"][name]]
                used.add(id(region))
                item["fields"][name] = (
                    f"{region['fields']['length']} bytes, "
                    f"{'one piece' if region['contiguous'] else 'scattered'}")
    return [item for item in items if id(item) not in used]


def title(item: dict) -> str:
    """What an item is, without its numbers."""
    name, fields = item["name"], item["fields"]
    if "wq_type" in fields:
        return name + {1: " (SQ)", 2: " (RQ)"}.get(fields["wq_type"], "")
    if name == "CONFIG_VPORT_RX":
        return name + (" (enable)" if fields["rx_enable"] == 1 else
                       " (disable)")
    return name


def control(events: list) -> dict:
    """The control stream to compare: phase -> its items and, before they are
    folded, what compare_regions() wants."""
    found = {}
    whole = pair_answers(events)
    for item in whole:
        found.setdefault(item["phase"], [[], None])
    for phase, pair in found.items():
        pair[1] = region_steps([item for item in whole
                                if item["phase"] == phase])
    for item in fold_regions(whole):
        item["title"] = title(item)
        if "table" in item:
            item["fields"]["table"] = " ".join(item["table"])
        found[item["phase"]][0].append(item)
    return found


def of_eq(item: dict) -> bool:
    """The item makes, tests or ends an event queue that is not the channel's."""
    return item["name"] in OF_EQS and item["fields"].get("eq") != "eq#0"


def short_title(item: dict) -> str:
    """Send and receive queues are told apart by pattern() alone."""
    return item["title"] if item["name"] == "CONFIG_VPORT_RX" else item["name"]


def collapse(items: list, others: list) -> list:
    """Names in order: repetitions count once; what is free, or what the other
    driver does not send at all, does not."""
    known = {short_title(item) for item in others}
    out = []
    for item in items:
        name = short_title(item)
        if name in known and name not in ANY_TIME and not of_eq(item) and \
                out[-1:] != [name]:
            out.append(name)
    return out


def pattern(items: list, name: str) -> str:
    """SQ and RQ in the order in which the first port makes or ends them."""
    out, begun = [], False
    for item in items:
        if item["name"] == name:
            begun = True
            out.append(item["title"][-3:-1])
        elif begun and item["name"] in ("CONFIG_VPORT_RX", "CONFIG_VPORT_TX",
                                        "DEREGISTER_DEVICE"):
            break
    return " ".join(out)


def values(items: list, key) -> dict:
    """Title -> what key() gives for its items, each value once."""
    found = {}
    for item in items:
        seen = found.setdefault(item["title"], [])
        if key(item) not in seen:
            seen.append(key(item))
    return found


def spell(seen: list) -> str:
    """A list of values for people."""
    text = ", ".join(str(value) for value in seen[:6])
    return text + (f" and {len(seen) - 6} more" if len(seen) > 6 else "")


def compare_presence(report: Report, phase: str, streams: tuple):
    """Messages that only one driver sends, or sends more often."""
    counts = []
    for stream in streams:
        counts.append({})
        for item in stream:
            counts[-1][item["title"]] = counts[-1].get(item["title"], 0) + 1
    for name in sorted(set(counts[0]) | set(counts[1])):
        pair = [count.get(name, 0) for count in counts]
        if name in OF_EQS and min(pair):
            continue
        if not min(pair):
            one = report.names[0 if pair[0] else 1]
            text = f"only {one} sends {name} ({max(pair)}x)"
            if name in QUERIES:
                report.information.append(text)
            else:
                report.differ(1, (phase, f"only-{one}", name), text)
        elif pair[0] != pair[1] and name not in QUERIES:
            report.differ(1, (phase, "count", name),
                          f"{name}: {report.names[0]} sends it {pair[0]}x, "
                          f"{report.names[1]} {pair[1]}x")


def compare_fields(report: Report, phase: str, streams: tuple):
    """Versions, sizes and fields of messages that both send."""
    heads = ("version", "size", "resp_version", "resp_size", "dev_id",
             "reserved", "status")
    for key in heads:
        found = [values(stream, lambda item: item.get(key, 0))
                 for stream in streams]
        differing(report, phase, found, key)
    names = {name for stream in streams for item in stream
             for name in item["fields"]}
    for name in sorted(names - set(EQ_FIELDS)):
        found = [values([item for item in stream if name in item["fields"]],
                        lambda item: item["fields"][name])
                 for stream in streams]
        differing(report, phase, found, name)


def differing(report: Report, phase: str, found: list, name: str):
    """One sentence for each title where the sets of values are not equal."""
    for what in found[0]:
        if what not in found[1]:
            continue
        one, two = found[0][what], found[1][what]
        if sorted(map(str, one)) == sorted(map(str, two)):
            continue
        if name in IN_HEX:
            one, two = ([hex(value) for value in seen] for seen in (one, two))
        report.differ(1, (phase, "field", what, name),
                      f"{what}, {name}: {report.names[0]} has {spell(one)}; "
                      f"{report.names[1]} {spell(two)}")


def compare_order(report: Report, phase: str, streams: tuple):
    """Where the sequence of messages parts."""
    one, two = collapse(*streams), collapse(*reversed(streams))
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    times = {}
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if kind == "equal":
            continue
        before = one[a_from - 1] if a_from else "start"
        parts = (one[a_from:a_to], two[b_from:b_to])
        said = [f"{name} sends {', '.join(part)}" if part else
                f"{name} nothing" for name, part in zip(report.names, parts)]
        after = f"after {before}" if a_from else "at the start"
        text = f"order, {after}: {'; '.join(said)}"
        key = (phase, "order", before,
               *("+".join(part) or "nothing" for part in parts))
        times[key, text] = times.get((key, text), 0) + 1
    for (key, text), count in times.items():
        report.differ(1, key, text + (f" ({count}x)" if count > 1 else ""))
    for name in ("CREATE_WQ_OBJ", "DESTROY_WQ_OBJ"):
        said = [pattern(stream, name) for stream in streams]
        if all(said) and said[0] != said[1]:
            report.differ(1, (phase, "pattern", name),
                          f"order within {name}: {report.names[0]} "
                          f"{said[0]}; {report.names[1]} {said[1]}")


def compare_regions(report: Report, phase: str, steps: tuple):
    """When regions are made and used up."""
    if steps[0] == steps[1]:
        return
    said = [f"{' '.join(map(str, counts)) or 'none'} (at most {most} unused)"
            for counts, most in steps]
    report.differ(1, (phase, "regions"),
                  f"regions made before each work queue: {report.names[0]} "
                  f"{said[0]}; {report.names[1]} {said[1]}")


def compare_control(report: Report, streams: tuple):
    """Level 1, each phase by itself."""
    for phase in {**streams[0], **streams[1]}:
        parts = [stream.get(phase, [[], ([], 0)]) for stream in streams]
        items = tuple(part[0] for part in parts)
        compare_presence(report, phase, items)
        compare_fields(report, phase, items)
        compare_order(report, phase, items)
        compare_regions(report, phase, tuple(part[1] for part in parts))


def first_divergence(report: Report, streams: tuple, raw: tuple):
    """Both sides of the first unequal message, and what led up to it."""
    streams = [[item for part in stream.values() for item in part[0]
                if item["name"] not in ANY_TIME and not of_eq(item)]
               for stream in streams]
    for one, two in zip(*streams):
        unequal = [name for name in {**one["fields"], **two["fields"]}
                   if name not in EQ_FIELDS + IN_HEX and
                   one["fields"].get(name) != two["fields"].get(name)]
        if one["title"] == two["title"] and not unequal:
            continue
        report.context.append("First divergence:")
        for name, item, events in zip(report.names, (one, two), raw):
            report.context.append(f"  {name}: event {item['seq']}, "
                                  f"{item['title']}")
            report.context += [f"      {key} = {value}"
                               for key, value in item["fields"].items()]
            begin = max(0, item["seq"] - CONTEXT)
            report.context += [
                f"    {event['seq']} {event['ev']} {event.get('obj', '')}"
                for event in events[begin:item["seq"]]]
        return


# ---- level 2 ----


def shapes(events: list) -> dict:
    """Kind of packet -> field -> values seen in the entries that sent it."""
    found = {}
    for event in events:
        if event["ev"] != "wqe" or "oob" not in event:
            continue
        tso = event["header"]["data_unit"] > 0
        kind = event["kind"] + (" with TSO" if tso else "")
        fields = {**event["header"], **event["oob"],
                  "several SGEs": len(event["sge"]) > 1}
        for name, value in fields.items():
            found.setdefault(kind, {}).setdefault(name, set()).add(value)
    return found


def buffers(events: list) -> dict:
    """What receive buffers look like, the channel's own left out."""
    found = {}
    for event in events:
        if event["ev"] == "wqe" and event["obj"].startswith("rq") and \
                event["obj"] != "rq#0":
            for name, value in {**event["header"], "bytes": event["len"],
                                "SGEs": len(event["sge"])}.items():
                found.setdefault(name, set()).add(value)
    return found


def compare_entries(report: Report, runs: tuple):
    """Offload fields by kind of packet; form of the receive buffers."""
    one, two = (shapes(run) for run in runs)
    for kind in sorted(set(one) ^ set(two)):
        who = report.names[0 if kind in one else 1]
        report.differ(2, ("all", "entry", kind, f"only-{who}"),
                      f"only {who} sent {kind}")
    pairs = [(kind, one[kind], two[kind]) for kind in sorted(set(one) &
                                                             set(two))]
    pairs.append(("receive buffers", *(buffers(run) for run in runs)))
    for kind, a, b in pairs:
        for name in sorted(set(a) | set(b)):
            if a.get(name) != b.get(name):
                said = [spell(sorted(s.get(name, ["nothing"]))) for s in (a, b)]
                report.differ(2, ("all", "entry", kind, name),
                              f"{kind}, {name}: {report.names[0]} {said[0]};"
                              f" {report.names[1]} {said[1]}")


# ---- level 3 ----


def bells(events: list) -> dict:
    """Habits of ringing: what is a habit, not how often."""
    found, first = {}, set()
    for event in events:
        if event["ev"] != "db" or event.get("obj", "").endswith("#0"):
            continue
        kind = event.get("kind", f"offset {event['off']:#x}")
        habit = found.setdefault(kind, {})
        habit.setdefault("short form", set()).add(event.get("short"))
        if "arm" in event:
            habit.setdefault("arming", set()).add(event["arm"])
        if kind == "rq" and event["obj"] not in first:
            first.add(event["obj"])
            habit.setdefault("first tail in units", set()).add(
                event["tail"] // 32)
    return found


def compare_bells(report: Report, runs: tuple):
    """Doorbells: forms and arming."""
    one, two = (bells(run) for run in runs)
    for kind in sorted(set(one) | set(two)):
        a, b = one.get(kind, {}), two.get(kind, {})
        for name in sorted(set(a) | set(b)):
            if a.get(name) != b.get(name):
                said = [spell(sorted(s.get(name, ["none"]), key=str))
                        for s in (a, b)]
                report.differ(3, ("all", "doorbell", kind, name),
                              f"{kind}, {name}: {report.names[0]} {said[0]};"
                              f" {report.names[1]} {said[1]}")


# ---- levels 4 to 6: each run by itself ----


def check_causes(events: list) -> list:
    """The device notifies once per arm, and only then (level 4)."""
    wrong, armed = [], {}
    start = events[0].get("device", {}).get("arm_on_create", True)
    for event in events:
        obj = event.get("obj", "")
        if event["ev"] == "obj.new":
            armed[obj] = start or not obj.startswith("cq") or obj == "cq#0"
        elif event["ev"] == "db" and "arm" in event:
            armed[obj] = event["arm"]
        elif event["ev"] in ("cqe", "eqe") and event["notify"]:
            if not armed.get(obj):
                wrong.append(f"event {event['seq']}: {obj} notified without "
                             "having been armed")
            armed[obj] = False
    return wrong


def check_order(events: list) -> list:
    """Queues are rung between birth and death, RX enabled after buffers were
    posted (level 5)."""
    wrong, rung = [], set()
    for event in events:
        obj = event.get("obj", "")
        if event["ev"] == "db":
            if obj.endswith("?"):
                wrong.append(f"event {event['seq']}: a doorbell for {obj[:2]} "
                             "that is not there")
            rung.add(obj)
        elif event["ev"] == "obj.del":
            rung.discard(obj)
        elif event["ev"] == "hwc.req" and event["type"] == m.CONFIG_RX and \
                event["fields"]["rx_enable"] == 1:
            if not any(name.startswith("rq") and name != "rq#0"
                       for name in rung):
                wrong.append(f"event {event['seq']}: receive enabled before a "
                             "buffer was posted")
    return wrong


def check_end(events: list) -> list:
    """Nothing left alive, no rule broken (level 6)."""
    wrong = []
    end = events[-1] if events[-1]["ev"] == "end" else {"live": {}}
    if "violations" not in end:
        wrong.append("the transcript has no end")
    wrong += [f"{count} {kind} left at the end"
              for kind, count in end["live"].items() if count]
    rules = {}
    for event in events:
        if event["ev"] == "violation" and event["severity"] != "L":
            rules.setdefault(event["rule"], [0, event["text"]])[0] += 1
    return wrong + [f"rule R-{rule} broken {count}x: {text}"
                    for rule, (count, text) in sorted(rules.items())]


def check_each(report: Report, runs: tuple):
    """What one run shows by itself; a device that notifies unasked is wrong
    whoever drives it."""
    for name, run in zip(report.names, runs):
        report.problems += [f"{name}: {text}" for text in check_causes(run)]
        for level, check in ((5, check_order), (6, check_end)):
            for text in check(run):
                report.differ(level, ("all", LEVELS[level], name),
                              f"{name}: {text}")


def tell(report: Report, streams: tuple, runs: tuple):
    """What is free, or costs nothing but time."""
    for name, stream, run in zip(report.names, streams, runs):
        eqs = sum(item["name"] == "CREATE_QUEUE" for part in stream.values()
                  for item in part[0])
        lint = sorted({event["rule"] for event in run
                       if event["ev"] == "violation" and
                       event["severity"] == "L"})
        sent = sum("oob" in event for event in run)
        rings = sum(event["ev"] == "db" and event.get("kind") == "sq"
                    for event in run)
        report.information.append(
            f"{name}: {eqs} event queues made, {sent} packets sent with "
            f"{rings} doorbells, {run[-1].get('interrupts')} interrupts; "
            f"lint rules {' '.join(f'R-{rule}' for rule in lint) or 'none'}")


def compare(one: list, two: list, names: tuple) -> Report:
    """Compare two transcripts as they were loaded."""
    report = Report(tuple(names))
    runs = (normalise(one), normalise(two))
    streams = tuple(control(run) for run in runs)
    compare_control(report, streams)
    first_divergence(report, streams, (one, two))
    compare_entries(report, runs)
    compare_bells(report, runs)
    check_each(report, runs)
    tell(report, streams, runs)
    return report


def compare_files(one, two, names: tuple) -> Report:
    """The same for two files."""
    return compare(load(one), load(two), names)
