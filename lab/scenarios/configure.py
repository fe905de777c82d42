# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What a user may change while the ports run: each setting reads back, the
data path obeys it, and traffic flows afterwards."""
import re

import common
import counts
import pytest
from lan import LOAD_SECONDS

# As many queues as CPUs.
SETUP = {"cpus": 4}
KEY = ":".join(f"{(7 * i + 1) % 256:02x}" for i in range(40))


@pytest.fixture(scope="module")
def modern(kernel, driver) -> bool:
    """Has the driver what 7.3's has?"""
    return driver == "ours" or kernel.startswith("7.3")


def queues(lan) -> int:
    """How many a port has when nobody says otherwise."""
    return lan.vm.setup.cpus


def flows(lan):
    """A little of everything passes both ways."""
    lan.ping(lan.v4(1), "-c 2 -i 0.2")
    lan.ping(lan.v6(0), "-c 2 -i 0.2", side=1)
    for client in (0, 1):
        lan.tcp(client, lan.v4(1 - client), 1 << 20, streams=8)


def queue_packets(lan, side: int, kind: str = "rq") -> list:
    """Packets by queue, as the adapter counts them."""
    port = lan.vm.control({"cmd": "report"})["ports"][side]
    return [queue["packets"] for queue in port["queues"]
            if queue["kind"] == kind]


def settings(lan, option: str, side: int = 0) -> str:
    """What ethtool shows of a port."""
    return lan.ns(side, f"ethtool -{option} {lan.ports[side]}")


def current(text: str, name: str) -> str:
    """A value below "Current hardware settings" (or anywhere)."""
    text = text.split("Current hardware settings:")[-1]
    return re.search(rf"^{name}:\s*(.*)$", text, re.M).group(1).split()[0]


def change(lan, options: str):
    """An ethtool command that must succeed, on the first port."""
    lan.ns(0, f"ethtool {options.replace('PORT', lan.ports[0])}", LOAD_SECONDS)


def test_channels(lan):
    most = queues(lan)
    assert int(current(settings(lan, "l"), "Combined")) == most
    for count in range(1, most + 1):
        change(lan, f"-L PORT combined {count}")
        assert int(current(settings(lan, "l"), "Combined")) == count
        assert len(queue_packets(lan, 0)) == count
        assert len(queue_packets(lan, 0, "sq")) == count
        port = lan.vm.control({"cmd": "report"})["ports"][0]
        assert port["rss_enabled"] == (count > 1)
        flows(lan)
    for wrong in (0, most + 1):
        result = lan.vm.run(lan.in_ns(0, f"ethtool -L {lan.ports[0]} "
                                         f"combined {wrong}"))
        assert result.status, f"{wrong} channels were accepted"
    assert int(current(settings(lan, "l"), "Combined")) == most


def test_channels_while_down(lan, driver):
    """A port that is down takes their number and has them when it is up."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver is asked while it is up")
    port = lan.ports[0]
    for count in (2, queues(lan)):
        lan.ns(0, f"ip link set {port} down", LOAD_SECONDS)
        change(lan, f"-L PORT combined {count}")
        # What the stack uses.
        told = lan.ns(0, f"ls /sys/class/net/{port}/queues").split()
        assert sorted(told) == sorted(
            f"{way}-{i}" for way in ("rx", "tx") for i in range(count))
        lan.ns(0, f"ip link set {port} up && ip addr replace {lan.v6(0)}/64 "
                  f"dev {port} nodad", LOAD_SECONDS)
        assert len(queue_packets(lan, 0)) == count
        flows(lan)


def test_xps_is_kept(lan, driver):
    """Which CPUs send through a queue is the user's choice, once made."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver is not asked")
    port = lan.ports[0]
    file = f"/sys/class/net/{port}/queues/tx-0/xps_cpus"
    first = lan.ns(0, f"cat {file}")
    lan.ns(0, f"echo 3 >{file}")
    chosen = lan.ns(0, f"cat {file}")
    assert chosen != first
    for count in (2, queues(lan)):
        change(lan, f"-L PORT combined {count}")
        assert lan.ns(0, f"cat {file}") == chosen
    lan.ns(0, f"echo {first} >{file}")


