/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_gdma_core_kunit.c: state, faults and the client, the life of a
 * device, and the birth of its channel.
 */
#ifndef _MANA_KUNIT_CORE_LIFE_H
#define _MANA_KUNIT_CORE_LIFE_H

#include "core_device.h"

/* ---- state, faults and the client ---- */

static void core_states(struct kunit *test)
{
	u32 state;

	for (state = MANA_GDMA_OFF; state <= MANA_GDMA_DEAD; state++) {
		KUNIT_EXPECT_FALSE(test, mana_gdma_set_state(gd, state + 1,
							     MANA_GDMA_DEAD));
		KUNIT_EXPECT_EQ(test, mana_gdma_state(gd), state);
		KUNIT_EXPECT_EQ(test, mana_gdma_can_send(gd),
				state == MANA_GDMA_BOOT ||
				state == MANA_GDMA_READY);
		KUNIT_EXPECT_EQ(test, mana_gdma_alive(gd),
				state == MANA_GDMA_READY);
		KUNIT_EXPECT_TRUE(test, mana_gdma_set_state(gd, state,
							    state + 1));
	}
	atomic_set(&gd->state, MANA_GDMA_OFF);
}

static void core_counter_names(struct kunit *test)
{
	size_t bytes = 0;
	u32 i, j;

	for (i = 0; i < MANA_GDMA_COUNTERS; i++) {
		KUNIT_ASSERT_TRUE(test, mana_gdma_count_name(i));
		if (i < MANA_FAULT_COUNT)
			bytes += strlen(mana_gdma_count_name(i)) + strlen(", ");
		for (j = 0; j < i; j++)
			KUNIT_EXPECT_STRNEQ(test, mana_gdma_count_name(i),
					    mana_gdma_count_name(j));
		mana_gdma_counted(gd, i);
		for (j = 0; j < MANA_GDMA_COUNTERS; j++)
			KUNIT_EXPECT_EQ(test, core_count(j), j <= i);
	}
	/* A log line that names them all is not cut. */
	KUNIT_EXPECT_LE(test, bytes, (size_t)MANA_FAULT_NAMES_BYTES);
}

/* What the client was told, and by whose name. */
static struct {
	u32 faults;
	enum mana_fault why;
	u32 links;
	u32 vport;
	bool up;
	void *ctx;
} core_told;

static void core_take_fault(void *ctx, enum mana_fault why)
{
	core_unlocked += !spin_is_locked(&gd->client_lock);
	core_told.faults++;
	core_told.why = why;
	core_told.ctx = ctx;
}

static void core_take_link(void *ctx, u32 vport, bool up)
{
	core_told.links++;
	core_told.vport = vport;
	core_told.up = up;
	core_told.ctx = ctx;
}

static const struct mana_client_ops core_client = {
	.link = core_take_link, .fault = core_take_fault,
};

/* One that wants to know nothing. */
static const struct mana_client_ops core_deaf_client;

/* A state has one successor when the channel is lost, whoever waits is woken. */
static void core_expect_fault(struct kunit *test, enum mana_fault why,
			      u32 state, bool kills)
{
	bool up = state == MANA_GDMA_BOOT || state == MANA_GDMA_READY;

	atomic_set(&gd->state, state);
	core_told.faults = 0;
	core_wakes = 0;
	mana_gdma_report_fault(gd, why);
	KUNIT_EXPECT_EQ(test, core_told.faults, 1);
	KUNIT_EXPECT_EQ(test, core_told.why, why);
	KUNIT_EXPECT_PTR_EQ(test, core_told.ctx, (void *)&core_told);
	KUNIT_EXPECT_EQ(test, mana_gdma_state(gd),
			kills && up ? MANA_GDMA_DEAD : state);
	KUNIT_EXPECT_EQ(test, core_wakes, kills && up);
}

