// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Hardware channel, first half: bring-up, take-down, and the events that the
 * device sends on its own. What it tells while the channel comes up is
 * collected by the pure functions of hwc_boot.h. Requests are hwc.c.
 */
#include <linux/bitfield.h>
#include <linux/init.h>
#include <linux/slab.h>

#include "priv.h"

/* ---- events: interrupt context ---- */

static void mana_hwc_boot_news(struct mana_hwc *hwc, u32 type, u32 data)
{
	struct mana_gdma *gd = hwc->gd;

	if (hwc->boot_error)
		return;
	if (mana_hwc_boot_event(&hwc->boot, type, data))
		hwc->boot_error = true;
	/* From here on the queue can be rung, and must be. */
	if (type == GDMA_EQE_INIT_EQ_DB) {
		hwc->eq.id = hwc->boot.eq_id;
		hwc->eq.db = mana_regs_db_page(gd, hwc->boot.db_page);
		if (!hwc->eq.db)
			hwc->boot_error = true;
	}
	if (hwc->boot_error || hwc->boot.done) {
		WRITE_ONCE(hwc->boot_over, true);
		wake_up_all(&gd->wake);
	}
}

static void mana_hwc_soc_data(struct mana_hwc *hwc, u32 data)
{
	u32 value = FIELD_GET(GDMA_EQE_DATA_VALUE, data);

	switch (FIELD_GET(GDMA_EQE_DATA_TYPE, data)) {
	case GDMA_SOC_DATA_TIMEOUT:
		mana_hwc_set_timeout(hwc->gd, value);
		break;
	case GDMA_SOC_DATA_LINK_UP:
		mana_gdma_link_event(hwc->gd, value, true);
		break;
	case GDMA_SOC_DATA_LINK_DOWN:
		mana_gdma_link_event(hwc->gd, value, false);
		break;
	default:
		mana_gdma_counted(hwc->gd, MANA_COUNT_IGNORED_EVENT);
	}
}

static void mana_hwc_event(struct mana_eq *eq, const struct gdma_eqe *eqe)
{
	struct mana_hwc *hwc = container_of(eq, struct mana_hwc, eq);
	u32 type = le32_to_cpu(eqe->info) & GDMA_EQE_TYPE;
	u32 data = le32_to_cpu(eqe->details[0]);

	if (mana_hwc_boot_takes(&hwc->boot, type)) {
		mana_hwc_boot_news(hwc, type, data);
		return;
	}
	switch (type) {
	case GDMA_EQE_SOC_DATA:
		mana_hwc_soc_data(hwc, data);
		break;
	case GDMA_EQE_RESET_REQUEST:
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_RESET_REQUEST);
		break;
	case GDMA_EQE_FPGA_RECONFIG:
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_FPGA_RECONFIG);
		break;
	default:
		mana_gdma_counted(hwc->gd, MANA_COUNT_IGNORED_EVENT);
	}
}

/* ---- memory ---- */

static void mana_hwc_release(struct mana_hwc *hwc)
{
	struct mana_gdma *gd = hwc->gd;

	mana_qmem_free(gd, &hwc->answers);
	mana_qmem_free(gd, &hwc->requests);
	mana_qmem_free(gd, &hwc->rq.mem);
	mana_qmem_free(gd, &hwc->sq.mem);
	mana_qmem_free(gd, &hwc->cq.mem);
	mana_qmem_free(gd, &hwc->eq.mem);
	kfree(hwc->answer);
	kfree(hwc);
}

static void mana_hwc_init_rings(struct mana_hwc *hwc)
{
	mana_cring_init(&hwc->eq.ring, hwc->eq.mem.va, sizeof(struct gdma_eqe),
			HWC_EQ_ENTRIES);
	mana_cring_init(&hwc->cq.ring, hwc->cq.mem.va, sizeof(struct gdma_cqe),
			HWC_CQ_ENTRIES);
	mana_wring_init(&hwc->sq.ring, hwc->sq.mem.va, HWC_QUEUE_BYTES);
	mana_wring_init(&hwc->rq.ring, hwc->rq.mem.va, HWC_QUEUE_BYTES);
	hwc->sq.is_sq = true;
}

