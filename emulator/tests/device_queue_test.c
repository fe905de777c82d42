// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Queues: sizes, ids, owner bits, arming (gdma 9, device-behaviour 6 and 10,
 *
 */
#include "rig.h"

static void test_eqe(struct rig_eq *eq)
{
	struct rig_msg m;

	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, eq->id);
	assert_int_equal(rig_send(eq->r, &m), 0);
}

/* ---- creation ---- */

static void queue_sizes(void **state)
{
	static const uint32_t bad_wq[] = { 0, 2048, 12288, 4097 };
	struct rig *r = rig_new(NULL);
	struct rig_queue q = { .kind = 1, .wq_size = 4096, .cq_size = 16384 };
	struct rig_msg m;
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 12288, 2), 1);
	assert_int_equal(rig_hits(r, 37), 1);
	rig_create_msg(r, &m, &q);
	put64(m.b + 56, rig_region(r, q.wq_at, 4096));
	put64(m.b + 64, rig_region(r, q.cq_at, 16384));
	for (unsigned int i = 0; i < 4; i++) {
		put32(m.b + 72, bad_wq[i]);
		assert_int_equal(rig_send(r, &m), 1);
	}
	put32(m.b + 72, 4096);
	put32(m.b + 76, 4096 + 64);
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 76, 0);
	assert_int_equal(rig_send(r, &m), 1);
	/* the size and the region's length are the same number */
	put32(m.b + 76, 32768);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 37), 8);
	/* nothing was consumed by that; DPDK's odd multiples are only told */
	put32(m.b + 76, 16384);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_create(r, &q, 1, 1, 4096, 12288), 0);
	assert_rules(r, 37, LINT(37));
	rig_free(r);
}

static void dirty_rings(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q;
	struct rig_eq eq;

	(void)state;
	memset(rig_ptr(r, r->mem_next + 8191), 0xe0, 1);
	assert_int_equal(rig_create_eq(r, &eq, 8192, 2), 0);
	assert_int_equal(rig_hits(r, 38), 1);
	/* the WQ's own ring may hold anything, its CQ's may not */
	memset(rig_ptr(r, r->mem_next), 0xff, 4096);
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 16384), 0);
	assert_int_equal(rig_hits(r, 38), 1);
	memset(rig_ptr(r, r->mem_next + 4096 + 63), 0x20, 1);
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 16384), 0);
	assert_int_equal(rig_hits(r, 38), 2);
	assert_rules(r, 38);
	rig_free(r);
}

static void vectors(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 65), 1);
	assert_rules(r, 39);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 64), 0);
	assert_rules(r, 39);
	/* the channel's vector may be shared, but hardly on purpose */
	assert_int_equal(rig_create_eq(r, &eq, 4096, 0), 0);
	assert_rules(r, 39, LINT(39));
	rig_free(r);
}

static void parent_eq(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q = { .kind = 1, .wq_size = 4096, .cq_size = 16384 };
	struct rig_msg m;

	(void)state;
	rig_create_msg(r, &m, &q);
	put64(m.b + 56, rig_region(r, q.wq_at, 4096));
	put64(m.b + 64, rig_region(r, q.cq_at, 16384));
	put32(m.b + 84, r->eq_id + 1);
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 84, r->eq.id);	/* the channel's own */
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 84, r->eq_id);
	put32(m.b + 80, 1);		/* moderation context */
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 80, 0);
	m.b[89] = 1;			/* moderation out of range */
	put16(m.b + 90, 256);
	assert_int_equal(rig_send(r, &m), 1);
	put16(m.b + 90, 255);
	put16(m.b + 92, 1024);
	assert_int_equal(rig_send(r, &m), 1);
	put16(m.b + 92, 1023);
	m.b[89] = 2;
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 40), 6);
	m.b[89] = 1;
	assert_int_equal(rig_send(r, &m), 0);
	assert_rules(r, 40);
	rig_free(r);
}

