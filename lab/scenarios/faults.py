# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Faults of the running device: answers, completions, events, interrupts."""
from dataclasses import replace

import fault_bench
import pytest
from fault_bench import Bench, Case, make_bench, with_reload  # noqa: F401

SETUP = fault_bench.SETUP

RESET = r"resetting the device"
# Of one port: its packets no longer match their buffers.
RESTART = RESET + r"|fault: rx_queue_lost"

# Answers that the driver has to drop or refuse; any request will do.
CHANNEL = (
    Case("F-12", ("hwc_stale_answer",), quiet=True),
    Case("F-13a", says=RESET), Case("F-13b", says=RESET),
    Case("F-14a", ("hwc_bad_answer",), quiet=True),
    Case("F-14b", ("hwc_bad_answer",), quiet=True),
    Case("F-14c", ("hwc_bad_answer",), quiet=True),
    Case("F-14d", ("hwc_bad_answer",), quiet=True),
    Case("F-14e", ("hwc_bad_answer",), quiet=True),
    Case("F-10a", says=RESET), Case("F-10b", says=RESET),
    Case("F-11a", says=RESET), Case("F-11b", says=RESET),
    # No length that can be: the one request fails, at once.
    Case("F-15a", ("hwc_bad_answer",), quiet=True),
    Case("F-15b", ("hwc_bad_answer",), quiet=True), Case("F-15c"),
    Case("F-15d", ("hwc_bad_answer",), quiet=True),
    # There is one buffer, whatever the completion calls it.
    Case("F-16a", ("hwc_odd_answer",), quiet=True),
    Case("F-16b", ("hwc_odd_answer",), quiet=True),
    Case("F-16c", says=RESET), Case("F-16d", says=RESET),
    Case("F-17a", quiet=True), Case("F-17b", quiet=True),
    Case("F-17c", quiet=True),
    Case("F-18", quiet=True), Case("F-19a", quiet=True),
    Case("F-19b", quiet=True),
    # The driver looks for answers while it waits.
    Case("F-20", ("hwc_polled",), quiet=True),
    Case("F-51d", says=RESET), Case("F-53b", ("hwc_polled",), quiet=True),
    Case("F-68a", quiet=True), Case("F-68b", quiet=True),
    Case("F-68c", quiet=True), Case("F-68d", says=RESET),
    Case("F-70", quiet=True),
)

TX_ERRORS = tuple(Case(f"F-34{letter}", ("tx_cq_err",), quiet=True)
                  for letter in "abcdefghij")

LENGTH = ("stack_rx_length_errors", "stack_rx_errors")

DATA = TX_ERRORS + (
    Case("F-35", ("tx_cqe_queue_dead", "queue_restart")),
    Case("F-36a", ("tx_cqe_unknown_type",), quiet=True),
    Case("F-36b", ("tx_cqe_foreign", "queue_restart")),
    Case("F-36c", ("tx_cqe_foreign", "queue_restart")),
    Case("F-36d", ("tx_cqe_foreign", "queue_restart")),
    Case("F-37", ("tx_cqe_surplus", "queue_restart")),
    Case("F-39", ("tx_cqe_misplaced",), quiet=True),
    Case("F-40b", once=("fault_cq_overrun",), says=RESET),
    Case("F-40d", once=("fault_cq_overrun",), says=RESET),
    Case("F-41a", quiet=True), Case("F-41b", quiet=True),
    # Entries that the driver has not read, and as many buffers that it believes
    # to be used, by the fault itself.
    Case("F-42", says=RESTART, breaks=(54, 60)),
    Case("F-43a", quiet=True, lost=1),
    Case("F-43b", ("rx_len_err", *LENGTH), quiet=True, lost=1),
    Case("F-43c", ("rx_len_err", *LENGTH), quiet=True, lost=1),
    Case("F-43d", ("rx_len_err", *LENGTH), quiet=True, lost=1),
    Case("F-44a", ("rx_cqe_unknown_type",), quiet=True, lost=1),
    Case("F-44b", ("rx_truncated",), quiet=True, lost=1),
    Case("F-44c", ("rx_fence_unexpected", "queue_restart")),
    Case("F-44d", quiet=True), Case("F-44f", quiet=True),
    Case("F-45", ("rx_cqe_misplaced",), quiet=True),
    Case("F-46a", ("rx_cqe_foreign", "queue_restart")),
    Case("F-46b", ("rx_cqe_foreign", "queue_restart")),
    Case("F-47a", quiet=True), Case("F-47b", quiet=True),
    Case("F-47c", quiet=True), Case("F-48a", quiet=True),
    Case("F-48b", quiet=True), Case("F-48c", quiet=True),
    Case("F-48d", quiet=True), Case("F-49", quiet=True),
    Case("F-51a", says=RESET), Case("F-51c", says=RESET, breaks=(60,)),
    Case("F-53a"), Case("F-55", quiet=True), Case("F-56a"),
    Case("F-56b"), Case("F-72", quiet=True),
    Case("F-66a", ("tx_cqe_queue_dead", "queue_restart")),
    Case("F-66c", ("tx_cqe_queue_dead", "queue_restart")),
)

