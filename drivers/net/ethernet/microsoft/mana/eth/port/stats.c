// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters, summed and named. The names are an interface: those of Linux's
 * driver first and in its order, ours behind them.
 */
#include <linux/ethtool.h>
#include <linux/slab.h>

#include <mana/grow.h>

#include "priv.h"

/* A device that is asked more often answers with what it said before. */
#define MANA_STATS_AGE_MS	500

/* Between two questions that nobody but `ip -s link` waits for. */
#define MANA_STATS_WORK_MS	2000

/* Linux's port block: counters of all queues, by kind. */
static const struct {
	const char *name;
	bool is_tx;
	u8 which;
} port_names[] = {
	{ "stop_queue", true, MANA_TX_STOPPED },
	{ "wake_queue", false, MANA_RX_TX_WOKEN },
	{ "tx_cq_err", false, MANA_RX_TX_CQE_ERR },
	{ "tx_cqe_unknown_type", false, MANA_RX_TX_CQE_UNKNOWN },
	{ "tx_linear_pkt_cnt", true, MANA_TX_LINEARIZED },
	{ "rx_cqe_unknown_type", false, MANA_RX_CQE_UNKNOWN },
};

static const char * const gf_names[MANA_GF_STAT_COUNT] = {
	"hc_rx_discards_no_wqe", "hc_rx_err_vport_disabled", "hc_rx_bytes",
	"hc_rx_ucast_pkts", "hc_rx_ucast_bytes", "hc_rx_bcast_pkts",
	"hc_rx_bcast_bytes", "hc_rx_mcast_pkts", "hc_rx_mcast_bytes",
	"hc_tx_err_gf_disabled", "hc_tx_err_vport_disabled",
	"hc_tx_err_inval_vportoffset_pkt", "hc_tx_err_vlan_enforcement",
	"hc_tx_err_eth_type_enforcement", "hc_tx_err_sa_enforcement",
	"hc_tx_err_sqpdid_enforcement", "hc_tx_err_cqpdid_enforcement",
	"hc_tx_err_mtu_violation", "hc_tx_err_inval_oob", "hc_tx_err_gdma",
	"hc_tx_bytes", "hc_tx_ucast_pkts", "hc_tx_ucast_bytes",
	"hc_tx_bcast_pkts", "hc_tx_bcast_bytes", "hc_tx_mcast_pkts",
	"hc_tx_mcast_bytes",
};

/* Named rx_<queue>_ and tx_<queue>_ and this. */
static const char * const rx_names[MANA_RX_NAMED] = {
	"packets", "bytes", "xdp_drop", "xdp_tx", "xdp_redirect",
	"pkt_len0_err", "coalesced_cqe_2", "coalesced_cqe_3",
	"coalesced_cqe_4", "coalesced_cqe_5", "coalesced_cqe_6",
	"coalesced_cqe_7", "coalesced_cqe_8",
};

static const char * const tx_names[MANA_TX_NAMED] = {
	"packets", "bytes", "xdp_xmit", "tso_packets", "tso_bytes",
	"tso_inner_packets", "tso_inner_bytes", "long_pkt_fmt",
	"short_pkt_fmt", "csum_partial", "mana_map_err",
};

/* Ours: counters of all queues. */
static const struct {
	const char *name;
	bool is_tx;
	u8 which;
} own_names[] = {
	{ "tx_drop_headers", true, MANA_TX_DROP_HEADERS },
	{ "tx_drop_csum", true, MANA_TX_DROP_CSUM },
	{ "tx_drop_linearize", true, MANA_TX_DROP_LINEARIZE },
	{ "tx_drop_full", true, MANA_TX_DROP_FULL },
	{ "tx_cqe_queue_dead", false, MANA_RX_TX_CQE_DEAD },
	{ "tx_cqe_foreign", false, MANA_RX_TX_CQE_FOREIGN },
	{ "tx_cqe_surplus", false, MANA_RX_TX_CQE_SURPLUS },
	{ "tx_cqe_misplaced", false, MANA_RX_TX_CQE_MISPLACED },
	{ "rx_len_err", false, MANA_RX_LEN_ERR },
	{ "rx_truncated", false, MANA_RX_TRUNCATED },
	{ "rx_alloc_fail", false, MANA_RX_ALLOC_FAIL },
	{ "rx_cqe_foreign", false, MANA_RX_CQE_FOREIGN },
	{ "rx_cqe_misplaced", false, MANA_RX_CQE_MISPLACED },
	{ "rx_cqe_surplus", false, MANA_RX_CQE_SURPLUS },
	{ "rx_drop_lost", false, MANA_RX_LOST },
	{ "rx_fence_unexpected", false, MANA_RX_FENCE_UNEXPECTED },
	{ "rx_post_err", false, MANA_RX_POST_ERR },
	{ "cq_overrun", false, MANA_RX_CQ_OVERRUN },
};

