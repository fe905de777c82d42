/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_PCI_H
#define _BP_LINUX_PCI_H

#include <compat_config.h>
#include_next <linux/pci.h>

#ifdef BP_OLD_PCI_DEV_DISCONNECTED
static inline bool bp_pci_dev_is_disconnected(const struct pci_dev *pdev)
{
	return READ_ONCE(pdev->error_state) == pci_channel_io_perm_failure;
}

#define pci_dev_is_disconnected(pdev) bp_pci_dev_is_disconnected(pdev)
#endif

#endif /* _BP_LINUX_PCI_H */
