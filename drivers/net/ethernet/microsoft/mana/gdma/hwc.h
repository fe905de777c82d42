/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hardware channel's state, shared by hwc.c and hwc_life.c.
 */
#ifndef _MANA_GDMA_HWC_H
#define _MANA_GDMA_HWC_H

#include "hwc_boot.h"
#include "priv.h"

#define HWC_EQ_ENTRIES		(HWC_QUEUE_BYTES / (u32)sizeof(struct gdma_eqe))
#define HWC_CQ_ENTRIES		(HWC_QUEUE_BYTES / (u32)sizeof(struct gdma_cqe))
#define HWC_SQ_WQE_UNITS	2

#define HWC_TIMEOUT_MS		30000
#define HWC_TIMEOUT_MIN_MS	1000
#define HWC_TIMEOUT_MAX_MS	60000
#define HWC_BOOT_TIMEOUT_MS	60000

/**
 * struct mana_hwc - the hardware channel
 * @gd: its device
 * @lock: one request at a time
 * @timeout_ms: for an answer
 * @eq: its event queue
 * @cq: its completion queue, shared by @sq and @rq
 * @sq: requests
 * @rq: the one buffer for answers
 * @requests: memory of the request under way
 * @answers: memory that the device writes the answer to
 * @mkey: memory key of both
 * @boot: what the device told while the channel came up
 * @boot_error: it told nonsense
 * @boot_over: it told all, or nonsense
 * @established: the device may use the memory
 * @answer_lock: protects what follows
 * @asked: header of the request under way
 * @waiting: no answer yet
 * @answered: the opposite, for who waits; true between requests
 * @result: 0 or -EBADMSG once answered
 * @answer_bytes: how much of @answer the device has written
 * @answer: private copy, HWC_MSG_BYTES
 */
struct mana_hwc {
	struct mana_gdma *gd;
	struct mutex lock;		/* one request */
	u32 timeout_ms;
	struct mana_eq eq;
	struct mana_cq cq;
	struct mana_wq sq;
	struct mana_wq rq;
	struct mana_qmem requests;
	struct mana_qmem answers;
	u32 mkey;
	struct hwc_boot boot;
	bool boot_error;
	bool boot_over;
	bool established;
	spinlock_t answer_lock;		/* sender and interrupt */
	struct gdma_req_hdr asked;
	bool waiting;
	bool answered;
	int result;
	u32 answer_bytes;
	u8 *answer;
};

void mana_hwc_post_rx(struct mana_hwc *hwc);
void mana_hwc_cq_event(void *ctx);

#endif /* _MANA_GDMA_HWC_H */
