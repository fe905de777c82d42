// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive queues: what becomes of each completion and each buffer, whatever the
 * device says, and when an event is asked for.
 */
#include "queue_bench.h"

/* Types of completions and bits of their flags, as docs/spec has them. */
enum { RXQ_OKAY = 1, RXQ_FOUR = 2, RXQ_FENCE = 3, RXQ_CUT = 4, RXQ_EIGHT = 7 };
#define RXQ_VLAN	BIT(12)
#define RXQ_HASH(type)	((u32)(type) << 16)
#define RXQ_IP_GOOD	BIT(25)
#define RXQ_TCP_GOOD	BIT(27)
#define RXQ_TCP_BAD	BIT(28)

/* The largest MTU of which two buffers fit into a page, with little room before. */
#define RXQ_HALF_PAGE_MTU \
	(2048 - SKB_DATA_ALIGN((u32)sizeof(struct skb_shared_info)) - 64 - 14)

static void rxq_done(u32 type, u32 len, u32 num)
{
	bench_rx_done(0, (struct bench_packet) {
		.type = type, .len = len, .num = num,
	});
}

static struct mana_rxq *rxq_queue(void)
{
	return &bench_pair(0)->rx;
}

/* Buffers that the device has and has not used. */
static u32 rxq_buffers(void)
{
	return bench.rx[0].tail / 32 - bench.used[0];
}

/* A new queue: the device has every buffer, each whole, none of it shared. */
static void rxq_begins_full(struct kunit *test)
{
	u64 at, before = 0;
	u32 i, bytes;

	/* two to a page */
	bench_open(test, (struct mana_queue_cfg){ 1, 128, 128, RXQ_HALF_PAGE_MTU });
	KUNIT_EXPECT_EQ(test, rxq_buffers(), 128);
	KUNIT_EXPECT_EQ(test, host_net.pages, 64);
	for (i = 0; i < 128; i++) {
		at = bench_rx_buffer(0, i, &bytes);
		KUNIT_EXPECT_EQ(test, bytes, RXQ_HALF_PAGE_MTU + 14);
		KUNIT_EXPECT_TRUE(test, at >= before + bytes || at + bytes <= before);
		before = at;
	}
	/* born armed or not: the device was asked */
	KUNIT_EXPECT_TRUE(test, bench.rx_cq[0].arm);
	KUNIT_EXPECT_TRUE(test, bench.tx_cq[0].arm);
}

/* The bytes of each packet go up, another buffer takes the place. */
static void rxq_packets(struct kunit *test)
{
	struct sk_buff *skb;
	u32 i, bytes;
	u64 at;

	bench_open_small(test);
	for (i = 0; i < 300; i++) {
		at = bench_rx_buffer(0, i, &bytes);
		memset((void *)(uintptr_t)at, i & 0xff, 64 + i);
		rxq_done(RXQ_OKAY, 64 + i, 1);
		KUNIT_ASSERT_EQ(test, bench_poll(0, 64), 1);
		KUNIT_ASSERT_EQ(test, host_num_received, 1);
		skb = host_received[0];
		KUNIT_EXPECT_EQ(test, skb->len, 64 + i - 14);
		KUNIT_EXPECT_EQ(test, skb->data[0], i & 0xff);
		KUNIT_EXPECT_EQ(test, skb->data[skb->len - 1], i & 0xff);
		KUNIT_EXPECT_EQ(test, skb->rx_queue, 1);
		KUNIT_EXPECT_GE(test, skb->data - skb->head, 64 + 14);
		/* seen by the processor: just what was written */
		KUNIT_EXPECT_EQ(test, skb->page->mem + skb->page->for_cpu + 14, skb->data);
		KUNIT_EXPECT_EQ(test, skb->page->for_cpu_end - skb->page->for_cpu, 64 + i);
		KUNIT_EXPECT_NE(test, bench_rx_buffer(0, i, &bytes), at);
		KUNIT_EXPECT_EQ(test, rxq_buffers(), 128);
		host_drop_received();
	}
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_PKTS), 300);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_BYTES), 300 * 64 + 299 * 150);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_MISPLACED), 0);
}

