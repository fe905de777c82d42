// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transmit, the way back: each completion retires exactly one WQE, in order,
 * whatever it says of its packet.
 */
#include <linux/dma-mapping.h>
#include <linux/skbuff.h>
#include <net/page_pool/helpers.h>

#include <mana/cqe.h>

#include "queues.h"

/* Packets freed in one round: NAPI's budget does not count them. */
#define MANA_TX_POLL_MAX 256

/**
 * mana_txq_unmap - undo the DMA mappings of a packet
 * @tx: send queue
 * @slot: how many
 * @unit: free-running number of the WQE's first unit
 */
void mana_txq_unmap(struct mana_txq *tx, const struct mana_tx_slot *slot,
		    u32 unit)
{
	struct device *dma = mana_gdma_info(tx->wq.gd)->dev;
	const struct mana_tx_map *map;
	u32 i;

	for (i = 0; i < slot->maps; i++) {
		map = mana_tx_map_at(&tx->rec, unit, i);
		if (map->is_page)
			dma_unmap_page(dma, map->addr, map->bytes,
				       DMA_TO_DEVICE);
		else
			dma_unmap_single(dma, map->addr, map->bytes,
					 DMA_TO_DEVICE);
	}
}

/**
 * mana_txq_pending - units of the ring that were not completed
 * @tx: send queue
 */
u32 mana_txq_pending(const struct mana_txq *tx)
{
	return READ_ONCE(tx->wq.ring.head) - READ_ONCE(tx->wq.ring.tail);
}

/**
 * mana_txq_stalled - is the same WQE the oldest that waits, look after look?
 * @tx: send queue
 * @seen: at the looks before; its own for each number of a queue
 * @looks: in a row that make a stall
 */
bool mana_txq_stalled(const struct mana_txq *tx, struct mana_stall *seen,
		      u32 looks)
{
	u32 tail = READ_ONCE(tx->wq.ring.tail);

	if (tail == READ_ONCE(tx->rung) || tail != seen->tail) {
		seen->tail = tail;
		seen->looks = 0;
		return false;
	}
	if (++seen->looks < looks)
		return false;
	seen->looks = 0;
	return true;
}

static struct mana_tx_slot *mana_txq_oldest(const struct mana_txq *tx)
{
	return &tx->rec.slots[tx->wq.ring.tail & tx->rec.mask];
}

/*
 * Give back what no skb holds. The pages of frames are those of queues that
 * others poll.
 */
static void mana_txq_free_xdp(struct mana_pair *pair,
			      const struct mana_tx_slot *slot, int budget)
{
	if (slot->owner == MANA_TX_PAGE)
		page_pool_put_full_page(pair->rx.pool, slot->page, budget > 0);
	else
		xdp_return_frame(slot->frame);
}

/*
 * Free the oldest packet. The caller knows there is one. Returns its bytes, as
 * byte queue limits count them.
 */
static u32 mana_txq_retire_one(struct mana_pair *pair, int budget)
{
	struct mana_txq *tx = &pair->tx;
	struct mana_tx_slot *slot = mana_txq_oldest(tx);
	u32 bytes = 0;

	mana_txq_unmap(tx, slot, tx->wq.ring.tail);
	if (likely(slot->owner == MANA_TX_SKB)) {
		bytes = slot->skb->len;
		napi_consume_skb(slot->skb, budget);
	} else {
		mana_txq_free_xdp(pair, slot, budget);
	}
	slot->skb = NULL;
	mana_wring_retire(&tx->wq.ring, slot->units);
	return bytes;
}

/**
 * mana_txq_purge - drop all packets that were not completed
 * @pair: of a send queue that the device has let go
 */
void mana_txq_purge(struct mana_pair *pair)
{
	while (mana_txq_pending(&pair->tx))
		mana_txq_retire_one(pair, 0);
}

/*
 * Netpoll may call from hard-IRQ context, where no page pool may be met: it is
 * to see what it retires.
 */
static bool mana_txq_may_retire(const struct mana_txq *tx, int budget)
{
	if (likely(budget))
		return true;
	/* Pairs with mana_txq_ring(). */
	if (tx->wq.ring.tail == smp_load_acquire(&tx->rung))
		return false;
	return mana_txq_oldest(tx)->owner == MANA_TX_SKB;
}

