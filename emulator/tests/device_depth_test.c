// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A hardware channel deeper than one: several requests outstanding, answers in
 * their order or in reverse (hwc 1, 5 and 6; ).
 */
#include "fault/fault.h"
#include "rig.h"

#define DEPTH 8u

/** struct deep - a channel and what the driver has on its way */
struct deep {
	struct rig *r;
	uint64_t ans[64];	/* buffers in the order they were posted */
	unsigned int posted;
};

static void deep_new(struct deep *d, bool reverse)
{
	struct emu_config cfg;

	rig_config(&cfg);
	cfg.hwc_depth = DEPTH;
	cfg.hwc_reverse = reverse;
	*d = (struct deep){ .r = rig_new_unregistered(&cfg) };
	/* bring-up sent one request of its own */
	d->posted = d->r->rq.pos / 32;
}

static void post_buffer(struct deep *d)
{
	d->ans[d->posted] = rig_alloc(d->r, 4096);
	rig_hwc_buffer(d->r, d->ans[d->posted++], 4096);
}

/* A request of its own slot, not rung for yet. */
static void post_request(struct deep *d, struct rig_msg *m, uint16_t slot)
{
	put16(m->b + 10, slot);
	put32(m->b + 36, 0x100u + slot);
	d->r->msg_at = rig_alloc(d->r, 4096);
	rig_hwc_request(d->r, m);
	d->r->sq.pos += 64;
}

static void ring_all(struct deep *d)
{
	rig_hwc_ring(d->r, 0);
	rig_run(d->r);
}

/* Slot of the next answer, whose status is left; -1: there is none. */
static int next_answer(struct deep *d, uint32_t *status)
{
	struct rig *r = d->r;

	for (;;) {
		const uint8_t *c = rig_ptr(r, r->cq.at + r->cq.pos % 64 * 64);
		const uint8_t *a;

		if (get32(c + 60) >> 29 != r->cq.pos / 64 % 8)
			return -1;
		r->cq.pos++;
		if (get32(c + 60) >> 24 & 1)
			continue;
		a = rig_ptr(r, d->ans[get32(c + 12) / 32]);
		*status = get32(a + 24);
		if (!*status)
			assert_int_equal(get32(a + 20), 0x100u + get16(a + 10));
		return get16(a + 10);
	}
}

static void expect(struct deep *d, int slot, uint32_t status)
{
	uint32_t st = 99;

	assert_int_equal(next_answer(d, &st), slot);
	if (slot >= 0)
		assert_int_equal(st, status);
}

/* Several requests rung for at once, the last with a bell for all. */
static void post_lists(struct deep *d, uint16_t slot, unsigned int n)
{
	struct rig_msg m;

	for (unsigned int i = 0; i < n; i++) {
		rig_msg(&m, 3, 1, 40, 1, 296);
		post_buffer(d);
		post_request(d, &m, (uint16_t)(slot + i));
	}
}

/* ---- how deep ---- */

static uint32_t announced(unsigned int depth)
{
	struct emu_config cfg;
	uint32_t found = 0;
	struct rig *r;

	rig_config(&cfg);
	cfg.hwc_depth = depth;
	r = rig_new_cold(&cfg);
	rig_establish(r);
	for (unsigned int i = 0; i < 11; i++) {
		const uint8_t *e = rig_ptr(r, r->eq.at + 16 * i);

		if (e[12] == 130 && e[3] == 4)
			found = get32(e) & 0xffffff;
	}
	assert_clean(r);
	rig_free(r);
	return found;
}

static void is_announced(void **state)
{
	(void)state;
	assert_int_equal(announced(1), 1);
	assert_int_equal(announced(DEPTH), DEPTH);
	assert_int_equal(announced(32), 32);
}

/* ---- several at once ---- */

static void in_order(void **state)
{
	struct deep d;

	(void)state;
	deep_new(&d, false);
	for (unsigned int lap = 0; lap < 5; lap++) {
		post_lists(&d, 0, DEPTH);
		ring_all(&d);
		for (unsigned int i = 0; i < DEPTH; i++)
			expect(&d, (int)i, 0);
	}
	expect(&d, -1, 0);
	assert_clean(d.r);
	rig_free(d.r);
}

/* Newest first, and none is left behind; executed as they were sent. */
static void in_reverse(void **state)
{
	struct rig_msg m;
	struct deep d;

	(void)state;
	deep_new(&d, true);
	for (unsigned int lap = 0; lap < 3; lap++) {
		post_lists(&d, 0, DEPTH);
		ring_all(&d);
		for (unsigned int i = DEPTH; i; i--)
			expect(&d, (int)i - 1, 0);
	}
	/* REGISTER twice: the first in the ring is the one that may */
	for (uint16_t slot = 0; slot < 2; slot++) {
		rig_msg(&m, 4, 1, 40, 1, 44);
		post_buffer(&d);
		post_request(&d, &m, slot);
	}
	ring_all(&d);
	expect(&d, 1, 1);
	expect(&d, 0, 0);
	assert_rules(d.r, 27);
	rig_free(d.r);
}

