// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Arming of completion queues: every interleaving of device, event handlers and
 * poll functions for both queues of a pair. No state may be reached in which
 * everything rests although an event could never come any more.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include <mana/arm.h>

#include "reference.h"

/* Entries after which the model's queues are late; small, to keep it finite. */
#define LATE	2
/* Entries that the model tells apart, between told and taken. */
#define FAR	4

/* Who holds the lock of the pair, and how far it is. */
enum step {
	STEP_NONE,
	STEP_RING_FIRST,	/* decided for the first queue, not rung yet */
	STEP_SECOND,
	STEP_RING_SECOND
};

/**
 * struct model_cq - one queue as the device and the driver see it
 * @arm: the code under test
 * @asked: the device is armed
 * @event: an event is on its way
 * @waiting: entries not taken
 * @lag: entries taken that the device was not told of
 */
struct model_cq {
	struct mana_arm arm;
	u32 asked, event, waiting, lag;
};

/**
 * struct model - a pair of queues with one poll function
 * @cq: the queues
 * @napi: 0: idle; 1: scheduled; 2: scheduled, and again
 * @step: of the holder of the lock
 * @busy: it goes on polling; else it has ended
 * @ring: doorbell that it has decided on
 * @stale: entries taken since it decided
 * @enders: polls that ended and did not get the lock yet
 */
struct model {
	struct model_cq cq[2];
	u32 napi, step, busy, ring, stale, enders;
};

/* Consumer position of the model: only differences matter. */
#define CTR	100

static void put(u32 *code, u32 value, u32 bits)
{
	*code = *code << bits | value;
}

static u32 take(u32 *code, u32 bits)
{
	u32 value = *code & ((1U << bits) - 1);

	*code >>= bits;
	return value;
}

#define CODE_BITS 26

static u32 encode(const struct model *m)
{
	u32 i, code = 0;

	for (i = 0; i < 2; i++) {
		put(&code, m->cq[i].arm.armed, 1);
		put(&code, CTR - m->cq[i].arm.told, 2);
		put(&code, m->cq[i].asked, 1);
		put(&code, m->cq[i].event, 1);
		put(&code, m->cq[i].waiting, 1);
		put(&code, m->cq[i].lag, 2);
	}
	put(&code, m->napi, 2);
	put(&code, m->step, 2);
	put(&code, m->busy, 1);
	put(&code, m->ring == MANA_ARM_ASK, 1);
	put(&code, m->stale, 2);
	put(&code, m->enders, 2);
	return code;
}

static void decode(struct model *m, u32 code)
{
	u32 i;

	m->enders = take(&code, 2);
	m->stale = take(&code, 2);
	m->ring = take(&code, 1) ? MANA_ARM_ASK : MANA_ARM_TELL;
	m->busy = take(&code, 1);
	m->step = take(&code, 2);
	m->napi = take(&code, 2);
	for (i = 2; i--;) {
		mana_arm_init(&m->cq[i].arm, CTR, 1);
		m->cq[i].arm.late = LATE;
		m->cq[i].lag = take(&code, 2);
		m->cq[i].waiting = take(&code, 1);
		m->cq[i].event = take(&code, 1);
		m->cq[i].asked = take(&code, 1);
		m->cq[i].arm.told = CTR - take(&code, 2);
		m->cq[i].arm.armed = take(&code, 1);
	}
}

/* ---- what may happen; false: not now ---- */

/* An entry that the device writes. */
static bool do_post(struct model *m, u32 i)
{
	struct model_cq *cq = &m->cq[i];

	if (cq->waiting || cq->lag + 1 >= FAR)
		return false;
	cq->waiting = 1;
	return true;
}

/* The armed device sends its event: at once or, moderated, much later. */
static bool do_fire(struct model *m, u32 i)
{
	struct model_cq *cq = &m->cq[i];

	if (!cq->asked || cq->event || !(cq->waiting + cq->lag))
		return false;
	cq->asked = 0;
	cq->event = 1;
	return true;
}

/* The event handler. */
static bool do_event(struct model *m, u32 i)
{
	if (!m->cq[i].event)
		return false;
	m->cq[i].event = 0;
	mana_arm_event(&m->cq[i].arm);
	m->napi = m->napi ? 2 : 1;
	return true;
}

