// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The life of a port: open and stop, the change of queue sets, the watch after
 * it, the look-out for queues that stand still, the link, resets, and what the
 * device is asked for. What the stack asks: mana_netdev_kunit.c.
 */
#include <port.h>

/* The log of what is done together: to end a set, to put one to work, */
#define PORT_STOPPED(set) \
	"freeze" set " unpublish grace unsteer" set " fence" set " destroy" set " free" set
#define PORT_STARTED(set, num) \
	"create" set " real" num ":" num " steer" set " publish bql"
/* to hand over from one to another, and what follows when that is in use. */
#define PORT_FROZEN(old, new) "steer" new " freeze" old " retire" old
#define PORT_THAWN(new, old) "thaw" new " grace fence" old " destroy" old " free" old

/* A set that the device does not steer to; between, what holds is said again. */
#define PORT_REFUSED(set, between) \
	"!steer" set " " between "fence" set " destroy" set " free" set

static struct mana_port *port;

static int port_init(struct kunit *test)
{
	below_init();
	return 0;
}

static void port_open(struct kunit *test)
{
	port = below_opened(test);
}

/* ---- creation ---- */

static void port_is_created(struct kunit *test)
{
	struct net_device *dev;

	below.vport.mac[5] = 0x77;
	port = mana_port_create(&below.gd, &below.cfg, &below.group, 3);
	KUNIT_ASSERT_FALSE(test, IS_ERR(port));
	BELOW_EXPECT_LOG(test, "vport real2:2 nocarrier register carrier");
	dev = port->dev;
	KUNIT_EXPECT_PTR_EQ(test, (void *)dev->parent, (void *)&below.device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)below.group.ports.next,
			    (void *)&port->sibling);
	KUNIT_EXPECT_EQ(test, dev->dev_port, 3);
	EXPECT_BYTES(test, dev->dev_addr, below.vport.mac, ETH_ALEN);
	KUNIT_EXPECT_EQ(test, dev->num_queues, 4);
	KUNIT_EXPECT_EQ(test, dev->max_mtu, 9000);
	KUNIT_EXPECT_EQ(test, dev->mtu, 1500);
	KUNIT_EXPECT_EQ(test, port->max_queues, 4);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
	KUNIT_EXPECT_EQ(test, port->cfg.tx_entries, 256);
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 512);
	KUNIT_EXPECT_EQ(test, port->cfg.mtu, 1500);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 1);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	KUNIT_EXPECT_TRUE(test, port->link_up);
	KUNIT_EXPECT_EQ(test, port->rss.entries, 8);
	KUNIT_EXPECT_EQ(test, port->rss.table[6], 0);
	KUNIT_EXPECT_EQ(test, port->rss.table[7], 1);
	KUNIT_EXPECT_EQ(test, port->rss.key[39], 0x6d);
	mana_port_destroy(port);
	BELOW_EXPECT_LOG(test, "unregister");
}

static void port_expect_no_creation(struct kunit *test, int err)
{
	port = mana_port_create(&below.gd, &below.cfg, &below.group, 0);
	KUNIT_ASSERT_TRUE(test, IS_ERR(port));
	KUNIT_EXPECT_EQ(test, PTR_ERR(port), err);
	KUNIT_EXPECT_TRUE(test, list_empty(&below.group.ports));
	KUNIT_EXPECT_EQ(test, host_stack.devices, 0);
	host_net.refuse = -1;
	host_forget();
}

/* Whatever fails, nothing is left and nobody has seen the device. */
static void port_creation_fails(struct kunit *test)
{
	int step;

	host_fail("vport", 0, -EPROTO);
	port_expect_no_creation(test, -EPROTO);
	for (step = 0; step < 3; step++) {
		host_net.refuse = step;
		port_expect_no_creation(test, -ENOMEM);
	}
	host_fail("real", 0, -ENOMEM);
	port_expect_no_creation(test, -ENOMEM);
	host_fail("register", 0, -ENFILE);
	port_expect_no_creation(test, -ENFILE);
}

/* Queues at most: the least of what all limits allow. */
static void port_queue_limit(struct kunit *test)
{
	const struct mana_gdma_info plain = below.gd.info;
	static const struct {
		u32 sq, rq, cq, eq, vport_sq, vport_rq, want;
	} limits[] = {
		{ 64, 64, 64, 64, 64, 64, 4 }, { 3, 64, 64, 64, 64, 64, 3 },
		{ 64, 2, 64, 64, 64, 64, 2 }, { 64, 64, 7, 64, 64, 64, 3 },
		{ 64, 64, 64, 3, 64, 64, 3 }, { 64, 64, 64, 64, 2, 64, 2 },
		{ 64, 64, 64, 64, 64, 3, 3 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		below.gd.info = plain;
		below.gd.info.max_sq = limits[i].sq;
		below.gd.info.max_rq = limits[i].rq;
		below.gd.info.max_cq = limits[i].cq;
		below.gd.info.max_eq = limits[i].eq;
		below.vport.max_sq = limits[i].vport_sq;
		below.vport.max_rq = limits[i].vport_rq;
		port = below_create();
		KUNIT_EXPECT_EQ(test, port->max_queues, limits[i].want);
		KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
		mana_port_destroy(port);
	}
	/* of each CPU that may come one, of each that is there in the beginning */
	host_stack.possible = 40;
	host_stack.online = 40;
	below.gd.info.max_sq = 64;
	below.gd.info.max_rq = 64;
	below.gd.info.max_cq = 128;
	below.gd.info.max_eq = 64;
	below.gd.info.data_vectors = 40;
	below.vport.max_sq = 64;
	below.vport.max_rq = 64;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->max_queues, 32);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 16);
}

/* The kernel that saves a dump has little memory. */
static void port_of_dump_kernel(struct kunit *test)
{
	host_stack.kdump = true;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->max_queues, 1);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 1);
	KUNIT_EXPECT_EQ(test, port->cfg.tx_entries, 128);
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 128);
}

/* Each port has its own vectors while they suffice. */
static void port_vectors(struct kunit *test)
{
	below.cfg.num_ports = 2;
	port = mana_port_create(&below.gd, &below.cfg, &below.group, 1);
	KUNIT_EXPECT_EQ(test, port->first_vector, 4);
	/* all the same where the device has less for this port */
	below.vport.max_rq = 3;
	mana_port_destroy(port);
	port = mana_port_create(&below.gd, &below.cfg, &below.group, 1);
	KUNIT_EXPECT_EQ(test, port->max_queues, 3);
	KUNIT_EXPECT_EQ(test, port->first_vector, 4);
	host_forget();
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocA0/2 eq4 eq5 "
			 PORT_STARTED("A", "2") " xps0=5 xps1=6 thawA");
}

/* Rings by default take an eighth of the memory, and of a bounce pool less. */
static void port_bounded_rings(struct kunit *test)
{
	host_stack.ram_pages = 8 * 4096 / 4;	/* 32 MiB */
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 512);
	mana_port_destroy(port);
	host_stack.ram_pages = 8 * 4096 / 8;	/* 16 MiB */
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 256);
	mana_port_destroy(port);
	host_stack.ram_pages = 1 << 20;
	host_stack.online = 4;
	below.gd.info.bounces = true;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 512);
	mana_port_destroy(port);
	host_stack.possible = 8;
	host_stack.online = 8;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 256);
	/* nor does a pool give what the machine does not have */
	mana_port_destroy(port);
	host_stack.ram_pages = 4096;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 128);
}