static void core_fault_kinds(struct kunit *test)
{
	static const bool kills[MANA_FAULT_COUNT] = {
		[MANA_FAULT_HWC_TIMEOUT] = true,
		[MANA_FAULT_HWC_PROTOCOL] = true,
		[MANA_FAULT_RESET_REQUEST] = true,
		[MANA_FAULT_FPGA_RECONFIG] = true,
		[MANA_FAULT_GONE] = true,
	};
	u32 why, state;

	mana_gdma_set_client(gd, &core_client, &core_told);
	for (why = 0; why < MANA_FAULT_COUNT; why++) {
		for (state = MANA_GDMA_OFF; state <= MANA_GDMA_DEAD; state++)
			core_expect_fault(test, why, state, kills[why]);
		KUNIT_EXPECT_EQ(test, core_count(why), 4);
	}
	mana_gdma_set_client(gd, &core_deaf_client, &core_told);
	core_told.faults = 0;
	mana_gdma_report_fault(gd, MANA_FAULT_GONE);
	KUNIT_EXPECT_EQ(test, core_told.faults, 0);
	atomic_set(&gd->state, MANA_GDMA_OFF);
}

/* A bring-up under way ends; what is up is taken down by who leaves. */
static void core_abort_states(struct kunit *test)
{
	u32 state;

	for (state = MANA_GDMA_OFF; state <= MANA_GDMA_DEAD; state++) {
		bool boots = state == MANA_GDMA_BOOT;

		atomic_set(&gd->state, state);
		core_wakes = 0;
		mana_gdma_abort(gd);
		KUNIT_EXPECT_EQ(test, mana_gdma_state(gd),
				boots ? MANA_GDMA_DEAD : state);
		KUNIT_EXPECT_EQ(test, core_wakes, boots);
	}
	atomic_set(&gd->state, MANA_GDMA_OFF);
}

static void core_leave(void)
{
	mana_gdma_abort(gd);
}

static void core_leave_at_last(u32 code, u8 *answer)
{
	if (code == 2)
		mana_gdma_abort(gd);
}

/* Both early and when the last request was answered already. */
static void core_abort_under_way(struct kunit *test)
{
	dev.in_establish = core_leave;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.asked[1], 0);
	dev.in_establish = NULL;
	WRITE_ONCE(gd->aborted, false);
	dev.patch = core_leave_at_last;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.asked[2], 1);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, core_live, 0);
}

/* No client hears what the one before it was told. */
static void core_clients_change(struct kunit *test)
{
	u32 i, cancels = core_cancels;

	mana_gdma_set_client(gd, &core_client, &core_told);
	for (i = 1; i <= 2; i++) {
		core_cancelled_ops = &core_deaf_client;
		mana_gdma_set_client(gd, &core_client, &gd);
		KUNIT_EXPECT_EQ(test, core_cancels, cancels + 1 + i);
		KUNIT_EXPECT_TRUE(test, !core_cancelled_ops);
	}
	mana_gdma_report_fault(gd, MANA_FAULT_TX_QUEUE_DEAD);
	KUNIT_EXPECT_PTR_EQ(test, core_told.ctx, (void *)&gd);
}

static void core_expect_link(struct kunit *test, u32 vport, bool up,
			     u32 told_as)
{
	memset(&core_told, 0xff, sizeof(core_told));
	core_told.links = 0;
	mana_gdma_link_event(gd, vport, up);
	flush_work(&gd->link_work);
	KUNIT_EXPECT_GE(test, core_told.links, 1);
	KUNIT_EXPECT_EQ(test, core_told.vport, told_as);
	KUNIT_EXPECT_EQ(test, core_told.up, up);
	KUNIT_EXPECT_PTR_EQ(test, core_told.ctx, (void *)&core_told);
}

/* An index that no port has stands for all, and is none of the others. */
static void core_link_news(struct kunit *test)
{
	static const u32 ports[] = { 0, 5, 63, 64, 255 };
	static const u32 odd[] = { 256, 257, 0xffffff };
	u32 i;

	mana_gdma_set_client(gd, &core_client, &core_told);
	for (i = 0; i < ARRAY_SIZE(ports); i++) {
		core_expect_link(test, ports[i], true, ports[i]);
		KUNIT_EXPECT_EQ(test, core_told.links, 1);
		core_expect_link(test, ports[i], false, ports[i]);
		core_expect_link(test, ports[i], true, ports[i]);
	}
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT), 0);
	for (i = 0; i < ARRAY_SIZE(odd); i++)
		core_expect_link(test, odd[i], i & 1, 256);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT),
			ARRAY_SIZE(odd));
	mana_gdma_set_client(gd, &core_deaf_client, &core_told);
	mana_gdma_link_event(gd, 3, true);
	mana_gdma_set_client(gd, NULL, NULL);
	mana_gdma_link_event(gd, 3, true);
	flush_work(&gd->link_work);
	KUNIT_EXPECT_EQ(test, core_told.links, 1);
}

