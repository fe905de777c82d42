# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Programs of the lab as modules: their names have no suffix."""
import importlib.machinery
import importlib.util
from pathlib import Path

LAB = Path(__file__).resolve().parent.parent


def load(name: str):
    """lab/NAME as a module."""
    path = str(LAB / name)
    loader = importlib.machinery.SourceFileLoader(f"{name}_tool", path)
    module = importlib.util.module_from_spec(
        importlib.machinery.ModuleSpec(loader.name, loader, origin=path))
    module.__file__ = path
    loader.exec_module(module)
    return module
