# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Bad states: each breaks a good tree in one way, and says what is to be found."""

import lzma

from mana_tree import (K, K2, MAC, OURS_AT, PCI, SIGNER, SYN, THEIRS_AT, VERSION, VF,
                       build_id, module)

SEEDS = {}


def seed(ids, status, *args, says=None):
    """The function breaks the good tree; mana-check ARGS then finds exactly IDS,
    SAYS matches what it says, and the exit status is STATUS."""
    def add(function):
        SEEDS[function.__name__] = (function, set(ids.split()), status, args, says)
        return function
    return add


BASE = "lib/modules/%s/" % K
NET = "sys/class/net/%s/" % VF
PCIDIR = "sys/bus/pci/devices/%s/" % PCI


def only(t, rel, data):
    """Ours is DATA at REL; the image follows, what is loaded does not."""
    t.module_at(OURS_AT, None)
    t.module_at(rel, data)
    t.depmod()
    t.image_of_disk()


def not_loaded(t):
    """Nothing is loaded, and there is no adapter: findings of files only."""
    for name in ("sys/module/mana", PCIDIR, "sys/class/net"):
        t.remove(name)


# ---- module files ----

@seed("module-none", 3, says="linux-headers|make install KVER=" + K)
def none(t):
    not_loaded(t)
    t.remove(BASE + "updates")
    t.remove(BASE + "kernel")
    t.depmod()
    t.remove("boot/initrd.img-" + K)


@seed("module-none", 1, says="kernel 6.1.0-29-cloud-amd64 has no mana")
def none_on_an_older_kernel(t):
    t.kernel("6.1.0-29-cloud-amd64")
    for name in ("updates", "kernel"):
        t.remove("lib/modules/6.1.0-29-cloud-amd64/" + name)
    t.remove("boot/initrd.img-6.1.0-29-cloud-amd64")
    t.depmod("6.1.0-29-cloud-amd64")


@seed("module-in-tree in-tree-known-bad loaded-left", 1, says="CVE-2026-72065.*CVE-2026-53297")
def in_tree_only(t):
    t.module_at(OURS_AT, None)
    t.depmod()
    t.image_of_disk()


@seed("module-in-tree in-tree-known-bad loaded-left", 1)
def in_tree_elsewhere(t):
    t.module_at(THEIRS_AT, None)
    only(t, "extra/mana.ko", module("in-tree"))
    t.image({"extra/mana.ko": module("in-tree"), "modules.dep": b"extra/mana.ko:\n"})


def modern(t, release):
    """One kernel of another series, its own driver only."""
    not_loaded(t)
    t.kernel(release)
    for name in ("lib/modules/" + K, "boot/vmlinuz-" + K, "boot/initrd.img-" + K):
        t.remove(name)
    t.module_at(OURS_AT, None, release)
    t.depmod(release)
    t.image_of_disk(release)
    t.put(".live/uname--r", release)


@seed("module-in-tree in-tree-known-bad", 1, says="lack: a device removed.*CVE-2026-53297")
def in_tree_6_12_new(t):
    modern(t, "6.12.118+deb13-cloud-amd64")


@seed("module-in-tree in-tree-known-bad", 1, says="lack: a received packet.*CVE-2026-72065")
def in_tree_6_12_old(t):
    modern(t, "6.12.57+deb13-cloud-amd64")


@seed("module-in-tree in-tree-known-bad", 1, says="CVE-2026-72064.*CVE-2026-90082")
def in_tree_6_18(t):
    modern(t, "6.18.9-generic")


@seed("module-in-tree", 1)
def in_tree_7_3(t):
    modern(t, "7.3.4+deb13-cloud-amd64")


@seed("module-foreign loaded-left", 1, says="neither ours nor the kernel's")
def foreign(t):
    only(t, OURS_AT, module("foreign", version="9.9.9"))


# What runs, and the image, cannot be compared with a file that is broken.
@seed("module-truncated", 3, says="cut off.*make room")
def truncated(t):
    t.module_at(OURS_AT, module("ours")[:-40])


@seed("module-truncated", 3)
def empty(t):
    t.module_at(OURS_AT, b"")


@seed("module-truncated", 3)
def truncated_xz(t):
    t.module_at(OURS_AT, None)
    packed = lzma.compress(module("ours"), check=lzma.CHECK_CRC32)
    t.module_at(OURS_AT + ".xz", packed)
    t.depmod()
    t.module_at(OURS_AT + ".xz", packed[:-30])


@seed("module-alien", 3, says="is no kernel module")
def alien(t):
    t.module_at(OURS_AT, b"<html>404 not found</html>" * 20)