/* The first MTU is none that the device does not take. */
static void port_small_frames(struct kunit *test)
{
	below.cfg.max_frame = 1014;
	port = below_create();
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 1000);
	KUNIT_EXPECT_EQ(test, port->dev->mtu, 1000);
}

/* ---- open and stop ---- */

static void port_opens(struct kunit *test)
{
	const struct mana_queue_place *place = &below.sets[0].place;

	port = below_create();
	port->coalesce = (struct mana_coalesce) { 1, 2, 3, 4 };
	port->dev->txq[1].sent = 1000;
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocA0/2 eq0 eq1 "
			 PORT_STARTED("A", "2") " xps0=1 xps1=2 thawA");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_EQ(test, place->vport, BELOW_VPORT);
	KUNIT_EXPECT_EQ(test, place->tx_offset, 0x123);
	KUNIT_EXPECT_PTR_EQ(test, (void *)place->eq, (void *)port->eq);
	KUNIT_EXPECT_EQ(test, place->rx_mod.usecs, 1);
	KUNIT_EXPECT_EQ(test, place->rx_mod.comps, 2);
	KUNIT_EXPECT_EQ(test, place->tx_mod.usecs, 3);
	KUNIT_EXPECT_EQ(test, place->tx_mod.comps, 4);
	KUNIT_EXPECT_TRUE(test, place->repeat_mod);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset->host.gd, (void *)&below.gd);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->dev->napi[0][1],
			    (void *)&port->qset->pair[1]->napi);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->dev->napi[1][0],
			    (void *)&port->qset->pair[0]->napi);
	KUNIT_EXPECT_TRUE(test, port->qset->steered);
	KUNIT_EXPECT_FALSE(test, port->qset->frozen);
	KUNIT_EXPECT_FALSE(test, port->dev->txq[0].stopped);
	KUNIT_EXPECT_EQ(test, port->dev->txq[1].sent, 0);
	KUNIT_EXPECT_TRUE(test, port->stall_work.queued);
	KUNIT_EXPECT_TRUE(test, port->stats.work.queued);
}

static void port_stops(struct kunit *test)
{
	port_open(test);
	below_close(port);
	BELOW_EXPECT_LOG(test, PORT_STOPPED("A") " -eq1 -eq0 release");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	KUNIT_EXPECT_TRUE(test, port->dev->txq[0].stopped);
	KUNIT_EXPECT_FALSE(test, port->stall_work.queued);
	KUNIT_EXPECT_FALSE(test, port->stats.work.queued);
	/* queues were given their CPUs: that is not done again */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocB0/2 eq0 eq1 "
			 PORT_STARTED("B", "2") " thawB");
}

/* A device that does not stop delivery is left all the same. */
static void port_stop_is_refused(struct kunit *test)
{
	port_open(test);
	host_fail("unsteer", 0, -EPROTO);
	below_close(port);
	KUNIT_EXPECT_TRUE(test, strstr(host_stack.log, " !unsteerA fenceA destroyA freeA"));
	KUNIT_EXPECT_EQ(test, below.eqs, 0);
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.said,
			   "the device does not stop delivery\n");
	/* of one that is dead nothing else is to be expected */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	below.alive = false;
	host_stack.said[0] = 0;
	host_fail("unsteer", 0, -ENODEV);
	below_close(port);
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.said, "");
}

/* A step of opening fails: everything before it is undone. */
static void port_open_fails(struct kunit *test)
{
	static const struct {
		const char *what;
		int after;
		int err;
		const char *log;
	} steps[] = {
		{ "claim", 0, -EBUSY, "!claim" },
		{ "bind", 0, -EPROTO, "claim !bind release" },
		{ "alloc", 0, -ENOMEM, "claim bind !alloc release" },
		{ "eq", 1, -EPROTO,
		  "claim bind allocA0/2 eq0 !eq1 -eq0 freeA release" },
		{ "create", 0, -ETIMEDOUT,
		  "claim bind allocB0/2 eq0 eq1 !createB freeB -eq1 -eq0 release" },
		{ "real", 0, -ENOMEM,
		  "claim bind allocC0/2 eq0 eq1 createC !real2:2 destroyC freeC -eq1 -eq0 release"
		},
		{ "steer", 0, -EPROTO,
		  "claim bind allocD0/2 eq0 eq1 createD real2:2 "
		  PORT_REFUSED("D", "") " -eq1 -eq0 release" },
	};
	u32 i;

	port = below_create();
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		host_fail(steps[i].what, steps[i].after, steps[i].err);
		KUNIT_EXPECT_EQ(test, below_open(port), steps[i].err);
		BELOW_EXPECT_LOG(test, steps[i].log);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
		KUNIT_EXPECT_EQ(test, below.claims, 0);
		KUNIT_EXPECT_FALSE(test, port->claimed);
		KUNIT_EXPECT_EQ(test, below.eqs, 0);
		KUNIT_EXPECT_FALSE(test, port->stall_work.queued);
		KUNIT_EXPECT_FALSE(test, port->stats.work.queued);
		KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset, NULL);
	}
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
}

/* Without a CPU that its events come to, a queue is left to the stack. */
static void port_without_cpus(struct kunit *test)
{
	port = below_create();
	below.cpu = -1;
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocA0/2 eq0 eq1 " PORT_STARTED("A", "2")
			 " thawA");
}

/* Only what is not refused by chance is a device that holds on to queues. */
static void port_is_stuck(struct kunit *test)
{
	port = below_create();
	below.limbo = true;
	host_fail("bind", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, below_open(port), -ETIMEDOUT);
	BELOW_EXPECT_LOG(test, "claim !bind release");
	host_fail("bind", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, below_open(port), -EPROTO);
	BELOW_EXPECT_LOG(test, "claim !bind fault:stuck release");
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
}

/* Work that begins while a port is closed ends before that, for good. */
static void port_stop_waits_for_work(struct kunit *test)
{
	port_open(test);
	host_stack.begun = &port->stall_work;
	below_close(port);
	KUNIT_EXPECT_PTR_EQ(test, (void *)host_stack.begun, NULL);
	KUNIT_EXPECT_FALSE(test, port->stall_work.queued);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	host_stack.begun = &port->stats.work;
	below_close(port);
	KUNIT_EXPECT_PTR_EQ(test, (void *)host_stack.begun, NULL);
	KUNIT_EXPECT_FALSE(test, port->stats.work.queued);
}

/* Packets that no queue takes while a port is closed are not lost silently. */
static void port_drops_while_down(struct kunit *test)
{
	struct rtnl_link_stats64 sum = {};
	struct sk_buff *skb;

	port_open(test);
	rcu_read_lock();
	skb = host_skb(60);
	skb->queue_mapping = 1;
	mana_netdev_ops.ndo_start_xmit(skb, port->dev);
	BELOW_EXPECT_LOG(test, "xmitA1");
	/* of a queue that was there before a change */
	skb = host_skb(60);
	skb->queue_mapping = 2;
	mana_netdev_ops.ndo_start_xmit(skb, port->dev);
	rcu_read_unlock();
	below_close(port);
	rcu_read_lock();
	KUNIT_EXPECT_EQ(test, mana_netdev_ops.ndo_start_xmit(host_skb(60), port->dev),
			NETDEV_TX_OK);
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_TX_DROP_DOWN), 2);
	mana_netdev_ops.ndo_get_stats64(port->dev, &sum);
	KUNIT_EXPECT_EQ(test, sum.tx_dropped, 2);
}

/* ---- sending ends before a set goes ---- */

