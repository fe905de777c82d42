# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Run the commands that the documents show, where their marks say.

    <!-- test: host -->            in a copy of the project, by bash -e
    <!-- test: quick -->           the same, cheap enough for each CI run
    <!-- test: root:bookworm -->   as root in a Debian system (lab/root) whose
                                   running kernel is the newest installed there
    <!-- test: lab:6.1 -->         in a guest with the adapter and our driver
    <!-- test: ci:60-demo -->      that CI step runs it, or a program it calls
                                   reads the document
    <!-- test: none because ... --> a reason

Behind the place: `exit N` when the commands shall end so. Blocks of a document
at the same place follow each other: files and variables stay.
"""
import re
import subprocess
import sys
from pathlib import Path

from tree import Block, Tree

PLACE = re.compile(r"(?P<place>host|quick|root:(?P<system>[a-z]+)|"
                   r"lab:(?P<kernel>[\w.-]+)|ci:(?P<step>[\w-]+))"
                   r"(?: exit (?P<status>\d+))?")
SECONDS = 3600
# In a Debian system the kernel that runs is the host's: say what a user's would.
UNAME = r"""#!/bin/sh
[ "$*" != -r ] || exec sh -c 'ls /lib/modules | sort -V | tail -n 1'
exec /usr/bin/uname "$@"
"""


class Wrong(Exception):
    """A block did not do what it promises."""


def parse(mark: str):
    """(kind, match) of a mark; Wrong when it is none."""
    if re.fullmatch(r"none because \S.{9,}", mark):
        return "none", None
    found = PLACE.fullmatch(mark)
    if not found:
        raise Wrong(f"'{mark}' is no place, see docs/tests/blocks.py; "
                    "'none' needs a reason: none because ...")
    return found["place"].split(":")[0], found


def copy(root: Path, to: Path):
    """The project without what was built."""
    to.mkdir(parents=True)
    tar = subprocess.Popen(["tar", "-C", root, "--exclude=./.git",
                            "--exclude=./build", "--exclude=__pycache__",
                            "-cf", "-", "."], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-C", to, "-xf", "-"], stdin=tar.stdout, check=True)
    if tar.wait():
        raise Wrong(f"cannot copy {root}")


def assignments(text: str) -> str:
    """The variables that a block leaves to the next one."""
    return "".join(f"{line}\n" for line in text.splitlines()
                   if re.match(r"[A-Z_]+=", line))


def shell(command: list, cwd: Path, want: int):
    """Run it; Wrong with the end of what it said when it ends otherwise."""
    done = subprocess.run(command, cwd=cwd, check=False, text=True,
                          errors="replace", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=SECONDS)
    if done.returncode != want:
        raise Wrong(f"exit status {done.returncode}, not {want}: "
                    f"{done.stdout.strip()[-1200:]}")


class Sessions:
    """The places of one run, made when first needed."""

    def __init__(self, tree: Tree, work: Path):
        self.tree, self.work = tree, work
        self.copy = None
        self.guests, self.before = {}, {}

    def scratch(self) -> Path:
        """The copy of the project that host blocks share."""
        if not self.copy:
            copy(self.tree.root, self.work / "copy")
            self.copy = self.work / "copy"
        return self.copy

    def run(self, block: Block):
        """Do what the mark says."""
        kind, found = parse(block.mark)
        want = int((found and found["status"]) or 0)
        key = (block.doc, found and found["place"])
        text = self.before.get(key, "") + block.text
        self.before[key] = self.before.get(key, "") + assignments(block.text)
        if kind in ("host", "quick"):
            shell(["bash", "-ec", text], self.scratch(), want)
        elif kind == "root":
            self.in_root(block.doc, found["system"], text, want)
        elif kind == "lab":
            self.in_guest(found["kernel"], text, want)
        elif kind == "ci":
            self.by_step(found["step"], block)

    def in_root(self, doc: str, system: str, text: str, want: int):
        """In a system of the document's own."""
        lab = self.tree.root / "lab/root"
        home = self.work / f"{system}-{doc.replace('/', '-')}"
        if not home.exists():
            shell([lab, "prepare", system], self.work, 0)
            copy(self.tree.root, home / "project")
            (home / "uname").write_text(UNAME)
            (home / "uname").chmod(0o755)
        shell([lab, "run", "--upper", home / "upper",
               "--bind-rw", f"{home}/project:/root/mana-backport",
               "--bind", f"{home}:/mnt", system, "--", "bash", "-ec",
               "cp /mnt/uname /usr/local/bin/uname; cd /root/mana-backport\n" +
               text], self.work, want)

    def in_guest(self, kernel: str, text: str, want: int):
        """In the guest of that kernel, its ports up."""
        lab = self.tree.root / "lab"
        if kernel not in self.guests:
            sys.path.insert(0, str(lab))
            from vm import VM, Setup  # pylint: disable=import-outside-toplevel
            shell([lab / "kernels", "prepare", kernel], self.work, 0)
            shell(["bash", "-ec", "make -s emulator && make -s "
                   f"KDIR=$(lab/kernels kdir {kernel})"], self.tree.root, 0)
            guest = VM(Setup(kernel), self.work / f"vm-{kernel}")
            self.guests[kernel] = guest
            guest.start()
            guest.check("modprobe mana; for i in /sys/class/net/eth*; "
                        "do ip link set ${i##*/} up; done")
        result = self.guests[kernel].run(f"set -e\n{text}")
        if result.status != want:
            raise Wrong(f"exit status {result.status}, not {want}: "
                        f"{result.out.strip()[-1200:]}")

    def by_step(self, step: str, block: Block):
        """A CI step says it too, or a test that it runs reads the document."""
        path = f".ci/steps.d/{step}"
        if not (self.tree.root / path).exists():
            raise Wrong(f"there is no CI step {step}")
        text = self.program(path, set())
        if block.doc in text:
            return
        for line in block.text.splitlines():
            words = re.sub(r"(^|\s)#.*", "", line).split()
            if words and not re.search(rf"\b{re.escape(words[-1])}\b", text):
                raise Wrong(f"CI step {step} does not run '{line.strip()}'")

    def program(self, path: str, seen: set) -> str:
        """Its text and that of the programs and makefiles it names."""
        file = self.tree.root / path
        if path in seen or not file.is_file() or file.suffix == ".md":
            return ""
        seen.add(path)
        text = file.read_text(encoding="utf-8", errors="replace")
        named = re.findall(r"(?:scripts|packaging|lab|docs/tests)/[\w./-]+",
                           text)
        return text + "".join(self.program(name, seen) for name in named)

    def close(self):
        """End the guests."""
        for guest in self.guests.values():
            guest.kill()
