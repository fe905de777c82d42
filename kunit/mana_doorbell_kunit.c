// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Doorbells: the exact 64-bit values (gdma 6.2, 6.4), their places in the
 * page (gdma 6.1), and how often the page is written.
 */
#include <linux/io.h>

#include <kunit/test.h>

/*
 * What the driver stores goes to a recording page: width and order of each
 * store are noted. The other accessors are here so that a use of them is seen.
 */
#undef writeq
#undef writeq_relaxed
#undef writel
#undef writel_relaxed
#define writeq(value, address) record_write(value, address, 8, true)
#define writeq_relaxed(value, address) record_write(value, address, 8, false)
#define writel(value, address) record_write(value, address, 4, true)
#define writel_relaxed(value, address) record_write(value, address, 4, false)

#define MAX_WRITES 8

/**
 * struct doorbell_write - one store to the page
 * @offset: its place
 * @value: what was stored
 * @bytes: its width
 * @ordered: behind all stores to memory that came before
 * @wqe: what the first byte of the WQE under test was at that moment
 */
struct doorbell_write {
	u32 offset;
	u64 value;
	u32 bytes;
	bool ordered;
	u8 wqe;
};

/**
 * struct doorbell_page - a page of memory that notes every store
 * @mem: stands for the page of BAR0
 * @count: number of stores
 * @writes: the first of them
 * @wqe: memory that must have been written before the doorbell
 */
static struct doorbell_page {
	u8 mem[4096];
	u32 count;
	struct doorbell_write writes[MAX_WRITES];
	const u8 *wqe;
} page;

static void __maybe_unused record_write(u64 value, void __iomem *address,
					u32 bytes, bool ordered)
{
	u32 n = page.count++;

	if (n >= MAX_WRITES)
		return;
	page.writes[n].offset = (u8 __force *)address - page.mem;
	page.writes[n].value = value;
	page.writes[n].bytes = bytes;
	page.writes[n].ordered = ordered;
	page.writes[n].wqe = page.wqe ? READ_ONCE(*page.wqe) : 0;
}

#include <mana/doorbell.h>
#include <mana/ring.h>

#include "wqe.h"

/* Ring the doorbell at @offset; exactly one store of 64 bits, in its place. */
static void check_write(struct kunit *test, u32 offset, u64 value)
{
	const struct doorbell_write *got;
	u32 before = page.count;

	KUNIT_ASSERT_LT(test, before, MAX_WRITES);
	mana_db_write((void __iomem __force *)page.mem, offset, value);
	KUNIT_ASSERT_EQ(test, page.count, before + 1);
	got = &page.writes[before];
	KUNIT_EXPECT_EQ(test, got->offset, offset);
	KUNIT_EXPECT_EQ(test, got->value, value);
	KUNIT_EXPECT_EQ(test, got->bytes, 8);
	KUNIT_EXPECT_TRUE(test, got->ordered);
}

static int doorbell_init(struct kunit *test)
{
	memset(&page, 0, sizeof(page));
	return 0;
}

static void doorbell_sq_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_sq(0x24, 96), 0x0000006000000024ULL);
	KUNIT_EXPECT_EQ(test, mana_db_sq(0x24, 32), 0x0000002000000024ULL);
	KUNIT_EXPECT_EQ(test, mana_db_sq(0x24, 64), 0x0000004000000024ULL);
}

static void doorbell_rq_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_rq(0x23, 32), 0x0000002000000023ULL);
	KUNIT_EXPECT_EQ(test, mana_db_rq(0x23, 64), 0x0000004000000023ULL);
}

static void doorbell_cq_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x22, 69, true),
			0x8000004500000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x22, 0, false),
			0x0000000000000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x22, 66, true),
			0x8000004200000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x22, 69, false),
			0x0000004500000022ULL);
}

static void doorbell_eq_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x21, 268, true),
			0x8000010c00000021ULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x21, 2047, true),
			0x800007ff00000021ULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x21, 0, true),
			0x8000000000000021ULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x21, 268, false),
			0x0000010c00000021ULL);
}

static void doorbell_dim_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_dim(0x22, 64, 16),
			0x8010804000000022ULL);
}

/* The largest id and tail of each kind; nothing spills over. */
static void doorbell_largest_fields(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_sq(0xffffff, 0xffffffe0),
			0xffffffe000ffffffULL);
	KUNIT_EXPECT_EQ(test, mana_db_rq(0xffffff, 0xffffffe0),
			0xffffffe000ffffffULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0xffffff, 0x7fffffff, true),
			0xffffffff00ffffffULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0xffffff, 0x7fffffff, false),
			0x7fffffff00ffffffULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0xffff, 0x7fffffff, true),
			0xffffffff0000ffffULL);
	KUNIT_EXPECT_EQ(test, mana_db_dim(0xffffff, 1023, 255),
			0x80ff83ff00ffffffULL);
}

