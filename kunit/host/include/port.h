/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A port of the driver above what is not there: queue sets, commands and layer 2
 * are stand-ins that note what was called in the log of netdev.h. A queue set has
 * a letter, in the order in which they are made; an exclamation mark stands
 * before what failed. What would be a use of freed objects is kept in
 * host_stack.wrong.
 */
#ifndef _MANA_KUNIT_PORT_H
#define _MANA_KUNIT_PORT_H

#include <netdev.h>

#include <eth/port/state.c>
#include <eth/port/rss.c>
#include <eth/port/stall.c>
#include <eth/port/coalesce.c>
#include <eth/port/stats.c>
#include <eth/port/swap.c>
#include <eth/port/ethtool.c>
#include <eth/port/netdev.c>
#include <eth/port/xdp.c>
#include <eth/port/port.c>

#include "reference.h"

#define BELOW_SETS 16
#define BELOW_VPORT 0x700

struct mana_gdma {
	struct mana_gdma_info info;
};

/**
 * struct mana_eq - an event queue
 * @index: of its vector
 * @missed: events that no interrupt brought
 */
struct mana_eq {
	u32 index;
	int missed;
};

/**
 * struct below_set - a queue set
 * @set: it; NULL: it was freed
 * @created: it is on the device
 * @place: where
 * @fenced_at: when it was fenced after another had taken over, and 1
 */
struct below_set {
	struct mana_qset *set;
	bool created;
	struct mana_queue_place place;
	unsigned long fenced_at;
};

/**
 * struct below - everything below a port
 * @gd: the device
 * @device: its device
 * @group: its ports
 * @cfg: what it says of itself
 * @vport: what it says of the port
 * @alive: it answers
 * @limbo: it holds on to old queues
 * @sets: all that were made, by letter
 * @num_sets: how many
 * @eqs: event queues there are
 * @claims: ports in use
 * @claimed: these, a bit each
 * @known: ports that were asked for
 * @steer: last steering command that was taken
 * @table: of that
 * @key: of that
 * @pending: units that a frozen set has to send, at first
 * @pending_ms: how long each takes; 0: for ever
 * @frozen_at: when a set was frozen
 * @answers: units that programs send of the last packets
 * @tx_stuck: send queues that complete nothing, a bit each
 * @cpu: of the first event queue; -1: none
 * @gf: adapter counters
 * @phy: counters of the physical port
 * @speed: of the link
 * @asked: called while counters are asked for
 */
static struct below {
	struct mana_gdma gd;
	struct device device;
	struct mana_port_group group;
	struct mana_eth_dev_config cfg;
	struct mana_eth_vport vport;
	bool alive;
	bool limbo;
	struct below_set sets[BELOW_SETS];
	u32 num_sets;
	int eqs;
	int claims;
	u32 claimed;
	u32 known;
	struct mana_eth_steering steer;
	u64 table[MANA_INDIR_MAX];
	u8 key[MANA_RSS_KEY_BYTES];
	u32 pending;
	u32 pending_ms;
	unsigned long frozen_at;
	u32 answers;
	u32 tx_stuck;
	int cpu;
	u64 gf[MANA_GF_STAT_COUNT];
	u64 phy[MANA_PHY_STAT_COUNT];
	u32 speed;
	void (*asked)(void);
} below;

static inline void below_init(void)
{
	host_stack_init();
	host_xdp_init();
	below = (struct below) {
		.device.init_name = "kunit",
		.gd.info = {
			.dev = &below.device,
			.pf_caps = GDMA_PF_CAP_DIM,
			.max_sq = 64, .max_rq = 64, .max_cq = 128, .max_eq = 64,
			.data_vectors = 8, .pdid = 5, .db_page = 6,
		},
		.cfg = { .num_ports = 1, .max_frame = 9014, .cqe8 = true },
		.vport = {
			.handle = BELOW_VPORT, .max_sq = 8, .max_rq = 8,
			.indir_entries = 8, .mac = { 2, 1, 2, 3, 4, 5 },
		},
		.alive = true,
		.cpu = 1,
		.speed = 200000,
	};
	mutex_init(&below.group.lock);
	INIT_LIST_HEAD(&below.group.ports);
	mana_in_place_only = false;
}

