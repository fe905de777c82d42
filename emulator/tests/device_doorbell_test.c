// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Doorbells (gdma 6, device-behaviour 6 and 11.4).
 */
#include "rig.h"

#define ARM (1ull << 63)

static uint64_t bell(uint32_t id, uint32_t pos)
{
	return id | (uint64_t)pos << 32;
}

static uint8_t frame[256];

static size_t build_frame(struct rig *r)
{
	const struct rig_pkt p = { .payload = 60, .good = true };

	return rig_build(r, 0, &p, frame);
}

/* Post one frame without ringing for it. */
static void post_quietly(struct rig_queue *sq)
{
	const struct rig_sge sge = { rig_alloc(sq->r, 256),
				     (uint32_t)build_frame(sq->r) };
	const uint32_t hdr[2] = { 0, 0x201 };
	uint8_t oob[8];

	memcpy(rig_ptr(sq->r, sge.at), frame, sge.len);
	put32(oob, sq->cq_id << 8);
	put32(oob + 4, (sq->wq_id >> 10) << 10 |
	      sq->r->vport_offset[sq->port] << 24);
	rig_post(sq, hdr, oob, 8, &sge, 1, true);
}

static unsigned int completions(struct rig_queue *q)
{
	unsigned int n = 0;
	uint8_t cqe[64];

	while (rig_cqe(q, cqe))
		n++;
	return n;
}

/* ---- what is accepted ---- */

static void several_entries_one_bell(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	for (unsigned int i = 0; i < 5; i++)
		post_quietly(sq);
	rig_run(r);
	assert_int_equal(completions(sq), 0);
	rig_ring(sq);
	rig_run(r);
	assert_int_equal(completions(sq), 5);
	/* the same tail again is nothing new */
	rig_ring(sq);
	rig_run(r);
	assert_int_equal(completions(sq), 0);
	assert_int_equal(r->num_frames, 5);
	assert_clean(r);
	rig_free(r);
}

/* gdma 6.3: increments, as 32-bit DPDK rings */
static void short_bells(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 1, 2);
	uint8_t e[16];

	(void)state;
	assert_true(sq->wq_id < 4096 && rq->wq_id < 4096);
	assert_true(sq->cq_id < 4096);
	post_quietly(sq);
	post_quietly(sq);
	rig_bell(r, r->page, 0x010, sq->wq_id << 16 | 32, 4);
	rig_run(r);
	assert_int_equal(r->num_frames, 1);
	rig_bell(r, r->page, 0x010, sq->wq_id << 16 | 32, 4);
	rig_run(r);
	assert_int_equal(r->num_frames, 2);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_false(rig_eqe(&r->data_eq, e));
	/* one of two read, armed: the other is announced */
	rig_bell(r, r->page, 0x810, 1u << 31 | sq->cq_id << 16 | 1, 4);
	assert_true(rig_eqe(&r->data_eq, e));
	rig_bell(r, r->page, 0x810, sq->cq_id << 16 | 1, 4);
	rig_bell(r, r->page, 0xff0, 1u << 31 | r->eq_id << 16 | 2, 4);
	rig_rx_on(rq);
	assert_int_equal(rig_hits(r, LINT(50)), 1);
	rq->tail = 0;
	rig_buffer(rq, 2048);
	assert_rules(r, LINT(50));
	rig_bell(r, r->page, 0x410, rq->wq_id << 16 | 32, 4);
	assert_rules(r, LINT(50));
	rig_free(r);
}

/* ---- what is dropped ---- */

static void places(void **state)
{
	static const struct {
		uint32_t off;
		size_t len;
	} bad[] = { { 0x008, 8 }, { 0x408, 8 }, { 0x7f8, 8 }, { 0xff0, 8 },
		    { 0x000, 4 }, { 0xff8, 4 }, { 0x800, 2 }, { 0x000, 1 } };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_queue *rq = rig_queue(r, 0, 2);

	(void)state;
	post_quietly(sq);
	for (unsigned int i = 0; i < 8; i++) {
		rig_bell(r, r->page, bad[i].off, bell(sq->wq_id, sq->tail),
			 bad[i].len);
		assert_int_equal(rig_hits(r, 52), i + 1);
	}
	/* through a page that belongs to somebody else */
	rig_bell(r, r->page + 1, 0x000, bell(sq->wq_id, sq->tail), 8);
	rig_bell(r, r->hwc_page, 0x400, bell(rq->wq_id, 32), 8);
	rig_bell(r, r->hwc_page, 0x800, bell(sq->cq_id, sq->cons) | ARM, 8);
	rig_bell(r, r->hwc_page, 0xff8,
		 bell(r->eq_id, r->data_eq.cons) | ARM, 8);
	assert_int_equal(rig_hits(r, 52), 12);
	rig_run(r);
	assert_int_equal(completions(sq), 0);
	assert_rules(r, 52);
	rig_free(r);
}

static void unknown_queue(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	rig_bell(r, r->page, 0x000, bell(0xffffff, 32), 8);
	rig_bell(r, r->page, 0x000, bell(sq->wq_id + 1, 32), 8);
	/* an SQ's id is not an RQ's */
	rig_bell(r, r->page, 0x400, bell(sq->wq_id + 2, 32), 8);
	rig_bell(r, r->page, 0x800, bell(0xffffff, 64), 8);
	rig_bell(r, r->page, 0x800, bell(sq->cq_id + 1, 64), 8);
	rig_bell(r, r->page, 0xff8, bell(0xffff, 64), 8);
	rig_bell(r, r->page, 0x010, 0xfff0020, 4);
	rig_bell(r, r->page, 0x810, 0xfff0001, 4);
	rig_bell(r, r->page, 0xff0, 0xfff0001, 4);
	assert_int_equal(rig_hits(r, 53), 9);
	assert_rules(r, 53);
	rig_free(r);
}

