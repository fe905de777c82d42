/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_gdma_core_kunit.c: events of the channel, requests and their
 * answers, and what the commands make of them.
 */
#ifndef _MANA_KUNIT_CORE_REQUESTS_H
#define _MANA_KUNIT_CORE_REQUESTS_H

#include "core_device.h"

/* ---- events of the channel ---- */

/* One event, found without interrupt; how many events nobody knew. */
static u64 core_tell(u32 type, u32 data)
{
	u64 before = core_count(MANA_COUNT_IGNORED_EVENT);

	core_event(type, data);
	mana_hwc_look(gd->hwc);
	flush_work(&gd->link_work);
	return core_count(MANA_COUNT_IGNORED_EVENT) - before;
}

static void core_channel_events(struct kunit *test)
{
	u64 polled;

	core_bring_up(test);
	mana_gdma_set_client(gd, &core_client, &core_told);
	core_told.links = 0;
	core_link_locked = true;
	polled = core_count(MANA_COUNT_POLLED);
	KUNIT_EXPECT_EQ(test, core_tell(133, 1 << 24 | 20000), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 20000);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_POLLED), polled + 1);
	KUNIT_EXPECT_EQ(test, core_tell(133, 2 << 24 | 9), 0);
	KUNIT_EXPECT_EQ(test, core_told.vport, 9);
	KUNIT_EXPECT_TRUE(test, core_told.up);
	KUNIT_EXPECT_EQ(test, core_tell(133, 3 << 24 | 9), 0);
	KUNIT_EXPECT_FALSE(test, core_told.up);
	KUNIT_EXPECT_EQ(test, core_told.links, 2);
	/* of another kind, another type, or late */
	KUNIT_EXPECT_EQ(test, core_tell(133, 4 << 24), 1);
	KUNIT_EXPECT_EQ(test, core_tell(134, 0), 1);
	KUNIT_EXPECT_EQ(test, core_tell(130, 0x020000ff), 1);
	KUNIT_EXPECT_EQ(test, core_tell(129, 0x00010099), 1);
	KUNIT_EXPECT_EQ(test, core_tell(131, 0), 1);
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	polled = core_count(MANA_COUNT_POLLED);
	mana_hwc_look(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_POLLED), polled);
	KUNIT_EXPECT_EQ(test, core_tell(132, 0), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_FPGA_RECONFIG), 1);
	KUNIT_EXPECT_EQ(test, core_tell(135, 0), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_RESET_REQUEST), 1);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
}

/* Lost events or completions of the channel are its end, and told once. */
static void core_channel_overrun(struct kunit *test)
{
	core_bring_up(test);
	dev.cq += 64;
	core_complete(0x23, 0, 40);
	dev.cq -= 65;
	memset(dev.page, 0, 4096);
	mana_hwc_cq_event(gd->hwc);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
	mana_hwc_cq_event(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_PROTOCOL), 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_CQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0x800, 8), 0);
	dev.eq += 256;
	core_event(200, 0);
	mana_hwc_look(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_PROTOCOL), 2);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 0);
}

/* ---- requests ---- */

/* It is told of what was looked at, not of how long that took. */
static void core_gone_device(struct kunit *test)
{
	core_bring_up(test);
	mana_hwc_set_timeout(gd, 0);
	core_gone = true;
	core_looks_gone = 0;
	KUNIT_EXPECT_EQ(test, core_ask(), -ENODEV);
	KUNIT_EXPECT_EQ(test, core_looks_gone, 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_GONE), 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_TIMEOUT), 0);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, core_ask(), -ENODEV);
	KUNIT_EXPECT_EQ(test, core_looks_gone, 1);
}

static void core_answer_missing(struct kunit *test)
{
	core_bring_up(test);
	mana_hwc_set_timeout(gd, 0);
	dev.mute = true;
	core_looks_gone = 0;
	KUNIT_EXPECT_EQ(test, core_ask(), -ETIMEDOUT);
	/* ever less often; a busy machine may leave time for one look only */
	KUNIT_EXPECT_LE(test, core_looks_gone, 8);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_TIMEOUT), 1);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
}

