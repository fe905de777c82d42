/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the driver remembers of the WQEs on their way: which packet, which DMA
 * mappings. The records of a packet are written only after the ring was found
 * to have room for it, or they would replace those of a packet in flight. Pure
 * functions on memory.
 */
#ifndef _MANA_TX_RING_H
#define _MANA_TX_RING_H

#include <linux/types.h>

#include <mana/gdma_wire.h>
#include <mana/ring.h>

struct page;
struct sk_buff;
struct xdp_frame;

/* Twice what stops a queue, so that it does not stop again at once. */
#define MANA_TX_WAKE_BYTES	(2 * GDMA_WQE_MAX_BYTES)

/**
 * enum mana_tx_owner - whose memory is sent
 * @MANA_TX_SKB: a packet of the stack; the only kind that byte queue limits know
 * @MANA_TX_FRAME: an XDP frame that was redirected here
 * @MANA_TX_PAGE: a receive buffer, sent back by an XDP program; stays mapped
 */
enum mana_tx_owner {
	MANA_TX_SKB,
	MANA_TX_FRAME,
	MANA_TX_PAGE
};

/**
 * struct mana_tx_slot - a WQE on its way
 * @skb: the packet, of MANA_TX_SKB
 * @frame: of MANA_TX_FRAME
 * @page: of MANA_TX_PAGE, from the pool of the same pair
 * @units: length of the WQE
 * @maps: DMA mappings
 * @owner: enum mana_tx_owner
 *
 * Lies at the index of the WQE's first unit.
 */
struct mana_tx_slot {
	union {
		struct sk_buff *skb;
		struct xdp_frame *frame;
		struct page *page;
	};
	u16 units;
	u8 maps;
	u8 owner;
};

/**
 * struct mana_tx_map - a DMA mapping of a packet
 * @addr: bus address
 * @bytes: length
 * @is_page: of a fragment, else of the linear part
 *
 * A unit of a WQE holds two SGEs: so mapping N of the WQE at unit U has its
 * place at 2 * U + N, and there is always enough.
 */
struct mana_tx_map {
	dma_addr_t addr;
	u32 bytes;
	bool is_page;
};

/**
 * struct mana_tx_records - records of all WQEs of a ring
 * @slots: per unit of the ring
 * @maps: two per unit
 * @mask: units - 1
 */
struct mana_tx_records {
	struct mana_tx_slot *slots;
	struct mana_tx_map *maps;
	u32 mask;
};

/* May a packet of any kind be sent? Else the queue is to be stopped. */
static inline bool mana_tx_has_room(const struct mana_wring *ring)
{
	return mana_wring_free(ring) >= GDMA_WQE_MAX_BYTES;
}

/**
 * mana_tx_may_wake - may completions start a stopped queue again?
 * @ring: that they are of
 * @frozen: no packets are wanted for now
 * @retired: the queue now belongs to another ring, whose room is not known here
 */
static inline bool mana_tx_may_wake(const struct mana_wring *ring, bool frozen,
				    bool retired)
{
	return !frozen && !retired &&
	       mana_wring_free(ring) >= MANA_TX_WAKE_BYTES;
}

/**
 * mana_tx_reserve - the record of the next WQE
 * @rec: records
 * @ring: their ring
 * @bytes: of the WQE at most
 *
 * Return: the record, without mappings; NULL: there is no room, nothing was
 * written.
 */
static inline struct mana_tx_slot *
mana_tx_reserve(const struct mana_tx_records *rec,
		const struct mana_wring *ring, u32 bytes)
{
	struct mana_tx_slot *slot;

	if (bytes > mana_wring_free(ring))
		return NULL;
	slot = &rec->slots[ring->head & rec->mask];
	*slot = (struct mana_tx_slot) { .units = bytes / GDMA_WQE_UNIT };
	return slot;
}

/**
 * mana_tx_map_at - the record of a mapping
 * @rec: records
 * @unit: free-running number of the WQE's first unit
 * @n: number of the mapping, below twice the units of the WQE
 */
static inline struct mana_tx_map *
mana_tx_map_at(const struct mana_tx_records *rec, u32 unit, u32 n)
{
	return &rec->maps[(2 * unit + n) & (2 * rec->mask + 1)];
}

#endif /* _MANA_TX_RING_H */
