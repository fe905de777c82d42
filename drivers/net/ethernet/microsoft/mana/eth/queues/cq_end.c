// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A completion queue and its events: from one to the poll function of its pair,
 * and back to waiting for the next. When a queue is rung: mana/arm.h.
 */
#include <linux/netdevice.h>

#include "queues.h"

/**
 * mana_cq_end_bind - let events find a completion queue
 * @end: on the device, with its id
 *
 * Return: 0 or an error of mana_cq_bind().
 */
int mana_cq_end_bind(struct mana_cq_end *end)
{
	int err;

	mana_arm_init(&end->arm, end->cq.ring.ctr,
		      1U << end->cq.ring.entries_shift);
	err = mana_cq_bind(&end->cq, end->cq.id);
	end->bound = !err;
	return err;
}

/**
 * mana_cq_end_unbind - events no longer find it; idempotent
 * @end: the queue; a running handler may go on until mana_gdma_quiesce()
 */
void mana_cq_end_unbind(struct mana_cq_end *end)
{
	if (end->bound)
		mana_cq_unbind(&end->cq);
	end->bound = false;
}

/**
 * mana_pair_tx_event - a send queue has completions; hard-IRQ context
 * @ctx: its pair
 */
void mana_pair_tx_event(void *ctx)
{
	struct mana_pair *pair = ctx;

	mana_arm_event(&pair->tx.end.arm);
	napi_schedule(&pair->napi);
}

/**
 * mana_pair_rx_event - a receive queue has completions; hard-IRQ context
 * @ctx: its pair
 */
void mana_pair_rx_event(void *ctx)
{
	struct mana_pair *pair = ctx;

	mana_arm_event(&pair->rx.end.arm);
	napi_schedule(&pair->napi);
}

/**
 * mana_pair_kick - poll a pair whose event was lost
 * @pair: the pair; one that is not polled at all stays so
 *
 * As if the events had come: so both are asked for anew. Where one was still
 * asked for that costs a doorbell.
 *
 * Context: process.
 */
void mana_pair_kick(struct mana_pair *pair)
{
	local_bh_disable();
	mana_pair_tx_event(pair);
	mana_pair_rx_event(pair);
	local_bh_enable();
}

static void mana_cq_end_ring(struct mana_cq_end *end, enum mana_arm_ring ring)
{
	if (ring != MANA_ARM_NO_RING)
		mana_cq_ring(&end->cq, ring == MANA_ARM_ASK);
}

static void mana_cq_end_idle(struct mana_cq_end *end)
{
	mana_cq_end_ring(end, mana_arm_idle(&end->arm,
					    READ_ONCE(end->cq.ring.ctr)));
}

static void mana_cq_end_busy(struct mana_cq_end *end)
{
	mana_cq_end_ring(end, mana_arm_busy(&end->arm,
					    READ_ONCE(end->cq.ring.ctr)));
}

static bool mana_cq_end_is_late(const struct mana_cq_end *end)
{
	return mana_arm_is_late(&end->arm, end->cq.ring.ctr);
}

/**
 * mana_cq_end_lost - a completion queue lost entries
 * @pair: its pair
 * @end: the queue; of the poll function
 *
 * Its next entry never becomes valid: an event asked for would come at once,
 * again and again, until the device is reset. So none is asked for.
 */
void mana_cq_end_lost(struct mana_pair *pair, struct mana_cq_end *end)
{
	/* Events of the other queue poll this one, too. */
	if (end->arm.dead)
		return;
	WRITE_ONCE(end->arm.dead, true);
	mana_stat_rx(pair->stats, MANA_RX_CQ_OVERRUN, 1);
}

/**
 * mana_cq_end_look - do completions wait that nobody takes?
 * @end: the queue; may be polled meanwhile
 *
 * One that lost entries stands still until it is made anew.
 */
enum mana_ring_sight mana_cq_end_look(struct mana_cq_end *end)
{
	if (READ_ONCE(end->arm.dead))
		return MANA_RING_MOVES;
	return mana_ring_look(&end->cq.ring, &end->watch);
}

/**
 * mana_pair_arm - ask for events of both queues
 * @pair: the pair
 */
void mana_pair_arm(struct mana_pair *pair)
{
	unsigned long flags;

	spin_lock_irqsave(&pair->arm_lock, flags);
	mana_cq_end_idle(&pair->tx.end);
	mana_cq_end_idle(&pair->rx.end);
	spin_unlock_irqrestore(&pair->arm_lock, flags);
}

/**
 * mana_pair_tell - polling goes on: say where it stands, when that is due
 * @pair: the pair
 */
void mana_pair_tell(struct mana_pair *pair)
{
	unsigned long flags;

	if (likely(!mana_cq_end_is_late(&pair->tx.end) &&
		   !mana_cq_end_is_late(&pair->rx.end)))
		return;
	spin_lock_irqsave(&pair->arm_lock, flags);
	mana_cq_end_busy(&pair->tx.end);
	mana_cq_end_busy(&pair->rx.end);
	spin_unlock_irqrestore(&pair->arm_lock, flags);
}

/**
 * mana_pair_moderate - set how long events of both queues may wait
 * @pair: on a device that has GDMA_PF_CAP_DIM
 * @tx: of the send queue
 * @rx: of the receive queue
 */
void mana_pair_moderate(struct mana_pair *pair,
			const struct mana_eth_moderation *tx,
			const struct mana_eth_moderation *rx)
{
	mana_cq_moderate(&pair->rx.end.cq, rx->usecs, rx->comps);
	mana_cq_moderate(&pair->tx.end.cq, tx->usecs, tx->comps);
}
