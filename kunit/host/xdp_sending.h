/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_xdp_kunit.c: frames that others redirect to a queue, and what
 * comes back of all that is sent without an skb.
 */
#ifndef _MANA_KUNIT_XDP_SENDING_H
#define _MANA_KUNIT_XDP_SENDING_H

#include "xdp_bench.h"

/* ---- what comes back ---- */

/* Errors of the device: the page comes back, the next one is the next one's. */
static void xdp_tx_errors(struct kunit *test)
{
	xdp_open(test);
	xdp_packet(XDP_TX, 64);
	xdp_packet(XDP_TX, 64);
	bench_tx_done_as(0, XDP_T_REFUSED, bench_pair(0)->tx.wq.id, 0);
	bench_tx_done_as(0, XDP_T_DEAD, bench_pair(0)->tx.wq.id, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_ERR), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_DEAD), 1);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], 1);
}

/* All three kinds in one ring: each comes back in its own way. */
static void xdp_kinds(struct kunit *test)
{
	xdp_open(test);
	bench_xmit(0, host_skb(60));
	xdp_packet(XDP_TX, 70);
	KUNIT_EXPECT_EQ(test, xdp_frames(1, 80, true), 1);
	bench_xmit(0, host_skb(90));
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 4);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 3);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
	KUNIT_EXPECT_EQ(test, host_net.pages, 129);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 2);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 1);
	bench_tx_done(0, 2);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	/* the stack's limits know the stack's packets */
	KUNIT_EXPECT_EQ(test, xdp_txq()->sent, 150);
	KUNIT_EXPECT_EQ(test, xdp_txq()->completed, 150);
	KUNIT_EXPECT_EQ(test, xdp_txq()->packets, 2);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 4);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES), 60 + 70 + 80 + 90);
}

/* The device let go without a word: purged where no NAPI is. */
static void xdp_purge(struct kunit *test)
{
	u32 direct;

	xdp_open(test);
	xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_EQ(test, xdp_frames(2, 80, true), 2);
	bench_xmit(0, host_skb(60));
	xdp_packet(XDP_TX, 64);
	direct = host_net.direct;
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_EQ(test, host_net.pages, 130);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 2);
	mana_qset_free(bench.set);
	bench.set = NULL;
	KUNIT_EXPECT_EQ(test, host_net.pages, 0);
	KUNIT_EXPECT_EQ(test, host_net.direct, direct);
	/* two that were sent, and all buffers */
	KUNIT_EXPECT_EQ(test, host_net.indirect, 130);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
}

/* Netpoll frees packets of the stack, up to the first that is none. */
static void xdp_netpoll(struct kunit *test)
{
	u32 kind;

	for (kind = 0; kind < 2; kind++) {
		xdp_init(test);
		xdp_open(test);
		bench_xmit(0, host_skb(60));
		if (kind)
			xdp_packet(XDP_TX, 64);
		else
			xdp_frames(1, 80, true);
		bench_xmit(0, host_skb(60));
		bench_tx_done(0, 3);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 0), 0);
		KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 2);
		KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 0), 0);
		KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 2);
		bench_poll(0, 64);
		KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 0);
		KUNIT_EXPECT_EQ(test, xdp_txq()->packets, 2);
		if (!kind)
			bench_exit(test);
	}
}

/* Of an empty ring netpoll does not know whose the next completion will be. */
static void xdp_netpoll_empty(struct kunit *test)
{
	xdp_open(test);
	bench_tx_done(0, 1);
	bench_poll(0, 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_SURPLUS), 0);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_SURPLUS), 1);
	/* nor are packets received, and shown to programs */
	xdp_want.act = XDP_TX;
	bench_rx_plain(0, 1);
	bench_poll(0, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.runs, 0);
}

/* The stack finds the ring full, waits, and is woken by what is not its own. */
static void xdp_stack_waits(struct kunit *test)
{
	struct sk_buff *skb;
	u32 i;

	xdp_open(test);
	for (i = 0; i < 120; i++)
		xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_FALSE(test, xdp_txq()->stopped);
	skb = host_skb(60);
	KUNIT_EXPECT_EQ(test, bench_xmit(0, skb), NETDEV_TX_BUSY);
	KUNIT_EXPECT_TRUE(test, xdp_txq()->stopped);
	bench_tx_done(0, 100);
	bench_poll(0, 64);
	KUNIT_EXPECT_FALSE(test, xdp_txq()->stopped);
	KUNIT_EXPECT_EQ(test, bench_xmit(0, skb), NETDEV_TX_OK);
	/* one poll frees so many, whoever sent them */
	bench_tx_done(0, 21);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 0);
}

