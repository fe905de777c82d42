# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The defects planted in the driver: their list, why some survive, and what
was found out about each.

A list is lab/mutants/KIND.txt. A line of it: NAME, FILE below the driver's
folder, CASES that must turn red, of the traffic scenario or SCENARIO:CASES,
and a sed -E expression that makes the defect. CASES+WINDOW,WINDOW adds the
delays of these names in lab/windows.txt, which are planted before it. The cases
kunit:SUITE,SUITE are suites of kunit/, run in user space. A scenario that is for
certain kernels only, as those for debug kernels are, is played on these.
"""
import hashlib
import re
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from plan import TOP, read_plan

# How the names of the lab's own kernels end.
OWN = ("-debug", "-gcov", "-races")
# Not a scenario of a virtual machine: suites in user space.
KUNIT = "kunit"
# Where a verdict comes from, in the place of a kernel, when suites gave it of a
# defect whose line names a scenario.
BY_SUITES = "suites"
# A program of its own, though it runs in kernels as well.
CORE_SUITE = "mana_gdma_core"
DRIVER = Path("drivers/net/ethernet/microsoft/mana")
LISTS = TOP / "lab/mutants"
WINDOWS = TOP / "lab/windows.txt"
# What their expressions plant.
WINDOW_HEADER = Path("lab/windows.h")
# In the same folder: NAME and why no case can see it.
REASONS = "survivors.txt"
# What begins so may be noticed by chance.
CHANCE = "a window: "
# What begins so changes nothing that anybody could see.
HARMLESS = "harmless"
# In the same folder: the names of those that were never played.
WAITING = "waiting.txt"
# How a file of verdicts begins.
HEAD = """\
# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Written by lab/mutate. Separated by tabs: name, verdict, case, why, seconds,
# kernel, stamp of the defect and its file.
"""
# Of no effect on what a case may see.
COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
# Cases that end a scenario; a defect may show in any of them.
LAST = ("unload", "log", "report")


class Wrong(Exception):
    """A line that cannot be used, or a defect that is none."""


def read_code(path: Path) -> bytes:
    """A source without its comments."""
    return COMMENT.sub(b"", path.read_bytes())


@dataclass(frozen=True)
class Window:
    """A delay at a point of the driver where it is vulnerable."""

    name: str
    file: str
    expression: str

    def stamp(self, top: Path) -> bytes:
        """What it is, and in what."""
        return "\n".join(astuple(self)).encode() + \
            read_code(top / DRIVER / self.file)


@dataclass(frozen=True)
class Defect:
    """A line of a list."""

    name: str
    kind: str
    file: str
    scenario: str
    cases: tuple
    expression: str
    windows: tuple = ()
    kernels: tuple = ()

    def fits(self, kernel: str) -> bool:
        """Whether it is played there: on the lab's own kernels only what needs
        them is."""
        return kernel in self.kernels if self.kernels else \
            not kernel.endswith(OWN)

    def stamp(self, top: Path = TOP) -> str:
        """What a verdict holds for: this line and this state of the file but
        for comments, and the same of its windows."""
        text = "\n".join(map(str, (self.name, self.kind, self.file,
                                   self.scenario, self.cases,
                                   self.expression))).encode()
        text += read_code(top / DRIVER / self.file)
        if self.windows:
            text += (top / WINDOW_HEADER).read_bytes()
            text += b"".join(window.stamp(top) for window in self.windows)
        return hashlib.sha256(text).hexdigest()[:12]

    def plays(self, plan: dict) -> list:
        """The cases to run, with those that end the scenario."""
        if self.scenario == KUNIT:
            return list(self.cases)
        return [case for case in plan[self.scenario]
                if case in self.cases or case in LAST]


def lines(path: Path) -> list:
    """Pairs of place and text, without comments."""
    return [(f"{path.name}:{number}", line)
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if line and not line.startswith("#")]


def check_place(name: str, file: str):
    """The words that lines of all lists begin with."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise Wrong(f"'{name}' is no name: small letters, digits and dashes")
    if not (TOP / DRIVER / file).is_file():
        raise Wrong(f"{name}: there is no {DRIVER}/{file}")


def read_windows(path: Path = WINDOWS) -> dict:
    """All windows by name."""
    found = {}
    for place, line in lines(path):
        words = line.split(None, 2)
        try:
            if len(words) < 3:
                raise Wrong("a line is NAME FILE EXPRESSION")
            check_place(*words[:2])
            if words[0] in found:
                raise Wrong(f"there are two of '{words[0]}'")
        except Wrong as err:
            raise Wrong(f"lab/{place}: {err}") from err
        found[words[0]] = Window(*words)
    return found


def choose_windows(words: str, known: dict) -> tuple:
    """The windows of these names, separated by commas."""
    names = words.split(",")
    for name in names:
        if name not in known:
            raise Wrong(f"no window '{name}' in lab/windows.txt")
    if len(set(names)) < len(names):
        raise Wrong(f"a window of {words} is named twice")
    return tuple(known[name] for name in names)


