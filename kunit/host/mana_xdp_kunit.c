// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * XDP on queues: what programs see, what becomes of a packet and of its buffer
 * after each verdict, and frames that others redirect here. What a port does
 * with programs: port_xdp.h.
 */
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

/* ---- layout and registration ---- */

/* Of a page a buffer, room before and behind, and both may use it. */
static void xdp_layout(struct kunit *test)
{
	u32 most = mana_rxq_xdp_max_mtu(), bytes;
	struct mana_rx_slot *slot;
	u64 at;

	KUNIT_EXPECT_EQ(test, most, 4096 - SKB_DATA_ALIGN((u32)sizeof(struct skb_shared_info)) -
			256 - 14);
	xdp_open(test);
	slot = &xdp_rxq()->slots[0];
	at = bench_rx_buffer(0, 0, &bytes);
	KUNIT_EXPECT_EQ(test, bytes, 1514);
	KUNIT_EXPECT_EQ(test, at - (uintptr_t)slot->page->mem, 256);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, xdp_rxq()->pool->p.dma_dir, DMA_BIDIRECTIONAL);
	KUNIT_EXPECT_EQ(test, mana_rxq_buf_bytes(1500, true), 4096);
	KUNIT_EXPECT_EQ(test, mana_rxq_buf_bytes(most, true), 4096);
	KUNIT_EXPECT_EQ(test, mana_rxq_buf_bytes(most + 1, true), 8192);
	bench_exit(test);
	/* the largest */
	xdp_init(test);
	xdp_open_mtu(test, 1, most);
	xdp_packet(XDP_PASS, most + 14);
	KUNIT_ASSERT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, host_received[0]->len, most);
	KUNIT_EXPECT_EQ(test, xdp_rxq()->buf.order, 0);
	bench_exit(test);
	/* also of small packets, which may share a page with less room */
	xdp_init(test);
	xdp_open_mtu(test, 1, 1200);
	slot = &xdp_rxq()->slots[0];
	at = bench_rx_buffer(0, 0, &bytes);
	KUNIT_EXPECT_EQ(test, at - (uintptr_t)slot->page->mem - slot->offset, 256);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	bench_exit(test);
	/* without programs the device only writes */
	xdp_init(test);
	bench_open_small(test);
	KUNIT_EXPECT_EQ(test, xdp_rxq()->pool->p.dma_dir, DMA_FROM_DEVICE);
	KUNIT_EXPECT_LT(test, mana_rxq_buf_bytes(1200, false), mana_rxq_buf_bytes(1200, true));
}

/* Memory is asked for as it will be used. */
static void xdp_affordable(struct kunit *test)
{
	const struct mana_queue_cfg cfg = {
		.num_queues = 1, .tx_entries = 128, .rx_entries = 128, .mtu = 1000,
	};
	struct mana_queue_cfg xdp = cfg;

	xdp.xdp = true;
	/* two to a page without room before them */
	xdp.mtu = 1200;
	host_net.available = 2 * mana_qset_bytes(1, 128, 128, mana_rxq_buf_bytes(1200, true)) >>
			     PAGE_SHIFT;
	KUNIT_EXPECT_GT(test, mana_rxq_buf_bytes(1200, true), mana_rxq_buf_bytes(1000, false));
	bench.set = mana_qset_alloc(&bench_host, &xdp, 0, bench.stats);
	KUNIT_ASSERT_FALSE(test, IS_ERR(bench.set));
	mana_qset_free(bench.set);
	host_net.available -= 2;
	bench.set = mana_qset_alloc(&bench_host, &xdp, 0, bench.stats);
	KUNIT_EXPECT_TRUE(test, IS_ERR(bench.set));
}

static u32 xdp_ends;
static void xdp_queue_ends(struct xdp_rxq_info *info)
{
	struct mana_pair *pair = container_of(info, struct mana_pair, rx.info);

	/* nobody may be running a program on it */
	if (pair->napi.enabled)
		host_net_wrong("a queue ends for programs while it is polled");
	if (!pair->rx.pool)
		host_net_wrong("a queue ends for programs after its memory");
	xdp_ends++;
}

