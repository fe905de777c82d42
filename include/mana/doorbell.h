/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 1: the doorbells. Values are composed by pure functions;
 * mana_db_write() is the one place that stores to a doorbell page.
 */
#ifndef _MANA_DOORBELL_H
#define _MANA_DOORBELL_H

#include <linux/bitfield.h>
#include <linux/io.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/* A field takes its low bits only: what is too large stays out of others. */
static inline u64 mana_db_field(u64 mask, u64 value)
{
	return (value << __builtin_ctzll(mask)) & mask;
}

/**
 * mana_db_sq - doorbell of a send queue
 * @id: queue id, 24 bits
 * @tail_bytes: bytes ever posted, free-running
 */
static inline u64 mana_db_sq(u32 id, u32 tail_bytes)
{
	return mana_db_field(GDMA_DB_ID, id) |
	       mana_db_field(GDMA_DB_WQ_TAIL, tail_bytes);
}

/**
 * mana_db_rq - doorbell of a receive queue; its wqe_cnt is 0
 * @id: queue id, 24 bits
 * @tail_bytes: bytes ever posted, free-running
 */
static inline u64 mana_db_rq(u32 id, u32 tail_bytes)
{
	return mana_db_sq(id, tail_bytes);
}

/**
 * mana_db_cq - doorbell of a completion queue
 * @id: queue id, 24 bits
 * @tail: entries taken, from mana_cring_tail()
 * @arm: ask for an event at the next entry
 */
static inline u64 mana_db_cq(u32 id, u32 tail, bool arm)
{
	return mana_db_field(GDMA_DB_ID, id) |
	       mana_db_field(GDMA_DB_TAIL, tail) | (arm ? GDMA_DB_ARM : 0);
}

/**
 * mana_db_eq - doorbell of an event queue
 * @id: queue id, 16 bits
 * @tail: entries taken, from mana_cring_tail()
 * @arm: ask for an interrupt at the next entry
 */
static inline u64 mana_db_eq(u32 id, u32 tail, bool arm)
{
	return mana_db_field(GDMA_DB_EQ_ID, id) |
	       mana_db_field(GDMA_DB_TAIL, tail) | (arm ? GDMA_DB_ARM : 0);
}

/**
 * mana_db_dim - interrupt moderation of a completion queue
 * @id: queue id, 24 bits
 * @usec: microseconds, at most 1023
 * @comps: completions, at most 255
 *
 * Only for devices with GDMA_PF_CAP_DIM.
 */
static inline u64 mana_db_dim(u32 id, u32 usec, u32 comps)
{
	return mana_db_field(GDMA_DB_ID, id) |
	       mana_db_field(GDMA_DB_DIM_USEC, usec) | GDMA_DB_DIM_USEC_VALID |
	       mana_db_field(GDMA_DB_DIM_COMPS, comps) |
	       GDMA_DB_DIM_COMPS_VALID;
}

/**
 * mana_db_write - ring a doorbell
 * @page: doorbell page
 * @offset: GDMA_DB_SQ, GDMA_DB_RQ, GDMA_DB_CQ, GDMA_DB_CQ_DIM or GDMA_DB_EQ
 * @value: from the function of that kind
 *
 * One store of 64 bits; writeq() orders it after all that the driver has
 * written to the ring before, which the device reads behind it.
 */
static inline void mana_db_write(void __iomem *page, u32 offset, u64 value)
{
	writeq(value, page + offset);
}

#endif /* _MANA_DOORBELL_H */