/* A fault between the look at the state and the request: nothing is posted. */
static void core_dead_before_post(struct kunit *test)
{
	struct gdma_req_hdr req;
	u64 rung;

	core_bring_up(test);
	rung = ref_get(dev.page, 8);
	mana_hwc_init_req(gd, &req, 0x20003, sizeof(req), 32);
	mana_gdma_report_fault(gd, MANA_FAULT_GONE);
	KUNIT_EXPECT_EQ(test, mana_hwc_exchange(gd->hwc, &req, sizeof(req)),
			-ENODEV);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page, 8), rung);
	KUNIT_EXPECT_FALSE(test, gd->hwc->waiting);
}

static void core_request_headers(struct kunit *test)
{
	struct gdma_req_hdr first, next;

	core_bring_up(test);
	memset(&first, 0xff, sizeof(first));
	mana_hwc_init_req(gd, &first, 0x10000, 50, 60);
	mana_hwc_init_req(gd, &next, 0xffff, 50, 60);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(first.dev_id), 0x90002);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(next.dev_id), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(next.activity_id),
			le32_to_cpu(first.activity_id) + 1);
	KUNIT_EXPECT_EQ(test, ref_get((u8 *)&first, 8), 0x10000ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get((u8 *)&first + 8, 8), 1 | 50ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get((u8 *)&first + 16, 8), 0x10000ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get((u8 *)&first + 24, 8), 1 | 60ULL << 32);
}

/* A request or answer of a length that no message has is not sent. */
static void core_message_lengths(struct kunit *test)
{
	static const struct {
		u32 req;
		u32 resp;
		int err;
	} lengths[] = {
		{ 39, 32, -EMSGSIZE }, { 40, 31, -EMSGSIZE },
		{ 4097, 32, -EMSGSIZE }, { 40, 4097, -EMSGSIZE },
		{ 40, 32, 0 }, { 4096, 4096, 0 },
	};
	struct gdma_resp_hdr *resp;
	struct gdma_req_hdr *req;
	u32 i, asked = 0;

	req = kzalloc(4096, GFP_KERNEL);
	resp = kzalloc(4096, GFP_KERNEL);
	core_bring_up(test);
	for (i = 0; i < ARRAY_SIZE(lengths) && req && resp; i++) {
		mana_hwc_init_req(gd, req, 0x20003, lengths[i].req,
				  lengths[i].resp);
		KUNIT_EXPECT_EQ(test, mana_hwc_send(gd, req, resp),
				lengths[i].err);
		asked += !lengths[i].err;
		KUNIT_EXPECT_EQ(test, dev.asked[3], asked);
	}
	KUNIT_EXPECT_EQ(test, asked, 2);
	kfree(req);
	kfree(resp);
}

static void core_statuses(struct kunit *test)
{
	static const struct {
		u32 status;
		int err;
	} statuses[] = {
		{ 0x105, 0 }, { 0xffffffff, -EOPNOTSUPP }, { 1, -EPROTO },
		{ 0x104, -EPROTO }, { 0xfffffffe, -EPROTO }, { 0, 0 },
	};
	u32 i;

	core_bring_up(test);
	for (i = 0; i < ARRAY_SIZE(statuses); i++) {
		dev.status = statuses[i].status;
		KUNIT_EXPECT_EQ(test, core_ask(), statuses[i].err);
	}
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
}

static u32 core_fields;

static void core_tell_less(u32 code, u8 *answer)
{
	memset(answer + 32, 0xbb, 64);
	if (core_fields)
		ref_put(answer + 12, core_fields, 4);
}

/* As far as its header says, as it came, and as there is room for it. */
static void core_answer_reach(struct kunit *test)
{
	static const struct {
		u32 length;
		u32 fields;
		u32 room;
		u32 reach;
	} tries[] = {
		{ 64, 36, 64, 36 }, { 36, 64, 64, 36 }, { 64, 8, 64, 64 },
		{ 64, 64, 40, 40 }, { 4096, 4096, 40, 40 }, { 40, 4096, 96, 40 },
	};
	struct {
		struct gdma_resp_hdr hdr;
		u8 body[96];
	} resp;
	struct gdma_req_hdr req;
	u32 i;

	core_bring_up(test);
	dev.patch = core_tell_less;
	for (i = 0; i < ARRAY_SIZE(tries); i++) {
		dev.length = tries[i].length;
		core_fields = tries[i].fields;
		memset(&resp, 0xaa, sizeof(resp));
		mana_hwc_init_req(gd, &req, 0x10001, sizeof(req), tries[i].room);
		KUNIT_EXPECT_EQ(test, mana_hwc_send(gd, &req, &resp.hdr), 0);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(resp.hdr.response.msg_size),
				tries[i].reach);
		KUNIT_EXPECT_TRUE(test, !memchr_inv(resp.body, 0xbb,
						    tries[i].reach - 32));
		KUNIT_EXPECT_TRUE(test, !memchr_inv(resp.body +
						    tries[i].reach - 32, 0,
						    tries[i].room -
						    tries[i].reach));
		KUNIT_EXPECT_TRUE(test, !memchr_inv(resp.body +
						    tries[i].room - 32, 0xaa,
						    128 - tries[i].room));
	}
}

