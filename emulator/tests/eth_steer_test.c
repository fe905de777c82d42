// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive steering: CONFIG_VPORT_RX in each version, RSS (ethernet 1.8, 4;
 * device-behaviour 8.3, R-43, R-49, R-50).
 */
#include "rig.h"
#include "eth/pkt.h"

#define LEAVE 0xffffffffu

static uint8_t key[40];

static struct rig *with_key(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < 40; i++)
		key[i] = (uint8_t)(i * 37 + 11);
	return rig_new(NULL);
}

/* @n RQs of port 0 with buffers. */
static void make_rqs(struct rig *r, struct rig_queue *rq[], unsigned int n,
		     unsigned int buffers)
{
	for (unsigned int i = 0; i < n; i++) {
		rq[i] = rig_queue(r, 0, 2);
		for (unsigned int k = 0; k < buffers; k++)
			rig_buffer(rq[i], 2048);
	}
}

static struct rig_steer full(struct rig_queue *rq[], uint64_t *table,
			     unsigned int n, unsigned int queues)
{
	for (unsigned int i = 0; i < n; i++)
		table[i] = rq[i % queues]->handle;
	return (struct rig_steer){ .rx = 1, .rss = 1, .n = n, .def = true,
				   .key = true, .tab = true,
				   .default_rq = rq[0]->handle,
				   .key_bytes = key, .table = table };
}

/* Receive one frame; which RQ got it, -1 for none. @cqe is its completion. */
static int got_by(struct rig *r, struct rig_queue *rq[], unsigned int n,
		  const uint8_t *f, size_t len, uint8_t cqe[64])
{
	int who = -1;

	mana_dev_rx(r->dev, 0, f, len);
	rig_run(r);
	for (unsigned int i = 0; i < n; i++)
		if (rig_cqe(rq[i], cqe))
			who = (int)i;
	return who;
}

/* The slow and obvious Toeplitz: bit by bit over a key as a bit string. */
static uint32_t slow_hash(const uint8_t *in, size_t len)
{
	uint32_t hash = 0;

	for (size_t bit = 0; bit < 8 * len; bit++) {
		uint32_t window = 0;

		if (!(in[bit / 8] >> (7 - bit % 8) & 1))
			continue;
		for (size_t k = bit; k < bit + 32; k++)
			window = window << 1 |
				 (k < 320 ? key[k / 8] >> (7 - k % 8) & 1 : 0);
		hash ^= window;
	}
	return hash;
}

static void spread(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[4];
	uint64_t table[64];
	unsigned int used[4] = { 0 };
	struct rig_steer s;
	uint8_t f[256], cqe[64];

	make_rqs(r, rq, 4, 60);
	s = full(rq, table, 64, 4);
	s.ver = 5;
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(get32(r->resp + 32), 2048);	/* coalescing time */
	for (unsigned int i = 0; i < 60; i++) {
		const struct rig_pkt p = {
			.v6 = i & 1, .udp = i & 2, .saddr = 0x0a000001 + i,
			.daddr = 0x0a010203, .sport = (uint16_t)(i * 91),
			.dport = 80, .payload = 60, .good = true,
		};
		size_t len = rig_build_to(r, 0, &p, f);
		size_t ip = p.v6 ? 14 + 8 : 14 + 12, n = p.v6 ? 32 : 8;
		uint8_t in[36];
		uint32_t hash;
		int who;

		memcpy(in, f + ip, n);
		memcpy(in + n, f + (p.v6 ? 54 : 34), 4);
		hash = slow_hash(in, n + 4);
		who = got_by(r, rq, 4, f, len, cqe);
		assert_int_equal(who, hash % 64 % 4);
		assert_int_equal(get32(cqe + 16), hash);
		assert_int_equal(get32(cqe + 4) >> 16 & 0x1ff,
				 1u << ((p.v6 ? 4 : 1) + (p.udp ? 1 : 0)));
		used[who]++;
	}
	for (unsigned int i = 0; i < 4; i++)
		assert_true(used[i] > 3);
	assert_clean(r);
	rig_free(r);
}

/* Not IP, RSS off, or a hash type that is not enabled: the default RQ. */
static void default_queue(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[2];
	uint64_t table[2];
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_steer s;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	make_rqs(r, rq, 2, 10);
	s = full(rq, table, 2, 1);
	table[0] = rq[1]->handle;
	table[1] = rq[1]->handle;
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 1);
	putbe16(f + 12, 0x0806);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	assert_int_equal(get32(cqe + 4) >> 16 & 0x1ff, 0);
	assert_int_equal(get32(cqe + 16), 0);
	putbe16(f + 12, 0x0800);
	/* version 5 chooses: IPv6 only, so this is not hashed */
	s.ver = 5;
	s.types = 0x38;
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	s.types = 0x01;		/* addresses only */
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 1);
	assert_int_equal(get32(cqe + 16), slow_hash(f + 26, 8));
	s.rss = 0;
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	assert_clean(r);
	rig_free(r);
}