/* A worker that another event began finds the state with the news. */
static void core_link_before_news(struct kunit *test)
{
	mana_gdma_set_client(gd, &core_client, &core_told);
	core_link_early = true;
	core_expect_link(test, 7, true, 7);
	core_expect_link(test, 7, false, 7);
	core_expect_link(test, 7, true, 7);
}

/* ---- life ---- */

static void core_prepared(struct kunit *test)
{
	const struct mana_gdma_info *info = mana_gdma_info(gd);
	struct mana_gdma *other;

	KUNIT_EXPECT_PTR_EQ(test, info->dev, &core_pci.dev);
	KUNIT_EXPECT_EQ(test, info->node, dev_to_node(&core_pci.dev));
	KUNIT_EXPECT_FALSE(test, info->bounces);
	KUNIT_EXPECT_EQ(test, core_mask, ~0ULL);
	KUNIT_EXPECT_EQ(test, core_kept, 1);
	KUNIT_EXPECT_TRUE(test, mana_gdma_present(gd));
	core_present = false;
	KUNIT_EXPECT_FALSE(test, mana_gdma_present(gd));
	KUNIT_EXPECT_FALSE(test, mana_gdma_disconnected(gd));
	core_disconnected = true;
	KUNIT_EXPECT_TRUE(test, mana_gdma_disconnected(gd));
	core_mapping = 0x40000;
	other = mana_gdma_alloc(&core_pci);
	KUNIT_ASSERT_FALSE(test, IS_ERR(other));
	KUNIT_EXPECT_TRUE(test, mana_gdma_info(other)->bounces);
	mana_gdma_free(other);
	KUNIT_EXPECT_EQ(test, core_maps, 1);
	KUNIT_EXPECT_EQ(test, core_vectors, 1);
}

static void core_expect_no_device(struct kunit *test, int err)
{
	struct mana_gdma *other = mana_gdma_alloc(&core_pci);

	KUNIT_EXPECT_EQ(test, PTR_ERR(other), err);
	KUNIT_EXPECT_EQ(test, core_maps, 1);
	KUNIT_EXPECT_EQ(test, core_vectors, 1);
}

/* Whatever is missing, nothing is left behind. */
static void core_preparation_fails(struct kunit *test)
{
	core_mask_error = -EIO;
	core_expect_no_device(test, -EIO);
	core_mask_error = 0;
	core_map_error = -ENODEV;
	core_expect_no_device(test, -ENODEV);
	core_map_error = 0;
	core_vectors_error = -ENOSPC;
	core_expect_no_device(test, -ENOSPC);
	core_vectors_error = 0;
	core_fail_in = 1;
	core_expect_no_device(test, -ENOMEM);
	core_fail_in = 2;
	core_expect_no_device(test, -ENOMEM);
}

/* After each of the allocations that fails there is nothing, and then all. */
static void core_start_without_memory(struct kunit *test)
{
	u32 nth;
	int err;

	for (nth = 1; nth < 100; nth++) {
		core_fail_in = nth;
		err = mana_gdma_start(gd);
		if (core_fail_in)
			break;
		KUNIT_EXPECT_EQ(test, err, -ENOMEM);
		KUNIT_EXPECT_EQ(test, mana_gdma_state(gd), MANA_GDMA_OFF);
		KUNIT_EXPECT_TRUE(test, !gd->hwc);
		KUNIT_EXPECT_EQ(test, core_live, 0);
	}
	core_fail_in = 0;
	KUNIT_EXPECT_EQ(test, err, 0);
	/* of the channel, its rings, its queue's place, and two messages */
	KUNIT_EXPECT_EQ(test, nth, 1 + 2 + 12 + 1 + 2);
}

static void core_started_twice(struct kunit *test)
{
	core_bring_up(test);
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EBUSY);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	mana_gdma_stop(gd);
	core_forget_notes();
	mana_gdma_stop(gd);
	core_expect_notes(test, "m");
}