/* Completions of a CQ without an EQ are found by polling alone. */
static void no_eq(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q;
	uint8_t f[256], cqe[64], e[16];
	const struct rig_pkt p = { .payload = 60, .good = true };
	size_t len = rig_build(r, 0, &p, f);
	uint32_t eq_id = r->eq_id;

	(void)state;
	r->eq_id = 0xffff;
	q = rig_queue(r, 0, 1);
	/* it is no child of the EQ that is there */
	assert_int_equal(rig_disable_eq(&r->data_eq), 0);
	assert_int_equal(rig_create_eq(r, &r->data_eq, 4096, 1), 0);
	assert_int_not_equal(r->data_eq.id, eq_id);
	for (unsigned int i = 0; i < 600; i++) {
		uint64_t next = r->mem_next;

		rig_tx_post(q, f, len, &(struct rig_tx){ 0 });
		rig_run(r);
		assert_true(rig_cqe(q, cqe));
		r->mem_next = next;
	}
	assert_clean(r);
	/* armed with an entry unread, and with none: still nothing */
	rig_tx_post(q, f, len, &(struct rig_tx){ 0 });
	rig_run(r);
	for (unsigned int i = 0; i < 2; i++)
		rig_bell(r, r->page, 0x800, 1ull << 63 |
			 (uint64_t)((q->cons + i) % 2048) << 32 | q->cq_id, 8);
	rig_tx_post(q, f, len, &(struct rig_tx){ 0 });
	rig_run(r);
	assert_false(rig_eqe(&r->data_eq, e));
	assert_int_equal(rig_hits(r, LINT(40)), 2);
	assert_int_equal(rig_destroy(q, 1), 0);
	assert_rules(r, LINT(40));
	rig_free(r);
}

static void eq_in_use(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	struct rig_eq channel = { .r = r, .id = r->eq.id };

	(void)state;
	assert_int_equal(rig_disable_eq(&r->data_eq), 1);
	assert_rules(r, 45);
	assert_int_equal(rig_destroy(q, 1), 0);
	assert_int_equal(rig_disable_eq(&r->data_eq), 0);
	assert_int_equal(rig_disable_eq(&r->data_eq), 1);	/* gone */
	assert_int_equal(rig_disable_eq(&channel), 1);
	assert_rules(r, 45);
	rig_free(r);
}

static void eq_small(void **state)
{
	struct emu_config cfg;
	struct rig *r;
	struct rig_queue q;
	struct rig_eq eq;

	(void)state;
	rig_config(&cfg);
	cfg.max_queues = 64;
	r = rig_new(&cfg);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	r->eq_id = eq.id;
	/* 256 entries hold 248 CQs and 8 events more */
	for (unsigned int i = 0; i < 248; i++)
		assert_int_equal(rig_create(r, &q, i / 124, 1 + i % 2, 4096,
					    8192), 0);
	assert_clean(r);
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 8192), 0);
	assert_rules(r, 47);
	rig_free(r);
}

/* ---- ids ---- */

/* device-behaviour 10: bounded, sparse, and they come back */
static void ids_come_back(void **state)
{
	struct emu_config cfg;
	struct rig_queue q;
	uint64_t next;
	struct rig *r;
	unsigned int again = 0;
	uint32_t first = 0;

	(void)state;
	rig_config(&cfg);
	cfg.max_num_cqs = 64;
	r = rig_new(&cfg);
	next = r->mem_next;
	for (unsigned int i = 0; i < 500; i++) {
		r->mem_next = next;
		memset(rig_ptr(r, next), 0, 4096 + 16384);
		assert_int_equal(rig_create(r, &q, i % 2, 1 + i / 2 % 2, 4096,
					    16384), 0);
		assert_in_range(q.cq_id, 1, 63);
		assert_true(q.wq_id < 1u << 24 && q.wq_id);
		first = first ? first : q.cq_id;
		again += q.cq_id == first;
		/* not at once: a stale user must not meet a newer queue */
		assert_true(i == 0 || i >= 7 || q.cq_id != first);
		assert_int_equal(rig_destroy(&q, q.kind), 0);
	}
	assert_in_range(again, 5, 20);
	assert_clean(r);
	rig_free(r);
}

static void ids_run_out(void **state)
{
	struct emu_config cfg;
	struct rig_queue q;
	struct rig *r;
	unsigned int n = 0;

	(void)state;
	rig_config(&cfg);
	cfg.max_num_cqs = 64;
	cfg.max_queues = 64;
	r = rig_new(&cfg);
	while (!rig_create(r, &q, 0, 1 + n % 2, 4096, 8192))
		n++;
	assert_int_equal(n, 62);	/* 0 is none, the channel has one */
	assert_clean(r);
	rig_free(r);
}

