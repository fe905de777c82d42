// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Consumer rings: counters, owner bits, wraps and overruns of event and
 * completion queues (gdma 9.2), against its tables and a slow model.
 */
#include <mana/gdma_wire.h>
#include <mana/ring.h>
#include <mana/ring_watch.h>

#include "reference.h"

#define CQE 64
#define EQE 16

/* The info word of a COMPLETION EQE in a pass (gdma 9.2). */
static u32 info_of_pass(u64 pass)
{
	return 3 | (u32)(pass % 8) << 29;
}

static void cring_starts_at_n(struct kunit *test)
{
	static const u32 sizes[] = { 64, 256, 2048, 1 << 28 };
	struct mana_cring ring;
	u8 mem[16];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		mana_cring_init(&ring, mem, EQE, sizes[i]);
		KUNIT_EXPECT_EQ(test, ring.ctr, sizes[i]);
		KUNIT_EXPECT_EQ(test, mana_cring_tail(&ring), sizes[i]);
		KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&ring), (void *)mem);
	}
}

static void cring_new_ring_is_empty(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];

	mana_cring_init(&ring, mem, EQE, 256);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0), MANA_CRING_EMPTY);
}

static void cring_one_entry(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];

	mana_cring_init(&ring, mem, EQE, 256);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0x20000003),
			MANA_CRING_VALID);
	mana_cring_advance(&ring);
	KUNIT_EXPECT_EQ(test, ring.ctr, 257);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0), MANA_CRING_EMPTY);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0x20000003),
			MANA_CRING_VALID);
}

/* Nothing, this pass, the next one, and one that was written over. */
static void cring_entry_further_on(struct kunit *test)
{
	static u8 mem[64 * CQE];
	struct mana_cring ring;
	u32 ahead, end;

	memset(mem, 0, sizeof(mem));
	mana_cring_init(&ring, mem, CQE, 64);
	for (ahead = 0; ahead < 64; ahead++)
		KUNIT_EXPECT_FALSE(test, mana_cring_is_written(&ring, ahead));
	/* the device is at 40 of pass 1, the driver at 10 */
	for (end = 0; end < 40; end++)
		mem[end * CQE + CQE - 1] = 1 << 5;
	ring.ctr += 10;
	for (ahead = 0; ahead < 64; ahead++)
		KUNIT_EXPECT_EQ_MSG(test, mana_cring_is_written(&ring, ahead),
				    ahead < 30, "ahead %u", ahead);
	/* eight passes more: 40 of pass 9 looks like 40 of pass 1 */
	for (end = 0; end < 64; end++)
		mem[end * CQE + CQE - 1] = (end < 40 ? 9 : 8) % 8 << 5;
	KUNIT_EXPECT_TRUE(test, mana_cring_is_written(&ring, 29));
	KUNIT_EXPECT_FALSE(test, mana_cring_is_written(&ring, 30));
	/* one pass more than the driver expects */
	mem[20 * CQE + CQE - 1] = 2 << 5;
	KUNIT_EXPECT_TRUE(test, mana_cring_is_written(&ring, 10));
	KUNIT_EXPECT_EQ(test, ring.ctr, 74);
}

/* The table of owner and "empty" values (gdma 9.2). */
static void cring_owner_table(struct kunit *test)
{
	static const struct {
		u32 pass, valid, empty;
	} rows[] = {
		{ 1, 0x20000003, 0x00000003 },
		{ 2, 0x40000003, 0x20000003 },
		{ 3, 0x60000003, 0x40000003 },
		{ 7, 0xe0000003, 0xc0000003 },
		{ 8, 0x00000003, 0xe0000003 },
		{ 9, 0x20000003, 0x00000003 },
	};
	struct mana_cring ring;
	u8 mem[16];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mana_cring_init(&ring, mem, CQE, 64);
		ring.ctr = 64 * rows[i].pass;
		KUNIT_EXPECT_EQ_MSG(test, mana_cring_state(&ring, rows[i].valid),
				    MANA_CRING_VALID, "pass %u", rows[i].pass);
		KUNIT_EXPECT_EQ_MSG(test, mana_cring_state(&ring, rows[i].empty),
				    MANA_CRING_EMPTY, "pass %u", rows[i].pass);
	}
}

