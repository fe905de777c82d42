# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Defects of the driver: no list, no verdict and no report may look better
than it is. No machine is booted and nothing is compiled."""
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

LAB = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(LAB))
sys.path.insert(1, str(LAB / "scenarios"))
import defect_bench  # noqa: E402
import defect_report  # noqa: E402
import defects  # noqa: E402
import program  # noqa: E402
import suites  # noqa: E402
from vm import Setup  # noqa: E402

LINE = "lost-tag eth/queues/rx.c vlan s/flags/0/"


mutate = program.load("mutate")


def read(tmp_path, text: str) -> dict:
    """The defects of a list with one kind."""
    (tmp_path / "offloads.txt").write_text(text)
    return defects.read(tmp_path)


def asked(*names, kernel=None, share=(0, 1), go_on=False, **bounds):
    """Arguments of the command line."""
    return SimpleNamespace(names=names, kernel=kernel, share=share, go_on=go_on,
                           **{"least": 1, "most": None, "waiting": None,
                              **bounds})


def verdict(defect, word="killed", case="vlan"):
    """What a run found."""
    return defects.Verdict(defect.name, word, case, "because", 7, "6.1",
                           defect.stamp())


def test_own_list_is_good():
    found = defects.read()
    assert len(found) >= 20
    reasons = defects.read_reasons(found)
    assert defects.read_waiting(found).isdisjoint(reasons)


def test_a_line(tmp_path):
    found = read(tmp_path, f"# a comment\n\n{LINE}\n"
                 "no-slave adapter.c faults-life:gone,paused s/a b/c d/\n")
    assert found["lost-tag"] == defects.Defect(
        "lost-tag", "offloads", "eth/queues/rx.c", "traffic", ("vlan",),
        "s/flags/0/")
    assert found["no-slave"].scenario == "faults-life"
    assert found["no-slave"].cases == ("gone", "paused")
    assert found["no-slave"].expression == "s/a b/c d/"


@pytest.mark.parametrize("line, complaint", (
    ("lost-tag eth/queues/rx.c vlan", "a line is NAME FILE CASES EXPRESSION"),
    ("lost_tag eth/queues/rx.c vlan s/a/b/", "is no name"),
    ("lost-tag eth/rx.c vlan s/a/b/", "there is no .*eth/rx.c"),
    ("lost-tag adapter.c nope:vlan s/a/b/", "no scenario 'nope'"),
    ("lost-tag adapter.c vlan,nope s/a/b/", "traffic has no case 'nope'"),
    (f"{LINE}\n{LINE}", "offloads.txt:2: there are two"),
))
def test_bad_line(tmp_path, line, complaint):
    with pytest.raises(defects.Wrong, match=complaint):
        read(tmp_path, line)


WIDE = ("set-read eth/port/netdev.c s/a/b/\n"
        "# a comment\n\npolled eth/queues/poll.c s/c d/e/\n")


def read_windows(tmp_path, text: str = WIDE) -> dict:
    """The windows of such a list."""
    path = tmp_path / "windows/windows.txt"
    path.parent.mkdir()
    path.write_text(text)
    return defects.read_windows(path)


def test_windows_of_a_line(tmp_path, monkeypatch):
    known = read_windows(tmp_path)
    assert known["polled"] == defects.Window("polled", "eth/queues/poll.c",
                                             "s/c d/e/")
    monkeypatch.setattr(defects, "read_windows", lambda: known)
    cases = "lost-tag eth/queues/rx.c {} s/flags/0/"
    for words, names in (("vlan", ()), ("vlan,rss+polled", ("polled",)),
                         ("configure:mtu+polled,set-read",
                          ("polled", "set-read"))):
        found = read(tmp_path, cases.format(words))["lost-tag"]
        assert tuple(window.name for window in found.windows) == names
        assert not any("+" in case for case in found.cases)


@pytest.mark.parametrize("words, complaint", (
    ("vlan+nope", "lost-tag: no window 'nope' in lab/windows.txt"),
    ("vlan+", "no window ''"), ("vlan+polled,", "no window ''"),
    ("vlan+polled,polled", "is named twice"),
    ("vlan+polled+set-read", "no window 'polled\\+set-read'"),
    ("+polled", "traffic has no case ''"),
))
def test_bad_windows_of_a_line(tmp_path, monkeypatch, words, complaint):
    known = read_windows(tmp_path)
    monkeypatch.setattr(defects, "read_windows", lambda: known)
    with pytest.raises(defects.Wrong, match=complaint):
        read(tmp_path, f"lost-tag eth/queues/rx.c {words} s/flags/0/")


@pytest.mark.parametrize("text, complaint", (
    ("polled adapter.c", "windows.txt:1: a line is NAME FILE EXPRESSION"),
    ("pol_led adapter.c s/a/b/", "is no name"),
    ("polled nope.c s/a/b/", "there is no .*nope.c"),
    ("polled adapter.c s/a/b/\npolled main.c s/a/b/", "txt:2: there are two"),
))
def test_bad_window(tmp_path, text, complaint):
    with pytest.raises(defects.Wrong, match=complaint):
        read_windows(tmp_path, text)


def test_own_windows_fit_one_after_the_other(tmp_path):
    shop = mutate.Workshop(tmp_path)
    shop.copy()
    for window in defects.read_windows().values():
        shop.plant(window)


def test_stamps(tmp_path):
    """Of a line without windows: what it was before there were any. Of one with
    windows: of these, of their files and of what they plant, too."""
    sources = (defects.DRIVER / "eth/queues/rx.c",
               defects.DRIVER / "eth/queues/poll.c", defects.WINDOW_HEADER)
    for path in sources:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x\n")
    plain = make_defect("s/flags/0/")
    assert plain.stamp(tmp_path) == "4d4e0b5b97f7"
    known = read_windows(tmp_path)
    wide = replace(plain, windows=(known["polled"],))
    seen = {plain.stamp(tmp_path), wide.stamp(tmp_path), replace(
        plain, windows=(replace(known["polled"], expression="s/c/e/"),)
    ).stamp(tmp_path)}
    assert len(seen) == 3
    # A comment is nothing that a case could see.
    (tmp_path / sources[0]).write_text("/* one\n * two */x\n")
    (tmp_path / sources[1]).write_text("x/* three */\n")
    assert plain.stamp(tmp_path) == "4d4e0b5b97f7"
    assert wide.stamp(tmp_path) in seen
    for path in sources[1:]:
        (tmp_path / path).write_text("y\n")
        assert plain.stamp(tmp_path) == "4d4e0b5b97f7"
        assert wide.stamp(tmp_path) not in seen
        seen.add(wide.stamp(tmp_path))


@pytest.mark.parametrize("line", ("nope because", "lost-tag", "lost-tag  ",
                                  "lost-tag why\nlost-tag why"))
def test_bad_reason(tmp_path, line):
    found = read(tmp_path, LINE)
    (tmp_path / defects.REASONS).write_text(line)
    with pytest.raises(defects.Wrong, match="survivors.txt:"):
        defects.read_reasons(found, tmp_path)


def test_unknown_name(tmp_path):
    with pytest.raises(defects.Wrong, match="no defect 'nope'"):
        mutate.choose(read(tmp_path, LINE), asked("nope"), None)


TWO = f"{LINE}\nkept adapter.c debug:traffic s/a/b/\n"


@pytest.mark.parametrize("kernel, chosen", (
    (None, ["kept", "lost-tag"]), ("6.1", ["lost-tag"]), ("7.3", ["lost-tag"]),
    ("6.1-debug", ["kept"]), ("7.3-debug", ["kept"]), ("6.1-races", [])))
def test_kernels_of_a_scenario(tmp_path, kernel, chosen):
    """What needs a debug kernel is played there, and nothing else is."""
    found = read(tmp_path, TWO)
    assert sorted(defect.name for defect in mutate.choose(
        found, asked(kernel=kernel), None)) == chosen
    assert [mutate.kernel_of(found[name]) for name in ("kept", "lost-tag")] == \
        ["6.1-debug", "6.1"]


@pytest.mark.parametrize("kernel, name, complaint", (
    ("6.1", "kept", "kept is for 6.1-debug or 7.3-debug"),
    ("6.1-debug", "lost-tag", "lost-tag needs no kernel like 6.1-debug")))
def test_kernel_that_does_not_fit(tmp_path, kernel, name, complaint):
    with pytest.raises(defects.Wrong, match=complaint):
        mutate.choose(read(tmp_path, TWO), asked(name, kernel=kernel), None)


@pytest.mark.parametrize("parts", (1, 2, 3, 7))
def test_shares_cover_the_list(parts):
    found = defects.read()
    chosen = [d.name for k in range(parts) for d in
              mutate.choose(found, asked(share=(k, parts)), None)]
    assert sorted(chosen) == sorted(found)


@pytest.mark.parametrize("text", ("", "3", "3/3", "-1/3", "a/b", "1/"))
def test_bad_share(text):
    with pytest.raises(mutate.argparse.ArgumentTypeError, match="K"):
        mutate.share(text)


def test_ends_of_the_scenario_are_played(tmp_path):
    defect = read(tmp_path, LINE)["lost-tag"]
    plan = {"traffic": ["ping_v4", "vlan", "unload", "log", "report",
                        "capture"]}
    assert defect.plays(plan) == ["vlan", "unload", "log", "report"]


@pytest.mark.parametrize("word, reasons, result", (
    ("killed", {}, "PASS"), ("survived", {"lost-tag": "equal"}, "PASS"),
    ("survived", {}, "FAIL"), ("killed", {"lost-tag": "equal"}, "FAIL"),
    ("error", {}, "FAIL"), ("error", {"lost-tag": "equal"}, "FAIL"),
))
def test_verdict(tmp_path, word, reasons, result):
    defect = read(tmp_path, LINE)["lost-tag"]
    assert defects.judge(verdict(defect, word), reasons)[0] == result


def test_list_cannot_shrink(tmp_path, capsys):
    found = read(tmp_path, LINE)
    name = {"lost-tag": "x"}
    assert mutate.check_list(found, {}, set(), asked(least=1, most=0, waiting=0))
    assert "FAIL" not in capsys.readouterr().out
    assert not mutate.check_list(found, {}, set(), asked(least=2))
    assert "FAIL lab/mutants/defects 1: at least 2" in capsys.readouterr().out
    assert not mutate.check_list(found, name, set(), asked(most=0))
    assert not mutate.check_list(found, {}, set(name), asked(waiting=0))


def test_those_that_wait(tmp_path):
    found = read(tmp_path, f"{LINE}\nno-tag eth/queues/tx.c vlan s/a/b/\n")
    (tmp_path / defects.WAITING).write_text("# why\nno-tag\n")
    waiting = defects.read_waiting(found, tmp_path)
    for args, names in ((asked(waiting=1), ["lost-tag"]),
                        (asked(), ["lost-tag", "no-tag"]),
                        (asked("no-tag", waiting=1), ["no-tag"])):
        assert [defect.name for defect in
                mutate.choose(found, args, None, waiting)] == names
    (tmp_path / defects.WAITING).write_text("nope\n")
    with pytest.raises(defects.Wrong, match="waiting.txt:1: no defect 'nope'"):
        defects.read_waiting(found, tmp_path)


@pytest.mark.parametrize("found, result", (
    ({"a": ("PASS", ""), "b": ("PASS", "")}, "survived"),
    ({"a": ("FAIL", "x"), "b": ("PASS", "")}, "killed"),
    ({"a": ("PASS", ""), "log": ("FAIL", "x")}, "killed"),
    ({"a": ("PASS", "")}, "error"), ({}, "error"),
    ({"a": ("INFRA", "no boot")}, "error"),
    ({"a": ("SKIP", "x"), "b": ("PASS", "")}, "error"),
))
def test_cases(found, result):
    assert defect_bench.judge(found, ["a", "b"])[0] == result


class FakeMachine:
    """Stands for one that has had some users."""

    def __init__(self, used: int):
        self.used = used

    def kill(self):
        """It is not there."""


class FakeGuest(FakeMachine):
    """One that remembers what it was booted for, and may be soiled."""

    def __init__(self, setup, run_dir, module):
        super().__init__(0)
        self.setup = setup
        self.clean = True

    def start(self):
        """It boots at once."""

    def begin(self, module):
        """Another user."""
        self.used += 1

    def is_clean(self):
        """As the test says."""
        return self.clean


def test_machines_are_used_again(tmp_path, monkeypatch):
    monkeypatch.setattr(defect_bench, "Machine", FakeGuest)
    keeper = defect_bench.Keeper("6.1", tmp_path,
                                 {"one": Path("one.ko"), "two": Path("two.ko")})

    def lend(module, **wish):
        keeper.module = module
        return keeper.lend(Setup("6.1", **wish))

    first = lend("one")
    assert lend("two") is first and first.used == 2
    other = lend("one", cpus=8)
    assert other is not first and other.used == 1
    other.clean = False
    assert lend("one", cpus=8) is not other
    assert keeper.boots == 3
    assert all(f":{defect_bench.FOLDER}/" in name
               for name in keeper.machine.setup.files)


LOG = {"a": ("FAIL", "AssertionError: ['[  9.1] BUG: x']")}
PLAIN = {"a": ("FAIL", "no traffic")}
TROUBLE = {"a": ("INFRA", "no boot")}
GOOD = {"a": ("PASS", "")}


@pytest.mark.parametrize("used, first, second, result, plays", (
    (1, LOG, GOOD, "killed", 1), (2, LOG, GOOD, "survived", 2),
    (2, LOG, LOG, "killed", 2), (2, PLAIN, GOOD, "killed", 1),
    (2, GOOD, PLAIN, "survived", 1), (1, TROUBLE, PLAIN, "killed", 2),
    (1, TROUBLE, TROUBLE, "error", 2),
))
def test_doubtful_verdicts_are_repeated(tmp_path, used, first, second, result,
                                        plays):
    keeper = defect_bench.Keeper("6.1", tmp_path, {})
    keeper.machine = FakeMachine(used)
    answers = [first, second]
    keeper.play = lambda *_: answers.pop(0)
    assert keeper.attempt("m", "s", ["a"])[0] == result
    assert len(answers) == 2 - plays


@pytest.fixture(name="shop")
def make_shop(tmp_path):
    """A workshop with a driver of one file, which "builds" unless it says
    #error."""
    shop = mutate.Workshop(tmp_path / "shop")
    source = shop.tree / defects.DRIVER / "eth/queues/rx.c"
    source.parent.mkdir(parents=True)
    source.write_text("flags\n")
    shop.modules.mkdir()
    (shop.tree / "Makefile").write_text(
        "all:\n\tmkdir -p $(OUT)\n"
        f"\t! grep '#error' {source}\n\tcp {source} $(OUT)/mana.ko\n")
    return shop


