// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * How large a port's things are: receive buffers on every page size, queues
 * of a port, the RSS table (ethernet 3.2, 3.3, 4, 7.2).
 */
#include <linux/if_ether.h>

#include <mana/grow.h>
#include <mana/sizing.h>
#include <mana/swap_watch.h>

#include "reference.h"

/* Of ethernet 3.3: shared info and headroom as a 64-bit kernel has them. */
#define SHINFO 320
#define HEADROOM 256

/* The table of ethernet 3.3. */
static void sizing_buffers_of_the_sheet(struct kunit *test)
{
	static const struct {
		u32 page, mtu, bytes, order;
	} rows[] = {
		{ 4096, 1500, 4096, 0 },	/* one per page */
		{ 4096, 4000, 8192, 1 },
		{ 4096, 9000, 16384, 2 },
		{ 16384, 1500, 2112, 0 },	/* 7 of a page */
		{ 16384, 4000, 4608, 0 },	/* 3 */
		{ 16384, 9000, 16384, 0 },
		{ 65536, 1500, 2112, 0 },	/* 31 */
		{ 65536, 4000, 4608, 0 },	/* 14 */
		{ 65536, 9000, 9600, 0 },	/* 6 */
	};
	struct mana_rx_buf buf;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mana_rx_buf_layout(&buf, rows[i].mtu, HEADROOM, SHINFO,
				   rows[i].page);
		KUNIT_EXPECT_EQ_MSG(test, buf.bytes, rows[i].bytes,
				    "page %u MTU %u", rows[i].page,
				    rows[i].mtu);
		KUNIT_EXPECT_EQ_MSG(test, buf.order, rows[i].order,
				    "page %u MTU %u", rows[i].page,
				    rows[i].mtu);
		KUNIT_EXPECT_EQ(test, buf.dma_bytes, rows[i].mtu + 14);
		KUNIT_EXPECT_EQ(test, buf.headroom, HEADROOM);
	}
}

static void sizing_fragments_of_a_page(struct kunit *test)
{
	static const struct {
		u32 page, mtu, count;
	} rows[] = {
		{ 16384, 1500, 7 }, { 16384, 4000, 3 }, { 65536, 1500, 31 },
		{ 65536, 4000, 14 }, { 65536, 9000, 6 }, { 4096, 1500, 1 },
	};
	struct mana_rx_buf buf;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mana_rx_buf_layout(&buf, rows[i].mtu, HEADROOM, SHINFO,
				   rows[i].page);
		KUNIT_EXPECT_EQ(test, rows[i].page / buf.bytes, rows[i].count);
	}
}

/*
 * Whatever the MTU: the device's bytes and the stack's do not meet, nothing
 * exceeds the pages, and a buffer is cut from a page only if two fit.
 */
static void sizing_buffers_of_every_mtu(struct kunit *test)
{
	static const u32 pages[] = { 4096, 16384, 65536 };
	struct mana_rx_buf buf;
	u32 i, mtu, page;

	for (i = 0; i < ARRAY_SIZE(pages); i++) {
		page = pages[i];
		for (mtu = 68; mtu <= 9198; mtu++) {
			mana_rx_buf_layout(&buf, mtu, HEADROOM, SHINFO, page);
			KUNIT_ASSERT_EQ(test, buf.dma_bytes, mtu + 14);
			KUNIT_ASSERT_LE(test,
					HEADROOM + buf.dma_bytes + SHINFO,
					buf.bytes);
			KUNIT_ASSERT_EQ(test, buf.bytes % 64, 0);
			if (buf.bytes > page / 2) {
				KUNIT_ASSERT_EQ(test, buf.bytes,
						page << buf.order);
			} else {
				KUNIT_ASSERT_EQ(test, buf.order, 0);
				KUNIT_ASSERT_LT(test, buf.bytes,
						HEADROOM + buf.dma_bytes +
						SHINFO + 128);
			}
			/* not twice what is needed */
			if (buf.order)
				KUNIT_ASSERT_GT(test,
						HEADROOM + mtu + 14 + 64 +
						SHINFO + 64, buf.bytes / 2);
		}
	}
}