/* Each of the eight owner values in each of twenty passes. */
static void cring_every_owner_in_every_pass(struct kunit *test)
{
	struct mana_cring ring;
	u32 pass, owner, want;
	u8 mem[16];

	mana_cring_init(&ring, mem, CQE, 64);
	for (pass = 1; pass <= 20; pass++) {
		for (owner = 0; owner < 8; owner++) {
			want = owner == pass % 8 ? MANA_CRING_VALID :
			       owner == (pass - 1) % 8 ? MANA_CRING_EMPTY :
			       MANA_CRING_OVERRUN;
			ring.ctr = 64 * pass + 63;
			KUNIT_EXPECT_EQ_MSG(test,
					    mana_cring_state(&ring, owner << 29),
					    want, "pass %u owner %u", pass,
					    owner);
		}
	}
}

/* Only bits 31:29 are the owner's. */
static void cring_state_ignores_other_bits(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];

	mana_cring_init(&ring, mem, CQE, 64);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0x1fffffff),
			MANA_CRING_EMPTY);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0x3fffffff),
			MANA_CRING_VALID);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0x5fffffff),
			MANA_CRING_OVERRUN);
}

/* A producer that is 1 to 6 passes ahead is seen; 7 and 8 cannot be. */
static void cring_lapped_by_passes(struct kunit *test)
{
	struct mana_cring ring;
	u32 pass, ahead, want;
	u8 mem[16];

	mana_cring_init(&ring, mem, EQE, 256);
	for (pass = 1; pass <= 9; pass++) {
		for (ahead = 1; ahead <= 8; ahead++) {
			want = ahead == 8 ? MANA_CRING_VALID :
			       ahead == 7 ? MANA_CRING_EMPTY :
			       MANA_CRING_OVERRUN;
			ring.ctr = 256 * pass + 5;
			KUNIT_EXPECT_EQ(test,
					mana_cring_state(&ring,
							 info_of_pass(pass + ahead)),
					want);
		}
	}
}

static void check_addresses(struct kunit *test, u32 entry_bytes, u32 entries)
{
	struct mana_cring ring;
	u8 *mem;
	u32 i;

	mem = kunit_kzalloc(test, entry_bytes * entries, GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mem);
	mana_cring_init(&ring, mem, entry_bytes, entries);
	for (i = 0; i < 3 * entries; i++) {
		KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&ring),
				    (void *)(mem + (i % entries) * entry_bytes));
		mana_cring_advance(&ring);
	}
}

static void cring_addresses_of_cqes(struct kunit *test)
{
	check_addresses(test, CQE, 64);
	check_addresses(test, CQE, 256);
}

static void cring_addresses_of_eqes(struct kunit *test)
{
	check_addresses(test, EQE, 256);
	check_addresses(test, EQE, 2048);
}

/* The device fills the whole ring before the driver looks. */
static void cring_full(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];
	u32 i;

	mana_cring_init(&ring, mem, CQE, 64);
	for (i = 0; i < 64; i++) {
		KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, info_of_pass(1)),
				MANA_CRING_VALID);
		mana_cring_advance(&ring);
	}
	/* back at entry 0, which still carries pass 1 */
	KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&ring), (void *)mem);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, info_of_pass(1)),
			MANA_CRING_EMPTY);
}

static void cring_full_minus_one(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[64 * EQE] = {};
	u32 i;

	mana_cring_init(&ring, mem, EQE, 64);
	for (i = 0; i < 63; i++) {
		KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, info_of_pass(1)),
				MANA_CRING_VALID);
		mana_cring_advance(&ring);
	}
	KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&ring),
			    (void *)(mem + 63 * EQE));
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0), MANA_CRING_EMPTY);
}

