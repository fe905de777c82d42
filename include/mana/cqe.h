/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What a completion says. The one reader of TX and RX completions: pure
 * functions on a private copy of the entry, nothing of it is believed.
 */
#ifndef _MANA_CQE_H
#define _MANA_CQE_H

#include <linux/bitfield.h>
#include <linux/types.h>

#include <mana/eth_wire.h>

/**
 * enum mana_rx_kind - kinds of RX completion
 * @MANA_RX_PACKETS: packets that lie in their buffers
 * @MANA_RX_CUT: one packet that was longer than its buffer
 * @MANA_RX_FENCE: no packet
 * @MANA_RX_FOREIGN: of another queue
 * @MANA_RX_UNKNOWN: of no known type; it used up one buffer, as each does but a
 *	fence
 */
enum mana_rx_kind {
	MANA_RX_PACKETS,
	MANA_RX_CUT,
	MANA_RX_FENCE,
	MANA_RX_FOREIGN,
	MANA_RX_UNKNOWN
};

/**
 * struct mana_rx_batch - the packets of one completion
 * @num: how many, each with a buffer of its own; at least 1
 * @flags: MANA_RX_* of all of them
 * @wqe_offset: where the first one's WQE lies, in a unit that is not certain
 * @len: their bytes; a first length of 0 is one broken packet
 * @hash: their hashes
 */
struct mana_rx_batch {
	u32 num;
	u32 flags;
	u32 wqe_offset;
	u16 len[MANA_RX_MAX_PER_CQE];
	u32 hash[MANA_RX_MAX_PER_CQE];
};

static inline void mana_rx_take4(const struct mana_rx_cqe *cqe,
				 struct mana_rx_batch *batch, u32 max)
{
	u32 i;

	for (i = 0; i < max; i++) {
		batch->len[i] = le16_to_cpu(cqe->ppi[i].len);
		batch->hash[i] = le32_to_cpu(cqe->ppi[i].hash);
		if (!batch->len[i])
			break;
	}
	batch->num = i ? i : 1;
}

static inline void mana_rx_take8(const struct mana_rx_cqe *cqe,
				 struct mana_rx_batch *batch)
{
	u32 i;

	for (i = 0; i < MANA_RX_MAX_PER_CQE; i++) {
		const struct mana_rx_ppi8 *pair = &cqe->ppi8[i / 2];

		batch->len[i] = le16_to_cpu(pair->len[i % 2]);
		batch->hash[i] = le32_to_cpu(i % 2 ? pair->hash1 :
						     pair->hash0);
		if (!batch->len[i])
			break;
	}
	batch->num = i ? i : 1;
}

/**
 * mana_rx_read - read an RX completion
 * @entry: private copy of the entry
 * @rq_id: the receive queue it should be of
 * @batch: filled in for MANA_RX_PACKETS, MANA_RX_CUT and MANA_RX_UNKNOWN
 */
static inline enum mana_rx_kind mana_rx_read(const struct gdma_cqe *entry,
					     u32 rq_id,
					     struct mana_rx_batch *batch)
{
	const struct mana_rx_cqe *cqe = (const void *)entry->data;
	u32 info = le32_to_cpu(entry->info);

	if ((info & GDMA_CQE_IS_SQ) || (info & GDMA_CQE_WQ_ID) != rq_id)
		return MANA_RX_FOREIGN;
	batch->flags = le32_to_cpu(cqe->flags);
	batch->wqe_offset = le32_to_cpu(cqe->wqe_offset);
	switch (le32_to_cpu(cqe->word0) & MANA_CQE0_TYPE) {
	case MANA_CQE_RX_OKAY:
		mana_rx_take4(cqe, batch, 1);
		return MANA_RX_PACKETS;
	case MANA_CQE_RX_COALESCED_4:
		mana_rx_take4(cqe, batch, MANA_RX_PPIS);
		return MANA_RX_PACKETS;
	case MANA_CQE_RX_COALESCED_8:
		mana_rx_take8(cqe, batch);
		return MANA_RX_PACKETS;
	case MANA_CQE_RX_TRUNCATED:
		batch->num = 1;
		return MANA_RX_CUT;
	case MANA_CQE_RX_FENCE:
		return MANA_RX_FENCE;
	default:
		batch->num = 1;
		return MANA_RX_UNKNOWN;
	}
}

/**
 * mana_rx_offset_agrees - does a completion name the WQE that is next?
 * @wqe_offset: what it says
 * @tail: WQEs of one unit ever completed
 * @mask: units of the ring - 1
 *
 * Whether the offset counts units or bytes is not known, and no driver that runs
 * on the hardware uses it: so either will do, and what does not agree is worth a
 * counter, nothing more.
 */
static inline bool mana_rx_offset_agrees(u32 wqe_offset, u32 tail, u32 mask)
{
	if (!((wqe_offset ^ tail) & mask))
		return true;
	return !(wqe_offset % GDMA_WQE_UNIT) &&
	       !((wqe_offset / GDMA_WQE_UNIT ^ tail) & mask);
}

