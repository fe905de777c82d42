// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 2 above a device of a hundred lines: bring-up, requests, waits, limbo
 * and the door for faults. The device never raises an interrupt for the channel,
 * so whatever arrives there was found by the driver while it waited. The code
 * under test is built into this module; registers, shared memory and vectors are
 * stand-ins.
 */
#include "core_device.h"
#include "core_life.h"
#include "core_requests.h"
#include "core_queues.h"

/* Without a single interrupt, and with a birth in disorder. */
static void core_comes_up(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, gd->hwc->rq.id, 0x23);
	KUNIT_EXPECT_EQ(test, gd->info.max_cq_id, 0xffffff);
	KUNIT_EXPECT_GE(test, core_count(MANA_COUNT_POLLED), 4);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_ODD_ANSWER), 0);
	KUNIT_EXPECT_EQ(test, core_restored, 0);
	/* only what was stopped may have forgotten its configuration */
	mana_gdma_stop(gd);
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, core_restored, 1);
}

/* Events are lost as well: the completions themselves are looked for. */
static void core_without_events(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	dev.no_event = true;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
}

/* Old firmware repeats nothing in its own answers. */
static void core_bare_answers(struct kunit *test)
{
	dev.bare = true;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_GE(test, core_count(MANA_COUNT_ODD_ANSWER), 4);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), 0);
}

/* What a refused first try left behind does not disturb the second. */
static void core_second_try(struct kunit *test)
{
	dev.refuse = 1;
	dev.destroy_error = -EPROTO;
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, dev.establishes, 2);
}

/* Impossible lengths fail the one request; the next one works. */
static void core_impossible_lengths(struct kunit *test)
{
	static const u32 lengths[] = { 1, 31, 4097, 0xffffffff };
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		dev.length = lengths[i];
		KUNIT_EXPECT_EQ(test, core_ask(), -EBADMSG);
		dev.length = 0;
		KUNIT_EXPECT_EQ(test, core_ask(), 0);
	}
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER),
			ARRAY_SIZE(lengths));
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
}

static bool core_clean;

static void core_look_clean(u32 code, u8 *answer)
{
	core_clean = !memchr_inv(answer + 32, 0, 4096 - 32);
	memset(answer + 32, 0xee, 4096 - 32);
}

/* No byte of an answer is seen by the next request's. */
static void core_buffer_is_cleared(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	dev.patch = core_look_clean;
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_EQ(test, core_ask(), 0);
	KUNIT_EXPECT_TRUE(test, core_clean);
}

/* Nor does what a caller had in its own outlive an answer that is shorter. */
static void core_answer_is_shorter(struct kunit *test)
{
	struct {
		struct gdma_resp_hdr hdr;
		u8 come[8];
		u8 missing[24];
	} resp;
	struct gdma_req_hdr req;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	mana_hwc_init_req(gd, &req, 0x20003, sizeof(req), sizeof(resp));
	memset(&resp, 0xaa, sizeof(resp));
	dev.length = offsetof(typeof(resp), missing);
	KUNIT_EXPECT_EQ(test, mana_hwc_send(gd, &req, &resp.hdr), 0);
	KUNIT_EXPECT_TRUE(test, !memchr_inv(resp.missing, 0,
					    sizeof(resp.missing)));
}

/* A fault ends the wait for an answer that would not come for 30 s. */
static void core_fault_ends_wait(struct kunit *test)
{
	int err = 1;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	dev.mute = true;
	reinit_completion(&core_done);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(core_asker, &err, "ask")));
	msleep(50);
	mana_gdma_report_fault(gd, MANA_FAULT_EQ_OVERRUN);
	KUNIT_EXPECT_FALSE(test, completion_done(&core_done));
	mana_gdma_report_fault(gd, MANA_FAULT_RESET_REQUEST);
	wait_for_completion(&core_done);
	KUNIT_EXPECT_EQ(test, err, -ENODEV);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_TIMEOUT), 0);
	KUNIT_EXPECT_FALSE(test, mana_gdma_alive(gd));
}

/* A driver that leaves waits for no bring-up, and begins none. */
static void core_abort(struct kunit *test)
{
	mana_gdma_abort(gd);
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.establishes, 0);
}

