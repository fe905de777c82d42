/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The part of the KUnit interface that our suites use, for kernels that are
 * built without KUnit (all that distributions ship). A suite includes
 * <kunit/test.h> and never learns whose it got. Only the names are KUnit's:
 * see kunit/core/core.c for what stands behind them.
 */
#ifndef _MANA_KUNIT_TEST_H
#define _MANA_KUNIT_TEST_H

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/types.h>

/**
 * enum kunit_status - what became of a case
 * @KUNIT_SUCCESS: no check failed
 * @KUNIT_FAILURE: at least one did
 * @KUNIT_SKIPPED: it ended itself with kunit_skip()
 */
enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

struct kunit_alloc;

/**
 * struct kunit - one running case
 * @priv: free for the suite, usually set by its init
 * @name: of the case
 * @status: so far
 * @why_skipped: what kunit_skip() was told
 * @allocs: memory to free when the case ends
 * @attempt: what an assertion ends; owned by the platform half of the core
 * @end: ends it
 */
struct kunit {
	void *priv;
	const char *name;
	enum kunit_status status;
	char why_skipped[96];
	struct kunit_alloc *allocs;
	void *attempt;
	void (*end)(struct kunit *test);
};

/**
 * struct kunit_case - one entry of a suite's table, made with KUNIT_CASE()
 * @run_case: the case
 * @name: its name
 */
struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
};

#define KUNIT_CASE(fn) { .run_case = fn, .name = #fn }

/**
 * struct kunit_suite - cases that share preparations
 * @name: lower case with underscores
 * @suite_init: before the first case; an error fails every case
 * @suite_exit: after the last case
 * @init: before each case; an error fails that case
 * @exit: after each case, also when the case or @init failed
 * @test_cases: table that ends with an empty entry
 */
struct kunit_suite {
	const char name[256];
	int (*suite_init)(struct kunit_suite *suite);
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;
};

/**
 * struct kunit_site - where a check stands in the source
 * @file: source file
 * @line: its line
 * @text: the check as it was written
 * @fatal: an assertion, which ends the case
 */
struct kunit_site {
	const char *file;
	int line;
	const char *text;
	bool fatal;
};

void kunit_run_suites(struct kunit_suite *const *suites);

void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp);
void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp);
void kunit_kfree(struct kunit *test, const void *ptr);

__printf(2, 3) void kunit_note(struct kunit *test, const char *fmt, ...);
__printf(2, 3) void kunit_end_skipped(struct kunit *test, const char *fmt, ...);
__printf(3, 4) void kunit_failed(struct kunit *test,
				 const struct kunit_site *site,
				 const char *fmt, ...);
void kunit_show_numbers(struct kunit *test, long long left, long long right);
void kunit_show_memory(struct kunit *test, const void *left,
		       const void *right, size_t size);
void kunit_show_strings(struct kunit *test, const char *left,
			const char *right);

#define kunit_info(test, fmt, ...) kunit_note(test, fmt, ##__VA_ARGS__)
#define kunit_warn(test, fmt, ...) kunit_note(test, fmt, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...) kunit_note(test, fmt, ##__VA_ARGS__)
#define kunit_skip(test, fmt, ...) kunit_end_skipped(test, fmt, ##__VA_ARGS__)

/* One such line per suite module: it is the module's init and exit. */
#define kunit_test_suites(...)						\
	static struct kunit_suite *const kunit_suite_list[] = {		\
		__VA_ARGS__, NULL					\
	};								\
	static int __init kunit_suites_init(void)			\
	{								\
		kunit_run_suites(kunit_suite_list);			\
		return 0;						\
	}								\
	module_init(kunit_suites_init);					\
	static void __exit kunit_suites_exit(void)			\
	{								\
	}								\
	module_exit(kunit_suites_exit)

#define kunit_test_suite(suite) kunit_test_suites(&suite)

/*
 * The checks. EXPECT goes on after a failure, ASSERT ends the case; each has
 * a _MSG form with a message of its own. Arguments are evaluated once.
 */
#define KUNIT_SITE(text_, fatal_)					\
	static const struct kunit_site kunit_site_ = {			\
		.file = __FILE__, .line = __LINE__,			\
		.text = text_, .fatal = fatal_,				\
	}

#define KUNIT_CHECK(test, fatal_, ok, text_, show, fmt, ...) do {	\
	if (!(ok)) {							\
		KUNIT_SITE(text_, fatal_);				\
		show;							\
		kunit_failed(test, &kunit_site_, fmt, ##__VA_ARGS__);	\
	}								\
} while (0)

#define KUNIT_COMPARE(test, fatal_, left, op, right, text_, fmt, ...) do { \
	typeof(left) kunit_left_ = (left);				\
	typeof(right) kunit_right_ = (right);				\
	KUNIT_CHECK(test, fatal_, kunit_left_ op kunit_right_,		\
		    text_,						\
		    kunit_show_numbers(test, (long long)kunit_left_,	\
				       (long long)kunit_right_),	\
		    fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_COMPARE_PTR(test, fatal_, left, op, right, text_, fmt, ...) do { \
	const void *kunit_left_ = (left);				\
	const void *kunit_right_ = (right);				\
	KUNIT_CHECK(test, fatal_, kunit_left_ op kunit_right_,		\
		    text_,						\
		    kunit_show_numbers(test, (long)kunit_left_,		\
				       (long)kunit_right_),		\
		    fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_COMPARE_STR(test, fatal_, left, op, right, text_, fmt, ...) do { \
	const char *kunit_left_ = (left);				\
	const char *kunit_right_ = (right);				\
	KUNIT_CHECK(test, fatal_,					\
		    strcmp(kunit_left_, kunit_right_) op 0,		\
		    text_,						\
		    kunit_show_strings(test, kunit_left_, kunit_right_), \
		    fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_COMPARE_MEM(test, fatal_, left, op, right, size, text_, fmt, ...) \
do {									\
	const void *kunit_left_ = (left);				\
	const void *kunit_right_ = (right);				\
	const size_t kunit_size_ = (size);				\
	KUNIT_CHECK(test, fatal_,					\
		    memcmp(kunit_left_, kunit_right_, kunit_size_) op 0, \
		    text_,						\
		    kunit_show_memory(test, kunit_left_, kunit_right_,	\
				      kunit_size_),			\
		    fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_TRUTH(test, fatal_, cond, want, text_, fmt, ...)		\
	KUNIT_CHECK(test, fatal_, (!!(cond)) == (want), text_, (void)0,	\
		    fmt, ##__VA_ARGS__)

#define KUNIT_POINTER(test, fatal_, ptr, text_, fmt, ...) do {		\
	const void *kunit_ptr_ = (ptr);					\
	KUNIT_CHECK(test, fatal_, !IS_ERR_OR_NULL(kunit_ptr_),		\
		    text_,						\
		    kunit_show_numbers(test, PTR_ERR(kunit_ptr_), 0),	\
		    fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_SUCCEED(test) ((void)(test))
#define KUNIT_FAIL(test, fmt, ...)					\
	KUNIT_CHECK(test, false, false, "not reached", (void)0, fmt,	\
		    ##__VA_ARGS__)

#include <kunit/checks.h>

#endif /* _MANA_KUNIT_TEST_H */
