// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The shared-memory channel: where the frames of the first queues stand, and
 * which answers are believed.
 */
#include <linux/errno.h>

#include <gdma/smc_layout.h>

#include "reference.h"

/* A worked example. */
static void smc_establish_of_the_sheet(struct kunit *test)
{
	static const u8 want[] = {
		0x50, 0x34, 0x12, 0x00, 0x00, 0x00, 0x51, 0x34,
		0x12, 0x00, 0x00, 0x00, 0x52, 0x34, 0x12, 0x00,
		0x00, 0x00, 0x53, 0x34, 0x12, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00,
	};
	static const dma_addr_t rings[] = {
		0x123450000ULL, 0x123451000ULL, 0x123452000ULL, 0x123453000ULL,
	};
	struct smc_establish body;

	memset(&body, 0xee, sizeof(body));
	mana_smc_fill_establish(&body, rings, 0);
	EXPECT_BYTES(test, &body, want, sizeof(want));
}

/* The second: addresses that need the high nibbles. */
static void smc_establish_high_nibbles(struct kunit *test)
{
	static const u8 want[] = {
		0x45, 0x23, 0x01, 0x00, 0x00, 0x00, 0xde, 0xbc,
		0x0a, 0x00, 0x00, 0x00, 0x0f, 0x00, 0x00, 0x00,
		0x00, 0x00, 0xf0, 0xff, 0xff, 0xff, 0xff, 0xff,
		0x21, 0x0f, 0x03, 0x00,
	};
	static const dma_addr_t rings[] = {
		0x1000000012345000ULL, 0x20000000abcde000ULL,
		0xf00000000000f000ULL, 0x0fffffffffff0000ULL,
	};
	struct smc_establish body;

	memset(&body, 0xee, sizeof(body));
	mana_smc_fill_establish(&body, rings, 3);
	EXPECT_BYTES(test, &body, want, sizeof(want));
}

/* Each bit of each address, alone: it arrives where docs/spec wants it. */
static void smc_establish_each_bit(struct kunit *test)
{
	dma_addr_t rings[4];
	u8 got[28], want[28];
	u32 ring, bit, at;

	for (ring = 0; ring < 4; ring++) {
		for (bit = 12; bit < 64; bit++) {
			memset(rings, 0, sizeof(rings));
			memset(want, 0, sizeof(want));
			rings[ring] = 1ULL << bit;
			at = bit < 60 ? 48 * ring + bit - 12 :
			     24 * 8 + 4 * ring + bit - 60;
			want[at / 8] = 1 << (at % 8);
			mana_smc_fill_establish((struct smc_establish *)got, rings,
					   0);
			EXPECT_BYTES(test, got, want, sizeof(want));
		}
	}
}

static void smc_establish_vector(struct kunit *test)
{
	static const u8 want[28] = { [26] = 0xcd, 0xab };
	dma_addr_t rings[4] = {};
	struct smc_establish body;

	mana_smc_fill_establish(&body, rings, 0xabcd);
	EXPECT_BYTES(test, &body, want, sizeof(want));
}

/* Header dwords of real exchanges. */
static void smc_answers_of_the_sheet(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000081, 1), 0);
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000082, 2), 0);
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000181, 1), -EPROTO);
	/* the request, read back */
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000001, 1), -EPROTO);
	/* of the other command */
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000082, 1), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x00000081, 2), -EPROTO);
	/* a device that left */
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0xffffffff, 1), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_smc_check_response(0, 1), -EPROTO);
}

/* Every type, version and status but the right one is refused. */
static void smc_every_wrong_answer(struct kunit *test)
{
	u32 i;

	for (i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x80 | i, 2),
				i == 2 ? 0 : -EPROTO);
	for (i = 1; i < 8; i++)		/* newer than was asked for */
		KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x81 | i << 3, 1),
				-EPROTO);
	for (i = 1; i < 256; i++)
		KUNIT_EXPECT_EQ(test, mana_smc_check_response(0x81 | i << 8, 1),
				-EPROTO);
}

/* Bits that mean nothing here do not turn success into failure. */
static void smc_reserved_bits(struct kunit *test)
{
	static const u32 bits[] = { 6, 16, 23, 24, 25, 30 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bits); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_smc_check_response(0x81 | 1U << bits[i], 1),
				    0, "bit %u", bits[i]);
}

/* The dword that hands the window over. */
static void smc_requests(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_smc_request(1, false), 0x00000001);
	KUNIT_EXPECT_EQ(test, mana_smc_request(2, false), 0x00000002);
	KUNIT_EXPECT_EQ(test, mana_smc_request(1, true), 0x01000001);
}

static struct kunit_case smc_cases[] = {
	KUNIT_CASE(smc_establish_of_the_sheet),
	KUNIT_CASE(smc_establish_high_nibbles),
	KUNIT_CASE(smc_establish_each_bit),
	KUNIT_CASE(smc_establish_vector),
	KUNIT_CASE(smc_answers_of_the_sheet),
	KUNIT_CASE(smc_every_wrong_answer),
	KUNIT_CASE(smc_reserved_bits),
	KUNIT_CASE(smc_requests),
	{}
};

static struct kunit_suite smc_suite = {
	.name = "mana_smc",
	.test_cases = smc_cases,
};

kunit_test_suites(&smc_suite);

MODULE_DESCRIPTION("KUnit suite of the shared-memory channel");
MODULE_LICENSE("Dual BSD/GPL");