/* Values that doorbells carry (gdma 6.4). */
static void cring_tail_of_the_sheet(struct kunit *test)
{
	static const struct {
		u32 entries, consumed, tail;
	} rows[] = {
		{ 64, 0, 64 },
		{ 64, 5, 69 },
		{ 64, 447, 511 },
		{ 64, 448, 0 },
		{ 64, 449, 1 },
		{ 256, 12, 268 },
		{ 256, 1791, 2047 },
		{ 256, 1792, 0 },
		{ 2048, 14335, 16383 },
		{ 2048, 14336, 0 },
	};
	struct mana_cring ring;
	u8 mem[16];
	size_t i;
	u32 n;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		mana_cring_init(&ring, mem, EQE, rows[i].entries);
		for (n = 0; n < rows[i].consumed; n++)
			mana_cring_advance(&ring);
		KUNIT_EXPECT_EQ_MSG(test, mana_cring_tail(&ring), rows[i].tail,
				    "row %d", (int)i);
	}
}

static void cring_tail_over_twenty_passes(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];
	u32 n;

	mana_cring_init(&ring, mem, CQE, 64);
	for (n = 64; n < 20 * 64; n++) {
		KUNIT_EXPECT_EQ(test, mana_cring_tail(&ring), n % 512);
		mana_cring_advance(&ring);
	}
}

/* The tail is a 31-bit field: the largest ring just fits. */
static void cring_tail_of_the_largest_ring(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[16];

	mana_cring_init(&ring, mem, EQE, 1 << 28);
	ring.ctr = 0x7fffffff;
	KUNIT_EXPECT_EQ(test, mana_cring_tail(&ring), 0x7fffffff);
	mana_cring_advance(&ring);
	KUNIT_EXPECT_EQ(test, mana_cring_tail(&ring), 0);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, 0), MANA_CRING_VALID);
}

/* Index, owner and tail go on where the 32-bit counter wraps. */
static void cring_counter_wraps(struct kunit *test)
{
	struct mana_cring ring;
	u8 mem[64 * EQE] = {};
	u64 ctr = (1ULL << 32) - 70;
	u32 i;

	mana_cring_init(&ring, mem, EQE, 64);
	ring.ctr = (u32)ctr;
	for (i = 0; i < 140; i++, ctr++) {
		KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&ring),
				    (void *)(mem + ctr % 64 * EQE));
		KUNIT_EXPECT_EQ(test, mana_cring_tail(&ring), ctr % 512);
		KUNIT_EXPECT_EQ(test,
				mana_cring_state(&ring, info_of_pass(ctr / 64)),
				MANA_CRING_VALID);
		KUNIT_EXPECT_EQ(test,
				mana_cring_state(&ring,
						 info_of_pass(ctr / 64 - 1)),
				MANA_CRING_EMPTY);
		mana_cring_advance(&ring);
	}
}

/**
 * struct producer - the device's side of a ring, as obvious as possible
 * @info: info word of each entry
 * @entries: of the ring
 * @written: entries ever written
 * @read: entries ever read
 */
struct producer {
	u32 info[64];
	u32 entries;
	u64 written;
	u64 read;
};

static void produce(struct producer *dev)
{
	dev->info[dev->written % dev->entries] =
		info_of_pass(1 + dev->written / dev->entries);
	dev->written++;
}

/* Random bursts of producer and consumer, never lapped, many passes. */
static void cring_random_bursts(struct kunit *test)
{
	struct ref_rand rand = { 0x1234567 };
	struct producer dev = { .entries = 64 };
	struct mana_cring ring;
	u8 mem[64 * EQE];
	u32 round, n;

	mana_cring_init(&ring, mem, EQE, 64);
	for (round = 0; round < 400; round++) {
		n = ref_rand_below(&rand, 64 - (dev.written - dev.read) + 1);
		while (n--)
			produce(&dev);
		n = ref_rand_below(&rand, 70);
		while (n-- && mana_cring_state(&ring,
					       dev.info[dev.read % 64]) ==
			      MANA_CRING_VALID) {
			KUNIT_ASSERT_PTR_EQ(test, mana_cring_entry(&ring),
					    (void *)(mem + dev.read % 64 * EQE));
			dev.read++;
			mana_cring_advance(&ring);
		}
		KUNIT_ASSERT_LE(test, dev.read, dev.written);
		KUNIT_ASSERT_EQ(test,
				mana_cring_state(&ring, dev.info[dev.read % 64]),
				dev.read == dev.written ? MANA_CRING_EMPTY :
				MANA_CRING_VALID);
	}
	KUNIT_EXPECT_GT(test, dev.read, 8 * 64);
}

