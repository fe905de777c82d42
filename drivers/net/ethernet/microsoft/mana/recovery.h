/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: what is done about a fault, and how long the device is left alone.
 * Decisions only; adapter.c carries them out.
 */
#ifndef _MANA_RECOVERY_H
#define _MANA_RECOVERY_H

#include <linux/types.h>

#include <mana/gdma.h>

/* How long a device is left alone at first, and at most. */
#define MANA_RECOVERY_FIRST_MS	10000
#define MANA_RECOVERY_MAX_MS	300000
/* A device that worked for as long is not taken for one that flaps. */
#define MANA_RECOVERY_CALM_MS	10000
/* Bring-ups that fail in a row before the function is scanned for anew. */
#define MANA_RECOVERY_FAILURES	3

/**
 * enum mana_remedy - what helps, the mildest first
 * @MANA_REMEDY_NONE: nothing needs to be done now
 * @MANA_REMEDY_RESTART: replace the queues of the ports concerned
 * @MANA_REMEDY_RESET: take everything off the device and bring it up again
 * @MANA_REMEDY_WAIT: the same, but leave the device alone in between
 */
enum mana_remedy {
	MANA_REMEDY_NONE,
	MANA_REMEDY_RESTART,
	MANA_REMEDY_RESET,
	MANA_REMEDY_WAIT
};

/**
 * enum mana_slot_remedy - what the driver wants after an error of its slot
 * @MANA_SLOT_GONE: it waits for its removal
 * @MANA_SLOT_CARRY_ON: nothing; what was lost it finds by itself
 * @MANA_SLOT_RESET: a reset, before which everything is taken off the device
 */
enum mana_slot_remedy {
	MANA_SLOT_GONE,
	MANA_SLOT_CARRY_ON,
	MANA_SLOT_RESET
};

enum mana_slot_remedy mana_recovery_slot(bool frozen, bool lost);
enum mana_remedy mana_recovery_remedy(unsigned long faults);
u32 mana_recovery_delay_ms(enum mana_remedy remedy, unsigned int strikes);
bool mana_recovery_rescans(unsigned int failures, bool was_up, bool present);

#endif /* _MANA_RECOVERY_H */