static const char * const event_names[MANA_EV_COUNT] = {
	[MANA_EV_TX_DROP_DOWN] = "tx_drop_down",
	[MANA_EV_TX_STALL] = "tx_stall",
	[MANA_EV_RX_STALL] = "rx_stall",
	[MANA_EV_EVENT_MISSED] = "event_missed",
	[MANA_EV_TX_TIMEOUT] = "tx_timeout",
	[MANA_EV_TX_DRAIN_TIMEOUT] = "tx_drain_timeout",
	[MANA_EV_FENCE_TIMEOUT] = "rx_fence_timeout",
	[MANA_EV_DESTROY_ERR] = "queue_destroy_err",
	[MANA_EV_SWAP_BESIDE] = "reconfig_beside",
	[MANA_EV_SWAP_IN_PLACE] = "reconfig_in_place",
	[MANA_EV_SWAP_FAILED] = "reconfig_failed",
	[MANA_EV_SWAP_RESTORED] = "reconfig_restored",
	[MANA_EV_SWAP_LOST] = "reconfig_lost",
	[MANA_EV_SWAP_SILENT] = "reconfig_silent",
	[MANA_EV_LINK_DOWN] = "link_down",
	[MANA_EV_RESTART] = "queue_restart",
};

/**
 * mana_stats_alloc - counters, all zero
 * @stats: filled in
 * @num_queues: that the port may have at most
 *
 * Return: 0 or -ENOMEM.
 */
int mana_stats_alloc(struct mana_port_stats *stats, u32 num_queues)
{
	u32 bank, i;

	stats->num_queues = num_queues;
	for (bank = 0; bank < MANA_STAT_BANKS; bank++) {
		stats->bank[bank] = kvcalloc(num_queues,
					     sizeof(*stats->bank[bank]),
					     GFP_KERNEL);
		if (!stats->bank[bank]) {
			mana_stats_free(stats);
			return -ENOMEM;
		}
		for (i = 0; i < num_queues; i++) {
			u64_stats_init(&stats->bank[bank][i].tx_sync);
			u64_stats_init(&stats->bank[bank][i].rx_sync);
		}
	}
	return 0;
}

/**
 * mana_stats_free - free counters
 * @stats: of mana_stats_alloc(), also a failed one
 */
void mana_stats_free(struct mana_port_stats *stats)
{
	u32 bank;

	for (bank = 0; bank < MANA_STAT_BANKS; bank++)
		kvfree(stats->bank[bank]);
}

static u64 mana_stats_read_tx(const struct mana_queue_stats *stats, u32 which)
{
	unsigned int start;
	u64 value;

	do {
		start = u64_stats_fetch_begin(&stats->tx_sync);
		value = u64_stats_read(&stats->tx[which]);
	} while (u64_stats_fetch_retry(&stats->tx_sync, start));
	return value;
}

static u64 mana_stats_read_rx(const struct mana_queue_stats *stats, u32 which)
{
	unsigned int start;
	u64 value;

	do {
		start = u64_stats_fetch_begin(&stats->rx_sync);
		value = u64_stats_read(&stats->rx[which]);
	} while (u64_stats_fetch_retry(&stats->rx_sync, start));
	return value;
}

static u64 mana_stats_queue_tx(const struct mana_port_stats *stats, u32 queue,
			       u32 which)
{
	return mana_stats_read_tx(&stats->bank[0][queue], which) +
	       mana_stats_read_tx(&stats->bank[1][queue], which);
}

static u64 mana_stats_queue_rx(const struct mana_port_stats *stats, u32 queue,
			       u32 which)
{
	return mana_stats_read_rx(&stats->bank[0][queue], which) +
	       mana_stats_read_rx(&stats->bank[1][queue], which);
}

static u64 mana_stats_sum(const struct mana_port_stats *stats, bool is_tx,
			  u32 which)
{
	u64 sum = 0;
	u32 i;

	for (i = 0; i < stats->num_queues; i++)
		sum += is_tx ? mana_stats_queue_tx(stats, i, which) :
			       mana_stats_queue_rx(stats, i, which);
	return sum;
}

