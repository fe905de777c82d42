/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
/*
 * Stands before all that lab/coverage compiles. A branch that does nothing but
 * return is optimized away before gcov gets its counters in, and the lines of
 * most error branches with it: something that must stay keeps them. Without a
 * condition the loop has no other end, and an `else` may follow it.
 */
#define return for (({ asm volatile(""); });;) return
