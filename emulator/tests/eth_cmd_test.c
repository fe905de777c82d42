// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The Ethernet commands but steering (ethernet 1, device-behaviour 5.4): every
 * version that a known driver sends, every refusal.
 */
#include <errno.h>

#include "rig.h"

static uint32_t query_dev(struct rig *r, uint16_t resp_ver, size_t resp_len)
{
	struct rig_msg m;

	rig_msg(&m, 0x20001, 1, 88, resp_ver, resp_len);
	return rig_send(r, &m);
}

/* ---- the adapter ---- */

static void dev_config(void **state)
{
	static const struct {
		uint16_t version;
		size_t len;
	} forms[] = { { 1, 72 }, { 2, 80 }, { 3, 80 }, { 4, 80 } };
	struct emu_config cfg;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.adapter_mtu = 3014;
	cfg.link_speed_mbps = 100000;
	r = rig_new(&cfg);
	for (unsigned int i = 0; i < 4; i++) {
		assert_int_equal(query_dev(r, forms[i].version, forms[i].len),
				 0);
		assert_int_equal(r->resp_len, forms[i].len);
		/* an older driver must not be told a newer version */
		assert_int_equal(get16(r->resp + 8), forms[i].version);
		assert_int_equal(get64(r->resp + 32), 0x20);
		assert_int_equal(get16(r->resp + 64), 2);
		assert_int_equal(r->resp[66], 0);
		if (i)
			assert_int_equal(get16(r->resp + 72), 3014);
		if (i)
			assert_int_equal(get32(r->resp + 76),
					 i == 3 ? 100000 : 0);
	}
	assert_int_equal(query_dev(r, 9, 128), 0);
	assert_int_equal(get16(r->resp + 8), 4);
	/* a reply buffer below the structure is a driver's mistake */
	assert_int_equal(query_dev(r, 2, 72), 1);
	assert_rules(r, 19);
	rig_free(r);
}

static void vport_config(void **state)
{
	struct rig *r = rig_new(NULL);
	uint64_t handles[2];
	struct rig_msg m;

	(void)state;
	for (unsigned int i = 0; i < 2; i++) {
		rig_msg(&m, 0x20008, 1, 44, 1, 64);
		put32(m.b + 40, i);
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(get32(r->resp + 32), 16);
		assert_int_equal(get32(r->resp + 36), 16);
		assert_int_equal(get32(r->resp + 40), 64);
		assert_int_equal(r->resp[48] & 1, 0);
		assert_int_equal(r->resp[53], i);
		handles[i] = get64(r->resp + 56);
		/* the same answer each time */
		assert_int_equal(handles[i], r->vport[i]);
	}
	assert_true(handles[0] != handles[1]);
	assert_true(handles[0] >> 32);
	put32(m.b + 40, 2);
	assert_int_equal(rig_send(r, &m), 1);
	assert_clean(r);
	rig_free(r);
}

static void most_ports(void **state)
{
	struct emu_config cfg;
	struct rig_msg m;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.num_ports = 256;
	cfg.vport_offset = 0;
	r = rig_new(&cfg);
	assert_int_equal(query_dev(r, 3, 80), 0);
	assert_int_equal(get16(r->resp + 64), 256);
	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	put32(m.b + 40, 255);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp[53], 255);
	assert_clean(r);
	rig_free(r);
}

static void vport_tx(void **state)
{
	struct emu_config cfg;
	struct rig_msg m;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.vport_offset = 200;
	r = rig_new(&cfg);
	assert_int_equal(r->vport_offset[0], 200);
	assert_int_equal(r->vport_offset[1], 201);
	assert_int_equal(r->resp[34], 1);	/* the short form will do */
	rig_free(r);
	/* the last that fits 12 bits; the short form has 8 */
	cfg.vport_offset = 4094;
	assert_null(emu_config_check(&cfg));
	r = rig_new(&cfg);
	assert_int_equal(r->vport_offset[1], 4095);
	assert_int_equal(r->resp[34], 0);
	rig_msg(&m, 0x20003, 1, 56, 1, 36);
	put64(m.b + 40, r->vport[0] + 1);
	put32(m.b + 48, r->pdid);
	put32(m.b + 52, r->page);
	assert_int_equal(rig_send(r, &m), 1);	/* no such vPort */
	put64(m.b + 40, r->vport[0]);
	assert_int_equal(rig_send(r, &m), 0);	/* again, without queues */
	rig_queue(r, 0, 1);
	assert_int_equal(rig_send(r, &m), 1);	/* and with */
	assert_clean(r);
	put64(m.b + 40, r->vport[1]);
	put32(m.b + 48, r->pdid + 1);
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 48, r->pdid);
	put32(m.b + 52, r->page + 1);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 41), 2);
	assert_rules(r, 41);
	rig_free(r);
}

