// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * From the event of a completion queue to the poll function of its pair, and
 * back to waiting for events. When a queue is rung: mana/arm.h.
 */
#include <linux/netdevice.h>

#include "port_priv.h"

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
	WRITE_ONCE(end->arm.dead, true);
	mana_stat_rx(pair->stats, MANA_RX_CQ_OVERRUN, 1);
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

/* Polling goes on: tell the device where it stands, when that is due. */
static void mana_pair_tell(struct mana_pair *pair)
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
 * mana_pair_poll - poll function of a pair
 * @napi: in the pair
 * @budget: packets to receive at most; 0: netpoll, which may only send, and may
 *	call from hard-IRQ context
 *
 * Return: packets received; @budget to be called again.
 */
int mana_pair_poll(struct napi_struct *napi, int budget)
{
	struct mana_pair *pair = container_of(napi, struct mana_pair, napi);
	bool more = mana_txq_poll(pair, budget);
	int work = budget ? mana_rxq_poll(pair, budget) : 0;

	if (more || work >= budget) {
		mana_pair_tell(pair);
		return budget;
	}
	/* From here on the pair may be polled on another CPU. */
	if (napi_complete_done(napi, work))
		mana_pair_arm(pair);
	return work;
}