def make_defect(expression: str) -> defects.Defect:
    """One of that file."""
    return defects.Defect("lost-tag", "offloads", "eth/queues/rx.c", "traffic",
                          ("vlan",), expression)


def test_defect_is_built_and_taken_back(shop):
    assert shop.make(make_defect("s/flags/0/")).read_text() == "0\n"
    source = shop.tree / defects.DRIVER / "eth/queues/rx.c"
    assert source.read_text() == "flags\n"


def test_modules_are_kept_for_their_sources(shop, tmp_path):
    shop.top = tmp_path / "top"
    for name in ("Makefile", "Kbuild", "dkms.conf", "mk/build.mk",
                 "scripts/build-module", "drivers/x.c", "include/x.h",
                 "compat/x.h", defects.WINDOW_HEADER):
        path = shop.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    kept = shop.modules / "x.ko"
    for change, stays in (("", False), ("", True), ("int x;", False)):
        (shop.top / "drivers/x.c").write_text(change)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("")
        shop.copy()
        assert kept.exists() == stays
    shop.kdir = "/another"
    shop.copy()
    assert not kept.exists()


def test_module_is_not_built_twice(shop):
    defect = make_defect("s/flags/0/")
    module = shop.make(defect)
    (shop.tree / "Makefile").write_text("all:\n\tfalse\n")
    assert shop.make(defect) == module
    with pytest.raises(defects.Wrong, match="does not build"):
        shop.make(make_defect("s/flags/1/"))


