# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Coverage: what nothing reaches must turn the report red, and so must a reason
that nobody needs. No machine is booted and nothing is compiled."""
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

LAB = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(LAB))
import covered  # noqa: E402
import covered_report  # noqa: E402
import program  # noqa: E402

FOLDER = f"/somewhere/kbuild/{covered.DRIVER}"
SOURCE = """\
static int mana_a_half(int x)
{
	int err;

	err = mana_b_first(x);
	if (err)
		return err;
	err = mana_b_second(x);
	if (err)
		return err;
	return 0;
}

int mana_a_declared(int x,
		    int y);

static const struct ops mana_a_ops = {
	.half = mana_a_half,
};

void
mana_a_other(void)
{
	mana_b_first(0);
}
"""
SOURCES = {"a.c": covered.read_functions("a.c", SOURCE), "b.h": []}
SECOND = "mana_a_half: return err; (2)"


def gcov(*counts, other: int = 1) -> str:
    """What gcov prints of the source, when its lines 1, 5 to 11 were run so
    often, and the other function."""
    lines = [{"line_number": number, "count": count, "branches": []}
             for number, count in zip((1, 5, 6, 7, 8, 9, 10, 11), counts)]
    lines[2]["branches"] = [{"count": counts[3]},
                            {"count": counts[2] - counts[3]}]
    lines.append({"line_number": 24, "count": other, "branches": []})
    part = {"file": f"{FOLDER}/a.c", "lines": lines, "functions": [
        {"name": "mana_a_half", "execution_count": counts[0]},
        {"name": "mana_a_other", "execution_count": other}]}
    kernels = {"file": "./include/linux/slab.h", "lines": [],
               "functions": [{"name": "kzalloc", "execution_count": 0}]}
    return json.dumps({"files": [part, kernels]})


ALL = (3, 3, 3, 1, 2, 2, 1, 1)
NO_SECOND = (3, 3, 3, 1, 2, 2, 0, 2)


def keys(*documents: str) -> list:
    """What is not reached after these runs."""
    counts = covered.Counts()
    for text in documents:
        counts.merge(covered.read_gcov(text))
    return [gap.key for gap in covered.gaps(SOURCES, counts)]


def read(tmp_path, text: str) -> dict:
    """A list of exceptions."""
    path = tmp_path / "exceptions.txt"
    path.write_text(text)
    return covered.read_exceptions(path)


def test_all_reached():
    assert keys(gcov(*ALL)) == []


def test_function_that_nobody_enters_is_told():
    assert keys(gcov(*ALL, other=0)) == ["mana_a_other"]


def test_function_that_is_not_compiled_is_told():
    document = json.loads(gcov(*ALL))
    document["files"][0]["functions"].pop()
    assert keys(json.dumps(document)) == ["mana_a_other"]


def test_stretch_that_nothing_runs_is_told():
    assert keys(gcov(*NO_SECOND)) == [SECOND]
    assert keys(gcov(1, 1, 1, 1, 0, 0, 0, 0)) == \
        ["mana_a_half: err = mana_b_second(x);"]


def test_runs_add_up():
    assert keys(gcov(*NO_SECOND, other=0),
                gcov(3, 3, 3, 0, 3, 3, 3, 0, other=0)) == ["mana_a_other"]


def test_counts_are_kept():
    found = covered.read_gcov(gcov(*NO_SECOND))
    again = covered.Counts.load(json.loads(json.dumps(found.dump())))
    assert [g.key for g in covered.gaps(SOURCES, again)] == [SECOND]
    assert covered_report.figures(SOURCES["a.c"], again, "a.c") == \
        [(2, 2), (8, 9), (2, 2)]


def test_list_of_exceptions(tmp_path):
    assert read(tmp_path, f"# why\nmana_a_other\n{SECOND}\n\tno such\n"
                "\tdevice\n\nmana_x\n\tdead\n") == {
        "mana_a_other": "no such device", SECOND: "no such device",
        "mana_x": "dead"}


@pytest.mark.parametrize("text, complaint", (
    ("mana_a\n", "'mana_a' has no reason"),
    ("mana_b\n\twhy\nmana_a\n", "'mana_a' has no reason"),
    ("\twhy\n", ":1: a reason without a name"),
    ("mana_a\nmana_a\n\twhy\n", ":2: 'mana_a' is there twice"),
    ("mana_a\n\twhy\nmana_a\n\twhy\n", ":3: 'mana_a' is there twice"),
))
def test_bad_list(tmp_path, text, complaint):
    with pytest.raises(covered.Wrong, match=complaint):
        read(tmp_path, text)


def test_exceptions_name_what_there_is():
    assert covered.unknown(["mana_a_half", SECOND], SOURCES) == []
    assert covered.unknown(["mana_x", "mana_a_half: return -EIO;",
                            "mana_a_half: return err; (3)"], SOURCES) == \
        ["mana_x", "mana_a_half: return -EIO;", "mana_a_half: return err; (3)"]


@pytest.mark.parametrize("exceptions, complaints", (
    ({SECOND: "why"}, ()),
    ({}, ("a.c:10: nothing reaches",)),
    ({SECOND: "why", "mana_a_other": "why"}, ("'mana_a_other' is reached",)),
))
def test_judge(exceptions, complaints):
    found = covered.gaps(SOURCES, covered.read_gcov(gcov(*NO_SECOND)))
    wrong = covered.judge(found, exceptions)
    assert len(wrong) == len(complaints)
    for sentence, complaint in zip(wrong, complaints):
        assert complaint in sentence


def test_document_is_compared():
    exceptions = {SECOND: "no such device"}
    counts = covered.read_gcov(gcov(*NO_SECOND))
    text = covered_report.text(SOURCES, counts, exceptions,
                               {"smoke": {"load"}}, False)
    assert f"- `{SECOND}` (`a.c`): no such device" in text
    assert covered_report.compare(text, SOURCES, exceptions) == []
    for changed in (text.replace("no such", "another"),
                    text.replace("| `a.c` |", "| `x.c` |"),
                    text.replace("mana_a_half:", "mana_a_x:")):
        assert covered_report.compare(changed, SOURCES, exceptions) != []
    assert covered_report.compare(text, SOURCES, {}) != []


def test_early_document_asks_for_no_reasons():
    """As long as a scenario is missing."""
    counts = covered.read_gcov(gcov(*NO_SECOND, other=0))
    for missing, count in (([], 2), (["`traffic`"], 1)):
        text = covered_report.text(SOURCES, counts, {SECOND: "why"},
                                   {"smoke": {"load"}}, False, missing)
        assert text.count("\n- `") == count
        assert (covered_report.compare(text, SOURCES, {SECOND: "why"}) == []) \
            == bool(missing)
        assert ("to the end: `traffic`. 1 functions" in text) == bool(missing)


def test_suites_reach_what_scenarios_do_not():
    """It needs no reason then, and is told by the number."""
    counts = covered.read_gcov(gcov(*NO_SECOND, other=0))
    for suites, left in ((gcov(*ALL), 0), (gcov(*NO_SECOND), 1),
                         (gcov(*ALL, other=0), 1)):
        suites = covered.read_gcov(suites)
        found = [gap for gap in covered.gaps(SOURCES, counts)
                 if not covered.reaches(suites, gap)]
        assert len(found) == left
        text = covered_report.text(SOURCES, counts, {}, {"smoke": {"load"}},
                                   False, (), suites)
        assert text.count("\n- `") == left
        assert f"| a.c | {int(suites.functions['a.c']['mana_a_other'] > 0)} | " \
            in text
        assert covered_report.compare(text, SOURCES, {}) == [
            f"not so any more: {covered_report.item(gap, '**no reason given**')}"
            for gap in found]


def test_every_function_of_the_driver_is_known():
    sources = covered.read_sources()
    for file, functions in sources.items():
        text = (covered.TOP / covered.DRIVER / file).read_text()
        # A body begins with a brace at the margin.
        assert len(functions) == text.splitlines().count("{"), file


def test_report_is_red(tmp_path, monkeypatch, capsys):
    """A function that nobody enters, through the tool itself."""
    tool = program.load("coverage")
    monkeypatch.setattr(tool, "REPORT", tmp_path / "coverage.md")
    monkeypatch.setattr(tool, "scenarios", lambda: {"smoke": ["load"]})
    monkeypatch.setattr(tool, "count_suites", covered.Counts)
    kept = tool.Kept(tmp_path / "counts", "this driver")
    run = {"quick": True, "cases": ["load"]}
    for other, good in ((0, False), (1, True)):
        kept.add("smoke", {**run, "counts": covered.read_gcov(
            gcov(*ALL, other=other)).dump()})
        assert tool.report(kept, SOURCES, {}) == good
        assert ("nothing reaches 'mana_a_other'" in
                capsys.readouterr().out) != good
    # Neither a scenario that was not played nor counts of another driver pass.
    monkeypatch.setattr(tool, "scenarios", lambda: {"smoke": ["load"],
                                                    "traffic": ["vlan"]})
    assert not tool.report(kept, SOURCES, {})
    assert "    traffic\n" in capsys.readouterr().out
    with pytest.raises(covered.Wrong, match="no counts of the driver"):
        tool.report(tool.Kept(tmp_path / "counts", "another"), SOURCES, {})


PROGRAM = """
static int mana_a_half(int x, int y)
{
	int err;

	err = x;
	if (err)
		return err;
	if (y > 9)
		err = -5;
	return err;
}

