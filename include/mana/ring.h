/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 1: ring arithmetic. Counters, owner bits, space, wrap, and the one
 * builder of work-queue entries. Pure functions on memory: no DMA, no lock.
 */
#ifndef _MANA_RING_H
#define _MANA_RING_H

#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/string.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/* ---- consumer side: event and completion queues ---- */

/**
 * enum mana_cring_state - what the owner bits of the next entry say
 * @MANA_CRING_EMPTY: it was not written yet
 * @MANA_CRING_VALID: it is new
 * @MANA_CRING_OVERRUN: the device lapped the driver, entries are lost
 */
enum mana_cring_state {
	MANA_CRING_EMPTY,
	MANA_CRING_VALID,
	MANA_CRING_OVERRUN
};

/**
 * struct mana_ring_piece - memory that is contiguous
 * @va: its address
 * @dma: its bus address
 */
struct mana_ring_piece {
	void *va;
	dma_addr_t dma;
};

/**
 * struct mana_ring_pieces - what a ring without contiguous memory is made of
 * @piece: in order, all of one size; NULL for a ring in one piece
 * @shift: log2 of that size, at least 12
 *
 * Entries, and each part of a WQE that is written at once, are aligned to their
 * size or to 16 bytes: none lies in two pieces.
 */
struct mana_ring_pieces {
	const struct mana_ring_piece *piece;
	u32 shift;
};

/* Address of a byte of a ring. */
static inline void *mana_ring_at(void *mem,
				 const struct mana_ring_pieces *pieces, u32 at)
{
	if (likely(!pieces->piece))
		return mem + at;
	return pieces->piece[at >> pieces->shift].va +
	       (at & ((1U << pieces->shift) - 1));
}

/**
 * struct mana_cring - driver's side of an event or completion queue
 * @mem: ring memory, or where it begins
 * @pieces: its parts
 * @entry_shift: log2 of an entry's bytes
 * @entries_shift: log2 of the entries, at most 28
 * @ctr: entries ever taken plus the number of entries; runs free
 */
struct mana_cring {
	void *mem;
	struct mana_ring_pieces pieces;
	u8 entry_shift;
	u8 entries_shift;
	u32 ctr;
};

/**
 * mana_cring_init - a ring of zeroed memory that nothing was taken from
 * @ring: to be set up
 * @mem: its memory
 * @entry_bytes: power of two
 * @entries: power of two, at most 2^28
 *
 * Whose memory has several pieces sets them afterwards.
 */
static inline void mana_cring_init(struct mana_cring *ring, void *mem,
				   u32 entry_bytes, u32 entries)
{
	ring->mem = mem;
	ring->pieces = (struct mana_ring_pieces){ };
	ring->entry_shift = ilog2(entry_bytes);
	ring->entries_shift = ilog2(entries);
	ring->ctr = entries;
}

/* Address of the next entry. */
static inline void *mana_cring_entry(const struct mana_cring *ring)
{
	u32 idx = ring->ctr & ((1U << ring->entries_shift) - 1);

	return mana_ring_at(ring->mem, &ring->pieces,
			    idx << ring->entry_shift);
}

/**
 * mana_cring_state - judge the next entry
 * @ring: the ring
 * @info: last dword of the entry, host order
 */
static inline enum mana_cring_state
mana_cring_state(const struct mana_cring *ring, u32 info)
{
	u32 owner = info >> GDMA_OWNER_SHIFT;
	u32 pass = (ring->ctr >> ring->entries_shift) & 7;

	if (owner == pass)
		return MANA_CRING_VALID;
	return owner == ((pass - 1) & 7) ? MANA_CRING_EMPTY :
					   MANA_CRING_OVERRUN;
}

/**
 * mana_cring_is_written - did the device write an entry further on?
 * @ring: the ring
 * @ahead: entries behind the next one, fewer than the ring has
 *
 * An overwritten one was written, too.
 */
static inline bool mana_cring_is_written(const struct mana_cring *ring,
					 u32 ahead)
{
	struct mana_cring at = *ring;
	const __le32 *info;

	at.ctr += ahead;
	info = mana_cring_entry(&at) + (1U << at.entry_shift) - sizeof(*info);
	return mana_cring_state(&at, le32_to_cpu(READ_ONCE(*info))) !=
	       MANA_CRING_EMPTY;
}

/* The next entry was taken. */
static inline void mana_cring_advance(struct mana_cring *ring)
{
	ring->ctr++;
}

/* Consumer position of the doorbell: modulo eight passes. */
static inline u32 mana_cring_tail(const struct mana_cring *ring)
{
	return ring->ctr & ((8U << ring->entries_shift) - 1);
}

/* ---- producer side: work queues ---- */

/**
 * struct mana_wring - driver's side of a send or receive queue
 * @mem: ring memory, or where it begins
 * @pieces: its parts
 * @bytes: its size, a power of two
 * @head: units of 32 bytes ever posted; runs free
 * @tail: units ever retired; runs free
 *
 * @head belongs to the poster, @tail to whoever takes completions; each reads
 * the other's once.
 */
struct mana_wring {
	void *mem;
	struct mana_ring_pieces pieces;
	u32 bytes;
	u32 head;
	u32 tail;
};

/**
 * struct mana_wqe_desc - what a WQE is made of
 * @oob: inline client data, wire order
 * @sge: scatter/gather list
 * @num_sge: its entries, at least 1
 * @oob_bytes: GDMA_OOB_SHORT or GDMA_OOB_LONG
 * @oob_in_sgl: the client data goes on in @sge[0]: headers of a TSO packet, at
 *	most 255 bytes; the payload is in the entries behind it
 * @client_data_unit: MSS of a TSO packet, 14 bits; else 0
 */
