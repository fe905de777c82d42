# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Defects of the driver under the unit suites in user space."""
import re
import subprocess
from pathlib import Path

from defects import CORE_SUITE, DRIVER, suites_program
from plan import TOP

SUITES = TOP / "kunit"
# The program of all suites that need no stand-in of their own.
PURE = "suites"
# Where the suites find what they include in angles.
PLACES = (SUITES / "host/include", SUITES, TOP / "include", TOP / DRIVER)
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)


def included(path: Path, found: set) -> set:
    """A source and all files of the project that it includes."""
    if path not in found:
        found.add(path)
        for quote, name in INCLUDE.findall(path.read_text()):
            beside = (path.parent,) if quote == '"' else ()
            for folder in (*beside, *PLACES):
                if (folder / name).is_file():
                    included((folder / name).resolve(), found)
                    break
    return found


def programs() -> dict:
    """The programs of suites: name -> sources."""
    alone = {path.stem.removesuffix("_kunit"): [path]
             for path in sorted((SUITES / "host").glob("*_kunit.c"))}
    alone[CORE_SUITE] = [SUITES / f"{CORE_SUITE}_kunit.c"]
    kernel_only = re.search(r"^KUNIT_KERNEL_ONLY := (.*)$",
                            (TOP / "mk/kunit.mk").read_text(), re.MULTILINE)
    others = {path for path in SUITES.glob("*_kunit.c")
              if path.stem not in kernel_only[1].split()}
    return {PURE: sorted(others - set(alone[CORE_SUITE])), **alone}


def holders() -> dict:
    """Which programs hold a file of the driver, by its name."""
    found = {}
    for program, sources in programs().items():
        held = set()
        for path in sources:
            included(path, held)
        for path in held:
            if path.is_relative_to(TOP / DRIVER):
                name = path.relative_to(TOP / DRIVER).as_posix()
                found.setdefault(name, []).append(program)
    return found


def judge(name: str, said: str) -> tuple:
    """What became of one defect, from the lines of kunit/mutate."""
    for line in said.splitlines():
        word, _, rest = line.partition(f" kunit mutant {name}: ")
        if rest.startswith("caught by ") and word == "PASS":
            return "killed", rest.removeprefix("caught by "), ""
        if rest == "survives":
            return "survived", "", ""
        if rest:
            return "error", "", rest
    return "error", "", "the suites did not run"


def run(program: str, defects: list, folder: Path) -> dict:
    """Plant each in what a program holds: verdict, case, why."""
    scripts = []
    folder.mkdir(parents=True, exist_ok=True)
    for defect in defects:
        scripts.append(folder / f"{defect.name}.sed")
        scripts[-1].write_text(
            f"# file: {DRIVER / defect.file}\n{defect.expression}\n")
    said = subprocess.run(
        ["make", "-s", "kunit-mutants", f"PROGRAM={program}",
         f"MUTANTS={' '.join(map(str, scripts))}"],
        cwd=TOP, check=False, text=True, stdout=subprocess.PIPE).stdout
    return {defect.name: judge(defect.name, said) for defect in defects}


def play(defects: list, folder: Path) -> dict:
    """Under the suites that their lines name."""
    groups = {}
    for defect in defects:
        groups.setdefault(suites_program(defect.cases), []).append(defect)
    found = {}
    for program, some in groups.items():
        found.update(run(program, some, folder))
    return found


def play_all(defects: list, folder: Path) -> dict:
    """Under all suites that hold their files, until one notices. Those that no
    suite holds are not in it."""
    held, found = holders(), {}
    for program in programs():
        some = [defect for defect in defects
                if program in held.get(defect.file, ()) and
                found.get(defect.name, ("",))[0] != "killed"]
        if some:
            found.update(run(program, some, folder))
    return found
