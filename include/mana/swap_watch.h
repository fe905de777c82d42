/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Did packets really follow when a queue set took over beside another? A device
 * that takes every command and delivers nothing would not be noticed otherwise.
 * Pure functions on counters.
 */
#ifndef _MANA_SWAP_WATCH_H
#define _MANA_SWAP_WATCH_H

#include <linux/types.h>

/* Looks without a single packet, and packets that must be missing. */
#define MANA_SWAP_LOOKS		3
#define MANA_SWAP_MISSING	16

/**
 * enum mana_swap_verdict - what is known of a new queue set
 * @MANA_SWAP_OPEN: nothing yet
 * @MANA_SWAP_GOOD: packets come, or there are none
 * @MANA_SWAP_SILENT: the device counts packets that no port receives
 */
enum mana_swap_verdict {
	MANA_SWAP_OPEN,
	MANA_SWAP_GOOD,
	MANA_SWAP_SILENT
};

/**
 * struct mana_swap_watch - a queue set that has just taken over
 * @on: it is being watched
 * @looks: so far
 * @rx: packets that the port had received at the change
 * @missing: packets at most that the device had counted by then and no port
 *	received
 */
struct mana_swap_watch {
	bool on;
	u8 looks;
	u64 rx;
	u64 missing;
};

/* Watch a set; only one whose port received packets right before tells much. */
static inline void mana_swap_watch_start(struct mana_swap_watch *watch, u64 rx,
					 u64 missing)
{
	*watch = (struct mana_swap_watch) {
		.on = true, .rx = rx, .missing = missing,
	};
}

/**
 * mana_swap_watch_look - look again
 * @watch: that is on
 * @rx: packets that the port has received by now
 * @missing: packets at least that the device has counted by now and no port
 *	received; fewer than before when some were still under way
 *
 * Any verdict but MANA_SWAP_OPEN ends the watch.
 */
static inline enum mana_swap_verdict
mana_swap_watch_look(struct mana_swap_watch *watch, u64 rx, u64 missing)
{
	if (rx == watch->rx && ++watch->looks < MANA_SWAP_LOOKS)
		return MANA_SWAP_OPEN;
	watch->on = false;
	if (rx != watch->rx ||
	    (s64)(missing - watch->missing) < MANA_SWAP_MISSING)
		return MANA_SWAP_GOOD;
	return MANA_SWAP_SILENT;
}

#endif /* _MANA_SWAP_WATCH_H */
