// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Work-queue entries and the memory they name (gdma 10, device-behaviour 7.1,
 * 8.1 and 11.5).
 */
#include "rig.h"

/* vendor errors (device-behaviour 7.4) */
#define CORRUPTED 0x201u
#define ACCESS 0x206u
#define RANGE 0x207u
#define KEY 0x208u

/** struct entry - a WQE to be spoiled */
struct entry {
	uint32_t hdr[2];
	uint8_t oob[24];
	unsigned int oob_len, n;
	struct rig_sge sge[32];
};

/* A good frame of 122 bytes, in one piece. */
static struct entry good_entry(struct rig_queue *sq)
{
	const struct rig_pkt p = { .payload = 68, .good = true };
	struct entry e = { .hdr = { 0, 0x201 }, .oob_len = 8, .n = 1 };
	uint8_t f[256];

	e.sge[0].len = (uint32_t)rig_build(sq->r, sq->port, &p, f);
	e.sge[0].at = rig_alloc(sq->r, 4096);
	memcpy(rig_ptr(sq->r, e.sge[0].at), f, e.sge[0].len);
	put32(e.oob, sq->cq_id << 8);
	put32(e.oob + 4, (sq->wq_id >> 10) << 10 |
	      sq->r->vport_offset[sq->port] << 24);
	return e;
}

static void post(struct rig_queue *q, const struct entry *e)
{
	rig_post(q, e->hdr, e->oob, e->oob_len, e->sge, e->n, false);
	rig_run(q->r);
}

/* CQE 42 with that vendor error, and nothing moves on that SQ any more. */
static void expect_dead(struct rig_queue *sq, uint32_t vendor)
{
	struct entry e = good_entry(sq);
	uint8_t cqe[64];

	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(cqe), 42 | 1 << 6 | vendor << 8);
	assert_int_equal(get32(cqe + 8) >> 5, 0);
	post(sq, &e);
	assert_false(rig_cqe(sq, cqe));
	assert_int_equal(sq->r->num_frames, 0);
	assert_int_equal(rig_destroy(sq, 1), 0);
}

/* Makes something wrong with an entry, in one of several ways. */
typedef struct entry *(*spoil_fn)(struct rig *r, struct entry *e,
				  unsigned int how);

/* Post a spoiled entry on a fresh SQ. */
static void expect_fault(struct rig *r, spoil_fn spoil, unsigned int how,
			 uint32_t vendor)
{
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);

	post(sq, spoil(r, &e, how));
	expect_dead(sq, vendor);
}

/* ---- what works ---- */

/* gdma 10.5: a WQE of two SGEs, byte for byte, and what it sends */
static void two_pieces(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);
	const uint8_t *w = rig_ptr(r, sq->wq_at);
	uint8_t cqe[64], f[256];

	(void)state;
	memcpy(f, rig_ptr(r, e.sge[0].at), 122);
	e.n = 2;
	e.hdr[1] = 0x202;
	e.sge[0].len = 15;
	e.sge[1] = (struct rig_sge){ rig_alloc(r, 4096) + 4000, 107 };
	memcpy(rig_ptr(r, e.sge[1].at), f + 15, 107);
	post(sq, &e);
	assert_int_equal(get32(w + 4), 0x202);
	assert_int_equal(get32(w + 24), r->mkey);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(cqe[0] & 0x3f, 32);
	assert_int_equal(r->num_frames, 1);
	assert_int_equal(r->frames[0].len, 122);
	assert_memory_equal(r->frames[0].data, f, 122);
	assert_clean(r);
	rig_free(r);
}

/* As many SGEs as fit: 31 with the small OOB, 30 with the large one. */
static void most_pieces(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	uint8_t cqe[64];

	(void)state;
	for (unsigned int large = 0; large < 2; large++) {
		struct entry e = good_entry(sq);
		uint64_t at = e.sge[0].at;

		e.n = 31 - large;
		for (unsigned int i = 0; i < e.n; i++) {
			e.sge[i].at = at + 4ull * i;
			e.sge[i].len = i + 1 < e.n ? 4 : 122 - 4 * i;
		}
		e.oob_len = large ? 24 : 8;
		e.hdr[1] = (large ? 0x600 : 0x200) | e.n;
		e.oob[0] = (uint8_t)large;
		post(sq, &e);
		assert_true(rig_cqe(sq, cqe));
		assert_int_equal(cqe[0] & 0x3f, 32);
		assert_int_equal(r->frames[large].len, 122);
		assert_memory_equal(r->frames[large].data, rig_ptr(r, at), 122);
	}
	assert_clean(r);
	rig_free(r);
}