/* A set that another one has replaced answers to its last packets. */
static void xdp_retired(struct kunit *test)
{
	xdp_open(test);
	mana_qset_freeze(bench.set);
	mana_qset_retire(bench.set);
	netif_tx_start_queue(xdp_txq());
	xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 1);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 0);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, xdp_txq()->completed, 0);
}

/* The device keeps the memory: pages and frames wait with the set. */
static void xdp_limbo(struct kunit *test)
{
	xdp_open(test);
	xdp_packet(XDP_TX, 64);
	xdp_frames(1, 80, true);
	bench.fail_at = 0;
	bench.error = -ETIMEDOUT;
	bench.set->steered = false;
	mana_qset_destroy(bench.set);
	mana_qset_free(bench.set);
	bench.set = NULL;
	KUNIT_EXPECT_TRUE(test, mana_qset_in_limbo(&bench.gd));
	KUNIT_EXPECT_EQ(test, host_net.pages, 129);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 1);
	KUNIT_EXPECT_EQ(test, host_xdp.registered, 0);
	mana_qset_reap(&bench.gd);
	KUNIT_EXPECT_EQ(test, host_net.pages, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
}

/* ---- frames of others ---- */

static void xdp_sends_frames(struct kunit *test)
{
	u64 where;
	u32 i;

	xdp_open(test);
	host_net.now = 77;
	KUNIT_EXPECT_EQ(test, xdp_frames(5, 100, true), 5);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 5);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 5 * 32);
	KUNIT_EXPECT_EQ(test, host_xdp.locks, 1);
	KUNIT_EXPECT_EQ(test, xdp_txq()->trans, 77);
	for (i = 0; i < 5; i++) {
		KUNIT_EXPECT_EQ(test, xdp_sent(test, i, &where), 100 + i);
		KUNIT_EXPECT_EQ(test, where, host_mapping[i].addr);
	}
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_XDP_XMIT), 5);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 5);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES), 510);
	bench_tx_done(0, 3);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 2);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 2);
	KUNIT_EXPECT_EQ(test, xdp_txq()->sent, 0);
	KUNIT_EXPECT_EQ(test, xdp_txq()->packets, 0);
	bench_tx_done(0, 2);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
	/* a queue without programs sends them, too */
	bench_exit(test);
	xdp_init(test);
	bench_open_small(test);
	KUNIT_EXPECT_EQ(test, xdp_frames(2, 100, true), 2);
	bench_tx_done(0, 2);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
}

/* While others follow, the device is not told. */
static void xdp_frames_follow(struct kunit *test)
{
	xdp_open(test);
	KUNIT_EXPECT_EQ(test, xdp_frames(5, 100, false), 5);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	KUNIT_EXPECT_EQ(test, xdp_frames(1, 100, true), 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 6 * 32);
	/* nor need the last one be sent for that */
	KUNIT_EXPECT_EQ(test, xdp_frames(2, 100, false), 2);
	KUNIT_EXPECT_EQ(test, xdp_frames(0, 100, true), 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 8 * 32);
}

/* In turn, from the first on, as long as there is room. */
static void xdp_frames_full(struct kunit *test)
{
	xdp_open(test);
	KUNIT_EXPECT_EQ(test, xdp_frames(130, 60, true), 128);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 128);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 128);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_XDP_XMIT), 128);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 128);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_MAP_ERR), 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 128 * 32);
	KUNIT_EXPECT_EQ(test, xdp_frames(1, 60, true), 0);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_XDP_XMIT), 128);
	bench_tx_done(0, 2);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, xdp_frames(3, 60, true), 2);
	bench_tx_done(0, 128);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
}

/* What cannot be mapped, or lies in pieces, ends the batch. */
static void xdp_frames_refused(struct kunit *test)
{
	struct xdp_frame *frames[4];
	u32 i;

	xdp_open(test);
	host_net.refuse = 2;
	KUNIT_EXPECT_EQ(test, xdp_frames(4, 60, true), 2);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_MAP_ERR), 1);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 2);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 2 * 32);
	for (i = 0; i < 4; i++)
		frames[i] = host_frame(60);
	frames[1]->frags = true;
	rcu_read_lock();
	KUNIT_EXPECT_EQ(test, mana_xdp_send_frames(bench_pair(0), 4, frames, true), 1);
	rcu_read_unlock();
	for (i = 1; i < 4; i++)
		xdp_return_frame(frames[i]);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_XDP_XMIT), 3);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_MAP_ERR), 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 3 * 32);
	bench_tx_done(0, 3);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
}

#endif /* _MANA_KUNIT_XDP_SENDING_H */