@pytest.mark.parametrize("expression, complaint", (
    ("s/gone/0/", "no longer fits eth/queues/rx.c"),
    ("s/flags/#error/", "does not build: .*#error"),
    ("s/flags", "bad expression"),
))
def test_defect_that_is_none(shop, tmp_path, capsys, expression, complaint):
    with pytest.raises(defects.Wrong, match=complaint):
        shop.make(make_defect(expression))
    results = defects.Results(tmp_path / "results.tsv")
    this = mutate.Round("6.1", results, {})
    this.run(shop, [make_defect(expression)],
             lambda modules: FakeKeeper("killed", "vlan", str(modules)))
    assert not this.good
    assert capsys.readouterr().out.startswith("FAIL lab/mutants/lost-tag ")
    assert results.found["lost-tag"].verdict == "error"


def make_window(expression: str) -> defects.Window:
    """One of that file."""
    return defects.Window("late", "eth/queues/rx.c", expression)


@pytest.fixture(name="wide_shop")
def make_wide_shop(shop):
    """The same, with what windows plant."""
    header = shop.tree / defects.WINDOW_HEADER
    header.parent.mkdir()
    header.write_text("\n")
    return shop


def test_defect_is_planted_after_its_windows(wide_shop):
    shop, source = wide_shop, wide_shop.tree / defects.DRIVER / "eth/queues/rx.c"
    late = make_window("s/^flags/late(), flags/")
    plain = make_defect("s/flags/0/")
    assert shop.make(replace(plain, windows=(late,))).read_text() == \
        "late(), 0\n"
    assert source.read_text() == "flags\n"
    assert shop.make(plain).read_text() == "0\n"
    assert shop.make_clean((late,)).read_text() == "late(), flags\n"
    assert shop.make_clean(()).read_text() == "flags\n"
    assert source.read_text() == "flags\n"


