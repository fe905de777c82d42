// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * From the event of a completion queue to the poll function of its pair, and
 * back to waiting for events.
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

	WRITE_ONCE(pair->tx.end.armed, false);
	napi_schedule(&pair->napi);
}

/**
 * mana_pair_rx_event - a receive queue has completions; hard-IRQ context
 * @ctx: its pair
 */
void mana_pair_rx_event(void *ctx)
{
	struct mana_pair *pair = ctx;

	WRITE_ONCE(pair->rx.end.armed, false);
	napi_schedule(&pair->napi);
}

/* Ask for an event, unless one was asked for and nothing was taken since. */
static void arm(struct mana_cq_end *end)
{
	if (READ_ONCE(end->armed) && !end->taken)
		return;
	end->taken = 0;
	/* First: the event may come before the doorbell returns. */
	WRITE_ONCE(end->armed, true);
	mana_cq_ring(&end->cq, true);
}

/* The device must not lap what was taken but not told (lesson 31). */
static void tell(struct mana_cq_end *end)
{
	if (!end->taken)
		return;
	end->taken = 0;
	mana_cq_ring(&end->cq, false);
}

/**
 * mana_pair_arm - ask for events of both queues
 * @pair: the pair
 */
void mana_pair_arm(struct mana_pair *pair)
{
	spin_lock_bh(&pair->arm_lock);
	arm(&pair->tx.end);
	arm(&pair->rx.end);
	spin_unlock_bh(&pair->arm_lock);
}

/**
 * mana_pair_poll - poll function of a pair
 * @napi: in the pair
 * @budget: packets to receive at most; 0: netpoll, which may only send
 *
 * Return: packets received; @budget to be called again.
 */
int mana_pair_poll(struct napi_struct *napi, int budget)
{
	struct mana_pair *pair = container_of(napi, struct mana_pair, napi);
	bool more = mana_txq_poll(pair, budget);
	int work = budget ? mana_rxq_poll(pair, budget) : 0;

	if (more || work >= budget) {
		spin_lock(&pair->arm_lock);
		tell(&pair->tx.end);
		tell(&pair->rx.end);
		spin_unlock(&pair->arm_lock);
		return budget;
	}
	/* From here on the pair may be polled on another CPU. */
	if (napi_complete_done(napi, work))
		mana_pair_arm(pair);
	return work;
}