/* How long a stop takes with so many units under way, a unit every so often. */
static u64 port_drain_time(u32 pending, u32 pending_ms)
{
	u64 before = host_stack.usecs, took;

	below.pending = pending;
	below.pending_ms = pending_ms;
	below_close(port);
	took = (host_stack.usecs - before) / 1000;
	below.pending = 0;
	return took;
}

static u64 port_drain_timeouts(void)
{
	return below_event(port, MANA_EV_TX_DRAIN_TIMEOUT);
}

static void port_drain(struct kunit *test)
{
	port_open(test);
	KUNIT_EXPECT_EQ(test, port_drain_time(0, 0), 0);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port_drain_time(100, 2), 200);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
	/* as long as it makes progress, but not longer than 5 s */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port_drain_time(5, 900), 4500);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port_drain_time(1000, 900), 5001);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 1);
	/* without any, 1 s */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port_drain_time(3, 0), 1001);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 2);
}

/* Nothing is waited for that cannot come. */
static void port_drain_of_the_dead(struct kunit *test)
{
	port_open(test);
	rtnl_lock();
	port->host.ops->fault(port->host.ctx, MANA_FAULT_TX_QUEUE_DEAD);
	rtnl_unlock();
	KUNIT_EXPECT_EQ(test, port_drain_time(3, 0), 0);
	/* a new set lives */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port_drain_time(3, 2), 6);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	below.alive = false;
	KUNIT_EXPECT_EQ(test, port_drain_time(3, 0), 0);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
	/* a receive queue says nothing of what is sent */
	below.alive = true;
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	KUNIT_EXPECT_EQ(test, port_drain_time(3, 2), 6);
}

/* A send queue that died is forgotten with the set that it was in. */
static void port_drain_after_death(struct kunit *test)
{
	u64 before;

	port_open(test);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_TX_QUEUE_DEAD);
	below.pending = 10;
	below.pending_ms = 3;
	before = host_stack.usecs;
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	KUNIT_EXPECT_EQ(test, host_stack.usecs, before);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, (host_stack.usecs - before) / 1000, 30);
	mana_in_place_only = true;
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_EQ(test, (host_stack.usecs - before) / 1000, 60);
	below.pending = 0;
}

/* ---- beside ---- */

static void port_swap_beside(struct kunit *test)
{
	port_open(test);
	port->dev->txq[0].sent = 7;
	port->dev->txq[2].sent = 7;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	BELOW_EXPECT_LOG(test, "allocB1/3 eq2 createB real2:3 "
			 PORT_FROZEN("A", "B") " real3:3 publish bql xps2=3 "
			 PORT_THAWN("B", "A"));
	KUNIT_EXPECT_EQ(test, port->dev->txq[0].sent, 0);
	KUNIT_EXPECT_EQ(test, port->dev->txq[2].sent, 0);
	KUNIT_EXPECT_FALSE(test, port->dev->txq[0].stopped);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->dev->napi[0][2],
			    (void *)&port->qset->pair[2]->napi);
	/* the stack expects packets of the queues of both */
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	BELOW_EXPECT_LOG(test, "allocC0/1 createC real3:3 " PORT_FROZEN("B", "C")
			 " real1:1 publish bql " PORT_THAWN("C", "B") " -eq2 -eq1");
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->dev->napi[1][2], NULL);
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	BELOW_EXPECT_LOG(test, "allocD1/1 createD real1:1 " PORT_FROZEN("C", "D")
			 " real1:1 publish bql " PORT_THAWN("D", "C"));
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 1);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 3);
	/* a queue that comes again gets its CPU again */
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	BELOW_EXPECT_LOG(test, "allocE0/2 eq1 createE real1:2 " PORT_FROZEN("D", "E")
			 " real2:2 publish bql xps1=2 " PORT_THAWN("E", "D"));
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_FAILED), 0);
}

/* What was sent completes before the byte queue limits are another set's. */
static void port_swap_drains(struct kunit *test)
{
	port_open(test);
	below.pending = 2;
	below.pending_ms = 700;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, host_stack.usecs / 1000, 1400);
	below.pending = 0;
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
}

/* The old set and its configuration stay when a step fails. */
static void port_beside_fails(struct kunit *test)
{
	static const struct {
		const char *what;
		int after;
		int err;
		const char *log;
	} steps[] = {
		{ "alloc", 0, -ENOMEM, "!alloc" },
		{ "eq", 1, -ENOMEM, "allocB1/4 eq2 !eq3 -eq2 freeB" },
		{ "create", 0, -ETIMEDOUT,
		  "allocC1/4 eq2 eq3 !createC freeC -eq3 -eq2" },
		{ "create", 0, -EOPNOTSUPP,
		  "allocD1/4 eq2 eq3 !createD freeD -eq3 -eq2" },
		{ "real", 0, -ENOMEM,
		  "allocE1/4 eq2 eq3 createE !real2:4 destroyE freeE -eq3 -eq2" },
		{ "steer", 0, -EPROTO,
		  "allocF1/4 eq2 eq3 createF real2:4 "
		  PORT_REFUSED("F", "steerA real2:2 ") " -eq3 -eq2" },
	};
	u32 i;

	port_open(test);
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		host_fail(steps[i].what, steps[i].after, steps[i].err);
		KUNIT_EXPECT_EQ(test, below_change(port, 4), steps[i].err);
		BELOW_EXPECT_LOG(test, steps[i].log);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
		KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
		KUNIT_EXPECT_EQ(test, port->num_eqs, 2);
		KUNIT_EXPECT_EQ(test, port->rss.table[3], 1);
		KUNIT_EXPECT_FALSE(test, port->dev->txq[0].stopped);
		KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_FAILED),
				i + 1);
	}
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 0);
	KUNIT_EXPECT_EQ(test, below.steer.num_indir, 8);
	KUNIT_EXPECT_EQ(test, below.table[3], below_handle('A', 1));
}

/* Once packets go to the new set there is no way back, and none is needed. */
static void port_fewer_send_queues(struct kunit *test)
{
	port_open(test);
	host_fail("real", 1, -ENOMEM);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	BELOW_EXPECT_LOG(test, "allocB1/3 eq2 createB real2:3 "
			 PORT_FROZEN("A", "B") " !real3:3 publish bql xps2=3 "
			 PORT_THAWN("B", "A"));
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->dev->real_tx, 2);
}

/* Two sets need room for both; a refusal tells that there is none. */
static void port_room_beside(struct kunit *test)
{
	port_open(test);
	below.vport.max_sq = 5;
	port->vport.max_sq = 5;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 1);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 1);
	port->vport.max_sq = 8;
	port->vport.max_rq = 5;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 2);
	port->vport.max_rq = 6;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 2);
	host_forget();
	host_fail("create", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	BELOW_EXPECT_LOG(test, "allocH1/2 !createH freeH allocI1/2 allocJ1/3 "
			 PORT_STOPPED("G") " " PORT_STARTED("I", "2")
			 " -eq2 freeJ thawI");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 2);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 3);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_FAILED), 0);
}

/* ---- in place ---- */

static void port_swap_in_place(struct kunit *test)
{
	port_open(test);
	mana_in_place_only = true;
	port->dev->txq[0].sent = 7;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	BELOW_EXPECT_LOG(test, "allocB1/3 allocC1/2 " PORT_STOPPED("A") " eq2 "
			 PORT_STARTED("B", "3") " xps2=3 freeC thawB");
	KUNIT_EXPECT_EQ(test, port->dev->txq[0].sent, 0);
	KUNIT_EXPECT_FALSE(test, port->qset->frozen);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_RESTORED), 0);
}

