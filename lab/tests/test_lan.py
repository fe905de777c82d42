# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The driver that a run tests is the one it says."""
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

LAB = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(LAB))
from lan import check_meant  # noqa: E402
from vm import Failure  # noqa: E402

OURS = "/lib/modules/6.1.0/updates/dkms/mana.ko"
THEIRS = "/lib/modules/6.1.0/kernel/drivers/net/mana.ko"


def machine(driver: str, path: str):
    """A guest whose modprobe finds that file."""
    return SimpleNamespace(setup=SimpleNamespace(driver=driver),
                           check=lambda command: path)


@pytest.mark.parametrize("driver, path", (("ours", OURS), ("in-tree", THEIRS)))
def test_driver_meant(driver, path):
    check_meant(machine(driver, path))


@pytest.mark.parametrize("driver, path", (("ours", THEIRS), ("in-tree", OURS)))
def test_driver_not_meant(driver, path):
    with pytest.raises(Failure, match=f"not '{driver}': {path}"):
        check_meant(machine(driver, path))