/* The largest MTU of which a buffer lies within a page: the next one does not. */
static void sizing_largest_in_a_page(struct kunit *test)
{
	static const struct {
		u32 page, headroom, shinfo, mtu;
	} rows[] = {
		{ 4096, HEADROOM, SHINFO, 3506 },	/* 59 * 64 - 256 - 14 */
		{ 4096, 64, SHINFO, 3698 },
		{ 4096, HEADROOM, 384, 3442 },
		{ 4096, HEADROOM, 352, 3442 },		/* of caches that are odd */
		{ 16384, HEADROOM, SHINFO, 15794 },
		{ 65536, HEADROOM, SHINFO, 64946 },
	};
	struct mana_rx_buf buf;
	u32 i, mtu;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mtu = mana_rx_max_mtu(rows[i].headroom, rows[i].shinfo,
				      rows[i].page);
		KUNIT_EXPECT_EQ(test, mtu, rows[i].mtu);
		mana_rx_buf_layout(&buf, mtu, rows[i].headroom, rows[i].shinfo,
				   rows[i].page);
		KUNIT_EXPECT_EQ(test, buf.order, 0);
		KUNIT_EXPECT_LE(test, buf.bytes, rows[i].page);
		mana_rx_buf_layout(&buf, mtu + 1, rows[i].headroom,
				   rows[i].shinfo, rows[i].page);
		KUNIT_EXPECT_EQ(test, buf.order, 1);
	}
}

/* The last MTU of which two buffers fit into a page, and the next. */
static void sizing_buffers_at_half_a_page(struct kunit *test)
{
	struct mana_rx_buf buf;

	/* 2048 - 320 - 256 - 14 = 1458 */
	mana_rx_buf_layout(&buf, 1458, HEADROOM, SHINFO, 4096);
	KUNIT_EXPECT_EQ(test, buf.bytes, 2048);
	KUNIT_EXPECT_EQ(test, buf.order, 0);
	mana_rx_buf_layout(&buf, 1459, HEADROOM, SHINFO, 4096);
	KUNIT_EXPECT_EQ(test, buf.bytes, 4096);
	KUNIT_EXPECT_EQ(test, buf.order, 0);
}

/* The last MTU of a page: Linux's limit of XDP, and the next. */
static void sizing_buffers_at_a_page(struct kunit *test)
{
	struct mana_rx_buf buf;

	mana_rx_buf_layout(&buf, 3506, HEADROOM, SHINFO, 4096);
	KUNIT_EXPECT_EQ(test, buf.order, 0);
	mana_rx_buf_layout(&buf, 3507, HEADROOM, SHINFO, 4096);
	KUNIT_EXPECT_EQ(test, buf.order, 1);
	KUNIT_EXPECT_EQ(test, buf.bytes, 8192);
}

/* Structures of other sizes: what a kernel is configured with. */
static void sizing_buffers_with_other_structs(struct kunit *test)
{
	struct mana_rx_buf buf;

	mana_rx_buf_layout(&buf, 1500, 0, 64, 4096);
	KUNIT_EXPECT_EQ(test, buf.bytes, 1536 + 64);
	mana_rx_buf_layout(&buf, 1500, 64, 832, 4096);
	KUNIT_EXPECT_EQ(test, buf.bytes, 4096);
	mana_rx_buf_layout(&buf, 1500, 256, 333, 16384);
	KUNIT_EXPECT_EQ(test, buf.bytes, 2176);
}

/* Headroom for tunnels where it costs nothing. */
static void sizing_headroom(struct kunit *test)
{
	static const struct {
		u32 page, mtu, least, want;
	} rows[] = {
		{ 4096, 1500, 64, 192 },	/* two of a page, no more */
		{ 4096, 1500, 66, 192 },
		{ 4096, 1522, 64, 192 },
		{ 4096, 1523, 64, 128 },
		{ 4096, 1642, 64, 64 },
		{ 4096, 1700, 64, 256 },	/* one per page anyway */
		{ 4096, 1400, 64, 256 },
		{ 4096, 3506, 64, 256 },
		{ 4096, 3507, 64, 192 },	/* a second page */
		{ 4096, 9000, 64, 256 },
		{ 16384, 1500, 64, 256 },	/* 7 instead of 8 */
		{ 65536, 1500, 64, 256 },	/* 31 instead of 34 */
		{ 4096, 1500, 320, 320 },	/* the stack wants more */
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_rx_headroom(rows[i].mtu,
						     rows[i].least, 256, SHINFO,
						     rows[i].page),
				    rows[i].want, "row %u", i);
}

