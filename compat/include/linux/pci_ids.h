/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_PCI_IDS_H
#define _BP_LINUX_PCI_IDS_H

#include <compat_config.h>
#include_next <linux/pci_ids.h>

#ifdef BP_OLD_PCI_VENDOR_MICROSOFT
#define PCI_VENDOR_ID_MICROSOFT 0x1414
#endif

#endif /* _BP_LINUX_PCI_IDS_H */