/**
 * mana_stats_get64 - ndo_get_stats64
 * @dev: device
 * @sum: filled in
 *
 * Any context; needs no lock, as the counters live as long as the device.
 */
void mana_stats_get64(struct net_device *dev, struct rtnl_link_stats64 *sum)
{
	const struct mana_port *port = netdev_priv(dev);
	const struct mana_port_stats *stats = &port->stats;

	sum->tx_packets = mana_stats_sum(stats, true, MANA_TX_PACKETS);
	sum->tx_bytes = mana_stats_sum(stats, true, MANA_TX_BYTES);
	sum->rx_packets = mana_stats_sum(stats, false, MANA_RX_PKTS);
	sum->rx_bytes = mana_stats_sum(stats, false, MANA_RX_BYTES);
	sum->tx_dropped = mana_stats_sum(stats, true, MANA_TX_MAP_ERR) +
			  mana_stats_sum(stats, true, MANA_TX_DROP_HEADERS) +
			  mana_stats_sum(stats, true, MANA_TX_DROP_CSUM) +
			  mana_stats_sum(stats, true, MANA_TX_DROP_LINEARIZE) +
			  mana_stats_sum(stats, true, MANA_TX_DROP_FULL) +
			  atomic64_read(&stats->event[MANA_EV_TX_DROP_DOWN]);
	sum->tx_errors = mana_stats_sum(stats, false, MANA_RX_TX_CQE_ERR);
	sum->rx_dropped = mana_stats_sum(stats, false, MANA_RX_ALLOC_FAIL) +
			  mana_stats_sum(stats, false, MANA_RX_LOST) +
			  mana_stats_sum(stats, false, MANA_RX_XDP_DROP);
	sum->rx_length_errors = mana_stats_sum(stats, false, MANA_RX_LEN0) +
				mana_stats_sum(stats, false, MANA_RX_LEN_ERR) +
				mana_stats_sum(stats, false, MANA_RX_TRUNCATED);
	sum->rx_errors = sum->rx_length_errors;
	sum->rx_missed_errors = READ_ONCE(stats->gf[MANA_GF_RX_NO_WQE]);
}

/**
 * mana_stats_count - how many counters `ethtool -S` shows
 * @port: the port
 */
int mana_stats_count(const struct mana_port *port)
{
	return ARRAY_SIZE(port_names) + MANA_GF_STAT_COUNT +
	       MANA_PHY_STAT_COUNT +
	       port->cfg.num_queues * (MANA_RX_NAMED + MANA_TX_NAMED) +
	       ARRAY_SIZE(own_names) + MANA_EV_COUNT + MANA_GDMA_COUNTERS;
}

static void mana_stats_phy_names(u8 **data)
{
	u32 tc;

	ethtool_puts(data, "hc_rx_pkt_drop_phy");
	ethtool_puts(data, "hc_tx_pkt_drop_phy");
	for (tc = 0; tc < MANA_PHY_TCS; tc++) {
		ethtool_sprintf(data, "hc_tc%u_rx_pkt_phy", tc);
		ethtool_sprintf(data, "hc_tc%u_rx_byte_phy", tc);
		ethtool_sprintf(data, "hc_tc%u_tx_pkt_phy", tc);
		ethtool_sprintf(data, "hc_tc%u_tx_byte_phy", tc);
	}
	for (tc = 0; tc < MANA_PHY_TCS; tc++) {
		ethtool_sprintf(data, "hc_tc%u_rx_pause_phy", tc);
		ethtool_sprintf(data, "hc_tc%u_tx_pause_phy", tc);
	}
}

/**
 * mana_stats_names - names of the counters
 * @port: the port
 * @data: filled in: mana_stats_count() strings
 */
void mana_stats_names(const struct mana_port *port, u8 *data)
{
	u32 i, queue;

	for (i = 0; i < ARRAY_SIZE(port_names); i++)
		ethtool_puts(&data, port_names[i].name);
	for (i = 0; i < MANA_GF_STAT_COUNT; i++)
		ethtool_puts(&data, gf_names[i]);
	mana_stats_phy_names(&data);
	for (queue = 0; queue < port->cfg.num_queues; queue++)
		for (i = 0; i < MANA_RX_NAMED; i++)
			ethtool_sprintf(&data, "rx_%u_%s", queue, rx_names[i]);
	for (queue = 0; queue < port->cfg.num_queues; queue++)
		for (i = 0; i < MANA_TX_NAMED; i++)
			ethtool_sprintf(&data, "tx_%u_%s", queue, tx_names[i]);
	for (i = 0; i < ARRAY_SIZE(own_names); i++)
		ethtool_puts(&data, own_names[i].name);
	for (i = 0; i < MANA_EV_COUNT; i++)
		ethtool_puts(&data, event_names[i]);
	for (i = 0; i < MANA_GDMA_COUNTERS; i++)
		ethtool_sprintf(&data, "%s%s", i < MANA_FAULT_COUNT ? "fault_" : "",
				mana_gdma_count_name(i));
}

