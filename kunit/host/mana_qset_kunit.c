// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Queue sets: made and taken apart as a whole, in which order, whatever fails
 * on the way, and who is waited for.
 */
#include "queue_bench.h"

static const struct mana_queue_cfg qset_cfg = { 2, 128, 128, 1500 };

static bool qset_alloc(void)
{
	bench.set = mana_qset_alloc(&bench_host, &qset_cfg, 1, bench.stats);
	return !IS_ERR(bench.set);
}

/* Memory, objects, polling; and back, each once, the devices' first. */
static void qset_order(struct kunit *test)
{
	u32 i;

	KUNIT_ASSERT_TRUE(test, qset_alloc());
	KUNIT_EXPECT_STREQ(test, bench.log, "");
	KUNIT_EXPECT_EQ(test, bench.set->bank, 1);
	KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &bench_place), 0);
	KUNIT_EXPECT_STREQ(test, bench.log, "SRSR");
	for (i = 0; i < 2; i++) {
		KUNIT_EXPECT_TRUE(test, bench_pair(i)->napi.enabled);
		KUNIT_EXPECT_PTR_EQ(test, bench_pair(i)->eq, bench.eq[i]);
		KUNIT_EXPECT_EQ(test, bench.rx[i].tail, 128 * 32);
		KUNIT_EXPECT_EQ(test, bench.tx_cq[i].arms, 1);
		KUNIT_EXPECT_EQ(test, bench.rx_cq[i].arms, 1);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&bench.gd.cqs, bench_pair(i)->tx.end.cq.id),
				    &bench_pair(i)->tx.end.cq);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&bench.gd.cqs, bench_pair(i)->rx.end.cq.id),
				    &bench_pair(i)->rx.end.cq);
	}
	KUNIT_EXPECT_EQ(test, bench.moderated, 0);
	/* nothing came yet: no fence is needed */
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_STREQ(test, bench.log, "SRSRqrsrs");
	for (i = 0; i < 2; i++) {
		KUNIT_EXPECT_FALSE(test, bench_pair(i)->napi.enabled);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&bench.gd.cqs, bench_pair(i)->tx.end.cq.id),
				    NULL);
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&bench.gd.cqs, bench_pair(i)->rx.end.cq.id),
				    NULL);
	}
	/* again: nothing is left to do */
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_STREQ(test, bench.log, "SRSRqrsrsq");
}

/* Each allocation fails once: nothing stays, nothing was asked of the device. */
static void qset_without_memory(struct kunit *test)
{
	u32 n = 0;

	for (;; n++) {
		host_net.refuse = n;
		if (qset_alloc())
			break;
		KUNIT_EXPECT_EQ(test, PTR_ERR(bench.set), -ENOMEM);
		KUNIT_EXPECT_EQ(test, bench.memory, 0);
		KUNIT_EXPECT_EQ(test, host_net.pages, 0);
	}
	/* 2 pairs of 10 structures and 128 buffers, and the set */
	KUNIT_EXPECT_EQ(test, n, 1 + 2 * (1 + 2 + 2 + 2 + 2 + 128));
	KUNIT_EXPECT_STREQ(test, bench.log, "");
}

/* What would take half of the memory is refused before it takes any. */
static void qset_too_large(struct kunit *test)
{
	u64 pages = mana_qset_bytes(2, 128, 128, mana_rxq_buf_bytes(1500, false)) >> PAGE_SHIFT;

	host_net.available = 2 * pages - 1;
	KUNIT_EXPECT_FALSE(test, qset_alloc());
	host_net.available = 2 * pages + 1;
	KUNIT_EXPECT_TRUE(test, qset_alloc());
	mana_qset_free(bench.set);
	host_net.available = -5;
	KUNIT_EXPECT_FALSE(test, qset_alloc());
}

/* Each command of a creation fails once: what was made is destroyed again. */
static void qset_create_fails(struct kunit *test)
{
	static const char * const logs[] = { "Sq", "SRqs", "SRSqrs", "SRSRqrss" };
	static const int errors[] = { -EPROTO, -ETIMEDOUT, -EBADMSG, -ENODEV };
	u32 at, e, i;

	for (e = 0; e < ARRAY_SIZE(errors); e++) {
		for (at = 0; at < ARRAY_SIZE(logs); at++) {
			bench_init(test);
			KUNIT_ASSERT_TRUE(test, qset_alloc());
			bench.fail_at = at;
			bench.error = errors[e];
			KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &bench_place),
					errors[e]);
			KUNIT_EXPECT_STREQ(test, bench.log, logs[at]);
			for (i = 0; i < 2; i++) {
				KUNIT_EXPECT_FALSE(test, bench_pair(i)->napi.enabled);
				KUNIT_EXPECT_FALSE(test, bench_pair(i)->tx.end.bound);
				KUNIT_EXPECT_FALSE(test, bench_pair(i)->rx.end.bound);
			}
			/* what was not answered may have been done: its memory stays */
			mana_qset_free(bench.set);
			KUNIT_EXPECT_EQ(test, mana_qset_in_limbo(&bench.gd), e > 0);
			KUNIT_EXPECT_EQ(test, bench.memory, e > 0 ? 8 : 0);
			KUNIT_EXPECT_EQ(test, host_net.pages != 0, e > 0);
			mana_qset_reap(&bench.gd);
			KUNIT_EXPECT_FALSE(test, mana_qset_in_limbo(&bench.gd));
			KUNIT_EXPECT_EQ(test, bench.memory, 0);
			bench.set = NULL;
		}
	}
}

