/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters. They belong to the port and only grow: queues come and go, each
 * writes into the slot of its number. While one set of queues takes over from
 * another, both run: so there are two banks, and a set uses the one that its
 * predecessor does not. That keeps one writer for each counter.
 */
#ifndef _MANA_STATS_H
#define _MANA_STATS_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/u64_stats_sync.h>
#include <linux/workqueue.h>

#include <mana/eth_wire.h>

#define MANA_STAT_BANKS 2

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

/* Counted for the port, by anyone. */
enum mana_port_event {
	MANA_EV_TX_DROP_DOWN,
	MANA_EV_TX_STALL,
	MANA_EV_TX_TIMEOUT,
	MANA_EV_TX_DRAIN_TIMEOUT,
	MANA_EV_FENCE_TIMEOUT,
	MANA_EV_DESTROY_ERR,
	MANA_EV_SWAP_BESIDE,
	MANA_EV_SWAP_IN_PLACE,
	MANA_EV_SWAP_FAILED,
	MANA_EV_SWAP_RESTORED,
	MANA_EV_SWAP_LOST,
	MANA_EV_SWAP_SILENT,
	MANA_EV_LINK_DOWN,
	MANA_EV_RESTART,
	MANA_EV_COUNT
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

/**
 * struct mana_port_stats - counters of one port
 * @bank: per queue number, @MANA_STAT_BANKS times
 * @num_queues: in each bank
 * @event: enum mana_port_event
 * @lock: one question at a time; protects what follows, but single words of
 *	@gf and @phy are read without it
 * @work: asks again and again while the port is up
 * @gf: adapter counters: what they have grown by, across resets
 * @gf_last: as last read
 * @phy: counters of the physical port, likewise
 * @phy_last: as last read
 * @gf_unknown: the device does not know the question
 * @phy_unknown: nor this one
 * @gf_read_at: when the adapter was asked last, in jiffies; 0: never
 * @phy_read_at: when the physical port was
 * @rx_seen: packets received, at the last run of @work
 */
struct mana_port_stats {
	struct mana_queue_stats *bank[MANA_STAT_BANKS];
	u32 num_queues;
	atomic64_t event[MANA_EV_COUNT];
	struct mutex lock;	/* questions to the device */
	struct delayed_work work;
	u64 gf[MANA_GF_STAT_COUNT];
	u64 gf_last[MANA_GF_STAT_COUNT];
	u64 phy[MANA_PHY_STAT_COUNT];
	u64 phy_last[MANA_PHY_STAT_COUNT];
	bool gf_unknown;
	bool phy_unknown;
	unsigned long gf_read_at;
	unsigned long phy_read_at;
	u64 rx_seen;
};

struct mana_port;

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

static inline void mana_stat_event(struct mana_port_stats *stats,
				   enum mana_port_event which)
{
	atomic64_inc(&stats->event[which]);
}

int mana_stats_alloc(struct mana_port_stats *stats, u32 num_queues);
void mana_stats_free(struct mana_port_stats *stats);
void mana_stats_get64(struct net_device *dev, struct rtnl_link_stats64 *sum);
void mana_stats_init(struct mana_port *port);
void mana_stats_start(struct mana_port *port);
void mana_stats_stop(struct mana_port *port);
void mana_stats_watch(struct mana_port *port);
int mana_stats_count(const struct mana_port *port);
void mana_stats_names(const struct mana_port *port, u8 *data);
void mana_stats_values(struct mana_port *port, u64 *data);

#endif /* _MANA_STATS_H */
