/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Stands for the hardware channel and the device behind it: records requests
 * and answers what a case wants. For one suite of a module or program.
 */
#ifndef _MANA_KUNIT_CHANNEL_H
#define _MANA_KUNIT_CHANNEL_H

#include <mana/gdma.h>

#include "reference.h"

/**
 * struct channel - the channel
 * @request: the last request
 * @bytes: its size
 * @count: requests so far
 * @answer: header and body of the next answers
 * @reach: how far the answer reaches; 0: as far as was asked for
 * @err: what sending returns
 * @err_from: request from which on it returns @err_then; 0: never
 * @err_then: likewise
 */
static struct channel {
	u8 request[4096];
	u32 bytes;
	u32 count;
	u8 answer[512];
	u32 reach;
	int err;
	u32 err_from;
	int err_then;
} channel;

void mana_hwc_init_req(struct mana_gdma *gd, struct gdma_req_hdr *req,
		       u32 code, u32 req_bytes, u32 resp_bytes)
{
	u8 *bytes = (u8 *)req;

	memset(req, 0, sizeof(*req));
	ref_put(bytes + 4, code, 4);
	ref_put(bytes + 8, 1, 2);
	ref_put(bytes + 12, req_bytes, 4);
	ref_put(bytes + 20, code, 4);
	ref_put(bytes + 24, 1, 2);
	ref_put(bytes + 28, resp_bytes, 4);
	ref_put(bytes + 32, code >= 0x10000 ? 2 : 0, 4);
	ref_put(bytes + 36, 7, 4);
}

int mana_hwc_send(struct mana_gdma *gd, struct gdma_req_hdr *req,
		  struct gdma_resp_hdr *resp)
{
	channel.bytes = ref_get((u8 *)req + 12, 4);
	memcpy(channel.request, req, channel.bytes);
	channel.count++;
	memcpy(resp, channel.answer, ref_get((u8 *)req + 28, 4));
	ref_put((u8 *)resp + 12, channel.reach ? channel.reach :
		ref_get((u8 *)req + 28, 4), 4);
	if (channel.err_from && channel.count >= channel.err_from)
		return channel.err_then;
	return channel.err;
}

/*
 * The last request, with its header: versions, sizes, activity 7.
 * @want holds the body and, for GDMA codes, the device.
 */
static void expect_request(struct kunit *test, u32 code, u32 version,
			   u32 resp_version, u32 resp_bytes, u8 *want,
			   u32 bytes)
{
	ref_put(want + 4, code, 4);
	ref_put(want + 8, version, 2);
	ref_put(want + 12, bytes, 4);
	ref_put(want + 20, code, 4);
	ref_put(want + 24, resp_version, 2);
	ref_put(want + 28, resp_bytes, 4);
	if (code >= 0x10000)
		ref_put(want + 32, 2, 4);
	ref_put(want + 36, 7, 4);
	KUNIT_ASSERT_EQ(test, channel.bytes, bytes);
	EXPECT_BYTES(test, channel.request, want, bytes);
}

#endif /* _MANA_KUNIT_CHANNEL_H */