/* Packets that came to a port, whatever became of them. */
static u64 mana_stats_taken(const struct mana_port_stats *stats)
{
	static const u8 kinds[] = {
		MANA_RX_PKTS, MANA_RX_LEN0, MANA_RX_LEN_ERR, MANA_RX_TRUNCATED,
		MANA_RX_ALLOC_FAIL, MANA_RX_LOST, MANA_RX_CQE_UNKNOWN,
	};
	u64 sum = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		sum += mana_stats_sum(stats, false, kinds[i]);
	return sum;
}

/* Likewise, of all ports: the device counts for them together. */
static u64 mana_stats_taken_all(struct mana_port_group *group)
{
	const struct mana_port *port;
	u64 sum = 0;

	mutex_lock(&group->lock);
	list_for_each_entry(port, &group->ports, sibling)
		sum += mana_stats_taken(&port->stats);
	mutex_unlock(&group->lock);
	return sum;
}

/*
 * Packets that the device has delivered. What it dropped for want of a buffer is
 * the fault of a busy queue, and it may have counted it as received.
 */
static u64 mana_stats_delivered(const struct mana_port_stats *stats)
{
	return stats->gf[MANA_GF_RX_UCAST_PKTS] +
	       stats->gf[MANA_GF_RX_BCAST_PKTS] +
	       stats->gf[MANA_GF_RX_MCAST_PKTS] -
	       stats->gf[MANA_GF_RX_NO_WQE];
}

static void mana_stats_ask_gf(struct mana_port *port)
{
	struct mana_port_stats *stats = &port->stats;
	u64 now[MANA_GF_STAT_COUNT];
	u64 taken;
	u32 i;
	int err;

	if (stats->gf_unknown)
		return;
	taken = mana_stats_taken_all(port->group);
	err = mana_eth_query_gf_stats(port->gd, now);
	stats->gf_unknown = err == -EOPNOTSUPP;
	if (err)
		return;
	for (i = 0; i < MANA_GF_STAT_COUNT; i++)
		mana_grow(&stats->gf[i], &stats->gf_last[i], now[i]);
	mana_rx_missing_note(&stats->rx_missing, mana_stats_delivered(stats),
			     taken);
}

static void mana_stats_ask_phy(struct mana_port *port)
{
	struct mana_port_stats *stats = &port->stats;
	u64 now[MANA_PHY_STAT_COUNT];
	u32 i;
	int err;

	if (stats->phy_unknown)
		return;
	err = mana_eth_query_phy_stats(port->gd, now);
	stats->phy_unknown = err == -EOPNOTSUPP;
	for (i = 0; !err && i < MANA_PHY_STAT_COUNT; i++)
		mana_grow(&stats->phy[i], &stats->phy_last[i], now[i]);
}

/* Is an answer old enough to be asked for again? */
static bool mana_stats_is_old(unsigned long read_at)
{
	return !read_at || time_after_eq(jiffies, read_at +
					 msecs_to_jiffies(MANA_STATS_AGE_MS));
}

/*
 * Ask the device, but not again and again, not what it does not know, and not
 * one that is dead. The counters of the physical port only when they are shown.
 */
static void mana_stats_refresh(struct mana_port *port, bool phy)
{
	struct mana_port_stats *stats = &port->stats;

	mutex_lock(&stats->lock);
	if (mana_gdma_alive(port->gd) && mana_stats_is_old(stats->gf_read_at)) {
		mana_stats_ask_gf(port);
		stats->gf_read_at = jiffies ?: 1;
	}
	if (phy && mana_gdma_alive(port->gd) &&
	    mana_stats_is_old(stats->phy_read_at)) {
		mana_stats_ask_phy(port);
		stats->phy_read_at = jiffies ?: 1;
	}
	mutex_unlock(&stats->lock);
}

/* The device delivers nothing to a set that it agreed to: change the way. */
static void mana_port_note_silence(struct mana_port *port)
{
	mana_stat_event(&port->stats, MANA_EV_SWAP_SILENT);
	netdev_warn(port->dev, "port %u: no packet has come since the queues were replaced although the device counts them: queues are replaced in place from now on\n",
		    port->index);
	WRITE_ONCE(port->in_place, true);
	mana_port_queue_fault(port, MANA_FAULT_RX_QUEUE_LOST);
}

