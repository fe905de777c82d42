// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * DMA regions (gdma 12.8, device-behaviour 11.3, R-31 to R-36).
 */
#include "rig.h"

#define MORE 0x105u

/** struct list - what a region message says */
struct list {
	uint64_t length;
	uint32_t offset, type, count, n;
	uint64_t pages[600];
};

/* @n pages one after the other, all in this message. */
static struct list list_of(struct rig *r, uint32_t n)
{
	struct list l = { .length = 4096ull * n, .count = n, .n = n };
	uint64_t at = rig_alloc(r, 4096ul * n);

	for (uint32_t i = 0; i < n; i++)
		l.pages[i] = at + 4096ull * i;
	return l;
}

static uint32_t create(struct rig *r, const struct list *l, uint64_t *handle)
{
	struct rig_msg m;
	uint32_t st;

	rig_msg(&m, 25, 1, 64 + 8 * l->n, 1, 40);
	put64(m.b + 40, l->length);
	put32(m.b + 48, l->offset);
	put32(m.b + 52, l->type);
	put32(m.b + 56, l->count);
	put32(m.b + 60, l->n);
	for (uint32_t i = 0; i < l->n; i++)
		put64(m.b + 64 + 8 * i, l->pages[i]);
	st = rig_send(r, &m);
	assert_int_equal(r->resp_len, st && st != MORE ? 32 : 40);
	*handle = st && st != MORE ? 0 : get64(r->resp + 32);
	return st;
}

static uint32_t add(struct rig *r, uint64_t handle, const uint64_t *pages,
		    uint32_t n)
{
	struct rig_msg m;

	rig_msg(&m, 26, 1, 56 + 8 * n, 1, 32);
	put64(m.b + 40, handle);
	put32(m.b + 48, n);
	for (uint32_t i = 0; i < n; i++)
		put64(m.b + 56 + 8 * i, pages[i]);
	return rig_send(r, &m);
}

static uint32_t destroy(struct rig *r, uint64_t handle)
{
	struct rig_msg m;

	rig_msg(&m, 27, 1, 48, 1, 32);
	put64(m.b + 40, handle);
	return rig_send(r, &m);
}

/* An EQ on a region; its status. */
static uint32_t eq_on(struct rig *r, uint64_t region, uint32_t size,
		      uint32_t *id)
{
	struct rig_msg m;
	uint32_t st;

	rig_msg(&m, 12, 1, 96, 1, 36);
	put32(m.b + 40, 4);
	put32(m.b + 48, r->pdid);
	put32(m.b + 52, r->page);
	put64(m.b + 56, region);
	put32(m.b + 68, size);
	put32(m.b + 76, 2);
	st = rig_send(r, &m);
	*id = st ? 0 : get32(r->resp + 32);
	return st;
}

static void create_and_destroy(void **state)
{
	struct rig *r = rig_new(NULL);
	uint64_t first, second;
	struct list l = list_of(r, 504);	/* as many as a message holds */

	(void)state;
	assert_int_equal(create(r, &l, &first), 0);
	assert_int_not_equal(first, 0);
	assert_true(first != UINT64_MAX);
	assert_int_equal(destroy(r, first), 0);
	/* memory is free again, the number stays used */
	assert_int_equal(create(r, &l, &second), 0);
	assert_true(first != second);
	assert_int_equal(destroy(r, second), 0);
	assert_clean(r);
	rig_free(r);
}

/* In three messages: 0x105 until the one that completes it. */
static void in_pieces(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list l = list_of(r, 8);
	uint64_t region;
	uint32_t id;

	(void)state;
	l.n = 3;
	assert_int_equal(create(r, &l, &region), MORE);
	assert_int_equal(add(r, region, l.pages + 3, 4), MORE);
	assert_int_equal(add(r, region, l.pages + 7, 1), 0);
	assert_int_equal(eq_on(r, region, 32768, &id), 0);
	assert_clean(r);
	rig_free(r);
}

