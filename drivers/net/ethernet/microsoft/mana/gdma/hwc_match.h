/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Does this answer belong to that request? Pure functions on private copies.
 *
 * What real devices are known to echo depends on the request. For Ethernet
 * requests shipped drivers compare activity id, device id, type and version, so
 * these may be relied upon. For requests to the device itself nobody compares
 * more than the message id, the length and the status: anything else that is
 * odd there is counted and believed, because refusing it could leave a machine
 * without its network.
 */
#ifndef _MANA_GDMA_HWC_MATCH_H
#define _MANA_GDMA_HWC_MATCH_H

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

/**
 * enum hwc_verdict - what an answer is
 * @HWC_ANSWER_GOOD: the one that is waited for
 * @HWC_ANSWER_STALE: of another request, long given up: drop it
 * @HWC_ANSWER_BAD: of this request, but it cannot be believed
 */
enum hwc_verdict {
	HWC_ANSWER_GOOD,
	HWC_ANSWER_STALE,
	HWC_ANSWER_BAD
};

/* Activity ids count up; so many before that of a request are of earlier ones. */
#define HWC_EARLIER		256

/* What may be odd about an answer. */
#define HWC_ODD_ACTIVITY	BIT(0)	/* another activity id */
#define HWC_ODD_DEVICE		BIT(1)	/* another device id */
#define HWC_ODD_TYPE		BIT(2)	/* another message type, or header type */
#define HWC_ODD_VERSION		BIT(3)	/* version 0 */
#define HWC_ODD_SIZE		BIT(4)	/* says that it is shorter than it must be */

/**
 * mana_hwc_status_good - does the status tell of success?
 * @status: GDMA_STATUS_*, or opaque
 */
static inline bool mana_hwc_status_good(u32 status)
{
	return status == GDMA_STATUS_OK || status == GDMA_STATUS_MORE_ENTRIES;
}

/**
 * mana_hwc_odd_fields - compare an answer's header with its request's
 * @req: header of the request
 * @resp: header of the answer, a private copy
 *
 * A version above the one asked for has more fields behind those known; one
 * below may end earlier, which its user has to look at. A refusal may be a bare
 * header.
 *
 * Return: HWC_ODD_* bits.
 */
static inline u32 mana_hwc_odd_fields(const struct gdma_req_hdr *req,
				      const struct gdma_resp_hdr *resp)
{
	const struct gdma_msg_hdr *want = &req->resp;
	const struct gdma_msg_hdr *got = &resp->response;
	u32 version = le16_to_cpu(got->msg_version);
	u32 size = le32_to_cpu(got->msg_size);
	u32 odd = 0;

	if (resp->activity_id != req->activity_id)
		odd |= HWC_ODD_ACTIVITY;
	if (resp->dev_id != req->dev_id)
		odd |= HWC_ODD_DEVICE;
	if (got->hdr_type || got->msg_type != want->msg_type)
		odd |= HWC_ODD_TYPE;
	if (!version)
		odd |= HWC_ODD_VERSION;
	if (size < sizeof(*resp))
		odd |= HWC_ODD_SIZE;
	else if (mana_hwc_status_good(le32_to_cpu(resp->status)) &&
		 version >= le16_to_cpu(want->msg_version) &&
		 size < le32_to_cpu(want->msg_size))
		odd |= HWC_ODD_SIZE;
	return odd;
}

/* Late, or told twice: the answer to this request is still to come. */
static inline bool mana_hwc_is_earlier(const struct gdma_req_hdr *req,
				       const struct gdma_resp_hdr *resp)
{
	return le32_to_cpu(req->activity_id) -
	       le32_to_cpu(resp->activity_id) <= HWC_EARLIER;
}

/**
 * mana_hwc_judge - is it the answer to the request under way?
 * @req: header of the request
 * @resp: header of the answer, a private copy of which @bytes are valid
 * @bytes: length of the answer as its completion told
 * @odd: gets the HWC_ODD_* bits of an answer to this request
 *
 * An Ethernet answer that does not repeat what was asked fails the request at
 * once: nothing better is to come.
 *
 * Return: enum hwc_verdict.
 */
static inline enum hwc_verdict mana_hwc_judge(const struct gdma_req_hdr *req,
					      const struct gdma_resp_hdr *resp,
					      u32 bytes, u32 *odd)
{
	*odd = 0;
	/* Nothing says whose it is: the one request under way fails at once. */
	if (bytes < sizeof(*resp) || bytes > HWC_MSG_BYTES)
		return HWC_ANSWER_BAD;
	if (resp->response.hwc_msg_id != req->req.hwc_msg_id)
		return HWC_ANSWER_STALE;
	*odd = mana_hwc_odd_fields(req, resp);
	if (le32_to_cpu(req->req.msg_type) < GDMA_ETH_CODES)
		return HWC_ANSWER_GOOD;
	if (*odd & HWC_ODD_ACTIVITY && mana_hwc_is_earlier(req, resp))
		return HWC_ANSWER_STALE;
	return *odd ? HWC_ANSWER_BAD : HWC_ANSWER_GOOD;
}

/**
 * mana_hwc_reach - how far an answer's fields can be read
 * @resp: its header
 * @bytes: length of the answer as its completion told
 *
 * Return: bytes from the beginning of the header. What lies behind is whatever
 * the device had there.
 */
static inline u32 mana_hwc_reach(const struct gdma_resp_hdr *resp, u32 bytes)
{
	u32 size = le32_to_cpu(resp->response.msg_size);

	return size < sizeof(*resp) || size > bytes ? bytes : size;
}

/**
 * mana_hwc_status_errno - errno of a status word
 * @status: GDMA_STATUS_*, or opaque
 *
 * Return: 0, -EOPNOTSUPP, -EPROTO.
 */
static inline int mana_hwc_status_errno(u32 status)
{
	if (mana_hwc_status_good(status))
		return 0;
	return status == GDMA_STATUS_UNSUPPORTED ? -EOPNOTSUPP : -EPROTO;
}

#endif /* _MANA_GDMA_HWC_MATCH_H */
