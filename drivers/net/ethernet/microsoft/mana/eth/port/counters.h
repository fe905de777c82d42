/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters of a port: those of its queues, of the port itself, and what the
 * device counts. They live as long as the port.
 */
#ifndef _MANA_PORT_COUNTERS_H
#define _MANA_PORT_COUNTERS_H

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#include <mana/eth_wire.h>
#include <mana/rx_missing.h>

#define MANA_STAT_BANKS 2

struct mana_queue_stats;

/* Counted for the port, by anyone. */
enum mana_port_event {
	MANA_EV_TX_DROP_DOWN,
	MANA_EV_TX_STALL,
	MANA_EV_RX_STALL,
	MANA_EV_EVENT_MISSED,
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
 * @rx_missing: packets that the device has counted and that no port received,
 *	but for those that found no buffer; single words are read without @lock
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
	struct mana_rx_missing rx_missing;
};

static inline void mana_stat_event(struct mana_port_stats *stats,
				   enum mana_port_event which)
{
	atomic64_inc(&stats->event[which]);
}

#endif /* _MANA_PORT_COUNTERS_H */
