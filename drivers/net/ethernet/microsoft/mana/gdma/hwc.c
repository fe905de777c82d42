// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Hardware channel: one request at a time, matched with its answer, timed
 * (hwc 3, 5, 6). Bringing it up and down is hwc_life.c.
 */
#include <linux/jiffies.h>
#include <linux/slab.h>

#include "hwc.h"
#include "hwc_match.h"

/* A wait looks this often whether the device is still there. */
#define HWC_LOOK_MS		500

/* ---- answers: interrupt context ---- */

/**
 * mana_hwc_post_rx - give the one answer buffer to the device
 * @hwc: channel
 *
 * Comes before the waiter is woken: its next request needs the buffer (hwc 8).
 */
void mana_hwc_post_rx(struct mana_hwc *hwc)
{
	struct gdma_sge sge = {
		.address = cpu_to_le64(hwc->answers.dma),
		.mem_key = cpu_to_le32(hwc->mkey),
		.size = cpu_to_le32(HWC_MSG_BYTES),
	};
	static const u8 oob[GDMA_OOB_SHORT];
	struct mana_wqe_desc desc = {
		.oob = oob,
		.oob_bytes = sizeof(oob),
		.sge = &sge,
		.num_sge = 1,
	};

	/* There is always room: one buffer in a ring of 128. */
	mana_wring_post(&hwc->rq.ring, &desc);
	mana_wq_ring(&hwc->rq);
}

/* Keep the answer if it is the one waited for; true: wake the waiter. */
static bool mana_hwc_take_answer(struct mana_hwc *hwc, u32 bytes)
{
	struct gdma_resp_hdr *resp = (struct gdma_resp_hdr *)hwc->answer;

	if (bytes < sizeof(*resp) || bytes > HWC_MSG_BYTES) {
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
		return false;
	}
	if (!hwc->waiting) {
		mana_gdma_counted(hwc->gd, MANA_COUNT_STALE_ANSWER);
		return false;
	}
	/* The one read of shared memory: the rest looks at the copy. */
	memcpy(hwc->answer, hwc->answers.va, bytes);
	switch (hwc_judge(&hwc->asked, resp, bytes)) {
	case HWC_ANSWER_GOOD:
		hwc->result = 0;
		break;
	case HWC_ANSWER_BAD:
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
		hwc->result = -EPROTO;
		break;
	case HWC_ANSWER_STALE:
		mana_gdma_counted(hwc->gd, MANA_COUNT_STALE_ANSWER);
		return false;
	}
	hwc->answer_bytes = bytes;
	hwc->waiting = false;
	return true;
}

static void mana_hwc_rx(struct mana_hwc *hwc, const struct gdma_cqe *cqe)
{
	const struct hwc_rx_oob *oob = (const struct hwc_rx_oob *)cqe->data;
	u32 offset = le32_to_cpu(oob->wqe_offset) & (HWC_QUEUE_BYTES - 1);
	u32 posted = hwc->rq.ring.tail * GDMA_WQE_UNIT & (HWC_QUEUE_BYTES - 1);
	bool wake;

	if (offset != posted ||
	    mana_wring_free(&hwc->rq.ring) == hwc->rq.ring.bytes) {
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_HWC_PROTOCOL);
		return;
	}
	spin_lock(&hwc->answer_lock);
	wake = mana_hwc_take_answer(hwc, le32_to_cpu(oob->length));
	mana_wring_retire(&hwc->rq.ring, 1);
	mana_hwc_post_rx(hwc);
	if (wake)
		complete(&hwc->gd->answered);
	spin_unlock(&hwc->answer_lock);
}

/* A request was read: its WQE is free. */
static void mana_hwc_tx_done(struct mana_hwc *hwc)
{
	if (mana_wring_free(&hwc->sq.ring) < hwc->sq.ring.bytes)
		mana_wring_retire(&hwc->sq.ring, HWC_SQ_WQE_UNITS);
	else
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
}

/**
 * mana_hwc_cq_event - completions of the channel
 * @ctx: struct mana_hwc
 *
 * Context: hard IRQ; the vector's lock makes it the only one.
 */
