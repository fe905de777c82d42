/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * When a completion queue is rung, and whether the doorbell asks for an event:
 * docs/arming.md. Pure functions; the caller rings what they decide.
 */
#ifndef _MANA_ARM_H
#define _MANA_ARM_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Laps after which the device is told; it loses count after eight. */
#define MANA_ARM_LAPS	4

/**
 * enum mana_arm_ring - the doorbell to write
 * @MANA_ARM_NO_RING: none
 * @MANA_ARM_TELL: the position, and no event is wanted: disarms the queue
 * @MANA_ARM_ASK: the position, and one event is wanted
 */
enum mana_arm_ring {
	MANA_ARM_NO_RING,
	MANA_ARM_TELL,
	MANA_ARM_ASK
};

/**
 * struct mana_arm - arming of one completion queue
 * @armed: an event was asked for and has not come; set under the pair's lock
 *	before the doorbell, cleared by the event handler
 * @dead: entries were lost; the queue is silent until it is made anew
 * @late: entries that may be taken before the device is told
 * @told: consumer position of the last doorbell; under the pair's lock
 *
 * @armed may be false while the device is armed (an event of an earlier request
 * overtakes a repeated one); that costs a doorbell. It is never true while the
 * device is disarmed and no event is on its way: such a queue would stay silent.
 */
struct mana_arm {
	bool armed;
	bool dead;
	u32 late;
	u32 told;
};

/**
 * mana_arm_init - a queue that the device has just made
 * @arm: filled in
 * @ctr: consumer position
 * @entries: of the ring
 *
 * Whether the device makes queues armed is not known: so it is asked anyway.
 */
static inline void mana_arm_init(struct mana_arm *arm, u32 ctr, u32 entries)
{
	arm->armed = false;
	arm->dead = false;
	arm->late = MANA_ARM_LAPS * entries;
	arm->told = ctr;
}

/* The event came. Any context. */
static inline void mana_arm_event(struct mana_arm *arm)
{
	WRITE_ONCE(arm->armed, false);
}

/* Is the device due to be told of the position? Without the lock: a hint. */
static inline bool mana_arm_is_late(const struct mana_arm *arm, u32 ctr)
{
	return ctr - READ_ONCE(arm->told) >= arm->late;
}

/**
 * mana_arm_busy - polling goes on: is the device to be told of the position?
 * @arm: under the pair's lock
 * @ctr: consumer position
 *
 * An event that is outstanding stays asked for: a doorbell without arming would
 * take the request back.
 */
static inline enum mana_arm_ring mana_arm_busy(struct mana_arm *arm, u32 ctr)
{
	if (READ_ONCE(arm->dead) || !mana_arm_is_late(arm, ctr))
		return MANA_ARM_NO_RING;
	WRITE_ONCE(arm->told, ctr);
	return READ_ONCE(arm->armed) ? MANA_ARM_ASK : MANA_ARM_TELL;
}

/**
 * mana_arm_idle - polling has ended: ask for an event
 * @arm: under the pair's lock
 * @ctr: consumer position
 *
 * Not again when one is outstanding and nothing was taken since.
 */
static inline enum mana_arm_ring mana_arm_idle(struct mana_arm *arm, u32 ctr)
{
	if (READ_ONCE(arm->dead) ||
	    (READ_ONCE(arm->armed) && arm->told == ctr))
		return MANA_ARM_NO_RING;
	WRITE_ONCE(arm->told, ctr);
	/* Before the doorbell: the event may come before that returns. */
	WRITE_ONCE(arm->armed, true);
	return MANA_ARM_ASK;
}

#endif /* _MANA_ARM_H */
