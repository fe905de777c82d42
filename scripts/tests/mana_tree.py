# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A canned system in a directory: all that mana-check looks at, in good order."""

import gzip
import lzma
import os
import re
import shutil
import struct
import subprocess
import tempfile
import threading

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
with open(TOP + "/dkms.conf", encoding="ascii") as conf:
    VERSION = re.search(r'^PACKAGE_VERSION="(.*)"$', conf.read(), re.M).group(1)

K = "6.1.0-30-cloud-amd64"
K2 = "6.1.0-31-cloud-amd64"
PCI = "7870:00:00.0"
VF, SYN = "enP30832s1", "eth0"
MAC = "00:0d:3a:12:34:56"
SIGNER = "DKMS module signing key"
OURS_AT = "updates/dkms/mana.ko"
THEIRS_AT = "kernel/drivers/net/ethernet/microsoft/mana/mana.ko"
DESCRIPTION = {
    "ours": "Microsoft Azure Network Adapter, Ethernet driver",
    "in-tree": "Microsoft Azure Network Adapter driver",
    "foreign": "Some vendor's network driver",
}
_modules = {}
_compiling = threading.Lock()


def build_id(name):
    """What the module called NAME here bears as its build id."""
    return (name.encode().hex() + "5a" * 20)[:40]


def signature(signer):
    """What sign-file appends, as far as the signer's name goes: no key is needed."""
    cn = signer.encode()
    cms = b"\x30\x82\x01\x00" + b"\x06\x03\x55\x04\x03\x0c" + bytes([len(cn)]) + cn + b"\0" * 32
    return cms + struct.pack(">BBBBB3xI", 0, 0, 2, 0, 0, len(cms)) + b"~Module signature appended~\n"


def module(whose, kernel=K, version=VERSION, build=None, signer=None, vermagic=" SMP mod_unload"):
    """The bytes of a small module."""
    key = (whose, kernel, version, build or whose, vermagic)
    with _compiling:
        if key not in _modules:
            _modules[key] = compiled(*key)
    return _modules[key] + (signature(signer) if signer else b"")


def compiled(whose, kernel, version, build, vermagic):
    """An object file that holds a module's description and build id only."""
    fields = ["license=GPL", "name=mana", "description=" + DESCRIPTION[whose],
              "vermagic=" + kernel + vermagic]
    fields.append("intree=Y" if whose == "in-tree" else "version=" + version)
    info = "".join('.asciz \\"%s\\";' % field for field in fields)
    note = '.long 4,20,3;.asciz \\"GNU\\";' + "".join(
        ".byte 0x%s;" % build_id(build)[i:i + 2] for i in range(0, 40, 2))
    source = ('asm(".section .modinfo,\\"a\\";' + info
              + '.section .note.gnu.build-id,\\"a\\",@note;' + note + '");\n')
    with tempfile.NamedTemporaryFile(suffix=".o") as out:
        subprocess.run(["gcc", "-x", "c", "-c", "-o", out.name, "-"],
                       input=source.encode(), check=True)
        with open(out.name, "rb") as file:
            return file.read()


def cpio(files):
    """A newc archive of {name: bytes}."""
    out = b""
    for name, data in list(files.items()) + [("TRAILER!!!", b"")]:
        head = "070701" + "%08x" * 13 % (1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0,
                                         len(name) + 1, 0)
        out += head.encode() + name.encode() + b"\0"
        out += b"\0" * (-len(out) % 4) + data
        out += b"\0" * (-len(out) % 4)
    return out + b"\0" * (-len(out) % 512)


