/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_gdma_core_kunit.c: memory of rings, queues and their doorbells,
 * event queues from creation to end.
 */
#ifndef _MANA_KUNIT_CORE_QUEUES_H
#define _MANA_KUNIT_CORE_QUEUES_H

#include "core_device.h"

/* ---- memory ---- */

static void core_memory(struct kunit *test)
{
	static const u32 odd[] = { 0, 1, 2048, 4095, 4097, 12288, 0x80000001 };
	struct mana_qmem mem = { .region = 5, .unsure = true };
	u32 i;

	core_bring_up(test);
	for (i = 0; i < ARRAY_SIZE(odd); i++)
		KUNIT_EXPECT_EQ(test, mana_qmem_alloc(gd, &mem, odd[i]),
				-EINVAL);
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 8192), 0);
	KUNIT_EXPECT_EQ(test, mem.region, 0);
	KUNIT_EXPECT_FALSE(test, mem.unsure);
	KUNIT_EXPECT_EQ(test, mem.bytes, 8192);
	KUNIT_EXPECT_TRUE(test, !mem.pieces.piece);
	KUNIT_EXPECT_EQ(test, mem.dma, (dma_addr_t)(uintptr_t)mem.va);
	/* nothing is reclaimed for a block, but for a page it is */
	KUNIT_EXPECT_EQ(test, core_gfp_block,
			GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN);
	KUNIT_EXPECT_EQ(test, core_gfp_page, GFP_KERNEL);
	core_forget_notes();
	mana_qmem_free(gd, &mem);
	mana_qmem_free(gd, &mem);
	core_expect_notes(test, "f");
	/* what is in no device's hands goes at once when it is off */
	KUNIT_ASSERT_EQ(test, mana_qmem_alloc(gd, &mem, 4096), 0);
	mem.unsure = true;
	mem.region = 5;
	mana_gdma_stop(gd);
	KUNIT_EXPECT_EQ(test, core_live, 1);
	KUNIT_EXPECT_FALSE(test, core_free_waits(&mem));
	KUNIT_EXPECT_EQ(test, mem.region, 0);
}

/* ---- queues ---- */

static u32 core_handled;
static void *core_handled_ctx;

static void core_handle(void *ctx)
{
	core_unlocked += !spin_is_locked(&core_vector.lock);
	core_handled++;
	core_handled_ctx = ctx;
}

static void core_queue_doorbells(struct kunit *test)
{
	u8 *page = dev.page + 4096;
	struct mana_wq sq, rq;
	struct mana_cq cq;

	core_bring_up(test);
	KUNIT_ASSERT_EQ(test, mana_gdma_register(gd), 0);
	memset(&cq, 0xff, sizeof(cq));
	memset(&sq, 0xff, sizeof(sq));
	memset(&rq, 0xff, sizeof(rq));
	KUNIT_ASSERT_EQ(test, mana_cq_init(gd, &cq, 64, core_handle, &cq), 0);
	KUNIT_ASSERT_EQ(test, mana_wq_init(gd, &sq, true, 4096), 0);
	KUNIT_ASSERT_EQ(test, mana_wq_init(gd, &rq, false, 4096), 0);
	KUNIT_EXPECT_FALSE(test, cq.bound || cq.overrun);
	cq.id = 0x654321;
	sq.id = 0x111111;
	rq.id = 0x222222;
	sq.ring.head = 3;
	rq.ring.head = 4;
	mana_cring_advance(&cq.ring);
	mana_cq_ring(&cq, false);
	KUNIT_EXPECT_EQ(test, ref_get(page + 0x800, 8), 0x654321 | 65ULL << 32);
	mana_cq_ring(&cq, true);
	KUNIT_EXPECT_EQ(test, ref_get(page + 0x800, 8),
			0x654321 | 65ULL << 32 | 1ULL << 63);
	mana_cq_moderate(&cq, 1023, 255);
	KUNIT_EXPECT_EQ(test, ref_get(page + 0x820, 8),
			0x654321 | 0x80ff83ffULL << 32);
	mana_cq_moderate(&cq, 5, 6);
	KUNIT_EXPECT_EQ(test, ref_get(page + 0x820, 8),
			0x654321 | 0x80068005ULL << 32 | 6ULL << 48);
	mana_wq_ring(&sq);
	mana_wq_ring(&rq);
	KUNIT_EXPECT_EQ(test, ref_get(page, 8), 0x111111 | 96ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(page + 0x400, 8), 0x222222 | 128ULL << 32);
	core_forget_notes();
	mana_cq_fini(&cq);
	mana_cq_fini(&cq);
	mana_wq_fini(&sq);
	mana_wq_fini(&sq);
	mana_wq_fini(&rq);
	core_expect_notes(test, "fff");
}

