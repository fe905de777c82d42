# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""`make reload`: the installed driver in place of the loaded one, and the old
one again when the new one brings no interface up or does not load at all."""
import common
import pytest
from lan import FIND_PORTS, LOAD_SECONDS, wait_ports
from vm import TOP

INSTALL = "/mana/scripts/mana-install"
# The state of the interface that the way in may lie on.
ADDRESS = "198.51.100.1/24"
ROUTE = "203.0.113.0/24"
# Every driver here has its interfaces in seconds; the wait for one that never
# comes should not take longer than the scenario needs.
RELOAD = f"RELOAD_TIMEOUT=60 sh {INSTALL} reload"


def wish(kernel: str) -> dict:
    """The installer and the idle driver lie in the guest."""
    names = ["dkms.conf", "scripts/mana-check", "scripts/mana-install"]
    names += [str(path.relative_to(TOP))
              for path in (TOP / "scripts/install").glob("*.sh")]
    return {"files": (f"{common.build_module('idle', kernel)}:/lab/idle.ko",
                      *(f"{TOP / name}:/mana/{name}" for name in names))}


SETUP = wish


def running(vm) -> str:
    """The loaded driver's version; "" for the kernel's own."""
    return vm.run("cat /sys/module/mana/version 2>/dev/null").out.strip()


def first_port(vm) -> str:
    return vm.check(FIND_PORTS).split()[0]


def check_interface(vm):
    """The port is as its user had left it."""
    port = first_port(vm)
    assert ADDRESS in vm.check(f"ip -o addr show dev {port}")
    assert ROUTE in vm.check(f"ip route show dev {port}")
    assert vm.check(f"cat /sys/class/net/{port}/carrier") == "1"


@pytest.fixture(scope="module")
def ours(vm) -> str:
    """The installed file, which a case may replace for a while."""
    return vm.check("modinfo -n mana")


def test_to_ours(vm, ours):
    """From the kernel's own driver to the installed one."""
    own = vm.check("find /lib/modules/$(uname -r)/kernel -name 'mana.ko*'")
    vm.check(f"mkdir -p /var/log /run/lock; insmod {own}", LOAD_SECONDS)
    port = wait_ports(vm)[0]
    vm.check(f"ip link set {port} up && ip addr add {ADDRESS} dev {port} && "
             f"ip route add {ROUTE} dev {port}", LOAD_SECONDS)
    vm.check(f"for i in $(seq 60); do [ $(cat /sys/class/net/{port}/carrier) "
             "= 1 ] && break; sleep 1; done")
    assert running(vm) == ""
    vm.check(RELOAD, LOAD_SECONDS)
    assert running(vm) == vm.check(f"modinfo -F version {ours}")
    check_interface(vm)


def test_nothing_to_do(vm):
    assert "nothing to do" in vm.check(RELOAD, LOAD_SECONDS)


def broken(vm, ours: str, command: str) -> str:
    """What reload says when the installed file is another one."""
    vm.check(f"cp {ours} /lab/ours.ko; mkdir -p /var/lib/mana-backport/loaded;"
             f" cp {ours} /var/lib/mana-backport/loaded/mana.ko; "
             "STATE=/var/lib/mana-backport; . /mana/scripts/install/reload.sh; "
             "loaded_build_id >$STATE/loaded/build-id")
    vm.check(f"{command}; depmod")
    done = vm.run(RELOAD, LOAD_SECONDS)
    vm.check(f"cp /lab/ours.ko {ours}; depmod")
    assert done.status == 1, done
    assert "the driver from before is loaded again" in done.out, done
    return done.out


def test_back_from_idle(vm, ours):
    """It loads, and no interface comes."""
    version = running(vm)
    assert "no interface is up" in broken(vm, ours, f"cp /lab/idle.ko {ours}")
    assert running(vm) == version
    check_interface(vm)


def test_back_from_broken(vm, ours):
    """It does not load: the file is cut off."""
    version = running(vm)
    assert "cannot be loaded" in broken(
        vm, ours, f"head -c 30000 /lab/ours.ko >{ours}")
    assert running(vm) == version
    check_interface(vm)


def test_session_lost(vm, ours):
    """The session that asked for it dies in the middle."""
    vm.check(f"cp /lab/ours.ko {ours}; depmod")
    vm.check(f"(FORCE=1 setsid sh {INSTALL} reload >/dev/null 2>&1 & "
             "echo $! >/lab/session); sleep 1; "
             "kill -HUP -- -$(cat /lab/session); sleep 1; "
             "kill -KILL -- -$(cat /lab/session); true", LOAD_SECONDS)
    vm.check("for i in $(seq 60); do grep -q 'interfaces are up' "
             "/var/log/mana-reload.log && break; sleep 1; done")
    wait_ports(vm)
    check_interface(vm)


def until_said(vm, words: str):
    """Wait for a line of the watch."""
    vm.check(f"for i in $(seq 120); do grep -qE '{words}' /lab/watched && exit;"
             " sleep 1; done; cat /lab/watched; exit 1", LOAD_SECONDS)


def test_watched(vm):
    """`mana-check --watch` tells what happens to the adapter."""
    port = first_port(vm)
    vm.check("sh /mana/scripts/mana-check --watch >/lab/watched 2>&1 & "
             "echo $! >/lab/watcher")
    until_said(vm, f"carrier {port}: 1")
    vm.control({"cmd": "link", "port": 0, "up": False})
    until_said(vm, f"carrier {port}: 1 -> 0")
    vm.control({"cmd": "link", "port": 0, "up": True})
    until_said(vm, f"carrier {port}: 0 -> 1")
    vm.control({"cmd": "event", "type": 135, "data": 0})
    until_said(vm, "event: .*the device is back")
    until_said(vm, f"counter {port} fault_.*")
    vm.check(f"ip link set {port} down", LOAD_SECONDS)
    until_said(vm, f"link {port}: up -> down")
    vm.check("kill $(cat /lab/watcher)")
    vm.check(f"ip link set {port} up", LOAD_SECONDS)


def test_unload(vm):
    common.check_unload(vm)


def test_log(vm):
    common.check_log(vm)


def test_report(vm):
    common.check_report(vm)