/* What the device says of a packet, and what of it is believed when. */
static void rxq_verdicts(struct kunit *test)
{
	static const struct {
		u32 flags;
		u64 features;
		u32 summed;
		enum pkt_hash_types hash;
	} rows[] = {
		{ RXQ_IP_GOOD | RXQ_TCP_GOOD, NETIF_F_RXCSUM, CHECKSUM_UNNECESSARY, 0 },
		{ RXQ_IP_GOOD | RXQ_TCP_GOOD, NETIF_F_RXHASH, CHECKSUM_NONE, 0 },
		{ RXQ_IP_GOOD | RXQ_TCP_BAD, NETIF_F_RXCSUM, CHECKSUM_NONE, 0 },
		{ RXQ_HASH(0x001), NETIF_F_RXHASH, 0, PKT_HASH_TYPE_L3 },
		{ RXQ_HASH(0x008), NETIF_F_RXHASH, 0, PKT_HASH_TYPE_L3 },
		{ RXQ_HASH(0x002), NETIF_F_RXHASH, 0, PKT_HASH_TYPE_L4 },
		{ RXQ_HASH(0x010), NETIF_F_RXHASH, 0, PKT_HASH_TYPE_L4 },
		{ RXQ_HASH(0x002), NETIF_F_RXCSUM, 0, PKT_HASH_TYPE_NONE },
		{ RXQ_VLAN | 0x123, 0, 0, 0 },
	};
	struct sk_buff *skb;
	u32 i;

	bench_open_small(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		bench.dev.features = rows[i].features;
		bench_rx_done(0, (struct bench_packet) {
			.type = RXQ_OKAY, .len = 64, .num = 1,
			.flags = rows[i].flags, .hash = 0xabcd,
		});
		KUNIT_ASSERT_EQ(test, bench_poll(0, 64), 1);
		skb = host_received[0];
		KUNIT_EXPECT_EQ(test, skb->ip_summed, rows[i].summed);
		KUNIT_EXPECT_EQ(test, skb->hash_type, rows[i].hash);
		KUNIT_EXPECT_EQ(test, skb->hash, rows[i].hash ? 0xabcd : 0);
		KUNIT_EXPECT_EQ(test, skb->vlan, !!(rows[i].flags & RXQ_VLAN));
		KUNIT_EXPECT_EQ(test, skb->vlan_tci,
				rows[i].flags & RXQ_VLAN ? 0x123 : 0);
		KUNIT_EXPECT_EQ(test, skb->vlan_proto, skb->vlan ? htons(ETH_P_8021Q) : 0);
		host_drop_received();
	}
}

/* Several packets in one completion: each in the next buffer. */
static void rxq_coalesced(struct kunit *test)
{
	u32 i;

	bench_open_small(test);
	bench.dev.features = NETIF_F_RXHASH;
	bench_rx_done(0, (struct bench_packet) {
		.type = RXQ_FOUR, .len = 100, .step = 10, .num = 3,
		.flags = RXQ_HASH(0x002), .hash = 7,
	});
	bench_rx_done(0, (struct bench_packet) {
		.type = RXQ_EIGHT, .len = 130, .step = 10, .num = 8,
		.flags = RXQ_HASH(0x002), .hash = 10,
	});
	KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 11);
	KUNIT_ASSERT_EQ(test, host_num_received, 11);
	for (i = 0; i < 11; i++) {
		KUNIT_EXPECT_EQ(test, host_received[i]->hash, 7 + i);
		KUNIT_EXPECT_EQ(test, host_received[i]->len, 100 + 10 * i - 14);
	}
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_COALESCED_2 + 1), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_COALESCED_8), 1);
	KUNIT_EXPECT_EQ(test, rxq_buffers(), 128);
}

/* What cannot be a packet, or is none: its buffer is used again. */
static void rxq_refused(struct kunit *test)
{
	static const struct {
		u32 type;
		u32 len;
		enum mana_rx_stat counted;
	} rows[] = {
		{ RXQ_OKAY, 0, MANA_RX_LEN0 },
		{ RXQ_OKAY, 1, MANA_RX_LEN_ERR },
		{ RXQ_OKAY, 13, MANA_RX_LEN_ERR },
		{ RXQ_OKAY, 1515, MANA_RX_LEN_ERR },
		{ RXQ_OKAY, 0xffff, MANA_RX_LEN_ERR },
		{ RXQ_CUT, 1514, MANA_RX_TRUNCATED },
		{ 0, 64, MANA_RX_CQE_UNKNOWN },
		{ 33, 64, MANA_RX_CQE_UNKNOWN },
	};
	u64 before;
	u32 i, bytes;

	bench_open_small(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		before = bench_rx_stat(0, rows[i].counted);
		rxq_done(rows[i].type, rows[i].len, 1);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 1);
		KUNIT_EXPECT_EQ(test, host_num_received, 0);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, rows[i].counted), before + 1);
		KUNIT_EXPECT_EQ(test, rxq_buffers(), 128);
	}
	/* shortest and longest: the device may fill what it was given */
	bench_rx_buffer(0, i, &bytes);
	rxq_done(RXQ_OKAY, 14, 1);
	rxq_done(RXQ_OKAY, bytes, 1);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 2);
	KUNIT_EXPECT_EQ(test, host_num_received, 2);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_RX_QUEUE_LOST], 0);
}