static void ids_are_awkward(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq, *rq;
	bool shared = false, large = false;
	uint32_t eqs[4];

	(void)state;
	for (unsigned int i = 0; i < 8; i++) {
		sq = rig_queue(r, i % 2, 1);
		rq = rig_queue(r, i % 2, 2);
		shared |= sq->wq_id == rq->wq_id;
		large |= sq->wq_id > 1023;
		assert_true(sq->handle != rq->handle);
		assert_true(sq->handle >> 32 && rq->handle >> 32);
		assert_true(sq->cq_id != rq->cq_id);
	}
	assert_true(shared && large);
	for (unsigned int i = 0; i < 4; i++) {
		struct rig_eq eq;

		assert_int_equal(rig_create_eq(r, &eq, 4096, 1), 0);
		eqs[i] = eq.id;
		assert_true(eq.id && eq.id <= 0xffff);
		assert_true(!i || eqs[i] != eqs[i - 1] + 1);
	}
	assert_clean(r);
	rig_free(r);
}

/* ---- owner bits ---- */

/* gdma 9.2: pass 1 carries 1, pass 8 carries 0, pass 9 carries 1 */
static void owner_bits(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq eq;
	uint8_t e[16];

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	for (unsigned int i = 0; i < 10 * 256; i++) {
		test_eqe(&eq);
		assert_true(rig_eqe(&eq, e));
		assert_int_equal(get32(e + 12) >> 29, (i / 256 + 1) % 8);
		assert_false(rig_eqe(&eq, e));
		if (i % 100 == 99)
			rig_eq_ring(&eq, true);
	}
	assert_clean(r);
	rig_free(r);
}

/* A CQ whose entries are no power of two wraps by its true size. */
static void odd_cq(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q;
	uint8_t f[256], cqe[64];
	const struct rig_pkt p = { .payload = 60, .good = true };
	size_t len = rig_build(r, 0, &p, f);

	(void)state;
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 12288), 0);
	for (unsigned int i = 0; i < 9 * 192; i++) {
		rig_tx_post(&q, f, len, NULL);
		rig_run(r);
		assert_true(rig_cqe(&q, cqe));
		assert_int_equal(get32(cqe + 60) >> 29, (i / 192 + 1) % 8);
		r->mem_next -= 4096;
	}
	assert_rules(r, LINT(37));
	rig_free(r);
}

/* ---- arming: each row of gdma 9.3 ---- */

static void arming_eq(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq eq;
	uint8_t e[16];
	unsigned int irqs;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	irqs = r->irqs;
	test_eqe(&eq);			/* created armed */
	assert_int_equal(r->last_irq, 2);
	irqs = r->irqs;
	for (unsigned int i = 0; i < 3; i++) {
		rig_eqe(&eq, e);
		rig_eq_ring(&eq, true);
	}
	/* nothing unread: armed, and silent until the next entry */
	assert_int_equal(r->irqs, irqs);
	test_eqe(&eq);
	assert_int_equal(r->last_irq, 2);
	/* disarmed by the interrupt: no other before it is armed again */
	irqs = r->irqs;
	test_eqe(&eq);
	assert_true(r->last_irq == 0 || r->irqs == irqs);
	r->last_irq = 9;
	/* unread entries: interrupt at once, and disarmed again */
	rig_eqe(&eq, e);
	rig_eq_ring(&eq, true);
	assert_int_equal(r->last_irq, 2);
	r->last_irq = 9;
	test_eqe(&eq);
	assert_int_not_equal(r->last_irq, 2);
	/* published without arming */
	while (rig_eqe(&eq, e))
		;
	rig_eq_ring(&eq, true);
	rig_eq_ring(&eq, false);
	test_eqe(&eq);
	assert_int_not_equal(r->last_irq, 2);
	assert_clean(r);
	rig_free(r);
}

/* One event an arming, none more, and one at once when entries wait. */
static void arming_cq(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256], cqe[64], e[16];
	size_t len = rig_build(r, 0, &p, f);

	(void)state;
	for (unsigned int i = 0; i < 3; i++)
		rig_tx_post(q, f, len, NULL);
	rig_run(r);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_int_equal(e[12], 3);
	assert_int_equal(get32(e) & 0xffffff, q->cq_id);
	assert_false(rig_eqe(&r->data_eq, e));
	/* two of three read: arming tells of the third */
	rig_cqe(q, cqe);
	rig_cqe(q, cqe);
	rig_bell(r, r->page, 0x800,
		 q->cq_id | (uint64_t)(q->cons | 1u << 31) << 32, 8);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_false(rig_eqe(&r->data_eq, e));
	rig_cqe(q, cqe);
	rig_bell(r, r->page, 0x800,
		 q->cq_id | (uint64_t)(q->cons | 1u << 31) << 32, 8);
	assert_false(rig_eqe(&r->data_eq, e));
	rig_tx_post(q, f, len, NULL);
	rig_run(r);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_clean(r);
	rig_free(r);
}

