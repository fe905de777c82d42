// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: the recovery policy.
 */
#include <linux/bits.h>
#include <linux/kernel.h>

#include "recovery.h"

/*
 * A device that lost its channel may be busy with itself, for instance while
 * its logic is reloaded: like one that asks to be left alone, it is. Where just
 * queues broke and the channel still answers, time is not what is missing.
 */
static const u8 mana_remedies[MANA_FAULT_COUNT] = {
	[MANA_FAULT_HWC_TIMEOUT]	= MANA_REMEDY_WAIT,
	[MANA_FAULT_HWC_PROTOCOL]	= MANA_REMEDY_WAIT,
	[MANA_FAULT_EQ_OVERRUN]		= MANA_REMEDY_RESET,
	[MANA_FAULT_CQ_OVERRUN]		= MANA_REMEDY_RESET,
	[MANA_FAULT_RESET_REQUEST]	= MANA_REMEDY_WAIT,
	[MANA_FAULT_FPGA_RECONFIG]	= MANA_REMEDY_WAIT,
	[MANA_FAULT_TX_QUEUE_DEAD]	= MANA_REMEDY_RESTART,
	[MANA_FAULT_RX_QUEUE_LOST]	= MANA_REMEDY_RESTART,
	[MANA_FAULT_QUEUE_STUCK]	= MANA_REMEDY_RESET,
	[MANA_FAULT_GONE]		= MANA_REMEDY_WAIT,
};

/**
 * mana_recovery_remedy - what to do about faults
 * @faults: bit per enum mana_fault
 *
 * Return: what helps against the worst of them.
 */
enum mana_remedy mana_recovery_remedy(unsigned long faults)
{
	enum mana_remedy worst = MANA_REMEDY_NONE;
	unsigned int why;

	for (why = 0; why < MANA_FAULT_COUNT; why++)
		if (faults & BIT(why) && mana_remedies[why] > worst)
			worst = mana_remedies[why];
	return worst;
}

/**
 * mana_recovery_slot - what to do about an error of the PCI slot
 * @frozen: nothing gets through to the device
 * @lost: it never will again
 *
 * An error that the link has overcome disturbs nobody: an answer that it cost
 * times out, and a queue that it cost is replaced.
 */
enum mana_slot_remedy mana_recovery_slot(bool frozen, bool lost)
{
	if (lost)
		return MANA_SLOT_GONE;
	return frozen ? MANA_SLOT_RESET : MANA_SLOT_CARRY_ON;
}

/**
 * mana_recovery_delay_ms - how long to leave the device alone
 * @remedy: MANA_REMEDY_RESET or MANA_REMEDY_WAIT
 * @strikes: resets and failed bring-ups since the device last worked for a while
 *
 * Return: 0 for the first reset that needs no wait; then 10 s, doubled with each
 * strike up to 5 min, for ever: nobody else would bring the network back.
 */
u32 mana_recovery_delay_ms(enum mana_remedy remedy, unsigned int strikes)
{
	u32 delay = MANA_RECOVERY_FIRST_MS;

	if (remedy != MANA_REMEDY_WAIT) {
		if (!strikes)
			return 0;
		strikes--;
	}
	while (strikes-- && delay < MANA_RECOVERY_MAX_MS)
		delay *= 2;
	return min_t(u32, delay, MANA_RECOVERY_MAX_MS);
}

/**
 * mana_recovery_rescans - is it time to remove the function and scan for it?
 * @failures: bring-ups that failed in a row
 * @was_up: it worked under this driver instance
 * @present: its configuration space answers
 *
 * A function that is not there would not be found, and one that never worked
 * is as new as a scan could make it.
 */
bool mana_recovery_rescans(unsigned int failures, bool was_up, bool present)
{
	return failures >= MANA_RECOVERY_FAILURES && was_up && present;
}