/* All memory first; then each step that fails brings the old queues back. */
static void port_in_place_fails(struct kunit *test)
{
	static const struct {
		const char *what;
		int err;
		const char *log;
		bool restored;
	} steps[] = {
		{ "alloc", -ENOMEM, "!alloc", false },
		{ "eq", -ENOMEM,
		  "allocB1/3 allocC1/2 " PORT_STOPPED("A") " !eq2 freeB "
		  PORT_STARTED("C", "2") " thawC", true },
		{ "create", -EPROTO,
		  "allocD0/3 allocE0/2 " PORT_STOPPED("C") " eq2 !createD freeD "
		  PORT_STARTED("E", "2") " -eq2 thawE", true },
		{ "real", -ENOMEM,
		  "allocF1/3 allocG1/2 " PORT_STOPPED("E")
		  " eq2 createF !real3:3 destroyF freeF " PORT_STARTED("G", "2")
		  " -eq2 thawG", true },
		{ "steer", -ETIMEDOUT,
		  "allocH0/3 allocI0/2 " PORT_STOPPED("G") " eq2 createH real3:3 "
		  PORT_REFUSED("H", "") " " PORT_STARTED("I", "2")
		  " -eq2 thawI", true },
	};
	u32 i, restored = 0;

	port_open(test);
	mana_in_place_only = true;
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		host_fail(steps[i].what, 0, steps[i].err);
		KUNIT_EXPECT_EQ(test, below_change(port, 3), steps[i].err);
		BELOW_EXPECT_LOG(test, steps[i].log);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
		KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
		KUNIT_EXPECT_EQ(test, port->rss.table[2], 0);
		KUNIT_EXPECT_FALSE(test, port->qset->frozen);
		restored += steps[i].restored;
		KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_RESTORED),
				restored);
		KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE),
				restored);
		KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_FAILED),
				i + 1);
	}
	/* no memory to go back: nothing is begun */
	host_fail("alloc", 1, -ENOMEM);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), -ENOMEM);
	BELOW_EXPECT_LOG(test, "allocJ1/3 !alloc freeJ");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), restored);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_LOST), 0);
}

static void port_lose_queues(struct kunit *test)
{
	port_open(test);
	mana_in_place_only = true;
	host_fail("create", 0, -EPROTO);
	host_fail("create", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), -EPROTO);
	BELOW_EXPECT_LOG(test, "allocB1/3 allocC1/2 " PORT_STOPPED("A")
			 " eq2 !createB freeB !createC freeC fault:dead");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_BROKEN);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_LOST), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_FAILED), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_RESTORED), 0);
	KUNIT_EXPECT_TRUE(test, port->dev->txq[0].stopped);
}

/* A port without queues gets them at the next restart or change. */
static void port_broken_is_restarted(struct kunit *test)
{
	port_lose_queues(test);
	host_fail("bind", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_BROKEN);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocD0/2 " PORT_STARTED("D", "2")
			 " -eq2 thawD");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_FALSE(test, port->tx_dead);
}

/* Without a failure in between the port is its own still. */
static void port_broken_at_once(struct kunit *test)
{
	port_lose_queues(test);
	/* what looks at queues finds none */
	port->stats.gf_unknown = true;
	host_pass(30000);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "bind allocD0/2 " PORT_STARTED("D", "2")
			 " -eq2 thawD");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
}

static void port_broken_is_changed(struct kunit *test)
{
	port_lose_queues(test);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, below_change(port, 1), -ENOMEM);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 2);
	host_forget();
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 1);
	KUNIT_EXPECT_EQ(test, port->qset->cfg.num_queues, 1);
}

static void port_broken_is_closed(struct kunit *test)
{
	port_lose_queues(test);
	below_close(port);
	BELOW_EXPECT_LOG(test, "-eq2 -eq1 -eq0 release");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	/* with it goes the wish for new queues */
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_FALSE(test, port->tx_dead);
}

/* ---- a change of what is not up ---- */

static void port_change_while_down(struct kunit *test)
{
	port = below_create();
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	BELOW_EXPECT_LOG(test, "real3:3");
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->rss.table[2], 2);
	host_fail("real", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, below_change(port, 4), -ENOMEM);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->rss.table[3], 0);
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, below_change(port, 4), -ENODEV);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
}

static void port_why(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, (char *)mana_port_why(-ENOMEM),
			   "not enough free memory, nothing was changed");
	KUNIT_EXPECT_STREQ(test, (char *)mana_port_why(-ENODEV),
			   "the device is being reset, try again");
	KUNIT_EXPECT_STREQ(test, (char *)mana_port_why(-ETIMEDOUT),
			   "the device does not answer");
	KUNIT_EXPECT_STREQ(test, (char *)mana_port_why(-EPROTO),
			   "the device refuses, the old queues stay");
}

/* ---- states, and what queues say ---- */

static void port_states(struct kunit *test)
{
	/* down, up, swapping, broken, detached: where each may lead */
	static const char * const may[] = {
		"-u--d", "d-s-d", "-u-b-", "du--d", "du---",
	};
	u32 from, to;

	port = below_create();
	rtnl_lock();
	for (from = 0; from < MANA_PORT_STATES; from++) {
		for (to = 0; to < MANA_PORT_STATES; to++) {
			bool ok = may[from][to] != '-';

			host_stack.warnings = 0;
			port->state = from;
			mana_port_set_state(port, to);
			KUNIT_EXPECT_EQ(test, port->state, ok ? to : from);
			KUNIT_EXPECT_EQ(test, host_stack.warnings, !ok);
		}
	}
	rtnl_unlock();
	host_stack.warnings = 0;
	port->state = MANA_PORT_DOWN;
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.wrong, "");
	mana_port_set_state(port, MANA_PORT_UP);
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.wrong, "mana_port_set_state");
	port->state = MANA_PORT_DOWN;
	host_stack.wrong[0] = 0;
}

static void port_hears_queues(struct kunit *test)
{
	const struct mana_queue_ops *ops;

	port_open(test);
	ops = port->qset->host.ops;
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	ops->fault(port->qset->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	BELOW_EXPECT_LOG(test, "fault:lost");
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_FALSE(test, port->tx_dead);
	ops->fault(port->qset->host.ctx, MANA_FAULT_TX_QUEUE_DEAD);
	BELOW_EXPECT_LOG(test, "fault:dead");
	KUNIT_EXPECT_TRUE(test, port->tx_dead);
	ops->fence_missing(port->qset->host.ctx);
	ops->fence_missing(port->qset->host.ctx);
	ops->destroy_failed(port->qset->host.ctx);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_FENCE_TIMEOUT), 2);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_DESTROY_ERR), 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset->host.dev,
			    (void *)port->dev);
}

/* ---- restart ---- */

static void port_is_restarted(struct kunit *test)
{
	port_open(test);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "allocB1/2 createB real2:2 " PORT_FROZEN("A", "B")
			 " real2:2 publish bql " PORT_THAWN("B", "A"));
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RESTART), 1);
	/* a refusal is the caller's to act on */
	host_fail("steer", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RESTART), 2);
	below_close(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "");
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "");
}

/* What goes wrong while queues are replaced is not forgotten. */
static void port_fault_while_restarted(struct kunit *test)
{
	port_open(test);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	mana_in_place_only = true;
	host_fail("create", 0, -EPROTO);
	host_fail("create", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), -EPROTO);
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
}

/* ---- counters over changes ---- */