/* What a ring is made of need not be contiguous, nor in order. */
static void scattered_ring(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list l = list_of(r, 4);
	struct rig_msg m;
	uint64_t region, swap = l.pages[1];
	const uint8_t *e;
	uint32_t id;

	(void)state;
	l.pages[1] = l.pages[3];
	l.pages[3] = swap;
	assert_int_equal(create(r, &l, &region), 0);
	assert_int_equal(eq_on(r, region, 16384, &id), 0);
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, id);
	for (unsigned int i = 0; i < 1024; i++) {
		assert_int_equal(rig_send(r, &m), 0);
		e = rig_ptr(r, l.pages[i / 256] + i % 256 * 16);
		assert_int_equal(get32(e + 12), 64 | 1u << 29);
	}
	assert_clean(r);
	rig_free(r);
}

static void bad_pages(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list good = list_of(r, 4), l = good;
	uint64_t region;

	(void)state;
	l.pages[2] = 0;
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.pages[3] += 8;			/* not aligned */
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.pages[3] = 1ull << 40;		/* not mapped */
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.pages[3] = l.pages[0];		/* twice */
	assert_int_equal(create(r, &l, &region), 1);
	assert_int_equal(rig_hits(r, 31), 4);
	/* one that the device may not write */
	r->hole = (struct rig_hole){ .at = good.pages[1], .len = 4096,
				     .readable = true };
	assert_int_equal(create(r, &good, &region), 1);
	r->hole.len = 0;
	/* in an addition too; the region is still to be completed */
	l = good;
	l.n = 3;
	assert_int_equal(create(r, &l, &region), MORE);
	assert_int_equal(add(r, region, l.pages, 1), 1);
	assert_int_equal(add(r, region, l.pages + 3, 1), 0);
	assert_int_equal(rig_hits(r, 31), 6);
	assert_rules(r, 31);
	rig_free(r);
}

static void bad_sizes(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list good = list_of(r, 2), l = good;
	uint64_t region;

	(void)state;
	l.length = 0;
	assert_int_equal(create(r, &l, &region), 1);
	l.length = 1ull << 32;
	assert_int_equal(create(r, &l, &region), 1);
	l.length = UINT64_MAX;
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.offset = 4096;
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.offset = 1;				/* needs a third page */
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.length = 4096;			/* needs one only */
	assert_int_equal(create(r, &l, &region), 1);
	l = good;
	l.type = 9;				/* 2 MiB: not for queues */
	assert_int_equal(create(r, &l, &region), 1);
	assert_int_equal(rig_hits(r, 32), 7);
	assert_rules(r, 32);
	rig_free(r);
}

static void page_lists(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list l = list_of(r, 4);
	struct rig_msg m;
	uint64_t region;

	(void)state;
	l.n = 0;
	assert_int_equal(create(r, &l, &region), 1);
	l.n = 4;
	l.count = 3;
	l.length = 3 * 4096;
	assert_int_equal(create(r, &l, &region), 1);	/* more than it has */
	rig_msg(&m, 25, 1, 64 + 8 * 3, 1, 40);
	put64(m.b + 40, 4 * 4096);
	put32(m.b + 56, 4);
	put32(m.b + 60, 4);
	assert_int_equal(rig_send(r, &m), 1);		/* cut short */
	assert_int_equal(rig_hits(r, 33), 3);
	l = list_of(r, 4);
	l.n = 2;
	assert_int_equal(create(r, &l, &region), MORE);
	assert_int_equal(add(r, region, l.pages + 2, 0), 1);
	assert_int_equal(add(r, region, l.pages + 1, 3), 1);
	assert_int_equal(add(r, region + 1, l.pages + 2, 2), 1);
	assert_int_equal(add(r, region, l.pages + 2, 2), 0);
	assert_int_equal(add(r, region, l.pages, 1), 1);	/* complete */
	rig_msg(&m, 26, 1, 56, 1, 32);
	put64(m.b + 40, region);
	put32(m.b + 48, 1);
	assert_int_equal(rig_send(r, &m), 1);		/* cut short */
	assert_int_equal(rig_hits(r, 33), 8);
	assert_rules(r, 33);
	rig_free(r);
}

static void incomplete_region(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list l = list_of(r, 2);
	uint64_t region;
	uint32_t id;

	(void)state;
	l.n = 1;
	assert_int_equal(create(r, &l, &region), MORE);
	assert_int_equal(eq_on(r, region, 8192, &id), 1);
	assert_rules(r, 34);
	/* it may be given up, as drivers do when an addition fails */
	assert_int_equal(destroy(r, region), 0);
	assert_rules(r, 34);
	rig_free(r);
}

