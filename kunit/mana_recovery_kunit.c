// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The recovery policy: what is done about which fault, and when. The code
 * under test is built into this module.
 */
#include <linux/errno.h>

#include <recovery.c>

#include "reference.h"

static const struct {
	enum mana_fault why;
	enum mana_remedy remedy;
} policy[] = {
	{ MANA_FAULT_HWC_TIMEOUT, MANA_REMEDY_WAIT },
	{ MANA_FAULT_HWC_PROTOCOL, MANA_REMEDY_WAIT },
	{ MANA_FAULT_EQ_OVERRUN, MANA_REMEDY_RESET },
	{ MANA_FAULT_CQ_OVERRUN, MANA_REMEDY_RESET },
	{ MANA_FAULT_RESET_REQUEST, MANA_REMEDY_WAIT },
	{ MANA_FAULT_FPGA_RECONFIG, MANA_REMEDY_WAIT },
	{ MANA_FAULT_TX_QUEUE_DEAD, MANA_REMEDY_RESTART },
	{ MANA_FAULT_RX_QUEUE_LOST, MANA_REMEDY_RESTART },
	{ MANA_FAULT_QUEUE_STUCK, MANA_REMEDY_RESET },
	{ MANA_FAULT_GONE, MANA_REMEDY_WAIT },
};

static void recovery_of_one_fault(struct kunit *test)
{
	u32 i;

	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(policy), MANA_FAULT_COUNT);
	KUNIT_EXPECT_EQ(test, mana_recovery_remedy(0), MANA_REMEDY_NONE);
	for (i = 0; i < ARRAY_SIZE(policy); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_recovery_remedy(BIT(policy[i].why)),
				    policy[i].remedy, "fault %u",
				    policy[i].why);
}

/* Of two faults the worse decides, in whatever order they are numbered. */
static void recovery_of_two_faults(struct kunit *test)
{
	unsigned long both;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(policy); i++) {
		for (n = 0; n < ARRAY_SIZE(policy); n++) {
			both = BIT(policy[i].why) | BIT(policy[n].why);
			KUNIT_EXPECT_EQ(test, mana_recovery_remedy(both),
					max(policy[i].remedy,
					    policy[n].remedy));
		}
	}
	/* bits behind the last fault mean nothing */
	KUNIT_EXPECT_EQ(test, mana_recovery_remedy(BIT(MANA_FAULT_COUNT)),
			MANA_REMEDY_NONE);
}

/* 10 s, doubled up to 5 min, and that for ever. */
static void recovery_backs_off(struct kunit *test)
{
	static const u32 wait[] = { 10000, 20000, 40000, 80000, 160000, 300000,
				    300000 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(wait); i++) {
		KUNIT_EXPECT_EQ(test,
				mana_recovery_delay_ms(MANA_REMEDY_WAIT, i),
				wait[i]);
		KUNIT_EXPECT_EQ(test, mana_recovery_delay_ms(MANA_REMEDY_RESET,
							     i + 1), wait[i]);
	}
	KUNIT_EXPECT_EQ(test, mana_recovery_delay_ms(MANA_REMEDY_WAIT, 1000000),
			300000);
	KUNIT_EXPECT_EQ(test, mana_recovery_delay_ms(MANA_REMEDY_WAIT, U32_MAX),
			300000);
}

/* The first reset of a device that worked does not wait. */
static void recovery_first_reset(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_recovery_delay_ms(MANA_REMEDY_RESET, 0), 0);
}

/* Only what worked and is there, and only after several tries. */
static void recovery_rescan(struct kunit *test)
{
	u32 i;

	for (i = 0; i < 10; i++) {
		KUNIT_EXPECT_EQ(test, mana_recovery_rescans(i, true, true),
				i >= 3);
		KUNIT_EXPECT_FALSE(test, mana_recovery_rescans(i, false, true));
		KUNIT_EXPECT_FALSE(test, mana_recovery_rescans(i, true, false));
	}
}

/* An error that is over resets nothing; one that blocks the device does. */
static void recovery_of_slot(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_recovery_slot(false, false),
			MANA_SLOT_CARRY_ON);
	KUNIT_EXPECT_EQ(test, mana_recovery_slot(true, false), MANA_SLOT_RESET);
	KUNIT_EXPECT_EQ(test, mana_recovery_slot(true, true), MANA_SLOT_GONE);
	KUNIT_EXPECT_EQ(test, mana_recovery_slot(false, true), MANA_SLOT_GONE);
}

static struct kunit_case recovery_cases[] = {
	KUNIT_CASE(recovery_of_one_fault),
	KUNIT_CASE(recovery_of_two_faults),
	KUNIT_CASE(recovery_backs_off),
	KUNIT_CASE(recovery_first_reset),
	KUNIT_CASE(recovery_rescan),
	KUNIT_CASE(recovery_of_slot),
	{}
};

static struct kunit_suite recovery_suite = {
	.name = "mana_recovery",
	.test_cases = recovery_cases,
};

kunit_test_suites(&recovery_suite);

MODULE_DESCRIPTION("KUnit suite of the recovery policy");
MODULE_LICENSE("Dual BSD/GPL");