/* Rings by default shrink to a bound, but not below the least ring. */
static void sizing_rings_within(struct kunit *test)
{
	u64 all = mana_qset_bytes(16, 256, 512, 4096);

	KUNIT_EXPECT_GT(test, all, 16ULL * 512 * 4096);
	KUNIT_EXPECT_LT(test, all, 16ULL * 512 * 4096 * 5 / 4);
	KUNIT_EXPECT_EQ(test, mana_qset_bytes(64, 16384, 8192, 16384),
			64 * mana_qset_bytes(1, 16384, 8192, 16384));
	KUNIT_EXPECT_EQ(test, mana_rx_entries_within(16, 256, 512, 4096, all),
			512);
	KUNIT_EXPECT_EQ(test, mana_rx_entries_within(16, 256, 512, 4096,
						     all - 1), 256);
	KUNIT_EXPECT_EQ(test, mana_rx_entries_within(16, 256, 8192, 4096, all),
			512);
	KUNIT_EXPECT_EQ(test, mana_rx_entries_within(64, 256, 8192, 4096, 0),
			128);
}

/* Ports have vectors of their own while they suffice. */
static void sizing_vectors_of_ports(struct kunit *test)
{
	static const struct {
		u32 queues, vectors, ports;
	} rows[] = {
		{ 16, 32, 2 }, { 16, 48, 3 }, { 4, 64, 16 }, { 1, 2, 2 },
	};
	u32 i, port, queue, vector, used[64];

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		memset(used, 0, sizeof(used));
		for (port = 0; port < rows[i].ports; port++)
			for (queue = 0; queue < rows[i].queues; queue++) {
				vector = mana_port_first_vector(port,
								rows[i].queues,
								rows[i].vectors);
				used[(vector + queue) % rows[i].vectors]++;
			}
		for (vector = 0; vector < rows[i].vectors; vector++)
			KUNIT_EXPECT_EQ_MSG(test, used[vector], 1,
					    "row %u, vector %u", i, vector);
	}
	/* Too few: shared. */
	KUNIT_EXPECT_EQ(test, mana_port_first_vector(3, 16, 32), 16);
	KUNIT_EXPECT_EQ(test, mana_port_first_vector(255, 64, 7),
			255 * 64 % 7);
}

/* ---- counters that only grow; a silent set ---- */

static void sizing_counter_only_grows(struct kunit *test)
{
	static const u64 reads[][2] = {
		{ 5, 5 }, { 5, 5 }, { 9, 9 },
		{ 2, 11 },	/* the device was reset */
		{ 0, 11 }, { 1, 12 },
	};
	u64 sum = 0, last = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(reads); i++) {
		mana_grow(&sum, &last, reads[i][0]);
		KUNIT_EXPECT_EQ(test, sum, reads[i][1]);
	}
}

static void sizing_silent_set(struct kunit *test)
{
	struct mana_swap_watch watch;

	/* Three looks, packets at the device, none here. */
	mana_swap_watch_start(&watch, 100, 1000);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 100, 1100),
			MANA_SWAP_OPEN);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 100, 1200),
			MANA_SWAP_OPEN);
	KUNIT_EXPECT_TRUE(test, watch.on);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 100, 1300),
			MANA_SWAP_SILENT);
	KUNIT_EXPECT_FALSE(test, watch.on);
	/* One packet is enough. */
	mana_swap_watch_start(&watch, 100, 1000);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 101, 5000),
			MANA_SWAP_GOOD);
	KUNIT_EXPECT_FALSE(test, watch.on);
	/* Nobody sends. */
	mana_swap_watch_start(&watch, 100, 1000);
	mana_swap_watch_look(&watch, 100, 1000);
	mana_swap_watch_look(&watch, 100, 1000);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 100, 1015),
			MANA_SWAP_GOOD);
	/* Packets under way at the start have come, to another port. */
	mana_swap_watch_start(&watch, 100, 1000);
	mana_swap_watch_look(&watch, 100, 999);
	mana_swap_watch_look(&watch, 100, 990);
	KUNIT_EXPECT_EQ(test, mana_swap_watch_look(&watch, 100, 990),
			MANA_SWAP_GOOD);
}