/* ---- WQ objects ---- */

/* Version 1 of 6.1 and 6.12, version 2, version 3 of 7.3, one from beyond. */
static void create_versions(void **state)
{
	static const struct {
		uint16_t req, resp;
		size_t len, resp_len;
	} forms[] = { { 1, 1, 88, 48 }, { 2, 1, 89, 48 }, { 3, 2, 96, 56 },
		      { 5, 5, 120, 64 } };
	struct rig *r = rig_new(NULL);

	(void)state;
	for (unsigned int i = 0; i < 4; i++) {
		struct rig_queue q = { .kind = 2, .wq_size = 4096,
				       .cq_size = 8192 };
		struct rig_msg m;

		rig_create_msg(r, &m, &q);
		put16(m.b + 8, forms[i].req);
		put32(m.b + 12, (uint32_t)forms[i].len);
		put16(m.b + 24, forms[i].resp);
		put32(m.b + 28, (uint32_t)forms[i].resp_len);
		m.len = forms[i].len;
		put64(m.b + 56, rig_region(r, q.wq_at, 4096));
		put64(m.b + 64, rig_region(r, q.cq_at, 8192));
		/* bytes of a version that was not declared say nothing */
		if (forms[i].req < 3) {
			m.b[89] = 0xff;
			m.b[90] = 0xff;
		} else {
			m.b[89] = 1;
			put16(m.b + 90, 16);
			put16(m.b + 92, 64);
		}
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(r->resp_len, forms[i].resp_len);
		assert_true(get64(r->resp + 40) != UINT64_MAX);
		if (forms[i].resp < 2)
			continue;
		assert_int_equal(get16(r->resp + 8), 2);
		assert_int_equal(get16(r->resp + 48), 16);
		assert_int_equal(get16(r->resp + 50), 64);
		assert_int_equal(r->resp[52], 1);
	}
	assert_clean(r);
	rig_free(r);
}

static void vport_order(void **state)
{
	struct emu_config cfg;
	struct rig_queue q;
	struct rig_msg m;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.max_queues = 2;
	cfg.num_ports = 3;
	r = rig_new(&cfg);
	for (unsigned int i = 0; i < 4; i++)
		assert_int_equal(rig_create(r, &q, 0, 1 + i % 2, 4096, 8192),
				 0);
	/* a third SQ, a third RQ */
	assert_int_equal(rig_create(r, &q, 0, 1, 4096, 8192), 1);
	assert_int_equal(rig_create(r, &q, 0, 2, 4096, 8192), 1);
	assert_int_equal(rig_hits(r, 41), 2);
	/* a vPort that was not bound */
	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	put32(m.b + 40, 2);
	assert_int_equal(rig_send(r, &m), 0);
	r->vport[1] = get64(r->resp + 56);
	assert_int_equal(rig_create(r, &q, 1, 1, 4096, 8192), 1);
	assert_int_equal(rig_hits(r, 41), 3);
	/* no vPort at all, and a kind that is none */
	r->vport[1] = 1;
	assert_int_equal(rig_create(r, &q, 1, 1, 4096, 8192), 1);
	assert_int_equal(rig_create(r, &q, 0, 3, 4096, 8192), 1);
	assert_rules(r, 41);
	rig_free(r);
}

