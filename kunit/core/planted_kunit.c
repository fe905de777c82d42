// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases with a known outcome, most of them failures: what the core prints of
 * them must be planted.expect, line for line. This is the proof that a failing
 * check of a real suite cannot stay unseen.
 */
#include <linux/errno.h>

#include <kunit/test.h>

static int exits;

static void planted_pass(struct kunit *test)
{
	u8 *mem = kunit_kzalloc(test, 4, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mem);
	KUNIT_EXPECT_EQ(test, mem[0] + mem[3], 0);
	KUNIT_EXPECT_STREQ(test, "same", "same");
	KUNIT_EXPECT_MEMEQ(test, mem, "\0\0\0", 4);
	KUNIT_EXPECT_MEMNEQ(test, mem, "\0\0\1", 3);
	KUNIT_EXPECT_PTR_NE(test, mem, NULL);
	kunit_kfree(test, mem);
}

static void planted_expect(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 3);
	KUNIT_EXPECT_LT_MSG(test, -1, -1, "message %d", 7);
	KUNIT_EXPECT_TRUE(test, 0);
	KUNIT_EXPECT_FALSE(test, 2);
	KUNIT_EXPECT_STREQ(test, "a", "b");
	KUNIT_EXPECT_MEMEQ(test, "abc", "abd", 3);
	KUNIT_EXPECT_MEMNEQ(test, "abc", "abd", 2);
	KUNIT_EXPECT_NULL(test, (void *)16);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ERR_PTR(-EINVAL));
	KUNIT_EXPECT_EQ(test, exits, 1);
}

static void planted_deep(struct kunit *test)
{
	KUNIT_ASSERT_EQ_MSG(test, exits, 100, "must end the case");
}

static void planted_assert(struct kunit *test)
{
	planted_deep(test);
	KUNIT_FAIL(test, "not reached");
}

static void planted_skip(struct kunit *test)
{
	kunit_skip(test, "nothing to see");
	KUNIT_FAIL(test, "not reached");
}

static void planted_fail_then_skip(struct kunit *test)
{
	KUNIT_EXPECT_GE(test, 0, 1);
	kunit_skip(test, "must not hide it");
}

static void planted_foreign_free(struct kunit *test)
{
	kunit_kfree(test, "not of this case");
}

static void planted_init_error(struct kunit *test)
{
	KUNIT_FAIL(test, "not reached");
}

static int planted_init(struct kunit *test)
{
	return strcmp(test->name, "planted_init_error") ? 0 : -EIO;
}

/* Runs after every case, however that one ended. */
static void planted_exit(struct kunit *test)
{
	exits++;
	if (!strcmp(test->name, "planted_init_error"))
		KUNIT_EXPECT_EQ(test, exits, 0);
}

static struct kunit_case planted_cases[] = {
	KUNIT_CASE(planted_pass),
	KUNIT_CASE(planted_expect),
	KUNIT_CASE(planted_assert),
	KUNIT_CASE(planted_skip),
	KUNIT_CASE(planted_fail_then_skip),
	KUNIT_CASE(planted_foreign_free),
	KUNIT_CASE(planted_init_error),
	{}
};

static struct kunit_suite planted_suite = {
	.name = "planted",
	.init = planted_init,
	.exit = planted_exit,
	.test_cases = planted_cases,
};

static void unready_case(struct kunit *test)
{
	KUNIT_FAIL(test, "not reached");
}

static struct kunit_case unready_cases[] = {
	KUNIT_CASE(unready_case),
	{}
};

static int unready_init(struct kunit_suite *suite)
{
	return -ENOMEM;
}

static struct kunit_suite unready_suite = {
	.name = "planted_unready",
	.suite_init = unready_init,
	.test_cases = unready_cases,
};

kunit_test_suites(&planted_suite, &unready_suite);

MODULE_DESCRIPTION("Planted failures, to test the KUnit core");
MODULE_LICENSE("Dual BSD/GPL");