/* Registers first: with odd ones the device gets no access to memory. */
static void core_odd_registers(struct kunit *test)
{
	core_check_error = -EPROTO;
	core_forget_notes();
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
	core_expect_notes(test, "cm");
	KUNIT_EXPECT_EQ(test, mana_gdma_state(gd), MANA_GDMA_OFF);
	core_check_error = 0;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	core_expect_notes(test, "rcM");
}

/* Until it has forgotten, it is kept from memory, try after try. */
static void core_does_not_forget(struct kunit *test)
{
	core_bring_up(test);
	dev.destroy_error = -ETIMEDOUT;
	mana_gdma_stop(gd);
	core_expect_notes(test, "vdmffffff");
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ETIMEDOUT);
	core_expect_notes(test, "rcmdm");
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ETIMEDOUT);
	core_expect_notes(test, "rcmdm");
	dev.destroy_error = -EPROTO;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	core_expect_notes(test, "rcmdM");
	/* one that is gone knows nothing when it is back */
	dev.destroy_error = -ENODEV;
	mana_gdma_stop(gd);
	core_forget_notes();
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	core_expect_notes(test, "rcM");
	dev.destroy_error = 0;
}

static void core_offers_timeout(u32 code, u8 *answer)
{
	if (code == 1)
		ref_put(answer + 40, 8, 8);
	if (code == 84)
		ref_put(answer + 32, 12345, 4);
}

/* None of the first questions may stay without a good answer. */
static void core_introduction_refused(struct kunit *test)
{
	static const u32 codes[] = { 10, 1, 84, 3, 2 };
	u32 i;

	dev.patch = core_offers_timeout;
	dev.status = 5;
	for (i = 0; i < ARRAY_SIZE(codes); i++) {
		dev.only = codes[i];
		KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
		KUNIT_EXPECT_EQ(test, dev.asked[codes[i]], 1);
		KUNIT_EXPECT_EQ(test, mana_gdma_state(gd), MANA_GDMA_OFF);
		KUNIT_EXPECT_TRUE(test, !gd->hwc);
		KUNIT_EXPECT_EQ(test, core_live, 0);
		memset(dev.asked, 0, sizeof(dev.asked));
	}
	dev.status = 0;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 12345);
	KUNIT_EXPECT_EQ(test, gd->info.pf_caps, 8);
	mana_gdma_stop(gd);
	/* offered, but not there after all */
	dev.only = 84;
	dev.status = 0xffffffff;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 30000);
}

/* ---- the birth of the channel ---- */

static void core_channel_numbers(struct kunit *test)
{
	static const u8 no_oob[8];
	const u8 *wqe;

	core_bring_up(test);
	/* the end of the birth, the channel's test event, four answers */
	KUNIT_EXPECT_EQ(test, core_wakes, 6);
	KUNIT_EXPECT_EQ(test, dev.msix, 0);
	KUNIT_EXPECT_EQ(test, dev.resets, 0);
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	/* where it rings, and how far it got: five requests */
	KUNIT_EXPECT_EQ(test, ref_get(dev.page, 8), 0x24 | 5ULL * 64 << 32);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0x400, 8),
			0x23 | 6ULL * 32 << 32);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0x800, 8),
			0x22 | (64 + 10ULL) << 32 | 1ULL << 63);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0xff8, 8),
			0x21 | (256ULL + dev.eq) << 32 | 1ULL << 63);
	/* the request's entry: 24 bytes of client data, one address */
	wqe = dev.ring[SMC_FRAME_SQ] + 4 * 64;
	KUNIT_EXPECT_EQ(test, ref_get(wqe, 8), 0x601ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 8, 8), 0);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 16, 8), 0);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 24, 8), 0x22 | 0x24ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 32, 8), gd->hwc->requests.dma);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 40, 8), 0x1234 | 40ULL << 32);
	/* and that of the buffer for the next answer */
	wqe = dev.ring[SMC_FRAME_RQ] + 5 * 32;
	KUNIT_EXPECT_EQ(test, ref_get(wqe, 8), 0x201ULL << 32);
	EXPECT_BYTES(test, wqe + 8, no_oob, sizeof(no_oob));
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 16, 8), gd->hwc->answers.dma);
	KUNIT_EXPECT_EQ(test, ref_get(wqe + 24, 8), 0x1234 | 4096ULL << 32);
}

