# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What a virtual machine says of itself before it is started."""
import sys
from pathlib import Path

import pytest

LAB = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(LAB))
import vm  # noqa: E402


@pytest.fixture(name="describe")
def _describe(tmp_path, monkeypatch):
    """Its description, of a kernel that need not be there."""
    monkeypatch.setattr(vm, "lab_tool", lambda *args: "6.1.0-56-cloud-amd64")

    def describe(**setup):
        machine = vm.VM(vm.Setup("6.1", console=True, **setup),
                        tmp_path / "run")
        text = machine.describe()
        machine.kill()
        return machine, text
    return describe


def test_describe(describe):
    """Kernel, driver, each socket that it will have, logs, the way out."""
    machine, text = describe(driver="in-tree")
    for words in ("6.1.0-56-cloud-amd64", "the kernel's own",
                  f"{machine.private}/dev", f"{machine.private}/control",
                  f"{machine.private}/command", str(machine.dir), "Ctrl-A X"):
        assert words in text, text
    # the paths are those that the programs are given
    machine.arch = "amd64"
    given = " ".join(map(str, machine._qemu_args()))
    for name in ("dev", "command"):
        assert f"{machine.private}/{name}" in given


def test_describe_ours(describe, tmp_path):
    """The file that is ours."""
    module = tmp_path / "mana.ko"
    module.touch()
    assert str(module) in describe(module=module)[1]


def test_describe_no_device(describe):
    """No adapter, no socket of it."""
    machine, text = describe(driver="none", emulator=None)
    assert f"{machine.private}/control" not in text and "none" in text