/* Time-outs that the device asks for have bounds. */
static void core_timeout_bounds(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 30000);
	mana_hwc_set_timeout(gd, 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 1000);
	mana_hwc_set_timeout(gd, 60000);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 60000);
	mana_hwc_set_timeout(gd, 60001);
	KUNIT_EXPECT_EQ(test, mana_hwc_timeout(gd), 60000);
}

/* Memory that the device may still use waits until it was stopped. */
static void core_limbo(struct kunit *test)
{
	struct mana_qmem sure = {}, unsure = {}, kept = {}, dead = {};
	int live;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &sure, 4096), 0);
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &unsure, 4096), 0);
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &kept, 4096), 0);
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &dead, 4096), 0);
	live = core_live;
	mana_qmem_free(gd, &sure);
	KUNIT_EXPECT_EQ(test, core_live, live - 1);
	/* a region that the device does not destroy */
	unsure.region = 5;
	dev.status = 1;
	mana_cmd_destroy_region(gd, &unsure);
	mana_qmem_free(gd, &unsure);
	/* and one that nobody asked it to destroy */
	kept.region = 6;
	mana_qmem_free(gd, &kept);
	KUNIT_EXPECT_EQ(test, core_live, live - 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), 2);
	mana_gdma_report_fault(gd, MANA_FAULT_GONE);
	mana_qmem_free(gd, &dead);
	mana_qmem_free(gd, &dead);
	KUNIT_EXPECT_EQ(test, core_live, live - 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), 3);
	mana_gdma_stop(gd);
	KUNIT_EXPECT_EQ(test, core_live, 0);
}

/* Any id of 24 bits; one id is one queue's. */
static void core_cq_ids(struct kunit *test)
{
	static const u32 ids[] = { 0, 65535, 65536, 0xfffffe };
	struct mana_cq cq[ARRAY_SIZE(ids)] = {}, other = { .gd = gd };
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		cq[i].gd = gd;
		KUNIT_EXPECT_EQ(test, mana_cq_bind(&cq[i], ids[i]), 0);
		KUNIT_EXPECT_EQ(test, mana_cq_bind(&other, ids[i]), -EINVAL);
		/* the place is another's */
		mana_cq_unbind(&other);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&gd->cqs, ids[i]),
				    (void *)&cq[i]);
	}
	KUNIT_EXPECT_EQ(test, mana_cq_bind(&other, 0xffffff), -EINVAL);
	KUNIT_EXPECT_EQ(test, mana_cq_bind(&other, 0x1000000), -EINVAL);
	for (i = 0; i < ARRAY_SIZE(ids); i++)
		mana_cq_unbind(&cq[i]);
	KUNIT_EXPECT_EQ(test, mana_cq_bind(&other, 65536), 0);
	mana_cq_unbind(&other);
}

static bool core_inside, core_outside;

static void core_slow_fault(void *ctx, enum mana_fault why)
{
	WRITE_ONCE(core_inside, true);
	mdelay(100);
	WRITE_ONCE(core_outside, true);
}

static const struct mana_client_ops core_ops = { .fault = core_slow_fault };

static int core_reporter(void *unused)
{
	mana_gdma_report_fault(gd, MANA_FAULT_TX_QUEUE_DEAD);
	complete_all(&core_done);
	return 0;
}

/* A reporter that nobody waits for elsewhere: no client is called once left. */
static void core_client_leaves(struct kunit *test)
{
	core_inside = false;
	core_outside = false;
	reinit_completion(&core_done);
	mana_gdma_set_client(gd, &core_ops, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(core_reporter, NULL,
						    "report")));
	while (!READ_ONCE(core_inside))
		cond_resched();
	mana_gdma_set_client(gd, NULL, NULL);
	KUNIT_EXPECT_TRUE(test, READ_ONCE(core_outside));
	wait_for_completion(&core_done);
	core_inside = false;
	mana_gdma_report_fault(gd, MANA_FAULT_TX_QUEUE_DEAD);
	KUNIT_EXPECT_FALSE(test, core_inside);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_TX_QUEUE_DEAD), 2);
}

/*
 * Interrupts off first, then the channel, then bus mastering, then memory:
 * also when the channel is dead, and when it does not let itself be destroyed.
 */
