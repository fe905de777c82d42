// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Work-queue rings: free space, heads and tails, refusals (gdma 10.3).
 */
#include <linux/errno.h>

#include <mana/gdma_wire.h>
#include <mana/ring.h>

#include "wqe.h"

static int wring_init(struct kunit *test)
{
	test->priv = wqe_bench_new(test, 4096);
	return test->priv ? 0 : -ENOMEM;
}

/* Post one WQE of @units basic units: 1 to 16. */
static int post_units(struct wqe_bench *bench, u32 units)
{
	struct ref_wqe wqe = wqe_example(8, units * 2 - 1);

	return wqe_post(bench, &wqe);
}

static void wring_new_ring_is_free(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;

	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096);
	KUNIT_EXPECT_EQ(test, bench->ring.head, 0);
	KUNIT_EXPECT_EQ(test, bench->ring.tail, 0);
}

static void wring_one(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;

	KUNIT_EXPECT_EQ(test, post_units(bench, 1), 1);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096 - 32);
	mana_wring_retire(&bench->ring, 1);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096);
}

/* The ring may become completely full (gdma 10.3), and is then refused. */
static void wring_full(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	for (i = 0; i < 128; i++)
		KUNIT_ASSERT_EQ(test, post_units(bench, 1), 1);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
	KUNIT_EXPECT_EQ(test, post_units(bench, 1), -ENOSPC);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
	KUNIT_EXPECT_EQ(test, bench->ring.head, 128);
}

static void wring_full_minus_one(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	for (i = 0; i < 127; i++)
		KUNIT_ASSERT_EQ(test, post_units(bench, 1), 1);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 32);
	KUNIT_EXPECT_EQ(test, post_units(bench, 2), -ENOSPC);
	KUNIT_EXPECT_EQ(test, post_units(bench, 1), 1);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
}

/* Largest WQEs fill the ring to the last byte too. */
static void wring_full_of_largest(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	for (i = 0; i < 8; i++)
		KUNIT_ASSERT_EQ(test, post_units(bench, 16), 16);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
	KUNIT_EXPECT_EQ(test, post_units(bench, 1), -ENOSPC);
}

/* A refused WQE leaves ring and memory as they were. */
static void wring_refusal_changes_nothing(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u8 *copy;

	KUNIT_ASSERT_EQ(test, post_units(bench, 16), 16);
	while (mana_wring_free(&bench->ring) >= 512)
		KUNIT_ASSERT_GT(test, post_units(bench, 15), 0);
	copy = kunit_kmalloc(test, bench->bytes, GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, copy);
	memcpy(copy, bench->mem, bench->bytes);
	KUNIT_EXPECT_EQ(test, post_units(bench, 16), -ENOSPC);
	EXPECT_BYTES(test, bench->mem, copy, bench->bytes);
	KUNIT_EXPECT_EQ(test, bench->ring.head, 16 + 7 * 15);
}

static void wring_retire_gives_room(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	for (i = 0; i < 8; i++)
		KUNIT_ASSERT_EQ(test, post_units(bench, 16), 16);
	mana_wring_retire(&bench->ring, 3);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 96);
	KUNIT_EXPECT_EQ(test, post_units(bench, 4), -ENOSPC);
	KUNIT_EXPECT_EQ(test, post_units(bench, 3), 3);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
}

/* The doorbell value counts bytes and is not masked to the ring. */
static void wring_tail_of_doorbell(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	for (i = 1; i <= 300; i++) {
		KUNIT_ASSERT_EQ(test, post_units(bench, 3), 3);
		mana_wring_retire(&bench->ring, 3);
		KUNIT_EXPECT_EQ(test, mana_wring_db_tail(&bench->ring), 96 * i);
	}
}

/* 2^27 units are 2^32 bytes: the doorbell's 32 bits wrap (gdma 6.4). */
static void wring_wraps_4_gib(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;

	wqe_set_position(bench, 0x07fffffe);
	KUNIT_EXPECT_EQ(test, mana_wring_db_tail(&bench->ring), 0xffffffc0);
	KUNIT_ASSERT_EQ(test, post_units(bench, 3), 3);
	KUNIT_EXPECT_EQ(test, mana_wring_db_tail(&bench->ring), 0x20);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096 - 96);
	mana_wring_retire(&bench->ring, 3);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096);
}