/* The consumer stops; the device goes on and laps it. */
static void cring_overrun_is_seen_at_once(struct kunit *test)
{
	struct producer dev = { .entries = 64 };
	struct mana_cring ring;
	u8 mem[64 * EQE];
	u32 i;

	mana_cring_init(&ring, mem, EQE, 64);
	for (i = 0; i < 64; i++)
		produce(&dev);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, dev.info[0]),
			MANA_CRING_VALID);
	produce(&dev);
	KUNIT_EXPECT_EQ(test, mana_cring_state(&ring, dev.info[0]),
			MANA_CRING_OVERRUN);
}

/* The device writes entry @n of its first pass. */
static void write_entry(u8 *mem, u32 n)
{
	*(__le32 *)(mem + (n + 1) * EQE - sizeof(__le32)) =
		cpu_to_le32(info_of_pass(1));
}

/* Somebody looks at a ring that he does not consume. */
static void cring_waiting_entry(struct kunit *test)
{
	struct mana_ring_watch seen = {};
	u8 mem[8 * EQE] __aligned(8) = {};
	struct mana_cring ring;

	mana_cring_init(&ring, mem, EQE, 8);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	write_entry(mem, 0);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_WAITING);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_WAITING);
	/* Taken, and another one came: it moves. */
	mana_cring_advance(&ring);
	write_entry(mem, 1);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_WAITING);
}

static void cring_hole(struct kunit *test)
{
	struct mana_ring_watch seen = {};
	u8 mem[8 * EQE] __aligned(8) = {};
	struct mana_cring ring;

	mana_cring_init(&ring, mem, EQE, 8);
	write_entry(mem, 1);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_HOLE);
	/* Written late: two entries wait. */
	write_entry(mem, 0);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_MOVES);
	KUNIT_EXPECT_EQ(test, mana_ring_look(&ring, &seen), MANA_RING_WAITING);
}

/* With as many packets missing, known exactly. */
static bool silent(struct mana_rx_silence *seen, u32 tail, u64 missing)
{
	const struct mana_rx_missing known = {
		.most = missing, .least = missing,
	};

	return mana_rx_is_silent(seen, tail, &known, 2);
}

static void cring_silent_queue(struct kunit *test)
{
	struct mana_rx_silence seen = {};

	/* Nothing ever came: whatever is missing is somebody else's. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 0));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 100));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 200));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 300));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 300));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 0, 300));
	/* A packet; then none, while enough are missing, time and again. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 1, 300));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 1, 400));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 1, 400));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 1, 400));
	KUNIT_EXPECT_TRUE(test, silent(&seen, 1, 400));
	KUNIT_EXPECT_TRUE(test, silent(&seen, 1, 400));
	/* It lives; nobody sends to it. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 400));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 415));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 415));
	/* Some were under way when it was last seen to live. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 399));
	/* They come slowly. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 416));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 416));
	/* Others took their time, and are taken now: begin anew. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 415));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 416));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 420));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 2, 420));
	KUNIT_EXPECT_TRUE(test, silent(&seen, 2, 420));
	/* A packet later that is no longer so. */
	KUNIT_EXPECT_FALSE(test, silent(&seen, 3, 420));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 3, 440));
	KUNIT_EXPECT_FALSE(test, silent(&seen, 3, 440));
}

/* Missing for long, but the queue is known to stand still for a short time. */
static void cring_silent_for_long_enough(struct kunit *test)
{
	const struct mana_rx_missing missing = { .most = 100, .least = 100 };
	struct mana_rx_silence seen = { .tail = 1 };
	u32 i;

	for (i = 1; i < 15; i++)
		KUNIT_EXPECT_FALSE(test, mana_rx_is_silent(&seen, 1, &missing, 15));
	KUNIT_EXPECT_TRUE(test, mana_rx_is_silent(&seen, 1, &missing, 15));
}

