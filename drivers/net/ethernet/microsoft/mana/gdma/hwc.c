// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Hardware channel, second half: one request at a time, matched with its answer
 * by the pure functions of hwc_match.h, and timed. How the channel comes to be
 * is hwc_boot.c.
 */
#include <linux/jiffies.h>
#include <linux/slab.h>

#include "hwc_match.h"
#include "priv.h"

/*
 * A wait looks this often whether the device is still there, and whether
 * something came whose interrupt was lost: soon at first, then less often.
 */
#define HWC_LOOK_MIN_MS		20
#define HWC_LOOK_MAX_MS		500
/* Completions taken in one go; each may copy a page. */
#define HWC_CQ_BUDGET		8

/* ---- answers: interrupt context ---- */

/**
 * mana_hwc_post_rx - give the one answer buffer to the device
 * @hwc: channel
 *
 * Comes before the waiter is woken: its next request needs the buffer.
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

static void mana_hwc_note_odd(struct mana_hwc *hwc, u32 odd)
{
	struct mana_gdma *gd = hwc->gd;

	mana_gdma_counted(gd, MANA_COUNT_ODD_ANSWER);
	if (gd->odd_told)
		return;
	gd->odd_told = true;
	dev_warn(gd->info.dev,
		 "answer to request %#x is odd, believed all the same:%s%s%s%s%s\n",
		 le32_to_cpu(hwc->asked.req.msg_type),
		 odd & HWC_ODD_ACTIVITY ? " activity" : "",
		 odd & HWC_ODD_DEVICE ? " device" : "",
		 odd & HWC_ODD_TYPE ? " type" : "",
		 odd & HWC_ODD_VERSION ? " version" : "",
		 odd & HWC_ODD_SIZE ? " size" : "");
}

/* Keep the answer if it is the one waited for; true: wake the waiter. */
static bool mana_hwc_take_answer(struct mana_hwc *hwc, u32 bytes)
{
	struct gdma_resp_hdr *resp = (struct gdma_resp_hdr *)hwc->answer;
	enum hwc_verdict verdict;
	u32 odd;

	if (!hwc->waiting) {
		mana_gdma_counted(hwc->gd, MANA_COUNT_STALE_ANSWER);
		return false;
	}
	/* The one read of shared memory: the rest looks at the copy. */
	memcpy(hwc->answer, hwc->answers.va, min_t(u32, bytes, HWC_MSG_BYTES));
	verdict = mana_hwc_judge(&hwc->asked, resp, bytes, &odd);
	if (verdict == HWC_ANSWER_STALE) {
		mana_gdma_counted(hwc->gd, MANA_COUNT_STALE_ANSWER);
		return false;
	}
	if (verdict == HWC_ANSWER_BAD)
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
	else if (odd)
		mana_hwc_note_odd(hwc, odd);
	hwc->result = verdict == HWC_ANSWER_BAD ? -EBADMSG : 0;
	hwc->answer_bytes = bytes;
	hwc->waiting = false;
	return true;
}

static void mana_hwc_rx(struct mana_hwc *hwc, const struct gdma_cqe *cqe)
{
	const struct hwc_rx_oob *oob = (const struct hwc_rx_oob *)cqe->data;
	u32 offset = le32_to_cpu(oob->wqe_offset) & (HWC_QUEUE_BYTES - 1);
	u32 posted = hwc->rq.ring.tail * GDMA_WQE_UNIT & (HWC_QUEUE_BYTES - 1);

	if (mana_wring_free(&hwc->rq.ring) == hwc->rq.ring.bytes) {
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
		return;
	}
	/* There is one buffer only, whatever the completion calls it. */
	if (offset != posted)
		mana_gdma_counted(hwc->gd, MANA_COUNT_ODD_ANSWER);
	spin_lock(&hwc->answer_lock);
	if (mana_hwc_take_answer(hwc, le32_to_cpu(oob->length)))
		WRITE_ONCE(hwc->answered, true);
	mana_wring_retire(&hwc->rq.ring, 1);
	mana_hwc_post_rx(hwc);
	spin_unlock(&hwc->answer_lock);
	wake_up_all(&hwc->gd->wake);
}

