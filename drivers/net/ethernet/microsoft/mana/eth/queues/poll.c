// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The poll function of a pair: what was sent first, then what came.
 */
#include <linux/netdevice.h>

#include "queues.h"

/* Programs, and the maps that they redirect by, are looked up under RCU. */
static int mana_pair_poll_xdp(struct mana_pair *pair, int budget)
{
	int work;

	rcu_read_lock();
	work = mana_rxq_poll(pair, budget);
	mana_xdp_flush(pair);
	rcu_read_unlock();
	return work;
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
	int work = 0;

	if (unlikely(pair->rx.xdp) && budget)
		work = mana_pair_poll_xdp(pair, budget);
	else if (budget)
		work = mana_rxq_poll(pair, budget);
	if (more || work >= budget) {
		mana_pair_tell(pair);
		return budget;
	}
	/* From here on the pair may be polled on another CPU. */
	if (napi_complete_done(napi, work))
		mana_pair_arm(pair);
	return work;
}