/* A poll takes what there is of both queues. */
static bool take_all(struct model *m)
{
	u32 i;

	for (i = 0; i < 2; i++) {
		struct model_cq *cq = &m->cq[i];

		if (!cq->waiting)
			continue;
		/* What the model cannot tell apart may not be reached. */
		if (cq->lag + 1 >= FAR || CTR - cq->arm.told + 1 >= FAR ||
		    (m->step && m->stale + 1 >= FAR))
			return false;
		cq->waiting = 0;
		cq->lag++;
		cq->arm.told--;
		/* Of the queue whose doorbell is due. */
		if ((m->step == STEP_RING_FIRST && i == 0) ||
		    (m->step == STEP_RING_SECOND && i == 1))
			m->stale++;
	}
	return true;
}

/* ... and is about to end or to go on: it does not hold the lock yet ... */
static bool do_poll_take(struct model *m, u32 unused)
{
	return m->napi && !(m->step && m->busy) && take_all(m);
}

/* ... and ends, unless events came meanwhile. */
static bool do_poll_end(struct model *m, u32 unused)
{
	if (!m->napi || (m->step && m->busy) || m->enders == 2 || !take_all(m))
		return false;
	if (m->napi == 1)
		m->enders++;
	m->napi--;
	return true;
}

/* ... or goes on: it holds the lock until its doorbells are written. */
static bool do_poll_busy(struct model *m, u32 unused)
{
	if (!m->napi || m->step || !take_all(m))
		return false;
	m->busy = 1;
	m->step = STEP_SECOND;
	m->ring = mana_arm_busy(&m->cq[0].arm, CTR);
	if (m->ring != MANA_ARM_NO_RING)
		m->step = STEP_RING_FIRST;
	return true;
}

/* A poll that ended gets the lock. */
static bool do_lock(struct model *m, u32 unused)
{
	if (m->step || !m->enders)
		return false;
	m->enders--;
	m->busy = 0;
	m->step = STEP_SECOND;
	m->ring = mana_arm_idle(&m->cq[0].arm, CTR);
	if (m->ring != MANA_ARM_NO_RING)
		m->step = STEP_RING_FIRST;
	return true;
}

/* The holder of the lock turns to the second queue. */
static bool do_second(struct model *m, u32 unused)
{
	if (m->step != STEP_SECOND)
		return false;
	m->ring = m->busy ? mana_arm_busy(&m->cq[1].arm, CTR) :
			    mana_arm_idle(&m->cq[1].arm, CTR);
	m->step = m->ring == MANA_ARM_NO_RING ? STEP_NONE : STEP_RING_SECOND;
	return true;
}

/* Its doorbell reaches the device. */
static bool do_ring(struct model *m, u32 unused)
{
	struct model_cq *cq = &m->cq[m->step == STEP_RING_SECOND];

	if (m->step != STEP_RING_FIRST && m->step != STEP_RING_SECOND)
		return false;
	cq->asked = m->ring == MANA_ARM_ASK;
	cq->lag = m->stale;
	m->stale = 0;
	m->step = m->step == STEP_RING_FIRST ? STEP_SECOND : STEP_NONE;
	return true;
}

static bool (* const moves[])(struct model *m, u32 i) = {
	do_post, do_post, do_fire, do_fire, do_event, do_event, do_poll_take,
	do_poll_end, do_poll_busy, do_lock, do_second, do_ring,
};

/* ---- what must hold ---- */

/* Everything rests: then the device must owe an event for each queue. */
static bool deaf(const struct model *m)
{
	u32 i;

	if (m->napi || m->step || m->enders)
		return false;
	for (i = 0; i < 2; i++)
		if (!m->cq[i].event && !m->cq[i].asked)
			return true;
	return false;
}

/* A request that is outstanding may not be taken back. */
static bool takes_back(const struct model *m)
{
	const struct model_cq *cq = &m->cq[m->step == STEP_RING_SECOND];

	return (m->step == STEP_RING_FIRST || m->step == STEP_RING_SECOND) &&
	       m->ring == MANA_ARM_TELL && cq->arm.armed;
}

#define STACK_MAX	(1U << 20)

/**
 * struct search - states seen, and those to go on from
 * @seen: a bit per state
 * @stack: to go on from
 * @depth: of @stack
 * @states: seen
 * @told: a doorbell without arming was reached: the search has a point
 */
struct search {
	u32 *seen;
	u32 *stack;
	u32 depth, states, told;
};

static bool visit(struct search *s, const struct model *m)
{
	u32 code = encode(m);

	if (s->seen[code / 32] & 1U << code % 32)
		return true;
	if (s->depth == STACK_MAX)
		return false;
	s->seen[code / 32] |= 1U << code % 32;
	s->stack[s->depth++] = code;
	s->states++;
	s->told += m->step && m->step != STEP_SECOND &&
		   m->ring == MANA_ARM_TELL;
	return true;
}

