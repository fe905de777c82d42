// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Stands for the driver where only its installation is tried: it has what an
 * installer and a kernel look at, and does nothing.
 */
#include <linux/mod_devicetable.h>
#include <linux/module.h>

static const struct pci_device_id mana_id_table[] = {
	{ .vendor = 0x1414, .device = 0x00ba, .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID },
	{}
};
MODULE_DEVICE_TABLE(pci, mana_id_table);

static int __init mana_init(void)
{
	pr_info("loaded from %s\n", __FILE__);
	return 0;
}
module_init(mana_init);

static void __exit mana_exit(void)
{
}
module_exit(mana_exit);

MODULE_DESCRIPTION("Microsoft Azure Network Adapter, Ethernet stand-in");
MODULE_LICENSE("Dual BSD/GPL");
MODULE_VERSION(MANA_VERSION);