static void port_counters_grow(struct kunit *test)
{
	struct rtnl_link_stats64 sum = {};
	u32 swap;

	port_open(test);
	for (swap = 0; swap < 6; swap++) {
		mana_in_place_only = swap & 1;
		below_receive(port, 1, 10);
		mana_stat_tx(port->qset->pair[1]->stats, MANA_TX_PACKETS, 3);
		mana_stats_get64(port->dev, &sum);
		KUNIT_EXPECT_EQ(test, sum.rx_packets, 10 * (swap + 1));
		KUNIT_EXPECT_EQ(test, sum.tx_packets, 3 * (swap + 1));
		KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset->pair[1]->stats,
				    (void *)&port->stats.bank[port->qset->bank][1]);
		KUNIT_EXPECT_EQ(test, below_change(port, 2 + swap % 2), 0);
		mana_stats_get64(port->dev, &sum);
		KUNIT_EXPECT_EQ(test, sum.rx_packets, 10 * (swap + 1));
	}
}

/* ---- the watch over a set that took over ---- */

/* A busy port whose queues were just replaced beside. */
static void port_take_over(struct kunit *test)
{
	port_open(test);
	below.gf[MANA_GF_RX_UCAST_PKTS] = 100;
	below_receive(port, 0, 100);
	host_pass(2000);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 50;
	below_receive(port, 0, 50);
	host_forget();
	KUNIT_ASSERT_EQ(test, below_change(port, 2), 0);
	host_forget();
}

/* Packets that the device counts and nobody receives: in place from now on. */
static void port_silence(struct kunit *test)
{
	port_take_over(test);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 100;
	host_pass(5999);
	BELOW_EXPECT_LOG(test, "gf gf");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 0);
	host_pass(1);
	BELOW_EXPECT_LOG(test, "gf fault:lost");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 1);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_BESIDE), 1);
	/* and for as long as the port lives */
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 2);
	host_pass(20000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 1);
	below_close(port);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_IN_PLACE), 3);
}

/* One packet, or nothing missing, and all is well. */
static void port_no_silence(struct kunit *test)
{
	port_take_over(test);
	host_pass(10000);
	KUNIT_EXPECT_FALSE(test, port->watch.on);
	below_receive(port, 0, 1);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 1;
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_TRUE(test, port->watch.on);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 1000;
	host_pass(2000);
	below_receive(port, 1, 1);
	host_pass(2000);
	KUNIT_EXPECT_FALSE(test, port->watch.on);
	host_pass(10000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 0);
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
}

/* What found no buffer is not what the queues were not given. */
static void port_missing_buffers(struct kunit *test)
{
	port_take_over(test);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 100;
	below.gf[MANA_GF_RX_NO_WQE] += 100;
	host_pass(10000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 0);
}

/* All kinds of packets count, also those that the driver drops. */
static void port_packets_missing(struct kunit *test)
{
	static const u8 counted[] = {
		MANA_GF_RX_UCAST_PKTS, MANA_GF_RX_BCAST_PKTS,
		MANA_GF_RX_MCAST_PKTS,
	};
	static const u8 taken[] = {
		MANA_RX_PKTS, MANA_RX_LEN0, MANA_RX_LEN_ERR, MANA_RX_TRUNCATED,
		MANA_RX_ALLOC_FAIL, MANA_RX_LOST, MANA_RX_CQE_UNKNOWN,
	};
	u32 i;

	port_open(test);
	for (i = 0; i < ARRAY_SIZE(counted); i++)
		below.gf[counted[i]] = 1000 << i;
	for (i = 0; i < ARRAY_SIZE(taken); i++)
		mana_stat_rx(port->qset->pair[i % 2]->stats, taken[i], 1 << i);
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, port->stats.rx_missing.most, 7000 - 127);
	mana_stat_rx(port->qset->pair[0]->stats, MANA_RX_XDP_DROP, 1);
	mana_stat_rx(port->qset->pair[0]->stats, MANA_RX_CQE_SURPLUS, 1);
	below.gf[MANA_GF_RX_BYTES] = 12345;
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, port->stats.rx_missing.most, 7000 - 127);
}

static struct mana_port *port_other;

/* The device counts for all ports together: another one received them. */
static void port_sibling_receives(struct kunit *test)
{
	port_take_over(test);
	port_other = mana_port_create(&below.gd, &below.cfg, &below.group, 1);
	KUNIT_ASSERT_FALSE(test, IS_ERR(port_other));
	below.gf[MANA_GF_RX_UCAST_PKTS] += 100;
	mana_stat_rx(&port_other->stats.bank[0][0], MANA_RX_PKTS, 100);
	host_pass(10000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 0);
	mana_port_destroy(port_other);
}

static void port_receive_meanwhile(void)
{
	below.asked = NULL;
	below_receive(port, 0, 1000);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 1000;
}

/* Packets that come while the device answers are no fewer than it counts. */
static void port_receives_while_asking(struct kunit *test)
{
	port_open(test);
	below.asked = port_receive_meanwhile;
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, port->stats.rx_missing.most, 1000);
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, port->stats.rx_missing.most, 0);
	KUNIT_EXPECT_EQ(test, port->stats.rx_missing.least, 0);
}

/* Who received nothing before may receive nothing after. */
static void port_idle_is_not_watched(struct kunit *test)
{
	port_open(test);
	host_pass(4000);
	host_forget();
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	BELOW_EXPECT_LOG(test, "allocB1/2 createB real2:2 " PORT_FROZEN("A", "B")
			 " real2:2 publish bql " PORT_THAWN("B", "A"));
	KUNIT_EXPECT_FALSE(test, port->watch.on);
	KUNIT_EXPECT_TRUE(test, port->stats.work.queued);
	/* busy again, and idle again */
	below_receive(port, 0, 5);
	host_pass(2000);
	KUNIT_EXPECT_TRUE(test, port->rx_busy);
	host_pass(2000);
	KUNIT_EXPECT_FALSE(test, port->rx_busy);
}

/* Nothing is known of a device that does not count. */
static void port_blind_is_not_watched(struct kunit *test)
{
	port_open(test);
	host_fail("gf", 0, -EOPNOTSUPP);
	below_receive(port, 0, 5);
	host_pass(2000);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_FALSE(test, port->watch.on);
}

/* The device is asked at the change itself, and the work begins anew. */
static void port_watch_begins_now(struct kunit *test)
{
	port_open(test);
	below_receive(port, 0, 100);
	host_pass(2000);
	/* these were missing before */
	below.gf[MANA_GF_RX_UCAST_PKTS] += 500;
	host_stack.begun = &port->stats.work;
	host_pass(1900);
	host_forget();
	below_receive(port, 0, 1);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)host_stack.begun, NULL);
	BELOW_EXPECT_LOG(test, "allocB1/2 createB real2:2 " PORT_FROZEN("A", "B")
			 " real2:2 publish bql " PORT_THAWN("B", "A") " gf gf");
	host_pass(1999);
	BELOW_EXPECT_LOG(test, "");
	host_pass(10000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_SWAP_SILENT), 0);
}

/* A port that closes is watched no longer. */
static void port_watch_ends(struct kunit *test)
{
	port_take_over(test);
	KUNIT_EXPECT_TRUE(test, port->watch.on);
	below_close(port);
	KUNIT_EXPECT_FALSE(test, port->watch.on);
	KUNIT_EXPECT_FALSE(test, port->rx_busy);
}

/* ---- asking for counters ---- */

static void port_values(void)
{
	u64 values[400];

	rtnl_lock();
	mana_stats_values(port, values);
	rtnl_unlock();
}

