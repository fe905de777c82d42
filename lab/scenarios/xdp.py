# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""XDP programs on the ports: pass, drop, answer, and forward from one port to
another. Ports 0 and 1 are wired to each other, and so are 2 and 3."""
import base64
import re
import subprocess
import tempfile
from pathlib import Path

import common
import pytest
from lan import LOAD_SECONDS, Lan, load

SETUP = {"emulator": ("--ports", "4")}
SOURCE = Path(__file__).resolve().parent.parent / "xdp/xdp.c"
INCLUDE = f"/usr/include/{subprocess.getoutput('gcc -print-multiarch')}"
ECHOES = 20
DATAGRAMS = 8


@pytest.fixture(scope="module")
def ports(vm) -> list:
    """All four, by number."""
    return load(vm, 4)


@pytest.fixture(scope="module")
def lan(vm, ports) -> Lan:
    """The first two, in two namespaces."""
    net = Lan(vm, ports[:2])
    net.build()
    return net


@pytest.fixture(scope="module")
def xdp(lan):
    """Attach a program to a side's port, and take it off; name None."""
    program = install(lan.vm, "/tmp/xdp.o")

    def attach(side: int, name):
        what = f"obj {program} sec xdp_{name}" if name else "off"
        # Without force, one program does not replace another.
        lan.ns(side, f"ip -force link set {lan.ports[side]} xdpdrv {what}",
               LOAD_SECONDS)
    return attach


def install(vm, path: str, *defines: str) -> str:
    """Compile the programs, put them into the guest."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "xdp.o"
        subprocess.run(["clang", "-target", "bpf", "-O2", "-Wall", "-Werror",
                        f"-I{INCLUDE}", *defines, "-c", SOURCE, "-o", out],
                       check=True)
        text = base64.b64encode(out.read_bytes()).decode()
    vm.check(f"echo {text} | base64 -d >{path}")
    return path


def counter(lan, side: int, name: str) -> int:
    """A counter of ethtool -S, summed over the queues."""
    return sum(n for key, n in lan.statistics(side).items()
               if re.fullmatch(rf"[rt]x_\d+_{name}", key))


def flows(lan):
    """A little of everything passes both ways."""
    for side in (0, 1):
        lan.ping(lan.v4(1 - side), "-c 3 -i 0.2", side=side)
        lan.ping(lan.v6(1 - side), "-c 3 -i 0.2", side=side)
        lan.tcp(side, lan.v4(1 - side), 4 << 20)


def send_datagrams(lan, count: int):
    """UDP from side 0 to 1 to which no answer is expected."""
    lan.ns(0, f"busybox traceroute -n -m 1 -w 1 -q {count} {lan.v4(1)} 100")
    lan.settle()


def test_pass(lan, xdp):
    for side in (0, 1):
        xdp(side, "pass")
    out = lan.ns(1, f"ip -d link show {lan.ports[1]}")
    assert re.search(r"\bprog/xdp id \d+", out), out
    flows(lan)
    lan.udp(0, lan.v4(1), 100)


def test_drop(lan, xdp):
    """The datagrams go and are counted, the rest passes."""
    xdp(1, "drop")
    before = counter(lan, 1, "xdp_drop")
    send_datagrams(lan, DATAGRAMS)
    assert counter(lan, 1, "xdp_drop") - before == DATAGRAMS
    flows(lan)
    assert counter(lan, 1, "xdp_drop") - before == DATAGRAMS
    xdp(1, "pass")
    lan.udp(0, lan.v4(1), 100)


def test_tx(lan, xdp):
    """Echoes are answered by the program: the stack is told not to."""
    mute = "/proc/sys/net/ipv4/icmp_echo_ignore_all"
    lan.ns(1, f"echo 1 >{mute}")
    assert lan.vm.run(lan.in_ns(0, f"ping -c 2 -W 2 {lan.v4(1)}")).status
    xdp(1, "tx")
    before = counter(lan, 1, "xdp_tx")
    for size in (18, 56, 1000, 1472):
        lan.ping(lan.v4(1), f"-c {ECHOES} -i 0.05 -s {size}")
    assert counter(lan, 1, "xdp_tx") - before == 4 * ECHOES
    lan.ns(1, f"echo 0 >{mute}")
    lan.tcp(0, lan.v4(1), 1 << 20)
    xdp(1, "pass")
    flows(lan)


def test_mtu(lan, xdp):
    """A frame must fit the page that a program gets."""
    port = lan.ports[0]
    xdp(0, None)
    largest = int(re.search(r"maxmtu (\d+)",
                            lan.ns(0, f"ip -d link show {port}")).group(1))
    if largest < 9000:
        pytest.skip(f"this driver's largest MTU is {largest}")
    lan.ns(0, f"ip link set {port} mtu 9000", LOAD_SECONDS)
    refused = lan.vm.run(lan.in_ns(0, f"ip link set {port} xdpdrv obj "
                                      "/tmp/xdp.o sec xdp_pass"))
    assert refused.status
    lan.ns(0, f"ip link set {port} mtu 3000", LOAD_SECONDS)
    xdp(0, "pass")
    assert lan.vm.run(lan.in_ns(0, f"ip link set {port} mtu 9000")).status
    lan.ns(0, f"ip link set {port} mtu 1500", LOAD_SECONDS)
    flows(lan)


def test_kept(lan, xdp):
    """A program stays over a restart of the port."""
    xdp(1, "drop")
    lan.ns(1, f"ip link set {lan.ports[1]} down", LOAD_SECONDS)
    lan.ns(1, f"ip link set {lan.ports[1]} up", LOAD_SECONDS)
    lan.ns(1, f"ip addr replace {lan.v6(1)}/64 dev {lan.ports[1]} nodad")
    before = counter(lan, 1, "xdp_drop")
    send_datagrams(lan, DATAGRAMS)
    assert counter(lan, 1, "xdp_drop") - before == DATAGRAMS
    xdp(1, None)
    flows(lan)


def test_under_traffic(lan, xdp):
    """Programs come and go while echoes fly."""
    flood = lan.vm.spawn(lan.in_ns(0, f"ping -q -i 0.01 -w 60 {lan.v4(1)}"))
    for name in ("pass", None, "drop", "tx", None) * 2:
        xdp(1, name)
        lan.vm.check("sleep 0.3")
    lan.ns(0, "killall -INT ping")
    out = lan.vm.wait(flood).out
    received = int(re.search(r"(\d+) received", out).group(1))
    assert received > 100, out
    flows(lan)


def mac_of(vm, namespace: str, port: str) -> str:
    """An Ethernet address."""
    return vm.check(f"ip netns exec {namespace} "
                    f"cat /sys/class/net/{port}/address")


def byte_list(address: str) -> str:
    """The same, as C's initialiser."""
    return "{" + ",".join("0x" + part for part in address.split(":")) + "}"


