// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A small core for KUnit suites: runs the cases of a suite module when it is
 * loaded and reports in KTAP, one style on every kernel. It exists because no
 * distribution kernel has KUnit built in. This half is plain C and serves the
 * user-space build too; how a case is ended is in attempt.h.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <kunit/test.h>

#include "attempt.h"

/* One report line; a level of KTAP nesting is four blanks. */
#define say(indent, fmt, ...) \
	printk(KERN_INFO "%*s" fmt "\n", 4 * (indent), "", ##__VA_ARGS__)

/**
 * struct kunit_alloc - memory that belongs to a case
 * @next: the one allocated before
 * @mem: what the case sees
 */
struct kunit_alloc {
	struct kunit_alloc *next;
	void *mem;
};

/**
 * struct kunit_tally - how many cases ended which way
 * @count: by enum kunit_status
 */
struct kunit_tally {
	unsigned int count[KUNIT_SKIPPED + 1];
};

/**
 * struct kunit_run - what an attempt is given
 * @suite: the suite
 * @each: the case
 * @test: its state
 */
struct kunit_run {
	struct kunit_suite *suite;
	struct kunit_case *each;
	struct kunit *test;
};

/**
 * kunit_note() - write a diagnostic line of a case
 * @test: running case
 * @fmt: text, without a line end
 */
void kunit_note(struct kunit *test, const char *fmt, ...)
{
	char text[192];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	say(1, "# %s: %s", test->name, text);
}
EXPORT_SYMBOL_GPL(kunit_note);

/**
 * kunit_end_skipped() - end a case that cannot say anything here
 * @test: running case
 * @fmt: the reason
 *
 * Does not return. A failure seen before stays a failure.
 */
void kunit_end_skipped(struct kunit *test, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(test->why_skipped, sizeof(test->why_skipped), fmt, args);
	va_end(args);
	if (test->status == KUNIT_SUCCESS)
		test->status = KUNIT_SKIPPED;
	test->end(test);
}
EXPORT_SYMBOL_GPL(kunit_end_skipped);

/**
 * kunit_failed() - record that a check failed
 * @test: running case
 * @site: the check; a fatal one ends the case and does not return
 * @fmt: message of its own, may be empty
 */
void kunit_failed(struct kunit *test, const struct kunit_site *site,
		  const char *fmt, ...)
{
	char text[160];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	test->status = KUNIT_FAILURE;
	kunit_note(test, "%s:%d: %s not true: %s%s%s",
		   kbasename(site->file), site->line,
		   site->fatal ? "assertion" : "expectation", site->text,
		   text[0] ? ": " : "", text);
	if (site->fatal)
		test->end(test);
}
EXPORT_SYMBOL_GPL(kunit_failed);

/**
 * kunit_show_numbers() - show both sides of a failed comparison
 * @test: running case
 * @left: value on the left
 * @right: value on the right
 */
void kunit_show_numbers(struct kunit *test, long long left, long long right)
{
	kunit_note(test, "left %lld (0x%llx), right %lld (0x%llx)", left,
		   (unsigned long long)left, right, (unsigned long long)right);
}
EXPORT_SYMBOL_GPL(kunit_show_numbers);

/**
 * kunit_show_strings() - show both sides of a failed comparison
 * @test: running case
 * @left: string on the left
 * @right: string on the right
 */
void kunit_show_strings(struct kunit *test, const char *left,
			const char *right)
{
	kunit_note(test, "left \"%s\", right \"%s\"", left, right);
}
EXPORT_SYMBOL_GPL(kunit_show_strings);

/**
 * kunit_show_memory() - show where two pieces of memory begin to differ
 * @test: running case
 * @left: memory on the left
 * @right: memory on the right
 * @size: bytes of each
 */
void kunit_show_memory(struct kunit *test, const void *left,
		       const void *right, size_t size)
{
	const u8 *a = left, *b = right;
	size_t i;

	for (i = 0; i < size; i++) {
		if (a[i] == b[i])
			continue;
		kunit_note(test, "byte %zu of %zu: left %02x, right %02x",
			   i, size, a[i], b[i]);
		return;
	}
	kunit_note(test, "%zu equal bytes", size);
}
EXPORT_SYMBOL_GPL(kunit_show_memory);

/**
 * kunit_kmalloc() - allocate memory that is freed when the case ends
 * @test: running case
 * @size: bytes
 * @gfp: as for kmalloc()
 *
 * Return: the memory or NULL.
 */
void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	struct kunit_alloc *alloc;

	alloc = kmalloc(sizeof(*alloc), gfp);
	if (!alloc)
		return NULL;
	alloc->mem = kmalloc(size, gfp);
	if (!alloc->mem) {
		kfree(alloc);
		return NULL;
	}
	alloc->next = test->allocs;
	test->allocs = alloc;
	return alloc->mem;
}
EXPORT_SYMBOL_GPL(kunit_kmalloc);