/* gdma 10.5, last table: entries that wrap at every 32-byte unit */
static void over_the_end(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	unsigned int sent = 0;
	uint8_t cqe[64];

	(void)state;
	for (unsigned int i = 0; i < 3 * 128; i++) {
		struct entry e = good_entry(sq);
		uint64_t at = e.sge[0].at;

		e.n = 1 + i % 7;
		e.hdr[1] = 0x200 | e.n;
		for (unsigned int k = 0; k < e.n; k++) {
			e.sge[k].at = at + 10ull * k;
			e.sge[k].len = k + 1 < e.n ? 10 : 122 - 10 * k;
		}
		post(sq, &e);
		assert_true(rig_cqe(sq, cqe));
		assert_int_equal(cqe[0] & 0x3f, 32);
		assert_memory_equal(r->frames[sent++].data, rig_ptr(r, at),
				    122);
	}
	assert_true(sq->tail > 3 * 4096);
	assert_clean(r);
	rig_free(r);
}

/* Receive buffers in up to 15 pieces are filled in their order. */
static void scattered_buffer(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_pkt p = { .payload = 900, .good = true };
	struct entry e = { .hdr = { 0, 0x20f }, .oob_len = 8, .n = 15 };
	uint8_t f[2048], got[2048], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f), at = 0;

	(void)state;
	for (unsigned int i = 0; i < 15; i++)
		e.sge[i] = (struct rig_sge){ rig_alloc(r, 4096), 70 + i };
	rig_post(rq, e.hdr, e.oob, 8, e.sge, 15, false);
	rig_rx_on(rq);
	mana_dev_rx(r->dev, 0, f, len);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(get16(cqe + 8), len);
	for (unsigned int i = 0; at < len; at += 70 + i++)
		memcpy(got + at, rig_ptr(r, e.sge[i].at), 70 + i);
	assert_memory_equal(got, f, len);
	assert_clean(r);
	rig_free(r);
}

/* ---- what kills the queue ---- */

static struct entry *spoil_sges(struct rig *r, struct entry *e,
				unsigned int how)
{
	(void)r;
	(void)how;
	e->hdr[1] = 0x200;
	return e;
}

static void no_sge(void **state)
{
	struct rig *r = rig_new(NULL);

	(void)state;
	expect_fault(r, spoil_sges, 0, CORRUPTED);
	assert_rules(r, 65);
	rig_free(r);
}

static struct entry *spoil_size(struct rig *r, struct entry *e,
				unsigned int how)
{
	static const uint32_t sizes[] = { 0x220, 0x61f, 0x202, 0x2ff };

	(void)r;
	e->hdr[1] = sizes[how];
	return e;
}

static void too_long(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_sge sge[16] = { { 0, 0 } };
	const uint32_t hdr[2] = { 0, 0x210 };
	const uint8_t oob[8] = { 0 };

	(void)state;
	/* 32 SGEs, 31 behind the large OOB, more than published */
	for (unsigned int how = 0; how < 4; how++)
		expect_fault(r, spoil_size, how, CORRUPTED);
	assert_int_equal(rig_hits(r, 66), 4);
	/* an RQ holds 15; it has no completion to tell with */
	rig_post(rq, hdr, oob, 8, sge, 16, false);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_int_equal(rig_hits(r, 66), 5);
	assert_int_equal(rig_stat(r, 0, "rx_queue_error"), 1);
	assert_rules(r, 66);
	rig_free(r);
}

static struct entry *spoil_code(struct rig *r, struct entry *e,
				unsigned int how)
{
	(void)r;
	e->hdr[1] = how << 8 | 1;
	return e;
}