class Tree:
    """A system below self.root."""

    def __init__(self, root):
        self.root = root

    def path(self, name):
        """Its place outside."""
        return os.path.join(self.root, name)

    def put(self, name, data, mode=0o644):
        """A file; text gets a newline at its end."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.remove(name)
        if isinstance(data, str):
            data = (data + "\n").encode()
        with open(path, "wb") as file:
            file.write(data)
        os.chmod(path, mode)

    def link(self, name, target):
        """A symbolic link."""
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        self.remove(name)
        os.symlink(target, self.path(name))

    def remove(self, name):
        """A file, a link or a directory, if it is there."""
        path = self.path(name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.unlink(path)

    def read(self, name):
        """A file's bytes."""
        with open(self.path(name), "rb") as file:
            return file.read()

    def edit(self, name, old, new):
        """Replaces text that must be there."""
        text = self.read(name).decode()
        assert old in text, (name, old)
        self.put(name, text.replace(old, new).encode())

    def module_at(self, rel, data, kernel=K):
        """A module in a kernel's directory; None takes it away."""
        name = "lib/modules/%s/%s" % (kernel, rel)
        if data is None:
            self.remove(name)
        else:
            self.put(name, data)

    def depmod(self, kernel=K):
        """depmod itself, with the tree's own configuration."""
        configured = [d for d in ("etc/depmod.d", "usr/lib/depmod.d") if os.path.isdir(self.path(d))]
        args = [arg for d in configured for arg in ("-C", self.path(d))]
        empty = self.path("lib/modules/%s/modules.builtin.modinfo" % kernel)
        open(empty, "ab").close()
        subprocess.run(["/sbin/depmod", "-b", self.root] + (args or ["-C", "/dev/null"]) + [kernel],
                       check=True)
        os.unlink(empty)

    def image(self, files, kernel=K, pack=gzip.compress, early=None):
        """An initial RAM disk with {path below the kernel's directory: bytes}."""
        inside = {"init": b"#!/bin/sh\n"}
        for rel, data in files.items():
            inside["usr/lib/modules/%s/%s" % (kernel, rel)] = data
        # An archive in a file of the archive is data, not the next file.
        first = cpio({"kernel/x86/microcode/x.bin": cpio({"x": b"x" * 5000}), **(early or {})})
        self.put("boot/initrd.img-" + kernel, first + pack(cpio(inside)))

    def image_of_disk(self, kernel=K, **more):
        """An image with what lies on disk."""
        base = "lib/modules/%s/" % kernel
        self.image({rel: self.read(base + rel) for rel in
                    (OURS_AT, THEIRS_AT, "modules.dep") if os.path.exists(self.path(base + rel))},
                   kernel, **more)

    def kernel(self, kernel):
        """A kernel with both drivers and its headers."""
        base = "lib/modules/" + kernel
        for name in ("modules.builtin", "modules.order"):
            self.put(base + "/" + name, b"")
        self.module_at(OURS_AT, module("ours", kernel, signer=SIGNER), kernel)
        self.module_at(THEIRS_AT, module("in-tree", kernel), kernel)
        self.put("usr/src/linux-headers-%s/Makefile" % kernel, "# headers")
        self.link(base + "/build", "/usr/src/linux-headers-" + kernel)
        self.put("boot/vmlinuz-" + kernel, b"MZ")
        self.put("boot/config-" + kernel, "CONFIG_MODULE_SIG=y")
        self.put("var/lib/dkms/mana-backport/%s/%s/x86_64/module/mana.ko" % (VERSION, kernel), b"")
        self.depmod(kernel)
        self.image_of_disk(kernel)

    def dkms(self):
        """The entry of DKMS, and the sources it leads to."""
        self.put("usr/src/mana-backport-%s/dkms.conf" % VERSION, "PACKAGE_NAME=mana-backport")
        self.link("var/lib/dkms/mana-backport/%s/source" % VERSION, "/usr/src/mana-backport-" + VERSION)

    def loaded(self, whose="ours", version=VERSION, build=None):
        """The module that runs."""
        base = "sys/module/mana"
        self.remove(base)
        self.put(base + "/taint", "" if whose == "in-tree" else "OE")
        if whose == "ours" or version != VERSION:
            self.put(base + "/version", version)
        note = struct.pack("<III", 4, 20, 3) + b"GNU\0" + bytes.fromhex(build_id(build or whose))
        self.put(base + "/notes/.note.gnu.build-id", note)

    def device(self):
        """The function and its interface, below the synthetic one."""
        pci = "sys/bus/pci/devices/" + PCI
        self.put(pci + "/vendor", "0x1414")
        self.put(pci + "/device", "0x00ba")
        self.link(pci + "/driver", "../../../bus/pci/drivers/mana")
        self.put(pci + "/msi_irqs/40", "msix")
        self.put(pci + "/net/%s/address" % VF, MAC)
        self.put("sys/bus/pci/devices/0000:00:01.0/vendor", "0x8086")
        for name, index, driver in ((SYN, 2, "hv_netvsc"), (VF, 3, "mana")):
            net = "sys/class/net/" + name
            for attr, value in (("address", MAC), ("flags", "0x1003"), ("carrier", "1"),
                                ("speed", "100000"), ("ifindex", str(index)), ("operstate", "up"),
                                ("mtu", "1500"), ("statistics/rx_packets", "5000"),
                                ("statistics/tx_packets", "4000")):
                self.put(net + "/" + attr, value)
            self.link(net + "/device/driver", "../../bus/drivers/" + driver)
        self.link("sys/class/net/%s/master" % VF, "../" + SYN)
        self.link("sys/class/net/%s/lower_%s" % (SYN, VF), "../" + VF)

    def live(self):
        """What the tools of the machine say."""
        self.put(".live/uname--r", K)
        self.put(".live/dmesg", "[    1.0] mana %s: Microsoft Azure Network Adapter protocol version: 0.1.1" % PCI)
        self.put(".live/ip--o-addr",
                 "1: lo    inet 127.0.0.1/8 scope host lo\n"
                 "2: %s    inet 10.0.0.4/24 brd 10.0.0.255 scope global %s\n"
                 "3: %s    inet6 fe80::20d:3aff:fe12:3456/64 scope link" % (SYN, SYN, VF))
        self.put(".live/ethtool--S-" + SYN, "NIC statistics:\n     tx_scattered: 0\n     vf_rx_packets: 4900\n"
                 "     vf_tx_packets: 3900\n     vf_tx_dropped: 0")
        self.put(".live/ethtool--S-" + VF, "NIC statistics:\n     stop_queue: 0\n     tx_cq_err: 0\n"
                 "     hc_rx_discards_no_wqe: 0\n     hc_tx_err_sa_enforcement: 0\n     hc_tx_err_gdma: 0\n"
                 "     rx_0_packets: 4900\n     tx_0_mana_map_err: 0\n     rx_alloc_fail: 0\n"
                 "     tx_stall: 0\n     fault_hwc_timeout: 0\n     hwc_stale_answer: 0")
        self.put(".live/ethtool--l-" + VF, "Channel parameters for %s:\nPre-set maximums:\nRX:\t\tn/a\n"
                 "Combined:\t16\nCurrent hardware settings:\nRX:\t\tn/a\nCombined:\t4" % VF)
        self.put("sys/devices/system/cpu/online", "0-3")
        self.put("proc/cmdline", "BOOT_IMAGE=/boot/vmlinuz-%s root=UUID=1234 ro quiet" % K)
        rows = ["            CPU0       CPU1       CPU2       CPU3"]
        for i in range(4):
            rows.append("  %d:  10  0  0  0  PCI-MSIX-%s  %d-edge  mana_q%d@pci:%s" % (40 + i, PCI, i, i, PCI))
            self.put("proc/irq/%d/effective_affinity_list" % (40 + i), str(i))
        self.put("proc/interrupts", "\n".join(rows))
        self.put("proc/keys", "2f8c7a31 I------     1 perm 1f030000     0     0 asymmetri %s: 3f2a: X509.rsa 1234 []" % SIGNER)
        self.put("sys/module/module/parameters/sig_enforce", "N")
        self.put("sys/kernel/security/lockdown", "[none] integrity confidentiality")

    def good(self):
        """All of it."""
        self.kernel(K)
        self.dkms()
        self.loaded()
        self.device()
        self.live()
        self.put("etc/os-release", 'PRETTY_NAME="Canned Linux"')
        return self

    def second_look(self):
        """The machine some seconds later, with traffic over the virtual function."""
        base = ".live/rounds/2/"
        for name in ("sys/class", "sys/bus"):
            shutil.copytree(self.path(name), self.path(base + name), symlinks=True)
        os.makedirs(self.path(base + ".live"))
        for name in os.listdir(self.path(".live")):
            if name != "rounds":
                shutil.copy(self.path(".live/" + name), self.path(base + ".live/" + name))
        later = Tree(self.path(base))
        later.put("sys/class/net/%s/statistics/rx_packets" % SYN, "6000")
        later.edit(".live/ethtool--S-" + SYN, "vf_rx_packets: 4900", "vf_rx_packets: 5900")
        return later


def packers():
    """How an image or a module may be packed: {name: function}."""
    def by(tool):
        return lambda data: subprocess.run([tool, "-c"], input=data, check=True,
                                           capture_output=True).stdout
    return {"gz": gzip.compress, "xz": lambda data: lzma.compress(data, check=lzma.CHECK_CRC32),
            "zst": by("zstd"), "lz4": lambda data: subprocess.run(
                ["lz4", "-l", "-c"], input=data, check=True, capture_output=True).stdout,
            "plain": lambda data: data}
