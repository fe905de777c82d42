# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What a virtual machine says of itself before it is started."""
import sys
from pathlib import Path

import pytest

LAB = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(LAB))
import vm  # noqa: E402


@pytest.fixture(name="describe")
def _describe(tmp_path, monkeypatch):
    """Its description, of a kernel that need not be there."""
    monkeypatch.setattr(vm, "lab_tool", lambda *args: "6.1.0-56-cloud-amd64")

    def describe(**setup):
        machine = vm.VM(vm.Setup("6.1", console=True, **setup),
                        tmp_path / "run")
        text = machine.describe()
        machine.kill()
        return machine, text
    return describe


def test_describe(describe):
    """Kernel, driver, each socket that it will have, logs, the way out."""
    machine, text = describe(driver="in-tree")
    for words in ("6.1.0-56-cloud-amd64", "the kernel's own",
                  f"{machine.private}/dev", f"{machine.private}/control",
                  f"{machine.private}/command", str(machine.dir), "Ctrl-A X"):
        assert words in text, text
    # the paths are those that the programs are given
    machine.arch = "amd64"
    given = " ".join(map(str, machine._qemu_args()))
    for name in ("dev", "command"):
        assert f"{machine.private}/{name}" in given


def test_describe_ours(describe, tmp_path):
    """The file that is ours."""
    module = tmp_path / "mana.ko"
    module.touch()
    assert str(module) in describe(module=module)[1]


def test_describe_no_device(describe):
    """No adapter, no socket of it."""
    machine, text = describe(driver="none", emulator=None)
    assert f"{machine.private}/control" not in text and "none" in text


# What a kernel prints when something went wrong, one line for each phrase.
TROUBLE = """
BUG: unable to handle page fault for address: ffffffffc0a1b2c3
kernel BUG at lib/dynamic_queue_limits.c:27!
WARNING: CPU: 0 PID: 12 at net/core/dev.c:10894 netdev_run_todo+0x4a0/0x520
Oops: 0002 [#1] PREEMPT SMP NOPTI
general protection fault, probably for non-canonical address 0xdead000000000100
Call Trace:
Kernel panic - not syncing: Fatal exception in interrupt
BUG: KASAN: slab-use-after-free in mana_rx_poll+0x1/0x2
UBSAN: array-index-out-of-bounds in eth/rx.c:10:2
BUG: KCSAN: data-race in mana_pair_poll [mana] / mana_txq_xmit [mana]
DMA-API: mana 0000:01:00.0: device driver frees DMA memory with wrong size
WARNING: possible circular locking dependency detected
WARNING: possible recursive locking detected
WARNING: possible irq lock inversion dependency detected
WARNING: inconsistent lock state
[ BUG: Invalid wait context ]
WARNING: suspicious RCU usage
INFO: task ip:812 blocked for more than 120 seconds.
watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [swapper/1:0]
rcu: INFO: rcu_preempt self-detected stall on CPU
rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
irq 24: nobody cared (try booting with the "irqpoll" option)
NETDEV WATCHDOG: eth0 (mana): transmit queue 1 timed out
DMAR: DRHD: handling fault status reg 2
DMAR: [DMA Write NO_PASID] Request device [01:00.0] fault addr 0xfff0000
unreferenced object 0xffff8880055aa000 (size 512):
kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)
ref_tracker: eth%d@00000000a1 has 1/1 users at
page_pool_release_retry() stalled pool shutdown: id 12, 3 inflight 60 sec
unregister_netdevice: waiting for eth0 to become free. Usage count = 2
""".strip().splitlines()

# What one prints when all is well.
HARMLESS = """
DMA-API: preallocated 65536 debug entries
DMA-API: debugging enabled by kernel config
kasan: KernelAddressSanitizer initialized
BUG: KCSAN: data-race in tick_irq_enter / tick_nohz_idle_got_tick
DMAR: Host address width 39
DMAR: DRHD base: 0x000000fed90000 flags: 0x0
DMAR: Intel(R) Virtualization Technology for Directed I/O
rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
mana 0000:01:00.0: fault: tx_queue_dead
""".strip().splitlines()


@pytest.fixture(name="machine")
def _machine(tmp_path):
    """One that never boots."""
    machine = vm.VM(vm.Setup("6.1"), tmp_path / "run")
    yield machine
    machine.kill()


def write(machine, *lines):
    """The kernel prints something."""
    with open(machine.dir / "console.log", "a", encoding="utf-8") as log:
        log.writelines(f"[   12.345678] {line}\n" for line in lines)


@pytest.mark.parametrize("line", TROUBLE, ids=range(len(TROUBLE)))
def test_trouble(machine, line):
    write(machine, HARMLESS[0], line)
    assert len(machine.kernel_trouble()) == 1


def test_each_phrase_is_needed(machine):
    """A phrase that a line above shows to be found is also found alone."""
    for phrase in vm.TROUBLE.pattern.split("|"):
        assert any(vm.re.search(phrase, line) for line in TROUBLE), phrase


def test_harmless(machine):
    write(machine, *HARMLESS)
    assert machine.kernel_trouble() == []


def test_pass_over(machine):
    """What was judged is not judged again; what comes later is."""
    write(machine, TROUBLE[0])
    machine.pass_over()
    assert machine.kernel_trouble() == []
    write(machine, TROUBLE[1])
    assert len(machine.kernel_trouble()) == 1