@pytest.mark.parametrize("window, defect, complaint", (
    ("s/gone/0/", "s/flags/0/", "late: the expression no longer fits"),
    ("s/flags/late()/", "s/flags/0/", "lost-tag: the expression no longer"),
    ("s/flags", "s/flags/0/", "late: bad expression"),
    ("s/flags/#error flags/", "s/flags/0/", "does not build: .*#error"),
))
def test_windows_that_do_not_fit(wide_shop, window, defect, complaint):
    with pytest.raises(defects.Wrong, match=complaint):
        wide_shop.make(replace(make_defect(defect),
                               windows=(make_window(window),)))
    source = wide_shop.tree / defects.DRIVER / "eth/queues/rx.c"
    assert source.read_text() == "flags\n"


class FakeKeeper:
    """Notices what it is told to."""

    def __init__(self, *answer):
        self.answer = answer
        self.dropped = False

    def attempt(self, *_):
        """The verdict."""
        return self.answer

    def drop(self):
        """The end."""
        self.dropped = True


@pytest.mark.parametrize("answer, good", (
    (("killed", "vlan", "x"), True), (("survived", "", ""), False),
    (("error", "vlan", "no boot"), False)))
def test_round(shop, tmp_path, answer, good):
    results = defects.Results(tmp_path / "results.tsv")
    this = mutate.Round("6.1", results, {})
    keeper = FakeKeeper(*answer)
    defect = make_defect("s/flags/0/")
    this.run(shop, [defect], lambda modules: keeper)
    assert this.good == good and keeper.dropped
    again = defects.Results(tmp_path / "results.tsv")
    assert again.found == results.found
    assert again.fresh(defect).verdict == answer[0]
    assert not again.fresh(make_defect("s/flags/1/"))
    found = {defect.name: defect}
    left = [defect] if answer[0] == "error" else []
    assert mutate.choose(found, asked(go_on=True), again) == left
    assert mutate.choose(found, asked(), again) == [defect]