static void oob_code(void **state)
{
	static const unsigned int codes[] = { 0, 1, 3, 4, 5, 7 };
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_sge sge = { rig_alloc(r, 4096), 4096 };
	const uint32_t hdr[2] = { 0, 0x601 };
	const uint8_t oob[24] = { 0 };

	(void)state;
	for (unsigned int i = 0; i < 6; i++)
		expect_fault(r, spoil_code, codes[i], CORRUPTED);
	/* on an RQ the large one is wrong too */
	rig_post(rq, hdr, oob, 24, &sge, 1, false);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_int_equal(rig_hits(r, 67), 7);
	assert_rules(r, 67);
	rig_free(r);
}

static struct entry *spoil_bits(struct rig *r, struct entry *e,
				unsigned int how)
{
	static const struct {
		unsigned int word;
		uint32_t bits;
	} bad[] = { { 0, 1 }, { 0, 1u << 5 }, { 0, 1u << 23 },
		    { 0, 54u << 24 }, { 1, 1u << 12 }, { 1, 1u << 13 },
		    { 1, 1u << 15 }, { 1, 1u << 30 }, { 1, 1u << 31 } };

	(void)r;
	e->hdr[bad[how].word] |= bad[how].bits;
	return e;
}

static void header_bits(void **state)
{
	struct rig *r = rig_new(NULL);

	(void)state;
	for (unsigned int how = 0; how < 9; how++)
		expect_fault(r, spoil_bits, how, CORRUPTED);
	assert_int_equal(rig_hits(r, 68), 9);
	assert_rules(r, 68);
	rig_free(r);
}

static struct entry *spoil_bounds(struct rig *r, struct entry *e,
				  unsigned int how)
{
	(void)r;
	e->sge[0].len = how ? 122 : 0;
	e->sge[0].at = how ? UINT64_MAX - 100 : e->sge[0].at;
	return e;
}

static void sge_bounds(void **state)
{
	struct rig *r = rig_new(NULL);

	(void)state;
	expect_fault(r, spoil_bounds, 0, RANGE);
	expect_fault(r, spoil_bounds, 1, RANGE);
	assert_int_equal(rig_hits(r, 69), 2);
	assert_rules(r, 69);
	rig_free(r);
}

static struct entry *spoil_address(struct rig *r, struct entry *e,
				   unsigned int how)
{
	(void)r;
	e->sge[0].at = how ? RIG_MEM_AT + RIG_MEM_SIZE - 121 : 1ull << 40;
	return e;
}

static void unmapped_data(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_sge sge = { 1ull << 40, 4096 };
	const uint32_t hdr[2] = { 0, 0x201 };
	const uint8_t oob[8] = { 0 };

	(void)state;
	expect_fault(r, spoil_address, 0, ACCESS);
	expect_fault(r, spoil_address, 1, ACCESS);	/* its last byte */
	rig_post(rq, hdr, oob, 8, &sge, 1, false);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_int_equal(rig_hits(r, 70), 3);
	assert_int_equal(rig_stat(r, 0, "rx_queue_error"), 1);
	assert_rules(r, 70);
	rig_free(r);
}

static void wrong_key(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);
	uint32_t key = r->mkey;

	(void)state;
	r->mkey = r->hwc_mkey;	/* one that exists, but is the channel's */
	post(sq, &e);
	r->mkey = key;
	expect_dead(sq, KEY);
	assert_rules(r, 71);
	rig_free(r);
}

/* Behind a vIOMMU a mapping may allow less than is wanted. */
static void no_access(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);
	uint8_t cqe[64];

	(void)state;
	r->hole = (struct rig_hole){ .at = rig_buffer(rq, 4096), .len = 4096,
				     .readable = true };
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_false(rig_cqe(rq, cqe));
	assert_rules(r, 72);
	/* what is sent need only be readable */
	r->hole.at = e.sge[0].at;
	post(sq, &e);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(cqe[0] & 0x3f, 32);
	assert_rules(r, 72);
	rig_free(r);
}

static void unmapped_ring(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);

	(void)state;
	/* the CQ goes while the SQ lives */
	r->hole = (struct rig_hole){ .at = sq->cq_at, .len = 4096 };
	post(sq, &e);
	assert_int_equal(r->num_frames, 1);
	assert_true(rig_hits(r, 96) > 0);
	/* and the SQ's own ring */
	r->hole.at = sq->wq_at;
	post(sq, &e);
	assert_int_equal(r->num_frames, 1);
	assert_rules(r, 96);
	rig_free(r);
}