static void core_halt_order(struct kunit *test)
{
	static const enum mana_fault faults[] = {
		MANA_FAULT_TX_QUEUE_DEAD, MANA_FAULT_HWC_TIMEOUT,
	};
	struct mana_qmem ring;
	u32 i;

	for (i = 0; i < 2 * ARRAY_SIZE(faults); i++) {
		memset(&ring, 0, sizeof(ring));
		dev.destroy_error = 0;
		KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
		KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &ring, 4096), 0);
		ring.unsure = true;
		dev.destroy_error = i & 1 ? -EPROTO : 0;
		mana_gdma_report_fault(gd, faults[i / 2]);
		core_forget_notes();
		mana_qmem_free(gd, &ring);
		mana_gdma_stop(gd);
		/* six pages of the channel, and the ring that waited */
		core_expect_notes(test, "vdmfffffff");
		KUNIT_EXPECT_EQ(test, core_live, 0);
	}
}

/* What it may still know it is made to forget before it may write again. */
static void core_forgets_first(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	dev.destroy_error = -EPROTO;
	mana_gdma_stop(gd);
	dev.destroy_error = 0;
	core_forget_notes();
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	core_expect_notes(test, "rcmdM");
	mana_gdma_stop(gd);
	core_forget_notes();
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	core_expect_notes(test, "rcM");
}

/* One that does not come up is left without bus mastering. */
static void core_failed_start_cuts_off(struct kunit *test)
{
	int most = core_most;

	core_most = 3;
	core_forget_notes();
	KUNIT_EXPECT_EQ(test, mana_gdma_start(gd), -ENOMEM);
	core_most = most;
	core_expect_notes(test, "cMfffm");
}

/* A storm of events does not hold a CPU: the rest brings an interrupt. */
static void core_events_per_interrupt(struct kunit *test)
{
	u64 ignored;
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	ignored = core_count(MANA_COUNT_IGNORED_EVENT);
	for (i = 0; i < 40; i++)
		core_event(3, 0x777);
	memset(dev.page, 0, 4096);
	KUNIT_EXPECT_EQ(test, mana_eq_process(&gd->hwc->eq), 16);
	/* the doorbell of the queue, armed */
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 0xff8 + 4, 4) >> 31, 1);
	KUNIT_EXPECT_EQ(test, mana_eq_process(&gd->hwc->eq), 16);
	KUNIT_EXPECT_EQ(test, mana_eq_process(&gd->hwc->eq), 8);
	KUNIT_EXPECT_EQ(test, mana_eq_process(&gd->hwc->eq), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT),
			ignored + 40);
	/* the same of the channel's completions, each of which may copy a page */
	for (i = 0; i < 20; i++)
		core_complete(0x24 | 1 << 24, 0, 0);
	mana_hwc_cq_event(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), 8);
	mana_hwc_cq_event(gd->hwc);
	mana_hwc_cq_event(gd->hwc);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_BAD_ANSWER), 20);
}

/* After a reset of its slot: both configuration and registers must answer. */
static void core_answers_after_reset(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	mana_gdma_stop(gd);
	KUNIT_EXPECT_TRUE(test, mana_gdma_answers(gd));
	KUNIT_EXPECT_EQ(test, core_restored, 1);
	core_gone = true;
	KUNIT_EXPECT_FALSE(test, mana_gdma_answers(gd));
	core_gone = false;
	core_present = false;
	KUNIT_EXPECT_FALSE(test, mana_gdma_answers(gd));
}

static u8 core_region[4096];

static void core_keep_region(u32 code, u8 *answer)
{
	memcpy(core_region, gd->hwc->requests.va, sizeof(core_region));
	ref_put(answer + 32, 1, 8);
}