/* A test event comes behind its own answer, wherever that went. */
static void test_events(void **state)
{
	struct rig_msg m;
	struct deep d;
	struct rig *r;

	(void)state;
	deep_new(&d, true);
	r = d.r;
	for (uint16_t slot = 0; slot < 2; slot++) {
		rig_msg(&m, 10, 1, 44, 1, 32);
		put32(m.b + 40, slot ? r->eq.id + 1 : r->eq.id);
		post_buffer(&d);
		post_request(&d, &m, slot);
	}
	ring_all(&d);
	expect(&d, 1, 1);	/* there is no such EQ */
	expect(&d, 0, 0);
	/* 11 of bring-up, completions, then the test event */
	for (unsigned int i = 11, found = 0; !found; i++) {
		const uint8_t *e = rig_ptr(r, r->eq.at + 16 * i);

		assert_int_equal(get32(e + 12) >> 29, 1);
		found = e[12] == 64;
	}
	assert_clean(r);
	rig_free(r);
}

/* Answers that have no buffer wait, in reverse too; it is told once. */
static void no_buffers(void **state)
{
	(void)state;
	for (unsigned int reverse = 0; reverse < 2; reverse++) {
		struct rig_msg m;
		struct deep d;

		deep_new(&d, reverse);
		for (uint16_t slot = 0; slot < 3; slot++) {
			rig_msg(&m, 3, 1, 40, 1, 296);
			post_request(&d, &m, slot);
		}
		ring_all(&d);
		rig_run(d.r);
		expect(&d, -1, 0);
		assert_int_equal(rig_hits(d.r, 23), 1);
		for (unsigned int i = 0; i < 3; i++)
			post_buffer(&d);
		rig_run(d.r);
		for (int i = 0; i < 3; i++)
			expect(&d, reverse ? 2 - i : i, 0);
		expect(&d, -1, 0);
		rig_free(d.r);
	}
}

/* ---- what is too much ---- */

static void too_many(void **state)
{
	struct deep d;

	(void)state;
	deep_new(&d, false);
	post_lists(&d, 0, DEPTH);
	post_lists(&d, 0, 1);
	rig_hwc_ring(d.r, 0);
	assert_int_equal(rig_hits(d.r, 23), 1);
	assert_rules(d.r, 23);
	rig_free(d.r);
	/* one after the other they are not */
	deep_new(&d, false);
	for (unsigned int i = 0; i < 2 * DEPTH; i++) {
		post_lists(&d, 3, 1);
		ring_all(&d);
		expect(&d, 3, 0);
	}
	assert_clean(d.r);
	rig_free(d.r);
}

static void slots(void **state)
{
	struct deep d;

	(void)state;
	deep_new(&d, true);
	post_lists(&d, DEPTH, 1);	/* none of the channel */
	ring_all(&d);
	expect(&d, DEPTH, 1);
	post_lists(&d, 2, 1);
	post_lists(&d, 2, 1);		/* not answered yet */
	ring_all(&d);
	expect(&d, 2, 1);
	expect(&d, 2, 0);
	post_lists(&d, 2, 1);
	ring_all(&d);
	expect(&d, 2, 0);
	assert_int_equal(rig_hits(d.r, 22), 2);
	assert_rules(d.r, 22);
	rig_free(d.r);
}

/* F-13 within range: the answer of slot 1 says it is slot 2's. */
static void wrong_slot(void **state)
{
	struct deep d;

	(void)state;
	deep_new(&d, false);
	assert_null(fault_arm(d.r->dev, "F-13a", NULL));
	post_lists(&d, 1, 2);
	ring_all(&d);
	for (unsigned int i = 0; i < 2; i++) {
		const uint8_t *a = rig_ptr(d.r, d.ans[d.posted - 2 + i]);

		assert_int_equal(get16(a + 10), 2);
		assert_int_equal(get32(a + 20), 0x101u + i);
	}
	assert_clean(d.r);
	rig_free(d.r);
}

/* DESTROY forgets what was outstanding. */
static void destroyed(void **state)
{
	struct rig_msg m;
	struct deep d;

	(void)state;
	deep_new(&d, true);
	for (uint16_t slot = 0; slot < 3; slot++) {
		rig_msg(&m, 3, 1, 40, 1, 296);
		post_request(&d, &m, slot);
	}
	ring_all(&d);
	assert_int_equal(rig_unestablish(d.r), 0x82);
	assert_int_equal(rig_establish(d.r), 0x81);
	d.posted = 0;
	post_lists(&d, 0, 2);
	ring_all(&d);
	expect(&d, 1, 0);
	expect(&d, 0, 0);
	expect(&d, -1, 0);
	rig_free(d.r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_announced),
		cmocka_unit_test(in_order),
		cmocka_unit_test(in_reverse),
		cmocka_unit_test(test_events),
		cmocka_unit_test(no_buffers),
		cmocka_unit_test(too_many),
		cmocka_unit_test(slots),
		cmocka_unit_test(wrong_slot),
		cmocka_unit_test(destroyed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