static struct mana_hwc *mana_hwc_alloc(struct mana_gdma *gd)
{
	struct mana_hwc *hwc = kzalloc(sizeof(*hwc), GFP_KERNEL);

	if (!hwc)
		return NULL;
	hwc->gd = gd;
	hwc->eq.gd = gd;
	hwc->eq.handler = mana_hwc_event;
	hwc->cq.gd = gd;
	hwc->cq.handler = mana_hwc_cq_event;
	hwc->cq.ctx = hwc;
	hwc->sq.gd = gd;
	hwc->rq.gd = gd;
	hwc->timeout_ms = HWC_TIMEOUT_MS;
	mutex_init(&hwc->lock);
	spin_lock_init(&hwc->answer_lock);
	hwc->answer = kzalloc(HWC_MSG_BYTES, GFP_KERNEL);
	if (!hwc->answer ||
	    mana_qmem_alloc(gd, &hwc->eq.mem, HWC_QUEUE_BYTES) ||
	    mana_qmem_alloc(gd, &hwc->cq.mem, HWC_QUEUE_BYTES) ||
	    mana_qmem_alloc(gd, &hwc->sq.mem, HWC_QUEUE_BYTES) ||
	    mana_qmem_alloc(gd, &hwc->rq.mem, HWC_QUEUE_BYTES) ||
	    mana_qmem_alloc(gd, &hwc->requests, HWC_MSG_BYTES) ||
	    mana_qmem_alloc(gd, &hwc->answers, HWC_MSG_BYTES)) {
		mana_hwc_release(hwc);
		return NULL;
	}
	mana_hwc_init_rings(hwc);
	return hwc;
}

/* ---- bring-up ---- */

/* Begin anew: what an earlier try left in the queue and told is void. */
static void mana_hwc_forget(struct mana_hwc *hwc)
{
	struct mana_vector *vector = hwc->eq.vector;
	unsigned long flags;

	spin_lock_irqsave(&vector->lock, flags);
	memset(&hwc->boot, 0, sizeof(hwc->boot));
	hwc->boot_error = false;
	hwc->boot_over = false;
	hwc->eq.db = NULL;
	hwc->eq.dead = false;
	memset(hwc->eq.mem.va, 0, hwc->eq.mem.bytes);
	mana_cring_init(&hwc->eq.ring, hwc->eq.mem.va, sizeof(struct gdma_eqe),
			HWC_EQ_ENTRIES);
	spin_unlock_irqrestore(&vector->lock, flags);
}

/* Its handler must not ring a queue that is about to be gone. */
static void mana_hwc_deafen(struct mana_hwc *hwc)
{
	struct mana_vector *vector = hwc->eq.vector;
	unsigned long flags;

	spin_lock_irqsave(&vector->lock, flags);
	hwc->eq.dead = true;
	spin_unlock_irqrestore(&vector->lock, flags);
}

static int mana_hwc_establish(struct mana_hwc *hwc)
{
	const dma_addr_t ring[SMC_FRAMES] = {
		[SMC_FRAME_EQ] = hwc->eq.mem.dma,
		[SMC_FRAME_CQ] = hwc->cq.mem.dma,
		[SMC_FRAME_RQ] = hwc->rq.mem.dma,
		[SMC_FRAME_SQ] = hwc->sq.mem.dma,
	};
	int err;

	hwc->established = true;
	mana_hwc_forget(hwc);
	/* A kernel started for a crash dump finds the function alive. */
	err = mana_smc_establish(hwc->gd, ring, 0, reset_devices);
	if (err != -EPROTO)
		return err;
	/*
	 * A kernel that crashed may have left its channel behind: take that
	 * down and try once more, also when the device says that there is
	 * nothing to take down.
	 */
	mana_hwc_deafen(hwc);
	err = mana_smc_destroy(hwc->gd);
	if (err && err != -EPROTO)
		return err;
	mana_hwc_forget(hwc);
	return mana_smc_establish(hwc->gd, ring, 0, false);
}

