/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_port_kunit.c: creation, open and stop, and changes of queue sets,
 * beside and in place, with each step failing.
 */
#ifndef _MANA_KUNIT_PORT_CHANGES_H
#define _MANA_KUNIT_PORT_CHANGES_H

#include "port_bench.h"

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
		/* it may have been taken: no packet goes to a queue that ends */
		{ "steer", 0, -EBADMSG,
		  "claim bind allocE0/2 eq0 eq1 createE real2:2 "
		  PORT_REFUSED("E", "unsteerE ") " -eq1 -eq0 release" },
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
		  PORT_REFUSED("H", "unsteerH ") " " PORT_STARTED("I", "2")
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

#endif /* _MANA_KUNIT_PORT_CHANGES_H */