struct mana_wqe_desc {
	const void *oob;
	const struct gdma_sge *sge;
	u32 num_sge;
	u32 oob_bytes;
	bool oob_in_sgl;
	u32 client_data_unit;
};

/**
 * mana_wring_init - an empty work queue
 * @ring: to be set up
 * @mem: its memory
 * @bytes: power of two
 *
 * Whose memory has several pieces sets them afterwards.
 */
static inline void mana_wring_init(struct mana_wring *ring, void *mem,
				   u32 bytes)
{
	ring->mem = mem;
	ring->pieces = (struct mana_ring_pieces){ };
	ring->bytes = bytes;
	ring->head = 0;
	ring->tail = 0;
}

/* Bytes that may still be posted; the ring may become completely full. */
static inline u32 mana_wring_free(const struct mana_wring *ring)
{
	return ring->bytes - (READ_ONCE(ring->head) - READ_ONCE(ring->tail)) *
			     GDMA_WQE_UNIT;
}

/* A WQE of @units units completed; WQEs complete in order. */
static inline void mana_wring_retire(struct mana_wring *ring, u32 units)
{
	WRITE_ONCE(ring->tail, ring->tail + units);
}

/* What the doorbell carries: bytes ever posted, not masked. */
static inline u32 mana_wring_db_tail(const struct mana_wring *ring)
{
	return ring->head * GDMA_WQE_UNIT;
}

/* Bytes of a WQE in the ring. */
static inline u32 mana_wqe_bytes(u32 oob_bytes, u32 num_sge)
{
	return ALIGN(GDMA_WQE_HDR_BYTES + oob_bytes +
		     num_sge * (u32)sizeof(struct gdma_sge), GDMA_WQE_UNIT);
}

static inline bool mana_wqe_valid(const struct mana_wqe_desc *desc)
{
	if (desc->oob_bytes != GDMA_OOB_SHORT &&
	    desc->oob_bytes != GDMA_OOB_LONG)
		return false;
	if (!desc->num_sge ||
	    desc->num_sge > GDMA_WQE_MAX_BYTES / sizeof(struct gdma_sge))
		return false;
	if (mana_wqe_bytes(desc->oob_bytes, desc->num_sge) > GDMA_WQE_MAX_BYTES)
		return false;
	if (desc->client_data_unit >> 14)
		return false;
	/*
	 * Headers without payload disable the queue; their size has
	 * to fit into the 8 bits of last_vbytes.
	 */
	return !desc->oob_in_sgl ||
	       (desc->num_sge >= 2 && le32_to_cpu(desc->sge[0].size) >= 1 &&
		le32_to_cpu(desc->sge[0].size) <= 255);
}

static inline void mana_wqe_fill_hdr(struct gdma_wqe_hdr *hdr,
				     const struct mana_wqe_desc *desc)
{
	u32 flags = FIELD_PREP(GDMA_WQE_NUM_SGE, desc->num_sge) |
		    FIELD_PREP(GDMA_WQE_OOB_DWORDS, desc->oob_bytes / 4) |
		    FIELD_PREP(GDMA_WQE_DATA_UNIT, desc->client_data_unit);
	u32 lengths = 0;

	if (desc->oob_in_sgl) {
		flags |= GDMA_WQE_OOB_IN_SGL;
		lengths = FIELD_PREP(GDMA_WQE_LAST_VBYTES,
				     le32_to_cpu(desc->sge[0].size));
	}
	hdr->lengths = cpu_to_le32(lengths);
	hdr->flags = cpu_to_le32(flags);
}

/**
 * mana_wring_post - write one WQE and move the head
 * @ring: the ring
 * @desc: the WQE
 *
 * Header and client data never straddle the end of the ring or of a piece, the
 * list may, between entries. Padding is zeroed. The device learns of it by the doorbell.
 *
 * Return: units used; -ENOSPC: no room, try again after completions; -EINVAL:
 * no device would take it. On error nothing is written.
 */
static inline int mana_wring_post(struct mana_wring *ring,
				  const struct mana_wqe_desc *desc)
{
	const struct mana_ring_pieces *pieces = &ring->pieces;
	u32 mask = ring->bytes - 1;
	u32 at, i, size;
	void *wqe;

	if (!mana_wqe_valid(desc))
		return -EINVAL;
	size = mana_wqe_bytes(desc->oob_bytes, desc->num_sge);
	if (size > mana_wring_free(ring))
		return -ENOSPC;

	at = mana_wring_db_tail(ring) & mask;
	wqe = mana_ring_at(ring->mem, pieces, at);
	mana_wqe_fill_hdr(wqe, desc);
	memcpy(wqe + GDMA_WQE_HDR_BYTES, desc->oob, desc->oob_bytes);
	at += GDMA_WQE_HDR_BYTES + desc->oob_bytes;
	for (i = 0; i < desc->num_sge; i++, at += sizeof(*desc->sge))
		memcpy(mana_ring_at(ring->mem, pieces, at & mask),
		       &desc->sge[i], sizeof(*desc->sge));
	if (at % GDMA_WQE_UNIT)
		memset(mana_ring_at(ring->mem, pieces, at & mask), 0,
		       sizeof(*desc->sge));

	WRITE_ONCE(ring->head, ring->head + size / GDMA_WQE_UNIT);
	return size / GDMA_WQE_UNIT;
}

#endif /* _MANA_RING_H */