/* Programs and those that they redirect to learn which queue it is. */
static void xdp_registered(struct kunit *test)
{
	u32 i;

	xdp_open_mtu(test, 3, 1500);
	KUNIT_EXPECT_EQ(test, host_xdp.registered, 3);
	for (i = 0; i < 3; i++) {
		struct mana_pair *pair = bench_pair(i);

		KUNIT_EXPECT_PTR_EQ(test, (void *)pair->rx.info.dev, (void *)&bench.dev);
		KUNIT_EXPECT_EQ(test, pair->rx.info.queue_index, i);
		KUNIT_EXPECT_EQ(test, pair->rx.info.napi_id, pair->napi.napi_id);
		KUNIT_EXPECT_EQ(test, pair->rx.info.type, MEM_TYPE_PAGE_POOL);
		KUNIT_EXPECT_PTR_EQ(test, (void *)pair->rx.info.pool, (void *)pair->rx.pool);
	}
	xdp_ends = 0;
	host_xdp.unregister = xdp_queue_ends;
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_EQ(test, xdp_ends, 3);
	KUNIT_EXPECT_EQ(test, host_xdp.registered, 0);
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_EQ(test, xdp_ends, 3);
	mana_qset_free(bench.set);
	/* without programs there is nothing to learn */
	bench_open_small(test);
	KUNIT_EXPECT_EQ(test, host_xdp.registered, 0);
}

/* Whatever is missing: nothing is left on the device nor with programs. */
static void xdp_register_fails(struct kunit *test)
{
	struct mana_queue_cfg cfg = {
		.num_queues = 2, .tx_entries = 128, .rx_entries = 128, .mtu = 1500, .xdp = true,
	};
	int n;

	for (n = 0;; n++) {
		xdp_init(test);
		bench.set = mana_qset_alloc(&bench_host, &cfg, 0, bench.stats);
		KUNIT_ASSERT_FALSE(test, IS_ERR(bench.set));
		host_net.refuse = n;
		if (!mana_qset_create(bench.set, &bench_place))
			break;
		host_net.refuse = -1;
		KUNIT_EXPECT_EQ(test, host_xdp.registered, 0);
		KUNIT_EXPECT_STREQ(test, bench.log, n < 2 ? "SRqrs" : "SRSRqrsrs");
		KUNIT_EXPECT_FALSE(test, bench_pair(0)->napi.enabled);
		KUNIT_EXPECT_FALSE(test, bench.set->stuck);
		bench_exit(test);
	}
	KUNIT_EXPECT_EQ(test, n, 4);
}

/* ---- verdicts ---- */

/* Queues may have none to run, and some run none whatever there is. */
static void xdp_no_program(struct kunit *test)
{
	xdp_open(test);
	bench.prog = NULL;
	xdp_packet(XDP_DROP, 100);
	KUNIT_EXPECT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, host_received[0]->len, 100 - 14);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 1);
	/* the next packet sees the one that came meanwhile */
	bench.prog = &xdp_prog;
	xdp_packet(XDP_DROP, 100);
	KUNIT_EXPECT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, host_xdp.runs, 1);
	bench_exit(test);
	xdp_init(test);
	bench_open_small(test);
	bench.prog = &xdp_prog;
	xdp_packet(XDP_DROP, 100);
	KUNIT_EXPECT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, host_xdp.runs, 0);
}

static void xdp_pass(struct kunit *test)
{
	struct mana_rx_slot slot;
	struct xdp_buff *seen = &host_xdp.seen;
	u64 at;

	xdp_open(test);
	slot = xdp_rxq()->slots[0];
	bench.dev.features = NETIF_F_RXCSUM;
	at = xdp_packet(XDP_PASS, 200);
	/* what the program was given */
	KUNIT_EXPECT_EQ(test, (uintptr_t)seen->data, at);
	KUNIT_EXPECT_EQ(test, seen->data_end - seen->data, 200);
	KUNIT_EXPECT_PTR_EQ(test, seen->data_meta, seen->data);
	KUNIT_EXPECT_EQ(test, seen->data - seen->data_hard_start, 256);
	KUNIT_EXPECT_EQ(test, seen->frame_sz, slot.bytes);
	KUNIT_EXPECT_PTR_EQ(test, (void *)seen->rxq, (void *)&xdp_rxq()->info);
	/* what the stack was */
	KUNIT_ASSERT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, (uintptr_t)host_received[0]->data, at + 14);
	KUNIT_EXPECT_EQ(test, host_received[0]->len, 200 - 14);
	KUNIT_EXPECT_EQ(test, host_received[0]->meta, 0);
	KUNIT_EXPECT_FALSE(test, xdp_buffer_stayed(at));
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 200);
	KUNIT_EXPECT_EQ(test, host_xdp.exceptions, 0);
	/* nobody else is told of anything */
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.locks, 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
}