/* A queue that was never made has no device; one without memory is none. */
static void core_queue_none(struct kunit *test)
{
	struct mana_wq sq;
	struct mana_cq cq;

	core_bring_up(test);
	memset(&cq, 0, sizeof(cq));
	memset(&sq, 0, sizeof(sq));
	mana_cq_fini(&cq);
	mana_wq_fini(&sq);
	core_most = core_live;
	KUNIT_EXPECT_EQ(test, mana_cq_init(gd, &cq, 64, NULL, NULL), -ENOMEM);
	KUNIT_EXPECT_EQ(test, mana_wq_init(gd, &sq, true, 4096), -ENOMEM);
	mana_cq_fini(&cq);
	mana_wq_fini(&sq);
}

static void core_queue_poll(struct kunit *test)
{
	struct gdma_cqe cqe;
	struct mana_cq cq;
	u8 *entry;
	u32 i;

	core_bring_up(test);
	KUNIT_ASSERT_EQ(test, mana_cq_init(gd, &cq, 64, NULL, NULL), 0);
	KUNIT_EXPECT_EQ(test, mana_cq_poll(&cq, &cqe), 0);
	for (i = 0; i < 130; i++) {
		entry = (u8 *)cq.mem.va + i % 64 * 64;
		memset(entry, i, 60);
		ref_put(entry + 60, i | (i / 64 + 1) << 29, 4);
		KUNIT_ASSERT_EQ(test, mana_cq_poll(&cq, &cqe), 1);
		KUNIT_EXPECT_TRUE(test, !memchr_inv(cqe.data, i, 60));
		KUNIT_EXPECT_EQ(test, le32_to_cpu(cqe.info),
				i | (i / 64 + 1) << 29);
		KUNIT_EXPECT_EQ(test, mana_cq_poll(&cq, &cqe), 0);
	}
	entry = (u8 *)cq.mem.va + i % 64 * 64;
	ref_put(entry + 60, 5U << 29, 4);
	KUNIT_EXPECT_EQ(test, mana_cq_poll(&cq, &cqe), -EIO);
	KUNIT_EXPECT_EQ(test, mana_cq_poll(&cq, &cqe), -EIO);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_CQ_OVERRUN), 1);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	mana_cq_fini(&cq);
}

/* Owner bits are looked at first, the rest once they are right. */
static void core_queue_read_order(struct kunit *test)
{
	struct gdma_cqe cqe;
	struct mana_cq cq;
	u8 *entry;

	core_bring_up(test);
	KUNIT_ASSERT_EQ(test, mana_cq_init(gd, &cq, 64, NULL, NULL), 0);
	entry = cq.mem.va;
	memset(entry, 0x11, 60);
	ref_put(entry + 60, 1U << 29, 4);
	core_late.at = entry;
	core_late.bytes = 60;
	core_late.value = 0x22;
	KUNIT_EXPECT_EQ(test, mana_cq_poll(&cq, &cqe), 1);
	KUNIT_EXPECT_TRUE(test, !memchr_inv(cqe.data, 0x22, 60));
	mana_cq_fini(&cq);
}

/* ---- event queues ---- */

/* A channel that is up, with three vectors for data, and a client. */
static void core_register(struct kunit *test)
{
	core_num_vectors = 4;
	gd->num_vectors = 4;
	core_bring_up(test);
	KUNIT_ASSERT_EQ(test, mana_gdma_register(gd), 0);
	core_forget_notes();
}

static void core_eq_life(struct kunit *test)
{
	struct mana_eq *eq;

	core_register(test);
	dev.patch = core_keep_request;
	core_wakes = 0;
	eq = mana_eq_create(gd, 4, 256);
	KUNIT_ASSERT_FALSE(test, IS_ERR(eq));
	core_expect_notes(test, "GQt");
	/* three answers and the event */
	KUNIT_EXPECT_EQ(test, core_wakes, 4);
	KUNIT_EXPECT_EQ(test, dev.data_vector, 2);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 32, 4), 0x90002);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 40, 8), 4);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 48, 8), 0x51 | 3ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 56, 8), CORE_REGION);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 64, 8), 4096ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 72, 8), 3 | 2ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 80, 8), 0);
	KUNIT_EXPECT_EQ(test, ref_get(core_create + 88, 8), 0);
	/* that of the test event */
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 32, 4), 0x90002);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 4), CORE_EQ);
	KUNIT_EXPECT_EQ(test, mana_eq_id(eq), CORE_EQ);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 4096 + 0xff8, 8),
			CORE_EQ | 257ULL << 32 | 1ULL << 63);
	core_vector.irq = 17;
	core_vector.cpu = 3;
	KUNIT_EXPECT_EQ(test, mana_eq_irq(eq), 17);
	KUNIT_EXPECT_EQ(test, mana_eq_cpu(eq), 3);
	mana_eq_destroy(eq);
	core_expect_notes(test, "tvqf");
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 32, 8),
			0x90002 | ref_get(dev.request + 36, 4) << 32);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 8),
			4 | (u64)CORE_EQ << 32);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 48, 4), 1);
	mana_eq_destroy(NULL);
	mana_eq_destroy(ERR_PTR(-ENOMEM));
	core_expect_notes(test, "");
}