/* A request was read: its WQE is free. */
static void mana_hwc_tx_done(struct mana_hwc *hwc)
{
	if (mana_wring_free(&hwc->sq.ring) < hwc->sq.ring.bytes)
		mana_wring_retire(&hwc->sq.ring, HWC_SQ_WQE_UNITS);
	else
		mana_gdma_counted(hwc->gd, MANA_COUNT_BAD_ANSWER);
}

/* Completions of the channel; how many. The vector's lock is held. */
static int mana_hwc_take_completions(struct mana_hwc *hwc)
{
	struct gdma_cqe cqe;
	int taken;
	u32 info;

	for (taken = 0; taken < HWC_CQ_BUDGET; taken++) {
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
	return taken;
}

/**
 * mana_hwc_cq_event - completions of the channel
 * @ctx: struct mana_hwc
 *
 * What is left over brings another event at once.
 *
 * Context: hard IRQ; the vector's lock makes it the only one.
 */
void mana_hwc_cq_event(void *ctx)
{
	struct mana_hwc *hwc = ctx;

	mana_hwc_take_completions(hwc);
	if (!hwc->cq.overrun)
		mana_cq_ring(&hwc->cq, true);
	else if (mana_gdma_can_send(hwc->gd))
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_HWC_PROTOCOL);
}

/* ---- waiting: process context ---- */

/* Take what came without an interrupt. */
static void mana_hwc_look(struct mana_hwc *hwc)
{
	struct mana_vector *vector = hwc->eq.vector;
	unsigned long flags;
	int found;

	if (!vector)
		return;
	spin_lock_irqsave(&vector->lock, flags);
	found = mana_eq_process(&hwc->eq);
	/* Not even an event: the entry itself is there to be seen. */
	if (!found && hwc->cq.bound && !hwc->cq.overrun) {
		found = mana_hwc_take_completions(hwc);
		if (found)
			mana_cq_ring(&hwc->cq, true);
	}
	spin_unlock_irqrestore(&vector->lock, flags);
	if (found)
		mana_gdma_counted(hwc->gd, MANA_COUNT_POLLED);
}

/**
 * mana_hwc_wait - wait for what the device has to say
 * @gd: device with a channel
 * @done: set from event context, which then wakes gd->wake
 * @timeout_ms: how long it may take
 *
 * Ends early once nothing can be hoped for: a fault was reported, the device is
 * gone, or the driver is leaving. Interrupts get lost on real hardware, so the
 * channel's queue is looked at meanwhile.
 *
 * Return: 0, -ETIMEDOUT, -ENODEV.
 */
int mana_hwc_wait(struct mana_gdma *gd, const bool *done, u32 timeout_ms)
{
	unsigned long end = jiffies + msecs_to_jiffies(timeout_ms);
	u32 look_ms = HWC_LOOK_MIN_MS;

	for (;;) {
		wait_event_timeout(gd->wake,
				   READ_ONCE(*done) || !mana_gdma_can_send(gd),
				   msecs_to_jiffies(look_ms));
		if (READ_ONCE(*done))
			return 0;
		if (!mana_gdma_can_send(gd))
			return -ENODEV;
		if (mana_regs_gone(gd)) {
			mana_gdma_report_fault(gd, MANA_FAULT_GONE);
			return -ENODEV;
		}
		mana_hwc_look(gd->hwc);
		if (READ_ONCE(*done))
			return 0;
		if (time_after(jiffies, end))
			return -ETIMEDOUT;
		look_ms = min_t(u32, 2 * look_ms, HWC_LOOK_MAX_MS);
	}
}

/* ---- requests: process context ---- */

