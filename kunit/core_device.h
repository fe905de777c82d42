/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A small device below layer 2, and the stand-ins that layer 2 sees of the
 * kernel: memory that can run out, a function that nothing in the kernel knows,
 * registers, shared memory and vectors. The code under test is included here:
 * it has to come behind what stands in for the kernel's functions.
 */
#ifndef _MANA_KUNIT_CORE_DEVICE_H
#define _MANA_KUNIT_CORE_DEVICE_H

#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/overflow.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/utsname.h>

static void core_rang(const void *at);

static inline void core_writeq(u64 value, void __iomem *at)
{
	writeq(value, at);
	core_rang((const void __force *)at);
}

#undef writeq
#define writeq(value, at) core_writeq(value, at)

#include <gdma/priv.h>

#include "reference.h"

static struct mana_gdma *gd;

/* Things that were done without the lock that guards them. */
static u32 core_unlocked;

/* ---- what was done that a device takes notice of, a letter each ---- */

static char core_done_log[64];

static void core_note(char what)
{
	size_t used = strlen(core_done_log);

	if (used < sizeof(core_done_log) - 1)
		core_done_log[used] = what;
}

static void core_forget_notes(void)
{
	memset(core_done_log, 0, sizeof(core_done_log));
}

/* ---- memory ---- */

/* So many allocations from now one fails; 0: none. */
static u32 core_fail_in;

static bool core_fails(void)
{
	return core_fail_in && !--core_fail_in;
}

static void *core_zalloc(size_t bytes)
{
	return core_fails() ? NULL : kzalloc(bytes, GFP_KERNEL);
}

/* Memory of rings, counted; frees that do not fit what was allocated. */
static int core_live;
static s64 core_live_bytes;
static u32 core_odd_frees;

/* No larger block is to be had, and no more than so many at all. */
static size_t core_largest;
static int core_most;

/* How the last single page and the last larger block were asked for. */
static gfp_t core_gfp_page, core_gfp_block;

static void *core_dma_alloc(size_t bytes, dma_addr_t *dma, gfp_t gfp)
{
	void *va = NULL;

	if (bytes > 4096)
		core_gfp_block = gfp;
	else
		core_gfp_page = gfp;
	if (bytes <= core_largest && core_live < core_most)
		va = core_zalloc(bytes);
	*dma = (dma_addr_t)(uintptr_t)va;
	core_live += !!va;
	core_live_bytes += va ? bytes : 0;
	return va;
}

static void core_dma_free(size_t bytes, void *va, dma_addr_t dma)
{
	core_note('f');
	core_live--;
	core_live_bytes -= bytes;
	core_odd_frees += dma != (dma_addr_t)(uintptr_t)va;
	kfree(va);
}

/* A place in the list of queues takes memory, too. */
static int core_insert(struct xarray *xa, unsigned long id, void *queue)
{
	return core_fails() ? -ENOMEM : xa_insert(xa, id, queue, GFP_KERNEL);
}

#undef xa_insert
#undef kzalloc
#undef kvzalloc
#undef dma_alloc_coherent
#undef dma_free_coherent
#define xa_insert(xa, id, queue, gfp) core_insert(xa, id, queue)
#define kzalloc(bytes, gfp) core_zalloc(bytes)
#define kvzalloc(bytes, gfp) core_zalloc(bytes)
#define dma_alloc_coherent(dev, bytes, dma, gfp) core_dma_alloc(bytes, dma, gfp)
#define dma_free_coherent(dev, bytes, va, dma) core_dma_free(bytes, va, dma)

/* ---- the PCI core ---- */

static int core_restored, core_kept;
static bool core_present, core_gone, core_disconnected;
static int core_mask_error;
static size_t core_mapping;
static u64 core_mask;

static int core_set_mask(u64 mask)
{
	core_mask = mask;
	return core_mask_error;
}

/* The function is a stand-in: nothing in the kernel knows it. */
#define pci_set_master(pdev) core_note('M')
#define pci_clear_master(pdev) core_note('m')
#define pci_save_state(pdev) (core_kept++)
#define pci_store_saved_state(pdev) core_zalloc(8)
#define pci_load_saved_state(pdev, state) (core_restored += !!(state))
#define pci_restore_state(pdev) core_note('r')
#define pci_device_is_present(pdev) core_present
#define pci_dev_is_disconnected(pdev) core_disconnected
#define dma_set_mask_and_coherent(dev, mask) core_set_mask(mask)
#define dma_set_max_seg_size(dev, bytes) ((void)(dev))
#define dma_max_mapping_size(dev) core_mapping

