// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * User-space half of the KUnit core, and the program that runs the suites
 * linked to it. Prints the same KTAP as a kernel; whoever reads it judges.
 */
#include <setjmp.h>
#include <stdio.h>

#include <kunit/test.h>

#include "attempt.h"

#define MAX_INITS 64

static int (*inits[MAX_INITS])(void);
static unsigned int num_inits;
static jmp_buf attempt_start;

void host_add_init(int (*init)(void))
{
	if (num_inits == MAX_INITS)
		abort();
	inits[num_inits++] = init;
}

static void end_attempt(struct kunit *test)
{
	longjmp(*(jmp_buf *)test->attempt, 1);
}

int kunit_attempt(struct kunit *test, void (*fn)(void *data), void *data)
{
	test->attempt = &attempt_start;
	test->end = end_attempt;
	if (!setjmp(attempt_start))
		fn(data);
	return 0;
}

int main(void)
{
	unsigned int i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < num_inits; i++)
		inits[i]();
	return 0;
}