/* Too large a value must not reach a neighbouring field. */
static void doorbell_ids_are_masked(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_sq(0xff000024, 96),
			0x0000006000000024ULL);
	KUNIT_EXPECT_EQ(test, mana_db_rq(0x01000023, 32),
			0x0000002000000023ULL);
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x80000022, 69, false),
			0x0000004500000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x00010021, 268, false),
			0x0000010c00000021ULL);
}

static void doorbell_tail_never_arms(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_cq(0x22, 0x80000045, false),
			0x0000004500000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_eq(0x21, 0x8000010c, false),
			0x0000010c00000021ULL);
}

/* One bit of the tail at a time, so that no bit is lost or moved. */
static void doorbell_each_tail_bit(struct kunit *test)
{
	u32 bit;

	for (bit = 0; bit < 32; bit++) {
		KUNIT_EXPECT_EQ(test, mana_db_sq(1, 1U << bit),
				(1ULL << (32 + bit)) + 1);
		KUNIT_EXPECT_EQ(test, mana_db_rq(1, 1U << bit),
				(1ULL << (32 + bit)) + 1);
		if (bit == 31)
			continue;
		KUNIT_EXPECT_EQ(test, mana_db_cq(1, 1U << bit, false),
				(1ULL << (32 + bit)) + 1);
		KUNIT_EXPECT_EQ(test, mana_db_eq(1, 1U << bit, false),
				(1ULL << (32 + bit)) + 1);
	}
}

static void doorbell_each_id_bit(struct kunit *test)
{
	u32 bit;

	for (bit = 0; bit < 24; bit++) {
		KUNIT_EXPECT_EQ(test, mana_db_sq(1U << bit, 0), 1ULL << bit);
		KUNIT_EXPECT_EQ(test, mana_db_rq(1U << bit, 0), 1ULL << bit);
		KUNIT_EXPECT_EQ(test, mana_db_cq(1U << bit, 0, false),
				1ULL << bit);
	}
	for (bit = 0; bit < 16; bit++)
		KUNIT_EXPECT_EQ(test, mana_db_eq(1U << bit, 0, false),
				1ULL << bit);
}

/* The places of gdma 6.1, by the numbers there. */
static void doorbell_one_write_each(struct kunit *test)
{
	check_write(test, 0x000, mana_db_sq(0x24, 96));
	check_write(test, 0x400, mana_db_rq(0x23, 32));
	check_write(test, 0x800, mana_db_cq(0x22, 69, true));
	check_write(test, 0x820, mana_db_dim(0x22, 64, 16));
	check_write(test, 0xff8, mana_db_eq(0x21, 268, true));
	KUNIT_EXPECT_EQ(test, page.count, 5);
}

static void doorbell_offsets_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, GDMA_DB_SQ, 0x000);
	KUNIT_EXPECT_EQ(test, GDMA_DB_RQ, 0x400);
	KUNIT_EXPECT_EQ(test, GDMA_DB_CQ, 0x800);
	KUNIT_EXPECT_EQ(test, GDMA_DB_CQ_DIM, 0x820);
	KUNIT_EXPECT_EQ(test, GDMA_DB_EQ, 0xff8);
}

/* Values are composed by pure functions: none of them rings. */
static void doorbell_composing_writes_nothing(struct kunit *test)
{
	u64 sum = mana_db_sq(1, 32) + mana_db_rq(1, 32) +
		  mana_db_cq(1, 64, true) + mana_db_eq(1, 64, true) +
		  mana_db_dim(1, 1, 1);

	KUNIT_EXPECT_NE(test, sum, 0ULL);
	KUNIT_EXPECT_EQ(test, page.count, 0);
}

/* Posting rings nothing; the doorbell comes once the whole WQE is there. */
static void doorbell_after_the_wqe(struct kunit *test)
{
	struct wqe_bench *bench = wqe_bench_new(test, 4096);
	struct ref_wqe wqe = wqe_example(24, 3);
	u8 image[REF_MAX_WQE];

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench);
	ref_wqe_image(&wqe, image);
	page.wqe = bench->mem + 95;
	KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 3);
	KUNIT_EXPECT_EQ(test, page.count, 0);
	check_write(test, 0, mana_db_sq(0x24, mana_wring_db_tail(&bench->ring)));
	KUNIT_EXPECT_EQ(test, page.writes[0].value, 0x0000006000000024ULL);
	KUNIT_EXPECT_EQ(test, page.writes[0].wqe, image[95]);
	EXPECT_BYTES(test, bench->mem, image, 96);
}

