# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Where modules of the driver are built that are not as they should be: with a
defect (lab/mutants), with windows (lab/windows.txt), or both."""
import hashlib
import shutil
import subprocess
from pathlib import Path

from defects import DRIVER, WINDOW_HEADER, Defect, Wrong
from plan import TOP


class Workshop:
    """A copy of the driver, in which one variant at a time is built."""

    def __init__(self, folder: Path, top: Path = TOP):
        self.folder = folder
        self.top = top
        self.tree = folder / "tree"
        self.modules = folder / "modules"
        self.kdir = ""
        self.closed = False

    def copy(self):
        """The checkout may change meanwhile. Modules of the same sources are
        kept."""
        shutil.rmtree(self.tree, ignore_errors=True)
        for name in ("Makefile", "Kbuild", "dkms.conf", "drivers", "include",
                     "compat", "mk/build.mk", "scripts/build-module",
                     WINDOW_HEADER):
            source, target = self.top / name, self.tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy2)(source,
                                                                   target)
        key = hashlib.sha256(self.kdir.encode())
        for path in sorted(self.tree.rglob("*")):
            key.update(path.read_bytes() if path.is_file() else b"")
        known = self.modules / "sources"
        if not known.exists() or known.read_text() != key.hexdigest():
            shutil.rmtree(self.modules, ignore_errors=True)
            self.modules.mkdir(parents=True)
            known.write_text(key.hexdigest())

    def build(self) -> Path:
        """The module, without debug information."""
        out = self.folder / "out"
        done = subprocess.run(
            ["make", "-C", self.tree, "--no-print-directory",
             f"KCFLAGS=-g0 -include {self.tree / WINDOW_HEADER}",
             f"KDIR={self.kdir}", f"OUT={out}"], check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            said = [line for line in done.stdout.splitlines()
                    if "error" in line] or done.stdout.splitlines()
            raise Wrong(f"does not build: {said[0]}")
        return out / "mana.ko"

    def plant(self, patch):
        """One expression, of a defect or of a window; it must fit."""
        path = self.tree / DRIVER / patch.file
        before = path.read_bytes()
        done = subprocess.run(
            ["sed", "-E", "-i", patch.expression, path], check=False,
            text=True, stderr=subprocess.PIPE)
        if done.returncode:
            raise Wrong(f"{patch.name}: bad expression: {done.stderr.strip()}")
        if path.read_bytes() == before:
            raise Wrong(f"{patch.name}: the expression no longer fits "
                        f"{patch.file}")

    def build_with(self, patches: tuple, module: Path) -> Path:
        """The module with all of them, one after the other."""
        if self.closed:
            raise Wrong("interrupted")
        if module.exists():
            return module
        clean = {path: path.read_bytes() for path in
                 {self.tree / DRIVER / patch.file for patch in patches}}
        try:
            for patch in patches:
                self.plant(patch)
            part = shutil.copy(self.build(), module.with_suffix(".part"))
            return Path(part).rename(module)
        finally:
            for path, content in clean.items():
                path.write_bytes(content)

    def make(self, defect: Defect) -> Path:
        """The module with a defect, and the windows in which it shows."""
        name = f"{defect.name}.{defect.stamp(self.tree)}.ko"
        return self.build_with((*defect.windows, defect), self.modules / name)

    def make_clean(self, windows: tuple) -> Path:
        """The module with windows alone, or with nothing."""
        key = hashlib.sha256(b"".join(window.stamp(self.tree)
                                      for window in windows)).hexdigest()
        return self.build_with(windows, self.modules / f"clean.{key[:12]}.ko")