/* Moved at both ends, and with something before it. */
static void xdp_pass_changed(struct kunit *test)
{
	static const struct {
		int head, tail;
		u32 meta;
	} rows[] = {
		{ -20, 0, 0 }, { 14, 0, 0 }, { 0, 40, 0 }, { 0, -30, 0 }, { -4, -8, 0 },
		{ 0, 0, 16 }, { -18, 6, 8 },
	};
	struct sk_buff *skb;
	u64 at;
	u32 i;

	xdp_open(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		xdp_want.head = rows[i].head;
		xdp_want.tail = rows[i].tail;
		xdp_want.meta = rows[i].meta;
		at = xdp_packet(XDP_PASS, 200);
		KUNIT_ASSERT_EQ(test, host_num_received, 1);
		skb = host_received[0];
		KUNIT_EXPECT_EQ(test, (uintptr_t)skb->data, at + rows[i].head + 14);
		KUNIT_EXPECT_EQ(test, skb->len, 200 - rows[i].head + rows[i].tail - 14);
		KUNIT_EXPECT_EQ(test, skb->meta, rows[i].meta);
		host_drop_received();
	}
}

/* What ends here leaves its buffer, and the device sees none of what was written. */
static void xdp_drops(struct kunit *test)
{
	static const struct {
		u32 act;
		u32 exceptions;
		u32 invalid;
	} rows[] = {
		{ XDP_DROP, 0, 0 }, { XDP_ABORTED, 1, 0 }, { 5, 1, 1 }, { ~0U, 1, 1 },
	};
	u32 i;
	u64 at;

	xdp_open(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		host_xdp.exceptions = 0;
		host_xdp.invalid = 0;
		at = xdp_packet(rows[i].act, 100);
		KUNIT_EXPECT_EQ(test, host_num_received, 0);
		KUNIT_EXPECT_TRUE(test, xdp_buffer_stayed(at));
		KUNIT_EXPECT_EQ(test, host_xdp.exceptions, rows[i].exceptions);
		KUNIT_EXPECT_EQ(test, host_xdp.invalid, rows[i].invalid);
		if (rows[i].exceptions)
			KUNIT_EXPECT_EQ(test, host_xdp.act, rows[i].act);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_DROP), i + 1);
	}
	/* no packet of the stack's, and none of anybody's */
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 0);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, bench.rx[0].tail / 32, 128 + ARRAY_SIZE(rows));
	/* the longest that there may be, to its last byte */
	xdp_packet(XDP_DROP, 1514);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_DROP), ARRAY_SIZE(rows) + 1);
}

/* Sent back: another buffer takes the place, this one comes when it was sent. */
static void xdp_tx(struct kunit *test)
{
	u32 i, len;
	u64 at, where;

	xdp_open(test);
	for (i = 0; i < 300; i++) {
		host_net.now = 1000 + i;
		at = xdp_packet(XDP_TX, 60 + i);
		len = xdp_sent(test, i, &where);
		KUNIT_EXPECT_EQ(test, len, 60 + i);
		KUNIT_EXPECT_EQ(test, where, at);
		KUNIT_EXPECT_FALSE(test, xdp_buffer_stayed(at));
		KUNIT_EXPECT_EQ(test, host_net.pages, 129);
		KUNIT_EXPECT_EQ(test, bench.tx[0].times, i + 1);
		KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 32 * (i + 1));
		KUNIT_EXPECT_EQ(test, xdp_txq()->trans, 1000 + i);
		bench_tx_done(0, 1);
		bench_poll(0, 64);
		KUNIT_EXPECT_EQ(test, host_net.pages, 128);
		KUNIT_EXPECT_EQ(test, host_net.direct, i + 1);
	}
	KUNIT_EXPECT_EQ(test, host_net.indirect, 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_TX), 300);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 300);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 300 * 60 + 299 * 150);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 300);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES), 300 * 60 + 299 * 150);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_SHORT_OOB), 300);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_LONG_OOB), 0);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_XDP_XMIT), 0);
	/* no concern of the stack's limits */
	KUNIT_EXPECT_EQ(test, xdp_txq()->sent, 0);
	KUNIT_EXPECT_EQ(test, xdp_txq()->completed, 0);
	KUNIT_EXPECT_EQ(test, xdp_txq()->packets, 0);
	KUNIT_EXPECT_EQ(test, host_num_received, 0);
}