/* Is a new data CQ armed? Nobody knows: a switch, both ways (gdma 9.3). */
static void arming_at_creation(void **state)
{
	struct emu_config cfg;
	uint8_t f[256], e[16];

	(void)state;
	for (unsigned int armed = 0; armed < 2; armed++) {
		const struct rig_pkt p = { .payload = 60, .good = true };
		struct rig_queue *q;
		struct rig *r;

		rig_config(&cfg);
		cfg.arm_on_create = armed;
		r = rig_new(&cfg);
		q = rig_queue(r, 0, 1);
		rig_tx_post(q, f, rig_build(r, 0, &p, f), NULL);
		rig_run(r);
		assert_int_equal(rig_eqe(&r->data_eq, e), armed);
		/* either way the first arming tells what waits */
		rig_bell(r, r->page, 0x800,
			 q->cq_id | (uint64_t)(q->cons | 1u << 31) << 32, 8);
		assert_true(rig_eqe(&r->data_eq, e));
		assert_clean(r);
		rig_free(r);
	}
}

/* ---- overruns ---- */

static void cq_silent(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q;
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(r, 0, &p, f);
	uint64_t next;

	(void)state;
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 8192), 0);
	next = r->mem_next;
	rig_bell(r, r->page, 0x800,
		 q.cq_id | (uint64_t)(q.cons | 1u << 31) << 32, 8);
	for (unsigned int i = 0; i < 7 * 128; i++) {
		assert_clean(r);
		rig_tx_post(&q, f, len, NULL);
		rig_run(r);
		r->mem_next = next;
	}
	assert_rules(r, 57);
	rig_free(r);
}

/* A driver that never rings its CQ (DPDK on transmit) is left alone. */
static void cq_never_rung(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q;
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(r, 0, &p, f);
	uint64_t next;

	(void)state;
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 8192), 0);
	next = r->mem_next;
	for (unsigned int i = 0; i < 20 * 128; i++) {
		rig_tx_post(&q, f, len, NULL);
		rig_run(r);
		r->mem_next = next;
	}
	assert_clean(r);
	rig_free(r);
}

/* 64 entries for 128 WQEs: told at creation, and it happens. */
static void cq_small(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q;
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(r, 0, &p, f);

	(void)state;
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 4096), 0);
	assert_rules(r, LINT(48));
	for (unsigned int i = 0; i < 64; i++)
		rig_tx_post(&q, f, len, NULL);
	rig_run(r);
	assert_rules(r, LINT(48));
	rig_tx_post(&q, f, len, NULL);
	rig_run(r);
	assert_int_equal(rig_hits(r, 48), 1);
	assert_rules(r, LINT(48), 48, 60);
	rig_free(r);
}

static void eq_overrun(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	for (unsigned int i = 0; i < 256; i++)
		test_eqe(&eq);
	assert_clean(r);
	test_eqe(&eq);
	assert_rules(r, 60);
	rig_free(r);
}

static void driver_writes_ring(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	put32(rig_ptr(r, eq.at + 4), 1);
	test_eqe(&eq);
	assert_int_equal(rig_hits(r, 61), 1);
	put32(rig_ptr(r, q->cq_at + 32), 1);
	rig_tx_post(q, f, rig_build(r, 0, &p, f), NULL);
	rig_run(r);
	assert_int_equal(rig_hits(r, 61), 2);
	assert_rules(r, 61);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queue_sizes),
		cmocka_unit_test(dirty_rings),
		cmocka_unit_test(vectors),
		cmocka_unit_test(parent_eq),
		cmocka_unit_test(no_eq),
		cmocka_unit_test(eq_in_use),
		cmocka_unit_test(eq_small),
		cmocka_unit_test(ids_come_back),
		cmocka_unit_test(ids_run_out),
		cmocka_unit_test(ids_are_awkward),
		cmocka_unit_test(owner_bits),
		cmocka_unit_test(odd_cq),
		cmocka_unit_test(arming_eq),
		cmocka_unit_test(arming_cq),
		cmocka_unit_test(arming_at_creation),
		cmocka_unit_test(cq_silent),
		cmocka_unit_test(cq_never_rung),
		cmocka_unit_test(cq_small),
		cmocka_unit_test(eq_overrun),
		cmocka_unit_test(driver_writes_ring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
