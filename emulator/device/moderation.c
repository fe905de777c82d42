// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Interrupt moderation: the event of an armed CQ waits for more completions or
 * for time (ethernet 1.5, gdma 6.2). Nothing is looked at while none waits.
 */
#include "internal.h"

/*
 * How long an event may wait. A count alone would hold the last completions of
 * a burst for ever, so the longest interval that can be said stands behind it.
 */
static uint64_t patience_ns(const struct emu_cq *cq)
{
	if (cq->mod.usec)
		return cq->mod.usec * 1000ull;
	return cq->mod.comps > 1 ? MOD_USEC_MAX * 1000ull : 0;
}

static uint64_t left_ns(const struct emu_cq *cq, uint64_t now)
{
	uint64_t waited = now - cq->held_ns, patience = patience_ns(cq);

	if (cq->mod.comps && cq->held >= cq->mod.comps)
		return 0;
	return waited < patience ? patience - waited : 0;
}

bool mod_hold(struct mana_dev *dev, struct emu_cq *cq)
{
	uint64_t now;

	if (!patience_ns(cq))
		return false;
	now = emu_now_ns(dev);
	if (!cq->held++) {
		cq->held_ns = now;
		cq->next_held = dev->held;
		dev->held = cq;
	}
	if (left_ns(cq, now)) {
		cq->num_held++;
		return true;
	}
	mod_forget(dev, cq);
	return false;
}

void mod_forget(struct mana_dev *dev, struct emu_cq *cq)
{
	struct emu_cq **at = &dev->held;

	if (!cq->held)
		return;
	cq->held = 0;
	while (*at != cq)
		at = &(*at)->next_held;
	*at = cq->next_held;
}

void mod_work(struct mana_dev *dev)
{
	uint64_t now = dev->held ? emu_now_ns(dev) : 0;
	struct emu_cq *cq, *next;

	for (cq = dev->held; cq; cq = next) {
		next = cq->next_held;
		if (left_ns(cq, now))
			continue;
		mod_forget(dev, cq);
		cq_notify(dev, cq);
	}
}

uint64_t mod_next_ns(struct mana_dev *dev)
{
	uint64_t now = dev->held ? emu_now_ns(dev) : 0, next = UINT64_MAX;

	for (const struct emu_cq *cq = dev->held; cq; cq = cq->next_held) {
		uint64_t left = left_ns(cq, now);

		if (left < next)
			next = left;
	}
	return next;
}