static void wq_tails(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	static const uint32_t bad[] = {
		31, 1,			/* no multiple of 32 */
		32,			/* back */
		4096 + 64 + 32,		/* more than the ring holds */
		0xffffffe0,		/* far back */
		0x80000000,
	};

	(void)state;
	post_quietly(sq);
	post_quietly(sq);
	rig_ring(sq);
	rig_run(r);
	assert_int_equal(r->num_frames, 2);
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		rig_bell(r, r->page, 0x000, bell(sq->wq_id, bad[i]), 8);
		rig_run(r);
		assert_int_equal(rig_hits(r, 54), i + 1);
	}
	assert_int_equal(completions(sq), 2);
	post_quietly(sq);
	rig_ring(sq);
	rig_run(r);
	assert_int_equal(completions(sq), 1);
	assert_rules(r, 54);
	rig_free(r);
}

/* A ring may be filled completely, over its end (gdma 10.3). */
static void full_ring(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	for (unsigned int lap = 0; lap < 3; lap++) {
		uint64_t next = r->mem_next;

		for (unsigned int i = 0; i < 128; i++)
			post_quietly(sq);
		rig_ring(sq);
		rig_run(r);
		assert_int_equal(completions(sq), 128);
		r->mem_next = next;
	}
	assert_int_equal(r->num_frames, 3 * 128);
	assert_clean(r);
	rig_free(r);
}

static void reserved_bits(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 0, 2);

	(void)state;
	post_quietly(sq);
	rig_bell(r, r->page, 0x000, bell(sq->wq_id | 1u << 24, sq->tail), 8);
	rig_run(r);
	assert_int_equal(completions(sq), 1);	/* told, not refused */
	rig_bell(r, r->page, 0x400, bell(rq->wq_id | 5u << 24, 0), 8);
	rig_bell(r, r->page, 0x800, bell(sq->cq_id | 1u << 31, sq->cons), 8);
	rig_bell(r, r->page, 0xff8,
		 bell(r->eq_id | 1u << 16, r->data_eq.cons), 8);
	assert_int_equal(rig_hits(r, LINT(55)), 4);
	assert_rules(r, LINT(55));
	rig_free(r);
}

/* ---- CQ and EQ positions ---- */

static void positions(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	uint8_t e[16];

	(void)state;
	post_quietly(sq);
	rig_ring(sq);
	rig_run(r);
	assert_true(rig_eqe(&r->data_eq, e));
	/* ahead of the device: dropped, so no event either */
	rig_bell(r, r->page, 0x800, bell(sq->cq_id, sq->cons + 2) | ARM, 8);
	assert_int_equal(rig_hits(r, 56), 1);
	assert_false(rig_eqe(&r->data_eq, e));
	/* beyond the modulus of 8 times 256 entries */
	rig_bell(r, r->page, 0x800, bell(sq->cq_id, 2048), 8);
	rig_bell(r, r->page, 0xff8, bell(r->eq_id, 8 * 2048), 8);
	rig_bell(r, r->page, 0xff8,
		 bell(r->eq_id, r->data_eq.cons + 1) | ARM, 8);
	assert_int_equal(rig_hits(r, 56), 4);
	/* and back */
	assert_int_equal(completions(sq), 1);
	rig_bell(r, r->page, 0x800, bell(sq->cq_id, sq->cons - 1), 8);
	assert_int_equal(rig_hits(r, 56), 5);
	assert_rules(r, 56);
	rig_free(r);
}

static void stale_arm(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq eq;
	struct rig_msg m;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, eq.id);
	for (unsigned int i = 0; i < 257; i++)
		assert_int_equal(rig_send(r, &m), 0);
	r->last_irq = 9;
	rig_eq_ring(&eq, true);
	assert_int_equal(r->last_irq, 9);
	assert_int_equal(rig_hits(r, 58), 1);
	/* without arming it is R-56's; the overrun itself is R-60's */
	rig_eq_ring(&eq, false);
	assert_rules(r, 58, 56, 60);
	rig_free(r);
}

/* ---- queues that are gone ---- */

static void after_destroy(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 0, 2);
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	assert_int_equal(rig_disable_eq(&eq), 0);
	assert_int_equal(rig_destroy(sq, 1), 0);
	assert_int_equal(rig_destroy(rq, 2), 0);
	rig_ring(sq);
	rig_ring(rq);
	rig_bell(r, r->page, 0x800, bell(sq->cq_id, sq->cons) | ARM, 8);
	rig_eq_ring(&eq, true);
	assert_int_equal(rig_hits(r, 59), 4);
	assert_rules(r, 59);
	rig_free(r);
}

static void late_answer(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;
	uint8_t e[16];

	(void)state;
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	for (unsigned int i = 0; i < 2; i++) {
		assert_int_equal(rig_send(r, &m), 0);
		assert_true(rig_eqe(&r->data_eq, e));
		r->now_ns += 1000000000 + i;
		rig_eq_ring(&r->data_eq, true);
		assert_int_equal(rig_hits(r, LINT(64)), i);
	}
	assert_rules(r, LINT(64));
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_entries_one_bell),
		cmocka_unit_test(short_bells),
		cmocka_unit_test(places),
		cmocka_unit_test(unknown_queue),
		cmocka_unit_test(wq_tails),
		cmocka_unit_test(full_ring),
		cmocka_unit_test(reserved_bits),
		cmocka_unit_test(positions),
		cmocka_unit_test(stale_arm),
		cmocka_unit_test(after_destroy),
		cmocka_unit_test(late_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