/* Refused once it is not the answer of this Ethernet request. */
static void core_wrong_answer(u32 code, u8 *answer)
{
	if (code == 0x20003)
		ref_put(answer + 16, 0xa0002, 4);
}

/* An earlier one comes first; the device then looks at its request again. */
static void core_late_answer(u32 code, u8 *answer)
{
	bool first = !dev.no_sent;

	dev.no_sent = first;
	if (!first)
		return;
	ref_put(answer + 20, ref_get(answer + 20, 4) - 1, 4);
	dev.sq -= 2;
}

static void core_answers_matched(struct kunit *test)
{
	core_bring_up(test);
	dev.patch = core_wrong_answer;
	KUNIT_EXPECT_EQ(test, core_ask(), -EBADMSG);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), 1);
	dev.patch = core_late_answer;
	memset(dev.asked, 0, sizeof(dev.asked));
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, dev.asked[3], 2);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_STALE_ANSWER), 1);
	dev.patch = NULL;
	/* nobody waits, and the buffer is the device's again */
	core_complete(0x23, dev.rq++ * 32 % 4096, 40);
	mana_hwc_look(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_STALE_ANSWER), 2);
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	/* a place that the device did not mask, and one that is not there */
	dev.offset = 4096;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_ODD_ANSWER), 0);
	dev.offset = 32;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_ODD_ANSWER), 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), 1);
}

/* Completions of other queues, or of nothing, move nothing. */
static void core_foreign_completions(struct kunit *test)
{
	static const u32 infos[] = { 0x24, 0x23 | 1 << 24, 0x25, 0x24 | 1 << 24 };
	u64 rung;
	u32 i;

	core_bring_up(test);
	rung = ref_get(dev.page + 0x400, 8);
	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		core_complete(infos[i], 0, 40);
		mana_hwc_look(gd->hwc);
		KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), i + 1);
		/* found without event: rung all the same, and armed */
		KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0x804, 4),
				(64 + dev.cq) | 1U << 31);
	}
	/* an answer although the device has no buffer */
	gd->hwc->rq.ring.tail = gd->hwc->rq.ring.head;
	core_complete(0x23, 0, 40);
	mana_hwc_look(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER),
			ARRAY_SIZE(infos) + 1);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0x400, 8), rung);
	gd->hwc->rq.ring.tail--;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
}

/* Who is woken finds the buffer with the device. */
static void core_buffer_before_wake(struct kunit *test)
{
	core_bring_up(test);
	core_wake_room = 0;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_wake_room, 4096 - 32);
}

/* 64 requests of which the device does not say that it read them. */
static void core_requests_not_read(struct kunit *test)
{
	u32 i;

	core_bring_up(test);
	dev.no_sent = true;
	for (i = 0; i < 64; i++)
		KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_PROTOCOL), 0);
	KUNIT_EXPECT_EQ(test, core_ask(), -ENODEV);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_PROTOCOL), 1);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, dev.asked[3], 64);
}

/* A second request waits for the answer to the first. */
static void core_one_at_a_time(struct kunit *test)
{
	int err = 1;
	u64 rung;

	core_bring_up(test);
	rung = ref_get(dev.page + 4, 4);
	dev.mute = true;
	reinit_completion(&core_done);
	mutex_lock(&gd->hwc->lock);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(core_asker, &err, "ask")));
	msleep(200);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 4, 4), rung);
	mutex_unlock(&gd->hwc->lock);
	dev.mute = false;
	wait_for_completion(&core_done);
	KUNIT_EXPECT_EQ(test, err, 0);
}

/* ---- commands ---- */

