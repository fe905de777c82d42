# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver is taken away while packets fly, ten times each way."""
import common
import pytest
from lan import Lan, LOAD_SECONDS, load

DRIVER = "/sys/bus/pci/drivers/mana"
# Both directions at once, and echoes, until the link goes.
FLOOD = ("ip netns exec {ns} sh -c 'ping -q -f {address} & "
         "dd if=/dev/zero bs=64k | nc {address} 5300; wait'")
SINK = "ip netns exec {ns} sh -c 'while nc -l -p 5300 >/dev/null; do :; done'"


@pytest.fixture(scope="module")
def rounds(quick) -> int:
    """How often each way."""
    return 3 if quick else 10


def start_traffic(lan) -> list:
    """Flood both ways; returns once frames move on both ports."""
    jobs = []
    for side, ns in enumerate("ab"):
        jobs.append(lan.vm.spawn(SINK.format(ns=ns)))
    for side, ns in enumerate("ab"):
        jobs.append(lan.vm.spawn(FLOOD.format(ns=ns,
                                              address=lan.v4(1 - side))))
    for _ in range(60):
        lan.vm.check("sleep 2")
        ports = lan.vm.control({"cmd": "report"})["ports"]
        if all(port["rx_packets"] > 100 for port in ports):
            return jobs
    raise AssertionError(ports)


def stop_traffic(vm, jobs):
    """End the flood and its namespaces."""
    vm.run("for ns in a b; do ip netns pids $ns | xargs -r kill -9; done")
    for job in jobs:
        vm.wait(job)
    vm.run("for ns in a b; do ip netns del $ns; done; sleep 1")


def each_round(vm, rounds, remove, restore):
    """Load, flood, take away, look, and again."""
    for _ in range(rounds):
        lan = Lan(vm, load(vm))
        lan.build()
        lan.ping(lan.v4(1), "-c 2 -i 0.2")
        jobs = start_traffic(lan)
        remove(lan)
        stop_traffic(vm, jobs)
        restore(lan)
    common.check_log(vm)


def test_rmmod(vm, rounds):
    each_round(vm, rounds, lambda lan: common.check_unload(vm),
               lambda lan: None)


def test_unbind(vm, rounds):
    def remove(lan):
        lan.device = vm.check(f"basename $(readlink {DRIVER}/*:*)")
        vm.check(f"echo {lan.device} >{DRIVER}/unbind", LOAD_SECONDS)
        common.check_nothing_alive(vm)

    def restore(lan):
        vm.check(f"echo {lan.device} >{DRIVER}/bind", LOAD_SECONDS)
        common.check_unload(vm)

    each_round(vm, rounds, remove, restore)


def test_ifdown(vm, rounds):
    def remove(lan):
        for side in (0, 1):
            lan.ns(side, f"ip link set {lan.ports[side]} down", LOAD_SECONDS)
        for side in (0, 1):
            lan.ns(side, f"ip link set {lan.ports[side]} up", LOAD_SECONDS)
            # IPv6 addresses went with the link.
            lan.ns(side, f"ip addr replace {lan.v6(side)}/64 "
                         f"dev {lan.ports[side]} nodad")
        lan.ping(lan.v4(1), "-c 2 -i 0.2")
        lan.ping(lan.v6(1), "-c 2 -i 0.2")

    each_round(vm, rounds, remove, lambda lan: common.check_unload(vm))


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