void mana_hwc_cq_event(void *ctx)
{
	struct mana_hwc *hwc = ctx;
	struct gdma_cqe cqe;
	u32 info;
	int taken;

	for (taken = 0; taken < HWC_CQ_ENTRIES; taken++) {
		if (mana_cq_poll(&hwc->cq, &cqe) != 1)
			break;
		info = le32_to_cpu(cqe.info);
		if ((info & GDMA_CQE_IS_SQ) &&
		    (info & GDMA_CQE_WQ_ID) == hwc->sq.id)
			mana_hwc_tx_done(hwc);
		else if (!(info & GDMA_CQE_IS_SQ) &&
			 (info & GDMA_CQE_WQ_ID) == hwc->rq.id)
			mana_hwc_rx(hwc, &cqe);
		else
			mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
	}
	if (hwc->cq.overrun)
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_HWC_PROTOCOL);
	else
		mana_cq_ring(&hwc->cq, true);
}

/* ---- requests: process context ---- */

/**
 * mana_hwc_init_req - fill a request's header (gdma 11)
 * @gd: device
 * @req: header, zeroed or not
 * @code: of the request
 * @req_bytes: of the whole request
 * @resp_bytes: of the largest answer that is understood
 *
 * Versions are 1 both ways, the device the Ethernet one for client codes and 0
 * for GDMA ones; the caller may change both.
 */
void mana_hwc_init_req(struct mana_gdma *gd, struct gdma_req_hdr *req,
		       u32 code, u32 req_bytes, u32 resp_bytes)
{
	memset(req, 0, sizeof(*req));
	req->req.msg_type = cpu_to_le32(code);
	req->req.msg_version = cpu_to_le16(1);
	req->req.msg_size = cpu_to_le32(req_bytes);
	req->resp.msg_type = cpu_to_le32(code);
	req->resp.msg_version = cpu_to_le16(1);
	req->resp.msg_size = cpu_to_le32(resp_bytes);
	if (code >= GDMA_CLIENT_CODES)
		req->dev_id = gd->eth_dev_id;
	req->activity_id = cpu_to_le32((u32)atomic_inc_return(&gd->activity));
}

static int mana_hwc_post(struct mana_hwc *hwc, u32 bytes)
{
	struct hwc_tx_oob oob = {
		.vscq_id = cpu_to_le32(hwc->cq.id),
		.vsq_id = cpu_to_le32(hwc->sq.id),
	};
	struct gdma_sge sge = {
		.address = cpu_to_le64(hwc->requests.dma),
		.mem_key = cpu_to_le32(hwc->mkey),
		.size = cpu_to_le32(bytes),
	};
	struct mana_wqe_desc desc = {
		.oob = &oob,
		.oob_bytes = sizeof(oob),
		.sge = &sge,
		.num_sge = 1,
	};
	int units;

	units = mana_wring_post(&hwc->sq.ring, &desc);
	if (units < 0)
		return units;
	mana_wq_ring(&hwc->sq);
	return 0;
}

/* Wait for the answer, or until nothing more can be hoped for. */
static int mana_hwc_wait(struct mana_hwc *hwc)
{
	unsigned long end = jiffies + msecs_to_jiffies(hwc->timeout_ms);
	struct mana_gdma *gd = hwc->gd;

	while (!wait_for_completion_timeout(&gd->answered,
					    msecs_to_jiffies(HWC_LOOK_MS))) {
		if (mana_regs_gone(gd)) {
			mana_gdma_report_fault(gd, MANA_FAULT_GONE);
			return -ENODEV;
		}
		if (time_after(jiffies, end)) {
			dev_err(&gd->pdev->dev,
				"no answer to request %#x in %u ms\n",
				le32_to_cpu(hwc->asked.req.msg_type),
				hwc->timeout_ms);
			mana_gdma_report_fault(gd, MANA_FAULT_HWC_TIMEOUT);
			return -ETIMEDOUT;
		}
	}
	return 0;
}

