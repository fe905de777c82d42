/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_PCI_H
#define _BP_LINUX_PCI_H

#include <compat_config.h>
#include_next <linux/pci.h>

#ifdef BP_OLD_PCI_IRQ_INTX
#define PCI_IRQ_INTX PCI_IRQ_LEGACY
#endif

#ifdef BP_OLD_PCI_DEV_DISCONNECTED
static inline bool bp_pci_dev_is_disconnected(const struct pci_dev *pdev)
{
	return READ_ONCE(pdev->error_state) == pci_channel_io_perm_failure;
}

#define pci_dev_is_disconnected(pdev) bp_pci_dev_is_disconnected(pdev)
#endif

/* Lost: devices whose quirk forbids FLR are not recognised by all kernels. */
#ifdef BP_OLD_PCIE_RESET_FLR
static inline int bp_pcie_reset_flr(struct pci_dev *pdev, bool probe)
{
	if (!pcie_has_flr(pdev))
		return -ENOTTY;
	return probe ? 0 : pcie_flr(pdev);
}

#define pcie_reset_flr(pdev, probe) bp_pcie_reset_flr(pdev, probe)
#endif

#endif /* _BP_LINUX_PCI_H */