@pytest.mark.parametrize("said, verdict, case", (
    ("PASS kunit mutant lost-tag: caught by a, b\nPASS kunit mutants: 1",
     "killed", "a, b"),
    ("FAIL kunit mutant lost-tag: survives", "survived", ""),
    ("FAIL kunit mutant lost-tag: changes nothing in x", "error", ""),
    ("PASS kunit mutant lost-tags: caught by a", "error", ""),
    ("", "error", ""),
))
def test_suites(said, verdict, case):
    assert suites.judge("lost-tag", said)[:2] == (verdict, case)


def test_defect_of_suites():
    plan, only = mutate.read_plan()
    line = "deep recovery.c kunit:{} s/a/b/"
    defect = defects.parse("rings", line.format("mana_bar"), plan, only, {})
    assert defect.plays(plan) == ["mana_bar"]
    with pytest.raises(defects.Wrong, match="no suite 'mana_none'"):
        defects.parse("rings", line.format("mana_none"), plan, only, {})


def test_suites_of_a_file():
    """Each source of the driver is in a program, what it includes is too."""
    held = suites.holders()
    sources = {path.relative_to(defects.TOP / defects.DRIVER).as_posix()
               for path in (defects.TOP / defects.DRIVER).rglob("*.c")}
    assert not sources - set(held)
    assert set(held["eth/queues/queues.h"]) >= {"mana_rxq", "mana_txq"}
    assert held["eth/cmd_queue.c"] == ["suites"]
    assert held["gdma/state.c"] == ["mana_gdma_core"]