/* (entries + 1) rounded up to a power of two (ethernet 3.2). */
static void sizing_rx_cq(struct kunit *test)
{
	static const u32 rings[][2] = {
		{ 128, 256 }, { 256, 512 }, { 512, 1024 }, { 1024, 2048 },
		{ 8192, 16384 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rings); i++)
		KUNIT_EXPECT_EQ(test, mana_rx_cq_entries(rings[i][0]),
				rings[i][1]);
}

/* ---- queues (ethernet 7.2) ---- */

static void sizing_queues_of_a_port(struct kunit *test)
{
	static const struct {
		u32 device, vectors, ports, cpus, vport, want;
	} rows[] = {
		{ 64, 64, 1, 4, 64, 4 },	/* CPUs */
		{ 64, 64, 1, 64, 64, 64 },
		{ 64, 64, 1, 128, 64, 64 },
		{ 256, 256, 1, 128, 256, 64 },	/* never more than 64 */
		{ 8, 64, 1, 16, 64, 8 },	/* the device's budget */
		{ 64, 3, 1, 16, 64, 3 },	/* vectors, shared */
		{ 64, 1, 1, 16, 64, 1 },
		{ 64, 64, 1, 16, 2, 2 },	/* the port's budget */
		{ 64, 64, 2, 32, 64, 32 },	/* own vectors: 32 each */
		{ 64, 64, 3, 64, 64, 16 },	/* 21 -> 16 each */
		{ 64, 48, 3, 64, 64, 16 },	/* 16 each, just enough */
		{ 64, 47, 3, 64, 64, 47 },	/* one too few: shared */
		{ 64, 40, 2, 64, 64, 16 },	/* 20 -> 16 each */
		{ 64, 32, 4, 64, 64, 32 },	/* 8 each are too few: shared */
		{ 64, 32, 256, 64, 64, 32 },
		{ 64, 4, 1, 2, 64, 2 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_port_max_queues(rows[i].device,
							 rows[i].vectors,
							 rows[i].ports,
							 rows[i].cpus,
							 rows[i].vport),
				    rows[i].want, "row %u", i);
}

/* The rules of ethernet 7.2, step by step. */
static u32 slow_max_queues(u32 device, u32 vectors, u32 ports, u32 cpus,
			   u32 vport)
{
	u32 most = 64, own = 1;

	if (cpus < most)
		most = cpus;
	if (device < most)
		most = device;
	if (vectors < most)
		most = vectors;
	while (own * 2 <= vectors / ports)
		own *= 2;
	if (own < 16)
		own = 16;
	if (own > most)
		own = most;
	if (own * ports > vectors)
		own = most;
	if (own > vport)
		own = vport;
	return own ? own : 1;
}

static void sizing_queues_against_the_rules(struct kunit *test)
{
	struct ref_rand rand = { 0xabcdef };
	u32 round, device, vectors, ports, cpus, vport;

	for (round = 0; round < 5000; round++) {
		device = ref_rand_below(&rand, 200);
		vectors = ref_rand_below(&rand, 200);
		ports = 1 + ref_rand_below(&rand, 20);
		cpus = 1 + ref_rand_below(&rand, 150);
		vport = ref_rand_below(&rand, 100);
		KUNIT_ASSERT_EQ_MSG(test,
				    mana_port_max_queues(device, vectors, ports,
							 cpus, vport),
				    slow_max_queues(device, vectors, ports,
						    cpus, vport),
				    "device %u vectors %u ports %u cpus %u port %u",
				    device, vectors, ports, cpus, vport);
	}
}

/* What the device may say at most: no overflow, never 0. */
static void sizing_queues_at_the_limits(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_port_max_queues(U32_MAX, U32_MAX, 1, U32_MAX,
						   U32_MAX), 64);
	KUNIT_EXPECT_EQ(test, mana_port_max_queues(U32_MAX, U32_MAX, U32_MAX,
						   64, 64), 64);
	KUNIT_EXPECT_EQ(test, mana_port_max_queues(U32_MAX, 2048, 256, 64, 64),
			64);
	KUNIT_EXPECT_EQ(test, mana_port_max_queues(0, 0, 1, 1, 0), 1);
	KUNIT_EXPECT_EQ(test, mana_port_max_queues(64, 0, 4, 4, 64), 1);
}