/* Ids that are in use or too large are refused by the driver itself. */
static void qset_odd_ids(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, qset_alloc());
	bench.gd.info.max_cq_id = 0x34;
	KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &bench_place), -EINVAL);
	KUNIT_EXPECT_STREQ(test, bench.log, "SRqrs");
	KUNIT_EXPECT_FALSE(test, bench_pair(0)->napi.enabled);
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&bench.gd.cqs, 0x32), NULL);
}

/* A queue that the device does not let go: its memory waits for the stop. */
static void qset_destroy_fails(struct kunit *test)
{
	struct mana_gdma other = { };
	u32 i;

	for (i = 0; i < 4; i++) {
		bench_init(test);
		bench_open(test, qset_cfg);
		bench.set->steered = false;
		bench.fail_at = i;
		bench.error = -EPROTO;
		memset(bench.log, 0, sizeof(bench.log));
		mana_qset_destroy(bench.set);
		/* never half way */
		KUNIT_EXPECT_EQ(test, strlen(bench.log), 6);
		KUNIT_EXPECT_EQ(test, bench.log[2 + i], '!');
		KUNIT_EXPECT_EQ(test, bench_pair(1)->tx.handle, ~0ULL);
		mana_qset_free(bench.set);
		KUNIT_EXPECT_FALSE(test, bench_pair(0)->napi.added);
		KUNIT_EXPECT_EQ(test, bench.memory, 8);
		/* that of another device is none of its business */
		KUNIT_EXPECT_FALSE(test, mana_qset_in_limbo(&other));
		mana_qset_reap(&other);
		KUNIT_EXPECT_TRUE(test, mana_qset_in_limbo(&bench.gd));
		mana_qset_reap(&bench.gd);
		KUNIT_EXPECT_EQ(test, bench.memory, 0);
		KUNIT_EXPECT_EQ(test, host_net.pages, 0);
		bench.set = NULL;
	}
}

/* Packets that are on the way arrive before the queue goes. */
static void qset_fences(struct kunit *test)
{
	bench_open(test, qset_cfg);
	memset(bench.log, 0, sizeof(bench.log));
	bench_rx_plain(0, 2);
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_STREQ(test, bench.log, "FFqrsrs");
	KUNIT_EXPECT_EQ(test, bench.missing, 0);
	KUNIT_EXPECT_EQ(test, host_num_received, 2);
	KUNIT_EXPECT_EQ(test, bench_pair(0)->rx.fences.counter, 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_FENCE_UNEXPECTED), 0);
}

/* Fences that do not come: one deadline for all; none is waited for in vain. */
static void qset_fences_missing(struct kunit *test)
{
	unsigned long begun;

	bench_open(test, qset_cfg);
	bench.fences = false;
	begun = host_net.now;
	mana_qset_fence(bench.set);
	KUNIT_EXPECT_EQ(test, bench.missing, 2);
	KUNIT_EXPECT_GE(test, host_net.now - begun, 10000);
	KUNIT_EXPECT_LE(test, host_net.now - begun, 10400);
	/* they may still come: no other completion is taken for one */
	KUNIT_EXPECT_EQ(test, bench_pair(0)->rx.fences.counter, 1);
	bench_rx_done(0, (struct bench_packet){ .type = 3 });
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_FENCE_UNEXPECTED), 0);
	KUNIT_EXPECT_EQ(test, bench_pair(0)->rx.fences.counter, 0);
	/* a device that is gone answers nobody */
	bench.dead = true;
	begun = host_net.now;
	memset(bench.log, 0, sizeof(bench.log));
	mana_qset_fence(bench.set);
	KUNIT_EXPECT_STREQ(test, bench.log, "");
	KUNIT_EXPECT_EQ(test, host_net.now, begun);
}

