// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What faults put off, and rules that wait for nothing but time. Everything is
 * kept by id, as its queue may be gone when it is due.
 */
#include <stdlib.h>

#include "device/internal.h"
#include "engine.h"

/* An answer that finds the channel busy tries again so often. */
#define RETRY_NS 1000000u

struct fault_later *fault_put_off(struct mana_dev *dev, enum fault_point p,
				  uint64_t ns, const void *bytes, size_t len)
{
	struct fault_later *l = malloc(sizeof(*l) + len);
	struct fault_later **end = &dev->faults->later;

	if (!l)
		return NULL;
	*l = (struct fault_later){ .due_ns = emu_now_ns(dev) + ns,
				   .point = p, .len = len };
	memcpy(l->bytes, bytes, len);
	while (*end)
		end = &(*end)->next;
	*end = l;
	return l;
}

void fault_forget_later(struct faults *fs)
{
	while (fs->later) {
		struct fault_later *next = fs->later->next;

		free(fs->later);
		fs->later = next;
	}
}

void fault_reset(struct mana_dev *dev)
{
	fault_forget_later(dev->faults);
	dev->faults->no_answer = false;
}

/* ---- what was put off happens ---- */

static void late_answer(struct mana_dev *dev, const struct fault_later *l)
{
	const struct hwc *h = &dev->hwc;

	if (h->active && !h->dead)
		hwc_answer(dev, l->bytes, l->len, HWC_EQ_NONE);
}

static void late_entry(struct mana_dev *dev, struct fault_later *l)
{
	struct emu_cq *cq = l->point == FP_CQE ? dev->cqs[l->id] : NULL;
	struct emu_eq *eq = l->point == FP_EQE ?
			    eq_find(dev, (uint32_t)l->id) : NULL;

	if (cq && l->torn) {
		ring_write(dev, &cq->ring, (uint32_t)l->at, l->bytes, l->len);
		cq_signal(dev, cq);
	} else if (cq) {
		cqe_write(dev, cq, l->bytes);
	} else if (eq && l->torn) {
		ring_write(dev, &eq->ring, (uint32_t)l->at, l->bytes, l->len);
		eq_signal(dev, eq);
	} else if (eq) {
		eqe_write(dev, eq, l->bytes);
	}
}

static void happen(struct mana_dev *dev, struct fault_later *l)
{
	switch (l->point) {
	case FP_ANSWER:
		late_answer(dev, l);
		break;
	case FP_CQE:
	case FP_EQE:
		late_entry(dev, l);
		break;
	case FP_IRQ:
		fault_irq(dev, (unsigned int)l->id);
		break;
	case FP_SMC:
		memcpy(dev->smc, l->bytes, l->len);
		break;
	case FP_DOORBELL:
		doorbell(dev, l->id, l->bytes, l->len);
		break;
	case FP_DMA:
		emu_dma_write(dev, l->at, l->bytes, l->len);
		break;
	default:
		break;
	}
}

/* The first that is due and can happen, taken out of the list. */
static struct fault_later *next_due(struct mana_dev *dev, uint64_t now)
{
	struct fault_later **at = &dev->faults->later, *l;

	for (; (l = *at); at = &l->next) {
		if (l->due_ns > now)
			continue;
		if (l->point == FP_ANSWER && dev->hwc.num_ans) {
			l->due_ns = now + RETRY_NS;
			continue;
		}
		*at = l->next;
		return l;
	}
	return NULL;
}

/* What comes back was switched on anew. */
static void leave_and_return(struct mana_dev *dev, uint64_t now)
{
	struct faults *fs = dev->faults;

	if (fs->leaving) {
		fs->leaving = false;
		hwc_teardown(dev);
		memset(dev->smc, 0, sizeof(dev->smc));
		dev->smc_left = 0;
		dev->epoch++;
		fault_reset(dev);
	}
	if (fs->gone_ns && fs->gone_ns <= now)
		fs->gone_ns = 0;
}

/* Nothing will ever happen here. */
static bool idle(const struct faults *fs)
{
	return !fs->later && !fs->gone_ns && !fs->leaving && !fs->paused_ns &&
	       !fs->armed[FP_NOW];
}

bool fault_work(struct mana_dev *dev)
{
	struct fault_event ev = { .point = FP_NOW };
	struct faults *fs = dev->faults;
	struct fault_later *l;
	uint64_t now;

	if (idle(fs))
		return false;
	now = emu_now_ns(dev);
	leave_and_return(dev, now);
	if (fs->paused_ns <= now)
		fs->paused_ns = 0;
	fs->quiet++;
	while ((l = next_due(dev, now))) {
		happen(dev, l);
		free(l);
	}
	fs->quiet--;
	if (fault_armed(dev, FP_NOW))
		fault_hit(dev, &ev);
	return !fault_next_ns(dev);
}

static void sooner(uint64_t *best, uint64_t at, uint64_t now)
{
	uint64_t ns = at > now ? at - now : 0;

	if (ns < *best)
		*best = ns;
}

uint64_t fault_next_ns(struct mana_dev *dev)
{
	const struct faults *fs = dev->faults;
	uint64_t now, best = UINT64_MAX;

	if (idle(fs))
		return UINT64_MAX;
	now = emu_now_ns(dev);
	if (fs->leaving)
		best = 0;
	if (fs->gone_ns && fs->gone_ns != UINT64_MAX)
		sooner(&best, fs->gone_ns, now);
	if (fs->paused_ns)
		sooner(&best, fs->paused_ns, now);
	for (const struct fault_later *l = fs->later; l; l = l->next)
		sooner(&best, l->due_ns, now);
	for (const struct fault *f = fs->list; f; f = f->next)
		if (f->point == FP_NOW && !f->off)
			sooner(&best, f->next_ns, now);
	return best;
}
