/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Counters of a device that begin anew when it is reset, shown as ones that only
 * grow.
 */
#ifndef _MANA_GROW_H
#define _MANA_GROW_H

#include <linux/compiler.h>
#include <linux/types.h>

/**
 * mana_grow - add what a counter has grown by
 * @sum: what is shown; one writer
 * @last: the counter when it was last read
 * @now: the counter
 *
 * A counter that is smaller than before has begun at 0 again.
 */
static inline void mana_grow(u64 *sum, u64 *last, u64 now)
{
	WRITE_ONCE(*sum, *sum + (now >= *last ? now - *last : now));
	*last = now;
}

#endif /* _MANA_GROW_H */
