# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Virtual machines that several defective drivers use one after the other.

The modules are all in the guest's image. A machine is used again when the
last driver left nothing: it unloads, the adapter holds no object and notes no
broken rule, the kernel has not complained. Else the next one boots another.
"""
import contextlib
import re
from dataclasses import replace
from pathlib import Path

import common
import pytest
from plan import pytest_arguments, read_results
from vm import COMMAND_SECONDS, VM, Failure, Infrastructure, lab_tool

FOLDER = "/lab/defects"
# A command that a defect makes hang is not worth more.
PATIENCE = 60
# What a case that failed in its middle may have left in the guest.
SWEEP = """
killall -q iperf3 ping nc dd tail
for ns in $(ip netns list | cut -d' ' -f1); do ip netns del $ns; done
[ ! -e /sys/module/mana ] || rmmod mana
"""
# These read a file that grows from the start to the end of a machine.
ALONE = ("capture",)


class Machine(VM):
    """A machine whose user believes that it was booted for it."""

    def __init__(self, setup, run_dir, module: str):
        super().__init__(setup, run_dir)
        self.module = module
        self.one_failure = True
        self.begun = 0
        self.used = 0

    def begin(self, module: str):
        """The next user."""
        self.module = module
        self.begun = len(super().console())
        self.judged = 0
        self.report = None
        self.used += 1
        self.control({"cmd": "fault", "disarm": 0})
        arguments = self.setup.emulator or ()
        for option, value in zip(arguments, arguments[1:]):
            if option == "--fault":
                self.control({"cmd": "fault", "arm": value})
        self.install()

    def install(self):
        """Put the module where modprobe finds it."""
        release = lab_tool("kernels", "release", self.setup.kernel)
        self.check(f"cp {FOLDER}/{self.module}.ko "
                   f"/lib/modules/{release}/updates/dkms/mana.ko")

    def console(self) -> str:
        return super().console()[self.begun:]

    def wait(self, job, timeout: float = COMMAND_SECONDS):
        return super().wait(job, min(timeout, PATIENCE))

    def reboot(self):
        # The guest's files are those of the image again.
        super().reboot()
        self.install()

    def reset(self):
        super().reset()
        self.install()

    def shutdown(self) -> dict:
        """The adapter's report; the machine runs on."""
        self.report = self.control({"cmd": "report"})
        return self.report

    def is_clean(self) -> bool:
        """Whether it is as good as a new one."""
        try:
            self.check(SWEEP, 60)
            for port in (0, 1):
                self.control({"cmd": "link", "port": port, "up": True})
            common.check_nothing_alive(self)
            common.check_log(self)
            if common.memory_kept(self):
                return False
            return not common.broken_rules(self)
        except (Failure, Infrastructure, AssertionError):
            return False


class Keeper:
    """Lends machines to runs of pytest, of which it is a plugin."""

    def __init__(self, kernel: str, folder: Path, modules: dict):
        self.kernel = kernel
        self.folder = folder
        self.files = tuple(f"{path}:{FOLDER}/{name}.ko"
                           for name, path in modules.items())
        self.modules = modules
        self.machine = None
        self.module = None
        self.boots = 0

    def pytest_configure(self, config):
        """Where the fixture looks for it."""
        config.mana_keeper = self

    def lend(self, setup) -> Machine:
        """One that is set up like this, with the module of this run."""
        wanted = replace(setup, files=tuple(setup.files) + self.files,
                         module=self.modules[self.module])
        same = self.machine and wanted == replace(
            self.machine.setup, module=wanted.module)
        if not same or not self.machine.is_clean():
            self.drop()
            self.boots += 1
            self.machine = Machine(wanted, self.folder / f"boot-{self.boots}",
                                   self.module)
            self.machine.start()
        self.machine.begin(self.module)
        return self.machine

    def drop(self):
        """Whatever runs ends."""
        if self.machine:
            self.machine.kill()
        self.machine = None

    def play(self, module: str, scenario: str, cases: list) -> dict:
        """Run cases with a module until one fails; their results."""
        self.module = module
        if set(cases) & set(ALONE):
            self.drop()
        results = self.folder / "results"
        results.unlink(missing_ok=True)
        with open(self.folder / f"{module}.log", "w", encoding="utf-8") as log, \
                contextlib.redirect_stdout(log):
            status = pytest.main(
                [*pytest_arguments(scenario, cases), "-x", "--quick",
                 f"--kernel={self.kernel}", "--driver=ours",
                 f"--results={results}"], plugins=[self])
        # Which pytest keeps to itself.
        if status == pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        found = read_results(results)
        trouble = self.machine.kernel_trouble() if self.machine else []
        if trouble:
            found.setdefault("end", ("FAIL", f"the kernel complains: "
                                             f"{trouble[:3]}"))
        return found

    def attempt(self, module: str, scenario: str, cases: list) -> tuple:
        """Verdict, the case that gave it, and why. Trouble of the
        infrastructure, and what the log of a used machine says, which may be
        the belated word of another driver, count on a new machine only."""
        verdict = judge(self.play(module, scenario, cases), cases)
        used = self.machine and self.machine.used > 1
        if verdict[0] == "error" or (used and is_of_log(*verdict)):
            self.drop()
            verdict = judge(self.play(module, scenario, cases), cases)
        return verdict


def is_of_log(verdict: str, case: str, why: str) -> bool:
    """Whether it is the kernel log that condemns."""
    return verdict == "killed" and (
        case == "log" or bool(re.search(r"kernel complains|'\[ *\d+\.", why)))


def judge(found: dict, cases: list) -> tuple:
    """What the results of cases mean: verdict, case, why."""
    for meant, name in (("FAIL", "killed"), ("INFRA", "error"),
                        ("SKIP", "error")):
        for case, (verdict, why) in found.items():
            if verdict == meant:
                return name, case, f"{'' if why else meant}{why}"
    for case in cases:
        if case not in found:
            return "error", case, "planned, but it did not run"
    return "survived", "", ""