static void consumed_region(void **state)
{
	struct rig *r = rig_new(NULL);
	struct list l = list_of(r, 2);
	struct rig_queue q = { .port = 0, .kind = 1, .wq_size = 4096,
			       .cq_size = 4096 };
	struct rig_msg m;
	uint64_t region;
	uint32_t id;

	(void)state;
	assert_int_equal(create(r, &l, &region), 0);
	assert_int_equal(eq_on(r, region, 8192, &id), 0);
	assert_int_equal(destroy(r, region), 1);
	assert_int_equal(eq_on(r, region, 8192, &id), 1);
	assert_int_equal(destroy(r, 0), 1);
	assert_int_equal(rig_hits(r, 35), 3);
	/* one region cannot be two rings */
	rig_create_msg(r, &m, &q);
	region = rig_region(r, q.wq_at, 4096);
	put64(m.b + 56, region);
	put64(m.b + 64, region);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 35), 4);
	/* and after a failure it is still the driver's */
	assert_int_equal(destroy(r, region), 0);
	/* the sizes that one region forces on both are told as well */
	assert_rules(r, 35, LINT(48));
	rig_free(r);
}

static void post_one(struct rig_queue *q, uint64_t at, uint32_t len)
{
	const struct rig_sge sge = { at, len };
	const uint32_t hdr[2] = { 0, 0x201 };
	const uint8_t oob[8] = { 0 };

	rig_post(q, hdr, oob, 8, &sge, 1, false);
}

static void memory_in_use(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2), *sq = rig_queue(r, 0, 1);
	uint64_t region, buffer;
	struct list l;
	uint32_t id;

	(void)state;
	/* a ring in a ring */
	l = (struct list){ .length = 4096, .count = 1, .n = 1,
			   .pages = { rq->cq_at + 8192 } };
	assert_int_equal(create(r, &l, &region), 0);
	assert_clean(r);
	memset(rig_ptr(r, rq->cq_at + 8192), 0, 4096);
	assert_int_equal(eq_on(r, region, 4096, &id), 0);
	assert_int_equal(rig_hits(r, 36), 1);
	/* a ring in a posted buffer */
	buffer = rig_buffer(rq, 4096);
	l.pages[0] = buffer;
	assert_int_equal(create(r, &l, &region), 0);
	assert_int_equal(eq_on(r, region, 4096, &id), 0);
	assert_int_equal(rig_hits(r, 36), 2);
	/* data in a ring */
	post_one(sq, sq->wq_at + 2048, 64);
	rig_run(r);
	assert_int_equal(rig_hits(r, 36), 3);
	/* and a buffer in a ring; the frame's own faults are R-78's */
	post_one(rq, sq->cq_at, 2048);
	assert_int_equal(rig_hits(r, 36), 4);
	assert_rules(r, 36, 78);
	rig_free(r);
}

/* What a queue used is free when the queue is gone. */
static void memory_comes_back(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2), again;
	uint64_t buffer = rig_buffer(rq, 2048), region, at = r->mem_next;

	(void)state;
	assert_int_equal(rig_destroy(rq, 2), 0);
	r->mem_next = rq->wq_at;
	memset(rig_ptr(r, rq->wq_at), 0, 4096 + 16384);
	assert_int_equal(rig_create(r, &again, 0, 2, 4096, 16384), 0);
	assert_int_equal(again.wq_at, rq->wq_at);
	r->mem_next = at;
	region = rig_region(r, buffer, 4096);
	assert_int_equal(destroy(r, region), 0);
	assert_clean(r);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(create_and_destroy),
		cmocka_unit_test(in_pieces),
		cmocka_unit_test(scattered_ring),
		cmocka_unit_test(bad_pages),
		cmocka_unit_test(bad_sizes),
		cmocka_unit_test(page_lists),
		cmocka_unit_test(incomplete_region),
		cmocka_unit_test(consumed_region),
		cmocka_unit_test(memory_in_use),
		cmocka_unit_test(memory_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