@seed("module-dangling", 3, says="is not there")
def dangling(t):
    t.remove(BASE + OURS_AT)
    t.link(BASE + OURS_AT, "/nowhere/mana.ko")


@seed("module-other-kernel", 3, says="built for kernel 5.10.0-1-other")
def other_kernel(t):
    only(t, OURS_AT, module("ours", "5.10.0-1-other"))


@seed("module-version loaded-version", 1, says="version 0.0.9, this mana-check belongs to " + VERSION)
def old_version(t):
    only(t, OURS_AT, module("ours", version="0.0.9", build="old", signer=SIGNER))


@seed("module-duplicate", 1, says="extra/mana.ko is another copy")
def duplicate(t):
    t.module_at("extra/mana.ko", module("ours", version="0.0.9", build="old"))


@seed("module-stale-link", 1, says="weak-updates/mana.ko is a link that leads nowhere")
def stale_link(t):
    t.link(BASE + "weak-updates/mana.ko", "/lib/modules/4.18.0/extra/mana.ko")


@seed("builtin in-tree-known-bad", 1, says="built in, which no module can replace")
def builtin(t):
    t.put(BASE + "modules.builtin", THEIRS_AT)
    t.remove("boot/initrd.img-" + K)


# ---- depmod ----

@seed("depmod-missing", 3)
def no_modules_dep(t):
    t.remove(BASE + "modules.dep")
    t.remove("boot/initrd.img-" + K)
    not_loaded(t)


@seed("depmod-stale", 3, says="it lists no mana module")
def depmod_not_run(t):
    t.put(BASE + "modules.dep", "")
    t.remove("boot/initrd.img-" + K)
    not_loaded(t)


@seed("depmod-stale module-in-tree in-tree-known-bad initramfs-left", 1, says="modules.dep was written before updates/dkms/mana.ko")
def depmod_not_run_beside_in_tree(t):
    not_loaded(t)
    t.put(BASE + "modules.dep", THEIRS_AT + ":")


@seed("depmod-prefers-other module-in-tree in-tree-known-bad", 1, says=r"/etc/depmod.d/own.conf: search built-in updates")
def depmod_search(t):
    not_loaded(t)
    t.put("etc/depmod.d/own.conf", "search built-in updates")
    t.depmod()
    t.image_of_disk()


@seed("depmod-prefers-other module-in-tree in-tree-known-bad", 1, says="override mana")
def depmod_override(t):
    not_loaded(t)
    t.put("usr/lib/depmod.d/vendor.conf", "override mana * kernel/drivers/net/ethernet/microsoft/mana")
    t.depmod()
    t.image_of_disk()


# Right today; the next depmod chooses otherwise.
@seed("depmod-stale module-duplicate", 1)
def depmod_would_change(t):
    t.module_at("extra/mana.ko", module("ours", build="other", signer=SIGNER))
    t.put("etc/depmod.d/own.conf", "search extra updates built-in")


# ---- DKMS ----

def second(t):
    """A second kernel, older than the one that runs, with its own driver only."""
    older = "6.1.0-29-cloud-amd64"
    t.kernel(older)
    t.module_at(OURS_AT, None, older)
    t.depmod(older)
    t.image_of_disk(older)
    t.remove("var/lib/dkms/mana-backport/%s/%s" % (VERSION, older))
    return older


@seed("module-in-tree in-tree-known-bad no-headers", 1, says="install linux-headers-6.1.0-29-cloud-amd64 .kernel-devel")
def no_headers(t):
    t.remove("usr/src/linux-headers-" + second(t))


@seed("module-in-tree in-tree-known-bad dkms-not-built", 1, says="dkms install mana-backport/%s -k 6.1.0-29" % VERSION)
def dkms_not_built(t):
    second(t)


@seed("dkms-broken", 1, says="its sources are gone")
def dkms_broken(t):
    t.remove("usr/src/mana-backport-" + VERSION)


@seed("dkms-versions", 1, says="0.0.9")
def dkms_versions(t):
    t.put("usr/src/mana-backport-0.0.9/dkms.conf", "x")
    t.link("var/lib/dkms/mana-backport/0.0.9/source", "/usr/src/mana-backport-0.0.9")


# ---- the initial RAM disk ----

@seed("initramfs-stale", 1, says="update-initramfs -u -k " + K)
def image_stale(t):
    t.image({OURS_AT: module("ours", build="old"), "modules.dep": (OURS_AT + ":\n").encode()})


@seed("initramfs-other", 1)
def image_in_tree(t):
    t.image({THEIRS_AT: module("in-tree"), "modules.dep": (THEIRS_AT + ":\n").encode()})


