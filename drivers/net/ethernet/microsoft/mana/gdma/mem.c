// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Memory of rings. A DMA region is made of it when a queue is created, and
 * consumed by that queue. What the device may still write to is not given back
 * before the device was stopped: it waits in limbo.
 */
#include <linux/dma-mapping.h>
#include <linux/log2.h>
#include <linux/slab.h>

#include "priv.h"

/**
 * struct mana_limbo - memory that waits for the device to be stopped
 * @entry: in the device's list
 * @va: memory
 * @dma: its bus address
 * @bytes: its length
 *
 * Allocated with the memory, so that no failure comes when it is needed.
 */
struct mana_limbo {
	struct list_head entry;
	void *va;
	dma_addr_t dma;
	u32 bytes;
};

/**
 * mana_qmem_alloc - zero-filled memory for one ring
 * @gd: device
 * @mem: filled in
 * @bytes: power of two, at least GDMA_PAGE_BYTES
 *
 * Return: 0, -EINVAL, -ENOMEM.
 */
int mana_qmem_alloc(struct mana_gdma *gd, struct mana_qmem *mem, u32 bytes)
{
	if (!is_power_of_2(bytes) || bytes < GDMA_PAGE_BYTES)
		return -EINVAL;
	mem->limbo = kzalloc(sizeof(*mem->limbo), GFP_KERNEL);
	if (!mem->limbo)
		return -ENOMEM;
	mem->va = dma_alloc_coherent(gd->info.dev, bytes, &mem->dma,
				     GFP_KERNEL);
	if (!mem->va) {
		kfree(mem->limbo);
		return -ENOMEM;
	}
	mem->bytes = bytes;
	mem->region = GDMA_NO_REGION;
	mem->unsure = false;
	return 0;
}

static void mana_qmem_retain(struct mana_gdma *gd, struct mana_qmem *mem)
{
	struct mana_limbo *limbo = mem->limbo;

	limbo->va = mem->va;
	limbo->dma = mem->dma;
	limbo->bytes = mem->bytes;
	mutex_lock(&gd->limbo_lock);
	list_add(&limbo->entry, &gd->limbo);
	mutex_unlock(&gd->limbo_lock);
	mana_gdma_counted(gd, MANA_COUNT_RETAINED);
}

/* May the device still write to it? */
static bool mana_qmem_in_use(const struct mana_gdma *gd,
			     const struct mana_qmem *mem)
{
	switch (mana_gdma_state(gd)) {
	case MANA_GDMA_OFF:
		/* One that was stopped has forgotten regions and queues. */
		return false;
	case MANA_GDMA_DEAD:
		return true;
	default:
		return mem->unsure || mem->region != GDMA_NO_REGION;
	}
}

/**
 * mana_qmem_free - free it; idempotent
 * @gd: device
 * @mem: memory that was asked back from the device
 *
 * Memory that still has a region, or of which nobody knows whether the device
 * has let go of it, stays until the device was stopped. So does all memory once
 * the channel is dead.
 */
void mana_qmem_free(struct mana_gdma *gd, struct mana_qmem *mem)
{
	if (!mem->va)
		return;
	if (mana_qmem_in_use(gd, mem)) {
		mana_qmem_retain(gd, mem);
	} else {
		dma_free_coherent(gd->info.dev, mem->bytes, mem->va,
				  mem->dma);
		kfree(mem->limbo);
	}
	mem->va = NULL;
	mem->region = GDMA_NO_REGION;
}

/**
 * mana_qmem_reap - free what waits in limbo
 * @gd: device that touches no memory any more
 */
void mana_qmem_reap(struct mana_gdma *gd)
{
	struct mana_limbo *limbo, *next;

	mutex_lock(&gd->limbo_lock);
	list_for_each_entry_safe(limbo, next, &gd->limbo, entry) {
		list_del(&limbo->entry);
		dma_free_coherent(gd->info.dev, limbo->bytes, limbo->va,
				  limbo->dma);
		kfree(limbo);
	}
	mutex_unlock(&gd->limbo_lock);
}