static void core_channel_ends(struct kunit *test)
{
	core_bring_up(test);
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&gd->cqs, 0x22),
			    (void *)&gd->hwc->cq);
	mana_gdma_stop(gd);
	KUNIT_EXPECT_TRUE(test, !xa_load(&gd->cqs, 0x22));
	KUNIT_EXPECT_TRUE(test, !gd->hwc);
	KUNIT_EXPECT_EQ(test, gd->info.max_cq_id, 0);
	KUNIT_EXPECT_EQ(test, core_ask(), -ENODEV);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 30000);
}

/* Without its vector nobody looks at a queue. */
static void core_channel_off_vector(struct kunit *test)
{
	u64 polled;

	core_bring_up(test);
	mana_vector_detach(&gd->hwc->eq);
	polled = core_count(MANA_COUNT_POLLED);
	core_event(200, 0);
	mana_hwc_look(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_POLLED), polled);
}

/* A vector that is not to be had: there is no channel to destroy. */
static void core_channel_without_vector(struct kunit *test)
{
	core_attach_error = -EBUSY;
	core_forget_notes();
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EBUSY);
	core_expect_notes(test, "cMmffffff");
	KUNIT_EXPECT_EQ(test, dev.establishes, 0);
}

/* A refusal is worth a second try, nothing else is. */
static void core_channel_not_established(struct kunit *test)
{
	core_forget_notes();
	dev.establish_error = -ETIMEDOUT;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, dev.establishes, 1);
	core_expect_notes(test, "cMvdmffffff");
	dev.establish_error = 0;
	dev.refuse = 1;
	dev.destroy_error = -ETIMEDOUT;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, dev.establishes, 2);
	dev.destroy_error = 0;
	dev.refuse = 2;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
	KUNIT_EXPECT_EQ(test, dev.establishes, 4);
}

/* What a crashed kernel left goes first, but once only. */
static void core_crash_resets(struct kunit *test)
{
	core_crashed = true;
	dev.refuse = 1;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, dev.resets, 1);
}

/* A first try that told all before it was refused says nothing of the second. */
static void core_second_try_waits(struct kunit *test)
{
	dev.refuse = 1;
	dev.refuse_after = true;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, gd->hwc->eq.id, 0x21);
}

static void core_tell_nonsense(void)
{
	if (dev.refuse)
		core_event(129, 0x00090021);
}

/* Neither does one that told of doorbells where there are none. */
static void core_second_try_is_clean(struct kunit *test)
{
	dev.refuse = 1;
	dev.in_establish = core_tell_nonsense;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, dev.establishes, 2);
}

static u64 core_rung;
static u32 core_taken;

static void core_disturb(void)
{
	u32 taken = gd->hwc->eq.ring.ctr;

	memset(dev.page, 0, 4096);
	core_event(200, 0);
	mana_hwc_look(gd->hwc);
	core_rung |= ref_get(dev.page + 0xff8, 8);
	core_taken += gd->hwc->eq.ring.ctr - taken;
}

/* A queue that is about to be gone is not listened to, nor is it rung. */
static void core_left_channel_silent(struct kunit *test)
{
	core_rung = 0;
	core_taken = 0;
	dev.refuse = 1;
	dev.in_destroy = core_disturb;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, core_rung, 0);
	KUNIT_EXPECT_EQ(test, core_taken, 0);
	dev.in_destroy = NULL;
}

/* Before its doorbell is told, events are taken, but nothing is rung. */
static void core_new_channel_not_rung(struct kunit *test)
{
	core_rung = 0;
	core_taken = 0;
	dev.refuse = 1;
	dev.in_establish = core_disturb;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, core_rung, 0);
	KUNIT_EXPECT_EQ(test, core_taken, 2);
	dev.in_establish = NULL;
}

static void core_end_too_early(void)
{
	core_event(131, 0);
}

static void core_far_doorbells(void)
{
	core_event(129, 0x00080021);
}

/* The device does not hold out what it began to tell. */
static void core_odd_births(struct kunit *test)
{
	dev.in_establish = core_end_too_early;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
	dev.in_establish = core_far_doorbells;
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -EPROTO);
	KUNIT_EXPECT_EQ(test, dev.asked[10], 0);
	KUNIT_EXPECT_EQ(test, core_live, 0);
}

#endif /* _MANA_KUNIT_CORE_LIFE_H */
