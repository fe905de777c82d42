// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * XDP on queues: what programs see, what becomes of a packet and of its buffer
 * after each verdict, and frames that others redirect here. What a port does
 * with programs: port_xdp.h.
 */
#include "xdp_sending.h"

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