/* ---- waiting and work ---- */

static struct mana_vector core_vector;

/* Waiters are woken so often; room in the answer queue at the last time. */
static u32 core_wakes, core_wake_room;

static void core_wake(wait_queue_head_t *wq)
{
	core_wakes++;
	if (gd->hwc)
		core_wake_room = mana_wring_free(&gd->hwc->rq.ring);
	wake_up_all(wq);
}

/* The client at the time when its work was waited for. */
static const struct mana_client_ops *core_cancelled_ops;
static u32 core_cancels;

static void core_cancel(struct work_struct *work)
{
	core_cancels++;
	core_cancelled_ops = gd->ops;
	cancel_work_sync(work);
}

/* Work that another event began looks as soon as news is noted. */
static bool core_link_early;
/* News comes with an event alone, whose vector is locked. */
static bool core_link_locked;

static void core_set_bit(u32 bit, unsigned long *map)
{
	if (core_link_locked)
		core_unlocked += !spin_is_locked(&core_vector.lock);
	set_bit(bit, map);
	if (core_link_early && map == gd->link_changed)
		gd->link_work.func(&gd->link_work);
}

/*
 * What a device wrote before the owner bits is seen behind a barrier only: a
 * byte and where it stands, so often.
 */
static struct {
	u8 *at;
	u32 bytes;
	u8 value;
} core_late;

static void core_read_barrier(void)
{
	dma_rmb();
	if (core_late.at)
		memset(core_late.at, core_late.value, core_late.bytes);
	core_late.at = NULL;
}

/* Memory waits in a list that its mutex guards. */
static void core_list_add(struct list_head *one, struct list_head *head)
{
	core_unlocked += !mutex_is_locked(&gd->limbo_lock);
	list_add(one, head);
}

static void core_list_del(struct list_head *one)
{
	core_unlocked += !mutex_is_locked(&gd->limbo_lock);
	list_del(one);
}

static bool core_crashed;

static struct new_utsname core_os = {
	.sysname = "Linux", .release = "6.1.27-kunit", .version = "#3",
};

#undef dma_rmb
#undef wake_up_all
#undef cancel_work_sync
#undef set_bit
#undef list_add
#undef list_del
#undef reset_devices
#define dma_rmb() core_read_barrier()
#define wake_up_all(wq) core_wake(wq)
#define cancel_work_sync(work) core_cancel(work)
#define set_bit(bit, map) core_set_bit(bit, map)
#define list_add(one, head) core_list_add(one, head)
#define list_del(one) core_list_del(one)
#define reset_devices core_crashed
#define init_utsname() (&core_os)

#include <gdma/cmd.c>
#include <gdma/eq.c>
#include <gdma/event.c>
#include <gdma/hwc.c>
#include <gdma/hwc_boot.c>
#include <gdma/life.c>
#include <gdma/mem.c>
#include <gdma/queue.c>
#include <gdma/state.c>

static struct pci_dev core_pci = { .dev.init_name = "kunit" };

/* ---- the device ---- */

#define CORE_REGION		0x1234567877ULL
#define CORE_EQ			0x31

/**
 * struct core_device - the device
 * @page: doorbells of page 0 end here, those of the others in the page behind
 * @ring: the channel's queues, by enum smc_frame
 * @eq: events written
 * @cq: completions written
 * @sq: units of the send queue read
 * @rq: units of the receive queue used
 * @refuse: ESTABLISH requests yet to be refused
 * @refuse_after: what they tell is all that there is to tell
 * @establish_error: of those that are not refused
 * @destroy_error: of requests to destroy
 * @in_destroy: called while the channel is being destroyed
 * @in_establish: called while it is being established, before it tells
 * @establishes: requests to establish
 * @resets: of them, those that asked for a reset, a bit each
 * @msix: vector of the last one
 * @mute: no request is answered any more
 * @silent: nor is this one
 * @no_event: completions without event
 * @no_test: test events do not come, but for the channel's
 * @no_sent: nor completions of requests
 * @bare: answers repeat nothing that they need not
 * @only: @length and @status are for this request; 0: for all
 * @length: of the next answer, as its completion tells; 0: what was asked for
 * @offset: added to the place of its buffer
 * @status: of the next answer
 * @patch: changes an answer
 * @asked: requests by code, as far as they were read
 * @request: the last one
 * @region: its first page, of the last region made
 * @eq_id: of the next event queue
 * @data_eq: event queue of a client, once it is attached
 * @data_ring: its memory
 * @data_events: events written to it
 * @data_vector: it is on
 */
