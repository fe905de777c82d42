// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Who uses which guest memory: rings and posted receive buffers, in a search
 * tree of ranges that do not overlap. Two ranges compare
 * equal when they share a byte, so a look-up finds what is in the way.
 */
#include <search.h>
#include <stdlib.h>

#include "internal.h"

static int order(const void *a, const void *b)
{
	const struct usage *x = a, *y = b;

	if (x->start < y->start)
		return y->start - x->start >= x->len ? -1 : 0;
	return x->start - y->start >= y->len ? 1 : 0;
}

const struct usage *usage_find(struct mana_dev *dev, uint64_t start,
			       uint64_t len)
{
	const struct usage key = { .start = start, .len = len };
	struct usage *const *node = tfind(&key, &dev->usage, order);

	return node ? *node : NULL;
}

static void add(struct mana_dev *dev, const struct usage *u)
{
	struct usage *copy, **node;

	/* what is in the way stays: it was there first */
	if (!u->len || usage_find(dev, u->start, u->len))
		return;
	copy = malloc(sizeof(*copy));
	if (!copy)
		return;
	*copy = *u;
	node = tsearch(copy, &dev->usage, order);
	if (!node)
		free(copy);
}

static void del(struct mana_dev *dev, const struct usage *u)
{
	const struct usage *had = usage_find(dev, u->start, u->len);

	if (!had || had->start != u->start || had->len != u->len ||
	    had->kind != u->kind || had->id != u->id)
		return;
	tdelete(u, &dev->usage, order);
	free((void *)(uintptr_t)had);
}

void usage_ring(struct mana_dev *dev, const struct ring *r, uint32_t id,
		bool adding)
{
	struct usage u = { .len = PAGE, .kind = USE_RING, .id = id };

	for (uint32_t i = 0; i < r->bytes / PAGE; i++) {
		u.start = r->pages[i];
		u.kind = USE_RING;
		if (!adding)
			del(dev, &u);
		if (dev->refusing)
			u.kind = USE_REFUSED;
		if (adding || dev->refusing)
			add(dev, &u);
	}
}

bool usage_refused(struct mana_dev *dev, const struct usage *u, const char *what)
{
	if (u->kind != USE_REFUSED)
		return false;
	emu_lint(dev, 36, "%s in memory of queue %u, whose end was refused",
		 what, u->id);
	return true;
}

static void collision(struct mana_dev *dev, const struct usage *u)
{
	const struct usage *had = usage_find(dev, u->start, u->len);

	if (!had || usage_refused(dev, had, "posted buffer"))
		return;
	if (had->kind == USE_RING)
		emu_violation(dev, 36, "RQ %u: buffer at 0x%llx in a ring of queue %u",
			      u->id, (unsigned long long)u->start, had->id);
	else if (had->start == u->start && had->id == u->id)
		emu_violation(dev, 75, "RQ %u: buffer at 0x%llx posted again before its completion",
			      u->id, (unsigned long long)u->start);
	else
		emu_violation(dev, 73, "RQ %u: buffer at 0x%llx overlaps one of RQ %u",
			      u->id, (unsigned long long)u->start, had->id);
}

/* Four bytes of the copy that was taken when the entry was published. */
static uint32_t seen32(const struct emu_wq *wq, uint32_t at)
{
	return get32(wq->seen + (at & (wq->ring.bytes - 1)));
}

/* Entry at @at: its length, or 0 when it makes no sense (fetching tells). */
static uint32_t entry(struct mana_dev *dev, const struct emu_wq *wq,
		      uint32_t at, bool adding)
{
	uint32_t num_sge = seen32(wq, at + 4) & 0xff;
	uint32_t len = (SGE_SIZE * (num_sge + 1) + WQE_UNIT - 1) &
		       ~(WQE_UNIT - 1);

	if (!num_sge || len > RQ_WQE_MAX)
		return 0;
	for (uint32_t i = 0; i < num_sge; i++) {
		uint32_t sge = at + SGE_SIZE * (i + 1);
		const struct usage u = {
			.start = seen32(wq, sge) |
				 (uint64_t)seen32(wq, sge + 4) << 32,
			.len = seen32(wq, sge + 12),
			.kind = USE_BUFFER,
			.id = wq->id,
		};

		if (adding) {
			collision(dev, &u);
			add(dev, &u);
		} else {
			del(dev, &u);
		}
	}
	return len;
}

void usage_buffers(struct mana_dev *dev, const struct emu_wq *wq,
		   uint32_t from, uint32_t to, bool adding)
{
	uint32_t left = to - from, len;

	while (left) {
		len = entry(dev, wq, to - left, adding);
		if (!len || len > left)
			return;
		left -= len;
	}
}

/** struct search - looking for a use of a queue, or of any */
struct search {
	enum usage_kind kind;
	bool any;
	uint32_t id;
	const struct usage *found;
};

static void look(const void *node, VISIT which, void *arg)
{
	const struct usage *u = *(struct usage *const *)node;
	struct search *s = arg;

	if ((which == postorder || which == leaf) && u->kind == s->kind &&
	    (s->any || u->id == s->id))
		s->found = u;
}

static void forget(struct mana_dev *dev, struct search s)
{
	struct usage u;

	do {
		s.found = NULL;
		twalk_r(dev->usage, look, &s);
		if (s.found) {
			u = *s.found;
			del(dev, &u);
		}
	} while (s.found);
}

void usage_forget(struct mana_dev *dev, uint32_t rq)
{
	forget(dev, (struct search){ .kind = USE_BUFFER, .id = rq });
}

void usage_forget_refused(struct mana_dev *dev)
{
	forget(dev, (struct search){ .kind = USE_REFUSED, .any = true });
	dev->num_refused = 0;
}

/*
 * A machine that resets takes its memory back as well, so unmapping proves
 * nothing until the driver speaks again to the device that it was taken from.
 */
void mana_dev_unmapped(struct mana_dev *dev, uint64_t iova, uint64_t len)
{
	const struct usage *u = usage_find(dev, iova, len);

	if (u && !dev->lost.len)
		dev->lost = *u;
}

void usage_lost(struct mana_dev *dev)
{
	const struct usage *u = &dev->lost;

	if (!u->len)
		return;
	if (u->kind == USE_REFUSED)
		emu_lint(dev, 96, "page 0x%llx of queue %u, whose end was refused, was unmapped",
			 (unsigned long long)u->start, u->id);
	else
		emu_violation(dev, 96, "%s 0x%llx of queue %u was unmapped before it was destroyed",
			      u->kind == USE_RING ? "ring page" : "posted buffer",
			      (unsigned long long)u->start, u->id);
	dev->lost.len = 0;
}
