# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""What our driver counts, beside what the adapter counts."""
import re

# Names of the adapter's that are not those of `ethtool -S` without "hc_".
NAMES = {
    "rx_discards_nowqe": "rx_discards_no_wqe",
    "tx_err_inval_vport_offset": "tx_err_inval_vportoffset_pkt",
    "tx_err_vlan": "tx_err_vlan_enforcement",
    "tx_err_ethtype": "tx_err_eth_type_enforcement",
    "tx_err_sa": "tx_err_sa_enforcement",
    "tx_err_sqpdid": "tx_err_sqpdid_enforcement",
    "tx_err_cqpdid": "tx_err_cqpdid_enforcement",
    "tx_err_mtu": "tx_err_mtu_violation",
}
TAG_BYTES = 4
# What does not grow as long as all is well.
TROUBLE = re.compile(
    r"fault_\w+|\w+_(stall|timeout|restart|missed|overrun|surplus|misplaced"
    r"|foreign|unknown_type|unexpected|silent|lost|map_err)"
    r"|(tx_drop|rx_drop)_\w+|hwc_(stale|bad|odd)_answer|odd_register|tx_cq_err"
    r"|rx_(len_err|truncated|alloc_fail|post_err)")
STACK = ("tx_packets", "tx_bytes", "rx_packets", "rx_bytes")


def group(counts: dict) -> dict:
    """Broadcast and multicast are one kind: sources differ which is which."""
    sums = {}
    for name, value in counts.items():
        name = re.sub("_(mcast|bcast)_", "_group_", name)
        sums[name] = sums.get(name, 0) + value
    return sums


def queues(stats: dict, way: str, name: str) -> int:
    """Sum of a counter over the queues of one direction."""
    return sum(value for key, value in stats.items()
               if re.fullmatch(rf"{way}_\d+_{name}", key))


def of_driver(stats: dict, stack: dict) -> dict:
    """Both directions of a port: `ethtool -S`, and `ip -s link`."""
    return {
        "tx_packets": queues(stats, "tx", "packets"),
        "tx_bytes": queues(stats, "tx", "bytes"),
        "rx_packets": queues(stats, "rx", "packets"),
        "rx_bytes": queues(stats, "rx", "bytes"),
        "entries": queues(stats, "tx", "(long|short)_pkt_fmt"),
        "tagged": queues(stats, "tx", "long_pkt_fmt"),
        "segmented": queues(stats, "tx", "tso_packets"),
        "segmented bytes": queues(stats, "tx", "tso_bytes"),
        "sums": queues(stats, "tx", "csum_partial"),
        "coalesced": queues(stats, "rx", r"coalesced_cqe_\d"),
        **{f"stack {name}": value for name, value in stack.items()},
    }


def of_adapter(port: dict) -> dict:
    """The same, as the adapter has it. It counts the tags that it puts in, but
    not those that it takes out."""
    wire = {
        "tx_packets": port["tx_packets"],
        "tx_bytes": port["tx_bytes"] - TAG_BYTES * port["tx_vlan"],
        "rx_packets": port["rx_packets"], "rx_bytes": port["rx_bytes"]}
    return {
        **wire, "entries": port["tx_wqes"], "tagged": port["tx_vlan"],
        "segmented": port["tx_tso_packets"],
        "segmented bytes": port["tx_tso_bytes"],
        "sums": port["tx_csum_packets"],
        "coalesced": port["rx_coalesced_cqes"],
        **{f"stack {name}": value for name, value in wire.items()}}


def of_function(report: dict) -> dict:
    """What `ethtool -S` shows of the whole adapter, by its names there."""
    found = {f"hc_{NAMES.get(name, name)}": value
             for name, value in report["stats"].items()}
    for way in ("rx", "tx"):
        for kind, name in (("pkt", "packets"), ("byte", "bytes")):
            found[f"hc_tc0_{way}_{kind}_phy"] = sum(
                port[f"{way}_{name}"] for port in report["ports"])
    return group(found)


def snapshot(lan) -> tuple:
    """Of one quiet moment: the driver's, the adapter's; of both ports and of the
    function."""
    def ask():
        report = lan.vm.control({"cmd": "report"})
        return {"ports": report["ports"], "stats": report["stats"]}

    for _ in range(20):
        before = ask()
        # What the driver knows of the function is half a second old at most.
        lan.vm.check("sleep 0.8")
        stats = [lan.statistics(side) for side in (0, 1)]
        stack = []
        for side, port in enumerate(lan.ports):
            values = lan.ns(side, f"cd /sys/class/net/{port}/statistics && "
                                  f"cat {' '.join(STACK)}").split()
            stack.append(dict(zip(STACK, map(int, values))))
        if ask() == before:
            return ([*map(of_driver, stats, stack),
                     group({name: value for name, value in stats[0].items()
                            if name.startswith("hc_")})],
                    [*map(of_adapter, before["ports"]), of_function(before)])
    raise AssertionError("the ports do not fall silent")


def differences(before: tuple, after: tuple) -> list:
    """Counters that did not grow alike."""
    found = []
    for where, *counts in zip(("port 0", "port 1", "function"),
                              *before, *after):
        old, device_old, new, device_new = counts
        for name in new:
            ours = new[name] - old[name]
            theirs = device_new.get(name, 0) - device_old.get(name, 0)
            if ours != theirs:
                found.append(f"{where}: {name} {ours}, not {theirs}")
    return found


def check_calm(lan):
    """No port has had to complain since the driver was loaded."""
    # Events that did not come are missed after a second.
    lan.settle()
    for side in (0, 1):
        bad = {name: value for name, value in lan.statistics(side).items()
               if value and TROUBLE.fullmatch(name)}
        assert not bad, (side, bad)


class Health:
    """Did the driver have to complain since?"""

    def __init__(self, lan):
        self.lan = lan
        self.first = self.read()

    def read(self) -> dict:
        """Counters of the first port, and the requests that the adapter got."""
        return {**self.lan.statistics(0), "requests":
                self.lan.vm.control({"cmd": "report"})["requests"]}

    def check(self):
        """No trouble; few answers that came without an interrupt."""
        now = self.read()
        grown = {name: now[name] - value for name, value in self.first.items()
                 if now[name] > value}
        bad = {name: by for name, by in grown.items()
               if TROUBLE.fullmatch(name)}
        assert not bad, bad
        # A busy host may be late now and then; a driver that does not arm for
        # answers gets every second one late.
        assert 3 * grown.get("hwc_polled", 0) <= grown["requests"], grown
