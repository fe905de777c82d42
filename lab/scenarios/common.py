# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Checks that several scenarios make."""
import shutil
import subprocess

from lan import LOAD_SECONDS, Lan, check_meant
from vm import LAB, TOP, VM, Infrastructure, lab_tool

# Taint bits that a warning, an oops, a bad page or a lock-up leave behind.
TAINT = 1 << 5 | 1 << 7 | 1 << 9 | 1 << 14

# Debian's drivers now and then arm an event queue that they have given back, now
# and then so late that the channel is gone too.
KNOWN_OF_DEBIANS = (4, 53, 59)


# For a guest that notes who asked for each piece of memory.
TRACED = "slub_debug=U,kmalloc-*"
# Calls that lead from who wants memory to where it is taken; behind more, the
# stack wanted it for itself, while it was called.
CALLS = 5


def build_module(folder: str, kernel: str):
    """The one module whose sources lie in a folder of the lab."""
    out = TOP / "build/lab" / folder
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(LAB / folder, out)
    # Headers may name the compiler of another Debian release.
    done = subprocess.run(
        ["make", "-C", lab_tool("kernels", "kdir", kernel), f"M={out}",
         "CC=gcc", "modules"], check=False, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    found = list(out.glob("*.ko"))
    if done.returncode or len(found) != 1:
        raise Infrastructure(f"module of lab/{folder}: {done.stdout[-300:]}")
    return found[0]


def check_identity(vm: VM, driver: str):
    """The module that runs is the installed file, and the one meant."""
    check_meant(vm)
    for field in ("version", "srcversion"):
        loaded = vm.run(f"cat /sys/module/mana/{field}").out.strip()
        if driver == "in-tree" and not vm.check(f"modinfo -F {field} mana"):
            continue
        assert loaded == vm.check(f"modinfo -F {field} mana"), field
        assert loaded, f"the module has no {field}"


def check_unload(vm: VM):
    """Unloading leaves nothing behind in the device, and in memory nothing that
    our driver asked for."""
    vm.check("rmmod mana", LOAD_SECONDS)
    check_nothing_alive(vm)
    if vm.setup.driver == "ours":
        check_nothing_kept(vm)


def live_objects(vm: VM) -> dict:
    """Kind of object -> how many of the driver's the device holds."""
    return vm.control({"cmd": "report"})["objects"]["live"]


def check_nothing_alive(vm: VM):
    """The device holds no object of the driver's."""
    live = live_objects(vm)
    assert not {kind: n for kind, n in live.items() if n}, live


def traced(vm: VM, pattern: str) -> list:
    """Pieces of memory in use by who asked for them: for each, how many, and the
    calls that led there, when a pattern of awk fits all that. The kernel tells
    since 5.16."""
    if TRACED not in vm.setup.append or vm.setup.kernel.startswith("5."):
        return []
    # Pieces of one origin are a paragraph.
    out = vm.check("cd /sys/kernel/debug/slab && awk 'BEGIN { RS = \"\" } "
                   f"/{pattern}/ {{ print $0 \"\\n\" }}' "
                   "kmalloc-*/alloc_traces")
    return [[line.strip() for line in text.splitlines()]
            for text in out.split("\n\n") if text.strip()]


def memory_kept(vm: VM) -> list:
    """What code asked for that is no longer there, as an unloaded module is: an
    address of it has no name."""
    return [lines for lines in traced(vm, r"\n +0x[0-9a-f]+")
            if any(line.startswith("0x") for line in lines[1:CALLS + 1])]


def packets_held(vm: VM) -> int:
    """Packets that somebody made and nobody has freed; received ones lie
    elsewhere."""
    return sum(int(lines[0].split()[0]) for lines in traced(vm, "__alloc_skb"))


def check_back(vm: VM, count, before: int):
    """No more than before is in use; what is given back after a grace period is
    on its way for a while."""
    for _ in range(20):
        now = count(vm)
        if now <= before:
            return
        vm.check("sleep 0.5")
    raise AssertionError(f"{now} in use, {before} before")


def check_nothing_kept(vm: VM):
    """All memory of the unloaded module was given back."""
    try:
        check_back(vm, lambda vm: len(memory_kept(vm)), 0)
    except AssertionError:
        raise AssertionError("memory of the unloaded module: "
                             f"{memory_kept(vm)[:3]}") from None


def broken_rules(vm: VM) -> dict:
    """Rule of the device whose breach fails a run -> how often, and where
    first."""
    return {hit["rule"]: (hit["count"], hit["first"])
            for hit in vm.control({"cmd": "violations"})["violations"]
            if hit["severity"] in "FS"}


def check_log(vm: VM):
    """No kernel message that a clean run does not have."""
    assert vm.kernel_trouble() == []
    tainted = int(vm.check("cat /proc/sys/kernel/tainted"))
    assert not tainted & TAINT, f"tainted {tainted:#x}"


def check_report(vm: VM):
    """Power off; the driver broke no rule of the device."""
    report = vm.report or vm.shutdown()
    known = KNOWN_OF_DEBIANS if vm.setup.driver == "in-tree" else ()
    broken = [f"R-{v['rule']} {v['count']}x: {v['first']}"
              for v in report["violations"]
              if v["severity"] in "FS" and v["rule"] not in known]
    assert not broken, "; ".join(broken)
    assert vm.kernel_trouble() == []


def dma_errors(vm: VM) -> int:
    """Mistakes in DMA mappings that the debug kernel has counted."""
    folder = "/sys/kernel/debug/dma-api"
    assert vm.check(f"cat {folder}/disabled") == "N"
    return int(vm.check(f"cat {folder}/error_count"))


def leaks(vm: VM) -> str:
    """Memory that nobody refers to any more, as the debug kernel sees it."""
    # Only what is older than five seconds is judged, and the first look may
    # take a pointer that is on its way for none.
    vm.check("for i in 1 2; do sleep 6; "
             "echo scan >/sys/kernel/debug/kmemleak; done", 600)
    return vm.check("cat /sys/kernel/debug/kmemleak")


def check_no_checksum_error(lan: Lan):
    """The stacks of both sides verified everything and found it right."""
    for side in (0, 1):
        assert lan.checksum_errors(side) == {}