/* What is not a plain success. Returns true when it belongs to a packet. */
static bool mana_txq_account(struct mana_pair *pair, enum mana_tx_kind kind,
			     u32 units)
{
	struct mana_txq *tx = &pair->tx;
	bool misplaced = (units ^ tx->wq.ring.tail) & tx->rec.mask;

	switch (kind) {
	case MANA_TX_SENT:
		return true;
	case MANA_TX_REFUSED:
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_ERR, 1);
		break;
	case MANA_TX_UNKNOWN:
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_UNKNOWN, 1);
		break;
	case MANA_TX_DEAD:
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_DEAD, 1);
		mana_pair_fault(pair, MANA_FAULT_TX_QUEUE_DEAD);
		break;
	case MANA_TX_FOREIGN:
		/* It may have been a packet's, which then never completes. */
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_FOREIGN, 1);
		mana_pair_fault(pair, MANA_FAULT_TX_QUEUE_DEAD);
		return false;
	}
	/*
	 * Only counted: that errors name their WQE is known from one log of
	 * hardware, and completions come in order.
	 */
	if (misplaced)
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_MISPLACED, 1);
	return true;
}

/* One completion. Returns the bytes it retired. */
static u32 mana_txq_take_one(struct mana_pair *pair, const struct gdma_cqe *cqe,
			     int budget)
{
	struct mana_txq *tx = &pair->tx;
	u32 tail = tx->wq.ring.tail, units = tail;
	enum mana_tx_kind kind;

	kind = mana_tx_read(cqe, tx->wq.id, &units);
	/* Pairs with mana_txq_ring(). */
	if (unlikely(tail == smp_load_acquire(&tx->rung)) &&
	    kind != MANA_TX_FOREIGN) {
		/* More completions than packets: the order is lost. */
		mana_stat_rx(pair->stats, MANA_RX_TX_CQE_SURPLUS, 1);
		mana_pair_fault(pair, MANA_FAULT_TX_QUEUE_DEAD);
		return 0;
	}
	if (!mana_txq_account(pair, kind, units))
		return 0;
	return mana_txq_retire_one(pair, budget);
}

/* Pairs with mana_txq_stop_if_full(). */
static void mana_txq_wake_if_room(struct mana_pair *pair,
				  struct netdev_queue *txq)
{
	/* The new tail is seen by whoever stops the queue from here on. */
	smp_mb();
	if (likely(!netif_tx_queue_stopped(txq)) ||
	    !mana_tx_may_wake(&pair->tx.wq.ring,
			      READ_ONCE(pair->set->frozen),
			      READ_ONCE(pair->set->retired)))
		return;
	netif_tx_wake_queue(txq);
	mana_stat_rx(pair->stats, MANA_RX_TX_WOKEN, 1);
}

/**
 * mana_txq_poll - take send completions
 * @pair: the pair
 * @budget: of NAPI; says whether this is one
 *
 * Return: true when there may be more.
 */
bool mana_txq_poll(struct mana_pair *pair, int budget)
{
	struct net_device *dev = pair->set->host.dev;
	struct mana_cq_end *end = &pair->tx.end;
	unsigned int bytes = 0, packets = 0;
	struct netdev_queue *txq;
	struct gdma_cqe cqe;
	int taken, got = 0;
	u32 done;

	for (taken = 0; taken < MANA_TX_POLL_MAX; taken++) {
		if (!mana_txq_may_retire(&pair->tx, budget))
			break;
		got = mana_cq_poll(&end->cq, &cqe);
		if (got <= 0)
			break;
		done = mana_txq_take_one(pair, &cqe, budget);
		bytes += done;
		packets += done != 0;
	}
	if (unlikely(got < 0))
		mana_cq_end_lost(pair, end);
	if (!taken)
		return false;
	txq = netdev_get_tx_queue(dev, pair->index);
	if (likely(!READ_ONCE(pair->set->retired)))
		netdev_tx_completed_queue(txq, packets, bytes);
	mana_txq_wake_if_room(pair, txq);
	return taken == MANA_TX_POLL_MAX;
}
