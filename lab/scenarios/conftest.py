# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""One virtual machine per scenario file; one result line per case.

The runner (lab/run) starts pytest once per kernel, driver and scenario and
reads the results file, where each case has passed, failed, been skipped, or
hit trouble of the infrastructure.
"""
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from lan import Lan, load  # noqa: E402
from vm import VM, Infrastructure, Setup  # noqa: E402


def pytest_addoption(parser):
    """What the runner passes on."""
    parser.addoption("--kernel", default="6.1")
    parser.addoption("--driver", default="ours")
    parser.addoption("--quick", action="store_true")
    parser.addoption("--run-dir", default="build/lab/by-hand")
    parser.addoption("--results", default="")
    parser.addoption("--module", type=Path, default=None)
    # What pytest's own reporter, which is off, would define: the text of a
    # failed assertion needs it.
    parser.addoption("--verbose", type=int, default=0)


@pytest.fixture(scope="session")
def kernel(request) -> str:
    """The kernel's name."""
    return request.config.getoption("--kernel")


@pytest.fixture(scope="session")
def driver(request) -> str:
    """"ours" or "in-tree"."""
    return request.config.getoption("--driver")


@pytest.fixture(scope="session")
def quick(request) -> bool:
    """Smaller amounts, for CI."""
    return request.config.getoption("--quick")


@pytest.fixture(scope="module")
def vm(request, kernel, driver):
    """A booted machine, set up as the scenario's SETUP says."""
    option = request.config.getoption
    wish = getattr(request.module, "SETUP", {})
    wish = {"driver": driver, **(wish(kernel) if callable(wish) else wish)}
    if option("--module"):
        wish["module"] = option("--module")
    setup = Setup(kernel, **wish)
    # Who plants defects lends a machine to many runs.
    keeper = getattr(request.config, "mana_keeper", None)
    if keeper:
        machine = keeper.lend(setup)
    else:
        machine = VM(setup, Path(option("--run-dir")).resolve())
        machine.start()
    yield machine
    if keeper: # who looks for himself
        return
    # Whatever a scenario looks at, none may overlook this.
    trouble = machine.kernel_trouble()
    machine.kill()
    assert not trouble, f"the kernel complains: {trouble[:3]}"


@pytest.fixture(scope="module")
def lan(vm) -> Lan:
    """The driver loaded, its two ports in two namespaces."""
    net = Lan(vm, load(vm))
    net.build()
    return net


class Results:
    """Writes the results file and the lines people read."""

    def __init__(self, path: str):
        self.file = open(path, "w", encoding="utf-8") if path else None

    def add(self, name: str, verdict: str, why: str):
        """One case is over."""
        print(f"    {verdict:5} {name}" + (f": {why}" if why else ""),
              flush=True)
        if self.file:
            self.file.write(json.dumps([name, verdict, why]) + "\n")
            self.file.flush()


def first_line(text: str) -> str:
    """The sentence of an error, without pytest's frame."""
    lines = [line[2:].strip() for line in text.splitlines()
             if line.startswith("E ")]
    return (lines or text.splitlines() or [""])[0][:500]


def pytest_configure(config):
    """Open the results."""
    config.mana_results = Results(config.getoption("--results"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Record the verdict of each case, once."""
    report = (yield).get_result()
    results = item.config.mana_results
    name = item.name.removeprefix("test_").replace("[", "-").strip("]")
    if report.failed:
        infra = call.excinfo.errisinstance(Infrastructure)
        results.add(name, "INFRA" if infra else "FAIL",
                    first_line(report.longreprtext))
    elif report.skipped:
        results.add(name, "SKIP", report.longrepr[2].removeprefix("Skipped: "))
    elif report.when == "call":
        results.add(name, "PASS", "")