static int mana_hwc_wait_boot(struct mana_hwc *hwc)
{
	struct device *dev = hwc->gd->info.dev;
	int err;

	err = mana_hwc_wait(hwc->gd, &hwc->boot_over, HWC_BOOT_TIMEOUT_MS);
	if (!err && hwc->boot_error)
		err = -EPROTO;
	if (err)
		dev_err(dev,
			"the hardware channel did not come up (%d): %u events, items %#x\n",
			err, hwc->boot.events, hwc->boot.seen);
	return err;
}

/* Take over what the bootstrap told. */
static int mana_hwc_adopt(struct mana_hwc *hwc)
{
	const struct hwc_boot *boot = &hwc->boot;
	struct mana_gdma *gd = hwc->gd;
	void __iomem *db = hwc->eq.db;

	hwc->mkey = boot->value[HWC_INIT_MKEY];
	if (mana_hwc_boot_small(boot))
		dev_warn_once(gd->info.dev,
			      "message limits of %u and %u bytes are ignored\n",
			      boot->value[HWC_INIT_MAX_REQUEST],
			      boot->value[HWC_INIT_MAX_RESPONSE]);
	hwc->sq.id = boot->value[HWC_INIT_SQ_ID];
	hwc->rq.id = boot->value[HWC_INIT_RQ_ID];
	hwc->sq.db = db;
	hwc->rq.db = db;
	hwc->cq.db = db;

	gd->info.max_cq_id = boot->value[HWC_INIT_MAX_CQS];
	return mana_cq_bind(&hwc->cq, boot->value[HWC_INIT_CQ_ID]);
}

static int mana_hwc_bring_up(struct mana_hwc *hwc)
{
	int err;

	/* Events come before the answer does: hook the vector first. */
	err = mana_vector_attach(hwc->gd, 0, &hwc->eq);
	if (err)
		return err;
	err = mana_hwc_establish(hwc);
	if (err) {
		dev_err(hwc->gd->info.dev,
			"cannot establish the hardware channel: %d\n", err);
		return err;
	}
	err = mana_hwc_wait_boot(hwc);
	if (err)
		return err;
	err = mana_hwc_adopt(hwc);
	if (err)
		return err;
	mana_hwc_post_rx(hwc);
	return mana_eq_test(&hwc->eq, mana_hwc_timeout(hwc->gd));
}

/**
 * mana_hwc_start - bring the hardware channel up and prove it
 * @gd: device in state BOOT
 *
 * Return: 0; -ENOMEM, -EPROTO, -ETIMEDOUT, -ENODEV. Also on error the
 * channel, if there is one, is to be taken down and freed.
 */
int mana_hwc_start(struct mana_gdma *gd)
{
	gd->hwc = mana_hwc_alloc(gd);
	return gd->hwc ? mana_hwc_bring_up(gd->hwc) : -ENOMEM;
}

/**
 * mana_hwc_take_down - have the device destroy the channel; idempotent
 * @hwc: channel that nobody sends requests to any more
 *
 * Return: 0 when the device has let go of the channel's memory and of all that
 * was made through it, else an error of mana_smc_destroy().
 */
int mana_hwc_take_down(struct mana_hwc *hwc)
{
	bool established = hwc->established;

	hwc->established = false;
	/* Nobody waits any more; a late handler must not ring what is gone. */
	mana_vector_detach(&hwc->eq);
	return established ? mana_smc_destroy(hwc->gd) : 0;
}

/**
 * mana_hwc_free - the end of a channel
 * @gd: device that touches no memory any more
 */
void mana_hwc_free(struct mana_gdma *gd)
{
	struct mana_hwc *hwc = gd->hwc;

	mana_cq_unbind(&hwc->cq);
	WRITE_ONCE(gd->hwc, NULL);
	mana_hwc_release(hwc);
	gd->info.max_cq_id = 0;
}
