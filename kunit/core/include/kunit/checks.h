/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The families of checks by name. Only <kunit/test.h> includes this. The text
 * of a check is made here, before the preprocessor replaces its arguments.
 */
#ifndef _MANA_KUNIT_CHECKS_H
#define _MANA_KUNIT_CHECKS_H

/* EXPECT: the case goes on after a failure. */
#define KUNIT_EXPECT_TRUE_MSG(test, cond, fmt, ...)			\
	KUNIT_TRUTH(test, false, cond, true,				\
		    #cond " is true", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_TRUE(test, cond)					\
	KUNIT_TRUTH(test, false, cond, true, #cond " is true", "%s", "")
#define KUNIT_EXPECT_FALSE_MSG(test, cond, fmt, ...)			\
	KUNIT_TRUTH(test, false, cond, false,				\
		    #cond " is false", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_FALSE(test, cond)					\
	KUNIT_TRUTH(test, false, cond, false, #cond " is false", "%s", "")
#define KUNIT_EXPECT_EQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, ==, r,				\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_EQ(test, l, r)					\
	KUNIT_COMPARE(test, false, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_EXPECT_NE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, !=, r,				\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NE(test, l, r)					\
	KUNIT_COMPARE(test, false, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_EXPECT_LT_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, <, r,				\
		    #l " < " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LT(test, l, r)					\
	KUNIT_COMPARE(test, false, l, <, r, #l " < " #r, "%s", "")
#define KUNIT_EXPECT_LE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, <=, r,				\
		    #l " <= " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LE(test, l, r)					\
	KUNIT_COMPARE(test, false, l, <=, r, #l " <= " #r, "%s", "")
#define KUNIT_EXPECT_GT_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, >, r,				\
		    #l " > " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GT(test, l, r)					\
	KUNIT_COMPARE(test, false, l, >, r, #l " > " #r, "%s", "")
#define KUNIT_EXPECT_GE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, false, l, >=, r,				\
		    #l " >= " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GE(test, l, r)					\
	KUNIT_COMPARE(test, false, l, >=, r, #l " >= " #r, "%s", "")
#define KUNIT_EXPECT_PTR_EQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, false, l, ==, r,			\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_EQ(test, l, r)					\
	KUNIT_COMPARE_PTR(test, false, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_EXPECT_PTR_NE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, false, l, !=, r,			\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_NE(test, l, r)					\
	KUNIT_COMPARE_PTR(test, false, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_EXPECT_STREQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_STR(test, false, l, ==, r,			\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STREQ(test, l, r)					\
	KUNIT_COMPARE_STR(test, false, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_EXPECT_STRNEQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_STR(test, false, l, !=, r,			\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STRNEQ(test, l, r)					\
	KUNIT_COMPARE_STR(test, false, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_EXPECT_MEMEQ_MSG(test, l, r, size, fmt, ...)		\
	KUNIT_COMPARE_MEM(test, false, l, ==, r, size,			\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_MEMEQ(test, l, r, size)				\
	KUNIT_COMPARE_MEM(test, false, l, ==, r, size, #l " == " #r, "%s", "")
#define KUNIT_EXPECT_MEMNEQ_MSG(test, l, r, size, fmt, ...)		\
	KUNIT_COMPARE_MEM(test, false, l, !=, r, size,			\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_MEMNEQ(test, l, r, size)				\
	KUNIT_COMPARE_MEM(test, false, l, !=, r, size, #l " != " #r, "%s", "")
#define KUNIT_EXPECT_NULL_MSG(test, ptr, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, false, ptr, ==, NULL,			\
		    #ptr " == NULL", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NULL(test, ptr)					\
	KUNIT_COMPARE_PTR(test, false, ptr, ==, NULL, #ptr " == NULL", "%s", "")
#define KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, false, ptr, !=, NULL,			\
		    #ptr " != NULL", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_NULL(test, ptr)				\
	KUNIT_COMPARE_PTR(test, false, ptr, !=, NULL, #ptr " != NULL", "%s", "")
#define KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)		\
	KUNIT_POINTER(test, false, ptr,					\
		    #ptr " is a valid pointer", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr)				\
	KUNIT_POINTER(test, false, ptr, #ptr " is a valid pointer", "%s", "")

/* ASSERT: a failure ends the case. */
#define KUNIT_ASSERT_TRUE_MSG(test, cond, fmt, ...)			\
	KUNIT_TRUTH(test, true, cond, true,				\
		    #cond " is true", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_TRUE(test, cond)					\
	KUNIT_TRUTH(test, true, cond, true, #cond " is true", "%s", "")
#define KUNIT_ASSERT_FALSE_MSG(test, cond, fmt, ...)			\
	KUNIT_TRUTH(test, true, cond, false,				\
		    #cond " is false", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FALSE(test, cond)					\
	KUNIT_TRUTH(test, true, cond, false, #cond " is false", "%s", "")
#define KUNIT_ASSERT_EQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, ==, r,				\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_EQ(test, l, r)					\
	KUNIT_COMPARE(test, true, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_ASSERT_NE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, !=, r,				\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NE(test, l, r)					\
	KUNIT_COMPARE(test, true, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_ASSERT_LT_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, <, r,				\
		    #l " < " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LT(test, l, r)					\
	KUNIT_COMPARE(test, true, l, <, r, #l " < " #r, "%s", "")
#define KUNIT_ASSERT_LE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, <=, r,				\
		    #l " <= " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LE(test, l, r)					\
	KUNIT_COMPARE(test, true, l, <=, r, #l " <= " #r, "%s", "")
#define KUNIT_ASSERT_GT_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, >, r,				\
		    #l " > " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GT(test, l, r)					\
	KUNIT_COMPARE(test, true, l, >, r, #l " > " #r, "%s", "")
#define KUNIT_ASSERT_GE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE(test, true, l, >=, r,				\
		    #l " >= " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GE(test, l, r)					\
	KUNIT_COMPARE(test, true, l, >=, r, #l " >= " #r, "%s", "")
#define KUNIT_ASSERT_PTR_EQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, true, l, ==, r,				\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_EQ(test, l, r)					\
	KUNIT_COMPARE_PTR(test, true, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_ASSERT_PTR_NE_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, true, l, !=, r,				\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_NE(test, l, r)					\
	KUNIT_COMPARE_PTR(test, true, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_ASSERT_STREQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_STR(test, true, l, ==, r,				\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STREQ(test, l, r)					\
	KUNIT_COMPARE_STR(test, true, l, ==, r, #l " == " #r, "%s", "")
#define KUNIT_ASSERT_STRNEQ_MSG(test, l, r, fmt, ...)			\
	KUNIT_COMPARE_STR(test, true, l, !=, r,				\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STRNEQ(test, l, r)					\
	KUNIT_COMPARE_STR(test, true, l, !=, r, #l " != " #r, "%s", "")
#define KUNIT_ASSERT_MEMEQ_MSG(test, l, r, size, fmt, ...)		\
	KUNIT_COMPARE_MEM(test, true, l, ==, r, size,			\
		    #l " == " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_MEMEQ(test, l, r, size)				\
	KUNIT_COMPARE_MEM(test, true, l, ==, r, size, #l " == " #r, "%s", "")
#define KUNIT_ASSERT_MEMNEQ_MSG(test, l, r, size, fmt, ...)		\
	KUNIT_COMPARE_MEM(test, true, l, !=, r, size,			\
		    #l " != " #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_MEMNEQ(test, l, r, size)				\
	KUNIT_COMPARE_MEM(test, true, l, !=, r, size, #l " != " #r, "%s", "")
#define KUNIT_ASSERT_NULL_MSG(test, ptr, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, true, ptr, ==, NULL,			\
		    #ptr " == NULL", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NULL(test, ptr)					\
	KUNIT_COMPARE_PTR(test, true, ptr, ==, NULL, #ptr " == NULL", "%s", "")
#define KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, fmt, ...)			\
	KUNIT_COMPARE_PTR(test, true, ptr, !=, NULL,			\
		    #ptr " != NULL", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(test, ptr)				\
	KUNIT_COMPARE_PTR(test, true, ptr, !=, NULL, #ptr " != NULL", "%s", "")
#define KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)		\
	KUNIT_POINTER(test, true, ptr,					\
		    #ptr " is a valid pointer", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr)				\
	KUNIT_POINTER(test, true, ptr, #ptr " is a valid pointer", "%s", "")

#endif /* _MANA_KUNIT_CHECKS_H */