static void port_asks_in_turn(struct kunit *test)
{
	port_open(test);
	host_pass(1999);
	BELOW_EXPECT_LOG(test, "");
	host_pass(1);
	BELOW_EXPECT_LOG(test, "gf");
	host_pass(6000);
	BELOW_EXPECT_LOG(test, "gf gf gf");
	/* not what was just answered */
	port_values();
	BELOW_EXPECT_LOG(test, "phy");
	host_pass(499);
	port_values();
	BELOW_EXPECT_LOG(test, "");
	host_pass(1);
	port_values();
	BELOW_EXPECT_LOG(test, "gf phy");
	/* nor a device that is dead, or away */
	host_pass(1000);
	below.alive = false;
	port_values();
	host_pass(10000);
	BELOW_EXPECT_LOG(test, "");
	below.alive = true;
	mana_port_detach(port);
	host_forget();
	port_values();
	BELOW_EXPECT_LOG(test, "");
}

/* The clock may stand at 0 when something was asked. */
static void port_asks_at_zero(struct kunit *test)
{
	port = below_create();
	port_values();
	BELOW_EXPECT_LOG(test, "gf phy");
	port_values();
	BELOW_EXPECT_LOG(test, "");
}

/* What a device does not know is not asked again, until it comes back. */
static void port_unknown_questions(struct kunit *test)
{
	port_open(test);
	host_fail("gf", 0, -ETIMEDOUT);
	host_fail("gf", 0, -EOPNOTSUPP);
	host_pass(2000);
	BELOW_EXPECT_LOG(test, "!gf");
	host_pass(4000);
	BELOW_EXPECT_LOG(test, "!gf");
	host_fail("phy", 0, -EPROTO);
	host_fail("phy", 0, -EOPNOTSUPP);
	port_values();
	port_values();
	BELOW_EXPECT_LOG(test, "!phy");
	host_pass(1000);
	port_values();
	BELOW_EXPECT_LOG(test, "!phy");
	host_pass(1000);
	port_values();
	BELOW_EXPECT_LOG(test, "");
	below_close(port);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	host_forget();
	host_pass(1000);
	port_values();
	BELOW_EXPECT_LOG(test, "gf phy");
}

/* Counters of a device that was reset begin at 0; those shown do not. */
static void port_device_counters_grow(struct kunit *test)
{
	struct rtnl_link_stats64 sum = {};

	port_open(test);
	below.gf[MANA_GF_RX_NO_WQE] = 100;
	below.phy[1] = 40;
	host_pass(2000);
	port_values();
	/* a question that is not answered changes nothing */
	below.gf[MANA_GF_RX_NO_WQE] = 3;
	below.phy[1] = 2;
	host_pass(1000);
	host_fail("gf", 0, -ETIMEDOUT);
	host_fail("phy", 0, -ETIMEDOUT);
	port_values();
	KUNIT_EXPECT_EQ(test, port->stats.gf[MANA_GF_RX_NO_WQE], 100);
	KUNIT_EXPECT_EQ(test, port->stats.phy[1], 40);
	host_pass(1000);
	port_values();
	KUNIT_EXPECT_EQ(test, port->stats.gf[MANA_GF_RX_NO_WQE], 103);
	KUNIT_EXPECT_EQ(test, port->stats.phy[1], 42);
	mana_stats_get64(port->dev, &sum);
	KUNIT_EXPECT_EQ(test, sum.rx_missed_errors, 103);
}

/* ---- queues that stand still ---- */

/* Seconds until the log is not empty; at most so many. */
static u32 port_seconds_until_word(u32 most)
{
	u32 seconds = 0;

	/* what the device is asked meanwhile is of no interest */
	port->stats.gf_unknown = true;
	while (!host_stack.log[0] && seconds < most) {
		host_pass(1000);
		seconds++;
	}
	return seconds;
}

static void port_send_queue_hangs(struct kunit *test)
{
	port_open(test);
	below.tx_stuck = BIT(1);
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 15);
	BELOW_EXPECT_LOG(test, "fault:dead");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_TX_STALL), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 0);
	KUNIT_EXPECT_EQ(test, port->dev->watchdog_timeo, 25000);
	/* once in as long a time */
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 15);
	BELOW_EXPECT_LOG(test, "fault:dead");
	below.tx_stuck = 0;
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 60);
	/* what hangs is seen for each queue by itself */
	below.tx_stuck = BIT(0);
	host_pass(10000);
	below.tx_stuck = BIT(1);
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 15);
}

/* Without a link nothing can be sent; the look-out goes on. */
static void port_no_link_no_stall(struct kunit *test)
{
	port_open(test);
	below.tx_stuck = BIT(0);
	mana_port_set_link(port, false);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 60);
	mana_port_set_link(port, true);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_seconds_until_word(60), 15);
	BELOW_EXPECT_LOG(test, "fault:dead");
}

/* An event that was lost costs a second, and no queue. */
static void port_event_missed(struct kunit *test)
{
	static const enum mana_ring_sight seen[][2] = {
		{ MANA_RING_WAITING, MANA_RING_MOVES },
		{ MANA_RING_MOVES, MANA_RING_WAITING },
		{ MANA_RING_WAITING, MANA_RING_WAITING },
	};
	struct mana_pair *pair;
	u32 i;

	port_open(test);
	port->stats.gf_unknown = true;
	pair = port->qset->pair[1];
	for (i = 0; i < ARRAY_SIZE(seen); i++) {
		pair->tx.end.watch.sight = seen[i][0];
		pair->rx.end.watch.sight = seen[i][1];
		host_pass(1000);
		BELOW_EXPECT_LOG(test, "kick1");
		KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_EVENT_MISSED),
				i + 1);
	}
	pair->tx.end.watch.sight = MANA_RING_MOVES;
	pair->rx.end.watch.sight = MANA_RING_MOVES;
	/* an event that no interrupt brought finds its queue by itself */
	port->eq[0]->missed = 2;
	host_pass(1000);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, port->eq[0]->missed, 0);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_EVENT_MISSED), 4);
	host_pass(10000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_EVENT_MISSED), 4);
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
}

/* A completion that is lacking before others never comes. */
static void port_hole(struct kunit *test)
{
	port_open(test);
	port->stats.gf_unknown = true;
	port->qset->pair[1]->tx.end.watch.sight = MANA_RING_HOLE;
	host_pass(1000);
	BELOW_EXPECT_LOG(test, "fault:dead");
	port->qset->pair[1]->tx.end.watch.sight = MANA_RING_MOVES;
	port->qset->pair[0]->rx.end.watch.sight = MANA_RING_HOLE;
	host_pass(1000);
	BELOW_EXPECT_LOG(test, "fault:lost");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_TX_STALL), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 1);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_EVENT_MISSED), 0);
	/* two at once are one stall */
	port->qset->pair[1]->rx.end.watch.sight = MANA_RING_HOLE;
	port->qset->pair[1]->tx.end.watch.sight = MANA_RING_HOLE;
	host_pass(1000);
	BELOW_EXPECT_LOG(test, "fault:dead fault:lost");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 2);
}

/* One more packet, and silence while the device counts. */
static void port_fall_silent(u32 queue)
{
	port->qset->pair[queue]->rx.wq.ring.tail++;
	below_receive(port, queue, 1);
	below.gf[MANA_GF_RX_UCAST_PKTS]++;
	host_pass(4000);
	below.gf[MANA_GF_RX_UCAST_PKTS] += 50;
	host_forget();
}

