// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Kernel half of the KUnit core: a case runs in a thread of its own, and an
 * assertion ends that thread.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>

#include <kunit/test.h>

#include "attempt.h"

/**
 * struct kunit_thread - one attempt
 * @fn: what it runs
 * @data: its argument
 * @ended: completed by the thread's last step
 */
struct kunit_thread {
	void (*fn)(void *data);
	void *data;
	struct completion ended;
};

static int thread_main(void *arg)
{
	struct kunit_thread *thread = arg;

	thread->fn(thread->data);
	/* Not a plain return: the module may be gone by then. */
	COMPLETE_AND_EXIT(&thread->ended, 0);
}

static void end_thread(struct kunit *test)
{
	struct kunit_thread *thread = test->attempt;

	COMPLETE_AND_EXIT(&thread->ended, 0);
}

int kunit_attempt(struct kunit *test, void (*fn)(void *data), void *data)
{
	struct kunit_thread thread = { .fn = fn, .data = data };
	struct task_struct *task;

	init_completion(&thread.ended);
	test->attempt = &thread;
	test->end = end_thread;
	task = kthread_run(thread_main, &thread, "kunit");
	if (IS_ERR(task))
		return PTR_ERR(task);
	/* No limit: a case that hangs is found by whoever runs the machine. */
	wait_for_completion(&thread.ended);
	return 0;
}
