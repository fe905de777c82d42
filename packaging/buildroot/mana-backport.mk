# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors

MANA_BACKPORT_VERSION = 0.1.0
MANA_BACKPORT_SOURCE = mana-backport-$(MANA_BACKPORT_VERSION).tar.xz
# The tarball of `make dist`, in the download directory.
MANA_BACKPORT_SITE = $(BR2_DL_DIR)/mana-backport
MANA_BACKPORT_SITE_METHOD = file
MANA_BACKPORT_LICENSE = GPL-2.0 or BSD-3-Clause
MANA_BACKPORT_DEPENDENCIES = linux

MANA_BACKPORT_OPTS = \
	KDIR=$(LINUX_DIR) \
	OUT=$(@D)/out \
	ARCH=$(KERNEL_ARCH) \
	CROSS_COMPILE=$(TARGET_CROSS) \
	CC=$(TARGET_CROSS)gcc

define MANA_BACKPORT_BUILD_CMDS
	$(MAKE) -C $(@D) $(MANA_BACKPORT_OPTS) modules
endef

# Buildroot runs depmod when all is in place.
define MANA_BACKPORT_INSTALL_TARGET_CMDS
	$(MAKE) -C $(@D) $(MANA_BACKPORT_OPTS) DESTDIR=$(TARGET_DIR) modules_install
endef

$(eval $(generic-package))
