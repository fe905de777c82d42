/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the files of a port share. Who may touch what, and under which lock:
 * docs/locking.md. Each file calls only those that stand before it here.
 */
#ifndef _MANA_PORT_PRIV_H
#define _MANA_PORT_PRIV_H

#include <linux/ethtool.h>
#include <linux/netdevice.h>
#include <linux/workqueue.h>
#include <linux/rtnetlink.h>

#include <mana/port.h>
#include <mana/sizing.h>
#include <mana/swap_watch.h>

#include "../queues/queues.h"
#include "counters.h"

/**
 * enum mana_port_state - life cycle of a port
 * @MANA_PORT_DOWN: nothing of it is on the device
 * @MANA_PORT_UP: a queue set carries traffic
 * @MANA_PORT_SWAPPING: one set is being replaced by another
 * @MANA_PORT_BROKEN: open, but without queues: neither the new nor the old set
 *	could be made; the next change or reset tries again
 * @MANA_PORT_DETACHED: the device is not to be talked to
 * @MANA_PORT_STATES: how many
 */
enum mana_port_state {
	MANA_PORT_DOWN,
	MANA_PORT_UP,
	MANA_PORT_SWAPPING,
	MANA_PORT_BROKEN,
	MANA_PORT_DETACHED,
	MANA_PORT_STATES
};

/**
 * struct mana_rss - how received packets are spread; the user's configuration
 * @key: of the Toeplitz hash
 * @table: queue of each entry
 * @entries: of @table
 * @handles: room for the RQ objects of @table
 */
struct mana_rss {
	u8 key[MANA_RSS_KEY_BYTES];
	u32 table[MANA_INDIR_MAX];
	u32 entries;
	u64 handles[MANA_INDIR_MAX];
};

/**
 * struct mana_coalesce - how long events wait; all 0: they do not
 * @rx_usecs: of receive queues
 * @rx_frames: completions
 * @tx_usecs: of send queues
 * @tx_frames: completions
 */
struct mana_coalesce {
	u32 rx_usecs;
	u32 rx_frames;
	u32 tx_usecs;
	u32 tx_frames;
};

/**
 * struct mana_port - one vPort
 * @gd: the device below
 * @group: all ports of the device
 * @sibling: in that
 * @dev: the net_device that this is the private part of
 * @host: the same, for queue sets
 * @index: number of the port
 * @state: changed by mana_port_set_state() alone
 * @claimed: this port is ours at layer 3
 * @vport: what the device says of it
 * @dev_cfg: what the device says of itself
 * @tx_offset: for OOBs; valid while @claimed
 * @max_queues: pairs at most, for the life of the port
 * @cfg: the user's configuration of queues
 * @rss: that of RSS
 * @coalesce: moderation of events
 * @cqe_frames: packets per RX completion: 1, 4 or 8
 * @qset: the queues that carry traffic, or NULL
 * @eq: event queues, shared by the sets that follow one another
 * @first_vector: of the vectors that its event queues take in turn
 * @num_eqs: how many there are
 * @tx_dead: a send queue died or hangs: nothing more comes of it
 * @wants_restart: queues must be replaced
 * @reopen: it was open when it stepped aside
 * @link_up: the device's link; the stack's is down while detached, too
 * @stall_work: looks for queues that stand still; stall.c
 * @stall: per send queue; of @stall_work, as are
 * @rx_hold: when queues may be replaced because of counters alone
 * @num_xps: send queues that were given their CPU
 * @stats: counters
 * @watch: of the queue set that took over last; of the work of @stats
 * @in_place: a set that took over beside another was silent: not again
 * @rx_busy: packets came between the last two looks
 * @speed_mbps: from the device; 0: not known
 * @speed_known: @speed_mbps was asked for since the last attach
 * @prog: the XDP program; changed under rtnl
 */
struct mana_port {
	struct mana_gdma *gd;
	struct mana_port_group *group;
	struct list_head sibling;
	struct net_device *dev;
	struct mana_queue_host host;
	u32 index;
	enum mana_port_state state;
	bool claimed;
	struct mana_eth_vport vport;
	struct mana_eth_dev_config dev_cfg;
	u16 tx_offset;
	u32 max_queues;
	struct mana_queue_cfg cfg;
	struct mana_rss rss;
	struct mana_coalesce coalesce;
	u8 cqe_frames;
	struct mana_qset __rcu *qset;
	struct mana_eq *eq[MANA_MAX_QUEUES];
	u32 first_vector;
	u32 num_eqs;
	bool tx_dead;
	bool wants_restart;
	bool reopen;
	bool link_up;
	struct delayed_work stall_work;
	struct mana_stall stall[MANA_MAX_QUEUES];
	struct mana_rx_hold rx_hold;
	u32 num_xps;
	struct mana_port_stats stats;
	struct mana_swap_watch watch;
	bool in_place;
	bool rx_busy;
	u32 speed_mbps;
	bool speed_known;
	struct bpf_prog __rcu *prog;
};

/* The set in use, for those who hold rtnl. */
static inline struct mana_qset *mana_port_qset(const struct mana_port *port)
{
	return rtnl_dereference(port->qset);
}

/* state.c */
void mana_port_host_init(struct mana_port *port);
void mana_port_set_state(struct mana_port *port, enum mana_port_state to);
void mana_port_queue_fault(struct mana_port *port, enum mana_fault why);

/* rss.c, under rtnl */
void mana_rss_init(struct mana_port *port);
void mana_rss_fit(struct mana_port *port, u32 queues);
int mana_rss_steer(struct mana_port *port, const struct mana_qset *set);
int mana_rss_update(struct mana_port *port, bool key, bool table);
int mana_rss_stop(struct mana_port *port, const struct mana_qset *set);

/* stall.c */
void mana_stall_init(struct mana_port *port);
void mana_stall_start(struct mana_port *port);
void mana_stall_stop(struct mana_port *port);

/* coalesce.c, under rtnl */
struct mana_eth_moderation mana_coalesce_of(const struct mana_port *port,
					    bool is_tx);
bool mana_coalesce_repeats(const struct mana_port *port);
int mana_get_coalesce(struct net_device *dev, struct ethtool_coalesce *ec,
		      struct kernel_ethtool_coalesce *kernel_ec,
		      struct netlink_ext_ack *extack);
int mana_set_coalesce(struct net_device *dev, struct ethtool_coalesce *ec,
		      struct kernel_ethtool_coalesce *kernel_ec,
		      struct netlink_ext_ack *extack);

/* stats.c */
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

/* swap.c, under rtnl */
int mana_port_up(struct mana_port *port);
void mana_port_down(struct mana_port *port);
int mana_port_reconfigure(struct mana_port *port,
			  const struct mana_queue_cfg *cfg);
const char *mana_port_why(int err);

/* xdp.c, the first two under rtnl */
void mana_port_fit_max_mtu(struct mana_port *port);
int mana_bpf(struct net_device *dev, struct netdev_bpf *bpf);
int mana_xdp_xmit(struct net_device *dev, int num, struct xdp_frame **frames,
		  u32 flags);

/* ethtool.c */
extern const struct ethtool_ops mana_ethtool_ops;

/* netdev.c */
extern const struct net_device_ops mana_netdev_ops;
void mana_netdev_setup(struct net_device *dev);

#endif /* _MANA_PORT_PRIV_H */
