// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Queue sets. Four steps there: memory, objects on the device, polling, and
 * (elsewhere) steering; the same four back.
 */
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "queues.h"

/* One deadline for the fences of a whole set. */
#define MANA_FENCE_WAIT_MS	10000
/* How often to look whether the device has died meanwhile. */
#define MANA_FENCE_LOOK_MS	100

/* Sets that the device may still write to, until it was stopped. */
static DEFINE_MUTEX(limbo_lock);
static LIST_HEAD(limbo);

static struct mana_pair *mana_pair_alloc(struct mana_qset *set, u32 index,
					 struct mana_queue_stats *stats)
{
	struct mana_pair *pair = kvzalloc(sizeof(*pair), GFP_KERNEL);

	if (!pair)
		return NULL;
	pair->set = set;
	pair->index = index;
	pair->stats = stats;
	pair->tx.handle = MANA_NO_HANDLE;
	pair->rx.handle = MANA_NO_HANDLE;
	init_completion(&pair->rx.fenced);
	spin_lock_init(&pair->arm_lock);
	netif_napi_add(set->host.dev, &pair->napi, mana_pair_poll);
	return pair;
}

/*
 * A set that takes more than half of what is available would get it by driving
 * others out of memory: refuse it before anything is allocated.
 */
static bool mana_qset_affordable(const struct mana_queue_cfg *cfg)
{
	u64 bytes = mana_qset_bytes(cfg->num_queues, cfg->tx_entries,
				    cfg->rx_entries,
				    mana_rxq_buf_bytes(cfg->mtu, cfg->xdp));

	return bytes >> PAGE_SHIFT <= max(si_mem_available(), 0L) / 2;
}

/**
 * mana_qset_alloc - all memory of a queue set
 * @host: whose
 * @cfg: what it is to be
 * @bank: noted in it
 * @stats: where it counts, per pair; they outlive it
 *
 * Nothing of it is seen by anyone. It is frozen.
 *
 * Return: the set, or an ERR_PTR.
 */
struct mana_qset *mana_qset_alloc(const struct mana_queue_host *host,
				  const struct mana_queue_cfg *cfg, u8 bank,
				  struct mana_queue_stats *stats)
{
	struct mana_qset *set;
	struct mana_pair *pair;
	int err;
	u32 i;

	if (!mana_qset_affordable(cfg))
		return ERR_PTR(-ENOMEM);
	set = kzalloc(struct_size(set, pair, cfg->num_queues), GFP_KERNEL);
	if (!set)
		return ERR_PTR(-ENOMEM);
	set->host = *host;
	set->cfg = *cfg;
	set->bank = bank;
	set->frozen = true;
	for (i = 0; i < cfg->num_queues; i++) {
		pair = mana_pair_alloc(set, i, &stats[i]);
		set->pair[i] = pair;
		err = pair ? mana_txq_alloc(pair) : -ENOMEM;
		if (!err)
			err = mana_rxq_alloc(pair);
		if (err)
			goto free_set;
		pair->stage = MANA_PAIR_MEMORY;
	}
	return set;

free_set:
	mana_qset_free(set);
	return ERR_PTR(err);
}

static void mana_qset_del_napis(struct mana_qset *set)
{
	u32 i;

	for (i = 0; i < set->cfg.num_queues; i++)
		if (set->pair[i])
			netif_napi_del(&set->pair[i]->napi);
}

/* Rings and buffers; the net_device may be gone by now. */
static void mana_qset_free_memory(struct mana_qset *set)
{
	u32 i;

	for (i = 0; i < set->cfg.num_queues; i++) {
		if (!set->pair[i])
			continue;
		/* First: it may hold pages of the other's pool. */
		mana_txq_free(set->pair[i]);
		mana_rxq_free(set->pair[i]);
	}
	/* A NAPI is looked at under RCU, also by those who return pages. */
	synchronize_net();
	for (i = 0; i < set->cfg.num_queues; i++)
		kvfree(set->pair[i]);
	kfree(set);
}

/**
 * mana_qset_free - free a queue set
 * @set: not in use by anyone; may be built in part
 *
 * When the device would not let go of an object, the memory waits for
 * mana_qset_reap().
 */
void mana_qset_free(struct mana_qset *set)
{
	mana_qset_del_napis(set);
	if (!set->stuck) {
		mana_qset_free_memory(set);
		return;
	}
	mutex_lock(&limbo_lock);
	list_add(&set->limbo, &limbo);
	mutex_unlock(&limbo_lock);
}

