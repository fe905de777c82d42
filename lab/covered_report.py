# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""docs/coverage.md: written of the counts, and compared with the sources."""
from collections import Counter

from covered import Counts, Gap, gaps, reaches

HEAD = """\
<!-- SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause -->
<!-- Copyright (c) 2026 mana-backport contributors -->
<!-- Made by `make coverage-report`: do not edit. -->
# What the scenarios run through of the driver

`make coverage` builds the driver with gcov's counters, plays the scenarios with it in virtual machines whose kernel collects them
(`6.1-gcov`), and adds up what they ran through. What no scenario reaches, the unit suites may reach above stand-ins for the kernel and the
device (`kunit/host`). A function that neither enters and a stretch of lines that neither runs need a reason in
`lab/coverage-exceptions.txt`. To be run is not to be judged: docs/mutation.md says what scenarios and suites notice.

"""


def percent(part: int, whole: int) -> str:
    """A share in a table."""
    return f"{100 * part / whole:.0f} %" if whole else "-"


def figures(functions: list, counts: Counts, file: str) -> list:
    """Pairs of reached and all: functions, lines, branches of a file."""
    entered = counts.functions.get(file, {})
    lines = counts.lines.get(file, {})
    branches = [taken for line in counts.branches.get(file, {}).values()
                for taken in line]
    return [(sum(bool(entered.get(f.name)) for f in functions),
             len(functions)),
            (sum(map(bool, lines.values())), len(lines)),
            (sum(map(bool, branches)), len(branches))]


def row(title: str, found: list) -> str:
    """A line of the table."""
    return f"| {title} | " + " | ".join(
        f"{part} of {whole} | {percent(part, whole)}"
        for part, whole in found) + " |"


def table(sources: dict, counts: Counts) -> list:
    """The figures of each file that defines functions, and their sum."""
    found = {file: figures(functions, counts, file)
             for file, functions in sources.items() if functions}
    total = [tuple(map(sum, zip(*column))) for column in zip(*found.values())]
    return ["| File | Functions | | Lines | | Branches | |",
            "|---|---|---|---|---|---|---|",
            *(row(f"`{file}`", pairs) for file, pairs in found.items()),
            row("all", total), ""]


def item(gap: Gap, reason: str) -> str:
    """A line of the list of what is not reached."""
    return f"- `{gap.key}` (`{gap.file}`): {reason}"


def items(found: list, exceptions: dict) -> list:
    """What is not reached, and why."""
    return [item(gap, exceptions.get(gap.key, "**no reason given**"))
            for gap in found]


def by_suites(found: list, counts: Counts, suites: Counts) -> list:
    """What the unit suites alone reach, by file."""
    functions = Counter(gap.file for gap in found if ": " not in gap.key)
    parts = Counter(gap.file for gap in found if ": " in gap.key)
    lines = ["## Run by unit suites alone", "",
             "| File | Functions | Stretches |", "|---|---|---|"]
    lines += [f"| {file} | {functions[file]} | {parts[file]} |"
              for file in sorted(set(functions) | set(parts))]
    return [*lines, "", branches_of_suites(counts, suites), ""]


def branches_of_suites(counts: Counts, suites: Counts) -> str:
    """How many branches are taken, as the suites' compiler counts them."""
    taken = [way for file in counts.functions
             for line in suites.branches.get(file, {}).values()
             for way in line]
    return (f"The suites take {sum(map(bool, taken))} of {len(taken)} "
            f"branches, {percent(sum(map(bool, taken)), len(taken))}.")


def text(sources: dict, counts: Counts, exceptions: dict,
         played: dict, quick: bool, missing: list = (),
         suites: Counts = None) -> str:
    """The document; `played` says of each scenario which cases. As long as some
    are `missing`, it is early to ask for reasons. `suites` are the counts of the
    unit suites."""
    suites = suites or Counts()
    found = gaps(sources, counts)
    apart = [gap for gap in found if reaches(suites, gap)]
    found = [gap for gap in found if gap not in apart]
    silent = [gap for gap in found if missing and gap.key not in exceptions]
    found = [gap for gap in found if gap not in silent]
    whole = [gap for gap in found if ": " not in gap.key]
    parts = [gap for gap in found if ": " in gap.key]
    lines = [*table(sources, counts),
             "## Functions that are never entered", "",
             *(items(whole, exceptions) or ["None."]), "",
             "## Stretches that are never run", "",
             "Each is named by its function and its first line; `(2)` is the "
             "second line of that text in the function.", "",
             *(items(parts, exceptions) or ["None."]), "",
             *(by_suites(apart, counts, suites) if apart else []),
             "## Played", "",
             ("Smaller amounts and fewer rounds (`QUICK=1`). " if quick else
              "") + "Scenarios, and their number of cases: " +
             ", ".join(f"`{name}` {len(cases)}"
                       for name, cases in played.items()) + "."]
    if missing:
        lines += ["", f"Not played, or not to the end: {', '.join(missing)}. "
                  f"{len(silent)} functions and stretches without a reason "
                  "are not named above: those may reach them."]
    return HEAD + "\n".join(lines) + "\n"


def compare(document: str, sources: dict, exceptions: dict) -> list:
    """What the document says otherwise than the sources and the list of
    exceptions, a sentence each."""
    lines = document.splitlines()
    wrong = []
    for file, functions in sources.items():
        rows = [line for line in lines if line.startswith(f"| `{file}` | ")]
        if functions and not rows:
            wrong.append(f"{file} is not in the table")
    for line in lines:
        if line.startswith("| `") and line.split("`")[1] not in sources:
            wrong.append(f"there is no {line.split('`')[1]}")
    files = {}
    for file, functions in sources.items():
        for function in functions:
            files[function.name] = file
    due = {item(Gap(key, files.get(key.split(": ")[0], "?"), ()), reason)
           for key, reason in exceptions.items()}
    told = {line for line in lines if line.startswith("- `")}
    wrong += [f"missing: {line}" for line in sorted(due - told)]
    wrong += [f"not so any more: {line}" for line in sorted(told - due)]
    return wrong
