# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

SUMMARY = "Microsoft Azure Network Adapter driver for older kernels"
LICENSE = "GPL-2.0-only | BSD-3-Clause"
LIC_FILES_CHKSUM = "file://Kbuild;beginline=1;endline=2;md5=618a176e0ee7b77215fd4bdf8626155d"

SRC_URI = "file://mana-backport-${PV}.tar.xz"
S = "${WORKDIR}/mana-backport-${PV}"

inherit module

COMPATIBLE_HOST = "(x86_64|aarch64).*-linux"
# The kernel's build directory holds both what was generated and the way to the
# sources. CC is the cross compiler with its options: only the prefix is wanted.
EXTRA_OEMAKE = "KDIR=${STAGING_KERNEL_BUILDDIR} OUT=${B}/out ARCH=${ARCH} CROSS_COMPILE=${TARGET_PREFIX} CC=${TARGET_PREFIX}gcc"

do_compile() {
	unset CFLAGS CPPFLAGS CXXFLAGS LDFLAGS
	oe_runmake modules
}

do_install() {
	unset CFLAGS CPPFLAGS CXXFLAGS LDFLAGS
	oe_runmake DESTDIR="${D}" modules_install
}