def parse(kind: str, line: str, plan: dict, only: dict,
          windows: dict) -> Defect:
    """One line; says what is wrong with it."""
    words = line.split(None, 3)
    if len(words) < 4:
        raise Wrong("a line is NAME FILE CASES EXPRESSION")
    name, file, cases, expression = words
    check_place(name, file)
    scenario, _, cases = cases.rpartition(":")
    cases, widened, names = cases.partition("+")
    try:
        found = Defect(name, kind, file, scenario or "traffic",
                       tuple(cases.split(",")), expression,
                       choose_windows(names, windows) if widened else ())
    except Wrong as err:
        raise Wrong(f"{name}: {err}") from err
    if found.scenario == KUNIT:
        try:
            suites_program(found.cases)
        except Wrong as err:
            raise Wrong(f"{name}: {err}") from err
        return found
    if found.scenario not in plan:
        raise Wrong(f"{name}: no scenario '{found.scenario}' in "
                    "lab/scenarios/plan.txt")
    for case in found.cases:
        if case not in plan[found.scenario]:
            raise Wrong(f"{name}: {found.scenario} has no case '{case}'")
    kernels = only.get(found.scenario)
    return replace(found, kernels=tuple(kernels.split(","))) if kernels else \
        found


def suites_program(suites: tuple) -> str:
    """The user-space program that holds suites: their own, or all others'."""
    programs = set()
    for suite in suites:
        if (TOP / f"kunit/host/{suite}_kunit.c").exists() or \
                suite == CORE_SUITE:
            programs.add(suite)
        elif (TOP / f"kunit/{suite}_kunit.c").exists():
            programs.add("suites")
        else:
            raise Wrong(f"there is no suite '{suite}' in kunit")
    if len(programs) > 1:
        raise Wrong(f"{', '.join(suites)} are not one program: name one")
    return programs.pop()


def read(folder: Path = LISTS) -> dict:
    """All defects by name."""
    plan, only = read_plan()
    windows = read_windows()
    found, bad = {}, []
    for path in sorted(folder.glob("*.txt")):
        if path.name in (REASONS, WAITING):
            continue
        for place, line in lines(path):
            try:
                defect = parse(path.stem, line, plan, only, windows)
                if defect.name in found:
                    raise Wrong(f"there are two of '{defect.name}'")
                found[defect.name] = defect
            except Wrong as err:
                bad.append(f"lab/mutants/{place}: {err}")
    if bad:
        raise Wrong("\n".join(bad))
    return found


def read_reasons(defects: dict, folder: Path = LISTS) -> dict:
    """Why a defect survives, by its name."""
    found = {}
    if not (folder / REASONS).exists():
        return found
    for place, line in lines(folder / REASONS):
        name, _, reason = line.partition(" ")
        if name not in defects or not reason.strip() or name in found:
            raise Wrong(f"lab/mutants/{place}: a line is the NAME of a defect, "
                        "once, and the reason why it survives")
        found[name] = reason.strip()
    return found


def read_waiting(defects: dict, folder: Path = LISTS) -> set:
    """Those of which nobody knows yet whether a case sees them."""
    path = folder / WAITING
    found = lines(path) if path.exists() else []
    for place, name in found:
        if name not in defects:
            raise Wrong(f"lab/mutants/{place}: no defect '{name}'")
    return {name for _, name in found}


@dataclass
class Verdict:
    """What became of a defect: killed, survived, or an error of the list (it
    does not build) or the machine."""

    name: str
    verdict: str
    case: str
    why: str
    seconds: int
    kernel: str
    stamp: str


class Results:
    """The verdicts of all runs, in a file that a later run goes on with; those
    of `before`, which came with the project, count where it has none."""

    def __init__(self, path: Path, before: Path | None = None):
        self.path = path
        self.found = self.load(path)
        self.before = self.load(before) if before else {}

    @staticmethod
    def load(path: Path) -> dict:
        """What a file holds, by name."""
        found = {}
        for _, line in lines(path) if path.exists() else ():
            words = line.split("\t")
            words[4] = int(words[4])
            found[words[0]] = Verdict(*words)
        return found

    def add(self, verdict: Verdict):
        """Keep it, on the disk too."""
        self.found[verdict.name] = verdict
        self.write(self.path, self.found.values())

    @staticmethod
    def write(path: Path, verdicts):
        """A file of verdicts, by name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(HEAD + "".join(
            "\t".join(map(str, astuple(verdict))) + "\n"
            for verdict in sorted(verdicts, key=lambda v: v.name)))
        part.rename(path)

    def fresh(self, defect: Defect) -> Verdict | None:
        """The verdict, if neither the defect nor its file has changed since."""
        for kept in (self.found, self.before):
            found = kept.get(defect.name)
            if found and found.stamp == defect.stamp():
                return found
        return None


def judge(verdict: Verdict, reasons: dict) -> tuple:
    """PASS or FAIL, and a sentence."""
    reason = reasons.get(verdict.name)
    if verdict.verdict == "killed" and reason and reason.startswith(CHANCE):
        return "PASS", f"is noticed by {verdict.case}, by chance: {reason}"
    if verdict.verdict == "killed" and reason:
        return "FAIL", (f"is noticed by {verdict.case}: remove it from "
                        f"lab/mutants/{REASONS}")
    if verdict.verdict == "killed":
        return "PASS", f"{verdict.case}: {verdict.why}"
    if verdict.verdict == "survived" and reason:
        return "PASS", f"survives: {reason}"
    if verdict.verdict == "survived":
        return "FAIL", ("was not noticed: extend a case, or say in "
                        f"lab/mutants/{REASONS} why none can")
    return "FAIL", verdict.why