/* A call that may fail, in the log. */
static inline int below_call(const char *what)
{
	int err = host_fails(what);

	host_note("%s%s", err ? "!" : "", what);
	return err;
}

static inline struct below_set *below_find(const struct mana_qset *set)
{
	struct below_set *found = below.sets;

	while (found->set != set)
		found++;
	return found;
}

static inline char below_letter(const struct mana_qset *set)
{
	return 'A' + (below_find(set) - below.sets);
}

/* What a receive queue of a set is on the device. */
static inline u64 below_handle(char letter, u32 queue)
{
	return letter * 0x100 + queue;
}

/* ---- queue sets ---- */

#define BELOW_XDP_MTU 3506
u32 mana_rxq_buf_bytes(u32 mtu, bool xdp)
{
	if (xdp)
		host_wrong("no size that a port asks for");
	return mtu <= 1500 ? 2048 : 16384;
}

u32 mana_rxq_xdp_max_mtu(void)
{
	return BELOW_XDP_MTU;
}

struct mana_qset *mana_qset_alloc(const struct mana_queue_host *host,
				  const struct mana_queue_cfg *cfg, u8 bank,
				  struct mana_queue_stats *stats)
{
	struct mana_qset *set;
	int err = host_fails("alloc");
	u32 i;

	if (err) {
		host_note("!alloc");
		return ERR_PTR(err);
	}
	set = calloc(1, struct_size(set, pair, cfg->num_queues));
	set->host = *host;
	set->cfg = *cfg;
	set->bank = bank;
	set->frozen = true;
	for (i = 0; i < cfg->num_queues; i++) {
		set->pair[i] = calloc(1, sizeof(*set->pair[i]));
		set->pair[i]->set = set;
		set->pair[i]->index = i;
		set->pair[i]->stats = &stats[i];
		set->pair[i]->rx.handle = MANA_NO_HANDLE;
	}
	below.sets[below.num_sets++].set = set;
	host_note("alloc%c%u/%u%s", below_letter(set), bank, cfg->num_queues,
		  cfg->xdp ? "x" : "");
	return set;
}

void mana_qset_free(struct mana_qset *set)
{
	struct net_device *dev = set->host.dev;
	u32 i, queue;

	host_note("free%c", below_letter(set));
	if (below_find(set)->created)
		host_wrong("freed while on the device");
	below_find(set)->set = NULL;
	for (i = 0; i < set->cfg.num_queues; i++) {
		for (queue = 0; queue < HOST_TX_QUEUES; queue++) {
			if (dev->napi[0][queue] == &set->pair[i]->napi ||
			    dev->napi[1][queue] == &set->pair[i]->napi)
				host_wrong("freed while its NAPI is shown");
		}
		free(set->pair[i]);
	}
	free(set);
}

bool mana_qset_in_limbo(const struct mana_gdma *gd)
{
	return below.limbo;
}

void mana_qset_reap(struct mana_gdma *gd)
{
	host_note("reap");
}

int mana_qset_create(struct mana_qset *set, const struct mana_queue_place *place)
{
	int err = host_fails("create");
	u32 i;

	host_note("%screate%c", err ? "!" : "", below_letter(set));
	for (i = 0; i < set->cfg.num_queues; i++) {
		set->pair[i]->eq = place->eq[i];
		set->pair[i]->rx.handle = err ? MANA_NO_HANDLE :
					  below_handle(below_letter(set), i);
	}
	below_find(set)->place = *place;
	below_find(set)->created = !err;
	return err;
}

