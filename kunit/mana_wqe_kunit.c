// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Work-queue entries byte for byte: the worked examples of docs/spec, every
 * place in the ring an entry can take, everything that must be refused.
 */
#include <linux/errno.h>

#include <mana/gdma_wire.h>
#include <mana/ring.h>

#include "wqe.h"

static int wqe_init(struct kunit *test)
{
	test->priv = wqe_bench_new(test, 4096);
	return test->priv ? 0 : -ENOMEM;
}

/* Post one WQE at the ring's start and compare its bytes. */
static void check_bytes(struct kunit *test, const struct ref_wqe *wqe,
			const u8 *want, u32 bytes)
{
	struct wqe_bench *bench = test->priv;

	KUNIT_ASSERT_EQ(test, wqe_post(bench, wqe), bytes / 32);
	EXPECT_BYTES(test, bench->mem, want, bytes);
	KUNIT_EXPECT_EQ(test, bench->ring.head, bytes / 32);
}

/* gdma 10.5, first example */
static void wqe_small_oob_two_sges(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00,
		0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88,
		0x00, 0x00, 0x46, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
		0x80, 0x10, 0x47, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x56, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob = { 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88 },
		.oob_bytes = 8,
		.num_sge = 2,
		.sge = { { 0x123460000, 0x1234, 0x200 },
			 { 0x123471080, 0x1234, 0x56 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* gdma 10.5 and hwc 17: a receive buffer of 4096 bytes */
static void wqe_receive_buffer(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x50, 0x45, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob_bytes = 8,
		.num_sge = 1,
		.sge = { { 0x123455000, 0x1234, 4096 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* gdma 10.5: large OOB that continues in SGE 0 */
static void wqe_lso(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x36, 0x03, 0x0e, 0xb4, 0x05,
		0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7,
		0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf,
		0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7,
		0x00, 0x00, 0x48, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x36, 0x00, 0x00, 0x00,
		0x36, 0x00, 0x48, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0xd0, 0x07, 0x00, 0x00,
		0x00, 0x00, 0x49, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	};
	struct ref_wqe wqe = {
		.oob_bytes = 24,
		.in_sgl = true,
		.unit = 1460,
		.num_sge = 3,
		.sge = { { 0x123480000, 0x1234, 54 },
			 { 0x123480036, 0x1234, 2000 },
			 { 0x123490000, 0x1234, 4096 } },
	};
	u32 i;

	for (i = 0; i < 24; i++)
		wqe.oob[i] = 0xa0 + i;
	check_bytes(test, &wqe, want, sizeof(want));
}

/* ethernet 10 A: one SGE, short OOB */
static void wqe_frame(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00,
		0x24, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05,
		0xc0, 0xf0, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00,
		0x01, 0x10, 0x00, 0x00, 0xea, 0x05, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob = { 0x24, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05 },
		.oob_bytes = 8,
		.num_sge = 1,
		.sge = { { 0x10003f0c0, 0x1001, 1514 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* ethernet 10 B: TSO with a short OOB */
static void wqe_tso_frame(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x36, 0x03, 0x0a, 0xa8, 0x05,
		0x34, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05,
		0xc0, 0xf0, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00,
		0x01, 0x10, 0x00, 0x00, 0x36, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x20, 0x01, 0x00, 0x00, 0x00,
		0x01, 0x10, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00,
		0x00, 0x00, 0x01, 0x20, 0x01, 0x00, 0x00, 0x00,
		0x01, 0x10, 0x00, 0x00, 0xe8, 0x03, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob = { 0x34, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05 },
		.oob_bytes = 8,
		.in_sgl = true,
		.unit = 1448,
		.num_sge = 3,
		.sge = { { 0x10003f0c0, 0x1001, 54 },
			 { 0x120000000, 0x1001, 32768 },
			 { 0x120010000, 0x1001, 1000 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* ethernet 10 C: the header in front of a long OOB */
static void wqe_long_oob_header(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x00, 0x01, 0x06, 0x00, 0x00,
		0x49, 0x2a, 0x01, 0x00, 0x36, 0x2c, 0x00, 0x00,
		0x08, 0x00, 0x45, 0x06, 0x00, 0x00, 0x23, 0x01,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	};
	struct wqe_bench *bench = test->priv;
	static const struct ref_wqe wqe = {
		.oob = { 0x49, 0x2a, 0x01, 0x00, 0x36, 0x2c, 0x00, 0x00,
			 0x08, 0x00, 0x45, 0x06, 0x00, 0x00, 0x23, 0x01 },
		.oob_bytes = 24,
		.num_sge = 1,
		.sge = { { 0x10003f0c0, 0x1001, 1514 } },
	};

	KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 2);
	EXPECT_BYTES(test, bench->mem, want, sizeof(want));
}

/* ethernet 10 D */
static void wqe_receive_frame(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x01, 0x00, 0x40, 0x01, 0x00, 0x00, 0x00,
		0x01, 0x10, 0x00, 0x00, 0xea, 0x05, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob_bytes = 8,
		.num_sge = 1,
		.sge = { { 0x140000100, 0x1001, 1514 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* hwc 17: a request of 44 bytes */
static void wqe_hwc_request(struct kunit *test)
{
	static const u8 want[64] = {
		0x00, 0x00, 0x00, 0x00, 0x01, 0x06, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x22, 0x00, 0x00, 0x00, 0x24, 0x00, 0x00, 0x00,
		0x00, 0x40, 0x45, 0x23, 0x01, 0x00, 0x00, 0x00,
		0x34, 0x12, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00,
	};
	static const struct ref_wqe wqe = {
		.oob = { [16] = 0x22, [20] = 0x24 },
		.oob_bytes = 24,
		.num_sge = 1,
		.sge = { { 0x123454000, 0x1234, 44 } },
	};

	check_bytes(test, &wqe, want, sizeof(want));
}

/* The table of gdma 10.5: where SGEs land at the ring's end. */
static void wqe_wraps_as_in_the_sheet(struct kunit *test)
{
	static const struct {
		u32 start, oob, sges, units, offset[3];
	} rows[] = {
		{ 4064, 24, 1, 2, { 0 } },
		{ 4064, 8, 2, 2, { 4080, 0 } },
		{ 4032, 24, 3, 3, { 4064, 4080, 0 } },
		{ 4064, 8, 1, 1, { 4080 } },
	};
	struct wqe_bench *bench = test->priv;
	struct ref_wqe wqe;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		wqe = wqe_example(rows[i].oob, rows[i].sges);
		wqe_set_position(bench, rows[i].start / 32);
		KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), rows[i].units);
		for (n = 0; n < rows[i].sges; n++)
			KUNIT_EXPECT_EQ_MSG(test,
					    ref_get(bench->mem +
						    rows[i].offset[n], 8),
					    wqe.sge[n].address,
					    "row %u SGE %u", i, n);
	}
}

/* Post at a position; ring and guard bytes must be as the model says. */
static void check_place(struct kunit *test, const struct ref_wqe *wqe,
			u32 position)
{
	struct wqe_bench *bench = test->priv;
	u8 image[REF_MAX_WQE];
	u32 bytes = ref_wqe_image(wqe, image);

	wqe_set_position(bench, position);
	memset(bench->want, 0xee, bench->bytes);
	ref_ring_write(bench->want, bench->bytes, 32ULL * position, image,
		       bytes);
	KUNIT_ASSERT_EQ(test, wqe_post(bench, wqe), bytes / 32);
	KUNIT_ASSERT_EQ_MSG(test,
			    ref_first_difference(bench->mem, bench->want,
						 bench->bytes),
			    bench->bytes, "%u SGEs at %u", wqe->num_sge,
			    position);
	KUNIT_ASSERT_TRUE_MSG(test, wqe_guards_intact(bench),
			      "%u SGEs at %u", wqe->num_sge, position);
}

static void check_every_place(struct kunit *test, u32 oob_bytes, u32 max_sge)
{
	struct wqe_bench *bench = test->priv;
	struct ref_wqe wqe;
	u32 sges, units, back;

	for (sges = 1; sges <= max_sge; sges++) {
		wqe = wqe_example(oob_bytes, sges);
		units = ref_wqe_bytes(oob_bytes, sges) / 32;
		for (back = 0; back <= units + 1; back++)
			check_place(test, &wqe, bench->bytes / 32 - back);
	}
}

/* Every size, at every place around the ring's end: SGEs straddle it. */
static void wqe_every_size_around_the_end(struct kunit *test)
{
	check_every_place(test, 8, 31);
}

static void wqe_every_large_size_around_the_end(struct kunit *test)
{
	check_every_place(test, 24, 30);
}

/* The largest WQE at every place of the ring. */
static void wqe_largest_at_every_place(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(24, 30);
	u32 position;

	for (position = 0; position < 128; position++)
		check_place(test, &wqe, position);
}

/* Same with a counter that has run through the ring many times. */
static void wqe_at_late_counters(struct kunit *test)
{
	static const u32 positions[] = {
		127, 1024 * 128 - 1, 0x07ffffff, 0x08000000, 0xfffffff8,
		0xffffffff,
	};
	struct ref_wqe wqe = wqe_example(24, 7);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(positions); i++)
		check_place(test, &wqe, positions[i]);
}

/* What an earlier WQE left in the padding must not reach the device. */
static void wqe_padding_is_zeroed(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	struct ref_wqe wqe = wqe_example(8, 2);
	u32 i;

	memset(bench->mem, 0xff, bench->bytes);
	KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 2);
	for (i = 48; i < 64; i++)
		KUNIT_EXPECT_EQ(test, bench->mem[i], 0);
	KUNIT_EXPECT_EQ(test, bench->mem[64], 0xff);
}

/* Padding that wraps, and padding that ends exactly at the ring's end. */
static void wqe_padding_at_the_end(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(8, 2);

	check_place(test, &wqe, 126);
	check_place(test, &wqe, 127);
	wqe = wqe_example(24, 1);
	check_place(test, &wqe, 126);
	check_place(test, &wqe, 127);
}

static void wqe_smallest_ring_of_the_sheet(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;

	KUNIT_EXPECT_EQ(test, bench->bytes, 4096);
	test->priv = wqe_bench_new(test, 65536);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, test->priv);
	check_every_place(test, 24, 30);
}

/* header size -> last_vbytes, MSS -> client data unit */
static void wqe_lso_fields(struct kunit *test)
{
	static const struct {
		u32 head, mss;
	} rows[] = {
		{ 1, 1 }, { 54, 1448 }, { 66, 1460 }, { 128, 8948 },
		{ 254, 255 }, { 255, 256 }, { 255, 16383 },
	};
	struct wqe_bench *bench = test->priv;
	struct ref_wqe wqe = wqe_example(8, 2);
	u32 i;

	wqe.in_sgl = true;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		wqe.sge[0].size = rows[i].head;
		wqe.unit = rows[i].mss;
		wqe_set_position(bench, 0);
		KUNIT_ASSERT_EQ(test, wqe_post(bench, &wqe), 2);
		KUNIT_EXPECT_EQ(test, ref_get(bench->mem, 4),
				(u64)rows[i].head << 24);
		KUNIT_EXPECT_EQ(test, ref_get(bench->mem + 4, 4),
				2 | 2 << 8 | 1 << 11 | (u64)rows[i].mss << 16);
	}
}

/* The whole header of every shape: no reserved bit is ever set. */
static void wqe_header_of_every_shape(struct kunit *test)
{
	struct wqe_bench *bench = test->priv;
	struct ref_wqe wqe;
	u32 sges, oob;

	for (oob = 8; oob <= 24; oob += 16) {
		for (sges = 1; sges <= 30; sges++) {
			wqe = wqe_example(oob, sges);
			wqe_set_position(bench, 0);
			KUNIT_ASSERT_GT(test, wqe_post(bench, &wqe), 0);
			KUNIT_EXPECT_EQ(test, ref_get(bench->mem, 8),
					(u64)(sges | oob / 4 << 8) << 32);
		}
	}
}

/* Refused: -EINVAL, nothing written, nothing moved. */
static void check_refused(struct kunit *test, const struct ref_wqe *wqe,
			  const char *why)
{
	struct wqe_bench *bench = test->priv;

	wqe_set_position(bench, 5);
	KUNIT_EXPECT_EQ_MSG(test, wqe_post(bench, wqe), -EINVAL, "%s", why);
	KUNIT_EXPECT_EQ_MSG(test, bench->ring.head, 5, "%s", why);
	memset(bench->want, 0xee, bench->bytes);
	EXPECT_BYTES(test, bench->mem, bench->want, bench->bytes);
}

static void wqe_without_sge_is_refused(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(8, 1);

	wqe.num_sge = 0;
	check_refused(test, &wqe, "no SGE, short OOB");
	wqe.oob_bytes = 24;
	check_refused(test, &wqe, "no SGE, long OOB");
}

static void wqe_larger_than_512_is_refused(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(24, 30);

	wqe.num_sge = 31;
	check_refused(test, &wqe, "31 SGEs behind a long OOB");
	wqe.num_sge = 32;
	check_refused(test, &wqe, "32 SGEs behind a long OOB");
	wqe.oob_bytes = 8;
	check_refused(test, &wqe, "32 SGEs behind a short OOB");
	/* 31 fit behind a short one, also by the fields alone */
	wqe.num_sge = 31;
	wqe_set_position(test->priv, 5);
	KUNIT_EXPECT_EQ(test, wqe_post(test->priv, &wqe), 16);
}

static void wqe_absurd_counts_are_refused(struct kunit *test)
{
	static const u32 counts[] = {
		33, 255, 256, 257, 0x0ffffff0, 0x0fffffff, 0x10000001,
		0x7fffffff, 0x80000000, 0xffffffff,
	};
	struct ref_wqe wqe = wqe_example(8, 1);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		wqe.num_sge = counts[i];
		check_refused(test, &wqe, "absurd number of SGEs");
	}
}

static void wqe_oob_sizes_are_checked(struct kunit *test)
{
	static const u32 sizes[] = { 0, 1, 4, 7, 9, 16, 20, 23, 25, 32, 256 };
	struct ref_wqe wqe = wqe_example(8, 1);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		wqe.oob_bytes = sizes[i];
		check_refused(test, &wqe, "OOB neither 8 nor 24");
	}
}

static void wqe_bad_lso_is_refused(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(8, 2);

	wqe.in_sgl = true;
	wqe.unit = 1448;
	wqe.sge[0].size = 0;
	check_refused(test, &wqe, "no header");
	wqe.sge[0].size = 256;
	check_refused(test, &wqe, "a header of 256 is stored as 0");
	wqe.sge[0].size = 54;
	wqe.num_sge = 1;
	check_refused(test, &wqe, "a header and no payload");
}

static void wqe_large_unit_is_refused(struct kunit *test)
{
	struct ref_wqe wqe = wqe_example(8, 2);

	wqe.in_sgl = true;
	wqe.sge[0].size = 54;
	wqe.unit = 16384;
	check_refused(test, &wqe, "MSS of 15 bits");
}

/**
 * struct stream - where a stream of WQEs stands
 * @rand: its source of numbers
 * @head: bytes ever posted
 * @tail: bytes ever retired
 */
struct stream {
	struct ref_rand rand;
	u64 head;
	u64 tail;
};

static void stream_post(struct kunit *test, struct stream *stream)
{
	struct ref_wqe wqe = wqe_random(&stream->rand);
	struct wqe_bench *bench = test->priv;
	u8 image[REF_MAX_WQE];
	u32 bytes = ref_wqe_image(&wqe, image);
	int got = wqe_post(bench, &wqe);

	if (stream->head - stream->tail + bytes > bench->bytes) {
		KUNIT_ASSERT_EQ(test, got, -ENOSPC);
		return;
	}
	KUNIT_ASSERT_EQ(test, got, bytes / 32);
	ref_ring_write(bench->want, bench->bytes, stream->head, image, bytes);
	stream->head += bytes;
}

static void stream_check(struct kunit *test, const struct stream *stream)
{
	struct wqe_bench *bench = test->priv;

	KUNIT_ASSERT_EQ(test,
			ref_first_difference(bench->mem, bench->want,
					     bench->bytes),
			bench->bytes);
	KUNIT_ASSERT_EQ(test, mana_wring_free(&bench->ring),
			bench->bytes - (stream->head - stream->tail));
	KUNIT_ASSERT_EQ(test, mana_wring_db_tail(&bench->ring),
			stream->head % (1ULL << 32));
}

/* Random WQEs, posted and retired, against the model; many laps. */
static void wqe_random_stream(struct kunit *test)
{
	struct stream stream = { .rand = { 0xfeedface } };
	struct wqe_bench *bench = test->priv;
	u32 round, bytes;

	memset(bench->want, 0xee, bench->bytes);
	for (round = 0; round < 3000; round++) {
		stream_post(test, &stream);
		bytes = 32 * ref_rand_below(&stream.rand, 17);
		if (bytes <= stream.head - stream.tail) {
			mana_wring_retire(&bench->ring, bytes / 32);
			stream.tail += bytes;
		}
		stream_check(test, &stream);
	}
	KUNIT_EXPECT_TRUE(test, wqe_guards_intact(bench));
	KUNIT_EXPECT_GT(test, stream.head, 16 * bench->bytes);
}

static struct kunit_case wqe_cases[] = {
	KUNIT_CASE(wqe_small_oob_two_sges),
	KUNIT_CASE(wqe_receive_buffer),
	KUNIT_CASE(wqe_lso),
	KUNIT_CASE(wqe_frame),
	KUNIT_CASE(wqe_tso_frame),
	KUNIT_CASE(wqe_long_oob_header),
	KUNIT_CASE(wqe_receive_frame),
	KUNIT_CASE(wqe_hwc_request),
	KUNIT_CASE(wqe_wraps_as_in_the_sheet),
	KUNIT_CASE(wqe_every_size_around_the_end),
	KUNIT_CASE(wqe_every_large_size_around_the_end),
	KUNIT_CASE(wqe_largest_at_every_place),
	KUNIT_CASE(wqe_at_late_counters),
	KUNIT_CASE(wqe_padding_is_zeroed),
	KUNIT_CASE(wqe_padding_at_the_end),
	KUNIT_CASE(wqe_smallest_ring_of_the_sheet),
	KUNIT_CASE(wqe_lso_fields),
	KUNIT_CASE(wqe_header_of_every_shape),
	KUNIT_CASE(wqe_without_sge_is_refused),
	KUNIT_CASE(wqe_larger_than_512_is_refused),
	KUNIT_CASE(wqe_absurd_counts_are_refused),
	KUNIT_CASE(wqe_oob_sizes_are_checked),
	KUNIT_CASE(wqe_bad_lso_is_refused),
	KUNIT_CASE(wqe_large_unit_is_refused),
	KUNIT_CASE(wqe_random_stream),
	{}
};

static struct kunit_suite wqe_suite = {
	.name = "mana_wqe",
	.init = wqe_init,
	.test_cases = wqe_cases,
};

kunit_test_suites(&wqe_suite);

MODULE_DESCRIPTION("KUnit suite of the work-queue entries");
MODULE_LICENSE("Dual BSD/GPL");
