// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Interrupt moderation: events wait for a count or for time (ethernet 1.5,
 * gdma 6.2).
 */
#include "rig.h"

#define ARM (1ull << 63)
#define US 1000ull

/* An adapter that offers the doorbell, and an SQ on port 0. */
static struct rig *offered(void **state, struct rig_queue **sq)
{
	struct emu_config cfg;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.pf_caps = 0x8008;
	r = rig_new(&cfg);
	*sq = rig_queue(r, 0, 1);
	return r;
}

/* gdma 6.2: both fields, both said to be valid */
static void moderate(struct rig_queue *q, uint64_t comps, uint64_t usec)
{
	rig_bell(q->r, q->r->page, 0x820,
		 1ull << 63 | comps << 48 | 1ull << 47 | usec << 32 | q->cq_id,
		 8);
}

static void arm(struct rig_queue *q)
{
	rig_bell(q->r, q->r->page, 0x800, ARM | (uint64_t)q->cons << 32 |
		 q->cq_id, 8);
}

/* Send @n frames without a look at their completions. */
static void send(struct rig_queue *sq, unsigned int n)
{
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(sq->r, sq->port, &p, f);

	for (unsigned int i = 0; i < n; i++)
		rig_tx_post(sq, f, len, &(struct rig_tx){ 0 });
	rig_run(sq->r);
}

/* Completion events of the data EQ since the last look. */
static unsigned int events(struct rig *r)
{
	unsigned int n = 0;
	uint8_t e[16];

	while (rig_eqe(&r->data_eq, e)) {
		assert_int_equal(e[12], 3);
		n++;
	}
	return n;
}

static unsigned int after(struct rig *r, uint64_t ns)
{
	r->now_ns += ns;
	rig_run(r);
	return events(r);
}

static json_int_t queue_field(struct rig *r, const char *name)
{
	json_t *report = mana_dev_report(r->dev), *q;
	json_int_t v;

	q = json_array_get(json_object_get(report, "ports"), 0);
	q = json_array_get(json_object_get(q, "queues"), 0);
	assert_non_null(json_object_get(q, name));
	v = json_integer_value(json_object_get(q, name));
	json_decref(report);
	return v;
}

/* ---- who says so ---- */

static void by_doorbell(void **state)
{
	struct rig_queue *q;
	struct rig *r = offered(state, &q);

	/* ethernet 7.3: 64 us, 32 completions */
	rig_bell(r, r->page, 0x820, 0x8020804000000000ull | q->cq_id, 8);
	/* only what is said to be valid counts */
	rig_bell(r, r->page, 0x820, 0x0011000100000000ull | q->cq_id, 8);
	assert_clean(r);
	assert_int_equal(queue_field(r, "moderation_usec"), 64);
	assert_int_equal(queue_field(r, "moderation_completions"), 32);
	rig_bell(r, r->page, 0x820, 0x8020844000000000ull | q->cq_id, 8);
	assert_rules(r, LINT(55));
	rig_bell(r, r->page, 0x820, q->cq_id + 1, 8);
	assert_rules(r, LINT(55), 53);
	rig_free(r);
	/* who was not offered it must not use it */
	r = rig_new(NULL);
	q = rig_queue(r, 0, 1);
	rig_bell(r, r->page, 0x820, 0x8020804000000000ull | q->cq_id, 8);
	assert_int_equal(queue_field(r, "moderation_usec"), 0);
	assert_rules(r, 52);
	rig_free(r);
}

static void at_creation(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q = { .r = r, .kind = 1, .wq_size = 4096,
			       .cq_size = 16384, .cons = 256 };
	struct rig_msg m;

	(void)state;
	rig_create_msg(r, &m, &q);
	m.b[89] = 1;
	put16(m.b + 92, 50);
	put64(m.b + 56, rig_region(r, q.wq_at, 4096));
	put64(m.b + 64, rig_region(r, q.cq_at, 16384));
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get16(r->resp + 50), 50);
	q.wq_id = get32(r->resp + 32);
	q.cq_id = get32(r->resp + 36);
	send(&q, 1);
	assert_int_equal(after(r, 49 * US), 0);
	assert_int_equal(after(r, 1 * US), 1);
	assert_clean(r);
	rig_free(r);
}

/* ---- what an event waits for ---- */

static void none_waits(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	send(sq, 1);
	assert_int_equal(events(r), 1);
	/* one completion is there at once, whatever the time */
	moderate(sq, 1, 1023);
	arm(sq);
	assert_int_equal(events(r), 1);	/* the unread one */
	sq->cons++;
	arm(sq);
	send(sq, 1);
	assert_int_equal(events(r), 1);
	assert_int_equal(queue_field(r, "completions_held"), 0);
	assert_true(mana_dev_next_ns(r->dev) == UINT64_MAX);
	assert_clean(r);
	rig_free(r);
}