/* Each page of a ring as the device was told, and as the driver writes it. */
static void core_expect_pages(struct kunit *test, struct mana_wq *wq)
{
	u32 i, pages = wq->mem.bytes / 4096;

	dev.patch = core_keep_region;
	KUNIT_ASSERT_EQ(test, mana_cmd_create_region(gd, &wq->mem), 0);
	dev.patch = NULL;
	KUNIT_ASSERT_EQ(test, ref_get(core_region + 12, 4), 64 + 8 * pages);
	for (i = 0; i < pages; i++) {
		u8 *page = (u8 *)(uintptr_t)ref_get(core_region + 64 + 8 * i, 8);

		KUNIT_EXPECT_PTR_EQ(test, (void *)page,
				    mana_ring_at(wq->ring.mem, &wq->ring.pieces,
						 i * 4096));
		KUNIT_EXPECT_PTR_EQ(test, (void *)(page + 4095),
				    mana_ring_at(wq->ring.mem, &wq->ring.pieces,
						 i * 4096 + 4095));
	}
	mana_cmd_destroy_region(gd, &wq->mem);
}

/* Rings of all sizes where memory is in fragments of any size. */
static void core_scattered(struct kunit *test)
{
	struct mana_wq wq;
	int live;
	u32 bytes;

	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	live = core_live;
	for (core_largest = 4096; core_largest <= 65536; core_largest *= 2) {
		for (bytes = 4096; bytes <= 1048576; bytes *= 4) {
			KUNIT_ASSERT_EQ(test, mana_wq_init(gd, &wq, true, bytes),
					0);
			KUNIT_EXPECT_EQ(test, core_live - live, (int)
					max_t(u32, bytes / core_largest, 1));
			core_expect_pages(test, &wq);
			mana_wq_fini(&wq);
			KUNIT_EXPECT_EQ(test, core_live, live);
		}
	}
	/* when not all of the pieces are to be had, none is kept */
	core_largest = 4096;
	core_most = live + 63;
	KUNIT_EXPECT_EQ(test, mana_wq_init(gd, &wq, true, 64 * 4096), -ENOMEM);
	KUNIT_EXPECT_EQ(test, core_live, live);
	/* all of them wait in limbo */
	core_most = INT_MAX;
	KUNIT_ASSERT_EQ(test, mana_wq_init(gd, &wq, true, 65536), 0);
	wq.mem.unsure = true;
	mana_wq_fini(&wq);
	KUNIT_EXPECT_EQ(test, core_live, live + 16);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), 1);
	mana_gdma_stop(gd);
	KUNIT_EXPECT_EQ(test, core_live, 0);
}

/* Entries and WQEs across pieces are where they are in one piece. */
static void core_scattered_entries(struct kunit *test)
{
	struct gdma_sge sge[5] = { };
	struct mana_wqe_desc desc = {
		.oob = sge, .oob_bytes = 8, .sge = sge, .num_sge = 5,
	};
	struct mana_wring whole;
	struct mana_cq cq;
	struct mana_wq wq;
	u32 i;
	u8 *mem;

	mem = kzalloc(16384, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, mem);
	memset(sge, 0x5a, sizeof(sge));
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	core_largest = 4096;
	KUNIT_ASSERT_EQ(test, mana_wq_init(gd, &wq, false, 16384), 0);
	mana_wring_init(&whole, mem, 16384);
	for (i = 0; i < 300; i++) {
		sge[i % 5].address = cpu_to_le64(i);
		KUNIT_ASSERT_EQ(test, mana_wring_post(&wq.ring, &desc), 3);
		KUNIT_ASSERT_EQ(test, mana_wring_post(&whole, &desc), 3);
		mana_wring_retire(&wq.ring, 3);
		mana_wring_retire(&whole, 3);
	}
	for (i = 0; i < 4; i++)
		EXPECT_BYTES(test, wq.mem.pieces.piece[i].va, mem + i * 4096,
			     4096);
	mana_wq_fini(&wq);
	kfree(mem);
	KUNIT_ASSERT_EQ(test, mana_cq_init(gd, &cq, 256, NULL, NULL), 0);
	for (i = 0; i < 300; i++, mana_cring_advance(&cq.ring))
		KUNIT_EXPECT_PTR_EQ(test, mana_cring_entry(&cq.ring),
				    cq.mem.pieces.piece[i / 64 % 4].va +
				    i % 64 * 64);
	mana_cq_fini(&cq);
}