def test_redirect(lan, ports, xdp):
    """Port 1 and port 2 are a router between the two far ends."""
    vm = lan.vm
    near, left, right, far = ports
    xdp(1, None)
    vm.check(f"ip netns add d && ip link set {far} netns d && "
             f"ip link set {right} netns b")
    for namespace, port in (("b", right), ("d", far)):
        vm.check(f"ip netns exec {namespace} ip link set {port} up",
                 LOAD_SECONDS)
    vm.check(f"ip netns exec d ip addr add {lan.v4(2)}/24 dev {far}")
    macs = {port: mac_of(vm, namespace, port) for namespace, port in
            zip("abbd", ports)}
    for side, (inside, outside, there) in enumerate(
            ((left, right, far), (right, left, near))):
        index = vm.check(f"ip netns exec b cat /sys/class/net/{outside}/"
                         "ifindex")
        path = install(vm, f"/tmp/route{side}.o", f"-DOUT={index}",
                       f"-DSRC={byte_list(macs[outside])}",
                       f"-DDST={byte_list(macs[there])}")
        vm.check(f"ip netns exec b ip link set {inside} xdpdrv obj {path} "
                 "sec xdp_redirect", LOAD_SECONDS)
    lan.ns(0, f"ip neigh replace {lan.v4(2)} dev {near} lladdr {macs[left]}")
    vm.check(f"ip netns exec d ip neigh replace {lan.v4(0)} dev {far} "
             f"lladdr {macs[right]}")
    before = counter(lan, 1, "xdp_redirect")
    for size in (18, 56, 1000, 1472):
        lan.ping(lan.v4(2), f"-c {ECHOES} -i 0.05 -s {size}")
    lan.settle()
    assert counter(lan, 1, "xdp_redirect") - before == 4 * ECHOES
    # What came back left through port 1, sent by the redirect.
    assert counter(lan, 1, "xdp_xmit") >= 4 * ECHOES
    for port in (left, right):
        vm.check(f"ip netns exec b ip link set {port} xdpdrv off",
                 LOAD_SECONDS)
    flows(lan)


def test_unload(vm, lan):
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
