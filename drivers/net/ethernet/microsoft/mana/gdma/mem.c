// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Memory of rings. A DMA region is made of it when a queue is created, and
 * consumed by that queue (gdma 5, 12.8).
 */
#include <linux/dma-mapping.h>
#include <linux/log2.h>

#include "priv.h"

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
	mem->va = dma_alloc_coherent(&gd->pdev->dev, bytes, &mem->dma,
				     GFP_KERNEL);
	if (!mem->va)
		return -ENOMEM;
	mem->bytes = bytes;
	mem->region = GDMA_NO_REGION;
	return 0;
}

/**
 * mana_qmem_free - free it, and the region when no queue took that; idempotent
 * @gd: device
 * @mem: memory that was asked back from the device
 *
 * A dead channel passes no request on: then the whole device is halted first.
 */
void mana_qmem_free(struct mana_gdma *gd, struct mana_qmem *mem)
{
	if (!mem->va)
		return;
	if (mana_gdma_can_send(gd))
		mana_cmd_destroy_region(gd, mem);
	else
		mana_gdma_halt(gd);
	dma_free_coherent(&gd->pdev->dev, mem->bytes, mem->va, mem->dma);
	mem->va = NULL;
}