/* Look at a queue that stands still, after an answer of the device. */
static bool silent_after(struct mana_rx_silence *seen,
			 struct mana_rx_missing *missing, u64 counted,
			 u64 received)
{
	mana_rx_missing_note(missing, counted, received);
	return mana_rx_is_silent(seen, 7, missing, 2);
}

static void cring_silent_beside_others(struct kunit *test)
{
	struct mana_rx_missing missing = {};
	struct mana_rx_silence seen = {};

	/* 500 packets came while the device was asked, and then no more. */
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1500, 1000));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1500, 1500));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1500, 1500));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1500, 1500));
	/* Another queue is flooded: 600 packets always wait in its ring. */
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 9100, 8500));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 15100, 14500));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 21100, 20500));
	/* None come for this queue, which got 100 a look: seen when it ends. */
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 22200, 21000));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 22200, 21600));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 22200, 21600));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 22200, 21600));
	KUNIT_EXPECT_TRUE(test, silent_after(&seen, &missing, 22200, 21600));
	/* The machine has no time to take what came, and finds it later. */
	seen = (struct mana_rx_silence) { .tail = 7 };
	missing = (struct mana_rx_missing) {};
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1000, 1000));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1000));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1050));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1100));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1200));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1300));
	KUNIT_EXPECT_FALSE(test, silent_after(&seen, &missing, 1300, 1300));
}

/* Looks until a silence that goes on is believed again. */
static u32 looks_held(struct mana_rx_hold *hold)
{
	u32 looks = 0;

	do {
		mana_rx_hold_look(hold);
		looks++;
	} while (!mana_rx_hold_allows(hold) && looks < 1000000);
	return looks;
}

static void cring_silence_is_held(struct kunit *test)
{
	static const u32 held[] = {
		15, 60, 240, 960, 3840, 15360, 61440, 86400, 86400,
	};
	struct mana_rx_hold hold = {};
	u32 i;

	KUNIT_EXPECT_TRUE(test, mana_rx_hold_allows(&hold));
	KUNIT_EXPECT_FALSE(test, mana_rx_hold_allows(&hold));
	for (i = 0; i < ARRAY_SIZE(held); i++)
		KUNIT_EXPECT_EQ(test, looks_held(&hold), held[i]);
	/* After a quiet time it is believed at once. */
	for (i = 0; i < 100000; i++)
		mana_rx_hold_look(&hold);
	KUNIT_EXPECT_TRUE(test, mana_rx_hold_allows(&hold));
}

static struct kunit_case cring_cases[] = {
	KUNIT_CASE(cring_starts_at_n),
	KUNIT_CASE(cring_new_ring_is_empty),
	KUNIT_CASE(cring_one_entry),
	KUNIT_CASE(cring_entry_further_on),
	KUNIT_CASE(cring_owner_table),
	KUNIT_CASE(cring_every_owner_in_every_pass),
	KUNIT_CASE(cring_state_ignores_other_bits),
	KUNIT_CASE(cring_lapped_by_passes),
	KUNIT_CASE(cring_addresses_of_cqes),
	KUNIT_CASE(cring_addresses_of_eqes),
	KUNIT_CASE(cring_full),
	KUNIT_CASE(cring_full_minus_one),
	KUNIT_CASE(cring_tail_of_the_sheet),
	KUNIT_CASE(cring_tail_over_twenty_passes),
	KUNIT_CASE(cring_tail_of_the_largest_ring),
	KUNIT_CASE(cring_counter_wraps),
	KUNIT_CASE(cring_random_bursts),
	KUNIT_CASE(cring_overrun_is_seen_at_once),
	KUNIT_CASE(cring_waiting_entry),
	KUNIT_CASE(cring_hole),
	KUNIT_CASE(cring_silent_queue),
	KUNIT_CASE(cring_silent_for_long_enough),
	KUNIT_CASE(cring_silent_beside_others),
	KUNIT_CASE(cring_silence_is_held),
	{}
};

static struct kunit_suite cring_suite = {
	.name = "mana_cring",
	.test_cases = cring_cases,
};

kunit_test_suites(&cring_suite);

MODULE_DESCRIPTION("KUnit suite of the consumer rings");
MODULE_LICENSE("Dual BSD/GPL");
