// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The poll function of a pair: what was sent first, then what came.
 */
#include <linux/netdevice.h>

#include "queues.h"

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