/**
 * kunit_kzalloc() - kunit_kmalloc() of zeroed memory
 * @test: running case
 * @size: bytes
 * @gfp: as for kzalloc()
 *
 * Return: the memory or NULL.
 */
void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	void *mem = kunit_kmalloc(test, size, gfp);

	return mem ? memset(mem, 0, size) : NULL;
}
EXPORT_SYMBOL_GPL(kunit_kzalloc);

/**
 * kunit_kfree() - free memory of a case before it ends
 * @test: running case
 * @ptr: from kunit_kmalloc() or kunit_kzalloc(), or NULL
 *
 * A pointer that is not the case's fails it.
 */
void kunit_kfree(struct kunit *test, const void *ptr)
{
	struct kunit_alloc **link, *alloc;

	if (!ptr)
		return;
	for (link = &test->allocs; *link; link = &(*link)->next) {
		alloc = *link;
		if (alloc->mem != ptr)
			continue;
		*link = alloc->next;
		kfree(alloc->mem);
		kfree(alloc);
		return;
	}
	KUNIT_FAIL(test, "kunit_kfree() of memory that is not the case's");
}
EXPORT_SYMBOL_GPL(kunit_kfree);

static void free_allocs(struct kunit *test)
{
	while (test->allocs)
		kunit_kfree(test, test->allocs->mem);
}

static void attempt_case(void *data)
{
	struct kunit_run *run = data;
	int err = run->suite->init ? run->suite->init(run->test) : 0;

	if (err)
		KUNIT_FAIL(run->test, "init of the suite gave %d", err);
	else
		run->each->run_case(run->test);
}

static void attempt_exit(void *data)
{
	struct kunit_run *run = data;

	run->suite->exit(run->test);
}

static void try_or_fail(struct kunit *test, void (*fn)(void *data), void *data)
{
	if (kunit_attempt(test, fn, data))
		KUNIT_FAIL(test, "no thread for the case");
}

static enum kunit_status run_case(struct kunit_suite *suite,
				  struct kunit_case *each, unsigned int number,
				  int suite_err)
{
	struct kunit test = { .name = each->name };
	struct kunit_run run = { suite, each, &test };

	if (suite_err) {
		KUNIT_FAIL(&test, "suite_init gave %d", suite_err);
	} else {
		try_or_fail(&test, attempt_case, &run);
		if (suite->exit)
			try_or_fail(&test, attempt_exit, &run);
	}
	free_allocs(&test);
	say(1, "%s %u %s%s%s", test.status == KUNIT_FAILURE ? "not ok" : "ok",
	    number, each->name,
	    test.status == KUNIT_SKIPPED ? " # SKIP " : "",
	    test.status == KUNIT_SKIPPED ? test.why_skipped : "");
	return test.status;
}

static void run_suite(struct kunit_suite *suite, unsigned int number)
{
	struct kunit_tally tally = {};
	struct kunit_case *each;
	unsigned int cases = 0;
	int err;

	for (each = suite->test_cases; each->run_case; each++)
		cases++;
	say(1, "KTAP version 1");
	say(1, "# Subtest: %s", suite->name);
	say(1, "1..%u", cases);

	err = suite->suite_init ? suite->suite_init(suite) : 0;
	for (each = suite->test_cases; each->run_case; each++)
		tally.count[run_case(suite, each, each - suite->test_cases + 1,
				     err)]++;
	if (suite->suite_exit && !err)
		suite->suite_exit(suite);

	say(0, "# %s: pass:%u fail:%u skip:%u total:%u", suite->name,
	    tally.count[KUNIT_SUCCESS], tally.count[KUNIT_FAILURE],
	    tally.count[KUNIT_SKIPPED], cases);
	say(0, "%s %u %s", tally.count[KUNIT_FAILURE] ? "not ok" : "ok",
	    number, suite->name);
}

/**
 * kunit_run_suites() - run the suites of one module, report in KTAP
 * @suites: list that ends with NULL
 *
 * Context: process, called from the module's init by kunit_test_suites().
 */
void kunit_run_suites(struct kunit_suite *const *suites)
{
	unsigned int i, count = 0;

	while (suites[count])
		count++;
	say(0, "KTAP version 1");
	say(0, "1..%u", count);
	for (i = 0; i < count; i++)
		run_suite(suites[i], i + 1);
}
EXPORT_SYMBOL_GPL(kunit_run_suites);

MODULE_DESCRIPTION("Runs KUnit suites on kernels built without KUnit");
MODULE_LICENSE("Dual BSD/GPL");
