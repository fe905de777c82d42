// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * One mistake of each kind that the debug kernel must notice. Loading the
 * module makes the mistake; it never stays loaded.
 */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static char *mistake = "";
module_param(mistake, charp, 0);
MODULE_PARM_DESC(mistake, "leak, dma, memory or locks");

static DEFINE_SPINLOCK(first);
static DEFINE_SPINLOCK(second);

static int leak(void)
{
	char *lost = kmalloc(333, GFP_KERNEL);

	if (!lost)
		return -ENOMEM;
	/* the compiler must not see that nobody uses it */
	OPTIMIZER_HIDE_VAR(lost);
	return 0;
}

/* Unmaps fewer bytes than were mapped. */
static int wrong_dma(void)
{
	struct pci_dev *pdev = pci_get_device(0x1414, 0x00ba, NULL);
	dma_addr_t addr;
	void *data;

	if (!pdev)
		return -ENODEV;
	data = kzalloc(512, GFP_KERNEL);
	if (!data) {
		pci_dev_put(pdev);
		return -ENOMEM;
	}
	addr = dma_map_single(&pdev->dev, data, 512, DMA_TO_DEVICE);
	if (!dma_mapping_error(&pdev->dev, addr))
		dma_unmap_single(&pdev->dev, addr, 256, DMA_TO_DEVICE);
	kfree(data);
	pci_dev_put(pdev);
	return 0;
}

static int wrong_memory(void)
{
	char *data = kmalloc(64, GFP_KERNEL);

	if (!data)
		return -ENOMEM;
	kfree(data);
	OPTIMIZER_HIDE_VAR(data);
	WRITE_ONCE(data[1], 1);
	return 0;
}

/* Two locks in both orders: no deadlock today. */
static int wrong_locks(void)
{
	spin_lock(&first);
	spin_lock(&second);
	spin_unlock(&second);
	spin_unlock(&first);

	spin_lock(&second);
	spin_lock(&first);
	spin_unlock(&first);
	spin_unlock(&second);
	return 0;
}

static int __init planted_init(void)
{
	int err = -EINVAL;

	if (!strcmp(mistake, "leak"))
		err = leak();
	else if (!strcmp(mistake, "dma"))
		err = wrong_dma();
	else if (!strcmp(mistake, "memory"))
		err = wrong_memory();
	else if (!strcmp(mistake, "locks"))
		err = wrong_locks();
	return err;
}

static void __exit planted_exit(void)
{
}

module_init(planted_init);
module_exit(planted_exit);
MODULE_DESCRIPTION("Mistakes for the debug kernel to find");
MODULE_LICENSE("Dual BSD/GPL");
