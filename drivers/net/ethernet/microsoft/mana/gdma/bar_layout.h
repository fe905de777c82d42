/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What registers may say of BAR0, as pure functions: everything that keeps all
 * accesses inside of it, however odd it looks. Shipped drivers judge no more.
 */
#ifndef _MANA_GDMA_BAR_LAYOUT_H
#define _MANA_GDMA_BAR_LAYOUT_H

#include <linux/math64.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/**
 * mana_bar_has_doorbells - do doorbells lie in the BAR?
 * @bar: its length
 * @zone: offset of doorbell page 0
 * @stride: of doorbell pages: any that keeps them apart
 */
static inline bool mana_bar_has_doorbells(u64 bar, u64 zone, u32 stride)
{
	return stride >= GDMA_DB_MIN_BYTES && zone < bar &&
	       bar - zone >= GDMA_DB_MIN_BYTES && zone % sizeof(u64) == 0;
}

/**
 * mana_bar_has_smc - does the shared-memory channel lie in the BAR?
 * @bar: its length
 * @offset: of the channel, whose size is known whatever the device says
 */
static inline bool mana_bar_has_smc(u64 bar, u64 offset)
{
	return offset < bar && bar - offset >= SMC_BYTES &&
	       offset % sizeof(u32) == 0;
}

/**
 * mana_bar_has_page - does a doorbell page lie in the BAR?
 * @zone_bytes: from doorbell page 0 to the end, with room for doorbells
 * @stride: of doorbell pages
 * @index: of the page
 *
 * The last page may be cut behind its doorbells.
 */
static inline bool mana_bar_has_page(u64 zone_bytes, u32 stride, u64 index)
{
	return index <= div_u64(zone_bytes - GDMA_DB_MIN_BYTES, stride);
}

#endif /* _MANA_GDMA_BAR_LAYOUT_H */