/* Copies of two requests, and what the device says of its limits. */
static u8 core_create[128], core_verify[640];
static u32 core_limits[5];

static void core_keep_request(u32 code, u8 *answer)
{
	static const u32 at[] = { 36, 40, 44, 48, 68 };
	u32 i;

	if (code == 12)
		memcpy(core_create, dev.request, sizeof(core_create));
	if (code == 1)
		memcpy(core_verify, dev.request, sizeof(core_verify));
	if (code == 2) {
		memset(answer + 32, 0xff, 40);
		for (i = 0; i < ARRAY_SIZE(at); i++)
			ref_put(answer + at[i], core_limits[i], 4);
	}
}

/* Three numbers of the kernel's release, as far as it has them. */
static void core_kernel_release(struct kunit *test)
{
	static const struct {
		const char *release;
		u32 version[3];
	} names[] = {
		{ "6.1.27-kunit", { 6, 1, 27 } }, { "5.10-rc1", { 5, 10, 0 } },
		{ "next", { 0, 0, 0 } }, { "7", { 7, 0, 0 } },
	};
	u32 i, j;

	core_bring_up(test);
	dev.patch = core_keep_request;
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		strscpy(core_os.release, names[i].release,
			sizeof(core_os.release));
		KUNIT_EXPECT_EQ(test, mana_cmd_verify(gd), 0);
		for (j = 0; j < 3; j++)
			KUNIT_EXPECT_EQ(test, ref_get(core_verify + 104 + 4 * j,
						      4), names[i].version[j]);
		KUNIT_EXPECT_STREQ(test, (char *)core_verify + 256,
				   names[i].release);
	}
	KUNIT_EXPECT_EQ(test, ref_get(core_verify + 40, 8), 1);
	KUNIT_EXPECT_EQ(test, ref_get(core_verify + 48, 8), 1);
	KUNIT_EXPECT_EQ(test, ref_get(core_verify + 56, 8), 0x5256486d);
	KUNIT_EXPECT_EQ(test, ref_get(core_verify + 96, 4), 0x10);
	KUNIT_EXPECT_STREQ(test, (char *)core_verify + 128, "Linux");
	KUNIT_EXPECT_STREQ(test, (char *)core_verify + 384, "#3");
}

static void core_other_protocol(u32 code, u8 *answer)
{
	if (code == 1)
		ref_put(answer + 32, 2, 8);
}

static u32 core_slot;

static void core_list_slot(u32 code, u8 *answer)
{
	if (code != 3)
		return;
	memset(answer + 32, 0, 264);
	ref_put(answer + 40, 1, 4);
	ref_put(answer + 40 + 4 * core_slot, 0x70002, 4);
}

static void core_identity(struct kunit *test)
{
	static const u32 slots[] = { 0, 1, 62, 63 };
	u32 i;

	dev.patch = core_other_protocol;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
	dev.patch = core_list_slot;
	for (i = 0; i < ARRAY_SIZE(slots); i++) {
		core_slot = slots[i];
		KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(gd->info.eth_dev_id), 0x70002);
		KUNIT_EXPECT_EQ(test, gd->info.pf_caps, 0);
		KUNIT_EXPECT_EQ(test, dev.asked[84], 0);
		mana_gdma_stop(gd);
	}
	core_slot = 64;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENODEV);
	KUNIT_EXPECT_EQ(test, core_live, 0);
}

/* None of the five limits may be missing; vectors are what both have. */
static void core_resources(struct kunit *test)
{
	static const u32 most[] = { 11, 12, 13, 14, 5 };
	u32 i;

	core_num_vectors = 8;
	gd->num_vectors = 8;
	dev.patch = core_keep_request;
	for (i = 0; i < ARRAY_SIZE(most); i++) {
		memcpy(core_limits, most, sizeof(most));
		core_limits[i] = i == 4;
		KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENOSPC);
	}
	core_limits[4] = 5;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, gd->info.max_sq, 11);
	KUNIT_EXPECT_EQ(test, gd->info.max_rq, 12);
	KUNIT_EXPECT_EQ(test, gd->info.max_cq, 13);
	KUNIT_EXPECT_EQ(test, gd->info.max_eq, 14);
	KUNIT_EXPECT_EQ(test, gd->info.data_vectors, 4);
	core_limits[4] = 100;
	KUNIT_EXPECT_EQ(test, mana_cmd_max_resources(gd), 0);
	KUNIT_EXPECT_EQ(test, gd->info.data_vectors, 7);
}