void mana_qset_fence(struct mana_qset *set)
{
	host_note("fence%c", below_letter(set));
	if (!set->steered)
		host_wrong("fenced twice, or never steered to");
	if (set->retired)
		below_find(set)->fenced_at = jiffies + 1;
}

void mana_qset_destroy(struct mana_qset *set)
{
	struct mana_port *port = netdev_priv(set->host.dev);

	if (port->qset == set)
		host_wrong("destroyed while in use");
	if (set->steered)
		mana_qset_fence(set);
	set->steered = false;
	host_note("destroy%c", below_letter(set));
	below_find(set)->created = false;
}

u32 mana_qset_tx_pending(const struct mana_qset *set)
{
	unsigned long fenced = below_find(set)->fenced_at;
	unsigned long begun = fenced ? fenced - 1 : below.frozen_at;
	u32 units = fenced ? below.answers : below.pending;
	u32 done = below.pending_ms ? (jiffies - begun) / below.pending_ms : 0;

	if (!set->frozen || (set->retired && !fenced))
		host_wrong("drained while packets are sent, or too late");
	if (fenced && !set->cfg.xdp)
		host_wrong("waits for programs where none is");
	return units - min(done, units);
}

void mana_qset_freeze(struct mana_qset *set)
{
	host_note("freeze%c", below_letter(set));
	below.frozen_at = jiffies;
	set->frozen = true;
	netif_tx_disable(set->host.dev);
}

void mana_qset_thaw(struct mana_qset *set)
{
	host_note("thaw%c", below_letter(set));
	set->frozen = false;
	netif_tx_wake_all_queues(set->host.dev);
}

void mana_qset_retire(struct mana_qset *set)
{
	host_note("retire%c", below_letter(set));
	set->retired = true;
}