def test_rings(lan, kernel, driver):
    if driver == "in-tree" and kernel in ("6.1", "6.1-generic"):
        pytest.skip("the rings of 6.1's own driver are fixed")
    first = {way: current(settings(lan, "g"), way) for way in ("RX", "TX")}
    for rx, tx in ((128, 128), (2048, 512), (512, 4096)):
        change(lan, f"-G PORT rx {rx} tx {tx}")
        assert current(settings(lan, "g"), "RX") == str(rx)
        assert current(settings(lan, "g"), "TX") == str(tx)
        flows(lan)
    if driver == "ours":
        # One of them alone, and a number that is rounded up.
        change(lan, "-G PORT rx 1024")
        assert current(settings(lan, "g"), "RX") == "1024"
        change(lan, "-G PORT tx 300")
        assert current(settings(lan, "g"), "TX") == "512"
        assert current(settings(lan, "g"), "RX") == "1024"
    change(lan, f"-G PORT rx {first['RX']} tx {first['TX']}")
    flows(lan)


def test_rings_then_one_way(lan, driver):
    """What one port receives after a change of the other's rings is not
    missing there: the device counts for both together."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver does not watch for silence")
    for side, port in enumerate(lan.ports):
        other = 1 - side
        with lan.hush(other):
            # Packets come to it until right before the change, then none.
            lan.ns(other, f"ping -q -i 0.05 -w 5 {lan.v4(side)}")
            lan.ns(side, f"ethtool -G {port} rx 256", LOAD_SECONDS)
            lan.ns(side, f"ping -q -i 0.05 -w 10 {lan.v4(other)} || true")
        assert lan.statistics(side)["reconfig_silent"] == 0
        lan.ns(side, f"ethtool -G {port} rx 512", LOAD_SECONDS)
    flows(lan)


def driver_packets(lan) -> list:
    """Packets by receive queue of the first port, as its driver counts."""
    stats = lan.statistics(0)
    return [stats[f"rx_{i}_packets"] for i in range(queues(lan))]


def rss_table(lan) -> list:
    """The indirection table of the first port."""
    rows = re.findall(r"^\s*\d+:((?:\s+\d+)+)\s*$", settings(lan, "x"), re.M)
    return [int(n) for row in rows for n in row.split()]


def weights(lan, *chosen: int) -> str:
    """What ethtool -X takes: 1 for these queues, 0 for the others."""
    return " ".join(str(int(i in chosen)) for i in range(queues(lan)))


def test_rss_table(lan):
    """The table decides which queues receive."""
    every = set(range(queues(lan)))
    one = queues(lan) // 2
    assert set(rss_table(lan)) == every
    change(lan, f"-X PORT weight {weights(lan, one)}")
    assert set(rss_table(lan)) == {one}
    before = driver_packets(lan), queue_packets(lan, 0)
    flows(lan)
    lan.settle()
    after = driver_packets(lan), queue_packets(lan, 0)
    ours, device = ([b - a for a, b in zip(*pair)]
                    for pair in zip(before, after))
    # What has no hash goes to the default queue.
    assert ours[one] > 500 and sum(ours) - ours[one] < 50, ours
    # The adapter counts in the order in which the queues were made.
    assert abs(max(device) - ours[one]) < 5, (ours, device)
    change(lan, "-X PORT default")
    assert set(rss_table(lan)) == every


def test_rss_key(lan):
    first = re.search(r"RSS hash key:\s*(\S+)", settings(lan, "x")).group(1)
    assert len(first.split(":")) == 40
    change(lan, f"-X PORT hkey {KEY}")
    assert KEY in settings(lan, "x")
    flows(lan)
    change(lan, f"-X PORT hkey {first}")
    assert first in settings(lan, "x")


def test_rss_is_kept(lan, driver):
    """What a user has chosen survives other changes."""
    if driver == "in-tree":
        pytest.skip("no driver of Debian's keeps it")
    chosen = {0, queues(lan) // 2}
    change(lan, f"-X PORT weight {weights(lan, *chosen)}")
    change(lan, f"-X PORT hkey {KEY}")
    port = lan.ports[0]
    for command in (f"ip link set {port} mtu 1400",
                    f"ethtool -G {port} rx 256",
                    f"ip link set {port} down",
                    f"ip link set {port} up",
                    f"ip link set {port} mtu 1500"):
        lan.ns(0, command, LOAD_SECONDS)
        assert set(rss_table(lan)) == chosen, command
        assert KEY in settings(lan, "x"), command
    lan.ns(0, f"ip addr replace {lan.v6(0)}/64 dev {port} nodad")
    flows(lan)
    change(lan, "-X PORT default")


@pytest.mark.parametrize("feature", ("rx", "tx", "sg", "tso", "rxhash", "gro"))
def test_features(lan, feature):
    """Off and on again, with traffic in between."""
    names = {"rx": "rx-checksumming", "tx": "tx-checksumming",
             "sg": "scatter-gather", "tso": "tcp-segmentation-offload",
             "rxhash": "receive-hashing",
             "gro": "generic-receive-offload"}
    was = current(settings(lan, "k"), names[feature])
    for value in ("off", "on", was):
        change(lan, f"-K PORT {feature} {value}")
        assert current(settings(lan, "k"), names[feature]) == value
        flows(lan)
    # Checksums and scatter-gather take segmentation with them.
    change(lan, "-K PORT tx on sg on tso on")


def test_mtu(lan):
    out = lan.ns(0, f"ip -d link show {lan.ports[0]}")
    largest = int(re.search(r"maxmtu (\d+)", out).group(1))
    for mtu in (68, 1280, 1499, largest, 1500):
        if mtu > largest:
            continue
        for side in (0, 1):
            lan.ns(side, f"ip link set {lan.ports[side]} mtu {mtu}",
                   LOAD_SECONDS)
        lan.ping(lan.v4(1), f"-c 3 -i 0.2 -M do -s {mtu - 28}")
    # An IPv6 address does not outlive an MTU below 1280.
    for side in (0, 1):
        lan.ns(side, f"ip addr replace {lan.v6(side)}/64 "
                     f"dev {lan.ports[side]} nodad")
    assert lan.vm.run(lan.in_ns(0, f"ip link set {lan.ports[0]} mtu "
                                   f"{largest + 1}")).status
    flows(lan)


# Headers that a tunnel puts before a received packet: IPv6, UDP, VXLAN, Ethernet.
COUNT = 50
GROWN = """
cd /sys/kernel/tracing 2>/dev/null && [ -e kprobe_events ] ||
    { mount -t tracefs t /sys/kernel/tracing; cd /sys/kernel/tracing; }