static void destroy_wrong(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 1, 2);
	struct rig_queue none = *sq;

	(void)state;
	assert_int_equal(rig_destroy(sq, 2), 1);
	assert_int_equal(rig_destroy(rq, 1), 1);
	assert_int_equal(rig_destroy(sq, 0), 1);
	none.handle = 0;
	assert_int_equal(rig_destroy(&none, 1), 1);
	assert_int_equal(rig_destroy(sq, 1), 0);
	assert_int_equal(rig_destroy(sq, 1), 1);	/* twice */
	assert_int_equal(rig_destroy(rq, 2), 0);
	assert_int_equal(rig_hits(r, 42), 5);
	assert_rules(r, 42);
	rig_free(r);
}

static void sq_pending(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	struct rig_msg m;

	(void)state;
	/* a port that may send little: the second frame has to wait */
	rig_msg(&m, 0x2000b, 1, 56, 1, 40);
	put64(m.b + 40, r->vport[0]);
	put32(m.b + 48, 1);
	put32(m.b + 52, 1);
	assert_int_equal(rig_send(r, &m), 0);
	for (unsigned int i = 0; i < 100; i++)
		rig_tx_post(sq, f, rig_build(r, 0, &p, f), NULL);
	rig_run(r);
	assert_true(r->num_frames < 100);
	assert_int_equal(rig_destroy(sq, 1), 0);
	assert_rules(r, LINT(44));
	rig_free(r);
}

/* Failed or refused creations leave nothing behind, in any number. */
static void objects_do_not_leak(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue q[32];
	json_t *report, *live;

	(void)state;
	for (unsigned int round = 0; round < 3; round++) {
		for (unsigned int i = 0; i < 32; i++)
			assert_int_equal(rig_create(r, &q[i], 1, 1 + i % 2,
						    4096, 8192), 0);
		for (unsigned int i = 0; i < 32; i++)
			assert_int_equal(rig_destroy(&q[i], 1 + i % 2), 0);
	}
	report = mana_dev_report(r->dev);
	live = json_object_get(json_object_get(report, "objects"), "live");
	assert_int_equal(json_integer_value(json_object_get(live, "sqs")), 0);
	assert_int_equal(json_integer_value(json_object_get(live, "rqs")), 0);
	assert_int_equal(json_integer_value(json_object_get(live, "regions")),
			 0);
	json_decref(report);
	assert_clean(r);
	rig_free(r);
}

/* ---- fences ---- */

/* The completion comes with RX off and on, idle and busy, and only once. */
static void fence_alone(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2), *sq = rig_queue(r, 0, 1);
	uint8_t cqe[64];

	(void)state;
	for (unsigned int on = 0; on < 2; on++) {
		assert_int_equal(rig_fence(rq), 0);
		rig_run(r);
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(get32(cqe), 0x43);
		for (unsigned int i = 4; i < 60; i++)
			assert_int_equal(cqe[i], 0);
		assert_false(rig_cqe(rq, cqe));
		rig_buffer(rq, 2048);
		rig_rx_on(rq);
	}
	assert_int_equal(rig_fence(sq), 1);
	assert_clean(r);
	rig_free(r);
}

/*
 * Behind everything that was accepted before it, in front of what came after;
 * frames without a buffer do not hold it up.
 */
static void fence_order(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);
	struct rig_msg m;

	(void)state;
	for (unsigned int i = 0; i < 3; i++)
		rig_buffer(rq, 2048);
	rig_rx_on(rq);
	for (unsigned int i = 0; i < 5; i++)
		mana_dev_rx(r->dev, 0, f, len);
	rig_msg(&m, 0x20006, 1, 48, 1, 32);
	put64(m.b + 40, rq->handle);
	assert_int_equal(rig_send(r, &m), 0);
	rig_run(r);
	for (unsigned int i = 0; i < 3; i++) {
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(cqe[0] & 0x3f, 1);
	}
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(cqe[0] & 0x3f, 3);
	assert_int_equal(rig_stat(r, 0, "rx_no_wqe"), 2);
	assert_rules(r, LINT(76));
	rig_free(r);
}