/* Without memory for another buffer the packet is lost, the buffer is not. */
static void rxq_without_memory(struct kunit *test)
{
	u32 i;

	bench_open_small(test);
	for (i = 0; i < 4; i++) {
		/* the buffer, or what goes around the packet */
		host_net.refuse = i % 2;
		rxq_done(RXQ_OKAY, 64, 1);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 1);
		host_net.refuse = -1;
		KUNIT_EXPECT_EQ(test, host_num_received, 0);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_ALLOC_FAIL), i + 1);
		KUNIT_EXPECT_EQ(test, rxq_buffers(), 128);
	}
	rxq_done(RXQ_OKAY, 64, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_num_received, 1);
}

/* A poll takes all there is, up to its budget, and says what is left. */
static void rxq_budget(struct kunit *test)
{
	bench_open_small(test);
	bench_rx_plain(0, 20);
	/* sending only */
	KUNIT_EXPECT_EQ(test, bench_poll(0, 0), 0);
	KUNIT_EXPECT_EQ(test, host_num_received, 0);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 8), 8);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 8), 8);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 8), 4);
	KUNIT_EXPECT_EQ(test, host_num_received, 20);
	/* the last completion may hold more; more is not said than was asked for */
	rxq_done(RXQ_OKAY, 64, 1);
	rxq_done(RXQ_FOUR, 64, 4);
	KUNIT_EXPECT_EQ(test, mana_rxq_poll(bench_pair(0), 2), 2);
	KUNIT_EXPECT_EQ(test, host_num_received, 25);
}

/* An entry is read behind its owner bits, which the device writes last. */
static u8 rxq_written[60];
static void rxq_device_writes(void)
{
	memcpy(bench_cqe(&rxq_queue()->end.cq, 0), rxq_written, 60);
}

static void rxq_reads_behind_owner(struct kunit *test)
{
	bench_open_small(test);
	rxq_done(RXQ_OKAY, 64, 1);
	memcpy(rxq_written, bench_cqe(&rxq_queue()->end.cq, 0), 60);
	memset(bench_cqe(&rxq_queue()->end.cq, 0), 0, 60);
	host_net.rmb = rxq_device_writes;
	bench_poll(0, 64);
	host_net.rmb = NULL;
	KUNIT_ASSERT_EQ(test, host_num_received, 1);
	KUNIT_EXPECT_EQ(test, host_received[0]->len, 50);
}

/* Every buffer used in one go, and a fence behind: nothing is wrong. */
static void rxq_all_at_once(struct kunit *test)
{
	struct mana_rxq *rx;

	bench_open_small(test);
	rx = rxq_queue();
	bench_rx_plain(0, 128);
	atomic_inc(&rx->fences);
	rx->fencing = true;
	rxq_done(RXQ_FENCE, 0, 0);
	while (bench_poll(0, 200) == 200)
		;
	KUNIT_EXPECT_EQ(test, host_num_received, 128);
	KUNIT_EXPECT_FALSE(test, rx->fencing);
	KUNIT_EXPECT_EQ(test, rx->fences.counter, 0);
	KUNIT_EXPECT_FALSE(test, rx->lost);
	KUNIT_EXPECT_EQ(test, bench.gd_faults[MANA_FAULT_CQ_OVERRUN], 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_SURPLUS), 0);
}

/* One completion more than there are buffers: the order is lost, once. */
static void rxq_one_too_many(struct kunit *test)
{
	u32 i;

	bench_open_small(test);
	for (i = 0; i < 32; i++)
		rxq_done(RXQ_FOUR, 64, 4);
	rxq_done(RXQ_OKAY, 64, 1);
	bench_poll(0, 200);
	KUNIT_EXPECT_EQ(test, host_num_received, 128);
	KUNIT_EXPECT_TRUE(test, rxq_queue()->lost);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_SURPLUS), 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_LOST), 1);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_RX_QUEUE_LOST], 1);
}