"""


def test_tunnel(lan, driver):
    """What is received and goes on in a tunnel has room for its headers: no
    packet is copied for them."""
    if driver == "in-tree":
        pytest.skip("what the kernel's own driver leaves is its affair")
    port = lan.ports[1]
    lan.ns(1, f"""
        echo 1 >/proc/sys/net/ipv4/ip_forward
        ip link add tunnel0 type vxlan id 7 dstport 4789 dev {port} \
            local {lan.v6(1)} remote {lan.v6(0)}
        ip link set tunnel0 up && ip addr add 203.0.113.1/24 dev tunnel0
        ip neigh add 203.0.113.9 lladdr 02:00:00:00:00:09 dev tunnel0""")
    lan.ns(0, f"ip route add 203.0.113.0/24 via {lan.v4(1)}")
    lan.vm.check(f"""{GROWN}
        echo 'p:grown pskb_expand_head' >kprobe_events
        echo 1 >events/kprobes/grown/enable""")
    lan.ns(0, f"ping -q -i 0.02 -c {COUNT} 203.0.113.9 || true")
    sent = int(lan.ns(1, "cat /sys/class/net/tunnel0/statistics/tx_packets"))
    grown = int(lan.vm.check(f"""{GROWN}
        awk '$1 == "grown" {{ print $2 }}' kprobe_profile
        echo 0 >events/kprobes/grown/enable && echo >kprobe_events"""))
    lan.ns(1, "ip link del tunnel0; echo 0 >/proc/sys/net/ipv4/ip_forward")
    lan.ns(0, "ip route del 203.0.113.0/24")
    assert sent >= COUNT, f"{sent} packets in the tunnel"
    assert grown < COUNT // 5, f"{grown} of {sent} packets were copied"


def carrier(lan, side: int) -> str:
    """What the stack thinks of the link."""
    return lan.ns(side, f"cat /sys/class/net/{lan.ports[side]}/carrier")


def wait_carrier(lan, side: int, value: str):
    """The guest is told of a change of the link."""
    lan.ns(side, f"for i in $(seq 600); do "
                 f"[ $(cat /sys/class/net/{lan.ports[side]}/carrier) = "
                 f"{value} ] && exit 0; sleep 0.1; done; exit 1")


def test_link(lan, modern):
    """The stack sees the adapter's link go and come."""
    if not modern:
        pytest.skip("this driver does not hear of the link")
    for _ in range(3):
        lan.vm.control({"cmd": "link", "port": 0, "up": False})
        wait_carrier(lan, 0, "0")
        lan.vm.control({"cmd": "link", "port": 0, "up": True})
        wait_carrier(lan, 0, "1")
    for side in (0, 1):
        wait_carrier(lan, side, "1")
    flows(lan)


