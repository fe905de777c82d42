# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""docs/mutation.md, made of the verdicts alone."""
from pathlib import Path

from defects import (BY_SUITES, DRIVER, HARMLESS, KUNIT, Results, Wrong,
                     judge)
from plan import TOP

HEAD = """\
<!-- SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause -->
<!-- Copyright (c) 2026 mana-backport contributors -->
<!-- Made by `make mutation-report`: do not edit. -->
# Defects planted in the driver

Each defect in `lab/mutants/`, where each kind has a file, is one small mistake in the driver. `make driver-mutants` builds a driver with it,
loads it in a virtual machine with the emulated adapter, and plays the cases that its line names: one of them must fail, or
the driver must not unload, the adapter must hold an object or note a broken rule, or the kernel must complain. Where the line names suites
of `kunit/`, these are run in user space instead. After a change of a file the suites that hold it are asked first (`lab/mutate --suites`), and
the scenarios again in turn. What that finds is a measure of the tests, not of the driver.

"""


def percent(killed: int, run: int) -> str:
    """A score in words of a table; 100 % is all of them."""
    return f"{100 * killed // run} %" if run else "-"


def table(title: str, groups: dict) -> list:
    """Scores of groups of defects: name -> list of verdicts or None."""
    rows = [f"| {title} | Defects | Run | Killed | Survived | Score |",
            "|---|---|---|---|---|---|"]
    for name, verdicts in groups.items():
        run = [v for v in verdicts if v]
        killed = sum(v.verdict == "killed" for v in run)
        survived = sum(v.verdict == "survived" for v in run)
        rows.append(f"| {name} | {len(verdicts)} | {len(run)} | {killed} | "
                    f"{survived} | {percent(killed, len(run))} |")
    return [*rows, ""]


def grouped(defects: dict, found: dict, key) -> dict:
    """Verdicts by what `key` makes of a defect."""
    groups = {}
    for name in sorted(defects, key=lambda name: key(defects[name])):
        groups.setdefault(key(defects[name]), []).append(found[name])
    return groups


def without(defects: dict) -> list:
    """Sources in which no defect is planted."""
    planted = {defect.file for defect in defects.values()}
    files = (path.relative_to(TOP / DRIVER).as_posix()
             for path in (TOP / DRIVER).rglob("*.c"))
    return sorted(file for file in files if file not in planted)


def names(of: list) -> str:
    """A list in a sentence."""
    return ", ".join(f"`{name}`" for name in of)


def without_harmless(killed: int, run: int, harmless: int) -> str:
    """The score without defects that are no mistake, when there are such."""
    return f"{harmless} that survive are harmless, as their reasons say: " \
        f"without these, {percent(killed, run - harmless)}. " if harmless else ""


def text(defects: dict, reasons: dict, found: dict) -> str:
    """The document."""
    run = [v for v in found.values() if v]
    killed = sum(v.verdict == "killed" for v in run)
    apart = sum(v.kernel == BY_SUITES or defects[v.name].scenario == KUNIT
                for v in run)
    kernels = sorted({v.kernel for v in run} - {BY_SUITES})
    missing = sorted(name for name, v in found.items() if not v)
    seconds = sum(v.seconds for v in run)
    harmless = sum(v.verdict == "survived" and
                   reasons.get(v.name, "").startswith(HARMLESS) for v in run)
    lines = [
        f"{len(defects)} defects, {len(run)} run: {len(run) - apart} on kernel "
        f"{', '.join(kernels) or 'none'}, {apart} under unit suites; {killed} "
        f"killed: {percent(killed, len(run))}. "
        f"{without_harmless(killed, len(run), harmless)}They needed {seconds / max(len(run), 1):.0f} s each, "
        "without the time to build them.",
        "", "## By kind", "",
        *table("Kind", grouped(defects, found, lambda d: d.kind)),
        "## By file", "",
        *table("File", grouped(defects, found, lambda d: d.file))]
    if without(defects):
        lines += [f"Without a defect: {names(without(defects))}.", ""]
    lines += ["## Survivors", ""]
    for verdict in sorted(run, key=lambda v: v.name):
        if verdict.verdict == "survived":
            defect = defects[verdict.name]
            why = reasons.get(verdict.name, "**no reason given**")
            lines.append(f"- `{verdict.name}` (`{defect.file}`, "
                         f"{defect.scenario}): {why}")
    errors = [v.name for v in run if v.verdict == "error"]
    if errors:
        lines += ["", f"In error: {names(errors)}."]
    if missing:
        lines += ["", "## Not run", "",
                  "Planned, but without a verdict for the driver as it is "
                  f"now: {names(missing)}."]
    return HEAD + "\n".join(lines).rstrip() + "\n"


def write(path: Path, defects: dict, reasons: dict, results: Results) -> bool:
    """Write it; says which verdicts are not as they should be."""
    found = {name: results.fresh(defect) for name, defect in defects.items()}
    run = [verdict for verdict in found.values() if verdict]
    if not run:
        raise Wrong("no verdict for the driver as it is now: run 'make "
                    "driver-mutants' first")
    good = True
    for verdict in run:
        word, why = judge(verdict, reasons)
        if word == "FAIL":
            good = False
            print(f"FAIL lab/mutants/{verdict.name} {why}")
    path.write_text(text(defects, reasons, found))
    print(f"{'PASS' if good else 'FAIL'} lab/mutants/report {len(run)} of "
          f"{len(defects)} defects have a verdict")
    return good
