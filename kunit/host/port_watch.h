/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_port_kunit.c: counters, the watch over a set that took over, and the
 * look-out for queues that stand still.
 */
#ifndef _MANA_KUNIT_PORT_WATCH_H
#define _MANA_KUNIT_PORT_WATCH_H

#include "port_bench.h"

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

#endif /* _MANA_KUNIT_PORT_WATCH_H */