# Both are inside; what modules.dep in there says counts.
@seed("initramfs-other", 1)
def image_both(t):
    t.image({OURS_AT: module("ours"), THEIRS_AT: module("in-tree"),
             "modules.dep": (THEIRS_AT + ":\n").encode()})


@seed("initramfs-left module-in-tree in-tree-known-bad", 1, says="still holds our driver")
def image_after_uninstall(t):
    not_loaded(t)
    t.module_at(OURS_AT, None)
    t.depmod()


@seed("initramfs-broken", 3, says="may not boot")
def image_cut(t):
    t.put("boot/initrd.img-" + K, t.read("boot/initrd.img-" + K)[:-400])


@seed("initramfs-broken", 3)
def image_cut_early(t):
    t.put("boot/initrd.img-" + K, t.read("boot/initrd.img-" + K)[:3000])


@seed("initramfs-no-depmod", 3, says="may not boot")
def image_without_list(t):
    t.image({OURS_AT: module("ours"), THEIRS_AT: module("in-tree")})


@seed("initramfs-module-broken", 3)
def image_module_cut(t):
    t.image({OURS_AT: module("ours")[:-50], "modules.dep": (OURS_AT + ":\n").encode()})


@seed("initramfs-stale", 1, says="dracut -f --kver")
def image_of_dracut(t):
    t.image({OURS_AT: module("ours", build="old"), "modules.dep": (OURS_AT + ":\n").encode()})
    t.put("boot/initramfs-%s.img" % K, t.read("boot/initrd.img-" + K))
    t.remove("boot/initrd.img-" + K)


# ---- loaded ----

@seed("loaded-in-tree in-tree-known-bad", 1)
def loaded_in_tree(t):
    t.loaded("in-tree")


@seed("loaded-in-tree in-tree-known-bad", 1, says="modprobe -r mana_ib mana && modprobe mana")
def loaded_in_tree_held(t):
    t.loaded("in-tree")
    t.put("sys/module/mana_ib/taint", "")


@seed("loaded-version", 1, says="version 0.0.9 runs, %s is installed" % VERSION)
def loaded_version(t):
    t.loaded(version="0.0.9", build="old")


@seed("loaded-build", 1, says=build_id("other")[:12])
def loaded_build(t):
    t.loaded(build="other")


@seed("loaded-foreign", 1)
def loaded_foreign(t):
    t.loaded("foreign", version="something")


# ---- signatures ----

def unsigned(t):
    """Ours without a signature; something else is loaded already."""
    only(t, OURS_AT, module("ours"))


@seed("signature-missing", 3, says="sig_enforce.*is not signed")
def unsigned_sig_enforce(t):
    unsigned(t)
    t.put("sys/module/module/parameters/sig_enforce", "Y")


@seed("signature-missing", 3, says="locked down")
def unsigned_lockdown(t):
    unsigned(t)
    t.put("sys/kernel/security/lockdown", "none [integrity] confidentiality")


@seed("signature-missing", 3, says="DKMS has /var/lib/shim-signed/mok/MOK.der")
def unsigned_secure_boot(t):
    unsigned(t)
    secure_boot(t)
    t.put("var/lib/shim-signed/mok/MOK.der", b"der")


@seed("signature-missing", 3, says="CONFIG_MODULE_SIG_FORCE")
def unsigned_force(t):
    unsigned(t)
    t.put("boot/config-" + K, "CONFIG_MODULE_SIG_FORCE=y")


def secure_boot(t):
    """The firmware says so."""
    t.put("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", b"\6\0\0\0\1")


@seed("key-not-enrolled", 3, says="mokutil --import /var/lib/dkms/mok.pub")
def key_not_enrolled(t):
    secure_boot(t)
    t.put("proc/keys", "none")
    t.put("var/lib/dkms/mok.pub", b"der")
    t.put(".live/mokutil---test-key--var-lib-dkms-mok.pub", "/var/lib/dkms/mok.pub is not enrolled")


@seed("key-not-enrolled", 3, says="mokutil --import /etc/keys/own.der")
def key_of_the_configuration(t):
    key_not_enrolled(t)
    t.put("etc/dkms/framework.conf", 'mok_certificate="/etc/keys/own.der"')
    t.put("etc/keys/own.der", b"der")
    t.put(".live/mokutil---test-key--etc-keys-own.der", "/etc/keys/own.der is not enrolled")


@seed("key-unknown", 1, says=SIGNER)
def key_unknown(t):
    not_loaded(t)
    secure_boot(t)
    t.put("proc/keys", "none")


# ---- what keeps it from loading ----