static struct core_device {
	u8 *page;
	u8 *ring[SMC_FRAMES];
	u32 eq;
	u32 cq;
	u32 sq;
	u32 rq;
	u32 refuse;
	bool refuse_after;
	int establish_error;
	int destroy_error;
	void (*in_destroy)(void);
	void (*in_establish)(void);
	u32 establishes;
	u32 resets;
	u16 msix;
	bool mute;
	u32 silent;
	bool no_event;
	bool no_test;
	bool no_sent;
	bool bare;
	u32 only;
	u32 length;
	u32 offset;
	u32 status;
	void (*patch)(u32 code, u8 *answer);
	u32 asked[256];
	u8 request[4096];
	u8 *region;
	u32 eq_id;
	struct mana_eq *data_eq;
	u8 *data_ring;
	u32 data_events;
	u32 data_vector;
} dev;

/* Once requests are sent, buffers are posted under the lock of the answer. */
static void core_rang(const void *at)
{
	if (at == dev.page + 0x400 && gd->hwc->sq.ring.head)
		core_unlocked += !spin_is_locked(&gd->hwc->answer_lock);
}

/* Event of a queue of 256 that has @written ones. */
static void core_put_event(u8 *ring, u32 *written, u32 type, u32 data)
{
	u8 *eqe = ring + *written % 256 * 16;

	ref_put(eqe, data, 4);
	ref_put(eqe + 12, type | (*written / 256 + 1) % 8 << 29, 4);
	++*written;
}

static void core_event(u32 type, u32 data)
{
	core_put_event(dev.ring[SMC_FRAME_EQ], &dev.eq, type, data);
}

/* An event of a client's queue, and its interrupt. */
static void core_data_event(u32 type, u32 data)
{
	unsigned long flags;

	core_put_event(dev.data_ring, &dev.data_events, type, data);
	spin_lock_irqsave(&core_vector.lock, flags);
	mana_eq_process(dev.data_eq);
	spin_unlock_irqrestore(&core_vector.lock, flags);
}

static void core_complete(u32 info, u32 offset, u32 bytes)
{
	u8 *cqe = dev.ring[SMC_FRAME_CQ] + dev.cq % 64 * 64;

	ref_put(cqe + 12, offset, 4);
	ref_put(cqe + 24, bytes, 4);
	ref_put(cqe + 60, info | (dev.cq / 64 + 1) % 8 << 29, 4);
	dev.cq++;
}

static void core_test_event(u32 id)
{
	if (id == 0x21) {
		core_event(64, 0);
	} else if (!dev.no_test && dev.data_eq) {
		core_note('t');
		core_data_event(64, 0);
	}
}

/* Body of an answer of a device that knows its numbers. */
static void core_body(u32 code, const u8 *req, u8 *answer)
{
	switch (code) {
	case 1:
		ref_put(answer + 32, 1, 8);
		break;
	case 2:
		memset(answer + 36, 1, 36);
		break;
	case 3:
		ref_put(answer + 40, 0x90002, 4);
		break;
	case 4:
		core_note('R');
		ref_put(answer + 32, 0x51, 4);
		ref_put(answer + 36, 0x52, 4);
		ref_put(answer + 40, 3, 4);
		break;
	case 5:
		core_note('U');
		break;
	case 10:
		core_test_event(ref_get(req + 40, 4));
		break;
	case 12:
		core_note('Q');
		dev.data_ring = dev.region;
		dev.data_events = 0;
		ref_put(answer + 32, dev.eq_id, 4);
		break;
	case 13:
		core_note('q');
		break;
	case 25:
		core_note('G');
		dev.region = (u8 *)(uintptr_t)ref_get(req + 64, 8);
		ref_put(answer + 32, CORE_REGION, 8);
		break;
	case 27:
		core_note('g');
		break;
	}
}