/* Seconds until a receive queue is reported. */
static u32 port_seconds_until_lost(u32 most)
{
	u64 before = below_event(port, MANA_EV_RX_STALL);
	u32 seconds = 0;

	while (below_event(port, MANA_EV_RX_STALL) == before && seconds < most) {
		host_pass(1000);
		seconds++;
	}
	return seconds;
}

/* A receive queue that died: believed at once, then less and less often. */
static void port_receive_queue_dies(struct kunit *test)
{
	port_open(test);
	port_fall_silent(1);
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(60), 12);
	KUNIT_EXPECT_TRUE(test, strstr(host_stack.log, "fault:lost"));
	KUNIT_EXPECT_FALSE(test, strstr(host_stack.log, "dead"));
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 1);
	/* it is still silent: 15 s later, then 60 s, then 240 s */
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(1000), 15);
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(1000), 60);
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(1000), 240);
	/* a port that is opened anew has no memory of that */
	below_close(port);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	port_fall_silent(0);
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(60), 12);
	/* time without a link is time, too */
	mana_port_set_link(port, false);
	host_pass(14000);
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, port_seconds_until_lost(60), 1);
}

/* Silence is none while packets come, or while none is missing. */
static void port_receive_queue_lives(struct kunit *test)
{
	u32 i;

	port_open(test);
	for (i = 0; i < 60; i++) {
		port->qset->pair[1]->rx.wq.ring.tail++;
		below.gf[MANA_GF_RX_UCAST_PKTS] += 50;
		host_pass(1000);
	}
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 0);
	port->qset->pair[1]->rx.wq.ring.tail++;
	host_pass(60000);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RX_STALL), 0);
}

/* ---- steering ---- */

static void port_steering(struct kunit *test)
{
	u32 i;

	port_open(test);
	port->cqe_frames = 4;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below.steer.vport, BELOW_VPORT);
	KUNIT_EXPECT_TRUE(test, below.steer.rx);
	KUNIT_EXPECT_TRUE(test, below.steer.rss);
	KUNIT_EXPECT_TRUE(test, below.steer.update_default);
	KUNIT_EXPECT_TRUE(test, below.steer.update_key);
	KUNIT_EXPECT_TRUE(test, below.steer.update_indir);
	KUNIT_EXPECT_EQ(test, below.steer.cqe_coalescing, 4);
	KUNIT_EXPECT_EQ(test, below.steer.num_indir, 8);
	KUNIT_EXPECT_EQ(test, below.key[0], 0x6d);
	for (i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, below.table[i], below_handle('B', i % 3));
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_TRUE(test, below.steer.rss);
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	KUNIT_EXPECT_FALSE(test, below.steer.rss);
	/* in the one shape that is known to stop delivery */
	below_close(port);
	KUNIT_EXPECT_EQ(test, below.steer.vport, BELOW_VPORT);
	KUNIT_EXPECT_FALSE(test, below.steer.rx);
	KUNIT_EXPECT_FALSE(test, below.steer.rss);
	KUNIT_EXPECT_FALSE(test, below.steer.update_default);
	KUNIT_EXPECT_FALSE(test, below.steer.update_key);
	KUNIT_EXPECT_FALSE(test, below.steer.update_indir);
	KUNIT_EXPECT_EQ(test, below.steer.num_indir, 8);
	KUNIT_EXPECT_EQ(test, below.table[7], below_handle('D', 0));
	KUNIT_EXPECT_EQ(test, below.steer.cqe_coalescing, 1);
}

/* A table of the user's stays while each of its queues exists. */
static void port_table_is_kept(struct kunit *test)
{
	static const u32 table[8] = { 1, 1, 0, 0, 1, 0, 1, 1 };

	port_open(test);
	port->dev->rxfh_configured = true;
	memcpy(port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	EXPECT_BYTES(test, port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below.table[0], below_handle('B', 1));
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	EXPECT_BYTES(test, port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	KUNIT_EXPECT_EQ(test, port->rss.table[0], 0);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	/* it goes on from what there is, with a table that is long enough */
	KUNIT_EXPECT_EQ(test, port->rss.table[1], 0);
	mana_port_detach(port);
	below.vport.indir_entries = 16;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->rss.entries, 16);
	KUNIT_EXPECT_EQ(test, port->rss.table[15], 1);
	/* the default follows the number of queues */
	port->dev->rxfh_configured = false;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, port->rss.table[5], 2);
}

/* ---- the link ---- */

/* What the queues of the stack take is what neighbours are told. */
static void port_link(struct kunit *test)
{
	port_open(test);
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "");
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "nocarrier");
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 1);
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "carrier peers");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 1);
	KUNIT_EXPECT_EQ(test, host_stack.usecs, 0);
	/* the link watch takes its time */
	mana_port_set_link(port, false);
	host_stack.noop_until = jiffies + 310;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 320);
	/* but no more than it ever does */
	mana_port_set_link(port, false);
	host_stack.noop_until = jiffies + 100000;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 320 + 1000);
	/* and changes under the lock that a reset and a user take, too */
	KUNIT_EXPECT_EQ(test, host_stack.unlocked_links, 1);
}

static void port_link_goes_again(void)
{
	if (host_stack.usecs == 40000)
		port->dev->carrier = false;
}

static void port_closes_meanwhile(void)
{
	if (host_stack.usecs == 60000)
		port->dev->running = false;
}

/* Nothing is waited for that does not come: no link any more, closed. */
static void port_link_flaps(struct kunit *test)
{
	port_open(test);
	host_stack.noop_until = 100000;
	mana_port_set_link(port, false);
	host_stack.slept = port_link_goes_again;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 40);
	port->link_up = false;
	host_stack.slept = port_closes_meanwhile;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 60);
	port->dev->running = true;
	host_stack.slept = NULL;
}

/* News of the link before a port is open, and while the device is away. */
static void port_link_while_away(struct kunit *test)
{
	port = below_create();
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "nocarrier");
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	mana_port_set_link(port, true);
	mana_port_detach(port);
	host_forget();
	mana_port_set_link(port, false);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 2);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	mana_port_detach(port);
	host_forget();
	/* what is away has none, whatever is said of it */
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_TRUE(test, port->dev->carrier);
}

/* ---- detach and attach ---- */

static void port_reset(struct kunit *test)
{
	port_open(test);
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "detach nocarrier " PORT_STOPPED("A")
			 " -eq1 -eq0 release");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "");
	mana_port_reap(&below.gd);
	BELOW_EXPECT_LOG(test, "reap");
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 claim bind allocB0/2 eq0 eq1 "
			 PORT_STARTED("B", "2") " thawB attach carrier change");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_TRUE(test, port->dev->present);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "");
}

/* A reset of what is closed, and closing during a reset. */
static void port_reset_while_down(struct kunit *test)
{
	port = below_create();
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "detach nocarrier");
	KUNIT_EXPECT_EQ(test, below_open(port), -ENODEV);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 attach carrier change");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	mana_port_detach(port);
	host_forget();
	below_close(port);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	/* its end during one */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	mana_port_detach(port);
	host_forget();
	mana_port_destroy(port);
	BELOW_EXPECT_LOG(test, "unregister");
}

/* What does not come back stays away, and may be tried again. */
static void port_attach_fails(struct kunit *test)
{
	static const struct {
		const char *what;
		int err;
	} steps[] = {
		{ "vport", -ETIMEDOUT }, { "real", -ENOMEM }, { "claim", -EBUSY },
		{ "bind", -EPROTO }, { "steer", -EPROTO },
	};
	u32 i;

	port_open(test);
	mana_port_detach(port);
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		host_fail(steps[i].what, 0, steps[i].err);
		KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg),
				steps[i].err);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
		KUNIT_EXPECT_FALSE(test, port->dev->present);
		KUNIT_EXPECT_FALSE(test, port->dev->carrier);
		KUNIT_EXPECT_EQ(test, below.claims, 0);
	}
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
}

