// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The roof of layer 2: the life of a device, from allocation through any number
 * of starts and stops to its end.
 */
#include <linux/dma-mapping.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "priv.h"

/**
 * mana_gdma_alloc - prepare a device; nothing is asked of it
 * @pdev: enabled PCI function whose regions are claimed
 *
 * Context: process.
 * Return: the device or an ERR_PTR.
 */
struct mana_gdma *mana_gdma_alloc(struct pci_dev *pdev)
{
	struct mana_gdma *gd;
	int err;

	gd = kzalloc(sizeof(*gd), GFP_KERNEL);
	if (!gd)
		return ERR_PTR(-ENOMEM);
	gd->pdev = pdev;
	gd->info.dev = &pdev->dev;
	gd->info.node = dev_to_node(&pdev->dev);
	mutex_init(&gd->vector_lock);
	mutex_init(&gd->test_lock);
	mutex_init(&gd->limbo_lock);
	INIT_LIST_HEAD(&gd->limbo);
	xa_init(&gd->cqs);
	mana_gdma_init_state(gd);

	err = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64));
	if (err)
		goto free_gd;
	dma_set_max_seg_size(&pdev->dev, UINT_MAX);
	/* With a mask of 64 bits only the bounce pool limits a mapping. */
	gd->info.bounces = dma_max_mapping_size(&pdev->dev) != SIZE_MAX;
	err = mana_regs_map(gd);
	if (err)
		goto free_gd;
	err = mana_vectors_alloc(gd);
	if (err)
		goto unmap;
	pci_save_state(pdev);
	gd->config = pci_store_saved_state(pdev);
	if (!gd->config) {
		err = -ENOMEM;
		goto free_vectors;
	}
	return gd;

free_vectors:
	mana_vectors_free(gd);
unmap:
	mana_regs_unmap(gd);
free_gd:
	kfree(gd);
	return ERR_PTR(err);
}

/**
 * mana_gdma_free - undo mana_gdma_alloc()
 * @gd: stopped device
 */
void mana_gdma_free(struct mana_gdma *gd)
{
	cancel_work_sync(&gd->link_work);
	kfree(gd->config);
	mana_vectors_free(gd);
	mana_regs_unmap(gd);
	xa_destroy(&gd->cqs);
	kfree(gd);
}

/**
 * mana_gdma_present - does the function answer to configuration requests?
 * @gd: device
 *
 * Context: process.
 */
bool mana_gdma_present(const struct mana_gdma *gd)
{
	return pci_device_is_present(gd->pdev);
}

/**
 * mana_gdma_disconnected - was the function pulled out of its slot?
 * @gd: device
 *
 * Return: true when the PCI core knows that it was; its removal follows.
 */
bool mana_gdma_disconnected(const struct mana_gdma *gd)
{
	return pci_dev_is_disconnected(gd->pdev);
}

/* A device that was away or reset has forgotten its configuration space. */
static void mana_gdma_restore(struct mana_gdma *gd)
{
	pci_load_saved_state(gd->pdev, gd->config);
	pci_restore_state(gd->pdev);
}

/**
 * mana_gdma_answers - is the device there after a reset of its slot?
 * @gd: stopped device
 *
 * Context: process.
 */
bool mana_gdma_answers(struct mana_gdma *gd)
{
	mana_gdma_restore(gd);
	return mana_gdma_present(gd) && !mana_regs_gone(gd);
}

static int mana_gdma_introduce(struct mana_gdma *gd)
{
	int err;

	err = mana_cmd_verify(gd);
	if (err)
		return err;
	err = mana_cmd_negotiate_timeout(gd);
	if (err)
		return err;
	err = mana_cmd_list_devices(gd);
	if (err)
		return err;
	return mana_cmd_max_resources(gd);
}

/*
 * A device that did not confirm the end of its queues may still know them, and
 * their memory is somebody else's by now: it must not write again before it has
 * forgotten them. One that says there is nothing to destroy has.
 */
static int mana_gdma_forget(struct mana_gdma *gd)
{
	int err;

	if (!gd->unconfirmed)
		return 0;
	pci_clear_master(gd->pdev);
	err = mana_smc_destroy(gd);
	if (err && err != -EPROTO)
		return err;
	gd->unconfirmed = false;
	return 0;
}

/**
 * mana_gdma_start - bring the device up
 * @gd: allocated or stopped device
 *
 * Context: process, sleeps, up to minutes when the device does not answer.
 * Return: 0; -EPROTO, -ETIMEDOUT, -ENODEV, -ENOSPC, -ENOMEM. On error
 * everything is undone.
 */
int mana_gdma_start(struct mana_gdma *gd)
{
	int err;

	if (!mana_gdma_set_state(gd, MANA_GDMA_OFF, MANA_GDMA_BOOT))
		return -EBUSY;
	/* Pairs with the one in mana_gdma_abort(). */
	smp_mb();
	if (READ_ONCE(gd->aborted)) {
		err = -ENODEV;
		goto stop;
	}
	if (gd->was_up)
		mana_gdma_restore(gd);
	gd->was_up = true;
	err = mana_regs_check(gd);
	if (err)
		goto stop;
	err = mana_gdma_forget(gd);
	if (err)
		goto stop;
	pci_set_master(gd->pdev);
	err = mana_hwc_start(gd);
	if (err)
		goto stop;
	err = mana_gdma_introduce(gd);
	if (err)
		goto stop;
	if (!mana_gdma_set_state(gd, MANA_GDMA_BOOT, MANA_GDMA_READY)) {
		err = -ENODEV;
		goto stop;
	}
	return 0;

stop:
	mana_gdma_stop(gd);
	return err;
}

/*
 * From here on the device touches no memory. It confirms that it has forgotten
 * all queues; one that does not may still write, but cannot without bus
 * mastering, whatever it believes.
 */
static void mana_gdma_halt(struct mana_gdma *gd)
{
	int err = gd->hwc ? mana_hwc_take_down(gd->hwc) : 0;

	if (err) {
		/* One that is gone has forgotten everything when it is back. */
		gd->unconfirmed = err != -ENODEV;
		dev_warn(gd->info.dev,
			 "the hardware channel was not destroyed; DMA is cut off\n");
	}
	pci_clear_master(gd->pdev);
}

/**
 * mana_gdma_stop - destroy the channel and all that was made through it
 * @gd: device without client queues; idempotent
 *
 * Context: process, sleeps, up to 40 s when the device does not answer.
 */
void mana_gdma_stop(struct mana_gdma *gd)
{
	mana_gdma_deregister(gd);
	atomic_set(&gd->state, MANA_GDMA_OFF);
	mana_gdma_halt(gd);
	if (gd->hwc)
		mana_hwc_free(gd);
	mana_qmem_reap(gd);
}