int main(int argc, char **argv)
{
	return mana_a_half(argc - 1, *argv[0]++ == '!');
}
"""


def test_counters_of_a_guest(tmp_path):
    """Its archive and the notes of the build, read by gcov itself: branches
    that do next to nothing are counted."""
    tool = program.load("coverage")
    folder = tmp_path / "out/kbuild" / covered.DRIVER
    folder.mkdir(parents=True)
    (folder / "a.c").write_text(PROGRAM)
    flags = tool.FLAGS[1].removeprefix("KCFLAGS=").split()
    subprocess.run(["gcc", "-O2", *flags, "-fprofile-arcs", "-ftest-coverage",
                    "-o", "a", folder / "a.c"], cwd=folder, check=True,
                   stderr=subprocess.PIPE)
    subprocess.run([folder / "a"], check=True)
    data = next(folder.glob("*.gcda"))
    data.with_suffix(".gcno").rename(folder / "a.gcno")
    archive = tmp_path / "counters-0.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(data, f"./x/kbuild/{covered.DRIVER}/a.gcda")
    data.unlink()
    counts = tool.count(archive, tmp_path / "out")
    sources = {"a.c": covered.read_functions("a.c", PROGRAM)}
    assert [gap.key for gap in covered.gaps(sources, counts)] == \
        ["mana_a_half: return err;", "mana_a_half: err = -5;"]
    (folder / "a.c").write_text(PROGRAM + "int mana_other;\n")
    subprocess.run(["gcc", "-c", "-O2", "-fprofile-arcs", "-ftest-coverage",
                    "-o", "a.o", folder / "a.c"], cwd=folder, check=True)
    with pytest.raises(covered.Wrong, match="gcov: "):
        tool.count(archive, tmp_path / "out")
    with tarfile.open(archive, "w:gz"):
        pass
    with pytest.raises(covered.Wrong, match="no counters of the driver"):
        tool.count(archive, tmp_path / "out")


def test_own_list_and_document():
    tool = program.load("coverage")
    assert tool.check(covered.read_sources(), covered.read_exceptions())