/* The device comes back with less: what was configured gives way. */
static void port_comes_back_smaller(struct kunit *test)
{
	struct mana_eth_dev_config cfg = below.cfg;

	port = below_opened_with(test, 4);
	rtnl_lock();
	KUNIT_EXPECT_EQ(test, dev_set_mtu(port->dev, 9000), 0);
	rtnl_unlock();
	port->cqe_frames = 8;
	mana_port_detach(port);
	host_forget();
	below.vport.max_rq = 3;
	cfg.max_frame = 4014;
	cfg.cqe8 = false;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real3:3 claim bind allocC0/3 eq0 eq1 eq2 "
			 PORT_STARTED("C", "3")
			 " thawC attach carrier mtu4000 allocD1/3 allocE1/3 "
			 PORT_STOPPED("C") " " PORT_STARTED("D", "3")
			 " freeE thawD change");
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->dev->mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->cfg.mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 4);
	KUNIT_EXPECT_EQ(test, port->rss.table[3], 0);
	/* more is not taken by itself */
	mana_port_detach(port);
	below.vport.max_rq = 8;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->vport.max_rq, 8);
	KUNIT_EXPECT_EQ(test, port->dev->mtu, 4000);
}

/* Packets per completion stay where the device still knows them. */
static void port_keeps_frames(struct kunit *test)
{
	struct mana_eth_dev_config cfg = below.cfg;

	port_open(test);
	port->cqe_frames = 8;
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 8);
	port->cqe_frames = 1;
	cfg.cqe8 = false;
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 1);
}

/* Another address is told to those above. */
static void port_comes_back_renamed(struct kunit *test)
{
	port = below_create();
	mana_port_detach(port);
	host_forget();
	below.vport.mac[5] = 0x99;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport addr real2:2 attach carrier change");
	KUNIT_EXPECT_EQ(test, port->dev->dev_addr[5], 0x99);
	KUNIT_EXPECT_EQ(test, port->dev->perm_addr[5], 0x99);
}

/* One that carries a synthetic device's traffic is closed, and opened again. */
static void port_steps_aside(struct kunit *test)
{
	port_open(test);
	mana_port_step_aside(port);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
	port->dev->flags = IFF_SLAVE;
	mana_port_step_aside(port);
	BELOW_EXPECT_LOG(test, PORT_STOPPED("A") " -eq1 -eq0 release");
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 attach carrier change claim bind allocB0/2 eq0 eq1 "
			 PORT_STARTED("B", "2") " thawB");
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
	/* only once */
	below_close(port);
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	/* nor is opened what was not open */
	mana_port_step_aside(port);
	KUNIT_EXPECT_FALSE(test, port->reopen);
}

/* A failure is tried again; who was let go meanwhile stays closed. */
static void port_reopens_later(struct kunit *test)
{
	port_open(test);
	port->dev->flags = IFF_SLAVE;
	mana_port_step_aside(port);
	mana_port_detach(port);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), -ENOMEM);
	KUNIT_EXPECT_TRUE(test, port->reopen);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	/* the next try has only that to do */
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, !!strstr(host_stack.log, "vport"));
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	mana_port_step_aside(port);
	mana_port_detach(port);
	host_fail("vport", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), -ETIMEDOUT);
	KUNIT_EXPECT_TRUE(test, port->reopen);
	port->dev->flags = 0;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
}

static struct kunit_case port_cases[] = {
	KUNIT_CASE(port_is_created),
	KUNIT_CASE(port_creation_fails),
	KUNIT_CASE(port_queue_limit),
	KUNIT_CASE(port_of_dump_kernel),
	KUNIT_CASE(port_vectors),
	KUNIT_CASE(port_bounded_rings),
	KUNIT_CASE(port_small_frames),
	KUNIT_CASE(port_opens),
	KUNIT_CASE(port_stops),
	KUNIT_CASE(port_stop_is_refused),
	KUNIT_CASE(port_open_fails),
	KUNIT_CASE(port_without_cpus),
	KUNIT_CASE(port_is_stuck),
	KUNIT_CASE(port_stop_waits_for_work),
	KUNIT_CASE(port_drops_while_down),
	KUNIT_CASE(port_drain),
	KUNIT_CASE(port_drain_of_the_dead),
	KUNIT_CASE(port_drain_after_death),
	KUNIT_CASE(port_swap_beside),
	KUNIT_CASE(port_swap_drains),
	KUNIT_CASE(port_beside_fails),
	KUNIT_CASE(port_fewer_send_queues),
	KUNIT_CASE(port_room_beside),
	KUNIT_CASE(port_swap_in_place),
	KUNIT_CASE(port_in_place_fails),
	KUNIT_CASE(port_lose_queues),
	KUNIT_CASE(port_broken_is_restarted),
	KUNIT_CASE(port_broken_at_once),
	KUNIT_CASE(port_broken_is_changed),
	KUNIT_CASE(port_broken_is_closed),
	KUNIT_CASE(port_change_while_down),
	KUNIT_CASE(port_why),
	KUNIT_CASE(port_states),
	KUNIT_CASE(port_hears_queues),
	KUNIT_CASE(port_is_restarted),
	KUNIT_CASE(port_fault_while_restarted),
	KUNIT_CASE(port_counters_grow),
	KUNIT_CASE(port_silence),
	KUNIT_CASE(port_no_silence),
	KUNIT_CASE(port_missing_buffers),
	KUNIT_CASE(port_packets_missing),
	KUNIT_CASE(port_sibling_receives),
	KUNIT_CASE(port_receives_while_asking),
	KUNIT_CASE(port_idle_is_not_watched),
	KUNIT_CASE(port_blind_is_not_watched),
	KUNIT_CASE(port_watch_begins_now),
	KUNIT_CASE(port_watch_ends),
	KUNIT_CASE(port_asks_in_turn),
	KUNIT_CASE(port_asks_at_zero),
	KUNIT_CASE(port_unknown_questions),
	KUNIT_CASE(port_device_counters_grow),
	KUNIT_CASE(port_send_queue_hangs),
	KUNIT_CASE(port_no_link_no_stall),
	KUNIT_CASE(port_event_missed),
	KUNIT_CASE(port_hole),
	KUNIT_CASE(port_receive_queue_dies),
	KUNIT_CASE(port_receive_queue_lives),
	KUNIT_CASE(port_steering),
	KUNIT_CASE(port_table_is_kept),
	KUNIT_CASE(port_link),
	KUNIT_CASE(port_link_flaps),
	KUNIT_CASE(port_link_while_away),
	KUNIT_CASE(port_reset),
	KUNIT_CASE(port_reset_while_down),
	KUNIT_CASE(port_attach_fails),
	KUNIT_CASE(port_comes_back_smaller),
	KUNIT_CASE(port_keeps_frames),
	KUNIT_CASE(port_comes_back_renamed),
	KUNIT_CASE(port_steps_aside),
	KUNIT_CASE(port_reopens_later),
	{}
};

static struct kunit_suite port_suite = {
	.name = "mana_port",
	.init = port_init,
	.exit = below_exit,
	.test_cases = port_cases,
};

kunit_test_suites(&port_suite);

MODULE_DESCRIPTION("KUnit suite of the life of a port");
MODULE_LICENSE("Dual BSD/GPL");