/* A batch: many WQEs, one doorbell, which carries the sum (gdma 10.3). */
static void doorbell_once_per_batch(struct kunit *test)
{
	struct wqe_bench *bench = wqe_bench_new(test, 4096);
	struct ref_wqe wqe = wqe_example(8, 1);
	u32 i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench);
	page.wqe = bench->mem + 9 * 32 + 8;
	for (i = 0; i < 10; i++)
		KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 1);
	KUNIT_EXPECT_EQ(test, page.count, 0);
	check_write(test, 0x400,
		    mana_db_rq(0x23, mana_wring_db_tail(&bench->ring)));
	KUNIT_EXPECT_EQ(test, page.writes[0].value, 0x0000014000000023ULL);
	KUNIT_EXPECT_EQ(test, page.writes[0].wqe, wqe.oob[0]);
}

/* A ring that went past 2^32 bytes (gdma 6.4). */
static void doorbell_past_4_gib(struct kunit *test)
{
	struct wqe_bench *bench = wqe_bench_new(test, 4096);
	struct ref_wqe wqe = wqe_example(8, 1);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench);
	wqe_set_position(bench, 0x08000000);
	KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 1);
	KUNIT_EXPECT_EQ(test, bench->ring.head, 0x08000001);
	KUNIT_EXPECT_EQ(test,
			mana_db_sq(0x24, mana_wring_db_tail(&bench->ring)),
			0x0000002000000024ULL);
}

/* Consumer doorbells of rings that took entries, as gdma 6.4 works them. */
static void doorbell_of_consumed_rings(struct kunit *test)
{
	static const struct {
		u32 entries, consumed;
		bool eq, arm;
		u64 value;
	} rows[] = {
		{ 64, 5, false, true, 0x8000004500000022ULL },
		{ 64, 448, false, false, 0x0000000000000022ULL },
		{ 256, 12, true, true, 0x8000010c00000021ULL },
		{ 256, 1791, true, true, 0x800007ff00000021ULL },
		{ 256, 1792, true, true, 0x8000000000000021ULL },
	};
	struct mana_cring ring;
	u64 got;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mana_cring_init(&ring, page.mem, rows[i].eq ? 16 : 64,
				rows[i].entries);
		for (n = 0; n < rows[i].consumed; n++)
			mana_cring_advance(&ring);
		n = mana_cring_tail(&ring);
		got = rows[i].eq ? mana_db_eq(0x21, n, rows[i].arm) :
				   mana_db_cq(0x22, n, rows[i].arm);
		KUNIT_EXPECT_EQ_MSG(test, got, rows[i].value, "row %u", i);
	}
}

/* Moderation values too large for their fields stay inside them. */
static void doorbell_dim_is_masked(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_db_dim(0x22, 0, 0), 0x8000800000000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_dim(0x22, 1024 + 64, 256 + 16),
			0x8010804000000022ULL);
	KUNIT_EXPECT_EQ(test, mana_db_dim(0xff000022, 64, 16),
			0x8010804000000022ULL);
}

static struct kunit_case doorbell_cases[] = {
	KUNIT_CASE(doorbell_sq_of_the_sheet),
	KUNIT_CASE(doorbell_rq_of_the_sheet),
	KUNIT_CASE(doorbell_cq_of_the_sheet),
	KUNIT_CASE(doorbell_eq_of_the_sheet),
	KUNIT_CASE(doorbell_dim_of_the_sheet),
	KUNIT_CASE(doorbell_largest_fields),
	KUNIT_CASE(doorbell_ids_are_masked),
	KUNIT_CASE(doorbell_tail_never_arms),
	KUNIT_CASE(doorbell_each_tail_bit),
	KUNIT_CASE(doorbell_each_id_bit),
	KUNIT_CASE(doorbell_one_write_each),
	KUNIT_CASE(doorbell_offsets_of_the_sheet),
	KUNIT_CASE(doorbell_composing_writes_nothing),
	KUNIT_CASE(doorbell_after_the_wqe),
	KUNIT_CASE(doorbell_once_per_batch),
	KUNIT_CASE(doorbell_past_4_gib),
	KUNIT_CASE(doorbell_of_consumed_rings),
	KUNIT_CASE(doorbell_dim_is_masked),
	{}
};

static struct kunit_suite doorbell_suite = {
	.name = "mana_doorbell",
	.init = doorbell_init,
	.test_cases = doorbell_cases,
};

kunit_test_suites(&doorbell_suite);

MODULE_DESCRIPTION("KUnit suite of the doorbells");
MODULE_LICENSE("Dual BSD/GPL");
