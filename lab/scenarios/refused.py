# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What a device that says no, or resets, must not leave behind: another RSS
table than ethtool shows, or a link that nobody brought up."""
import common
import fault_bench
import pytest
from configure import flows, rss_table, wait_carrier, weights
from fault_bench import SETUP as SHORT

SETUP = {"cpus": 4, "emulator": SHORT["emulator"]}

BACK = "the device is back"


@pytest.fixture(autouse=True)
def only_ours(driver):
    """No driver of Debian's promises any of it."""
    if driver == "in-tree":
        pytest.skip("not asked of the kernels' own drivers")


def wait_log(lan, mark: int, words: str):
    """Wait until the kernel log says so since @mark."""
    for _ in range(2 * fault_bench.PATIENCE):
        if words in lan.vm.console()[mark:]:
            return
        lan.vm.check("sleep 0.5")
    raise AssertionError(f"'{words}' is not in the log")


def received(lan, one: int) -> list:
    """Packets of a burst by receive queue, in the driver's words."""
    def count():
        now = lan.statistics(0)
        return [now[f"rx_{i}_packets"] for i in range(lan.vm.setup.cpus)]
    before = count()
    flows(lan)
    lan.settle()
    spread = [b - a for a, b in zip(before, count())]
    assert sum(spread) > 500, spread
    return spread[one]


def test_rss(lan):
    """The device takes a table and says that it does not: the user is told,
    and the old table holds, in ethtool as in the device."""
    port = lan.ports[0]
    lan.ns(0, f"ethtool -X {port} weight {weights(lan, 2)}")
    assert received(lan, 2) > 500
    answer = lan.vm.control({"cmd": "fault",
                             "arm": "answer,code=vport_rx:status=1"})
    out = lan.vm.run(lan.in_ns(0, f"ethtool -X {port} weight "
                                  f"{weights(lan, 1)} 2>&1"))
    lan.vm.control({"cmd": "fault", "disarm": answer["id"]})
    assert out.status, "a refused table counts as taken"
    assert set(rss_table(lan)) == {2}
    assert received(lan, 2) > 500, "the device has the refused table"


def test_link(lan):
    """The link goes; the device is reset; the link comes when it comes."""
    lan.vm.control({"cmd": "link", "port": 0, "up": False})
    wait_carrier(lan, 0, "0")
    mark = len(lan.vm.console())
    lan.vm.control({"cmd": "fault", "arm": "now:event=135"})
    wait_log(lan, mark, BACK)
    # The other port is up: so this one could be.
    wait_carrier(lan, 1, "1")
    lan.vm.check("sleep 3")
    wait_carrier(lan, 0, "0")
    lan.vm.control({"cmd": "link", "port": 0, "up": True})
    wait_carrier(lan, 0, "1")
    flows(lan)


def test_unload(vm):
    common.check_unload(vm)


def test_report(vm):
    common.check_report(vm)
