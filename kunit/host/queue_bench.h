/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The way of packets (eth/queues) above the real queues of layer 2, between a
 * network stack (net.h) and a device that completes what a case tells it to.
 * What the device sees are rings and doorbells; commands are noted and can fail.
 */
#ifndef _MANA_KUNIT_QUEUE_BENCH_H
#define _MANA_KUNIT_QUEUE_BENCH_H

#include <xdp.h>

#undef writeq
#define writeq(v, addr) bench_doorbell(v, addr)
static void bench_doorbell(u64 value, const volatile void *at);

#include <mana/ring.h>

#include "reference.h"

#define mana_wring_post(ring, desc) bench_post(ring, desc)
static int bench_post(struct mana_wring *ring, const struct mana_wqe_desc *desc);

#include <gdma/queue.c>
#include <eth/queues/cq_end.c>
#include <eth/queues/rxbuf.c>
#include <eth/queues/rx.c>
#include <eth/queues/txdone.c>
#include <eth/queues/tx.c>
#include <eth/queues/xdp.c>
#include <eth/queues/poll.c>
#include <eth/queues/qset.c>

#define BENCH_MKEY 0x77

/**
 * struct bench_rung - what the doorbells of one queue said
 * @times: how often it was rung
 * @tail: the last position
 * @arm: with the last one, an event was asked for
 * @arms: how often that was so
 */
struct bench_rung {
	u32 times;
	u32 tail;
	bool arm;
	u32 arms;
};

/**
 * struct bench - one case
 * @page: base of the doorbells
 * @gd: the device
 * @dev: its net_device
 * @set: the queues
 * @stats: their counters
 * @eq: names of event queues, never looked into
 * @log: what happened, a letter each
 * @unlocked: CQ doorbells rung without the lock that orders them
 * @faults: told upward, by kind
 * @gd_faults: told to layer 2
 * @dead: the device is
 * @fail_at: commands that succeed before one fails; negative: all do
 * @error: of that one
 * @fences: the device answers them
 * @missing: fences that were missed
 * @memory: rings that were not freed
 * @next_id: of the next queue
 * @tx: doorbells of send queues, by pair
 * @rx: of receive queues
 * @tx_cq: of their completion queues
 * @rx_cq: likewise
 * @moderated: moderation doorbells
 * @dim: these, in order
 * @deaf: events asked for of a pair that nobody polls
 * @done_tx: completions written, by pair
 * @done_rx: likewise
 * @used: buffers the device has used, by pair
 * @prog: XDP program
 */
static struct bench {
	u8 page[4096];
	struct mana_gdma gd;
	struct net_device dev;
	struct mana_qset *set;
	struct mana_queue_stats stats[HOST_TX_QUEUES];
	struct mana_eq *eq[HOST_TX_QUEUES];
	char log[256];
	u32 unlocked;
	u32 faults[MANA_FAULT_COUNT];
	u32 gd_faults[MANA_FAULT_COUNT];
	bool dead;
	int fail_at;
	int error;
	bool fences;
	u32 missing;
	int memory;
	u32 next_id;
	struct bench_rung tx[HOST_TX_QUEUES];
	struct bench_rung rx[HOST_TX_QUEUES];
	struct bench_rung tx_cq[HOST_TX_QUEUES];
	struct bench_rung rx_cq[HOST_TX_QUEUES];
	u32 moderated;
	u64 dim[2 * HOST_TX_QUEUES];
	u32 deaf;
	u32 done_tx[HOST_TX_QUEUES];
	u32 done_rx[HOST_TX_QUEUES];
	u32 used[HOST_TX_QUEUES];
	struct bpf_prog *prog;
} bench;

static struct device bench_dma = { "kunit" };

static void bench_note(char what)
{
	size_t at = strlen(bench.log);

	if (at < sizeof(bench.log) - 1)
		bench.log[at] = what;
}

static struct mana_pair *bench_pair(u32 i)
{
	return bench.set->pair[i];
}

/* ---- layer 2 and commands ---- */

const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd)
{
	return &gd->info;
}

bool mana_gdma_alive(const struct mana_gdma *gd)
{
	return !bench.dead;
}

void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why)
{
	bench.gd_faults[why]++;
}

void mana_gdma_quiesce(struct mana_gdma *gd)
{
	bench_note('q');
}

void __iomem *mana_regs_db_page(const struct mana_gdma *gd, u64 index)
{
	return bench.page;
}

