# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What the driver asks of the kernel fails, one call after the other: memory, a
mapping, a vector, an interrupt. It gives back what it had, and works when it is
asked again. lab/failcall makes the calls fail, in a kernel that is not built for
it: the functions are named as in 6.1. All memory for DMA comes from the bounce
buffer, whose room tells what stays mapped."""
import re
from contextlib import contextmanager

import common
import counts
import pytest
import smoke
from bounced import room_taken
from lan import LOAD_SECONDS, Lan, load

# Up to here each call of a function is tried; then the gaps grow, as memory for
# packets is asked for once a buffer.
FEW, MANY = 40, 10000
ENOMEM, ENOSPC, EIO = -12, -28, -5
# What is called to bring up the function and its ports: what a failure returns.
BRING_UP = {
    "kmalloc_trace": 0, "__kmalloc": 0, "kvmalloc_node": 0,
    "dma_alloc_attrs": 0, "alloc_etherdev_mqs": 0, "register_netdev": ENOMEM,
    "pci_enable_device_mem": EIO, "pci_request_regions": EIO,
    "pci_ioremap_bar": 0, "pci_alloc_irq_vectors_affinity": ENOSPC,
    "request_threaded_irq": ENOMEM, "dma_set_mask": EIO, "__xa_insert": ENOMEM,
    "netif_set_real_num_queues": ENOMEM,
}
# To open a port, and to change its queues.
OPEN = {
    "kmalloc_trace": 0, "__kmalloc": 0, "kvmalloc_node": 0,
    "dma_alloc_attrs": 0, "page_pool_create": ENOMEM,
    "page_pool_alloc_frag": 0, "netif_set_real_num_queues": ENOMEM,
    "__xa_insert": ENOMEM,
}


def wish(kernel: str) -> dict:
    """Who asked for memory that is left is told, too, and what is freed is
    overwritten."""
    return {"driver": "ours",
            "append": f"{common.TRACED} init_on_free=1 swiotlb=force",
            "files": (f"{common.build_module('failcall', kernel)}:"
                      "/lab/failcall.ko",)}


SETUP = wish


@contextmanager
def failing(vm, symbol: str, value: int = 0, **how):
    """Calls of a function fail meanwhile; gives what counts those that did."""
    words = " ".join(f"{name}={number}" for name, number in how.items())
    vm.check(f"insmod /lab/failcall.ko symbol={symbol} value={value} {words}")
    try:
        yield lambda: int(vm.check(
            "cat /sys/module/failcall/parameters/failed"))
    finally:
        vm.check("rmmod failcall")


def fail_each(vm, symbols: dict, command, look, step: int) -> set:
    """A command, again and again, while the first, the second, ... call of each
    function fails, until none is left to fail; `look` is told each time whether
    it said so. Gives those that are called."""
    used = set()
    for symbol, value in symbols.items():
        number = 1
        while True:
            with failing(vm, symbol, value, first=number) as failed:
                status = vm.run(command(), LOAD_SECONDS).status
                count = failed()
            look(bool(status))
            if not count:
                break
            used.add(symbol)
            number += step if number < FEW else number
            assert number < MANY, f"{symbol} is called {number} times"
    return used


@pytest.fixture(scope="module")
def step(quick) -> int:
    """Each call, or a few of them."""
    return 5 if quick else 1


@pytest.fixture(scope="module", autouse=True)
def taken(vm) -> int:
    """Room that is taken without the driver."""
    return room_taken(vm)


def check_gone(vm, taken: int):
    """The driver goes, and nothing of it stays."""
    common.check_unload(vm)
    common.check_back(vm, room_taken, taken)


def test_bring_up(vm, taken, step):
    """The function is not bound, or lacks a port; the next load is good."""
    used = fail_each(vm, BRING_UP, lambda: "modprobe mana",
                     lambda _failed: common.check_unload(vm), step)
    assert used == set(BRING_UP), used
    vm.pass_over()
    net = Lan(vm, load(vm))
    net.build()
    net.ping(net.v4(1))
    net.take_down()
    check_gone(vm, taken)


@pytest.mark.parametrize("size", (4096, 8192))
def test_pieces(vm, taken, size):
    """No piece of memory is larger than a page, or two: rings come in
    several."""
    with failing(vm, "dma_alloc_attrs", every=1, argument=1,
                 least=size + 1) as failed:
        net = Lan(vm, load(vm))
        net.build()
        assert failed() > 0
    net.ping(net.v4(1))
    for client in (0, 1):
        sent, received = net.copy(client, net.v4(1 - client), 2)
        assert sent == received
    counts.check_calm(net)
    net.take_down()
    check_gone(vm, taken)


@pytest.fixture(name="net", scope="module")
def make_net(vm) -> Lan:
    """For all that follow."""
    found = Lan(vm, load(vm))
    found.build()
    return found


def test_open(vm, net, step):
    """The port stays closed, and the device holds nothing of it."""
    port = net.ports[0]
    net.ns(0, f"ip link set {port} down", LOAD_SECONDS)
    closed = common.live_objects(vm)

    def look(failed):
        assert failed == ("state UP" not in net.ns(0, f"ip link show {port}"))
        net.ns(0, f"ip link set {port} down", LOAD_SECONDS)
        assert common.live_objects(vm) == closed

    used = fail_each(
        vm, OPEN, lambda: net.in_ns(0, f"ip link set {port} up && sleep 0.2"),
        look, step)
    assert used == set(OPEN), used
    vm.pass_over()
    net.ns(0, f"ip link set {port} up", LOAD_SECONDS)
    net.ping(net.v4(1))


@pytest.mark.parametrize("how", ("beside", "in_place"))
def test_change(vm, net, step, how):
    """What was in force stays so, or the new is; traffic goes on."""
    port = net.ports[0]
    switch = "/sys/module/mana/parameters/in_place_only"

    def entries() -> int:
        shown = net.ns(0, f"ethtool -g {port}").split("Current")[1]
        return int(re.search(r"^RX:\s+(\d+)$", shown, re.M)[1])

    def look(failed):
        nonlocal now
        before, now = now, entries()
        assert (now == before) == failed, f"{before}, {now}"

    now = entries()
    vm.check(f"echo {int(how == 'in_place')} >{switch}")
    used = fail_each(vm, OPEN, lambda: net.in_ns(
        0, f"ethtool -G {port} rx {256 if now == 128 else 128}"), look, step)
    assert used > {"kvmalloc_node", "dma_alloc_attrs", "page_pool_create"}, used
    vm.check(f"echo 0 >{switch}")
    vm.pass_over()
    net.ping(net.v4(1))


def test_mapping(vm, net):
    """A packet that cannot be mapped is dropped and counted; those before and
    after it are sent, and what was mapped of it is given back at the end."""
    with failing(vm, "dma_map_page_attrs", -1, first=5, every=23) as failed:
        for client in (0, 1):
            net.tcp(client, net.v4(1 - client), 8 << 20, streams=4)
        count = failed()
    assert count > 20
    dropped = sum(n for side in (0, 1)
                  for name, n in net.statistics(side).items()
                  if name.endswith("mana_map_err"))
    assert dropped == count
    # Nor does one that has to ring for those before it leave them waiting.
    for side in (0, 1):
        now = net.statistics(side)
        assert not now["tx_stall"] + now["tx_timeout"] + now["queue_restart"], now


def test_packets(vm, net):
    """There is no memory for what describes a received packet."""
    before = sum(net.statistics(side)["rx_alloc_fail"] for side in (0, 1))
    with failing(vm, "napi_build_skb", first=5, every=7) as failed:
        for side in (0, 1):
            vm.run(net.in_ns(side, "ping -c 100 -i 0.02 -s 1400 -W 1 "
                                   f"{net.v4(1 - side)}"))
        count = failed()
    assert count > 10
    after = sum(net.statistics(side)["rx_alloc_fail"] for side in (0, 1))
    assert after - before == count
    net.ping(net.v4(1))


def test_unload(vm, net, taken):
    """Nothing stays mapped, nor in memory."""
    net.take_down()
    check_gone(vm, taken)


test_log, test_report = smoke.test_log, smoke.test_report