static struct kunit_case core_cases[] = {
	KUNIT_CASE(core_comes_up),
	KUNIT_CASE(core_without_events),
	KUNIT_CASE(core_bare_answers),
	KUNIT_CASE(core_second_try),
	KUNIT_CASE(core_impossible_lengths),
	KUNIT_CASE(core_buffer_is_cleared),
	KUNIT_CASE(core_answer_is_shorter),
	KUNIT_CASE(core_fault_ends_wait),
	KUNIT_CASE(core_abort),
	KUNIT_CASE(core_timeout_bounds),
	KUNIT_CASE(core_limbo),
	KUNIT_CASE(core_cq_ids),
	KUNIT_CASE(core_client_leaves),
	KUNIT_CASE(core_halt_order),
	KUNIT_CASE(core_forgets_first),
	KUNIT_CASE(core_failed_start_cuts_off),
	KUNIT_CASE(core_events_per_interrupt),
	KUNIT_CASE(core_answers_after_reset),
	KUNIT_CASE(core_scattered),
	KUNIT_CASE(core_scattered_entries),
	KUNIT_CASE(core_states),
	KUNIT_CASE(core_counter_names),
	KUNIT_CASE(core_fault_kinds),
	KUNIT_CASE(core_abort_states),
	KUNIT_CASE(core_abort_under_way),
	KUNIT_CASE(core_clients_change),
	KUNIT_CASE(core_link_news),
	KUNIT_CASE(core_link_before_news),
	KUNIT_CASE(core_prepared),
	KUNIT_CASE(core_preparation_fails),
	KUNIT_CASE(core_start_without_memory),
	KUNIT_CASE(core_started_twice),
	KUNIT_CASE(core_odd_registers),
	KUNIT_CASE(core_does_not_forget),
	KUNIT_CASE(core_introduction_refused),
	KUNIT_CASE(core_channel_numbers),
	KUNIT_CASE(core_channel_ends),
	KUNIT_CASE(core_channel_off_vector),
	KUNIT_CASE(core_channel_without_vector),
	KUNIT_CASE(core_channel_not_established),
	KUNIT_CASE(core_crash_resets),
	KUNIT_CASE(core_second_try_waits),
	KUNIT_CASE(core_second_try_is_clean),
	KUNIT_CASE(core_left_channel_silent),
	KUNIT_CASE(core_new_channel_not_rung),
	KUNIT_CASE(core_odd_births),
	KUNIT_CASE(core_channel_events),
	KUNIT_CASE(core_channel_overrun),
	KUNIT_CASE(core_gone_device),
	KUNIT_CASE(core_answer_missing),
	KUNIT_CASE(core_dead_before_post),
	KUNIT_CASE(core_request_headers),
	KUNIT_CASE(core_message_lengths),
	KUNIT_CASE(core_statuses),
	KUNIT_CASE(core_answer_reach),
	KUNIT_CASE(core_answers_matched),
	KUNIT_CASE(core_foreign_completions),
	KUNIT_CASE(core_buffer_before_wake),
	KUNIT_CASE(core_requests_not_read),
	KUNIT_CASE(core_one_at_a_time),
	KUNIT_CASE(core_kernel_release),
	KUNIT_CASE(core_identity),
	KUNIT_CASE(core_resources),
	KUNIT_CASE(core_registration),
	KUNIT_CASE(core_regions),
	KUNIT_CASE(core_memory),
	KUNIT_CASE(core_queue_doorbells),
	KUNIT_CASE(core_queue_none),
	KUNIT_CASE(core_queue_poll),
	KUNIT_CASE(core_queue_read_order),
	KUNIT_CASE(core_eq_life),
	KUNIT_CASE(core_eq_of_channel),
	KUNIT_CASE(core_eq_fails),
	KUNIT_CASE(core_eq_stays),
	KUNIT_CASE(core_eq_flush_is_short),
	KUNIT_CASE(core_eq_events),
	KUNIT_CASE(core_eq_overrun),
	KUNIT_CASE(core_eq_look),
	{}
};

static struct kunit_suite core_suite = {
	.name = "mana_gdma_core",
	.init = core_init,
	.exit = core_exit,
	.test_cases = core_cases,
};

kunit_test_suites(&core_suite);

MODULE_DESCRIPTION("KUnit suite of layer 2 above a small device");
MODULE_LICENSE("Dual BSD/GPL");
