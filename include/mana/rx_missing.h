/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * How many packets the device has counted that came to no port. It takes time to
 * answer, packets come meanwhile, and others wait in rings to be taken: no moment
 * exists at which both sides could be compared, so there are two bounds. Pure
 * functions on counters.
 */
#ifndef _MANA_RX_MISSING_H
#define _MANA_RX_MISSING_H

#include <linux/compiler.h>
#include <linux/types.h>

/**
 * struct mana_rx_missing - what is known of it
 * @counted: by the device, when it was last asked
 * @most: no more than this were missing then: what waited in rings, and what came
 *	before the device had read its counters, is in it
 * @least: no fewer than this are missing for good: what the device had counted
 *	one question earlier has had the time since to be taken from the rings
 *
 * Numbers modulo 2^64 that mean something only as a difference: of a @least and
 * an earlier @most, which is never too large.
 */
struct mana_rx_missing {
	u64 counted;
	u64 most;
	u64 least;
};

/**
 * mana_rx_missing_note - the device has answered
 * @missing: what was known
 * @counted: packets that the device has received
 * @received: packets that came to its ports, summed before it was asked
 */
static inline void mana_rx_missing_note(struct mana_rx_missing *missing,
					u64 counted, u64 received)
{
	WRITE_ONCE(missing->least, missing->counted - received);
	WRITE_ONCE(missing->most, counted - received);
	missing->counted = counted;
}

#endif /* _MANA_RX_MISSING_H */
