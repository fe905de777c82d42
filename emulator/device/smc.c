// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Shared-memory channel (gdma 3, device-behaviour 3). A message is handled
 * inside the write of its last dword, so the first poll sees the answer, or
 * after as many looks as the configuration says.
 */
#include <stdlib.h>

#include "internal.h"

/* */
#define POLL_NS 20000u

static void respond(struct mana_dev *dev, uint32_t status)
{
	uint32_t h = get32(dev->smc + SMC_HEADER);

	h &= ~(SMC_OWNER | 0xff00u);
	put32(dev->smc + SMC_HEADER, h | SMC_DIR | status << 8);
}

/* Everything made over the channel goes with it (gdma 3.6 rule 5). */
void hwc_teardown(struct mana_dev *dev)
{
	struct hwc *h = &dev->hwc;

	dev->client_ops->reset(dev->client);
	while (dev->wqs) {
		struct emu_wq *wq = dev->wqs;
		struct emu_cq *cq = wq->cq;

		/* the HWC's SQ and RQ share one CQ */
		if (wq->hwc) {
			wq_free(dev, wq);
			continue;
		}
		wq_free(dev, wq);
		cq_free(dev, cq);
	}
	if (h->cq)
		cq_free(dev, h->cq);
	while (dev->eqs)
		eq_free(dev, dev->eqs);
	regions_free(dev);
	usage_forget_refused(dev);
	dev->registered = false;
	dev->lost.len = 0;
	memset(h, 0, sizeof(*h));
	h->resp.test_eq = HWC_EQ_NONE;
}

/*
 * a clean unload leaves nothing. Over a channel that went silent, or
 * after a fault, a driver may not be able to do better.
 */
static void check_leftovers(struct mana_dev *dev)
{
	const struct hwc *h = &dev->hwc;
	bool excused = h->dead || h->no_answer || h->faults != fault_fired(dev);
	unsigned int live;
	json_t *objects = live_objects(dev, &live);
	char *text = live ? json_dumps(objects, JSON_COMPACT) : NULL;

	if (live && excused)
		emu_lint(dev, 46, "left at DESTROY: %s", text ? text : "");
	else if (live)
		emu_violation(dev, 46, "left at DESTROY: %s", text ? text : "");
	free(text);
	json_decref(objects);
}

static uint32_t destroy(struct mana_dev *dev)
{
	if (!dev->hwc.active) {
		emu_violation(dev, 13, "DESTROY without an active channel");
		return 0;
	}
	usage_lost(dev);
	check_leftovers(dev);
	dev->destroys++;
	hwc_teardown(dev);
	return 0;
}

static uint32_t handle(struct mana_dev *dev, uint32_t h)
{
	if ((h & (SMC_DIR | SMC_RESERVED)) || SMC_STATUS(h)) {
		emu_violation(dev, 6, "SMC header 0x%08x", h);
		return 1;
	}
	switch (SMC_TYPE(h)) {
	case SMC_ESTABLISH:
		if (SMC_VERSION(h))
			break;
		return hwc_establish(dev, dev->smc);
	case SMC_DESTROY:
		if (SMC_VERSION(h))
			break;
		return destroy(dev);
	case SMC_REPORT_TIMEOUT:
		return SMC_VERSION(h) >= 1 ? 0 : 1;
	}
	emu_violation(dev, 7, "SMC type %u version %u", SMC_TYPE(h),
		      SMC_VERSION(h));
	return 1;
}

static void act(struct mana_dev *dev)
{
	uint32_t h = get32(dev->smc + SMC_HEADER) & ~SMC_OWNER;

	trace_smc(dev, false);
	respond(dev, handle(dev, h));
	fault_smc(dev);
	trace_smc(dev, true);
}

void smc_polled(struct mana_dev *dev)
{
	uint64_t now = emu_now_ns(dev);

	if (dev->smc_read_ns && now - dev->smc_read_ns < POLL_NS)
		emu_violation(dev, 100, "SMC polled again after %llu us",
			      (unsigned long long)(now - dev->smc_read_ns) /
			      1000);
	dev->smc_read_ns = now;
	dev->smc_polled++;
	if (dev->smc_left && !--dev->smc_left)
		act(dev);
}

void smc_write(struct mana_dev *dev, uint32_t off, const void *buf, size_t len)
{
	uint32_t h;

	if (dev->smc_left) {
		emu_violation(dev, 5, "SMC write at %u while the device owns it",
			      off);
		return;
	}
	memcpy(dev->smc + off, buf, len);
	if (off + len <= SMC_HEADER)
		return;
	if (off != SMC_HEADER || len != 4)
		emu_violation(dev, 8, "SMC header written by %zu bytes at %u",
			      len, off);
	/* the first look at the answer may come at once */
	dev->smc_read_ns = 0;
	h = get32(dev->smc + SMC_HEADER);
	if (h & SMC_OWNER)
		emu_violation(dev, 6, "SMC header 0x%08x", h);
	put32(dev->smc + SMC_HEADER, h | SMC_OWNER);
	dev->smc_left = dev->cfg.smc_polls;
	if (!dev->smc_left)
		act(dev);
}