static void core_answer(u32 code, const u8 *req, u8 *answer)
{
	bool odd = !dev.only || dev.only == code;
	u32 bytes = ref_get(req + 28, 4);

	if (!dev.bare) {
		memcpy(answer, req + 16, 16);
		memcpy(answer + 16, req + 32, 8);
	}
	core_body(code, req, answer);
	ref_put(answer + 24, odd ? dev.status : 0, 4);
	if (dev.patch)
		dev.patch(code, answer);
	if (!dev.no_sent)
		core_complete(0x24 | 1 << 24, 0, 0);
	core_complete(0x23, dev.rq * 32 % 4096 + dev.offset,
		      odd && dev.length ? dev.length : bytes);
}

/* One request, when there is one. */
static void core_serve(void)
{
	u32 head = ref_get(dev.page + 4, 4) / 32;
	const u8 *wqe, *req;
	u8 *answer;
	u32 code;

	if (dev.mute || dev.sq == head)
		return;
	wqe = dev.ring[SMC_FRAME_SQ] + dev.sq * 32 % 4096;
	req = (const u8 *)(uintptr_t)ref_get(wqe + 32, 8);
	wqe = dev.ring[SMC_FRAME_RQ] + dev.rq * 32 % 4096;
	answer = (u8 *)(uintptr_t)ref_get(wqe + 16, 8);
	code = ref_get(req + 4, 4);
	dev.sq += 2;
	core_unlocked += !mutex_is_locked(&gd->hwc->lock);
	if (code == 10)
		core_unlocked += !mutex_is_locked(&gd->test_lock);
	dev.asked[code % 256]++;
	memcpy(dev.request, req, sizeof(dev.request));
	if (dev.silent == code)
		return;
	core_answer(code, req, answer);
	if (!dev.no_event)
		core_event(3, 0x22);
	dev.rq++;
}

/* ---- stand-ins of what is not under test ---- */

static int core_map_error, core_vectors_error, core_attach_error;
static int core_check_error;
static int core_maps, core_vectors;
static unsigned int core_num_vectors;
static u32 core_looks_gone;

int mana_regs_map(struct mana_gdma *gdma)
{
	core_maps += !core_map_error;
	return core_map_error;
}

void mana_regs_unmap(struct mana_gdma *gdma)
{
	core_maps--;
}

int mana_regs_check(struct mana_gdma *gdma)
{
	core_note('c');
	return core_check_error;
}

/* Asked now and then by who waits: that is when the device works. */
bool mana_regs_gone(const struct mana_gdma *gdma)
{
	core_looks_gone++;
	if (!core_gone)
		core_serve();
	return core_gone;
}

/* There are eight of them. */
void __iomem *mana_regs_db_page(const struct mana_gdma *gdma, u64 index)
{
	if (index >= 8)
		return NULL;
	return (void __iomem __force *)(dev.page + (index ? 4096 : 0));
}

int mana_vectors_alloc(struct mana_gdma *gdma)
{
	if (core_vectors_error)
		return core_vectors_error;
	core_vectors++;
	gdma->num_vectors = core_num_vectors;
	return 0;
}

void mana_vectors_free(struct mana_gdma *gdma)
{
	core_vectors--;
}

int mana_vector_attach(struct mana_gdma *gdma, unsigned int index,
		       struct mana_eq *eq)
{
	if (core_attach_error)
		return core_attach_error;
	eq->vector = &core_vector;
	if (!eq->handler) {
		dev.data_eq = eq;
		dev.data_vector = index;
	}
	return 0;
}

void mana_vector_detach(struct mana_eq *eq)
{
	if (eq->vector)
		core_note('v');
	eq->vector = NULL;
	if (dev.data_eq == eq)
		dev.data_eq = NULL;
}

void mana_gdma_quiesce(struct mana_gdma *gdma)
{
}

static const struct {
	u32 type;
	u32 data;
} core_birth[] = {
	{ 130, 0x01000022 }, { 130, 0x02000099 }, { 129, 0x00000021 },
	{ 200, 7 }, { 130, 0x02000023 }, { 130, 0x03000024 },
	{ 130, 0x05000000 }, { 130, 0x07ffffff }, { 130, 0x09001234 },
	{ 131, 0 },
};