/* Each comes while it is waited for: no time is lost by the next. */
static u32 qset_waits;
static void qset_fence_comes(void)
{
	if (++qset_waits % 3)
		return;
	bench_fence_came(bench_pair(qset_waits / 3 - 1)->rx.handle);
}

static void qset_fences_late(struct kunit *test)
{
	unsigned long begun;

	bench_open(test, qset_cfg);
	bench.fences = false;
	begun = host_net.now;
	qset_waits = 0;
	host_net.wait = qset_fence_comes;
	mana_qset_fence(bench.set);
	KUNIT_EXPECT_EQ(test, qset_waits, 6);
	KUNIT_EXPECT_EQ(test, host_net.now - begun, 600);
	KUNIT_EXPECT_EQ(test, bench.missing, 0);
	KUNIT_EXPECT_FALSE(test, bench_pair(0)->rx.fencing);
	KUNIT_EXPECT_FALSE(test, bench_pair(1)->rx.fencing);
}

/* The device dies meanwhile: nobody waits on. */
static void qset_device_dies(void)
{
	bench.dead = true;
}

static void qset_fences_of_dead(struct kunit *test)
{
	unsigned long begun;

	bench_open(test, qset_cfg);
	bench.fences = false;
	begun = host_net.now;
	host_net.wait = qset_device_dies;
	mana_qset_fence(bench.set);
	KUNIT_EXPECT_EQ(test, host_net.now - begun, 200);
	KUNIT_EXPECT_EQ(test, bench.missing, 2);
}

/* One that is refused does not come; one without answer may. */
static void qset_fences_refused(struct kunit *test)
{
	static const struct {
		int error;
		int left;
	} rows[] = {
		{ -EPROTO, 0 }, { -EOPNOTSUPP, 0 }, { -ETIMEDOUT, 1 }, { -EBADMSG, 1 },
	};
	unsigned long begun;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		bench_init(test);
		bench_open(test, qset_cfg);
		bench.fail_at = 0;
		bench.error = rows[i].error;
		begun = host_net.now;
		mana_qset_fence(bench.set);
		KUNIT_EXPECT_EQ(test, bench_pair(0)->rx.fences.counter, rows[i].left);
		KUNIT_EXPECT_EQ(test, bench_pair(1)->rx.fences.counter, 0);
		KUNIT_EXPECT_EQ(test, bench.missing, 0);
		KUNIT_EXPECT_EQ(test, host_net.now, begun);
		if (i + 1 < ARRAY_SIZE(rows))
			bench_exit(test);
	}
}

/* A poll that had seen the queue in use wakes it at the last moment. */
static void qset_late_wake(void)
{
	host_net.grace = NULL;
	netif_tx_wake_queue(&bench.dev.txq[0]);
}

static void qset_freezes(struct kunit *test)
{
	bench_open(test, qset_cfg);
	host_net.grace = qset_late_wake;
	mana_qset_freeze(bench.set);
	host_hook(host_net.grace);
	KUNIT_EXPECT_TRUE(test, bench.dev.txq[0].stopped);
	KUNIT_EXPECT_TRUE(test, bench.dev.txq[1].stopped);
	mana_qset_thaw(bench.set);
	KUNIT_EXPECT_FALSE(test, bench.dev.txq[0].stopped);
	KUNIT_EXPECT_FALSE(test, bench.dev.txq[1].stopped);
}

/* Room is made in the ring of a queue that has stopped. */
static void qset_make_room(void)
{
	struct sk_buff *skb = host_skb(60);

	skb->dev = &bench.dev;
	bench_xmit(0, skb);
	netif_tx_stop_queue(&bench.dev.txq[0]);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
}

/* A new set wakes no queue before it is in use. */
static void qset_begins_frozen(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, qset_alloc());
	KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &bench_place), 0);
	qset_make_room();
	KUNIT_EXPECT_TRUE(test, bench.dev.txq[0].stopped);
	mana_qset_thaw(bench.set);
	qset_make_room();
	KUNIT_EXPECT_FALSE(test, bench.dev.txq[0].stopped);
}

/* Completions of a frozen set make room, but wake nobody. */
static void qset_frozen_completions(struct kunit *test)
{
	struct sk_buff *skb = host_skb(60);

	bench_open(test, qset_cfg);
	skb->dev = &bench.dev;
	bench_xmit(0, skb);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 1);
	mana_qset_freeze(bench.set);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, mana_qset_tx_pending(bench.set), 0);
	KUNIT_EXPECT_TRUE(test, bench.dev.txq[0].stopped);
	/* it is still this set's: the limits are told */
	KUNIT_EXPECT_EQ(test, bench.dev.txq[0].completed, 60);
}

