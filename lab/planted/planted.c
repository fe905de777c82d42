// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * One mistake of each kind that the debug kernel must notice. Loading the
 * module makes the mistake; it never stays loaded.
 */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#if __has_include(<net/netdev_lock.h>)
#include <net/netdev_lock.h>
#define HAVE_NETDEV_LOCK
#endif

static char *mistake = "";
module_param(mistake, charp, 0);
MODULE_PARM_DESC(mistake, "leak, dma, unlocked, locks, memory or race");

#define LOST_BYTES 333
#define CHURN 2000

/*
 * Newer slab allocators keep what they gave out in their arrays until the place
 * is used again, which hides it from kmemleak: use all places.
 */
static int churn(void)
{
	void **all = kcalloc(CHURN, sizeof(*all), GFP_KERNEL);
	int i;

	if (!all)
		return -ENOMEM;
	for (i = 0; i < CHURN; i++)
		all[i] = kmalloc(LOST_BYTES, GFP_KERNEL);
	for (i = 0; i < CHURN; i++)
		kfree(all[i]);
	kfree(all);
	return 0;
}

/* Several: the last one's address may live on in a register's old place. */
static int leak(void)
{
	char *lost;
	int i;

	for (i = 0; i < 5; i++) {
		lost = kmalloc(LOST_BYTES, GFP_KERNEL);
		if (!lost)
			return -ENOMEM;
		/* the compiler must not see that nobody uses it */
		OPTIMIZER_HIDE_VAR(lost);
	}
	return churn();
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

#ifdef HAVE_NETDEV_LOCK

/* The core asserts the lock of the net_device, and then finds nothing to do. */
static int unlocked(void)
{
	struct napi_struct napi = { .dev = init_net.loopback_dev };

	__netif_napi_del_locked(&napi);
	return 0;
}

/* The core takes them the other way round: no deadlock today. */
static int wrong_locks(void)
{
	struct net_device *dev = init_net.loopback_dev;

	netdev_lock(dev);
	rtnl_lock();
	rtnl_unlock();
	netdev_unlock(dev);
	return 0;
}

#else

/* The core asserts rtnl, and then finds nothing to do. */
static int unlocked(void)
{
	return netif_set_real_num_tx_queues(init_net.loopback_dev, 1);
}

static DEFINE_SPINLOCK(first);
static DEFINE_SPINLOCK(second);

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

#endif

#define ADDITIONS 3000000

static int sum;

/* Two of them lose some of each other's. */
static void planted_add(struct work_struct *work)
{
	int i;

	for (i = 0; i < ADDITIONS; i++) {
		sum++;
		/* the compiler must not add them all at once */
		barrier();
	}
}

static int wrong_race(void)
{
	struct work_struct work[2];
	int i;

	for (i = 0; i < ARRAY_SIZE(work); i++) {
		INIT_WORK_ONSTACK(&work[i], planted_add);
		schedule_work_on(i, &work[i]);
	}
	for (i = 0; i < ARRAY_SIZE(work); i++) {
		flush_work(&work[i]);
		destroy_work_on_stack(&work[i]);
	}
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
	else if (!strcmp(mistake, "unlocked"))
		err = unlocked();
	else if (!strcmp(mistake, "locks"))
		err = wrong_locks();
	else if (!strcmp(mistake, "race"))
		err = wrong_race();
	return err;
}

static void __exit planted_exit(void)
{
}

module_init(planted_init);
module_exit(planted_exit);
MODULE_DESCRIPTION("Mistakes for the debug kernel to find");
MODULE_LICENSE("Dual BSD/GPL");
