// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Completion and work queues of clients: memory, lookup, the paths that every
 * packet takes.
 */
#include "priv.h"

/**
 * mana_cq_init - memory of a completion queue
 * @gd: registered device
 * @cq: filled in
 * @entries: power of two, at least 64
 * @handler: called in hard-IRQ context when the armed queue got entries
 * @ctx: its argument
 *
 * Context: process, sleeps.
 * Return: 0 or a negative errno.
 */
int mana_cq_init(struct mana_gdma *gd, struct mana_cq *cq, u32 entries,
		 void (*handler)(void *ctx), void *ctx)
{
	int err;

	memset(cq, 0, sizeof(*cq));
	cq->gd = gd;
	cq->handler = handler;
	cq->ctx = ctx;
	cq->db = mana_regs_db_page(gd, gd->info.db_page);
	err = mana_qmem_alloc(gd, &cq->mem, entries * sizeof(struct gdma_cqe));
	if (err)
		return err;
	mana_cring_init(&cq->ring, cq->mem.va, sizeof(struct gdma_cqe),
			entries);
	cq->ring.pieces = cq->mem.pieces;
	return 0;
}

/**
 * mana_cq_fini - undo mana_cq_init(); idempotent
 * @cq: unbound queue that the device has forgotten
 */
void mana_cq_fini(struct mana_cq *cq)
{
	if (cq->gd)
		mana_qmem_free(cq->gd, &cq->mem);
}

/**
 * mana_cq_bind - let events find the queue
 * @cq: its handler may be called from here on
 * @id: as the device gave it, not trusted
 *
 * Return: 0; -EINVAL when the id is out of range or another queue's; -ENOMEM.
 */
int mana_cq_bind(struct mana_cq *cq, u32 id)
{
	struct mana_gdma *gd = cq->gd;

	int err;

	if (id > GDMA_QUEUE_ID_MAX || id >= gd->info.max_cq_id)
		return -EINVAL;
	cq->id = id;
	err = xa_insert(&gd->cqs, id, cq, GFP_KERNEL);
	if (err)
		return err == -EBUSY ? -EINVAL : err;
	cq->bound = true;
	return 0;
}

/**
 * mana_cq_unbind - events no longer find the queue; idempotent
 * @cq: a running handler may go on until mana_gdma_quiesce()
 */
void mana_cq_unbind(struct mana_cq *cq)
{
	if (!cq->bound)
		return;
	xa_erase(&cq->gd->cqs, cq->id);
	cq->bound = false;
}

/**
 * mana_cq_poll - take one entry
 * @cq: queue
 * @cqe: private copy of the entry
 *
 * Context: any, one caller at a time.
 * Return: 1: taken; 0: empty; -EIO: overrun, reported once.
 */
int mana_cq_poll(struct mana_cq *cq, struct gdma_cqe *cqe)
{
	struct gdma_cqe *entry = mana_cring_entry(&cq->ring);
	__le32 info = READ_ONCE(entry->info);

	switch (mana_cring_state(&cq->ring, le32_to_cpu(info))) {
	case MANA_CRING_EMPTY:
		return 0;
	case MANA_CRING_OVERRUN:
		if (!cq->overrun) {
			cq->overrun = true;
			mana_gdma_report_fault(cq->gd, MANA_FAULT_CQ_OVERRUN);
		}
		return -EIO;
	case MANA_CRING_VALID:
		break;
	}
	/* The owner bits are written last: read the rest after them. */
	dma_rmb();
	memcpy(cqe->data, entry->data, sizeof(cqe->data));
	cqe->info = info;
	mana_cring_advance(&cq->ring);
	return 1;
}

/**
 * mana_cq_ring - publish the consumer's position
 * @cq: queue
 * @arm: ask for one event, at once when entries wait already
 *
 * A device loses count after eight laps without a word, so a busy poller rings
 * unarmed at least once in four.
 */
void mana_cq_ring(struct mana_cq *cq, bool arm)
{
	mana_db_write(cq->db, GDMA_DB_CQ,
		      mana_db_cq(cq->id, mana_cring_tail(&cq->ring), arm));
}

/**
 * mana_cq_moderate - set how long events of a queue may wait
 * @cq: queue of a device with GDMA_PF_CAP_DIM
 * @usec: microseconds, at most GDMA_DIM_MAX_USEC; 0: no limit by time
 * @comps: completions, at most GDMA_DIM_MAX_COMPS; 0: no limit by number
 */
void mana_cq_moderate(struct mana_cq *cq, u32 usec, u32 comps)
{
	mana_db_write(cq->db, GDMA_DB_CQ_DIM,
		      mana_db_dim(cq->id, usec, comps));
}

/**
 * mana_wq_init - memory of a work queue
 * @gd: registered device
 * @wq: filled in
 * @is_sq: send queue, else receive queue
 * @bytes: power of two, at least 4096
 *
 * Context: process, sleeps.
 * Return: 0 or a negative errno.
 */
int mana_wq_init(struct mana_gdma *gd, struct mana_wq *wq, bool is_sq,
		 u32 bytes)
{
	int err;

	memset(wq, 0, sizeof(*wq));
	wq->gd = gd;
	wq->is_sq = is_sq;
	wq->db = mana_regs_db_page(gd, gd->info.db_page);
	err = mana_qmem_alloc(gd, &wq->mem, bytes);
	if (err)
		return err;
	mana_wring_init(&wq->ring, wq->mem.va, bytes);
	wq->ring.pieces = wq->mem.pieces;
	return 0;
}

/**
 * mana_wq_fini - undo mana_wq_init(); idempotent
 * @wq: queue that the device has forgotten
 */
void mana_wq_fini(struct mana_wq *wq)
{
	if (wq->gd)
		mana_qmem_free(wq->gd, &wq->mem);
}

/**
 * mana_wq_ring - tell the device of all that was posted
 * @wq: queue
 */
void mana_wq_ring(struct mana_wq *wq)
{
	u32 tail = mana_wring_db_tail(&wq->ring);

	if (wq->is_sq)
		mana_db_write(wq->db, GDMA_DB_SQ, mana_db_sq(wq->id, tail));
	else
		mana_db_write(wq->db, GDMA_DB_RQ, mana_db_rq(wq->id, tail));
}