netdev_tx_t mana_txq_xmit(struct mana_pair *pair, struct sk_buff *skb)
{
	host_note("xmit%c%u", below_letter(pair->set), pair->index);
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

/* All but the last are sent. */
int mana_xdp_send_frames(struct mana_pair *pair, int num, struct xdp_frame **frames, bool flush)
{
	host_note("frames%c%u:%d%s", below_letter(pair->set), pair->index, num,
		  flush ? "!" : "");
	return num - 1;
}

bool mana_txq_stalled(const struct mana_txq *tx, struct mana_stall *seen, u32 looks)
{
	const struct mana_pair *pair = container_of(tx, struct mana_pair, tx);

	if (!(below.tx_stuck & BIT(pair->index))) {
		seen->looks = 0;
		return false;
	}
	if (++seen->looks < looks)
		return false;
	seen->looks = 0;
	return true;
}

/* What is seen is what the case has written there. */
enum mana_ring_sight mana_cq_end_look(struct mana_cq_end *end)
{
	if (!host_stack.rcu)
		host_wrong("looks at queues without RCU");
	return end->watch.sight;
}

void mana_pair_kick(struct mana_pair *pair)
{
	host_note("kick%u", pair->index);
}

void mana_pair_moderate(struct mana_pair *pair, const struct mana_eth_moderation *tx,
			const struct mana_eth_moderation *rx)
{
	host_note("mod%c%u=%u/%u,%u/%u", below_letter(pair->set), pair->index,
		  tx->usecs, tx->comps, rx->usecs, rx->comps);
}

/* ---- commands ---- */

int mana_eth_query_vport(struct mana_gdma *gd, u32 index, struct mana_eth_vport *vport)
{
	*vport = below.vport;
	below.known |= BIT(index);
	return below_call("vport");
}

int mana_eth_claim_vport(struct mana_gdma *gd, u32 index)
{
	int err = below_call("claim");

	if (err)
		return err;
	if (!(below.known & ~below.claimed & BIT(index)))
		host_wrong("claims another port");
	below.claims++;
	below.claimed |= BIT(index);
	return 0;
}

void mana_eth_release_vport(struct mana_gdma *gd, u32 index)
{
	u32 i;

	host_note("release");
	if (!(below.claimed & BIT(index)))
		host_wrong("releases another port");
	below.claimed &= ~BIT(index);
	below.claims--;
	for (i = 0; i < BELOW_SETS; i++)
		if (below.sets[i].created)
			host_wrong("released with queues");
}

int mana_eth_config_vport_tx(struct mana_gdma *gd, u64 vport, u16 *tx_offset)
{
	*tx_offset = 0x123;
	return below_call("bind");
}

static inline void below_check_queue(u64 handle)
{
	u32 set = handle / 0x100 - 'A';

	if (set >= BELOW_SETS || !below.sets[set].created ||
	    handle % 0x100 >= below.sets[set].set->cfg.num_queues)
		host_wrong("steers to what is no queue");
}

int mana_eth_config_rx(struct mana_gdma *gd, const struct mana_eth_steering *steer)
{
	int err = host_fails(steer->rx ? "steer" : "unsteer");
	u32 i;

	host_note("%s%s%c", err ? "!" : "", steer->rx ? "steer" : "unsteer",
		  (char)(steer->default_rq / 0x100));
	below_check_queue(steer->default_rq);
	for (i = 0; i < steer->num_indir; i++)
		below_check_queue(steer->indir[i]);
	if (err)
		return err;
	below.steer = *steer;
	memcpy(below.table, steer->indir, steer->num_indir * sizeof(*steer->indir));
	if (steer->update_key)
		memcpy(below.key, steer->key, sizeof(below.key));
	return 0;
}

int mana_eth_query_gf_stats(struct mana_gdma *gd, u64 stats[MANA_GF_STAT_COUNT])
{
	struct mana_port *port = container_of(below.group.ports.next,
					      struct mana_port, sibling);

	if (!mutex_is_locked(&port->stats.lock))
		host_wrong("two questions at a time");
	host_hook(below.asked);
	memcpy(stats, below.gf, sizeof(below.gf));
	return below_call("gf");
}

int mana_eth_query_phy_stats(struct mana_gdma *gd, u64 stats[MANA_PHY_STAT_COUNT])
{
	memcpy(stats, below.phy, sizeof(below.phy));
	return below_call("phy");
}

int mana_eth_query_link(struct mana_gdma *gd, u64 vport, u32 *speed_mbps)
{
	int err = below_call("link");

	if (vport != BELOW_VPORT)
		host_wrong("link of another port");
	if (!err)
		*speed_mbps = below.speed;
	return err;
}

/* ---- layer 2 ---- */

const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd)
{
	return &gd->info;
}

bool mana_gdma_alive(const struct mana_gdma *gd)
{
	return below.alive;
}

/* Whoever is told looks at once which port it is. */
void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why)
{
	static const char * const names[MANA_FAULT_COUNT] = {
		[MANA_FAULT_TX_QUEUE_DEAD] = "dead",
		[MANA_FAULT_RX_QUEUE_LOST] = "lost",
		[MANA_FAULT_QUEUE_STUCK] = "stuck",
	};
	const struct mana_port *port;
	bool wanted = why == MANA_FAULT_QUEUE_STUCK;

	host_note("fault:%s", names[why] ?: "other");
	list_for_each_entry(port, &below.group.ports, sibling)
		wanted |= mana_port_wants_restart(port);
	if (!wanted)
		host_wrong("a fault that no port has");
}

u64 mana_gdma_count(const struct mana_gdma *gd, u32 which)
{
	return 5000 + which;
}

const char *mana_gdma_count_name(u32 which)
{
	static char name[16];

	snprintf(name, sizeof(name), "below_%u", which);
	return name;
}

struct mana_eq *mana_eq_create(struct mana_gdma *gd, u32 index, u32 entries)
{
	int err = host_fails("eq");
	struct mana_eq *eq;