/* ---- RSS (ethernet 4) ---- */

static void sizing_rss_spread(struct kunit *test)
{
	u32 entries, queues, i, table[257];

	for (entries = 1; entries <= 256; entries *= 2) {
		for (queues = 1; queues <= 64; queues++) {
			memset(table, 0xee, sizeof(table));
			mana_rss_spread(table, entries, queues);
			for (i = 0; i < entries; i++)
				KUNIT_ASSERT_EQ(test, table[i], i % queues);
			KUNIT_ASSERT_EQ(test, table[entries], 0xeeeeeeee);
			KUNIT_ASSERT_TRUE(test,
					  mana_rss_table_fits(table, entries,
							      queues));
		}
	}
}

/* No queue gets two entries more than another. */
static void sizing_rss_is_even(struct kunit *test)
{
	u32 queues, i, table[256], count[64];

	for (queues = 1; queues <= 64; queues++) {
		memset(count, 0, sizeof(count));
		mana_rss_spread(table, 256, queues);
		for (i = 0; i < 256; i++)
			count[table[i]]++;
		KUNIT_EXPECT_LE(test, count[0] - count[queues - 1], 1);
		KUNIT_EXPECT_GT(test, count[queues - 1], 0);
	}
}

/* One entry that names no queue, at each place. */
static void sizing_rss_table_fits(struct kunit *test)
{
	u32 i, table[64] = {};

	KUNIT_EXPECT_TRUE(test, mana_rss_table_fits(table, 64, 1));
	for (i = 0; i < 64; i++) {
		table[i] = 3;
		KUNIT_EXPECT_TRUE(test, mana_rss_table_fits(table, 64, 4));
		KUNIT_EXPECT_FALSE(test, mana_rss_table_fits(table, 64, 3));
		table[i] = U32_MAX;
		KUNIT_EXPECT_FALSE(test, mana_rss_table_fits(table, 64, 64));
		/* what stands behind the table does not count */
		KUNIT_EXPECT_TRUE(test, mana_rss_table_fits(table, i, 1));
		table[i] = 0;
	}
}

static struct kunit_case sizing_cases[] = {
	KUNIT_CASE(sizing_buffers_of_the_sheet),
	KUNIT_CASE(sizing_fragments_of_a_page),
	KUNIT_CASE(sizing_buffers_of_every_mtu),
	KUNIT_CASE(sizing_largest_in_a_page),
	KUNIT_CASE(sizing_buffers_at_half_a_page),
	KUNIT_CASE(sizing_buffers_at_a_page),
	KUNIT_CASE(sizing_buffers_with_other_structs),
	KUNIT_CASE(sizing_headroom),
	KUNIT_CASE(sizing_rings_within),
	KUNIT_CASE(sizing_vectors_of_ports),
	KUNIT_CASE(sizing_counter_only_grows),
	KUNIT_CASE(sizing_silent_set),
	KUNIT_CASE(sizing_rx_cq),
	KUNIT_CASE(sizing_queues_of_a_port),
	KUNIT_CASE(sizing_queues_against_the_rules),
	KUNIT_CASE(sizing_queues_at_the_limits),
	KUNIT_CASE(sizing_rss_spread),
	KUNIT_CASE(sizing_rss_is_even),
	KUNIT_CASE(sizing_rss_table_fits),
	{}
};

static struct kunit_suite sizing_suite = {
	.name = "mana_sizing",
	.test_cases = sizing_cases,
};

kunit_test_suites(&sizing_suite);

MODULE_DESCRIPTION("KUnit suite of buffer, queue and RSS table sizes");
MODULE_LICENSE("Dual BSD/GPL");