static void explore(struct kunit *test, struct search *s)
{
	struct model start, m;
	u32 i;

	/* Just made; whether the device made them armed is not known. */
	decode(&start, 0);
	for (i = 0; i < 4; i++) {
		m = start;
		m.cq[0].asked = i & 1;
		m.cq[1].asked = i >> 1;
		m.enders = 1;	/* the first arming */
		visit(s, &m);
	}
	while (s->depth) {
		u32 code = s->stack[--s->depth];

		for (i = 0; i < ARRAY_SIZE(moves); i++) {
			decode(&m, code);
			if (!moves[i](&m, i & 1))
				continue;
			if (deaf(&m) || takes_back(&m)) {
				KUNIT_FAIL(test, "state %x, move %u: %s", code, i,
					   deaf(&m) ? "silent for ever" :
						      "a request is taken back");
				return;
			}
			if (!visit(s, &m)) {
				KUNIT_FAIL(test, "more states than expected");
				return;
			}
		}
	}
}

static void arm_every_interleaving(struct kunit *test)
{
	struct search s = {};

	s.seen = kvzalloc((1U << CODE_BITS) / 8, GFP_KERNEL);
	s.stack = kvzalloc(STACK_MAX * sizeof(*s.stack), GFP_KERNEL);
	if (s.seen && s.stack)
		explore(test, &s);
	else
		KUNIT_FAIL(test, "no memory");
	kvfree(s.stack);
	kvfree(s.seen);
	KUNIT_EXPECT_GT(test, s.states, 10000);
	KUNIT_EXPECT_GT(test, s.told, 0);
}

/* ---- single rules ---- */

static void arm_new_queue_is_asked(struct kunit *test)
{
	struct mana_arm arm;

	mana_arm_init(&arm, 64, 64);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 64), MANA_ARM_ASK);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 64), MANA_ARM_NO_RING);
	/* Something was taken: the position is new, the request stays. */
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 65), MANA_ARM_ASK);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 65), MANA_ARM_NO_RING);
	mana_arm_event(&arm);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 65), MANA_ARM_ASK);
}

/* Whoever asked for an event has told the position, too. */
static void arm_asking_tells(struct kunit *test)
{
	struct mana_arm arm;

	mana_arm_init(&arm, 64, 64);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 164), MANA_ARM_ASK);
	KUNIT_EXPECT_FALSE(test, mana_arm_is_late(&arm, 164 + 255));
	KUNIT_EXPECT_TRUE(test, mana_arm_is_late(&arm, 164 + 256));
}

static void arm_told_after_four_laps(struct kunit *test)
{
	struct mana_arm arm;

	/* Across the wrap of the position, too. */
	mana_arm_init(&arm, 0U - 100, 64);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 155), MANA_ARM_NO_RING);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 156), MANA_ARM_TELL);
	KUNIT_EXPECT_FALSE(test, arm.armed);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 157), MANA_ARM_NO_RING);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 156 + 256), MANA_ARM_TELL);
}

static void arm_request_is_not_taken_back(struct kunit *test)
{
	struct mana_arm arm;

	mana_arm_init(&arm, 64, 64);
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 64), MANA_ARM_ASK);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 64 + 255), MANA_ARM_NO_RING);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 64 + 256), MANA_ARM_ASK);
	KUNIT_EXPECT_TRUE(test, arm.armed);
	/* Told: nothing was taken since, and one is outstanding. */
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 64 + 256), MANA_ARM_NO_RING);
}

static void arm_lost_queue_is_left_alone(struct kunit *test)
{
	struct mana_arm arm;

	mana_arm_init(&arm, 64, 64);
	arm.dead = true;
	KUNIT_EXPECT_EQ(test, mana_arm_idle(&arm, 64), MANA_ARM_NO_RING);
	KUNIT_EXPECT_EQ(test, mana_arm_busy(&arm, 1000), MANA_ARM_NO_RING);
}

static struct kunit_case arm_cases[] = {
	KUNIT_CASE(arm_every_interleaving),
	KUNIT_CASE(arm_new_queue_is_asked),
	KUNIT_CASE(arm_asking_tells),
	KUNIT_CASE(arm_told_after_four_laps),
	KUNIT_CASE(arm_request_is_not_taken_back),
	KUNIT_CASE(arm_lost_queue_is_left_alone),
	{}
};

static struct kunit_suite arm_suite = {
	.name = "mana_arm",
	.test_cases = arm_cases,
};

kunit_test_suites(&arm_suite);

MODULE_DESCRIPTION("KUnit suite of the arming of completion queues");
MODULE_LICENSE("Dual BSD/GPL");