/**
 * mana_hwc_init_req - fill a request's header
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
		req->dev_id = gd->info.eth_dev_id;
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

static int mana_hwc_wait_answer(struct mana_hwc *hwc)
{
	struct mana_gdma *gd = hwc->gd;
	u32 timeout_ms = READ_ONCE(hwc->timeout_ms);
	int err;

	err = mana_hwc_wait(gd, &hwc->answered, timeout_ms);
	if (err == -ETIMEDOUT) {
		dev_err_ratelimited(gd->info.dev,
				    "no answer to request %#x (activity %u) in %u ms\n",
				    le32_to_cpu(hwc->asked.req.msg_type),
				    le32_to_cpu(hwc->asked.activity_id),
				    timeout_ms);
		mana_gdma_report_fault(gd, MANA_FAULT_HWC_TIMEOUT);
	}
	return err;
}

static int mana_hwc_exchange(struct mana_hwc *hwc,
			     const struct gdma_req_hdr *req, u32 bytes)
{
	int err;

	memcpy(hwc->requests.va, req, bytes);
	/* Devices do not fill in all of an answer: nothing old is to be seen. */
	memset(hwc->answers.va, 0, HWC_MSG_BYTES);
	spin_lock_irq(&hwc->answer_lock);
	hwc->asked = *req;
	hwc->result = -ENODEV;
	hwc->waiting = true;
	hwc->answered = false;
	spin_unlock_irq(&hwc->answer_lock);
	/* A fault from here on ends the wait. */
	if (!mana_gdma_can_send(hwc->gd))
		err = -ENODEV;
	else
		err = mana_hwc_post(hwc, bytes);
	if (!err)
		err = mana_hwc_wait_answer(hwc);

	spin_lock_irq(&hwc->answer_lock);
	hwc->waiting = false;
	if (!err)
		err = hwc->result;
	spin_unlock_irq(&hwc->answer_lock);
	return err;
}

/* Hand on what the answer has, and how much that is. */
static void mana_hwc_copy_answer(struct mana_hwc *hwc,
				 struct gdma_resp_hdr *resp, u32 resp_bytes)
{
	const struct gdma_resp_hdr *answer = (void *)hwc->answer;
	u32 bytes = mana_hwc_reach(answer, hwc->answer_bytes);

	bytes = min(bytes, resp_bytes);
	memset(resp, 0, resp_bytes);
	memcpy(resp, answer, bytes);
	resp->response.msg_size = cpu_to_le32(bytes);
}

/* After -ENOSPC the device no longer reads requests. */
static int mana_hwc_send_locked(struct mana_hwc *hwc,
				const struct gdma_req_hdr *req,
				struct gdma_resp_hdr *resp)
{
	u32 resp_bytes = le32_to_cpu(req->resp.msg_size);
	u32 req_bytes = le32_to_cpu(req->req.msg_size);
	struct device *dev = hwc->gd->info.dev;
	u32 code = le32_to_cpu(req->req.msg_type);
	int err;

	if (req_bytes < sizeof(*req) || req_bytes > HWC_MSG_BYTES ||
	    resp_bytes < sizeof(*resp) || resp_bytes > HWC_MSG_BYTES)
		return -EMSGSIZE;
	err = mana_hwc_exchange(hwc, req, req_bytes);
	if (err == -ENOSPC) {
		mana_gdma_report_fault(hwc->gd, MANA_FAULT_HWC_PROTOCOL);
		err = -ENODEV;
	}
	if (err == -EBADMSG)
		dev_warn_ratelimited(dev,
				     "answer to request %#x cannot be believed: %u bytes\n",
				     code, hwc->answer_bytes);
	if (err)
		return err;
	mana_hwc_copy_answer(hwc, resp, resp_bytes);
	err = mana_hwc_status_errno(le32_to_cpu(resp->status));
	if (err == -EPROTO)
		dev_warn_ratelimited(dev, "request %#x refused: status %#x\n",
				     code, le32_to_cpu(resp->status));
	return err;
}

/**
 * mana_hwc_send - send one request and wait for its answer
 * @gd: device
 * @req: request, its header filled by mana_hwc_init_req()
 * @resp: room for the resp_bytes of that header; what the answer does not fill
 *	is zeroed, and its msg_size tells how far it reaches
 *
 * Context: process, sleeps; never from an event handler.
 * Return: 0, also for status 0x105; -EOPNOTSUPP: unknown to the device; -EPROTO:
 * refused, and nothing was done; -EBADMSG: an answer that cannot be believed,
 * so that nobody knows what was done; -ETIMEDOUT; -ENODEV when the channel is
 * not up or dead; -EMSGSIZE.
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
 * mana_hwc_set_timeout - the device wants another timeout
 * @gd: device
 * @timeout_ms: not trusted: clamped
 */
void mana_hwc_set_timeout(struct mana_gdma *gd, u32 timeout_ms)
{
	WRITE_ONCE(gd->hwc->timeout_ms,
		   clamp_t(u32, timeout_ms, HWC_TIMEOUT_MIN_MS,
			   HWC_TIMEOUT_MAX_MS));
}