@seed("blacklisted", 3, says="/etc/modprobe.d/no.conf")
def blacklisted(t):
    t.put("etc/modprobe.d/no.conf", "# a comment\nblacklist mana")


@seed("install-line", 3, says="/usr/lib/modprobe.d/no.conf")
def install_line(t):
    t.put("usr/lib/modprobe.d/no.conf", "  install mana /bin/true")


@seed("cmdline-blacklist", 3, says="module_blacklist=foo,mana in the command line")
def cmdline(t):
    t.put("proc/cmdline", "ro module_blacklist=foo,mana quiet")


@seed("cmdline-blacklist", 3, says="/etc/default/grub")
def cmdline_next(t):
    t.put("etc/default/grub", 'GRUB_CMDLINE_LINUX="quiet modprobe.blacklist=mana"')


@seed("pci-nomsi", 3)
def nomsi(t):
    t.put("proc/cmdline", "ro pci=noaer,nomsi")


@seed("no-msix", 3)
def no_msix(t):
    t.remove(PCIDIR + "msi_irqs")


@seed("load-rejected device-unbound", 3, says="Unknown symbol foo")
def rejected(t):
    t.remove("sys/module/mana")
    unbound(t)
    t.put(".live/dmesg", "[    5.0] mana: Unknown symbol foo (err -2)")


# ---- device ----

def unbound(t):
    """No driver, no interface."""
    t.remove(PCIDIR + "driver")
    t.remove(PCIDIR + "net")
    t.remove(NET)


@seed("device-unbound", 3, says="modprobe mana")
def not_loaded_at_all(t):
    t.remove("sys/module/mana")
    unbound(t)


@seed("device-unbound", 3, says="no driver is bound.*the kernel log: .*protocol version")
def not_bound(t):
    unbound(t)


@seed("firmware-refused", 3, says="status 0xc00000bb")
def firmware_refused(t):
    unbound(t)
    t.put(".live/dmesg", "[    3.0] mana %s: request 0x2 failed: status 0xc00000bb" % PCI)


@seed("device-given-up", 3, says="given up after 3 attempts")
def given_up(t):
    t.remove(PCIDIR + "net")
    t.put(".live/dmesg", "[   90.0] mana %s: given up after 3 attempts (-110)" % PCI)


@seed("no-netdev", 3)
def no_netdev(t):
    t.remove(PCIDIR + "net")


@seed("device-other-driver", 1, says="bound to vfio-pci")
def other_driver(t):
    t.link(PCIDIR + "driver", "../../../bus/pci/drivers/vfio-pci")


@seed("no-device", 1)
def no_device(t):
    t.remove(PCIDIR)
    t.remove(NET)
    t.remove("sys/class/net/%s/lower_%s" % (SYN, VF))


@seed("pf-not-driven", 1, says="1414:00c1")
def pf(t):
    t.put("sys/bus/pci/devices/1111:00:00.0/vendor", "0x1414")
    t.put("sys/bus/pci/devices/1111:00:00.0/device", "0x00c1")


@seed("mana-ib-orphaned", 1, says="finds no device.*RDMA or DPDK keeps the kernel's own")
def mana_ib_loaded(t):
    t.put("sys/module/mana_ib/taint", "")


@seed("mana-ib-orphaned", 1, says="disagrees about version")
def mana_ib_rejected(t):
    t.put(".live/dmesg", "[    9.0] mana_ib: disagrees about version of symbol mana_cfg_vport")


@seed("mana-ib-orphaned", 1, says="to be loaded at boot")
def mana_ib_wanted(t):
    t.put("etc/modules-load.d/rdma.conf", "mana_ib")


# ---- pairing ----

@seed("vf-unpaired", 1, says="not paired")
def unpaired(t):
    t.remove(NET + "master")


@seed("vf-unpaired", 1, says="belongs to bond0")
def in_a_bond(t):
    t.link(NET + "master", "../bond0")


@seed("vf-mac-mismatch", 1)
def mac_mismatch(t):
    t.put(NET + "address", "00:0d:3a:00:00:01")


@seed("vf-no-twin", 1)
def no_twin(t):
    t.remove(NET + "master")
    t.put(NET + "address", "00:0d:3a:00:00:01")


@seed("vf-down", 1, says="ip link set %s up" % VF)
def down(t):
    t.put(NET + "flags", "0x1002")


@seed("no-carrier", 1)
def no_carrier(t):
    t.put(NET + "carrier", "0")


@seed("vf-has-address", 1, says="10.0.0.4/24")
def own_address(t):
    t.edit(".live/ip--o-addr", "3: %s    inet6 fe80" % VF,
           "3: %s    inet 10.0.0.4/24 scope global %s\n3: %s    inet6 fe80" % (VF, VF, VF))