/* The counters themselves wrap at 2^32 units. */
static void wring_counters_wrap(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i;

	wqe_set_position(bench, 0xfffffff0);
	for (i = 0; i < 8; i++)
		KUNIT_ASSERT_EQ(test, post_units(bench, 16), 16);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
	KUNIT_EXPECT_EQ(test, post_units(bench, 1), -ENOSPC);
	for (i = 0; i < 8; i++)
		mana_wring_retire(&bench->ring, 16);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 4096);
}

/* Sizes of gdma 10.3, all of them. */
static void wring_wqe_bytes(struct kunit *test)
{
	u32 sges;

	for (sges = 1; sges <= 31; sges++) {
		KUNIT_EXPECT_EQ(test, mana_wqe_bytes(8, sges),
				ref_wqe_bytes(8, sges));
		if (sges <= 30)
			KUNIT_EXPECT_EQ(test, mana_wqe_bytes(24, sges),
					ref_wqe_bytes(24, sges));
	}
	KUNIT_EXPECT_EQ(test, mana_wqe_bytes(8, 1), 32);
	KUNIT_EXPECT_EQ(test, mana_wqe_bytes(8, 2), 64);
	KUNIT_EXPECT_EQ(test, mana_wqe_bytes(24, 3), 96);
	KUNIT_EXPECT_EQ(test, mana_wqe_bytes(24, 30), 512);
	KUNIT_EXPECT_EQ(test, mana_wqe_bytes(8, 31), 512);
}

/* Rings of other sizes count by their own size. */
static void wring_other_sizes(struct kunit *test)
{
	static const u32 sizes[] = { 4096, 8192, 16384, 65536 };
	struct wqe_bench *bench;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		bench = wqe_bench_new(test, sizes[i]);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench);
		KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), sizes[i]);
		for (n = 0; n < sizes[i] / 512; n++)
			KUNIT_ASSERT_EQ(test, post_units(bench, 16), 16);
		KUNIT_EXPECT_EQ(test, mana_wring_free(&bench->ring), 0);
		KUNIT_EXPECT_EQ(test, post_units(bench, 1), -ENOSPC);
	}
}

/* Lap after lap with sizes that do not divide the ring. */
static void wring_many_laps(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	u32 i, units, used = 0;

	for (i = 0; i < 2000; i++) {
		units = 1 + i % 13;
		KUNIT_ASSERT_EQ(test, post_units(bench, units), units);
		used += units;
		KUNIT_ASSERT_EQ(test, mana_wring_free(&bench->ring),
				4096 - 32 * units);
		mana_wring_retire(&bench->ring, units);
		KUNIT_ASSERT_EQ(test, bench->ring.head, used);
		KUNIT_ASSERT_EQ(test, bench->ring.tail, used);
	}
}

static struct kunit_case wring_cases[] = {
	KUNIT_CASE(wring_new_ring_is_free),
	KUNIT_CASE(wring_one),
	KUNIT_CASE(wring_full),
	KUNIT_CASE(wring_full_minus_one),
	KUNIT_CASE(wring_full_of_largest),
	KUNIT_CASE(wring_refusal_changes_nothing),
	KUNIT_CASE(wring_retire_gives_room),
	KUNIT_CASE(wring_tail_of_doorbell),
	KUNIT_CASE(wring_wraps_4_gib),
	KUNIT_CASE(wring_counters_wrap),
	KUNIT_CASE(wring_wqe_bytes),
	KUNIT_CASE(wring_other_sizes),
	KUNIT_CASE(wring_many_laps),
	{}
};

static struct kunit_suite wring_suite = {
	.name = "mana_wring",
	.init = wring_init,
	.test_cases = wring_cases,
};

kunit_test_suites(&wring_suite);

MODULE_DESCRIPTION("KUnit suite of the work-queue rings");
MODULE_LICENSE("Dual BSD/GPL");