/* The same, seen ahead when the budget ends in the midst of it. */
static void rxq_too_many_ahead(struct kunit *test)
{
	bench_open_small(test);
	bench_rx_plain(0, 129);
	bench_poll(0, 64);
	KUNIT_EXPECT_TRUE(test, rxq_queue()->lost);
	KUNIT_EXPECT_EQ(test, host_num_received, 64);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_SURPLUS), 1);
}

/* Entries of others, fences that nobody asked for: no packet comes after. */
static void rxq_lost(struct kunit *test)
{
	static const struct bench_packet odd[] = {
		{ .type = RXQ_OKAY, .len = 64, .num = 1, .of = 0x999 },
		{ .type = RXQ_OKAY, .len = 64, .num = 1, .of = 0x31 | 1 << 24 },
		{ .type = RXQ_FENCE },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(odd); i++) {
		bench_init(test);
		bench_open_small(test);
		bench_rx_done(0, odd[i]);
		bench_rx_done(0, odd[i]);
		bench_rx_plain(0, 1);
		rxq_done(RXQ_FOUR, 64, 4);
		bench_poll(0, 64);
		KUNIT_EXPECT_EQ(test, host_num_received, 0);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_LOST), 5);
		KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_RX_QUEUE_LOST], 1);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_FOREIGN), i < 2 ? 2 : 0);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_FENCE_UNEXPECTED), i < 2 ? 0 : 2);
		if (i + 1 < ARRAY_SIZE(odd))
			bench_exit(test);
	}
}

/* Of a set that another one has replaced nobody is told. */
static void rxq_lost_when_replaced(struct kunit *test)
{
	bench_open_small(test);
	mana_qset_retire(bench.set);
	rxq_done(RXQ_FENCE, 0, 0);
	bench_poll(0, 64);
	KUNIT_EXPECT_TRUE(test, rxq_queue()->lost);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_RX_QUEUE_LOST], 0);
}

/* Offsets that were right a thousand times and are then off by the same. */
static void rxq_misplaced(struct kunit *test)
{
	u32 i;

	bench_open_small(test);
	for (i = 0; i < 1100; i++) {
		bench_rx_plain(0, 1);
		bench_poll(0, 64);
		host_drop_received();
	}
	for (i = 0; i < 70; i++) {
		bench_rx_done(0, (struct bench_packet) {
			.type = RXQ_OKAY, .len = 64, .num = 1, .off = 1,
		});
		bench_poll(0, 64);
		KUNIT_EXPECT_EQ(test, rxq_queue()->lost, i >= 63);
		KUNIT_EXPECT_EQ(test, host_num_received, i < 63);
		host_drop_received();
	}
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQE_MISPLACED), 64);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_RX_QUEUE_LOST], 1);
}

/* An overrun queue is silent: it would bring events for ever. */
static void rxq_overrun(struct kunit *test)
{
	u32 i, arms;

	bench_open_small(test);
	/* one entry of the pass after the next */
	bench.done_rx[0] = 256;
	bench_rx_plain(0, 1);
	arms = bench.rx_cq[0].arms;
	for (i = 0; i < 3; i++) {
		mana_pair_rx_event(bench_pair(0));
		mana_pair_tx_event(bench_pair(0));
		KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 0);
	}
	KUNIT_EXPECT_EQ(test, bench.gd_faults[MANA_FAULT_CQ_OVERRUN], 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, bench.rx_cq[0].arms, arms);
	/* the other queue of the pair goes on */
	KUNIT_EXPECT_EQ(test, bench.tx_cq[0].arms, 4);
	KUNIT_EXPECT_EQ(test, mana_cq_end_look(&rxq_queue()->end), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_cq_end_look(&rxq_queue()->end), MANA_RING_MOVES);
}