static int mana_hwc_exchange(struct mana_hwc *hwc,
			     const struct gdma_req_hdr *req, u32 bytes)
{
	int err;

	memcpy(hwc->requests.va, req, bytes);
	spin_lock_irq(&hwc->answer_lock);
	hwc->asked = *req;
	hwc->result = -ENODEV;
	hwc->waiting = true;
	reinit_completion(&hwc->gd->answered);
	spin_unlock_irq(&hwc->answer_lock);
	/* A fault from here on finds the completion to wake this thread by. */
	if (!mana_gdma_can_send(hwc->gd))
		err = -ENODEV;
	else
		err = mana_hwc_post(hwc, bytes);
	if (!err)
		err = mana_hwc_wait(hwc);

	spin_lock_irq(&hwc->answer_lock);
	hwc->waiting = false;
	if (!err)
		err = hwc->result;
	spin_unlock_irq(&hwc->answer_lock);
	return err;
}

/* After -ENOSPC the device no longer reads requests. */
static int mana_hwc_send_locked(struct mana_hwc *hwc,
				const struct gdma_req_hdr *req,
				struct gdma_resp_hdr *resp)
{
	u32 resp_bytes = le32_to_cpu(req->resp.msg_size);
	u32 req_bytes = le32_to_cpu(req->req.msg_size);
	int err;

	if (req_bytes < sizeof(*req) || req_bytes > hwc->max_request ||
	    resp_bytes < sizeof(*resp) || resp_bytes > hwc->max_response)
		return -EMSGSIZE;
	err = mana_hwc_exchange(hwc, req, req_bytes);
	if (err == -ENOSPC) {
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_HWC_PROTOCOL);
		err = -ENODEV;
	}
	if (err)
		return err;
	memset(resp, 0, resp_bytes);
	memcpy(resp, hwc->answer, min(resp_bytes, hwc->answer_bytes));
	err = hwc_status_errno(le32_to_cpu(resp->status));
	if (err == -EPROTO)
		dev_dbg(&hwc->gd->pdev->dev, "request %#x: status %#x\n",
			le32_to_cpu(req->req.msg_type),
			le32_to_cpu(resp->status));
	return err;
}

/**
 * mana_hwc_send - send one request and wait for its answer (hwc 5)
 * @gd: device
 * @req: request, its header filled by mana_hwc_init_req()
 * @resp: room for the resp_bytes of that header; what the answer does not fill
 *	is zeroed
 *
 * Context: process, sleeps; never from an event handler.
 * Return: 0, also for status 0x105; -EOPNOTSUPP: unknown to the device; -EPROTO:
 * refused, or an answer that cannot be believed; -ETIMEDOUT; -ENODEV when the
 * channel is not up or dead; -EMSGSIZE.
 */
int mana_hwc_send(struct mana_gdma *gd, struct gdma_req_hdr *req,
		  struct gdma_resp_hdr *resp)
{
	struct mana_hwc *hwc = gd->hwc;
	int err;

	if (!hwc || !mana_gdma_can_send(gd))
		return -ENODEV;
	mutex_lock(&hwc->lock);
	err = mana_hwc_send_locked(hwc, req, resp);
	mutex_unlock(&hwc->lock);
	return err;
}

/**
 * mana_hwc_timeout - how long an answer may take
 * @gd: device
 *
 * Return: milliseconds.
 */
u32 mana_hwc_timeout(const struct mana_gdma *gd)
{
	return gd->hwc ? READ_ONCE(gd->hwc->timeout_ms) : HWC_TIMEOUT_MS;
}

/**
 * mana_hwc_set_timeout - the device wants another timeout (gdma 12.9, EQE 133)
 * @gd: device
 * @timeout_ms: not trusted: clamped
 */
void mana_hwc_set_timeout(struct mana_gdma *gd, u32 timeout_ms)
{
	WRITE_ONCE(gd->hwc->timeout_ms,
		   clamp_t(u32, timeout_ms, HWC_TIMEOUT_MIN_MS,
			   HWC_TIMEOUT_MAX_MS));
}