/* The channel's queue is tested in the name of the channel. */
static void core_eq_of_channel(struct kunit *test)
{
	core_register(test);
	KUNIT_EXPECT_EQ(test, mana_eq_test(&gd->hwc->eq, 1000), 0);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 32, 4), 1);
	KUNIT_EXPECT_EQ(test, ref_get(dev.request + 40, 4), 0x21);
}

static void core_expect_no_eq(struct kunit *test, int err, const char *notes,
			      u32 retained)
{
	u64 before = core_count(MANA_COUNT_RETAINED);
	struct mana_eq *eq = mana_eq_create(gd, 0, 256);

	KUNIT_EXPECT_EQ(test, PTR_ERR(eq), err);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), before + retained);
	core_expect_notes(test, notes);
}

/* Whatever fails, what was done is undone, backwards. */
static void core_eq_fails(struct kunit *test)
{
	u32 nth;

	core_register(test);
	mana_hwc_set_timeout(gd, 0);
	for (nth = 1; nth <= 4; nth++) {
		core_fail_in = nth;
		core_expect_no_eq(test, -ENOMEM, nth == 4 ? "f" : "", 0);
	}
	dev.status = 1;
	dev.only = 25;
	core_expect_no_eq(test, -EPROTO, "Gf", 0);
	dev.only = 12;
	core_expect_no_eq(test, -EPROTO, "GQgf", 0);
	dev.only = 10;
	core_expect_no_eq(test, -EPROTO, "GQtvqf", 0);
	dev.status = 0;
	core_attach_error = -ENOSPC;
	core_expect_no_eq(test, -ENOSPC, "GQqf", 0);
	core_attach_error = 0;
	dev.eq_id = 0x10000;
	core_expect_no_eq(test, -EPROTO, "GQqf", 0);
	dev.eq_id = CORE_EQ;
	/* without its event, the queue is taken off its vector */
	dev.no_test = true;
	core_expect_no_eq(test, -ETIMEDOUT, "GQvqf", 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_TIMEOUT), 0);
	KUNIT_EXPECT_TRUE(test, !dev.data_eq);
	dev.no_test = false;
	/* an answer without id: the device may have the queue, or not */
	dev.only = 12;
	dev.length = 35;
	core_expect_no_eq(test, -EBADMSG, "GQg", 1);
	dev.only = 13;
	dev.length = 0;
	dev.status = 1;
	dev.eq_id = 0x10000;
	core_expect_no_eq(test, -EPROTO, "GQq", 1);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	dev.status = 0;
	dev.eq_id = 0xffff;
	mana_eq_destroy(mana_eq_create(gd, 0, 256));
	core_expect_notes(test, "GQttvqf");
}

/* What the device does not confirm, and what cannot be asked, stays. */
static void core_eq_stays(struct kunit *test)
{
	struct mana_eq *eq;

	core_register(test);
	eq = mana_eq_create(gd, 0, 256);
	KUNIT_ASSERT_FALSE(test, IS_ERR(eq));
	dev.only = 13;
	dev.status = 1;
	core_forget_notes();
	mana_eq_destroy(eq);
	core_expect_notes(test, "tvq");
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), 1);
	dev.status = 0;
	eq = mana_eq_create(gd, 0, 256);
	KUNIT_ASSERT_FALSE(test, IS_ERR(eq));
	core_forget_notes();
	mana_gdma_report_fault(gd, MANA_FAULT_HWC_PROTOCOL);
	mana_eq_destroy(eq);
	core_expect_notes(test, "v");
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_RETAINED), 2);
}

/* An event queue, and a completion queue that its events find. */
static struct mana_eq *core_eq_with_cq(struct kunit *test, struct mana_cq *cq)
{
	struct mana_eq *eq;

	core_register(test);
	eq = mana_eq_create(gd, 0, 256);
	KUNIT_ASSERT_FALSE(test, IS_ERR(eq));
	KUNIT_ASSERT_EQ(test, mana_cq_bind(cq, 0x654321), 0);
	core_handled = 0;
	return eq;
}

