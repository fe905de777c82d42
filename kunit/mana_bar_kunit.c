// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What registers may say of BAR0: bounds decide, not shape.
 */
#include <linux/errno.h>

#include <gdma/bar_layout.h>

#include "reference.h"

#define BAR	0x2000000ULL	/* 32 MiB */

/* A stride that is no power of two, and one of more than 16 bits, will do. */
static void bar_strides(struct kunit *test)
{
	static const u32 good[] = { 4096, 4097, 6000, 65535, 65536, 0x21000,
				    0xffffffff };
	static const u32 bad[] = { 0, 1, 8, 4095 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(good); i++)
		KUNIT_EXPECT_TRUE(test, mana_bar_has_doorbells(BAR, 0x10000,
							       good[i]));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_FALSE(test, mana_bar_has_doorbells(BAR, 0x10000,
								bad[i]));
}

/* One page of doorbells fits, and no address of 64 bits overflows. */
static void bar_zones(struct kunit *test)
{
	static const u64 good[] = { 0, 8, 0x10008, BAR - 4096 };
	static const u64 bad[] = { 4, 0x10001, BAR - 4088, BAR, BAR + 8, 1ULL << 32,
				   ~7ULL, ~0ULL };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(good); i++)
		KUNIT_EXPECT_TRUE(test, mana_bar_has_doorbells(BAR, good[i],
							       4096));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_FALSE(test, mana_bar_has_doorbells(BAR, bad[i],
								4096));
}

/* What it says of its size is not asked: 32 bytes have to be there. */
static void bar_smc(struct kunit *test)
{
	static const u64 good[] = { 0, 4, 0x28, 0x10004, BAR - 32 };
	static const u64 bad[] = { 2, 0x10001, BAR - 28, BAR, BAR + 4, 1ULL << 32,
				   ~3ULL, ~0ULL };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(good); i++)
		KUNIT_EXPECT_TRUE(test, mana_bar_has_smc(BAR, good[i]));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_FALSE(test, mana_bar_has_smc(BAR, bad[i]));
}

/* Every page whose doorbells are in the BAR, for odd strides as well. */
static void bar_pages(struct kunit *test)
{
	static const u32 strides[] = { 4096, 6000, 65536, 0x21000 };
	u64 zone_bytes = 40000 + 4096, index;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(strides); i++) {
		for (index = 0; index < 20; index++)
			KUNIT_EXPECT_EQ(test,
					mana_bar_has_page(zone_bytes,
							  strides[i], index),
					index * strides[i] + 4096 <=
					zone_bytes);
		KUNIT_EXPECT_FALSE(test, mana_bar_has_page(zone_bytes,
							   strides[i], ~0ULL));
		KUNIT_EXPECT_FALSE(test, mana_bar_has_page(zone_bytes,
							   strides[i],
							   1ULL << 32));
	}
	KUNIT_EXPECT_TRUE(test, mana_bar_has_page(4096, 4096, 0));
	KUNIT_EXPECT_FALSE(test, mana_bar_has_page(4096, 4096, 1));
}

static struct kunit_case bar_cases[] = {
	KUNIT_CASE(bar_strides),
	KUNIT_CASE(bar_zones),
	KUNIT_CASE(bar_smc),
	KUNIT_CASE(bar_pages),
	{}
};

static struct kunit_suite bar_suite = {
	.name = "mana_bar",
	.test_cases = bar_cases,
};

kunit_test_suites(&bar_suite);

MODULE_DESCRIPTION("KUnit suite of what lies where in BAR0");
MODULE_LICENSE("Dual BSD/GPL");