/* Only what has its flag changes; the rest may be rubbish. */
static void live_update(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[2];
	uint64_t table[2], zero[64] = { 0 };
	const struct rig_pkt p = { .payload = 60, .good = true,
				   .saddr = 0x0a000001 };
	struct rig_steer s;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	make_rqs(r, rq, 2, 20);
	s = full(rq, table, 2, 1);
	table[0] = rq[1]->handle;
	table[1] = rq[1]->handle;
	assert_int_equal(rig_steer(r, 0, &s), 0);
	/* Linux toggles coalescing so: default only, key and table empty */
	s = (struct rig_steer){ .ver = 5, .rx = 1, .rss = 1, .def = true,
				.default_rq = rq[0]->handle, .n = 64,
				.table = zero, .coal4 = 1 };
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 1);
	assert_int_equal(get32(cqe + 16) != 0, 1);
	/* leave both enables as they are, change the table */
	table[0] = rq[0]->handle;
	table[1] = rq[0]->handle;
	s = (struct rig_steer){ .rx = LEAVE, .rss = LEAVE, .n = 2, .tab = true,
				.table = table };
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	/* RX off: counted, not delivered; OpenHCL leaves RSS alone then */
	s = (struct rig_steer){ .ver = 1, .rx = 0, .rss = LEAVE };
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), -1);
	assert_int_equal(rig_stat(r, 0, "rx_disabled"), 1);
	/* and on again with what was there */
	s = (struct rig_steer){ .rx = 1, .rss = LEAVE };
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	assert_clean(r);
	rig_free(r);
}

/* The table stands where the message says: version 1 at 112, others at 120. */
static void table_places(void **state)
{
	static const unsigned int versions[] = { 1, 2, 3, 4, 5, 6 };
	struct rig *r = with_key(state);
	struct rig_queue *rq[2];
	uint64_t table[64];
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_steer s;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	make_rqs(r, rq, 2, 20);
	for (unsigned int i = 0; i < 6; i++) {
		s = full(rq, table, 64, 1);
		for (unsigned int k = 0; k < 64; k++)
			table[k] = rq[i % 2]->handle;
		s.ver = versions[i];
		assert_int_equal(rig_steer(r, 0, &s), 0);
		assert_int_equal(got_by(r, rq, 2, f, len, cqe), i % 2);
	}
	assert_clean(r);
	rig_free(r);
}

/* ---- refusals: nothing changes ---- */

/** struct slip - one field of a good message spoiled */
struct slip {
	unsigned int ver, off, len;
	uint64_t val;
};

static const struct slip slips[] = {
	{ 2, 48, 2, 3 },		/* no power of two */
	{ 2, 48, 2, 128 },		/* beyond the advertised size */
	{ 2, 48, 2, 0 },		/* update of nothing */
	{ 2, 50, 2, 112 },		/* the place of version 1 */
	{ 1, 50, 2, 120 },
	{ 2, 50, 2, 121 },
	{ 2, 50, 2, 0xffff },
	{ 2, 52, 4, 2 },		/* tri-states */
	{ 2, 56, 4, 0xfffffffe },
	{ 2, 60, 1, 2 },		/* flags */
	{ 2, 61, 1, 2 },
	{ 2, 62, 1, 0xff },
	{ 2, 63, 1, 1 },		/* reserved */
	{ 2, 64, 8, 1 },		/* default is no RQ */
	{ 2, 112, 1, 2 },		/* coalescing */
	{ 2, 113, 1, 1 },
	{ 2, 115, 1, 1 },
	{ 2, 116, 2, 0x3f },		/* version 2 knows no hash types */
	{ 5, 118, 1, 1 },		/* 8 without 4 */
	{ 5, 119, 1, 1 },
	{ 2, 120, 8, 0 },		/* table entries */
	{ 2, 120 + 8 * 63, 8, UINT64_MAX },
};

static void put_slip(struct rig_msg *m, const struct slip *x)
{
	uint8_t b[8];

	put64(b, x->val);
	memcpy(m->b + x->off, b, x->len);
}

