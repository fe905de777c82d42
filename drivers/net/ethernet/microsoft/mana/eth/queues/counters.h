/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters of queues. They belong to the port and only grow: queues come and
 * go, each writes into the slot of its number. While one set of queues takes
 * over from another, both run: so there are two banks, and a set uses the one
 * that its predecessor does not. That keeps one writer for each counter.
 */
#ifndef _MANA_QUEUE_COUNTERS_H
#define _MANA_QUEUE_COUNTERS_H

#include <linux/cache.h>
#include <linux/u64_stats_sync.h>

/* Counted by whoever sends, under the lock of the send queue. */
enum mana_tx_stat {
	MANA_TX_PACKETS,
	MANA_TX_BYTES,
	MANA_TX_XDP_XMIT,
	MANA_TX_TSO_PACKETS,
	MANA_TX_TSO_BYTES,
	MANA_TX_TSO_INNER_PACKETS,
	MANA_TX_TSO_INNER_BYTES,
	MANA_TX_LONG_OOB,
	MANA_TX_SHORT_OOB,
	MANA_TX_CSUM_PARTIAL,
	MANA_TX_MAP_ERR,
	MANA_TX_NAMED,		/* those before have a name per queue */
	MANA_TX_STOPPED = MANA_TX_NAMED,
	MANA_TX_LINEARIZED,
	MANA_TX_DROP_HEADERS,
	MANA_TX_DROP_CSUM,
	MANA_TX_DROP_LINEARIZE,
	MANA_TX_DROP_FULL,
	MANA_TX_STATS
};

/* Counted by the queue's poll function. */
enum mana_rx_stat {
	MANA_RX_PKTS,
	MANA_RX_BYTES,
	MANA_RX_XDP_DROP,
	MANA_RX_XDP_TX,
	MANA_RX_XDP_REDIRECT,
	MANA_RX_LEN0,
	MANA_RX_COALESCED_2,
	MANA_RX_COALESCED_8 = MANA_RX_COALESCED_2 + 6,
	MANA_RX_NAMED,		/* those before have a name per queue */
	MANA_RX_LEN_ERR = MANA_RX_NAMED,
	MANA_RX_TRUNCATED,
	MANA_RX_ALLOC_FAIL,
	MANA_RX_CQE_UNKNOWN,
	MANA_RX_CQE_FOREIGN,
	MANA_RX_CQE_MISPLACED,
	MANA_RX_CQE_SURPLUS,
	MANA_RX_LOST,
	MANA_RX_FENCE_UNEXPECTED,
	MANA_RX_POST_ERR,
	MANA_RX_TX_WOKEN,
	MANA_RX_TX_CQE_ERR,
	MANA_RX_TX_CQE_UNKNOWN,
	MANA_RX_TX_CQE_DEAD,
	MANA_RX_TX_CQE_FOREIGN,
	MANA_RX_TX_CQE_SURPLUS,
	MANA_RX_TX_CQE_MISPLACED,
	MANA_RX_CQ_OVERRUN,
	MANA_RX_STATS
};

/**
 * struct mana_queue_stats - counters of one queue pair
 * @tx_sync: of @tx
 * @tx: enum mana_tx_stat
 * @rx_sync: of @rx
 * @rx: enum mana_rx_stat
 */
struct mana_queue_stats {
	struct u64_stats_sync tx_sync ____cacheline_aligned_in_smp;
	u64_stats_t tx[MANA_TX_STATS];
	struct u64_stats_sync rx_sync ____cacheline_aligned_in_smp;
	u64_stats_t rx[MANA_RX_STATS];
};

static inline void mana_stat_tx(struct mana_queue_stats *stats,
				enum mana_tx_stat which, u64 n)
{
	u64_stats_update_begin(&stats->tx_sync);
	u64_stats_add(&stats->tx[which], n);
	u64_stats_update_end(&stats->tx_sync);
}

static inline void mana_stat_rx(struct mana_queue_stats *stats,
				enum mana_rx_stat which, u64 n)
{
	u64_stats_update_begin(&stats->rx_sync);
	u64_stats_add(&stats->rx[which], n);
	u64_stats_update_end(&stats->rx_sync);
}

#endif /* _MANA_QUEUE_COUNTERS_H */