static void for_time(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	moderate(sq, 0, 64);
	send(sq, 1);
	assert_true(mana_dev_next_ns(r->dev) == 64 * US);
	assert_int_equal(after(r, 60 * US), 0);
	/* time runs from the first, and one event is enough for both */
	send(sq, 1);
	assert_true(mana_dev_next_ns(r->dev) == 4 * US);
	assert_int_equal(after(r, 4 * US - 1), 0);
	assert_int_equal(after(r, 1), 1);
	assert_int_equal(queue_field(r, "completions_held"), 2);
	/* posted, so disarmed */
	send(sq, 1);
	assert_int_equal(after(r, 1000 * US), 0);
	assert_clean(r);
	rig_free(r);
}

static void for_a_count(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	moderate(sq, 4, 100);
	for (unsigned int lap = 0; lap < 3; lap++) {
		send(sq, 3);
		assert_int_equal(events(r), 0);
		send(sq, 1);
		assert_int_equal(events(r), 1);
		assert_true(mana_dev_next_ns(r->dev) == UINT64_MAX);
		sq->cons += 4;
		arm(sq);
	}
	/* time is up before */
	send(sq, 3);
	assert_int_equal(after(r, 100 * US), 1);
	assert_clean(r);
	rig_free(r);
}

/* The last of a burst is not held for ever. */
static void for_a_count_alone(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	moderate(sq, 255, 0);
	send(sq, 2);
	assert_int_equal(after(r, 1023 * US - 1), 0);
	assert_int_equal(after(r, 1), 1);
	assert_clean(r);
	rig_free(r);
}

/* ---- what else ends the wait ---- */

static void driver_has_read(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);
	uint8_t cqe[64];

	moderate(sq, 0, 64);
	/* polled and not armed: it does not want to be told */
	send(sq, 1);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(after(r, 64 * US), 0);
	/* armed, and all is read */
	arm(sq);
	send(sq, 1);
	sq->cons++;
	arm(sq);
	assert_int_equal(after(r, 64 * US), 0);
	/* armed while one is unread: it lost a race, so it is told at once */
	send(sq, 1);
	arm(sq);
	assert_int_equal(events(r), 1);
	assert_int_equal(after(r, 64 * US), 0);
	assert_clean(r);
	rig_free(r);
}

static void new_values(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	moderate(sq, 0, 1000);
	send(sq, 3);
	moderate(sq, 8, 500);
	assert_int_equal(after(r, 499 * US), 0);
	assert_int_equal(after(r, 1 * US), 1);
	sq->cons += 3;
	arm(sq);
	send(sq, 3);
	moderate(sq, 3, 500);
	assert_int_equal(after(r, 0), 1);
	sq->cons += 3;
	arm(sq);
	send(sq, 1);
	moderate(sq, 0, 0);
	assert_int_equal(after(r, 0), 1);
	assert_clean(r);
	rig_free(r);
}

/* Several wait, and go one by one: an event, its queue, a reset. */
static void several_queues(void **state)
{
	struct rig_queue *a, *b, *c;
	struct rig *r = offered(state, &a);

	b = rig_queue(r, 0, 1);
	c = rig_queue(r, 1, 1);
	moderate(a, 0, 300);
	moderate(b, 0, 200);
	moderate(c, 0, 100);
	send(a, 1);
	send(b, 1);
	send(c, 1);
	assert_true(mana_dev_next_ns(r->dev) == 100 * US);
	assert_int_equal(rig_destroy(b, 1), 0);
	assert_int_equal(after(r, 100 * US), 1);
	assert_int_equal(after(r, 100 * US), 0);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	assert_true(mana_dev_next_ns(r->dev) == UINT64_MAX);
	assert_int_equal(after(r, 100 * US), 0);
	assert_clean(r);
	rig_free(r);
}

/* Without the bus nothing is posted, and nobody waits for it in a loop. */
static void bus_master_off(void **state)
{
	struct rig_queue *sq;
	struct rig *r = offered(state, &sq);

	moderate(sq, 0, 64);
	send(sq, 1);
	r->no_master = true;
	assert_int_equal(after(r, 64 * US), 0);
	assert_true(mana_dev_next_ns(r->dev) == UINT64_MAX);
	assert_rules(r, 98);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_doorbell),
		cmocka_unit_test(at_creation),
		cmocka_unit_test(none_waits),
		cmocka_unit_test(for_time),
		cmocka_unit_test(for_a_count),
		cmocka_unit_test(for_a_count_alone),
		cmocka_unit_test(driver_has_read),
		cmocka_unit_test(new_values),
		cmocka_unit_test(several_queues),
		cmocka_unit_test(bus_master_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
