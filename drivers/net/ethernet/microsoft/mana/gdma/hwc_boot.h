/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the device says while the hardware channel comes up, collected and
 * checked by pure functions (hwc 4, 13).
 */
#ifndef _MANA_GDMA_HWC_BOOT_H
#define _MANA_GDMA_HWC_BOOT_H

#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/* The sheet knows of 13 events; a device that goes on and on is refused. */
#define HWC_BOOT_MAX_EVENTS	64

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
				 BIT(HWC_INIT_MAX_CQS) | BIT(HWC_INIT_PDID) | \
				 BIT(HWC_INIT_MKEY))

/* Each item comes once. */
static inline int hwc_boot_mark(struct hwc_boot *boot, u32 item)
{
	if (boot->seen & BIT(item))
		return -EPROTO;
	boot->seen |= BIT(item);
	return 0;
}

static inline int hwc_boot_data(struct hwc_boot *boot, u32 data)
{
	u32 item = FIELD_GET(GDMA_EQE_DATA_TYPE, data);

	/* Unknown items are for others: of a PF, or newer than this. */
	if (!item || item >= HWC_INIT_DATA_TYPES)
		return 0;
	boot->value[item] = FIELD_GET(GDMA_EQE_DATA_VALUE, data);
	return hwc_boot_mark(boot, item);
}

/* All mandatory items, and ids that go together. */
static inline int hwc_boot_complete(struct hwc_boot *boot)
{
	if ((boot->seen & HWC_BOOT_MANDATORY) != HWC_BOOT_MANDATORY)
		return -EPROTO;
	if (boot->value[HWC_INIT_CQ_ID] >= boot->value[HWC_INIT_MAX_CQS])
		return -EPROTO;
	boot->done = true;
	return 0;
}

/**
 * hwc_boot_event - take one event of the bootstrap (hwc 4)
 * @boot: zeroed before the first
 * @type: of the event
 * @data: its first dword
 *
 * The first event must tell the ids: before it no doorbell can be rung.
 *
 * Return: 0, or -EPROTO when the device breaks the order of things.
 */
static inline int hwc_boot_event(struct hwc_boot *boot, u32 type, u32 data)
{
	if (boot->done || ++boot->events > HWC_BOOT_MAX_EVENTS)
		return -EPROTO;
	if (!(boot->seen & HWC_BOOT_SEEN_IDS) && type != GDMA_EQE_INIT_EQ_DB)
		return -EPROTO;

	switch (type) {
	case GDMA_EQE_INIT_EQ_DB:
		boot->eq_id = FIELD_GET(GDMA_EQE_INIT_EQ_ID, data);
		boot->db_page = FIELD_GET(GDMA_EQE_INIT_DB_PAGE, data);
		return hwc_boot_mark(boot, 0);
	case GDMA_EQE_INIT_DATA:
		return hwc_boot_data(boot, data);
	case GDMA_EQE_INIT_DONE:
		return hwc_boot_complete(boot);
	default:
		return -EPROTO;
	}
}

/**
 * hwc_boot_limit - largest message that both sides can take
 * @boot: complete bootstrap
 * @item: HWC_INIT_MAX_REQUEST or HWC_INIT_MAX_RESPONSE
 *
 * Return: bytes, at most HWC_MSG_BYTES.
 */
static inline u32 hwc_boot_limit(const struct hwc_boot *boot, u32 item)
{
	u32 limit = boot->value[item];

	if (!(boot->seen & BIT(item)) || limit > HWC_MSG_BYTES)
		return HWC_MSG_BYTES;
	return limit;
}

#endif /* _MANA_GDMA_HWC_BOOT_H */
