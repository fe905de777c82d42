/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the cases of XDP on queues have in common: a program that does what a
 * case wants, packets for it, and frames of other devices.
 */
#ifndef _MANA_KUNIT_XDP_BENCH_H
#define _MANA_KUNIT_XDP_BENCH_H

#include "queue_bench.h"

enum { XDP_T_OKAY = 1, XDP_T_FOUR = 2, XDP_T_SENT = 32, XDP_T_REFUSED = 33, XDP_T_DEAD = 42 };

/* What the program does next. */
static struct {
	u32 act;
	int head;
	int tail;
	u32 meta;
} xdp_want;

static u32 xdp_program(struct xdp_buff *xdp)
{
	xdp->data += xdp_want.head;
	xdp->data_end += xdp_want.tail;
	xdp->data_meta = xdp->data - xdp_want.meta;
	return xdp_want.act;
}

static struct bpf_prog xdp_prog;

static int xdp_init(struct kunit *test)
{
	bench_init(test);
	xdp_prog = (struct bpf_prog) { .run = xdp_program, .refs = 1 };
	memset(&xdp_want, 0, sizeof(xdp_want));
	return 0;
}

static void xdp_open_mtu(struct kunit *test, u32 queues, u32 mtu)
{
	bench_open(test, (struct mana_queue_cfg) {
		.num_queues = queues, .tx_entries = 128, .rx_entries = 128, .mtu = mtu,
		.xdp = true,
	});
	bench.prog = &xdp_prog;
}

static void xdp_open(struct kunit *test)
{
	xdp_open_mtu(test, 1, 1500);
}

static struct mana_rxq *xdp_rxq(void)
{
	return &bench_pair(0)->rx;
}

static struct netdev_queue *xdp_txq(void)
{
	return &bench.dev.txq[0];
}

/* The buffer that comes next. */
static u64 xdp_next(void)
{
	u32 bytes;

	return bench_rx_buffer(0, bench.used[0], &bytes);
}

/* One packet, with a verdict; where it was. */
static u64 xdp_packet(u32 act, u32 len)
{
	u64 at = xdp_next();

	xdp_want.act = act;
	memset((void *)(uintptr_t)at, 0xa5, len);
	bench_rx_done(0, (struct bench_packet){ .type = XDP_T_OKAY, .len = len, .num = 1 });
	bench_poll(0, 64);
	return at;
}

/* The same buffer is there for the packet after the others. */
static bool xdp_buffer_stayed(u64 at)
{
	u32 bytes;

	return bench_rx_buffer(0, bench.used[0] + 127, &bytes) == at;
}

/* What is sent: bytes and place of the WQE at @unit, and its OOB. */
static u32 xdp_sent(struct kunit *test, u32 unit, u64 *at)
{
	const struct mana_txq *tx = &bench_pair(0)->tx;
	const u8 *wqe = (u8 *)tx->wq.mem.va + (unit & 127) * 32;
	u32 flags = ref_get(wqe + 4, 4);

	KUNIT_EXPECT_EQ(test, flags & 0xff, 1);
	KUNIT_EXPECT_EQ(test, flags >> 8 & 7, 2);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 8, 4), tx->end.cq.id << 8);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 12, 4) >> 24, 9);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 24, 4), BENCH_MKEY);
	*at = ref_get(wqe + 16, 8);
	return ref_get(wqe + 28, 4);
}

static int xdp_frames(u32 num, u32 bytes, bool flush)
{
	struct xdp_frame *frames[256];
	int sent;
	u32 i;

	for (i = 0; i < num; i++)
		frames[i] = host_frame(bytes + i);
	rcu_read_lock();
	sent = mana_xdp_send_frames(bench_pair(0), num, frames, flush);
	rcu_read_unlock();
	/* the rest is the caller's */
	for (i = sent; i < num; i++)
		xdp_return_frame(frames[i]);
	return sent;
}

#endif /* _MANA_KUNIT_XDP_BENCH_H */
