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

/* Looks without a single packet, and packets that the device must have counted. */
#define MANA_SWAP_LOOKS		3
#define MANA_SWAP_MISSING	16

/**
 * enum mana_swap_verdict - what is known of a new queue set
 * @MANA_SWAP_OPEN: nothing yet
 * @MANA_SWAP_GOOD: packets come, or there are none
 * @MANA_SWAP_SILENT: the device counts packets that never come
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
 * @device: packets that the device had counted by then
 */
struct mana_swap_watch {
	bool on;
	u8 looks;
	u64 rx;
	u64 device;
};

/* Watch a set; only one whose port received packets right before tells much. */
static inline void mana_swap_watch_start(struct mana_swap_watch *watch, u64 rx,
					 u64 device)
{
	*watch = (struct mana_swap_watch) {
		.on = true, .rx = rx, .device = device,
	};
}

/**
 * mana_swap_watch_look - look again
 * @watch: that is on
 * @rx: packets that the port has received by now
 * @device: packets that the device has counted
 *
 * Any verdict but MANA_SWAP_OPEN ends the watch.
 */
static inline enum mana_swap_verdict
mana_swap_watch_look(struct mana_swap_watch *watch, u64 rx, u64 device)
{
	if (rx == watch->rx && ++watch->looks < MANA_SWAP_LOOKS)
		return MANA_SWAP_OPEN;
	watch->on = false;
	return rx == watch->rx && device - watch->device >= MANA_SWAP_MISSING ?
	       MANA_SWAP_SILENT : MANA_SWAP_GOOD;
}

#endif /* _MANA_SWAP_WATCH_H */