/* Many queues are closed under rtnl: none waits as long as for an answer. */
static void core_eq_flush_is_short(struct kunit *test)
{
	struct mana_eq *eq;

	core_register(test);
	eq = mana_eq_create(gd, 0, 256);
	KUNIT_ASSERT_FALSE(test, IS_ERR(eq));
	dev.no_test = true;
	/* the event of an earlier test is not that of this one */
	KUNIT_EXPECT_EQ(test, mana_eq_test(eq, 1000), -ETIMEDOUT);
	core_looks_gone = 0;
	mana_eq_destroy(eq);
	KUNIT_EXPECT_LE(test, core_looks_gone, 16);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_TIMEOUT), 0);
}

static void core_eq_events(struct kunit *test)
{
	struct mana_cq cq = { .gd = gd, .handler = core_handle, .ctx = &cq };
	struct mana_eq *eq;
	u64 ignored;

	eq = core_eq_with_cq(test, &cq);
	ignored = core_count(MANA_COUNT_IGNORED_EVENT);
	core_data_event(3, 0xff654321);
	KUNIT_EXPECT_EQ(test, core_handled, 1);
	KUNIT_EXPECT_PTR_EQ(test, core_handled_ctx, (void *)&cq);
	core_data_event(3, 0x654322);
	KUNIT_EXPECT_EQ(test, core_handled, 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT), ignored + 1);
	/* the id is read behind the owner bits */
	core_late.at = dev.data_ring + dev.data_events % 256 * 16;
	core_late.bytes = 1;
	core_late.value = 0x21;
	core_data_event(3, 0x654320);
	KUNIT_EXPECT_EQ(test, core_handled, 2);
	/* what is the channel's says nothing here */
	core_data_event(132, 0);
	core_data_event(135, 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT), ignored + 3);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 4096 + 0xff8 + 4, 4),
			262 | 1U << 31);
	/* an interrupt that finds nothing does not ring */
	memset(dev.page + 4096, 0, 4096);
	KUNIT_EXPECT_EQ(test, mana_eq_process(eq), 0);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 4096 + 0xff8, 8), 0);
	mana_cq_unbind(&cq);
	mana_cq_unbind(&cq);
	core_data_event(3, 0x654321);
	KUNIT_EXPECT_EQ(test, core_handled, 2);
	KUNIT_EXPECT_EQ(test, core_count(MANA_COUNT_IGNORED_EVENT), ignored + 4);
	mana_eq_destroy(eq);
}

/* Behind events that were lost none is taken: what they say is unknown. */
static void core_eq_overrun(struct kunit *test)
{
	struct mana_cq cq = { .gd = gd, .handler = core_handle };
	struct mana_eq *eq;

	eq = core_eq_with_cq(test, &cq);
	memset(dev.page + 4096, 0, 4096);
	core_put_event(dev.data_ring, &dev.data_events, 3, 0x654321);
	dev.data_events += 256;
	core_data_event(3, 0x654321);
	KUNIT_EXPECT_EQ(test, core_handled, 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, ref_get(dev.page + 4096 + 0xff8, 8), 0);
	dev.data_events -= 257;
	core_data_event(3, 0x654321);
	KUNIT_EXPECT_EQ(test, core_handled, 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_HWC_PROTOCOL), 0);
	KUNIT_EXPECT_TRUE(test, mana_gdma_alive(gd));
	mana_cq_unbind(&cq);
	mana_eq_destroy(eq);
}

/* Found by who looks twice, be it an interrupt that was lost or an event. */
static void core_eq_look(struct kunit *test)
{
	struct mana_cq cq = { .gd = gd, .handler = core_handle };
	struct mana_eq *eq;

	eq = core_eq_with_cq(test, &cq);
	core_put_event(dev.data_ring, &dev.data_events, 3, 0x654321);
	core_put_event(dev.data_ring, &dev.data_events, 3, 0x654321);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	KUNIT_EXPECT_EQ(test, core_handled, 0);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 2);
	KUNIT_EXPECT_EQ(test, core_handled, 2);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	dev.data_events++;
	core_put_event(dev.data_ring, &dev.data_events, 3, 0x654321);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 0);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, mana_eq_look(eq), 0);
	KUNIT_EXPECT_EQ(test, core_count(MANA_FAULT_EQ_OVERRUN), 1);
	/* it comes after all, and is not believed any more */
	dev.data_events -= 2;
	core_data_event(3, 0x654321);
	KUNIT_EXPECT_EQ(test, core_handled, 2);
	mana_cq_unbind(&cq);
	mana_eq_destroy(eq);
}

#endif /* _MANA_KUNIT_CORE_QUEUES_H */