@seed("vf-nm-managed", 1)
def nm_managed(t):
    t.put("run/NetworkManager/devices/3", "[device]\nmanaged=true")


@seed("vf-networkd", 1)
def networkd(t):
    t.put("run/systemd/netif/links/3", "ADMIN_STATE=configured\nNETWORK_FILE=/etc/systemd/network/all.network")


@seed("vf-dhcp-lease", 1, says="/var/lib/dhcp/dhclient." + VF)
def dhcp_lease(t):
    t.put("var/lib/dhcp/dhclient.%s.leases" % VF, "lease {}")


@seed("config-lacks-mana", 1, says="/usr/lib/udev/rules.d/68-azure.rules")
def old_rules(t):
    t.put("usr/lib/udev/rules.d/68-azure.rules",
          'DRIVERS=="mlx4_core|mlx5_core", ENV{NM_UNMANAGED}="1"')


# ---- CPUs ----

@seed("irq-one-cpu", 1, says="all 4 queue interrupts of the adapter go to CPU 2 of 4")
def one_cpu(t):
    for i in range(4):
        t.put("proc/irq/%d/effective_affinity_list" % (40 + i), "2")


@seed("queues-few", 1, says="ethtool -L %s combined 4" % VF)
def few_queues(t):
    t.edit(".live/ethtool--l-" + VF, "Combined:\t4", "Combined:\t1")


# ---- counters ----

def counter(t, name, old="0", new="3"):
    """A counter of the virtual function."""
    t.edit(".live/ethtool--S-" + VF, "%s: %s" % (name, old), "%s: %s" % (name, new))


@seed("fault-counters", 1, says="fault_hwc_timeout 3")
def fault(t):
    counter(t, "fault_hwc_timeout")


@seed("fault-counters", 1, says="hwc_stale_answer 3")
def stale_answer(t):
    counter(t, "hwc_stale_answer")


@seed("error-counters", 1, says="tx_stall 3")
def stall(t):
    counter(t, "tx_stall")


@seed("map-errors", 1)
def map_error(t):
    counter(t, "tx_0_mana_map_err")


@seed("memory-short", 1)
def memory(t):
    counter(t, "rx_alloc_fail")


@seed("source-refused", 1)
def source(t):
    counter(t, "hc_tx_err_sa_enforcement")


@seed("vf-never-used", 1)
def never_used(t):
    t.edit(".live/ethtool--S-" + SYN, "vf_rx_packets: 4900\n     vf_tx_packets: 3900",
           "vf_rx_packets: 0\n     vf_tx_packets: 0")


@seed("traffic-synthetic", 1, "--interval", "5", says="moved 1000 packets in 5 s, none of them over")
def synthetic(t):
    later = t.second_look()
    later.edit(".live/ethtool--S-" + SYN, "vf_rx_packets: 5900", "vf_rx_packets: 4900")


@seed("vf-drops", 1, "--interval", "5")
def drops(t):
    t.second_look().edit(".live/ethtool--S-" + SYN, "vf_tx_dropped: 0", "vf_tx_dropped: 7")


@seed("rx-no-buffers", 1, "--interval", "5", says="ethtool -G")
def no_buffers(t):
    t.second_look().edit(".live/ethtool--S-" + VF, "hc_rx_discards_no_wqe: 0", "hc_rx_discards_no_wqe: 9")


# ---- the next boot ----

@seed("reboot-pending", 1, says=K2 + " will boot next; from disk it would load: ours " + VERSION)
def newer_kernel(t):
    t.kernel(K2)


@seed("reboot-pending", 1, says="6.1.0-29-cloud-amd64 will boot next")
def chosen_kernel(t):
    t.kernel("6.1.0-29-cloud-amd64")
    t.put("etc/default/grub", "GRUB_DEFAULT=saved")
    t.put("boot/grub/grubenv", "saved_entry=Debian, with Linux 6.1.0-29-cloud-amd64")


@seed("reboot-pending", 1)
def reboot_required(t):
    t.put("run/reboot-required", "*** System restart required ***")


@seed("running-not-installed", 1, says="kernel 6.8.0-host is not installed here.*installed: " + K)
def other_host(t):
    t.put(".live/uname--r", "6.8.0-host")


@seed("module-none reboot-pending", 3, says=K2 + " will boot next")
def next_kernel_without(t):
    t.kernel(K2)
    for name in ("updates", "kernel"):
        t.remove("lib/modules/%s/%s" % (K2, name))
    t.remove("boot/initrd.img-" + K2)
    t.depmod(K2)
