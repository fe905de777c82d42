/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Queues that stand still although the device goes on, seen by somebody who
 * does not consume them: an event that was lost leaves entries that nobody
 * takes, an entry that was lost hides those behind it, and a receive queue that
 * died completes nothing. Pure functions on memory and counters.
 */
#ifndef _MANA_RING_WATCH_H
#define _MANA_RING_WATCH_H

#include <linux/kernel.h>
#include <linux/types.h>

#include <mana/ring.h>
#include <mana/rx_missing.h>

/**
 * enum mana_ring_sight - what two looks in a row have in common
 * @MANA_RING_MOVES: nothing: entries are taken, or there are none
 * @MANA_RING_WAITING: the next entry was written, and nobody takes it
 * @MANA_RING_HOLE: it was not, but the one behind it was
 */
enum mana_ring_sight {
	MANA_RING_MOVES,
	MANA_RING_WAITING,
	MANA_RING_HOLE
};

/**
 * struct mana_ring_watch - the look before
 * @ctr: position of the consumer
 * @sight: what was seen there
 */
struct mana_ring_watch {
	u32 ctr;
	enum mana_ring_sight sight;
};

/**
 * mana_ring_look - look at a ring beside its consumer
 * @ring: of at least four entries; may be consumed meanwhile
 * @seen: the look before; zeroed at first
 *
 * Looks must be so far apart that no consumer takes that long, and that a device
 * which writes out of order has finished.
 */
static inline enum mana_ring_sight
mana_ring_look(const struct mana_cring *ring, struct mana_ring_watch *seen)
{
	enum mana_ring_sight sight = MANA_RING_MOVES;
	u32 ctr = READ_ONCE(ring->ctr);
	bool same;

	if (mana_cring_is_written(ring, 0))
		sight = MANA_RING_WAITING;
	else if (mana_cring_is_written(ring, 1))
		sight = MANA_RING_HOLE;
	same = ctr == seen->ctr && sight == seen->sight;
	seen->ctr = ctr;
	seen->sight = sight;
	return same ? sight : MANA_RING_MOVES;
}

/* Packets that must be missing while a queue is silent. */
#define MANA_RX_SILENT_MISSING	16
/*
 * Looks in a row that must find them missing. What only waits to be taken, on a
 * machine that is too busy for it, is gone when the device is asked the next
 * time, two seconds later; what is lost stays missing.
 */
#define MANA_RX_SILENT_SURE	4

/**
 * struct mana_rx_silence - a receive queue, look by look
 * @tail: of its ring
 * @looks: in a row without a completion
 * @lacks: in a row that found enough packets missing
 * @missing: packets at most that were missing when it fell silent
 */
struct mana_rx_silence {
	u32 tail;
	u32 looks;
	u32 lacks;
	u64 missing;
};

/**
 * mana_rx_is_silent - has a receive queue died?
 * @seen: the looks before; zeroed when the queue is made
 * @tail: of its ring; 0 as long as nothing came
 * @missing: packets that the device has counted and that came to no port
 * @looks: in a row that tell silence from a pause
 *
 * Only of a queue that packets came to: others have nobody who sends to them.
 */
static inline bool mana_rx_is_silent(struct mana_rx_silence *seen, u32 tail,
				     const struct mana_rx_missing *missing,
				     u32 looks)
{
	if (!tail || tail != seen->tail) {
		seen->tail = tail;
		seen->looks = 0;
		seen->lacks = 0;
		seen->missing = READ_ONCE(missing->most);
		return false;
	}
	if (seen->looks < looks)
		seen->looks++;
	if ((s64)(READ_ONCE(missing->least) - seen->missing) <
	    MANA_RX_SILENT_MISSING) {
		seen->lacks = 0;
		return false;
	}
	if (seen->lacks < MANA_RX_SILENT_SURE)
		seen->lacks++;
	return seen->looks == looks && seen->lacks == MANA_RX_SILENT_SURE;
}

/* Looks from the first silence that is believed to the next, and between any. */
#define MANA_RX_HOLD_FIRST	15
#define MANA_RX_HOLD_MAX	86400

/**
 * struct mana_rx_hold - how often silence is believed
 * @looks: after the last time, until it is believed again
 * @left: those that are left
 */
struct mana_rx_hold {
	u32 looks;
	u32 left;
};

/* Another look. */
static inline void mana_rx_hold_look(struct mana_rx_hold *hold)
{
	if (hold->left)
		hold->left--;
}

/**
 * mana_rx_hold_allows - is a silence to be believed now?
 * @hold: since the port was opened; zeroed then
 *
 * What the device's counters include is its own affair: if they count what no
 * port is to receive, queues are replaced less and less often for nothing. After
 * a quiet time the next silence is believed at once.
 */
static inline bool mana_rx_hold_allows(struct mana_rx_hold *hold)
{
	if (hold->left)
		return false;
	hold->looks = clamp_t(u32, 4 * hold->looks, MANA_RX_HOLD_FIRST, MANA_RX_HOLD_MAX);
	hold->left = hold->looks;
	return true;
}

#endif /* _MANA_RING_WATCH_H */