int mana_qmem_alloc(struct mana_gdma *gd, struct mana_qmem *mem, u32 bytes)
{
	memset(mem, 0, sizeof(*mem));
	mem->va = kvzalloc(bytes, GFP_KERNEL);
	if (!mem->va)
		return -ENOMEM;
	mem->bytes = bytes;
	bench.memory++;
	return 0;
}

void mana_qmem_free(struct mana_gdma *gd, struct mana_qmem *mem)
{
	bench.memory -= !!mem->va;
	free(mem->va);
	mem->va = NULL;
}

int mana_eq_irq(const struct mana_eq *eq)
{
	return 0;
}

/* One command that may fail; what it is to return. */
static int bench_command(char what)
{
	bench_note(what);
	return bench.fail_at >= 0 && !bench.fail_at-- ? bench.error : 0;
}

int mana_eth_create_wq(struct mana_gdma *gd, u64 vport, struct mana_wq *wq,
		       struct mana_cq *cq, const struct mana_eq *eq,
		       const struct mana_eth_moderation *mod, u64 *handle)
{
	int err = bench_command(wq->is_sq ? 'S' : 'R');

	if (err)
		return err;
	wq->id = bench.next_id++;
	cq->id = bench.next_id++;
	*handle = 0x1000 + wq->id;
	return 0;
}

int mana_eth_destroy_wq(struct mana_gdma *gd, bool is_sq, u64 handle)
{
	return bench_command(is_sq ? 's' : 'r');
}

static void bench_fence_came(u64 handle);
int mana_eth_fence_rq(struct mana_gdma *gd, u64 handle)
{
	int err = bench_command('F');

	if (!err && bench.fences)
		bench_fence_came(handle);
	return err;
}

static void bench_rung(struct bench_rung *rung, u64 value, bool can_arm)
{
	rung->times++;
	rung->tail = can_arm ? value >> 32 & 0x7fffffff : value >> 32;
	rung->arm = can_arm && value >> 63;
	rung->arms += rung->arm;
}

/* Under the lock that orders them; no event may come before polling can. */
static void bench_rings_cq(struct mana_pair *pair, bool arm)
{
	bench.unlocked += !spin_is_locked(&pair->arm_lock);
	bench.deaf += arm && !pair->napi.enabled;
}

/* A send queue is its sender's while the lock is held. */
static void bench_needs_lock(u32 i)
{
	if (!bench.dev.txq[i].locked)
		host_net_wrong("a send ring is touched without its lock");
}

static int bench_post(struct mana_wring *ring, const struct mana_wqe_desc *desc)
{
	u32 i;

	for (i = 0; i < bench.set->cfg.num_queues; i++)
		if (ring == &bench_pair(i)->tx.wq.ring)
			bench_needs_lock(i);
	return (mana_wring_post)(ring, desc);
}

/* What the device is given: bytes of a page that it can see. */
static void bench_tx_given(u32 i, u32 from, u32 to)
{
	const struct mana_txq *tx = &bench_pair(i)->tx;
	const struct mana_tx_slot *slot;
	const u8 *ring = tx->wq.mem.va;
	u32 at;

	bench_needs_lock(i);
	for (; from != to; from += slot->units) {
		slot = &tx->rec.slots[from & tx->rec.mask];
		if (slot->owner != MANA_TX_PAGE)
			continue;
		/* behind an OOB of so many words */
		at = from * 32 + 8 + 4 * (ref_get(ring + (from & tx->rec.mask) * 32 + 4, 4) >> 8 & 7);
		at &= tx->wq.mem.bytes - 1;
		host_device_has(ref_get(ring + at, 8), ref_get(ring + at + 12, 4), true);
	}
}

static u64 bench_rx_buffer(u32 i, u32 unit, u32 *bytes);
static void bench_rx_given(u32 i, u32 from, u32 to)
{
	u32 bytes;
	u64 at;

	for (; from != to; from++) {
		at = bench_rx_buffer(i, from, &bytes);
		host_device_has(at, bytes, false);
	}
}

