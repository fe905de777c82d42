# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Whatever a document names must be there: links, files, targets, counters.

Each check yields (document, what is wrong).
"""
import glob
import re
from pathlib import PurePosixPath

import lessons
import spec
from blocks import Wrong, parse
from tree import Tree

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FOLDERS = ("docs/", "scripts/", "lab/", "mk/", "emulator/", "kunit/", "compat/",
           "bench/", "packaging/", "drivers/", "include/", ".ci/", "LICENSES/")
# Where what is installed lies, or what a build leaves.
PROGRAMS = {"mana-emu": "emulator/options.c",
            "mana-emu-ctl": "emulator/mana-emu-ctl",
            "mana-check": "scripts/mana-check"}
COUNTER = re.compile(r"(hc|tx|rx|fault|hwc|reconfig|queue|event|link|stop|wake|"
                     r"cq)_[a-z0-9_<>*{},]+")
LANGUAGES = {"sh", "text", "json", "c", "make", "python"}
# Of a kernel tree, not of this project.
KERNEL_TARGETS = {"modules_prepare", "olddefconfig", "mrproper"}
KERNEL_PATHS = {"scripts/sign-file"}
# Of `ip -s link`, not of `ethtool -S`.
OTHER_COUNTERS = {"rx_missed_errors"}
# Tells of what was, too.
HISTORY = "CHANGELOG.md"
# An indented block that would escape its test.
COMMAND = re.compile(r"^ {4}(sudo |make\b|apt-get |dkms |git |lab/|scripts/|"
                     r"ethtool |ip |modprobe |mokutil |mana-)")


def check_links(tree: Tree):
    """A link leads to a file of the project, and to a heading of it."""
    for doc in tree.docs:
        for number, line in tree.prose(doc):
            for target in LINK.findall(line):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                goal = doc
                if path:
                    goal = str(PurePosixPath(doc).parent / path)
                    goal = str((tree.root / goal).resolve()
                               .relative_to(tree.root.resolve()))
                if not (tree.root / goal).exists():
                    yield doc, f"line {number}: there is no {target}"
                elif anchor and anchor not in tree.anchors(goal):
                    yield doc, f"line {number}: {goal} has no #{anchor}"


def words_of(tree: Tree, doc: str):
    """(line number, text) of all that is code: spans, and lines of blocks."""
    if doc == HISTORY:
        return
    yield from tree.spans(doc)
    for block in tree.blocks(doc):
        if block.language in ("sh", ""):
            for at, line in enumerate(block.text.splitlines(), block.line + 1):
                yield at, re.sub(r"(^|\s)#.*", "", line)


def check_targets(tree: Tree):
    """`make WORD` names a target."""
    targets = tree.targets()
    for doc in tree.docs:
        for number, text in words_of(tree, doc):
            for found in re.finditer(r"(?:^|[\s(|;&])make((?:\s+[^\s;&|<>()]+)+)",
                                     text):
                for word in found[1].split():
                    if not re.fullmatch(r"[a-z][a-z0-9_-]*", word):
                        continue
                    if word not in targets | KERNEL_TARGETS:
                        yield doc, f"line {number}: no target '{word}'"


def check_paths(tree: Tree):
    """A file or folder of the project that is named is there."""
    for doc in tree.docs:
        for number, text in words_of(tree, doc):
            for word in re.findall(r"[A-Za-z0-9_.][\w.*{},/<>-]*", text):
                if not word.startswith(FOLDERS) or word in KERNEL_PATHS:
                    continue
                pattern = re.sub(r"<[^>]*>", "*", word.rstrip(".,"))
                if text.startswith(("PASS ", "FAIL ", "SKIP ")):
                    continue  # the name of a result
                if "{" in pattern or "NN" in pattern:
                    continue
                places = (tree.root, (tree.root / doc).parent)
                if not any(glob.glob(str(place / pattern))
                           for place in places):
                    yield doc, f"line {number}: there is no {word}"


def program_of(tree: Tree, word: str):
    """Text of the program that a command line begins with, or None."""
    path = tree.root / PROGRAMS.get(PurePosixPath(word).name, word)
    if not re.fullmatch(r"[\w./-]+", word) or not path.is_file() or \
            path.suffix == ".md":
        return None
    return path.read_text(encoding="utf-8", errors="replace")


def check_options(tree: Tree):
    """An option that is shown with a program of ours is one of its."""
    for doc in tree.docs:
        for number, text in words_of(tree, doc):
            words = text.split()
            program = words and program_of(tree, words[0])
            if not program:
                continue
            for option in re.findall(r"(?:^|\s)--([a-z][a-z-]+)", text):
                if f'"{option}"' not in program and \
                        f"--{option}" not in program:
                    yield doc, (f"line {number}: {words[0]} has no "
                                f"option --{option}")


def check_scenarios(tree: Tree):
    """SCENARIO=NAME names one of the plan."""
    plan = (tree.root / "lab/scenarios/plan.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z-]+)[^:#\n]*:", plan, re.M)) | {"all"}
    for doc in tree.docs:
        for number, text in words_of(tree, doc):
            for word in re.findall(r"SCENARIO=([a-z,-]+)", text):
                for name in set(word.split(",")) - names:
                    yield doc, f"line {number}: no scenario '{name}'"


def check_counters(tree: Tree):
    """A counter that a document sends its reader to is explained."""
    known = tree.counters()
    for doc in ("README.md", "docs/troubleshooting.md", "docs/install.md"):
        if doc not in tree.docs:
            continue
        for number, span in tree.spans(doc):
            if not COUNTER.fullmatch(span) or span in OTHER_COUNTERS:
                continue
            name = span.replace("<q>", "0").replace("<n>", "2").rstrip("*_")
            if not any(re.fullmatch(each, name) or
                       (span.endswith("*") and each.startswith(name))
                       for each in known):
                yield doc, (f"line {number}: docs/counters.md does not "
                            f"explain {span}")


def check_findings(tree: Tree):
    """What "mana-check: `id`, ..." names is a finding of that program."""
    program = tree.root / "scripts/mana-check"
    told = [line for line in program.read_text(encoding="utf-8").splitlines()
            if "finding " in line]
    for doc in tree.docs:
        for number, line in tree.prose(doc):
            for part in re.findall(r"mana-check: ((?:`[a-z-]+`(?:, )?)+)",
                                   line):
                for name in re.findall(r"`([^`]+)`", part):
                    if not any(f" {name} " in line for line in told):
                        yield doc, (f"line {number}: mana-check finds no "
                                    f"{name}")


def check_marks(tree: Tree):
    """A block of commands says where it is tried, or why it cannot be."""
    for doc in tree.docs:
        for block in tree.blocks(doc):
            if block.language == "sh" and not block.mark:
                yield doc, (f"line {block.line}: a block of commands without "
                            "<!-- test: ... --> on the line before it")
            elif block.language == "sh":
                try:
                    parse(block.mark)
                except Wrong as err:
                    yield doc, f"line {block.line}: {err}"
            elif block.language not in LANGUAGES:
                yield doc, (f"line {block.line}: a block without a language "
                            f"('{block.language}'): sh for commands, text")
        for number, line in tree.prose(doc):
            if COMMAND.match(line):
                yield doc, (f"line {number}: commands stand in a ```sh block")


CHECKS = {name[6:]: check for name, check in list(globals().items())
          if name.startswith("check_")} | spec.CHECKS | lessons.CHECKS