/* Takes no rtnl: closing a port waits for it. */
static void mana_stats_work(struct work_struct *work)
{
	struct mana_port *port = container_of(to_delayed_work(work),
					      struct mana_port, stats.work);
	struct mana_port_stats *stats = &port->stats;
	u64 before = stats->rx_seen;
	enum mana_swap_verdict verdict;

	mana_stats_refresh(port, false);
	stats->rx_seen = mana_stats_sum(stats, false, MANA_RX_PKTS);
	port->rx_busy = stats->rx_seen != before;
	if (READ_ONCE(port->watch.on)) {
		verdict = mana_swap_watch_look(&port->watch, stats->rx_seen,
					       stats->rx_missing.least);
		if (verdict == MANA_SWAP_SILENT)
			mana_port_note_silence(port);
	}
	mana_stats_start(port);
}

/**
 * mana_stats_init - prepare to ask the device
 * @port: new port
 */
void mana_stats_init(struct mana_port *port)
{
	mutex_init(&port->stats.lock);
	INIT_DELAYED_WORK(&port->stats.work, mana_stats_work);
}

/**
 * mana_stats_start - ask the device again and again from now on
 * @port: with queues
 *
 * So that packets which the device missed show in `ip -s link`, whoever looks.
 */
void mana_stats_start(struct mana_port *port)
{
	queue_delayed_work(system_percpu_wq, &port->stats.work,
			   msecs_to_jiffies(MANA_STATS_WORK_MS));
}

/**
 * mana_stats_stop - no longer; idempotent
 * @port: port
 *
 * A device that comes back after this is asked anew what it knows.
 */
void mana_stats_stop(struct mana_port *port)
{
	cancel_delayed_work_sync(&port->stats.work);
	port->watch.on = false;
	port->rx_busy = false;
	port->stats.gf_unknown = false;
	port->stats.phy_unknown = false;
}

/**
 * mana_stats_watch - a set has taken over: see whether packets follow
 * @port: under rtnl; its work is started anew
 */
void mana_stats_watch(struct mana_port *port)
{
	struct mana_port_stats *stats = &port->stats;
	u64 rx;

	cancel_delayed_work_sync(&stats->work);
	/* What came before the change does not count as missing. */
	mutex_lock(&stats->lock);
	if (port->rx_busy)
		mana_stats_ask_gf(port);
	mutex_unlock(&stats->lock);
	rx = mana_stats_sum(stats, false, MANA_RX_PKTS);
	if (port->rx_busy && !stats->gf_unknown)
		mana_swap_watch_start(&port->watch, rx,
				      stats->rx_missing.most);
	mana_stats_start(port);
}

/**
 * mana_stats_values - values of the counters
 * @port: the port
 * @data: filled in: mana_stats_count() values
 *
 * Under rtnl; may ask the device.
 */
void mana_stats_values(struct mana_port *port, u64 *data)
{
	const struct mana_port_stats *stats = &port->stats;
	u32 i, queue;

	if (port->state != MANA_PORT_DETACHED)
		mana_stats_refresh(port, true);
	for (i = 0; i < ARRAY_SIZE(port_names); i++)
		*data++ = mana_stats_sum(stats, port_names[i].is_tx,
					 port_names[i].which);
	for (i = 0; i < MANA_GF_STAT_COUNT; i++)
		*data++ = stats->gf[i];
	for (i = 0; i < MANA_PHY_STAT_COUNT; i++)
		*data++ = stats->phy[i];
	for (queue = 0; queue < port->cfg.num_queues; queue++)
		for (i = 0; i < MANA_RX_NAMED; i++)
			*data++ = mana_stats_queue_rx(stats, queue, i);
	for (queue = 0; queue < port->cfg.num_queues; queue++)
		for (i = 0; i < MANA_TX_NAMED; i++)
			*data++ = mana_stats_queue_tx(stats, queue, i);
	for (i = 0; i < ARRAY_SIZE(own_names); i++)
		*data++ = mana_stats_sum(stats, own_names[i].is_tx,
					 own_names[i].which);
	for (i = 0; i < MANA_EV_COUNT; i++)
		*data++ = atomic64_read(&stats->event[i]);
	for (i = 0; i < MANA_GDMA_COUNTERS; i++)
		*data++ = mana_gdma_count(port->gd, i);
}
