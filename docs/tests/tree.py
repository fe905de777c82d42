# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What the project has: documents, their parts, targets, files, counters."""
import itertools
import os
import re
from dataclasses import dataclass
from pathlib import Path

IGNORED = {".git", "build", "__pycache__"}
FENCE = re.compile(r"^(```+)(\S*)\s*$")
MARK = re.compile(r"^<!-- test: (?P<where>.*?) *-->$")


@dataclass
class Block:
    """A fenced block: where it stands, its language, its mark, its text."""

    doc: str
    line: int
    language: str
    mark: str | None
    text: str

    @property
    def name(self) -> str:
        """For a result line."""
        return f"{self.doc}:{self.line}"


class Tree:
    """A checkout, or a copy of one."""

    def __init__(self, root: Path):
        self.root = root
        self.docs = {path: (root / path).read_text(encoding="utf-8")
                     for path in self.files() if path.endswith(".md")}

    def files(self) -> list:
        """Every file but what was built."""
        found = []
        for folder, inner, names in os.walk(self.root):
            inner[:] = sorted(set(inner) - IGNORED)
            found += [str((Path(folder) / name).relative_to(self.root))
                      for name in names]
        return sorted(found)

    def blocks(self, doc: str) -> list:
        """The fenced blocks of a document."""
        found, lines = [], self.docs[doc].splitlines()
        at = 0
        while at < len(lines):
            fence = FENCE.match(lines[at])
            if not fence:
                at += 1
                continue
            mark = MARK.match(lines[at - 1]) if at else None
            end = at + 1
            while end < len(lines) and lines[end].rstrip() != fence[1]:
                end += 1
            found.append(Block(doc, at + 1, fence[2],
                               mark and mark["where"],
                               "\n".join(lines[at + 1:end]) + "\n"))
            at = end + 1
        return found

    def prose(self, doc: str) -> list:
        """(line number, text) of what stands outside of fenced blocks."""
        out, inside = [], None
        for number, line in enumerate(self.docs[doc].splitlines(), 1):
            fence = FENCE.match(line)
            if fence and inside is None:
                inside = fence[1]
            elif fence and line.rstrip() == inside:
                inside = None
            elif inside is None:
                out.append((number, line))
        return out

    def spans(self, doc: str) -> list:
        """(line number, text) of what is set as code within a line."""
        return [(number, span) for number, line in self.prose(doc)
                for span in re.findall(r"`([^`]+)`", line)]

    def anchors(self, doc: str) -> set:
        """Names of the headings, as a web view of the document makes them."""
        found = set()
        for _, line in self.prose(doc):
            title = re.match(r"#+ +(.*)", line)
            if not title:
                continue
            text = re.sub(r"[^\w\- ]", "", title[1].lower().replace("`", ""))
            name = base = text.replace(" ", "-")
            for again in itertools.count(1):
                if name not in found:
                    break
                name = f"{base}-{again}"
            found.add(name)
        return found

    def targets(self) -> set:
        """The targets of make that are meant for users: the phony ones."""
        found = set()
        for path in [self.root / "Makefile", *self.root.glob("mk/*.mk")]:
            text = path.read_text(encoding="utf-8").replace("\\\n", " ")
            for line in re.findall(r"^\.PHONY:(.*)$", text, re.M):
                found.update(line.split())
        return found

    def counters(self) -> set:
        """Patterns of the counters that docs/counters.md explains."""
        found = set()
        for _, line in self.prose("docs/counters.md"):
            if not line.startswith("| `") and not line.startswith("| other"):
                continue
            first, base = line.split("|")[1], ""
            for span in re.findall(r"`([^`]+)`", first):
                for name in unbrace(span):
                    if name[0] in "_…":
                        name = base + name.lstrip("…")
                    else:
                        base = name[:name.rfind("_")]
                    found.add(re.sub(r"<\w>", "[0-9]+", name
                                     .replace("*", "[a-z0-9_]+")))
        return found


def unbrace(text: str) -> list:
    """a{b,c} as the shell expands it."""
    part = re.search(r"\{([^{}]*)\}", text)
    if not part:
        return [text]
    return [name for choice in part[1].split(",")
            for name in unbrace(text[:part.start()] + choice +
                                text[part.end():])]
