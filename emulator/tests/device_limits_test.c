// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A device with less room, or that takes its time: largest ring, budget of
 * pages, late interrupts, slow ports, no patience with missing buffers.
 */
#include "fault/fault.h"
#include "rig.h"

static struct emu_config cfg;

static int defaults(void **state)
{
	(void)state;
	rig_config(&cfg);
	return 0;
}

static void max_ring(void **state)
{
	struct rig_queue q = { 0 };
	struct rig_eq eq;
	struct rig *r;

	(void)state;
	cfg.max_ring = 32768;
	r = rig_new(&cfg);
	assert_int_equal(rig_create(r, &q, 0, 1, 32768, 65536), 1);
	assert_int_equal(rig_create(r, &q, 0, 1, 65536, 32768), 1);
	assert_int_equal(rig_create(r, &q, 0, 1, 16384, 32768), 0);
	assert_int_equal(rig_create_eq(r, &eq, 65536, 2), 1);
	assert_int_equal(rig_create_eq(r, &eq, 32768, 2), 0);
	/* a driver cannot know: it broke no rule */
	assert_clean(r);
	rig_free(r);
}

/* CREATE_DMA_REGION of so many pages; its status. */
static uint32_t region(struct rig *r, unsigned int pages, uint64_t *handle)
{
	uint64_t at = rig_alloc(r, pages * 4096);
	struct rig_msg m;
	uint32_t st;

	rig_msg(&m, 25, 1, 64 + 8 * pages, 1, 40);
	put64(m.b + 40, pages * 4096);
	put32(m.b + 56, pages);
	put32(m.b + 60, pages);
	for (unsigned int i = 0; i < pages; i++)
		put64(m.b + 64 + 8 * i, at + 4096ull * i);
	st = rig_send(r, &m);
	*handle = get64(r->resp + 32);
	return st;
}

static void page_budget(void **state)
{
	uint64_t first, second;
	struct rig_queue *q;
	struct rig_msg m;
	struct rig *r;

	(void)state;
	/* the rig's own EQ has eight; a queue pair of it has five */
	cfg.page_budget = 8 + 5 + 4;
	r = rig_new(&cfg);
	q = rig_queue(r, 0, 1);
	assert_int_equal(region(r, 5, &first), 1);
	assert_int_equal(region(r, 3, &first), 0);
	assert_int_equal(region(r, 2, &second), 1);
	assert_int_equal(region(r, 1, &second), 0);
	assert_int_equal(region(r, 1, &second), 1);
	/* what goes makes room */
	rig_msg(&m, 27, 1, 48, 1, 32);
	put64(m.b + 40, first);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(region(r, 3, &first), 0);
	assert_int_equal(rig_destroy(q, 1), 0);
	assert_int_equal(region(r, 5, &second), 0);
	assert_int_equal(rig_disable_eq(&r->data_eq), 0);
	assert_int_equal(region(r, 9, &second), 1);
	assert_int_equal(region(r, 8, &second), 0);
	assert_clean(r);
	rig_free(r);
}

static void latency(void **state)
{
	unsigned int before;
	uint8_t e[16];
	struct rig_msg m;
	struct rig *r;

	(void)state;
	cfg.latency_us = 250;
	r = rig_new(&cfg);
	before = r->irqs;
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
	/* the event is there, the interrupt under way */
	assert_true(rig_eqe(&r->data_eq, e));
	assert_int_equal(r->irqs, before);
	assert_int_equal(mana_dev_next_ns(r->dev), 250000);
	r->now_ns += 249999;
	rig_run(r);
	assert_int_equal(r->irqs, before);
	r->now_ns++;
	rig_run(r);
	/* that of the bootstrap too */
	assert_true(r->irqs > before);
	assert_int_equal(r->last_irq, 1);
	assert_int_equal(mana_dev_next_ns(r->dev), UINT64_MAX);
	assert_clean(r);
	rig_free(r);
}

/* A fault that loses interrupts loses late ones too. */
static void latency_and_fault(void **state)
{
	struct rig_msg m;
	struct rig *r;

	(void)state;
	cfg.latency_us = 1;
	r = rig_new(&cfg);
	r->now_ns += 1000;
	rig_run(r);
	r->irqs = 0;
	assert_null(fault_arm(r->dev, "irq,vector=1:drop", NULL));
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
	r->now_ns += 1000;
	rig_run(r);
	assert_int_equal(r->irqs, 0);
	rig_free(r);
}

/* Frames that leave port 0 in a millisecond. */
static unsigned int sent_in_1ms(struct rig *r, struct rig_queue *sq)
{
	struct rig_pkt p = { .payload = 1196, .good = true };
	unsigned int before = r->num_frames;
	uint8_t f[2048];
	size_t len = rig_build(r, 0, &p, f);

	assert_int_equal(len, 1250);
	for (unsigned int i = 0; i < 40; i++)
		rig_tx_post(sq, f, len, NULL);
	r->now_ns += 1000000;
	rig_run(r);
	return r->num_frames - before;
}

/* 10000 bits at 100 Mbit/s are 100 us; at first 10 ms may be caught up. */
static void rate(void **state)
{
	struct rig_queue sq;
	struct rig_msg m;
	unsigned int n;
	struct rig *r;

	(void)state;
	cfg.rate_mbps = 100;
	r = rig_new(&cfg);
	assert_int_equal(rig_create(r, &sq, 0, 1, 16384, 65536), 0);
	while (sent_in_1ms(r, &sq) == 40)
		;
	n = sent_in_1ms(r, &sq);
	assert_in_range(n, 9, 11);
	/* the driver's own clamp counts when it is lower */
	rig_msg(&m, 0x2000b, 1, 56, 1, 40);
	put64(m.b + 40, r->vport[0]);
	put32(m.b + 48, 1);
	put32(m.b + 52, 50);
	assert_int_equal(rig_send(r, &m), 0);
	n = sent_in_1ms(r, &sq);
	assert_in_range(n, 4, 6);
	assert_clean(r);
	rig_free(r);
}

static void rx_patience(void **state)
{
	struct rig_queue *rq;
	struct rig *r;

	(void)state;
	for (unsigned int ms = 0; ms <= 100; ms += 100) {
		cfg.rx_patience_ms = ms;
		r = rig_new(&cfg);
		rq = rig_queue(r, 0, 2);
		rig_buffer(rq, 2048);
		rig_rx_on(rq);
		rig_broadcast(r, 0);
		rig_broadcast(r, 0);
		rig_run(r);
		assert_int_equal(rig_stat(r, 0, "rx_packets"), 1);
		assert_int_equal(rig_hits(r, LINT(76)), ms ? 0 : 1);
		rig_buffer(rq, 2048);
		rig_run(r);
		assert_int_equal(rig_stat(r, 0, "rx_packets"), ms ? 2 : 1);
		rig_free(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(max_ring, defaults),
		cmocka_unit_test_setup(page_budget, defaults),
		cmocka_unit_test_setup(latency, defaults),
		cmocka_unit_test_setup(latency_and_fault, defaults),
		cmocka_unit_test_setup(rate, defaults),
		cmocka_unit_test_setup(rx_patience, defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