static void core_far_page(u32 code, u8 *answer)
{
	if (code == 4)
		ref_put(answer + 40, 8, 4);
}

/* Registered until it is deregistered, once each. */
static void core_registration(struct kunit *test)
{
	core_bring_up(test);
	KUNIT_ASSERT_EQ(test, mana_gdma_register(gd), 0);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 32, 4), 0x90002);
	KUNIT_EXPECT_EQ(test, gd->info.pdid, 0x51);
	KUNIT_EXPECT_EQ(test, gd->info.mkey, 0x52);
	KUNIT_EXPECT_EQ(test, gd->info.db_page, 3);
	mana_gdma_deregister(gd);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 32, 4), 0x90002);
	mana_gdma_deregister(gd);
	core_expect_notes(test, "RU");
	/* what refuses is not registered, and need not be told */
	dev.only = 4;
	dev.status = 1;
	KUNIT_EXPECT_EQ(test, mana_gdma_register(gd), -EPROTO);
	mana_gdma_deregister(gd);
	core_expect_notes(test, "R");
	dev.status = 0;
	/* doorbells where there are none: nobody wants it */
	dev.patch = core_far_page;
	KUNIT_EXPECT_EQ(test, mana_gdma_register(gd), -EPROTO);
	core_expect_notes(test, "RU");
	dev.patch = NULL;
	/* the end of a device goes backwards */
	KUNIT_ASSERT_EQ(test, mana_gdma_register(gd), 0);
	core_forget_notes();
	mana_gdma_stop(gd);
	core_expect_notes(test, "Uvdmffffff");
}

static u32 core_region_status;
static u64 core_region_handle;

static void core_odd_region(u32 code, u8 *answer)
{
	if (code != 25)
		return;
	ref_put(answer + 24, core_region_status, 4);
	ref_put(answer + 32, core_region_handle, 8);
}

/* One ring, freed; whether its memory waits. */
static bool core_free_waits(struct mana_qmem *mem)
{
	u64 retained = core_count(MANA_COUNT_RETAINED);

	mana_qmem_free(gd, mem);
	return core_count(MANA_COUNT_RETAINED) > retained;
}

/* Memory goes back when the device does not know it, and only then. */
static void core_regions(struct kunit *test)
{
	struct mana_qmem mem = {}, many = { .bytes = 505 << 12 };

	core_bring_up(test);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &many), -EINVAL);
	core_expect_notes(test, "");
	many.bytes = 504 << 12;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &many), 0);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 12, 4), 4096);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 8), 504 << 12);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 48, 8), 0);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 56, 8), 504 | 504ULL << 32);
	mana_cmd_destroy_region(gd, &many);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 8), CORE_REGION);
	mana_cmd_destroy_region(gd, &many);
	core_expect_notes(test, "Gg");
	KUNIT_EXPECT_FALSE(test, many.unsure);

	/* refused: nothing was done */
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 4096), 0);
	dev.only = 25;
	dev.status = 1;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &mem), -EPROTO);
	KUNIT_EXPECT_FALSE(test, core_free_waits(&mem));
	dev.status = 0;
	/* an answer too short for a handle, or too short for anything */
	for (dev.length = 39; dev.length; dev.length = dev.length > 1) {
		KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 4096), 0);
		KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &mem), -EBADMSG);
		KUNIT_EXPECT_TRUE(test, core_free_waits(&mem));
	}
	dev.patch = core_odd_region;
	core_forget_notes();
	/* it wants more pages: the handle is good, and given back */
	core_region_status = 0x105;
	core_region_handle = 9;
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 4096), 0);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &mem), -EPROTO);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 8), 9);
	KUNIT_EXPECT_FALSE(test, core_free_waits(&mem));
	core_expect_notes(test, "Ggf");
	/* without handle it cannot be given back */
	core_region_status = 0;
	core_region_handle = 0;
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 4096), 0);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(gd, &mem), -EPROTO);
	KUNIT_EXPECT_TRUE(test, core_free_waits(&mem));
	core_expect_notes(test, "G");
}

#endif /* _MANA_KUNIT_CORE_REQUESTS_H */