static void bench_doorbell(u64 value, const volatile void *at)
{
	u32 place = (const volatile u8 *)at - bench.page, id = value & 0xffffff, i;

	for (i = 0; i < bench.set->cfg.num_queues; i++) {
		struct mana_pair *pair = bench_pair(i);

		if (place == 0 && id == pair->tx.wq.id) {
			bench_tx_given(i, bench.tx[i].tail / 32, (value >> 32) / 32);
			bench_rung(&bench.tx[i], value, false);
		}
		if (place == 0x400 && id == pair->rx.wq.id) {
			bench_rx_given(i, bench.rx[i].tail / 32, (value >> 32) / 32);
			bench_rung(&bench.rx[i], value, false);
		}
		if (place == 0x800 && id == pair->tx.end.cq.id)
			bench_rung(&bench.tx_cq[i], value, true);
		if (place == 0x800 && id == pair->rx.end.cq.id)
			bench_rung(&bench.rx_cq[i], value, true);
		if (place == 0x800 && (id == pair->tx.end.cq.id ||
				       id == pair->rx.end.cq.id))
			bench_rings_cq(pair, value >> 63);
	}
	if (place == 0x820) {
		bench.dim[bench.moderated % ARRAY_SIZE(bench.dim)] = value;
		bench.moderated++;
	}
}

/* ---- the device ---- */

/* Bytes 60 to 63 last, as a device does. */
static u8 *bench_cqe(const struct mana_cq *cq, u32 nth)
{
	return (u8 *)cq->mem.va + nth % (cq->mem.bytes / 64) * 64;
}

static void bench_own(const struct mana_cq *cq, u32 nth, u32 info)
{
	u32 pass = nth / (cq->mem.bytes / 64) + 1;

	ref_put(bench_cqe(cq, nth) + 60, info | (u64)(pass % 8) << 29, 4);
}

/* A send completion of @type; that of @sq names the WQE at unit @unit. */
static void bench_tx_done_as(u32 i, u32 type, u32 sq, u32 unit)
{
	const struct mana_cq *cq = &bench_pair(i)->tx.end.cq;
	u8 *cqe = bench_cqe(cq, bench.done_tx[i]);

	memset(cqe, 0, 60);
	ref_put(cqe, type | 1 << 6, 4);
	ref_put(cqe + 8, (u64)unit << 5, 4);
	bench_own(cq, bench.done_tx[i]++, sq | 1 << 24);
}

static void __maybe_unused bench_tx_done(u32 i, u32 times)
{
	while (times--)
		bench_tx_done_as(i, 32, bench_pair(i)->tx.wq.id, 0);
}

/**
 * struct bench_packet - a receive completion
 * @type: of it
 * @len: of its first packet
 * @step: how much longer each further one is
 * @num: how many have a length
 * @flags: of all of them
 * @hash: of the first; the next ones' is one more
 * @of: queue that it says it is of; 0: the right one
 * @off: how many units its offset is wrong by
 */
struct bench_packet {
	u32 type;
	u32 len;
	u32 step;
	u32 num;
	u32 flags;
	u32 hash;
	u32 of;
	u32 off;
};

static void bench_rx_done(u32 i, struct bench_packet packet)
{
	struct mana_pair *pair = bench_pair(i);
	const struct mana_cq *cq = &pair->rx.end.cq;
	u8 *cqe = bench_cqe(cq, bench.done_rx[i]);
	u32 n, len = packet.len;

	memset(cqe, 0, 60);
	ref_put(cqe, packet.type | 1 << 6, 4);
	ref_put(cqe + 4, packet.flags, 4);
	for (n = 0; n < packet.num; n++, len += packet.step) {
		if (packet.type == 7) {
			ref_put(cqe + 12 + n / 2 * 12 + n % 2 * 2, len, 2);
			ref_put(cqe + 8 + n / 2 * 12 + n % 2 * 8, packet.hash + n, 4);
			continue;
		}
		ref_put(cqe + 8 + n * 12, len, 2);
		ref_put(cqe + 16 + n * 12, packet.hash + n, 4);
	}
	ref_put(cqe + 56, (bench.used[i] + packet.off) & pair->rx.mask, 4);
	if (packet.type != 3)
		bench.used[i] += packet.num > 1 ? packet.num : 1;
	bench_own(cq, bench.done_rx[i]++, packet.of ? packet.of : pair->rx.wq.id);
}

static void __maybe_unused bench_rx_plain(u32 i, u32 times)
{
	while (times--)
		bench_rx_done(i, (struct bench_packet){ .type = 1, .len = 64, .num = 1 });
}

static void bench_fence_came(u64 handle)
{
	u32 i;

	for (i = 0; i < bench.set->cfg.num_queues; i++) {
		if (bench_pair(i)->rx.handle != handle)
			continue;
		bench_rx_done(i, (struct bench_packet){ .type = 3 });
		mana_pair_poll(&bench_pair(i)->napi, 64);
	}
}

