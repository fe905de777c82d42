// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Queue ids (device-behaviour 10). A freed id comes back, but only after its
 * space has gone round once, so that a driver which still uses it is noticed
 * instead of hitting a newer queue.
 */
#include "internal.h"

#define EQ_FIRST 33u
/* 0xffff names no EQ (ethernet 1.5) */
#define EQ_LAST 0xfffeu
#define WQ_FIRST 0x24u
#define WQ_LAST 0xffffffu

static bool taken(struct mana_dev *dev, enum id_kind kind, uint32_t id)
{
	switch (kind) {
	case ID_EQ:
		return eq_find(dev, id);
	case ID_CQ:
		return dev->cqs[id];
	case ID_SQ:
		return wq_find(dev, EMU_SQ, id);
	case ID_RQ:
		return wq_find(dev, EMU_RQ, id);
	}
	return true;
}

static uint32_t advance(uint32_t *next, uint32_t step, uint32_t first,
			uint32_t last)
{
	uint32_t id = *next;

	*next = id + step > last ? first + (id + step) % step : id + step;
	return id;
}

/*
 * Sparse on purpose: whoever counts on 0, 1, 2 ... is caught. SQ and RQ run
 * alike, so that an SQ and an RQ may share a number; CQ ids are bounded.
 */
static uint32_t candidate(struct mana_dev *dev, enum id_kind kind)
{
	switch (kind) {
	case ID_EQ:
		return advance(&dev->next_eq, 6, EQ_FIRST, EQ_LAST);
	case ID_CQ:
		return advance(&dev->next_cq, 7, dev->cfg.first_cq,
			       dev->cfg.max_num_cqs - 1);
	case ID_SQ:
		return advance(&dev->next_sq, 0x401, WQ_FIRST, WQ_LAST);
	case ID_RQ:
		return advance(&dev->next_rq, 0x401, WQ_FIRST, WQ_LAST);
	}
	return 0;
}

uint32_t id_new(struct mana_dev *dev, enum id_kind kind)
{
	uint32_t tries = kind == ID_CQ ? 8 * dev->cfg.max_num_cqs : 0x10000;

	while (tries--) {
		uint32_t id = candidate(dev, kind);

		if (id && !taken(dev, kind, id))
			return id;
	}
	return 0;
}

void id_bury(struct mana_dev *dev, enum id_kind kind, uint32_t id)
{
	dev->dead[dev->num_dead++ % MAX_DEAD] = (struct dead_id){
		.kind = kind,
		.id = id,
		.epoch = dev->epoch,
	};
}

/* The newest burial counts: ids come back. */
static const struct dead_id *dead_find(const struct mana_dev *dev,
				       enum id_kind kind, uint32_t id)
{
	unsigned int oldest = dev->num_dead > MAX_DEAD ?
			      dev->num_dead - MAX_DEAD : 0;

	for (unsigned int i = dev->num_dead; i > oldest; i--) {
		const struct dead_id *d = &dev->dead[(i - 1) % MAX_DEAD];

		if (d->kind == kind && d->id == id)
			return d;
	}
	return NULL;
}

void id_unknown(struct mana_dev *dev, enum id_kind kind, uint32_t id)
{
	static const char *const names[] = { "EQ", "CQ", "SQ", "RQ" };
	const struct dead_id *d = dead_find(dev, kind, id);

	if (!d)
		emu_violation(dev, 53, "doorbell for %s %u that does not exist",
			      names[kind], id);
	else if (d->epoch == dev->epoch)
		emu_violation(dev, 59, "doorbell for %s %u after it was destroyed",
			      names[kind], id);
	else
		emu_violation(dev, 97, "doorbell for %s %u of before the reset",
			      names[kind], id);
}