/* Whoever returns a page has looked at the NAPI under RCU. */
static struct mana_pair *qset_seen;
static bool qset_seen_added;
static void qset_late_reader(void)
{
	host_net.grace = NULL;
	qset_seen_added = qset_seen->napi.added;
}

static void qset_read_while_freed(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, qset_alloc());
	qset_seen = bench_pair(0);
	host_net.grace = qset_late_reader;
	mana_qset_free(bench.set);
	bench.set = NULL;
	KUNIT_EXPECT_PTR_EQ(test, host_net.grace, NULL);
	KUNIT_EXPECT_FALSE(test, qset_seen_added);
}

/* A poll that had ended before the stop rings before the queue goes. */
static void qset_late_doorbell(void)
{
	host_net.grace = NULL;
	bench_note('D');
}

static void qset_waits_for_polls(struct kunit *test)
{
	bench_open(test, qset_cfg);
	bench.set->steered = false;
	memset(bench.log, 0, sizeof(bench.log));
	host_net.grace = qset_late_doorbell;
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_STREQ(test, bench.log, "Dqrsrs");
}

/* And one that has emptied the ring tells the limits before they are reset. */
static void qset_retires(struct kunit *test)
{
	u32 before;

	bench_open(test, qset_cfg);
	before = host_net.graces;
	mana_qset_retire(bench.set);
	KUNIT_EXPECT_TRUE(test, bench.set->retired);
	KUNIT_EXPECT_EQ(test, host_net.graces, before + 1);
}

/* Devices that do not know moderation as a part of creation are told again. */
static void qset_moderation(struct kunit *test)
{
	struct mana_queue_place place = bench_place;
	u32 i, sends = 0;

	place.tx_mod = (struct mana_eth_moderation){ .usecs = 10, .comps = 20 };
	place.rx_mod = (struct mana_eth_moderation){ .usecs = 30, .comps = 40 };
	place.repeat_mod = true;
	KUNIT_ASSERT_TRUE(test, qset_alloc());
	KUNIT_EXPECT_EQ(test, mana_qset_create(bench.set, &place), 0);
	KUNIT_EXPECT_EQ(test, bench.moderated, 4);
	for (i = 0; i < 4; i++) {
		bool tx = bench.dim[i] % BIT_ULL(24) == bench_pair(i / 2)->tx.end.cq.id;

		if (!tx)
			KUNIT_EXPECT_EQ(test, bench.dim[i] % BIT_ULL(24),
					bench_pair(i / 2)->rx.end.cq.id);
		KUNIT_EXPECT_EQ(test, bench.dim[i] >> 24,
				(tx ? 10 : 30) << 8 | BIT_ULL(23) |
				(tx ? 20ULL : 40ULL) << 24 | BIT_ULL(39));
		sends += tx;
	}
	KUNIT_EXPECT_EQ(test, sends, 2);
}

/* Packets that never completed are dropped with the queue. */
static void qset_purges(struct kunit *test)
{
	struct sk_buff *skb;
	u32 i;

	bench_open(test, qset_cfg);
	for (i = 0; i < 5; i++) {
		skb = host_skb(60);
		skb->dev = &bench.dev;
		bench_xmit(0, skb);
	}
	mana_qset_destroy(bench.set);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 5);
	mana_qset_free(bench.set);
	bench.set = NULL;
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
}

static struct kunit_case qset_cases[] = {
	KUNIT_CASE(qset_order),
	KUNIT_CASE(qset_without_memory),
	KUNIT_CASE(qset_too_large),
	KUNIT_CASE(qset_create_fails),
	KUNIT_CASE(qset_odd_ids),
	KUNIT_CASE(qset_destroy_fails),
	KUNIT_CASE(qset_fences),
	KUNIT_CASE(qset_fences_missing),
	KUNIT_CASE(qset_fences_late),
	KUNIT_CASE(qset_fences_of_dead),
	KUNIT_CASE(qset_fences_refused),
	KUNIT_CASE(qset_freezes),
	KUNIT_CASE(qset_begins_frozen),
	KUNIT_CASE(qset_frozen_completions),
	KUNIT_CASE(qset_read_while_freed),
	KUNIT_CASE(qset_waits_for_polls),
	KUNIT_CASE(qset_retires),
	KUNIT_CASE(qset_moderation),
	KUNIT_CASE(qset_purges),
	{}
};

static struct kunit_suite qset_suite = {
	.name = "mana_qset",
	.init = bench_init,
	.exit = bench_exit,
	.test_cases = qset_cases,
};

kunit_test_suites(&qset_suite);

MODULE_DESCRIPTION("KUnit suite of queue sets");
MODULE_LICENSE("Dual BSD/GPL");