static void fence_twice(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_msg m;
	uint8_t f[256], cqe[64];
	size_t len = rig_build_to(r, 0, &p, f);

	(void)state;
	for (unsigned int i = 0; i < 100; i++)
		rig_buffer(rq, 256);
	rig_rx_on(rq);
	for (unsigned int i = 0; i < 100; i++)
		mana_dev_rx(r->dev, 0, f, len);
	rig_msg(&m, 0x20006, 1, 48, 1, 32);
	put64(m.b + 40, rq->handle);
	/* little work each turn: the second comes while the first waits */
	for (unsigned int i = 0; i < 2; i++) {
		rig_send_blind(r, &m);
		mana_dev_work(r->dev, 2);
	}
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 24)), 5);
	rig_run(r);
	for (unsigned int i = 0; i < 100; i++)
		assert_true(rig_cqe(rq, cqe) && (cqe[0] & 0x3f) == 1);
	assert_true(rig_cqe(rq, cqe) && (cqe[0] & 0x3f) == 3);
	assert_false(rig_cqe(rq, cqe));
	/* the same answer buffer twice is this test's doing */
	assert_rules(r, 51);
	rig_free(r);
}

/* ---- link, shaping ---- */

static void link_config(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	rig_msg(&m, 0x2000a, 1, 48, 2, 48);
	put64(m.b + 40, r->vport[1]);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get16(r->resp + 8), 2);
	assert_int_equal(get32(r->resp + 32), 200000);
	assert_int_equal(r->resp[36], 0);
	assert_int_equal(get32(r->resp + 40), 200000);
	put64(m.b + 40, 1);
	assert_int_equal(rig_send(r, &m), 1);
	assert_clean(r);
	rig_free(r);
}

static uint32_t clamp(struct rig *r, uint32_t enable, uint32_t mbps)
{
	struct rig_msg m;

	rig_msg(&m, 0x2000b, 1, 56, 1, 40);
	put64(m.b + 40, r->vport[0]);
	put32(m.b + 48, enable);
	put32(m.b + 52, mbps);
	return rig_send(r, &m);
}

/* A clamped port sends at its rate, counted with the test's own clock. */
static void bandwidth(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	const struct rig_pkt p = { .payload = 1200, .good = true };
	uint8_t f[2048];
	size_t len = rig_build(r, 0, &p, f);
	unsigned int at_start;
	struct rig_msg m;

	(void)state;
	assert_int_equal(clamp(r, 1, 0), 1);
	assert_int_equal(clamp(r, 1, 200001), 1);
	assert_int_equal(clamp(r, 2, 100), 1);
	assert_int_equal(clamp(r, 1, 100), 0);
	assert_int_equal(clamp(r, 0xffffffff, 5), 0);	/* leave it */
	rig_msg(&m, 0x2000a, 1, 48, 2, 48);
	put64(m.b + 40, r->vport[0]);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get32(r->resp + 32), 200000);
	assert_int_equal(get32(r->resp + 40), 100);
	for (unsigned int i = 0; i < 120; i++)
		rig_tx_post(sq, f, len, NULL);
	rig_run(r);
	at_start = r->num_frames;
	assert_true(at_start < 120);
	assert_true(mana_dev_next_ns(r->dev) > 0);
	/* 100 Mbit/s are 1250000 bytes in 100 ms: about 995 frames of 1254 */
	r->now_ns += 1000000;
	rig_run(r);
	assert_in_range(r->num_frames - at_start, 9, 11);
	assert_int_equal(clamp(r, 0, 0), 0);
	rig_run(r);
	assert_int_equal(r->num_frames, 120);
	assert_clean(r);
	rig_free(r);
}

