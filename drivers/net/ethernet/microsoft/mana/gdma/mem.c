// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Memory of rings, in one piece where that is to be had, else in as few as
 * possible: devices take a list of pages. A DMA region is made of it when a
 * queue is created, and consumed by that queue. What the device may still write
 * to is not given back before the device was stopped: it waits in limbo.
 */
#include <linux/dma-mapping.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>

#include "priv.h"

/**
 * struct mana_limbo - memory of a ring, which may wait for the device to stop
 * @entry: in the device's list
 * @count: pieces
 * @bytes: of each
 * @piece: where they are
 *
 * Allocated with the memory, so that no failure comes when it is needed.
 */
struct mana_limbo {
	struct list_head entry;
	u32 count;
	u32 bytes;
	struct mana_ring_piece piece[];
};

static void mana_limbo_free(struct mana_gdma *gd, struct mana_limbo *limbo)
{
	struct mana_ring_piece *piece = limbo->piece;

	for (; limbo->count; limbo->count--, piece++)
		dma_free_coherent(gd->info.dev, limbo->bytes, piece->va,
				  piece->dma);
	kvfree(limbo);
}

/* Memory in pieces of one size; NULL when one of them is not to be had. */
static struct mana_limbo *mana_limbo_alloc(struct mana_gdma *gd, u32 bytes,
					   u32 piece_bytes)
{
	u32 count = bytes / piece_bytes;
	struct mana_ring_piece *piece;
	struct mana_limbo *limbo;
	gfp_t gfp = GFP_KERNEL;

	limbo = kvzalloc(struct_size(limbo, piece, count), GFP_KERNEL);
	if (!limbo)
		return NULL;
	/* Nothing is to be reclaimed for a block that pages can stand for. */
	if (piece_bytes > GDMA_PAGE_BYTES)
		gfp |= __GFP_NORETRY | __GFP_NOWARN;
	limbo->bytes = piece_bytes;
	for (; limbo->count < count; limbo->count++) {
		piece = &limbo->piece[limbo->count];
		piece->va = dma_alloc_coherent(gd->info.dev, piece_bytes,
					       &piece->dma, gfp);
		if (!piece->va) {
			mana_limbo_free(gd, limbo);
			return NULL;
		}
	}
	return limbo;
}

/**
 * mana_qmem_alloc - zero-filled memory for one ring
 * @gd: device
 * @mem: filled in
 * @bytes: power of two, at least GDMA_PAGE_BYTES
 *
 * Memory of a machine that has been up for long is in fragments: what is not to
 * be had in one piece is taken in two, then in four, down to single pages.
 *
 * Return: 0, -EINVAL, -ENOMEM.
 */
int mana_qmem_alloc(struct mana_gdma *gd, struct mana_qmem *mem, u32 bytes)
{
	struct mana_limbo *limbo;
	u32 piece_bytes = bytes;

	if (!is_power_of_2(bytes) || bytes < GDMA_PAGE_BYTES)
		return -EINVAL;
	limbo = mana_limbo_alloc(gd, bytes, piece_bytes);
	while (!limbo && piece_bytes > GDMA_PAGE_BYTES) {
		piece_bytes /= 2;
		limbo = mana_limbo_alloc(gd, bytes, piece_bytes);
	}
	if (!limbo)
		return -ENOMEM;
	mem->limbo = limbo;
	mem->va = limbo->piece[0].va;
	mem->dma = limbo->piece[0].dma;
	mem->pieces.piece = limbo->count > 1 ? limbo->piece : NULL;
	mem->pieces.shift = ilog2(piece_bytes);
	mem->bytes = bytes;
	mem->region = GDMA_NO_REGION;
	mem->unsure = false;
	return 0;
}

static void mana_qmem_retain(struct mana_gdma *gd, struct mana_qmem *mem)
{
	mutex_lock(&gd->limbo_lock);
	list_add(&mem->limbo->entry, &gd->limbo);
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
	if (mana_qmem_in_use(gd, mem))
		mana_qmem_retain(gd, mem);
	else
		mana_limbo_free(gd, mem->limbo);
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
		mana_limbo_free(gd, limbo);
	}
	mutex_unlock(&gd->limbo_lock);
}