# A completion that claims packets there are none of: that its offset disagrees
# is counted. No driver that runs on the hardware looks at it, so it must not
# cost a working device its queues; new ones bring the order back. Until then
# more buffers are posted than the queue has room for.
MISCOUNTED = (
    Case("F-44e", ("rx_cqe_misplaced", "rx_coalesced_cqe_4"), quiet=True,
         breaks=(54, 62)),
    Case("F-44g", ("rx_cqe_misplaced", "rx_coalesced_cqe_8"), quiet=True,
         breaks=(54, 62)),
)

EVENTS = tuple(Case(f"F-50{letter}", ("event_ignored",), quiet=True)
               for letter in "abcde") + \
    tuple(Case(name, quiet=True) for name in
          ("F-52", "F-54c", "F-61a", "F-61b", "F-61d", "F-61e",
           "F-62a", "F-62b"))

# A link that no port has is that of all, as for shipped drivers.
LINKS = (Case("F-61c", ("link_down",), quiet=True),)

# The driver looks for queues that stand still, before the stack's watchdog
# has to warn.
STALLS = (
    Case("F-38", ("tx_stall", "queue_restart")),
    Case("F-40a", ("tx_stall", "queue_restart")),
    # Seen in the ring, or by the counters of the device alone.
    Case("F-40c", ("rx_stall", "queue_restart"),
         says="receive queue .* lacks a completion before others"),
    Case("F-51b", says=RESET),
    Case("F-66b", ("rx_stall", "queue_restart"),
         says="receive queue .* is silent although the device counts"),
)


# An event that is lost, or never asked for: what it should have brought waits,
# and nothing else makes a port look that only receives.
MISSED = (Case("F-53a", ("event_missed",), quiet=True),
          Case("F-56a", ("event_missed",), quiet=True))


@pytest.mark.parametrize("case", CHANNEL, ids=str)
def test_channel(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_request)


@pytest.mark.parametrize("case", DATA, ids=str)
def test_data(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_traffic)


def test_no_link_speed(bench):
    """F-69b: an old device does not know it; the port works."""
    with_reload(bench, Case("F-69b", quiet=True), Bench.run,
                fault_bench.by_question)


def test_speed_not_set(bench):
    """A speed that the device says it has not set is none."""
    with_reload(bench, Case("answer,code=link,times=0:d@32=12345,d@36=1",
                            quiet=True), Bench.run, fault_bench.by_question)


def test_counters_begin_anew(bench):
    """What users see of the device's counters never falls (F-68b)."""
    def read() -> dict:
        bench.vm.check("sleep 0.6")
        return {name: value for name, value in bench.lan.statistics(0).items()
                if name.startswith("hc_")}

    before = read()

    def ask(*_):
        shown = read()
        fallen = [name for name in before if shown[name] < before[name]]
        assert not fallen, fallen

    assert any(before.values())
    with_reload(bench, Case("F-68b,times=0", quiet=True), Bench.run, ask)


def test_refusal_is_told(bench):
    """An answer that is none (F-14a) does not do what a user asked for."""
    def steer(*_):
        port = bench.lan.ports[0]
        done = bench.vm.run(bench.lan.in_ns(0, f"ethtool -X {port} equal 1"))
        assert done.status, "the user is told that it worked"

    with_reload(bench, Case("F-14a,code=vport_rx", ("hwc_bad_answer",),
                            quiet=True), Bench.run, steer)


def test_second_port(bench):
    """A queue of the second port alone dies (F-35)."""
    def send(*_):
        lan = bench.lan
        for side in (1, 0):
            bench.vm.run(lan.in_ns(
                side, f"ping -c 4 -i 0.2 -W 1 {lan.v4(1 - side)}"))

    with_reload(bench, Case("F-35", ("tx_cqe_queue_dead", "queue_restart")),
                Bench.run, send)


def new_rings(bench: Bench):
    """What a user does when a queue is out of step."""
    for side, port in enumerate(bench.lan.ports):
        for entries in (256, 512):
            bench.vm.check(bench.lan.in_ns(
                side, f"ethtool -G {port} rx {entries}"))


@pytest.mark.parametrize("case", MISCOUNTED, ids=str)
def test_miscounted(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_traffic, new_rings)


@pytest.mark.parametrize("case", EVENTS, ids=str)
def test_events(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_itself,
                fault_bench.after_event)


@pytest.mark.parametrize("case", MISSED, ids=str)
def test_missed(bench, case):
    if case.fault == "F-53a":
        # All of them: ports share vectors, and any one makes both look.
        case = replace(case, fault="F-53a,times=0")
    else:
        # Not that of a sender, or of the channel.
        bench.lan.ping(bench.lan.v4(1))
        queues = bench.vm.control({"cmd": "report"})["ports"][1]["queues"]
        busy = max((q for q in queues if q["kind"] == "rq"),
                   key=lambda q: q["packets"])
        case = replace(case, fault=f"F-56a,id={busy['cq']}")
    with_reload(bench, case, Bench.run, fault_bench.by_one_way,
                fault_bench.after_one_way)


def links_up(bench: Bench):
    """They come back as they went."""
    bench.vm.control({"cmd": "event", "type": 133, "data": 0x02ffffff})


@pytest.mark.parametrize("case", LINKS, ids=str)
def test_links(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_itself, links_up)


@pytest.mark.parametrize("case", STALLS, ids=str)
def test_stalls(bench, case):
    with_reload(bench, case, Bench.run, fault_bench.by_stall)


def test_unload(bench):
    fault_bench.judge_unload(bench)