def test_suites_are_asked_until_one_notices(tmp_path, monkeypatch):
    asked_of = []

    def run(which, some, _):
        asked_of.append((which, [defect.name for defect in some]))
        return {defect.name: ("killed" if which == defect.expression else
                              "survived", which, "") for defect in some}

    monkeypatch.setattr(suites, "run", run)
    monkeypatch.setattr(suites, "holders", lambda: {
        "rx": ["mana_rxq", "mana_txq"], "tx": ["mana_txq"]})
    some = [SimpleNamespace(name=name, file=file, expression=by)
            for name, file, by in (("a", "rx", "mana_rxq"), ("d", "rx", ""),
                                   ("b", "tx", "mana_txq"), ("c", "xx", ""))]
    found = suites.play_all(some, tmp_path)
    assert asked_of == [("mana_rxq", ["a", "d"]), ("mana_txq", ["d", "b"])]
    assert {name: words[:2] for name, words in found.items()} == {
        "a": ("killed", "mana_rxq"), "b": ("killed", "mana_txq"),
        "d": ("survived", "mana_txq")}


def test_verdicts_of_suites(shop, tmp_path, monkeypatch, capsys):
    """What they do not notice has no verdict: a scenario may see it."""
    some = [make_defect("s/flags/0/"),
            replace(make_defect("s/flags/1/"), name="kept-tag"),
            replace(make_defect("s/flags/2/"), name="no-tag"),
            replace(make_defect("s/flagz/2/"), name="nothing")]
    monkeypatch.setattr(suites, "play_all", lambda *_: {
        some[0].name: ("killed", "rxq_tags", ""),
        "kept-tag": ("survived", "", ""),
        "nothing": ("error", "", "changes nothing")})
    results = defects.Results(tmp_path / "results.tsv")
    this = mutate.Round(defects.BY_SUITES, results, {})
    this.run_suites(some)
    assert set(results.found) == {some[0].name}
    assert results.fresh(some[0]).kernel == defects.BY_SUITES
    assert "left to the scenarios: kept-tag no-tag nothing" in \
        capsys.readouterr().out


def test_noticed_by_chance():
    verdict = defects.Verdict("lost-tag", "killed", "vlan", "x", 1, "6.1", "")
    assert defects.judge(verdict, {"lost-tag": "a window: y"})[0] == "PASS"
    assert defects.judge(verdict, {"lost-tag": "windows"})[0] == "FAIL"


def test_verdicts_that_came_along(shop, tmp_path):
    kept, path = tmp_path / "kept.tsv", tmp_path / "results.tsv"
    defect = make_defect("s/flags/0/")
    this = mutate.Round("6.1", defects.Results(kept), {})
    this.settle(defect, ("killed", "vlan", f"see {mutate.TOP}/build/log"), 0)
    results = defects.Results(path, kept)
    assert results.fresh(defect).why == "see build/log"
    mutate.Round("6.1", results, {}).settle(defect, ("survived", "", ""), 0)
    # A checkout's own come first, and only they are written.
    results = defects.Results(path, kept)
    assert results.fresh(defect).verdict == "survived"
    assert defects.Results(kept).fresh(defect).verdict == "killed"
    # Unless they no longer hold.
    results.found[defect.name].stamp = "of another line"
    assert results.fresh(defect).verdict == "killed"
    results.write(path, [results.fresh(defect)])
    assert defects.Results(path).found == defects.Results(kept).found


KILLED, SURVIVED = ("killed", "vlan", "x"), ("survived", "", "")