static void steering_wrong(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[2], *sq = rig_queue(r, 0, 1);
	struct rig_queue *foreign = rig_queue(r, 1, 2);
	unsigned int n = sizeof(slips) / sizeof(slips[0]);
	uint64_t table[64];
	struct rig_steer s;
	struct rig_msg m;

	make_rqs(r, rq, 2, 4);
	/* enable without a default; RSS without a key, without a table */
	s = (struct rig_steer){ .rx = 1 };
	assert_int_equal(rig_steer(r, 0, &s), 1);
	s = (struct rig_steer){ .rx = 1, .rss = 1, .def = true,
				.default_rq = rq[0]->handle };
	assert_int_equal(rig_steer(r, 0, &s), 1);
	s.key = true;
	s.key_bytes = key;
	assert_int_equal(rig_steer(r, 0, &s), 1);
	for (unsigned int i = 0; i < n; i++) {
		s = full(rq, table, 64, 2);
		s.ver = slips[i].ver;
		rig_steer_msg(r, &m, 0, &s);
		put_slip(&m, &slips[i]);
		assert_int_equal(rig_send(r, &m), 1);
		assert_int_equal(rig_hits(r, 49), 3 + i + 1);
	}
	/* an SQ, an RQ of another vPort; cut short; no vPort at all */
	s = full(rq, table, 64, 2);
	table[5] = sq->handle;
	assert_int_equal(rig_steer(r, 0, &s), 1);
	table[5] = foreign->handle;
	assert_int_equal(rig_steer(r, 0, &s), 1);
	s = full(rq, table, 64, 2);
	rig_steer_msg(r, &m, 0, &s);
	m.len -= 8;
	put32(m.b + 12, (uint32_t)m.len);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 49), 3 + n + 3);
	rig_steer_msg(r, &m, 0, &s);
	put64(m.b + 40, 1);
	assert_int_equal(rig_send(r, &m), 1);
	/* none of it switched the port on */
	rig_broadcast(r, 0);
	assert_int_equal(rig_stat(r, 0, "rx_disabled"), 1);
	assert_rules(r, 49);
	rig_free(r);
}

/* A running port keeps its table when a new one is refused. */
static void old_table_kept(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[2];
	uint64_t table[64];
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_steer s;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	make_rqs(r, rq, 2, 4);
	s = full(rq, table, 64, 1);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	for (unsigned int i = 0; i < 64; i++)
		table[i] = rq[1]->handle;
	table[63] = 0;
	assert_int_equal(rig_steer(r, 0, &s), 1);
	assert_int_equal(got_by(r, rq, 2, f, len, cqe), 0);
	assert_rules(r, 49);
	rig_free(r);
}

static void enable_empty(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[2];
	uint64_t table[2];
	struct rig_steer s;

	make_rqs(r, rq, 2, 0);
	rig_buffer(rq[0], 2048);
	s = full(rq, table, 2, 2);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(rig_hits(r, LINT(50)), 1);
	/* a running port may run dry */
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(rig_hits(r, LINT(50)), 1);
	assert_rules(r, LINT(50));
	rig_free(r);
}

/* ---- RQs that go ---- */

static void rq_still_steered(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *rq[3];
	uint64_t table[2];
	struct rig_steer s;
	uint8_t cqe[64];

	make_rqs(r, rq, 3, 2);
	s = full(rq, table, 2, 2);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(rig_destroy(rq[0], 2), 1);	/* default, and table */
	assert_int_equal(rig_destroy(rq[1], 2), 1);	/* table */
	assert_int_equal(rig_hits(r, 43), 2);
	assert_int_equal(rig_destroy(rq[2], 2), 0);	/* never used */
	/* RX off, but not fenced: done, and recorded */
	s = (struct rig_steer){ .rx = 0 };
	assert_int_equal(rig_steer(r, 0, &s), 0);
	assert_int_equal(rig_destroy(rq[0], 2), 0);
	assert_int_equal(rig_hits(r, 43), 3);
	/* the way it should be */
	assert_int_equal(rig_fence(rq[1]), 0);
	rig_run(r);
	assert_true(rig_cqe(rq[1], cqe));
	assert_int_equal(rig_destroy(rq[1], 2), 0);
	assert_int_equal(rig_hits(r, 43), 3);
	assert_rules(r, 43);
	rig_free(r);
}

/* Re-steered away on a running port, fenced, destroyed: a reconfiguration. */
static void resteer_and_destroy(void **state)
{
	struct rig *r = with_key(state);
	struct rig_queue *old[2], *new[2];
	uint64_t table[2];
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_steer s;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	make_rqs(r, old, 2, 4);
	s = full(old, table, 2, 2);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	make_rqs(r, new, 2, 4);
	s = full(new, table, 2, 2);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	for (unsigned int i = 0; i < 2; i++) {
		assert_int_equal(rig_fence(old[i]), 0);
		rig_run(r);
		assert_true(rig_cqe(old[i], cqe));
		assert_int_equal(rig_destroy(old[i], 2), 0);
	}
	assert_true(got_by(r, new, 2, f, len, cqe) >= 0);
	assert_clean(r);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spread),
		cmocka_unit_test(default_queue),
		cmocka_unit_test(live_update),
		cmocka_unit_test(table_places),
		cmocka_unit_test(steering_wrong),
		cmocka_unit_test(old_table_kept),
		cmocka_unit_test(enable_empty),
		cmocka_unit_test(rq_still_steered),
		cmocka_unit_test(resteer_and_destroy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