/* An event is asked for once polling is over, and only then. */
static void rxq_arming(struct kunit *test)
{
	struct bench_rung *cq = &bench.rx_cq[0];
	u32 i, times;

	bench_open_small(test);
	times = cq->times;
	/* nothing came: the request stands */
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, cq->times, times);
	bench_rx_plain(0, 3);
	mana_pair_rx_event(bench_pair(0));
	KUNIT_EXPECT_EQ(test, bench_pair(0)->napi.scheduled, 1);
	/* somebody polls on: no event is wanted */
	host_net.busy_polled = true;
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, cq->times, times);
	host_net.busy_polled = false;
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, cq->times, times + 1);
	KUNIT_EXPECT_TRUE(test, cq->arm);
	/* the position counts from the second pass on */
	KUNIT_EXPECT_EQ(test, cq->tail, 256 + 3);
	/* polling without an end: told after four laps, without a request */
	mana_pair_rx_event(bench_pair(0));
	for (i = 0; i < 4 * 256 + 16; i += 16) {
		bench_rx_plain(0, 16);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 16), 16);
		host_drop_received();
	}
	KUNIT_EXPECT_EQ(test, cq->times, times + 2);
	KUNIT_EXPECT_FALSE(test, cq->arm);
	KUNIT_EXPECT_EQ(test, cq->tail, (256 + 3 + 4 * 256) % (8 * 256));
}

/* An event that was lost: whoever looks has the pair polled, and asks anew. */
static void rxq_kicked(struct kunit *test)
{
	struct mana_pair *pair;

	bench_open_small(test);
	pair = bench_pair(0);
	bench_rx_plain(0, 1);
	KUNIT_EXPECT_EQ(test, mana_cq_end_look(&pair->rx.end), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_cq_end_look(&pair->rx.end), MANA_RING_WAITING);
	mana_pair_kick(pair);
	KUNIT_EXPECT_GE(test, pair->napi.scheduled, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench.rx_cq[0].arms, 2);
	KUNIT_EXPECT_EQ(test, bench.tx_cq[0].arms, 2);
}

/* Buffers of each MTU: room before, and the device's writes replace old bytes. */
static void rxq_buffers_of_mtus(struct kunit *test)
{
	static const struct {
		u32 mtu;
		u32 headroom;
	} rows[] = {
		{ RXQ_HALF_PAGE_MTU, 64 }, { RXQ_HALF_PAGE_MTU - 64, 128 },
		{ RXQ_HALF_PAGE_MTU - 128, 192 }, { RXQ_HALF_PAGE_MTU - 192, 256 },
		{ RXQ_HALF_PAGE_MTU + 64, 256 }, { 9000, 256 },
	};
	struct mana_rx_slot *slot;
	u32 i, bytes;
	u64 at;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		bench_init(test);
		bench_open(test, (struct mana_queue_cfg){ 1, 128, 128, rows[i].mtu });
		slot = &rxq_queue()->slots[0];
		at = bench_rx_buffer(0, 0, &bytes);
		KUNIT_EXPECT_EQ(test, bytes, rows[i].mtu + 14);
		at -= (uintptr_t)slot->page->mem + slot->offset;
		KUNIT_EXPECT_EQ(test, at, rows[i].headroom);
		KUNIT_EXPECT_GE(test, slot->page->for_device, slot->offset + at + bytes);
		KUNIT_EXPECT_GE(test, slot->bytes, at + bytes + sizeof(struct skb_shared_info));
		KUNIT_EXPECT_LE(test, slot->offset + slot->bytes, slot->page->bytes);
		if (i + 1 < ARRAY_SIZE(rows))
			bench_exit(test);
	}
}

static struct kunit_case rxq_cases[] = {
	KUNIT_CASE(rxq_begins_full),
	KUNIT_CASE(rxq_packets),
	KUNIT_CASE(rxq_verdicts),
	KUNIT_CASE(rxq_coalesced),
	KUNIT_CASE(rxq_refused),
	KUNIT_CASE(rxq_without_memory),
	KUNIT_CASE(rxq_budget),
	KUNIT_CASE(rxq_reads_behind_owner),
	KUNIT_CASE(rxq_all_at_once),
	KUNIT_CASE(rxq_one_too_many),
	KUNIT_CASE(rxq_too_many_ahead),
	KUNIT_CASE(rxq_lost),
	KUNIT_CASE(rxq_lost_when_replaced),
	KUNIT_CASE(rxq_misplaced),
	KUNIT_CASE(rxq_overrun),
	KUNIT_CASE(rxq_arming),
	KUNIT_CASE(rxq_kicked),
	KUNIT_CASE(rxq_buffers_of_mtus),
	{}
};

static struct kunit_suite rxq_suite = {
	.name = "mana_rxq",
	.init = bench_init,
	.exit = bench_exit,
	.test_cases = rxq_cases,
};

kunit_test_suites(&rxq_suite);

MODULE_DESCRIPTION("KUnit suite of receive queues");
MODULE_LICENSE("Dual BSD/GPL");
