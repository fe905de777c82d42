/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the device says while the hardware channel comes up, collected by pure
 * functions. Order and repetition do not matter, as shipped drivers do not mind
 * them: what is said last counts, and what is missing at the end is missed
 * then.
 */
#ifndef _MANA_GDMA_HWC_BOOT_H
#define _MANA_GDMA_HWC_BOOT_H

#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/**
 * struct hwc_boot - the channel's identity as far as it is known
 * @eq_id: id of its event queue
 * @db_page: doorbell page index, to be checked against BAR0
 * @value: data items by enum hwc_init_data
 * @seen: bit per data item; bit 0: @eq_id and @db_page
 * @events: taken so far
 * @done: the device said that this was all
 */
struct hwc_boot {
	u32 eq_id;
	u32 db_page;
	u32 value[HWC_INIT_DATA_TYPES];
	u32 seen;
	u32 events;
	bool done;
};

#define HWC_BOOT_SEEN_IDS	BIT(0)
#define HWC_BOOT_MANDATORY	(HWC_BOOT_SEEN_IDS | BIT(HWC_INIT_CQ_ID) | \
				 BIT(HWC_INIT_RQ_ID) | BIT(HWC_INIT_SQ_ID) | \
				 BIT(HWC_INIT_MAX_CQS) | BIT(HWC_INIT_MKEY))

static inline void mana_hwc_boot_item(struct hwc_boot *boot, u32 data)
{
	u32 item = FIELD_GET(GDMA_EQE_DATA_TYPE, data);

	/* Unknown items are for others: of a PF, or newer than this. */
	if (!item || item >= HWC_INIT_DATA_TYPES)
		return;
	boot->value[item] = FIELD_GET(GDMA_EQE_DATA_VALUE, data);
	boot->seen |= BIT(item);
}

/* All mandatory items, and ids that go together. */
static inline int mana_hwc_boot_complete(struct hwc_boot *boot)
{
	if ((boot->seen & HWC_BOOT_MANDATORY) != HWC_BOOT_MANDATORY)
		return -EPROTO;
	if (boot->value[HWC_INIT_CQ_ID] >= boot->value[HWC_INIT_MAX_CQS])
		return -EPROTO;
	boot->done = true;
	return 0;
}

/**
 * mana_hwc_boot_takes - is an event part of the bootstrap?
 * @boot: bootstrap so far
 * @type: of the event
 *
 * Once the end was told, further items are no news any more.
 */
static inline bool mana_hwc_boot_takes(const struct hwc_boot *boot, u32 type)
{
	return !boot->done &&
	       type >= GDMA_EQE_INIT_EQ_DB && type <= GDMA_EQE_INIT_DONE;
}

/**
 * mana_hwc_boot_event - take one event of the bootstrap
 * @boot: zeroed before the first
 * @type: one that mana_hwc_boot_takes()
 * @data: its first dword
 *
 * Return: 0, or -EPROTO when the device came to the end without having told
 * what is needed.
 */
static inline int mana_hwc_boot_event(struct hwc_boot *boot, u32 type,
				      u32 data)
{
	boot->events++;
	switch (type) {
	case GDMA_EQE_INIT_EQ_DB:
		boot->eq_id = FIELD_GET(GDMA_EQE_INIT_EQ_ID, data);
		boot->db_page = FIELD_GET(GDMA_EQE_INIT_DB_PAGE, data);
		boot->seen |= HWC_BOOT_SEEN_IDS;
		return 0;
	case GDMA_EQE_INIT_DATA:
		mana_hwc_boot_item(boot, data);
		return 0;
	default:
		return mana_hwc_boot_complete(boot);
	}
}

/**
 * mana_hwc_boot_small - does the device name a message limit that is too small?
 * @boot: complete bootstrap
 *
 * Nobody obeys these limits, and messages of 4096 bytes work: worth a warning,
 * nothing more.
 */
static inline bool mana_hwc_boot_small(const struct hwc_boot *boot)
{
	u32 item;

	for (item = HWC_INIT_MAX_REQUEST; item <= HWC_INIT_MAX_RESPONSE; item++)
		if (boot->seen & BIT(item) && boot->value[item] < HWC_MSG_BYTES)
			return true;
	return false;
}

#endif /* _MANA_GDMA_HWC_BOOT_H */