/* As the program left it. */
static void xdp_tx_changed(struct kunit *test)
{
	u64 at, where;

	xdp_open(test);
	xdp_want.head = -40;
	xdp_want.tail = 8;
	at = xdp_packet(XDP_TX, 100);
	KUNIT_EXPECT_EQ(test, xdp_sent(test, 0, &where), 148);
	KUNIT_EXPECT_EQ(test, where, at - 40);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES), 148);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 148);
	xdp_want.head = 40;
	xdp_want.tail = -8;
	at = xdp_packet(XDP_TX, 100);
	KUNIT_EXPECT_EQ(test, xdp_sent(test, 1, &where), 52);
	KUNIT_EXPECT_EQ(test, where, at + 40);
}

/* Of several to a page each goes and comes by itself. */
static void xdp_tx_parts(struct kunit *test)
{
	u64 at, where;
	u32 i;

	xdp_open_mtu(test, 1, 1000);
	KUNIT_EXPECT_LT(test, host_net.pages, 128);
	for (i = 0; i < 4; i++) {
		at = xdp_packet(XDP_TX, 100);
		xdp_sent(test, i, &where);
		KUNIT_EXPECT_EQ(test, where, at);
	}
	bench_tx_done(0, 4);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.direct, 4);
}

/* The device is told once of all packets of a poll; with an OOB of any length. */
static void xdp_tx_told_once(struct kunit *test)
{
	struct mana_queue_place far = bench_place;
	struct mana_queue_cfg cfg = {
		.num_queues = 1, .tx_entries = 128, .rx_entries = 128, .mtu = 1500, .xdp = true,
	};

	xdp_open(test);
	xdp_want.act = XDP_TX;
	bench_rx_plain(0, 10);
	bench_rx_done(0, (struct bench_packet) {
		.type = XDP_T_FOUR, .len = 64, .step = 10, .num = 4,
	});
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 14 * 32);
	/* for each its own lock: the stack's packets go between */
	KUNIT_EXPECT_EQ(test, host_xdp.locks, 15);
	/* and with the next poll there is nothing to tell */
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	xdp_packet(XDP_DROP, 64);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	bench_exit(test);
	xdp_init(test);
	far.tx_offset = 0x100;
	bench.set = mana_qset_alloc(&bench_host, &cfg, 0, bench.stats);
	KUNIT_ASSERT_FALSE(test, IS_ERR(bench.set));
	KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &far), 0);
	mana_qset_thaw(bench.set);
	bench.prog = &xdp_prog;
	xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_LONG_OOB), 1);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_SHORT_OOB), 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 64);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 0);
}

/* Each pair sends with its own queue. */
static void xdp_tx_pairs(struct kunit *test)
{
	xdp_open_mtu(test, 2, 1500);
	xdp_want.act = XDP_TX;
	bench_rx_plain(1, 1);
	bench_poll(1, 64);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	KUNIT_EXPECT_EQ(test, bench.tx[1].times, 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(1, MANA_RX_XDP_TX), 1);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(1, MANA_TX_PACKETS), 1);
}

/* No room to send: dropped, counted, and both buffers are where they were. */
static void xdp_tx_full(struct kunit *test)
{
	u32 i;
	u64 at;

	xdp_open(test);
	for (i = 0; i < 128; i++)
		xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_EQ(test, host_net.pages, 256);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 128);
	at = xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_TRUE(test, xdp_buffer_stayed(at));
	KUNIT_EXPECT_EQ(test, host_net.pages, 256);
	KUNIT_EXPECT_EQ(test, host_net.direct, 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_DROP), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_TX), 128);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 128);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 128);
	KUNIT_EXPECT_EQ(test, host_xdp.exceptions, 1);
	KUNIT_EXPECT_EQ(test, host_xdp.act, XDP_TX);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 128);
	bench_tx_done(0, 1);
	xdp_packet(XDP_TX, 64);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_TX), 129);
}

/* Without memory for another buffer this one stays, whatever was wanted. */
static void xdp_no_memory(struct kunit *test)
{
	static const u32 acts[] = { XDP_TX, XDP_REDIRECT, XDP_PASS, XDP_PASS };
	u32 i;
	u64 at;

	xdp_open(test);
	for (i = 0; i < ARRAY_SIZE(acts); i++) {
		/* of a packet that is passed on the second thing fails, too */
		host_net.refuse = i == 3;
		at = xdp_packet(acts[i], 64);
		host_net.refuse = -1;
		KUNIT_EXPECT_TRUE(test, xdp_buffer_stayed(at));
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_ALLOC_FAIL), i + 1);
		KUNIT_EXPECT_EQ(test, host_xdp.exceptions, i ? 2 : 1);
		KUNIT_EXPECT_EQ(test, host_num_received, 0);
		KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	}
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_DROP), 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 0);
}