/* ---- buffers ---- */

static void post_buffer(struct rig_queue *rq, uint64_t at, uint32_t len)
{
	const struct rig_sge sge = { at, len };
	const uint32_t hdr[2] = { 0, 0x201 };
	const uint8_t oob[8] = { 0 };

	rig_post(rq, hdr, oob, 8, &sge, 1, false);
}

static void buffers_overlap(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2), *other = rig_queue(r, 1, 2);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct entry e = good_entry(sq);
	uint64_t at = rig_alloc(r, 8192);

	(void)state;
	post_buffer(rq, at, 2048);
	post_buffer(rq, at + 2048, 2048);	/* neighbours are fine */
	assert_clean(r);
	post_buffer(rq, at + 2047, 16);
	assert_int_equal(rig_hits(r, 73), 1);
	post_buffer(other, at, 2048);
	assert_int_equal(rig_hits(r, 73), 2);
	/* and so is what is sent, until it lies in a posted buffer */
	post(sq, &e);
	assert_int_equal(rig_hits(r, 73), 2);
	post_buffer(rq, e.sge[0].at + 100, 64);
	post(sq, &e);
	assert_int_equal(rig_hits(r, 73), 3);
	assert_rules(r, 73);
	rig_free(r);
}

static void buffer_twice(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint64_t at = rig_buffer(rq, 2048);
	uint8_t cqe[64];

	(void)state;
	post_buffer(rq, at, 2048);
	assert_int_equal(rig_hits(r, 75), 1);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe) && rig_cqe(rq, cqe));
	/* after its completion it may come again */
	post_buffer(rq, at, 2048);
	assert_int_equal(rig_hits(r, 75), 1);
	assert_rules(r, 75);
	rig_free(r);
}

static void small_buffer(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint8_t cqe[64];

	(void)state;
	rig_buffer(rq, 64);
	rig_buffer(rq, 63);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe) && rig_cqe(rq, cqe));
	assert_int_equal(rig_hits(r, LINT(74)), 1);
	assert_rules(r, LINT(74));
	rig_free(r);
}

/* ---- entries that change, or never were ---- */

static void entry_changed(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint8_t cqe[64];

	(void)state;
	rig_buffer(rq, 2048);
	rig_buffer(rq, 2048);
	put32(rig_ptr(r, rq->wq_at + 32 + 28), 1024);
	rig_rx_on(rq);
	for (unsigned int i = 0; i < 2; i++) {
		rig_broadcast(r, 0);
		rig_run(r);
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(rig_hits(r, 62), i);
	}
	assert_rules(r, 62);
	rig_free(r);
}

static void stale_entry(void **state)
{
	struct emu_config cfg;
	struct rig_queue *sq;
	struct entry e;
	struct rig *r;
	uint8_t cqe[64];

	(void)state;
	rig_config(&cfg);
	cfg.poison_wqes = true;
	r = rig_new(&cfg);
	sq = rig_queue(r, 0, 1);
	for (unsigned int i = 0; i < 128; i++) {
		e = good_entry(sq);
		post(sq, &e);
		assert_true(rig_cqe(sq, cqe));
	}
	assert_clean(r);
	/* a doorbell for an entry that was not written this lap */
	sq->tail += 32;
	rig_ring(sq);
	rig_run(r);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(cqe), 42 | 1 << 6 | CORRUPTED << 8);
	assert_rules(r, 63);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_pieces),
		cmocka_unit_test(most_pieces),
		cmocka_unit_test(over_the_end),
		cmocka_unit_test(scattered_buffer),
		cmocka_unit_test(no_sge),
		cmocka_unit_test(too_long),
		cmocka_unit_test(oob_code),
		cmocka_unit_test(header_bits),
		cmocka_unit_test(sge_bounds),
		cmocka_unit_test(unmapped_data),
		cmocka_unit_test(wrong_key),
		cmocka_unit_test(no_access),
		cmocka_unit_test(unmapped_ring),
		cmocka_unit_test(buffers_overlap),
		cmocka_unit_test(buffer_twice),
		cmocka_unit_test(small_buffer),
		cmocka_unit_test(entry_changed),
		cmocka_unit_test(stale_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
