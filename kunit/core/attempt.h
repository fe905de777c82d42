/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * How a case can be ended from any depth of calls: the one thing of the core
 * that differs between kernel (a thread per case) and user space (longjmp).
 */
#ifndef _MANA_KUNIT_ATTEMPT_H
#define _MANA_KUNIT_ATTEMPT_H

struct kunit;

/**
 * kunit_attempt() - call a function that may be ended early
 * @test: case it runs for
 * @fn: the function
 * @data: its argument
 *
 * Sets @test->attempt and @test->end. Calling the latter, which does not return,
 * ends the attempt. It is a pointer because objtool has to know every function
 * that does not return, and older ones only by name.
 *
 * Return: 0 when @fn returned or was ended, else why it was not called.
 */
int kunit_attempt(struct kunit *test, void (*fn)(void *data), void *data);

#endif /* _MANA_KUNIT_ATTEMPT_H */