static void link_events(void **state)
{
	struct rig *r = rig_new(NULL);
	const struct rig_pkt p = { .payload = 60, .good = true };
	struct rig_queue *sq = rig_queue(r, 1, 1), *rq = rig_queue(r, 1, 2);
	const uint8_t *ring = rig_ptr(r, r->eq.at);
	unsigned int at = 11;
	uint8_t f[256], cqe[64];

	(void)state;
	rig_buffer(rq, 2048);
	rig_rx_on(rq);
	assert_int_equal(mana_dev_set_link(r->dev, 2, false), -EINVAL);
	assert_int_equal(mana_dev_set_link(r->dev, 1, false), 0);
	while (ring[16 * at + 12] != 133)
		at++;
	assert_int_equal(get32(ring + 16 * at), 1 | 3 << 24);
	/* out of reach in both directions; what is sent completes all the same */
	assert_int_equal(rig_tx(sq, f, rig_build(r, 1, &p, f), NULL), 32);
	assert_int_equal(r->num_frames, 0);
	mana_dev_rx(r->dev, 1, f, rig_build_to(r, 1, &p, f));
	rig_run(r);
	assert_false(rig_cqe(rq, cqe));
	assert_int_equal(rig_stat(r, 1, "tx_link_down"), 1);
	assert_int_equal(rig_stat(r, 1, "rx_link_down"), 1);
	assert_int_equal(mana_dev_set_link(r->dev, 1, true), 0);
	assert_int_equal(get32(ring + 16 * (at + 1)), 1 | 2 << 24);
	mana_dev_rx(r->dev, 1, f, rig_build_to(r, 1, &p, f));
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	assert_clean(r);
	rig_free(r);
}

/* ---- statistics ---- */

static uint64_t gf_at(struct rig *r, uint64_t mask, uint16_t version,
		      unsigned int off)
{
	struct rig_msg m;

	rig_msg(&m, 0x20002, 1, 48, version, version >= 2 ? 256 : 248);
	put64(m.b + 40, mask);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get64(r->resp + 32), mask & (version >= 2 ?
			 0x7ffffff : 0x3ffffff));
	return off + 8 <= r->resp_len ? get64(r->resp + off) : 0;
}

static void function_statistics(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 1, 2);
	struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(r, 0, &p, f);

	(void)state;
	r->loop = true;
	for (unsigned int i = 0; i < 6; i++)
		rig_buffer(rq, 2048);
	rig_rx_on(rq);
	for (unsigned int i = 0; i < 6; i++) {
		/* three unicast, two multicast, one broadcast */
		memcpy(f, r->mac[1], 6);
		if (i == 3 || i == 4)
			f[0] |= 1;
		if (i == 5)
			memset(f, 0xff, 6);
		assert_int_equal(rig_tx(sq, f, len, NULL), 32);
	}
	rig_run(r);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 56), 6 * len);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 64), 3);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 72), 3 * len);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 80), 2);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 88), 2 * len);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 96), 1);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 104), len);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 192), 6 * len);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 200), 3);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 216), 2);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 232), 1);
	/* only what was asked for, and only what the version has */
	assert_int_equal(gf_at(r, 1u << 2, 2, 64), 0);
	assert_int_equal(gf_at(r, 0x7ffffff, 1, 200), 3);
	assert_clean(r);
	rig_free(r);
}

/* ethernet 1.9: which error lands in which counter */
static void error_statistics(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 60, .good = true };
	const struct rig_tx offset = { .xor1 = 1u << 24 };
	const struct rig_tx cq = { .xor0 = 1u << 8 };
	const struct rig_tx tag = { .vlan = true, .tci = 4095 };
	const struct rig_tx none = { .hdr_xor1 = 1 };
	static uint8_t f[20000];
	size_t len = rig_build(r, 0, &p, f);

	(void)state;
	assert_int_equal(rig_tx(sq, f, len, &offset), 39);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 128), 1);
	assert_int_equal(rig_tx(sq, f, len, &tag), 41);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 136), 1);
	f[12] = 0x88;
	assert_int_equal(rig_tx(sq, f, len, NULL), 36);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 144), 1);
	f[12] = 0x08;
	f[7] ^= 1;
	assert_int_equal(rig_tx(sq, f, len, NULL), 33);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 152), 1);
	f[7] ^= 1;
	p.payload = 9000;
	assert_int_equal(rig_tx(sq, f, rig_build(r, 0, &p, f), NULL), 34);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 176), 1);
	assert_int_equal(rig_tx(sq, f, len, &cq), 35);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 184), 1);
	assert_int_equal(rig_tx(sq, f, len, &none), 42);
	assert_int_equal(gf_at(r, 0x7ffffff, 2, 248), 1);
	assert_int_equal(rig_stat(r, 0, "tx_errors"), 7);
	assert_rules(r, 65, 78, 79, LINT(81), 82, 83);
	rig_free(r);
}