/* Where the buffer of the WQE at unit @unit begins. */
static u64 __maybe_unused bench_rx_buffer(u32 i, u32 unit, u32 *bytes)
{
	const struct mana_rxq *rx = &bench_pair(i)->rx;
	const u8 *wqe = (u8 *)rx->wq.mem.va + (unit & rx->mask) * 32;

	*bytes = ref_get(wqe + 28, 4);
	return ref_get(wqe + 16, 8);
}

/* ---- upward ---- */

static void bench_fault(void *ctx, enum mana_fault why)
{
	bench.faults[why]++;
}

static void bench_fence_missing(void *ctx)
{
	bench.missing++;
}

static void bench_destroy_failed(void *ctx)
{
	bench_note('!');
}

static const struct mana_queue_ops bench_ops = {
	.fault = bench_fault,
	.fence_missing = bench_fence_missing,
	.destroy_failed = bench_destroy_failed,
};

static const struct mana_queue_host bench_host = {
	.gd = &bench.gd, .dev = &bench.dev, .ops = &bench_ops, .prog = &bench.prog,
};

static const struct mana_queue_place bench_place = {
	.vport = 5, .tx_offset = 9, .eq = bench.eq,
};

/* ---- cases ---- */

static u64 __maybe_unused bench_rx_stat(u32 i, enum mana_rx_stat which)
{
	return bench.stats[i].rx[which].v;
}

static u64 __maybe_unused bench_tx_stat(u32 i, enum mana_tx_stat which)
{
	return bench.stats[i].tx[which].v;
}

static int __maybe_unused bench_poll(u32 i, int budget)
{
	int work;

	host_net.hard_irq = !budget;
	work = mana_pair_poll(&bench_pair(i)->napi, budget);
	host_net.hard_irq = false;
	return work;
}

/* As the stack sends. */
static netdev_tx_t __maybe_unused bench_xmit(u32 i, struct sk_buff *skb)
{
	netdev_tx_t sent;

	skb->dev = &bench.dev;
	skb->queue_mapping = i;
	__netif_tx_lock(&bench.dev.txq[i], 0);
	sent = mana_txq_xmit(bench_pair(i), skb);
	__netif_tx_unlock(&bench.dev.txq[i]);
	return sent;
}

static int bench_init(struct kunit *test)
{
	memset(&bench, 0, sizeof(bench));
	host_net_init();
	host_xdp_init();
	bench.fail_at = -1;
	bench.fences = true;
	bench.next_id = 0x31;
	bench.gd.info = (struct mana_gdma_info) {
		.dev = &bench_dma, .mkey = BENCH_MKEY, .max_cq_id = 0xffffff,
	};
	xa_init(&bench.gd.cqs);
	return 0;
}

/* Queues of this size, in use. */
static void bench_open(struct kunit *test, struct mana_queue_cfg cfg)
{
	bench.set = mana_qset_alloc(&bench_host, &cfg, 0, bench.stats);
	KUNIT_ASSERT_FALSE(test, IS_ERR(bench.set));
	KUNIT_ASSERT_EQ(test, mana_qset_create(bench.set, &bench_place), 0);
	bench.set->steered = true;
	mana_qset_thaw(bench.set);
}

static void __maybe_unused bench_open_small(struct kunit *test)
{
	bench_open(test, (struct mana_queue_cfg){ 1, 128, 128, 1500 });
}

static void bench_exit(struct kunit *test)
{
	host_net.grace = NULL;
	host_net.barrier = NULL;
	host_net.wait = NULL;
	host_net.rmb = NULL;
	host_net.refuse = -1;
	bench.fail_at = -1;
	if (!IS_ERR_OR_NULL(bench.set)) {
		mana_qset_destroy(bench.set);
		mana_qset_free(bench.set);
		mana_qset_reap(&bench.gd);
	}
	host_drop_received();
	host_return_redirects();
	KUNIT_EXPECT_STREQ(test, (char *)host_net.wrong, "");
	KUNIT_EXPECT_EQ(test, host_xdp.frames, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.registered, 0);
	KUNIT_EXPECT_EQ(test, host_xdp.rcu, 0);
	KUNIT_EXPECT_EQ(test, bench.unlocked, 0);
	KUNIT_EXPECT_EQ(test, bench.deaf, 0);
	KUNIT_EXPECT_EQ(test, bench.memory, 0);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
	KUNIT_EXPECT_EQ(test, host_net.pages, 0);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
}

#endif /* _MANA_KUNIT_QUEUE_BENCH_H */