def test_peers_are_told(lan, driver):
    """When the link comes, neighbours hear where the port is now."""
    if driver == "in-tree":
        pytest.skip("the kernel's own driver is not asked")
    mac = lan.ns(0, f"cat /sys/class/net/{lan.ports[0]}/address").strip()
    wrong = f"{lan.v4(0)} dev {lan.ports[1]} lladdr 02:00:00:00:00:99"
    lan.vm.control({"cmd": "link", "port": 0, "up": False})
    wait_carrier(lan, 0, "0")
    lan.ns(1, f"ip neigh replace {wrong} nud stale")
    lan.vm.control({"cmd": "link", "port": 0, "up": True})
    lan.ns(1, f"for i in $(seq 60); do ip neigh show {lan.v4(0)} | "
              f"grep -q {mac} && exit; sleep 1; done; exit 1", LOAD_SECONDS)


def test_counters_only_grow(lan, driver):
    """Changes of the queues lose no count."""
    if driver == "in-tree":
        pytest.skip("no driver of Debian's keeps them")
    port = lan.ports[0]
    paths = "rx_packets tx_packets rx_bytes tx_bytes"

    def counted() -> list:
        """Of the stack, and by queue."""
        out = lan.ns(0, f"cd /sys/class/net/{port}/statistics && cat {paths}")
        stats = lan.statistics(0)
        return [int(n) for n in out.split()] + [
            counts.queues(stats, way, "packets") for way in ("rx", "tx")]

    changes = lan.statistics(0)["reconfig_beside"]
    for command in (f"ethtool -L {port} combined 2",
                    f"ip link set {port} mtu 1400",
                    f"ip link set {port} down", f"ip link set {port} up",
                    f"ip link set {port} mtu 1500",
                    f"ethtool -L {port} combined {queues(lan)}"):
        before = counted()
        assert min(before) > 0
        lan.ns(0, command, LOAD_SECONDS)
        after = counted()
        # Queues that are no more are not shown.
        assert all(a <= b for a, b in zip(before[:4], after)), command
        if not command.endswith("down"):
            lan.ping(lan.v4(1), "-c 5 -i 0.2")
            grown = [b - a for a, b in zip(after, counted())]
            assert min(grown) >= 5, (command, grown)
    # Each change of queues that are there.
    assert lan.statistics(0)["reconfig_beside"] == changes + 4
    lan.ns(0, f"ip addr replace {lan.v6(0)}/64 dev {port} nodad")
    flows(lan)


def test_under_traffic(lan):
    """Queues change while echoes fly; no reply is wrong, they go on."""
    port = lan.ports[0]
    flood = lan.vm.spawn(lan.in_ns(0, f"ping -q -i 0.01 -w 600 {lan.v4(1)}"))
    for count in (1, queues(lan), 2, queues(lan)):
        lan.ns(0, f"ethtool -L {port} combined {count}; ip link set {port} "
                  f"mtu {1400 + count}; sleep 0.5", LOAD_SECONDS)
    lan.ns(0, f"ip link set {port} mtu 1500; killall -INT ping", LOAD_SECONDS)
    out = lan.vm.wait(flood).out
    received = int(re.search(r"(\d+) received", out).group(1))
    assert received > 100, out
    flows(lan)


def test_checksums_in_stack(lan):
    common.check_no_checksum_error(lan)


def test_unload(vm, lan):
    common.check_unload(vm)


def test_log(vm, lan):
    common.check_log(vm)


def test_report(vm, lan):
    common.check_report(vm)