/* Given to another device, which is told once a poll. */
static void xdp_redirect(struct kunit *test)
{
	struct host_redirect *first = host_xdp.redirects;
	u64 at;

	xdp_open(test);
	xdp_want.head = -10;
	at = xdp_packet(XDP_REDIRECT, 100);
	KUNIT_ASSERT_EQ(test, host_xdp.num_redirects, 1);
	KUNIT_EXPECT_EQ(test, (uintptr_t)first->data, at - 10);
	KUNIT_EXPECT_EQ(test, first->len, 110);
	KUNIT_EXPECT_FALSE(test, xdp_buffer_stayed(at));
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_REDIRECT), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 110);
	bench_rx_plain(0, 9);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.num_redirects, 10);
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 2);
	xdp_packet(XDP_DROP, 100);
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 2);
	KUNIT_EXPECT_EQ(test, host_net.pages, 138);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.exceptions, 0);
	/* who has them may give them back after the queue's end */
	mana_qset_destroy(bench.set);
	mana_qset_free(bench.set);
	bench.set = NULL;
	KUNIT_EXPECT_EQ(test, host_net.pages, 10);
}

static void xdp_redirect_refused(struct kunit *test)
{
	u64 at;

	xdp_open(test);
	host_xdp.redirect_error = -EINVAL;
	at = xdp_packet(XDP_REDIRECT, 100);
	KUNIT_EXPECT_TRUE(test, xdp_buffer_stayed(at));
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_DROP), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_XDP_REDIRECT), 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 0);
	KUNIT_EXPECT_EQ(test, host_xdp.flushes, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.exceptions, 1);
	KUNIT_EXPECT_EQ(test, host_xdp.act, XDP_REDIRECT);
	KUNIT_EXPECT_EQ(test, host_net.pages, 128);
	KUNIT_EXPECT_EQ(test, host_net.direct, 1);
}

/* What is no packet is shown to no program. */
static void xdp_not_a_packet(struct kunit *test)
{
	xdp_open(test);
	xdp_packet(XDP_PASS, 0);
	xdp_packet(XDP_PASS, 13);
	bench_rx_done(0, (struct bench_packet){ .type = XDP_T_OKAY, .len = 1515, .num = 1 });
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_xdp.runs, 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_LEN_ERR), 2);
}

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

static struct kunit_case xdp_cases[] = {
	KUNIT_CASE(xdp_layout),
	KUNIT_CASE(xdp_affordable),
	KUNIT_CASE(xdp_registered),
	KUNIT_CASE(xdp_register_fails),
	KUNIT_CASE(xdp_no_program),
	KUNIT_CASE(xdp_pass),
	KUNIT_CASE(xdp_pass_changed),
	KUNIT_CASE(xdp_drops),
	KUNIT_CASE(xdp_tx),
	KUNIT_CASE(xdp_tx_changed),
	KUNIT_CASE(xdp_tx_parts),
	KUNIT_CASE(xdp_tx_told_once),
	KUNIT_CASE(xdp_tx_pairs),
	KUNIT_CASE(xdp_tx_full),
	KUNIT_CASE(xdp_no_memory),
	KUNIT_CASE(xdp_redirect),
	KUNIT_CASE(xdp_redirect_refused),
	KUNIT_CASE(xdp_not_a_packet),
	KUNIT_CASE(xdp_tx_errors),
	KUNIT_CASE(xdp_kinds),
	KUNIT_CASE(xdp_purge),
	KUNIT_CASE(xdp_netpoll),
	KUNIT_CASE(xdp_netpoll_empty),
	KUNIT_CASE(xdp_stack_waits),
	KUNIT_CASE(xdp_retired),
	KUNIT_CASE(xdp_limbo),
	KUNIT_CASE(xdp_sends_frames),
	KUNIT_CASE(xdp_frames_follow),
	KUNIT_CASE(xdp_frames_full),
	KUNIT_CASE(xdp_frames_refused),
	{}
};

static struct kunit_suite xdp_suite = {
	.name = "mana_xdp",
	.init = xdp_init,
	.exit = bench_exit,
	.test_cases = xdp_cases,
};

kunit_test_suites(&xdp_suite);

MODULE_DESCRIPTION("KUnit suite of XDP programs and frames");
MODULE_LICENSE("Dual BSD/GPL");