@pytest.mark.parametrize("reasons, first, second, kept, good", (
    ({}, SURVIVED, KILLED, "killed", True),
    ({}, SURVIVED, SURVIVED, "survived", False),
    ({}, KILLED, SURVIVED, "killed", True),
    ({"lost-tag": "y"}, KILLED, SURVIVED, "survived", True),
    ({"lost-tag": "y"}, KILLED, KILLED, "killed", False),
    ({"lost-tag": "y"}, SURVIVED, KILLED, "survived", True),
))
def test_unexpected_is_asked_for_twice(shop, tmp_path, reasons, first, second,
                                       kept, good):
    results = defects.Results(tmp_path / "results.tsv")
    this = mutate.Round("6.1", results, reasons)
    keeper = FakeKeeper()
    answers = [first, second]
    keeper.attempt = lambda *_: answers.pop(0)
    this.run(shop, [make_defect("s/flags/0/")], lambda modules: keeper)
    assert this.good == good and results.found["lost-tag"].verdict == kept


@pytest.mark.parametrize("answer, good", (
    (("survived", "", ""), True), (("killed", "vlan", "x"), False),
    (("error", "vlan", "no boot"), False)))
def test_control(shop, tmp_path, capsys, answer, good):
    this = mutate.Round("6.1", defects.Results(tmp_path / "results.tsv"), {})
    keeper = FakeKeeper(*answer)
    twice = [make_defect("s/flags/0/"), make_defect("s/flags/1/")]
    this.control(shop, twice, lambda modules: keeper)
    assert this.good == good and keeper.dropped
    out = capsys.readouterr().out
    assert out.count("\n") == 1 and out.startswith("PASS" if good else "FAIL")


def test_control_plays_windows_alone(wide_shop, tmp_path, capsys):
    this = mutate.Round("6.1", defects.Results(tmp_path / "results.tsv"), {})
    plain = make_defect("s/flags/0/")
    wide = replace(plain, windows=(make_window("s/^flags/late(), flags/"),))
    built = {}

    def make_keeper(modules):
        built.update({name: path.read_text()
                      for name, path in modules.items()})
        keeper = FakeKeeper()
        keeper.attempt = lambda module, *_: \
            KILLED if "late" in built[module] else SURVIVED
        return keeper

    this.control(wide_shop, [plain, wide], make_keeper)
    assert sorted(built.values()) == ["flags\n", "late(), flags\n"]
    assert not this.good
    good, bad = sorted(capsys.readouterr().out.splitlines(), reverse=True)
    assert good.startswith("PASS") and "+" not in good
    assert bad.startswith("FAIL") and "+late vlan x" in bad


def test_report(tmp_path, capsys):
    found = read(tmp_path, f"{LINE}\nno-tag eth/queues/tx.c vlan s/a/b/\n"
                 "no-rss eth/queues/rx.c rss s/a/b/\n")
    results = defects.Results(tmp_path / "results.tsv")
    out = tmp_path / "mutation.md"
    with pytest.raises(defects.Wrong, match="make driver-mutants"):
        defect_report.write(out, found, {}, results)
    results.add(verdict(found["lost-tag"]))
    results.add(replace(verdict(found["no-tag"], "survived", ""),
                        kernel=defects.BY_SUITES))
    assert not defect_report.write(out, found, {}, results)
    assert "FAIL lab/mutants/no-tag was not noticed" in capsys.readouterr().out
    assert defect_report.write(out, found, {"no-tag": "it is equal"}, results)
    text = out.read_text()
    assert "3 defects, 2 run: 1 on kernel 6.1, 1 under unit suites; 1 killed: 50 %" \
        in text
    assert "| offloads | 3 | 2 | 1 | 1 | 50 % |" in text
    assert "| eth/queues/rx.c | 2 | 1 | 1 | 0 | 100 % |" in text
    assert "`no-tag` (`eth/queues/tx.c`, traffic): it is equal" in text
    assert text.endswith("is now: `no-rss`.\n")
    assert "that survive are harmless" not in text
    assert defect_report.write(out, found, {"no-tag": "harmless: it is equal"},
                               results)
    assert "1 that survive are harmless, as their reasons say: without these, " \
        "100 %" in out.read_text()


@pytest.mark.parametrize("killed, run, told", [
    (0, 0, "-"), (1, 3, "33 %"), (313, 314, "99 %"), (314, 314, "100 %")])
def test_percent(killed, run, told):
    """Only all of them are 100 %."""
    assert defect_report.percent(killed, run) == told
