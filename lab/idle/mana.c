// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A driver that loads and drives nothing: what `make reload` must undo.
 */
#include <linux/module.h>
#include <linux/pci.h>

static const struct pci_device_id mana_idle_ids[] = {
	{ PCI_DEVICE(0x1414, 0x00ba) },
	{ }
};
MODULE_DEVICE_TABLE(pci, mana_idle_ids);

static int __init mana_idle_init(void)
{
	return 0;
}
module_init(mana_idle_init);

static void __exit mana_idle_exit(void)
{
}
module_exit(mana_idle_exit);

MODULE_DESCRIPTION("Drives nothing");
MODULE_VERSION("9.9.9");
MODULE_LICENSE("Dual BSD/GPL");