/**
 * mana_qset_in_limbo - does the device hold on to objects of earlier sets?
 * @gd: the device
 */
bool mana_qset_in_limbo(const struct mana_gdma *gd)
{
	const struct mana_qset *set;
	bool found = false;

	mutex_lock(&limbo_lock);
	list_for_each_entry(set, &limbo, limbo)
		found |= set->host.gd == gd;
	mutex_unlock(&limbo_lock);
	return found;
}

/**
 * mana_qset_reap - free memory that the device had not let go
 * @gd: the device, stopped
 */
void mana_qset_reap(struct mana_gdma *gd)
{
	struct mana_qset *set, *next;

	mutex_lock(&limbo_lock);
	list_for_each_entry_safe(set, next, &limbo, limbo) {
		if (set->host.gd != gd)
			continue;
		list_del(&set->limbo);
		mana_qset_free_memory(set);
	}
	mutex_unlock(&limbo_lock);
}

/*
 * Nobody knows what a command did that was not answered. A refused one did
 * nothing.
 */
static void mana_qset_note_unanswered(struct mana_qset *set, int err)
{
	if (mana_hwc_unsure(err))
		set->stuck = true;
}

static int mana_pair_create(struct mana_pair *pair,
			    const struct mana_queue_place *place)
{
	struct mana_eq *eq = place->eq[pair->index];
	struct mana_gdma *gd = pair->set->host.gd;
	int err;

	pair->stage = MANA_PAIR_CREATED;
	pair->eq = eq;
	pair->tx.vport_offset = place->tx_offset;
	err = mana_eth_create_wq(gd, place->vport, &pair->tx.wq,
				 &pair->tx.end.cq, eq, &place->tx_mod,
				 &pair->tx.handle);
	if (!err)
		err = mana_cq_end_bind(&pair->tx.end);
	if (err)
		return err;
	err = mana_eth_create_wq(gd, place->vport, &pair->rx.wq,
				 &pair->rx.end.cq, eq, &place->rx_mod,
				 &pair->rx.handle);
	if (!err)
		err = mana_cq_end_bind(&pair->rx.end);
	if (!err)
		err = mana_rxq_post_all(&pair->rx);
	if (err)
		return err;
	if (place->repeat_mod)
		mana_pair_moderate(pair, &place->tx_mod, &place->rx_mod);
	pair->stage = MANA_PAIR_RUNNING;
	netif_napi_set_irq(&pair->napi, mana_eq_irq(eq));
	napi_enable(&pair->napi);
	/* A CQ may be born armed or not: from here on it is. */
	mana_pair_arm(pair);
	return mana_xdp_register(pair);
}

/**
 * mana_qset_create - put a queue set onto the device and poll it
 * @set: with its memory
 * @place: where
 *
 * Packets may be sent; none come yet.
 *
 * Return: 0 or an error of mana_hwc_send(); then the set was destroyed again
 * and can only be freed.
 */
int mana_qset_create(struct mana_qset *set,
		     const struct mana_queue_place *place)
{
	int err = 0;
	u32 i;

	for (i = 0; i < set->cfg.num_queues && !err; i++)
		err = mana_pair_create(set->pair[i], place);
	if (err) {
		mana_qset_note_unanswered(set, err);
		mana_qset_destroy(set);
	}
	return err;
}

static void mana_rxq_fence(struct mana_rxq *rx, struct mana_gdma *gd)
{
	int err;

	reinit_completion(&rx->fenced);
	WRITE_ONCE(rx->fencing, true);
	/* Before the request: the fence may come before its answer. */
	atomic_inc(&rx->fences);
	err = mana_eth_fence_rq(gd, rx->handle);
	if (!err)
		return;
	WRITE_ONCE(rx->fencing, false);
	/* Refused: none comes. Not answered: one may. */
	if (err == -EPROTO || err == -EOPNOTSUPP)
		atomic_add_unless(&rx->fences, -1, 0);
}

/* Until the fence comes, or @end, or the device dies; false: it is missing. */
static bool mana_rxq_fence_wait(struct mana_rxq *rx, struct mana_gdma *gd,
				unsigned long end)
{
	unsigned long look = msecs_to_jiffies(MANA_FENCE_LOOK_MS);

	while (!wait_for_completion_timeout(&rx->fenced, look))
		if (!mana_gdma_alive(gd) || time_after(jiffies, end))
			return false;
	return true;
}

