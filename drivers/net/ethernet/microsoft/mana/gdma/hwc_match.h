/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Does this answer belong to that request? Pure functions on private copies
 * (hwc 6, 13).
 */
#ifndef _MANA_GDMA_HWC_MATCH_H
#define _MANA_GDMA_HWC_MATCH_H

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

/**
 * hwc_judge - compare an answer with the request under way (hwc 13)
 * @req: header of the request
 * @resp: header of the answer, a private copy
 * @bytes: length of the answer as its completion told, 32 at least
 *
 * A version above the one asked for has more fields behind those known; one
 * below may end earlier, which its user has to look at.
 *
 * Return: enum hwc_verdict.
 */
static inline enum hwc_verdict hwc_judge(const struct gdma_req_hdr *req,
					 const struct gdma_resp_hdr *resp,
					 u32 bytes)
{
	const struct gdma_msg_hdr *want = &req->resp;
	const struct gdma_msg_hdr *got = &resp->response;
	u32 version = le16_to_cpu(got->msg_version);
	u32 size = le32_to_cpu(got->msg_size);

	if (got->hwc_msg_id != req->req.hwc_msg_id ||
	    resp->activity_id != req->activity_id ||
	    resp->dev_id != req->dev_id)
		return HWC_ANSWER_STALE;
	if (got->hdr_type || got->msg_type != want->msg_type || !version)
		return HWC_ANSWER_BAD;
	if (bytes < sizeof(*resp) || size < sizeof(*resp))
		return HWC_ANSWER_BAD;
	/* Refusals may be bare headers. */
	if (le32_to_cpu(resp->status) != GDMA_STATUS_OK &&
	    le32_to_cpu(resp->status) != GDMA_STATUS_MORE_ENTRIES)
		return HWC_ANSWER_GOOD;
	if (version >= le16_to_cpu(want->msg_version) &&
	    size < le32_to_cpu(want->msg_size))
		return HWC_ANSWER_BAD;
	return HWC_ANSWER_GOOD;
}

/**
 * hwc_status_errno - errno of a status word (gdma 11.2)
 * @status: GDMA_STATUS_*, or opaque
 *
 * Return: 0, -EOPNOTSUPP, -EPROTO.
 */
static inline int hwc_status_errno(u32 status)
{
	switch (status) {
	case GDMA_STATUS_OK:
	case GDMA_STATUS_MORE_ENTRIES:
		return 0;
	case GDMA_STATUS_UNSUPPORTED:
		return -EOPNOTSUPP;
	default:
		return -EPROTO;
	}
}

#endif /* _MANA_GDMA_HWC_MATCH_H */