/* Offsets that agreed before one that did not: they do name buffers. */
#define MANA_RX_ORDER_PROVEN	1024
/* Completions in a row that are off by the same: it was no slip. */
#define MANA_RX_ORDER_ROW	64

/**
 * struct mana_rx_order - completions that name another WQE than the next one
 * @began: 1 + WQEs completed before the first of them; 0: there was none
 * @row: how many in a row are off by the same
 * @next: WQEs completed before the one that goes on with the row
 * @units: how far off, if offsets count units
 * @bytes: likewise, if they count bytes
 */
struct mana_rx_order {
	u32 began;
	u32 row;
	u32 next;
	u32 units;
	u32 bytes;
};

/**
 * mana_rx_order_lost - are packets taken from the wrong buffers?
 * @order: of the queue
 * @wqe_offset: of a completion that does not agree
 * @tail: WQEs of one unit ever completed
 * @num: WQEs that it completes
 * @mask: units of the ring - 1
 *
 * A device that leaves the offset alone, or counts in some other way, never
 * agrees for long. One that named the right buffer a thousand times without a
 * slip, and from then on names another one, always as far away, has completed
 * a buffer twice or not at all.
 *
 * Return: true once, when that is certain.
 */
static inline bool mana_rx_order_lost(struct mana_rx_order *order,
				      u32 wqe_offset, u32 tail, u32 num,
				      u32 mask)
{
	u32 bytes = (wqe_offset / GDMA_WQE_UNIT - tail) & mask;
	u32 units = (wqe_offset - tail) & mask;

	if (!order->began)
		order->began = tail + 1;
	if (tail != order->next ||
	    (units != order->units && bytes != order->bytes))
		order->row = 0;
	order->row++;
	order->next = tail + num;
	order->units = units;
	order->bytes = bytes;
	return order->began > MANA_RX_ORDER_PROVEN &&
	       order->row == MANA_RX_ORDER_ROW;
}

/* Verified: nothing bad is said, and good of IP and of exactly one of L4. */
static inline bool mana_rx_csum_good(u32 flags)
{
	u32 l4 = flags & (MANA_RX_TCP_GOOD | MANA_RX_UDP_GOOD);

	if (flags & (MANA_RX_IP_BAD | MANA_RX_TCP_BAD | MANA_RX_UDP_BAD))
		return false;
	return (flags & MANA_RX_IP_GOOD) &&
	       (l4 == MANA_RX_TCP_GOOD || l4 == MANA_RX_UDP_GOOD);
}

/* NDIS type of the hash; 0: there is none. */
static inline u32 mana_rx_hash_type(u32 flags)
{
	return FIELD_GET(MANA_RX_HASH_TYPE, flags);
}

/**
 * enum mana_tx_kind - kinds of TX completion
 * @MANA_TX_SENT: the packet went out
 * @MANA_TX_REFUSED: the packet was dropped, the queue goes on
 * @MANA_TX_DEAD: the packet was malformed, the queue is dead
 * @MANA_TX_FOREIGN: of another queue or client
 * @MANA_TX_UNKNOWN: its packet is done, the type is not known
 */
enum mana_tx_kind {
	MANA_TX_SENT,
	MANA_TX_REFUSED,
	MANA_TX_DEAD,
	MANA_TX_FOREIGN,
	MANA_TX_UNKNOWN
};

/**
 * mana_tx_read - read a TX completion
 * @entry: private copy of the entry
 * @sq_id: the send queue it should be of
 * @units: for errors, where in the ring its WQE lies, in units of 32 bytes
 */
static inline enum mana_tx_kind mana_tx_read(const struct gdma_cqe *entry,
					     u32 sq_id, u32 *units)
{
	const struct mana_tx_cqe *cqe = (const void *)entry->data;
	u32 word0 = le32_to_cpu(cqe->word0);
	u32 info = le32_to_cpu(entry->info);
	u32 type = word0 & MANA_CQE0_TYPE;

	if (!(info & GDMA_CQE_IS_SQ) || (info & GDMA_CQE_WQ_ID) != sq_id ||
	    FIELD_GET(MANA_CQE0_CLIENT, word0) != MANA_CQE_CLIENT_ETH)
		return MANA_TX_FOREIGN;
	if (type == MANA_CQE_TX_OKAY)
		return MANA_TX_SENT;
	*units = FIELD_GET(MANA_TX_CQE_WQE_UNITS, le32_to_cpu(cqe->wqe_offset));
	if (type >= MANA_CQE_TX_FIRST_ERR && type <= MANA_CQE_TX_LAST_ERR)
		return MANA_TX_REFUSED;
	return type == MANA_CQE_TX_GDMA_ERR ? MANA_TX_DEAD : MANA_TX_UNKNOWN;
}

#endif /* _MANA_CQE_H */
