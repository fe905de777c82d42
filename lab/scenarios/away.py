# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The machine sleeps: the driver is told that the device will be away, and when
it is back."""
import re
import time

import common
import pytest
from lan import LOAD_SECONDS
from vm import Failure

SETUP = {"append": "no_console_suspend"}


def wait_said(vm, mark: int, pattern: str):
    """Wait until the kernel has said it, past the mark."""
    end = time.monotonic() + 120
    while not re.search(pattern, vm.console()[mark:]):
        if time.monotonic() > end:
            raise Failure(f"'{pattern}' is not in the log: "
                          f"{vm.console()[mark:][-300:]}")
        time.sleep(0.5)


def test_sleep(vm, lan):
    """All power is off, and memory alone is kept."""
    if "mem" not in vm.check("cat /sys/power/state"):
        pytest.skip("this kernel cannot sleep")
    mark = len(vm.console())
    job = vm.spawn("echo mem >/sys/power/state")
    end = time.monotonic() + 120
    while "suspended" not in vm.monitor("info status"):
        if time.monotonic() > end:
            raise Failure("the machine does not fall asleep")
        time.sleep(0.5)
    vm.monitor("system_wakeup")
    assert vm.wait(job, LOAD_SECONDS).status == 0
    wait_said(vm, mark, "PM: suspend exit")
    lan.ping(lan.v4(1))
    lan.ping(lan.v6(0), side=1)


def test_unload(vm):
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    """Not powered off: after a sleep some kernels stumble over that."""
    assert common.broken_rules(vm) == {}