static void phy_statistics(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 1, 2);
	const struct rig_pkt p = { .payload = 60, .good = true };
	uint8_t f[256];
	size_t len = rig_build(r, 0, &p, f);
	struct rig_msg m;

	(void)state;
	r->loop = true;
	rig_buffer(rq, 2048);
	rig_rx_on(rq);
	rig_tx(sq, f, len, NULL);
	rig_tx(sq, f, len, NULL);
	r->now_ns += 200000000;
	rig_run(r);
	rig_msg(&m, 0x2000c, 1, 48, 1, 440);	/* mask 0 means all */
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp_len, 440);
	assert_int_equal(get64(r->resp + 40), 1);	/* no buffer */
	assert_int_equal(get64(r->resp + 56), 1);
	assert_int_equal(get64(r->resp + 64), 2);
	assert_int_equal(get64(r->resp + 184), len);
	assert_int_equal(get64(r->resp + 192), 2 * len);
	for (unsigned int i = 72; i < 184; i += 8)
		assert_int_equal(get64(r->resp + i), 0);
	assert_rules(r, LINT(76));
	rig_free(r);
}

/* Every command one byte short of each version's structure. */
static void short_messages(void **state)
{
	static const struct {
		uint32_t type, version, len, resp_version, resp_len;
	} sizes[] = {
		{ 0x20001, 1, 88, 1, 72 }, { 0x20001, 1, 88, 3, 80 },
		{ 0x20002, 1, 48, 1, 248 }, { 0x20002, 1, 48, 2, 256 },
		{ 0x20003, 1, 56, 1, 36 }, { 0x20004, 1, 88, 1, 48 },
		{ 0x20004, 3, 96, 2, 56 }, { 0x20005, 1, 56, 1, 32 },
		{ 0x20006, 1, 48, 1, 32 }, { 0x20007, 1, 112, 1, 32 },
		{ 0x20007, 2, 120, 1, 32 }, { 0x20007, 5, 120, 2, 40 },
		{ 0x20008, 1, 44, 1, 64 }, { 0x2000a, 1, 48, 2, 48 },
		{ 0x2000b, 1, 56, 1, 40 }, { 0x2000c, 1, 48, 1, 440 },
	};
	struct rig *r = rig_new(NULL);
	struct rig_msg m;
	unsigned int n = 0;

	(void)state;
	for (unsigned int i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		rig_msg(&m, sizes[i].type, (uint16_t)sizes[i].version,
			sizes[i].len - 1, (uint16_t)sizes[i].resp_version,
			sizes[i].resp_len);
		assert_int_equal(rig_send(r, &m), 1);
		assert_int_equal(rig_hits(r, 19), ++n);
		if (sizes[i].resp_len == 32)
			continue;	/* below that the channel stops: R-20 */
		rig_msg(&m, sizes[i].type, (uint16_t)sizes[i].version,
			sizes[i].len, (uint16_t)sizes[i].resp_version,
			sizes[i].resp_len - 1);
		assert_int_equal(rig_send(r, &m), 1);
		assert_int_equal(rig_hits(r, 19), ++n);
	}
	assert_rules(r, 19);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dev_config),
		cmocka_unit_test(vport_config),
		cmocka_unit_test(most_ports),
		cmocka_unit_test(vport_tx),
		cmocka_unit_test(create_versions),
		cmocka_unit_test(vport_order),
		cmocka_unit_test(destroy_wrong),
		cmocka_unit_test(sq_pending),
		cmocka_unit_test(objects_do_not_leak),
		cmocka_unit_test(fence_alone),
		cmocka_unit_test(fence_order),
		cmocka_unit_test(fence_twice),
		cmocka_unit_test(link_config),
		cmocka_unit_test(bandwidth),
		cmocka_unit_test(link_events),
		cmocka_unit_test(function_statistics),
		cmocka_unit_test(error_statistics),
		cmocka_unit_test(phy_statistics),
		cmocka_unit_test(short_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
