# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Two ports of one adapter, wired to each other, each in a network namespace
of its own: all traffic between "a" and "b" passes the device twice."""
import contextlib
import json
import re
import shlex

from vm import COMMAND_SECONDS, VM, Failure

SIDES = ("a", "b")
# Bytes that one connection can have under way: the default limit of the send
# buffer and that of the receive buffer, which differs between kernels.
RECEIVE_BUFFER = 4 << 20
IN_FLIGHT = RECEIVE_BUFFER + (4 << 20)
PING_SECONDS = 60
# Where the driver may take long: its first command to the device.
LOAD_SECONDS = 600

FIND_PORTS = """
for dir in /sys/class/net/*; do
	[ "$(basename "$(readlink $dir/device/driver)")" = mana ] || continue
	echo "$(cat $dir/dev_port) $(basename $dir)"
done | sort -n | cut -d' ' -f2
"""


def load(vm: VM, count: int = 2) -> list:
    """Load the driver; returns its interfaces in the order of the ports."""
    vm.check("modprobe mana", LOAD_SECONDS)
    check_meant(vm)
    return wait_ports(vm, count)


def check_meant(vm: VM):
    """modprobe finds the module that is meant, not another of its name."""
    path = vm.check("modinfo -n mana")
    if ("/updates/dkms/" in path) != (vm.setup.driver == "ours"):
        raise Failure(f"the driver is not '{vm.setup.driver}': {path}")


def wait_ports(vm: VM, count: int = 2) -> list:
    """Interfaces of the driver once there are `count` of them."""
    loop = (f"for i in $(seq 600); do ports=$({FIND_PORTS}); "
            f"[ $(echo $ports | wc -w) -ge {count} ] && break; sleep 0.1; "
            "done; echo $ports")
    ports = vm.check(loop, LOAD_SECONDS).split()
    if len(ports) != count:
        raise Failure(f"{count} ports expected, there are {ports}")
    return ports


class Lan:
    """The two namespaces; side 0 is "a" with the adapter's first port."""

    def __init__(self, vm: VM, ports: list):
        self.vm = vm
        self.ports = ports
        self.vlan = 0

    @staticmethod
    def v4(side: int, net: int = 0) -> str:
        """IPv4 address of a side; net 0 is the port, else the VLAN."""
        return f"198.51.{100 + net}.{side + 1}"

    @staticmethod
    def v6(side: int, net: int = 0) -> str:
        """IPv6 address of a side."""
        return f"2001:db8:{net}::{side + 1}"

    def ns(self, side: int, command: str,
           timeout: float = COMMAND_SECONDS) -> str:
        """Run a command in a side's namespace; it must succeed."""
        return self.vm.check(self.in_ns(side, command), timeout)

    @staticmethod
    def in_ns(side: int, command: str) -> str:
        """The command line that runs a command in a side's namespace."""
        return (f"ip netns exec {SIDES[side]} "
                f"sh -c {shlex.quote(command)}")

    def build(self):
        """Make the namespaces, give each its port and addresses."""
        for side, port in enumerate(self.ports):
            name = SIDES[side]
            inside = ("ip link set lo up && echo 4096 131072 "
                      f"{RECEIVE_BUFFER} >/proc/sys/net/ipv4/tcp_rmem && "
                      f"{self._up(side)}")
            # A case that failed has left its own.
            self.vm.check(f"ip netns del {name} 2>/dev/null; "
                          f"ip netns add {name} && "
                          f"ip link set {port} netns {name} && "
                          f"{self.in_ns(side, inside)}")

    def take_down(self):
        """Remove the namespaces; the ports come back to the first one."""
        for name in SIDES:
            self.vm.check(f"ip netns del {name}")
        # What a namespace held is given back behind its back.
        wait_ports(self.vm, len(self.ports))

    def _up(self, side: int) -> str:
        """The command that gives a port its addresses and brings it up."""
        port = self.ports[side]
        # What a receiver's hardware verdict would hide, its stack counts.
        return (f"ethtool -K {port} rx off && "
                f"{self._address(side, port, 0)}")

    def _address(self, side: int, dev: str, net: int) -> str:
        """The command that gives a device its addresses and brings it up."""
        return (f"ip addr add {self.v4(side, net)}/24 dev {dev} && "
                f"ip addr add {self.v6(side, net)}/64 dev {dev} nodad "
                f"&& ip link set {dev} up")

    def add_vlan(self, tag: int):
        """A VLAN between both sides, with addresses of net 1."""
        self.vlan = tag
        for side, port in enumerate(self.ports):
            self.ns(side, f"ip link add link {port} name vlan{tag} "
                          f"type vlan id {tag}")
            self.ns(side, self._address(side, f"vlan{tag}", 1))

    def ping(self, address: str, options: str = "-c 5 -i 0.2",
             side: int = 0) -> str:
        """Every echo must come back."""
        # After its last echo ping waits for two round trips, whatever -W says:
        # on a busy host that is no time. With -w it waits for all answers, and
        # may meanwhile send more than asked for.
        out = self.ns(side, f"ping -w {PING_SECONDS} {options} {address}")
        count = int(re.search(r"-c (\d+)", options).group(1))
        came = {int(n) for n in
                re.findall(r"bytes from .*icmp_seq=(\d+) ", out)}
        if not came >= set(range(1, count + 1)):
            raise Failure(f"ping {address}: {out}")
        return out

    def _iperf(self, client: int, address: str, options: str) -> dict:
        """One run of iperf3 from a side to the other; its own report."""
        server = self.vm.spawn(self.in_ns(1 - client, "iperf3 -s -1 -p 5201"))
        self.ns(1 - client, "for i in $(seq 600); do "
                "ss -Hltn sport = 5201 | grep -q . && exit 0; "
                "sleep 0.1; done; exit 1")
        out = self.ns(client, f"iperf3 -J -c {address} -p 5201 {options}",
                      1200)
        self.vm.wait(server)
        return json.loads(out)["end"]

    def tcp(self, client: int, address: str, size: int, streams: int = 0):
        """More than `size` bytes arrive at the other side; with `streams`
        side by side, and then with small windows. iperf3's report."""
        # The server's sum lacks what is still under way when the client has
        # sent its last byte; the kernel doubles a window that is asked for.
        slack = streams * 512 << 10 if streams else IN_FLIGHT
        options = f"-n {size + slack}"
        if streams:
            options += f" -P {streams} -w 64K"
        end = self._iperf(client, address, options)
        arrived = end["sum_received"]["bytes"]
        if arrived < size:
            raise Failure(f"of {size} bytes to {address} only {arrived} came")
        return end

    def udp(self, client: int, address: str, count: int, size: int = 1200,
            lost: int = 0):
        """A slow stream of datagrams loses none, or at most `lost`: what a
        receiver does not fetch in time its socket drops."""
        end = self._iperf(client, address, f"-u -b 2M -l {size} -k {count}")
        found = end["sum"]
        if found["packets"] < count or found["lost_packets"] > lost:
            raise Failure(f"of {count} datagrams to {address}: {found}")

    def copy(self, client: int, address: str, mebibytes: int) -> tuple:
        """Send random bytes over TCP; the digests at both ends."""
        # Its own input must not end: nc would hang up the line.
        receiver = self.vm.spawn(self.in_ns(
            1 - client, "rm -f /tmp/open; mkfifo /tmp/open; "
                        "nc -l -p 5202 0<>/tmp/open | sha256sum"))
        self.ns(1 - client, "for i in $(seq 600); do "
                "ss -Hltn sport = 5202 | grep -q . && exit 0; "
                "sleep 0.1; done; exit 1")
        sent = self.ns(client, f"dd if=/dev/urandom of=/tmp/data bs=1M "
                               f"count={mebibytes} 2>/dev/null; "
                               f"nc {address} 5202 </tmp/data; "
                               "sha256sum </tmp/data; rm /tmp/data", 600)
        return sent, self.vm.wait(receiver, 600).out.strip()

    def counters(self, side: int) -> dict:
        """The stack's counters of a namespace, zero ones included."""
        out = json.loads(self.ns(side, "nstat -asz -j"))
        return out["kernel"]

    def checksum_errors(self, side: int) -> dict:
        """The stack's checksum counters that are not zero."""
        found = {name: value for name, value in self.counters(side).items()
                 if "CsumErrors" in name}
        for name in ("TcpInCsumErrors", "UdpInCsumErrors",
                     "IpExtInCsumErrors", "Udp6InCsumErrors"):
            if name not in found:
                raise Failure(f"nstat shows no {name}")
        return {name: value for name, value in found.items() if value}

    def statistics(self, side: int) -> dict:
        """ethtool -S of a port."""
        out = self.ns(side, f"ethtool -S {self.ports[side]}")
        pairs = (line.rsplit(":", 1) for line in out.splitlines()[1:])
        return {name.strip(): int(value) for name, value in pairs}

    @contextlib.contextmanager
    def hush(self, side: int):
        """A side that answers nothing and that nobody has to ask for: what
        comes to its port brings nothing from it."""
        peer = self.ports[1 - side]
        mac = self.ns(side, f"cat /sys/class/net/{self.ports[side]}/address")
        ignore = "/proc/sys/net/ipv4/icmp_echo_ignore_all"
        solicit = (f"/proc/sys/net/ipv6/conf/{self.ports[side]}"
                   "/router_solicitations")
        self.ns(1 - side, f"ip neigh replace {self.v4(side)} dev {peer} "
                          f"lladdr {mac.strip()} nud permanent")
        self.ns(side, f"echo 1 >{ignore} && echo 0 >{solicit}")
        try:
            yield
        finally:
            self.ns(side, f"echo 0 >{ignore} && echo -1 >{solicit}")
            self.ns(1 - side, f"ip neigh del {self.v4(side)} dev {peer}")

    def settle(self):
        """Wait until no frame is under way any more."""
        last = None
        for _ in range(60):
            now = [(p["tx_packets"], p["rx_packets"])
                   for p in self.vm.control({"cmd": "report"})["ports"]]
            if now == last:
                return
            last = now
            self.vm.check("sleep 1")
        raise Failure("the ports do not fall silent within a minute")