/* Tells in an odd order, one item twice, with an event in between. */
int mana_smc_establish(struct mana_gdma *gdma, const dma_addr_t ring[SMC_FRAMES],
		       u16 msix, bool reset)
{
	u32 i;

	dev.resets |= (u32)reset << dev.establishes;
	dev.establishes++;
	dev.msix = msix;
	for (i = 0; i < SMC_FRAMES; i++)
		dev.ring[i] = (u8 *)(uintptr_t)ring[i];
	dev.eq = 0;
	dev.cq = 0;
	dev.sq = 0;
	dev.rq = 0;
	memset(dev.page, 0, 8192);
	if (dev.in_establish)
		dev.in_establish();
	for (i = 0; i < ARRAY_SIZE(core_birth); i++) {
		/* a device that refuses may have begun to tell */
		if (dev.refuse && core_birth[i].type == 131 && !dev.refuse_after)
			break;
		core_event(core_birth[i].type, core_birth[i].data ^
			   (dev.refuse ? 0x40 : 0));
	}
	if (!dev.refuse)
		return dev.establish_error;
	dev.refuse--;
	/* what is told now is found by whoever looks too early */
	mana_hwc_look(gdma->hwc);
	return -EPROTO;
}

int mana_smc_destroy(struct mana_gdma *gdma)
{
	core_note('d');
	if (dev.in_destroy)
		dev.in_destroy();
	return dev.destroy_error;
}

/* ---- what all cases need ---- */

static DECLARE_COMPLETION(core_done);

static int core_init(struct kunit *test)
{
	memset(&dev, 0, sizeof(dev));
	core_fail_in = 0;
	dev.page = kzalloc(8192, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, dev.page);
	dev.eq_id = CORE_EQ;
	spin_lock_init(&core_vector.lock);
	core_restored = 0;
	core_kept = 0;
	core_present = true;
	core_gone = false;
	core_disconnected = false;
	core_mask = 0;
	core_mask_error = 0;
	core_mapping = SIZE_MAX;
	core_map_error = 0;
	core_vectors_error = 0;
	core_attach_error = 0;
	core_check_error = 0;
	core_maps = 0;
	core_vectors = 0;
	core_num_vectors = 2;
	core_crashed = false;
	core_link_early = false;
	core_link_locked = false;
	core_unlocked = 0;
	core_late.at = NULL;
	core_live = 0;
	core_live_bytes = 0;
	core_odd_frees = 0;
	core_largest = SIZE_MAX;
	core_most = INT_MAX;
	core_wakes = 0;
	core_forget_notes();
	gd = mana_gdma_alloc(&core_pci);
	KUNIT_ASSERT_FALSE(test, IS_ERR(gd));
	return 0;
}

static void core_exit(struct kunit *test)
{
	mana_gdma_stop(gd);
	mana_gdma_free(gd);
	kfree(dev.page);
	KUNIT_EXPECT_EQ(test, core_live, 0);
	KUNIT_EXPECT_EQ(test, core_live_bytes, 0);
	KUNIT_EXPECT_EQ(test, core_odd_frees, 0);
	KUNIT_EXPECT_EQ(test, core_unlocked, 0);
	KUNIT_EXPECT_EQ(test, core_maps, 0);
	KUNIT_EXPECT_EQ(test, core_vectors, 0);
}

/* What was done since the last time. */
static void core_expect_notes(struct kunit *test, const char *want)
{
	KUNIT_EXPECT_STREQ(test, (const char *)core_done_log, want);
	core_forget_notes();
}

static u64 core_count(u32 which)
{
	return mana_gdma_count(gd, which);
}

/* One request of the Ethernet client. */
static int core_ask(void)
{
	struct gdma_resp_hdr resp;
	struct gdma_req_hdr req;

	mana_hwc_init_req(gd, &req, 0x20003, sizeof(req), sizeof(resp));
	return mana_hwc_send(gd, &req, &resp);
}

static int core_asker(void *result)
{
	*(int *)result = core_ask();
	complete_all(&core_done);
	return 0;
}

/* A channel that is up, and asked nothing else yet. */
static void core_bring_up(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, mana_gdma_start(gd), 0);
	memset(dev.asked, 0, sizeof(dev.asked));
	core_forget_notes();
}

#endif /* _MANA_KUNIT_CORE_DEVICE_H */