	host_note("%seq%u", err ? "!" : "", index);
	if (err)
		return ERR_PTR(err);
	eq = calloc(1, sizeof(*eq));
	eq->index = index;
	below.eqs++;
	return eq;
}

void mana_eq_destroy(struct mana_eq *eq)
{
	u32 set, i;

	host_note("-eq%u", eq->index);
	for (set = 0; set < BELOW_SETS; set++)
		for (i = 0; below.sets[set].created &&
		     i < below.sets[set].set->cfg.num_queues; i++)
			if (below.sets[set].set->pair[i]->eq == eq)
				host_wrong("events of queues that are in use");
	below.eqs--;
	free(eq);
}

int mana_eq_look(struct mana_eq *eq)
{
	int missed = eq->missed;

	eq->missed = 0;
	return missed;
}

int mana_eq_cpu(const struct mana_eq *eq)
{
	return below.cpu < 0 ? -1 : below.cpu + (int)eq->index;
}

/* ---- for cases ---- */

static inline struct mana_port *below_create(void)
{
	struct mana_port *port = mana_port_create(&below.gd, &below.cfg, &below.group, 0);

	host_forget();
	return port;
}

static inline int below_open(struct mana_port *port)
{
	int err;

	rtnl_lock();
	err = dev_open(port->dev, NULL);
	rtnl_unlock();
	return err;
}

static inline void below_close(struct mana_port *port)
{
	rtnl_lock();
	dev_close(port->dev);
	rtnl_unlock();
}

/* A port that is open, and an empty log. */
static inline struct mana_port *below_opened(struct kunit *test)
{
	struct mana_port *port = below_create();

	KUNIT_ASSERT_FALSE(test, IS_ERR(port));
	KUNIT_ASSERT_EQ(test, below_open(port), 0);
	host_forget();
	return port;
}

/* The same with as many queues as a case wants. */
static inline struct mana_port *below_opened_with(struct kunit *test, u32 queues)
{
	host_stack.online = queues;
	return below_opened(test);
}

/* Queues of that many pairs, as a user would have them. */
static inline int below_change(struct mana_port *port, u32 queues)
{
	struct mana_queue_cfg cfg = port->cfg;
	int err;

	cfg.num_queues = queues;
	rtnl_lock();
	err = mana_port_reconfigure(port, &cfg);
	rtnl_unlock();
	return err;
}

static inline u64 below_event(const struct mana_port *port, enum mana_port_event which)
{
	return atomic64_read(&port->stats.event[which]);
}

/* Packets that a queue receives: into the counters of the set in use. */
static inline void below_receive(struct mana_port *port, u32 queue, u64 packets)
{
	mana_stat_rx(port->qset->pair[queue]->stats, MANA_RX_PKTS, packets);
}

/* Nothing is left, and nothing was against the rules. */
static inline void below_exit(struct kunit *test)
{
	u32 i;

	while (!list_empty(&below.group.ports))
		mana_port_destroy(container_of(below.group.ports.next,
					       struct mana_port, sibling));
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.wrong, "");
	KUNIT_EXPECT_STREQ(test, (char *)host_net.wrong, "");
	KUNIT_EXPECT_EQ(test, host_stack.warnings, 0);
	KUNIT_EXPECT_EQ(test, host_stack.devices, 0);
	KUNIT_EXPECT_FALSE(test, host_stack.rtnl);
	KUNIT_EXPECT_EQ(test, host_stack.rcu, 0);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	KUNIT_EXPECT_EQ(test, below.eqs, 0);
	KUNIT_EXPECT_EQ(test, below.claims, 0);
	for (i = 0; i < BELOW_SETS; i++)
		KUNIT_EXPECT_PTR_EQ(test, (void *)below.sets[i].set, NULL);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&below.group.lock));
}

/* What was done since the last look, in order. */
#define BELOW_EXPECT_LOG(test, words) do {				\
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.log, words);	\
	host_forget();							\
} while (0)

#endif /* _MANA_KUNIT_PORT_H */