/**
 * mana_qset_fence - let all packets arrive that the device accepted for a set
 * @set: steered to until now, polled
 */
void mana_qset_fence(struct mana_qset *set)
{
	unsigned long end = jiffies + msecs_to_jiffies(MANA_FENCE_WAIT_MS);
	u32 i;

	for (i = 0; i < set->cfg.num_queues && mana_gdma_alive(set->host.gd); i++)
		mana_rxq_fence(&set->pair[i]->rx, set->host.gd);
	for (i = 0; i < set->cfg.num_queues; i++) {
		struct mana_rxq *rx = &set->pair[i]->rx;

		if (!READ_ONCE(rx->fencing))
			continue;
		if (!mana_rxq_fence_wait(rx, set->host.gd, end))
			set->host.ops->fence_missing(set->host.ctx);
		WRITE_ONCE(rx->fencing, false);
	}
}

static void mana_qset_destroy_wq(struct mana_qset *set, bool is_sq, u64 *handle)
{
	int err;

	if (*handle == MANA_NO_HANDLE)
		return;
	err = mana_eth_destroy_wq(set->host.gd, is_sq, *handle);
	*handle = MANA_NO_HANDLE;
	if (!err)
		return;
	set->stuck = true;
	set->host.ops->destroy_failed(set->host.ctx);
}

/**
 * mana_qset_destroy - take a queue set off the device
 * @set: out of the steering; nothing is sent through it any more
 *
 * Never stops half way: what the device refuses only means that the memory
 * stays until it was reset. Idempotent.
 */
void mana_qset_destroy(struct mana_qset *set)
{
	struct mana_pair *pair;
	u32 i;

	if (set->steered)
		mana_qset_fence(set);
	set->steered = false;
	for (i = 0; i < set->cfg.num_queues; i++) {
		pair = set->pair[i];
		if (pair->stage != MANA_PAIR_RUNNING)
			continue;
		napi_disable(&pair->napi);
		mana_xdp_unregister(pair);
		pair->stage = MANA_PAIR_CREATED;
	}
	/*
	 * A poll that completed before it was disabled may still be on its way
	 * to the doorbell, which must not come after the queue's end.
	 */
	synchronize_net();
	for (i = 0; i < set->cfg.num_queues; i++) {
		pair = set->pair[i];
		mana_cq_end_unbind(&pair->rx.end);
		mana_cq_end_unbind(&pair->tx.end);
	}
	mana_gdma_quiesce(set->host.gd);
	for (i = 0; i < set->cfg.num_queues; i++) {
		pair = set->pair[i];
		mana_qset_destroy_wq(set, false, &pair->rx.handle);
		mana_qset_destroy_wq(set, true, &pair->tx.handle);
		if (pair->stage == MANA_PAIR_CREATED)
			pair->stage = MANA_PAIR_MEMORY;
	}
}

/**
 * mana_qset_tx_pending - units of all send queues that were not completed
 * @set: queue set
 */
u32 mana_qset_tx_pending(const struct mana_qset *set)
{
	u32 i, sum = 0;

	for (i = 0; i < set->cfg.num_queues; i++)
		sum += mana_txq_pending(&set->pair[i]->tx);
	return sum;
}

/**
 * mana_qset_freeze - stop sending
 * @set: in use
 *
 * No packet is handed to the driver when this returns, and no completion wakes
 * a queue until mana_qset_thaw(). Packets wait in the queueing disciplines.
 */
void mana_qset_freeze(struct mana_qset *set)
{
	WRITE_ONCE(set->frozen, true);
	/* A poll that has not seen it yet may wake a queue. */
	synchronize_net();
	netif_tx_disable(set->host.dev);
}

/**
 * mana_qset_thaw - let packets be sent
 * @set: in use from now on
 */
void mana_qset_thaw(struct mana_qset *set)
{
	WRITE_ONCE(set->frozen, false);
	netif_tx_wake_all_queues(set->host.dev);
}

/**
 * mana_qset_retire - the stack's send queues become those of another set
 * @set: frozen
 *
 * Byte queue limits start anew with the next set. What this set did not get rid
 * of in time may still complete: it must neither be counted then nor wake a
 * queue. Wait in any case for the polls that have not seen it: one that has just
 * emptied the ring has yet to tell the byte queue limits, which are a bug to
 * them once they were reset.
 */
void mana_qset_retire(struct mana_qset *set)
{
	WRITE_ONCE(set->retired, true);
	synchronize_net();
}
