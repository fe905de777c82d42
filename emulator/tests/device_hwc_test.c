// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hardware channel: engine, headers, GDMA requests (hwc 5 to 9, gdma 12,
 * device-behaviour 11.2).
 */
#include "fault/fault.h"
#include "rig.h"

/* The commonest request: 40 bytes, header only, dev_id 0. */
static void list_msg(struct rig_msg *m)
{
	rig_msg(m, 3, 1, 40, 1, 296);
}

static struct rig *fresh(void **state)
{
	(void)state;
	return rig_new_unregistered(NULL);
}

/* ---- a request and its answer ---- */

/* hwc 17: GENERATE_TEST_EQE on the channel's own EQ, byte for byte */
static void worked_round_trip(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	static const uint8_t nothing[60];
	uint32_t eq_at = 11;
	const uint8_t *c, *e;
	struct rig_msg m;

	(void)state;
	rig_establish(r);
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 32, 1);
	put32(m.b + 36, 7);
	put32(m.b + 40, r->eq.id);
	rig_send_blind(r, &m);
	rig_run(r);
	c = rig_ptr(r, r->cq.at);
	assert_memory_equal(c, nothing, 60);
	assert_int_equal(get32(c + 60), r->sq.id | 1u << 24 | 1u << 29);
	assert_int_equal(get32(c + 64 + 12), 0);	/* offset of the buffer */
	assert_int_equal(get32(c + 64 + 24), 32);	/* bytes */
	assert_int_equal(get32(c + 64 + 60), r->rq.id | 1u << 29);
	e = rig_ptr(r, r->eq.at + 16 * eq_at);
	assert_int_equal(get32(e), r->cq.id);
	assert_int_equal(get32(e + 12), 3 | 1u << 29);
	/* one completion event an arming, then the test event */
	assert_int_equal(get32(e + 16 + 12), 64 | 1u << 29);
	assert_int_equal(get32(e + 32 + 12), 0);
	assert_int_equal(get32(rig_ptr(r, r->ans_at)), 0);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 10);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 8)), 1);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 12)), 32);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 16)), 1);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 20)), 7);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 24)), 0);
	assert_clean(r);
	rig_free(r);
}

/* hwc 18: rings wrap; SQ 64, CQ 32 requests a lap, RQ 128, EQ counter 8 laps */
static void many_requests(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int i = 0; i < 600; i++) {
		list_msg(&m);
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(get32(r->resp + 32), 2);
	}
	assert_clean(r);
	rig_free(r);
}

/* An answer waits for a buffer: the request is late, not lost. */
static void no_buffer(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	rig_hwc_request(r, &m);
	rig_hwc_ring(r, 64);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 1);
	rig_hwc_buffer(r, r->ans_at, 4096);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 3);
	assert_rules(r, 23);
	rig_free(r);
}

/* ---- what stops the channel ---- */

/* The channel must be dead now, and alive again after it was made anew. */
static void expect_stop(struct rig *r)
{
	struct rig_msg m;

	rig_run(r);
	list_msg(&m);
	rig_hwc_request(r, &m);
	rig_hwc_ring(r, 64);
	rig_run(r);
	assert_int_not_equal(get32(rig_ptr(r, r->ans_at + 4)), 3);
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_int_equal(rig_establish(r), 0x81);
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	assert_int_equal(rig_send(r, &m), 0);
}

/* A good request with one dword of its WQE spoiled. */
static void spoiled(struct rig *r, const struct rig_msg *m, uint32_t off,
		    uint32_t xor)
{
	uint8_t *w = rig_hwc_request(r, m);

	put32(w + off, get32(w + off) ^ xor);
	rig_hwc_buffer(r, r->ans_at, 4096);
	rig_hwc_ring(r, 64);
	expect_stop(r);
}

static void oob_wrong(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;
	uint8_t *w;

	list_msg(&m);
	spoiled(r, &m, 24, 1);		/* VSCQ */
	spoiled(r, &m, 28, 4);		/* VSQ */
	spoiled(r, &m, 16, 1);		/* VRQ, a PF's */
	spoiled(r, &m, 20, 1);		/* VRCQ */
	assert_int_equal(rig_hits(r, 16), 4);
	/* the small OOB has no room for the ids */
	w = rig_hwc_request(r, &m);
	memcpy(w + 16, w + 32, 16);
	put32(w + 4, 0x201);
	rig_hwc_ring(r, 32);
	expect_stop(r);
	assert_int_equal(rig_hits(r, 16), 5);
	assert_rules(r, 16);
	rig_free(r);
}

static void oob_reserved_bits(void **state)
{
	static const struct {
		uint32_t off, bits;
	} reserved[] = { { 8, 1 }, { 12, 1u << 31 }, { 16, 1u << 24 },
			 { 20, 1u << 31 }, { 24, 1u << 26 }, { 28, 1u << 24 } };
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int i = 0; i < 6; i++) {
		uint8_t *w;

		list_msg(&m);
		w = rig_hwc_request(r, &m);
		put32(w + reserved[i].off,
		      get32(w + reserved[i].off) | reserved[i].bits);
		rig_hwc_buffer(r, r->ans_at, 4096);
		rig_hwc_ring(r, 64);
		rig_run(r);
		assert_int_equal(rig_hits(r, LINT(16)), i + 1);
		assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 3);
	}
	assert_rules(r, LINT(16));
	rig_free(r);
}

static void request_buffer(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;
	uint8_t *w;

	list_msg(&m);
	spoiled(r, &m, 44, 40 ^ 39);	/* shorter than a header */
	w = rig_hwc_request(r, &m);
	put64(w + 32, rig_alloc(r, 8192));
	put32(w + 44, 4097);		/* longer than announced */
	rig_hwc_ring(r, 64);
	expect_stop(r);
	/* in two pieces */
	w = rig_hwc_request(r, &m);
	memcpy(w + 48, w + 32, 16);
	put32(w + 44, 16);
	put64(w + 48, r->msg_at + 16);
	put32(w + 60, 24);
	put32(w + 4, 0x602);
	rig_hwc_ring(r, 64);
	expect_stop(r);
	assert_int_equal(rig_hits(r, 17), 3);
	assert_rules(r, 17);
	rig_free(r);
}

static void answer_size(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	put32(m.b + 28, 31);
	spoiled(r, &m, 8, 0);
	put32(m.b + 28, 4097);
	spoiled(r, &m, 8, 0);
	assert_int_equal(rig_hits(r, 20), 2);
	/* a buffer that is smaller than the answer */
	list_msg(&m);
	rig_hwc_buffer(r, r->ans_at, 64);
	rig_hwc_request(r, &m);
	rig_hwc_ring(r, 64);
	expect_stop(r);
	assert_int_equal(rig_hits(r, 20), 3);
	assert_rules(r, 20);
	rig_free(r);
}

/* ---- what costs one request ---- */

static void length_differs(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	put32(m.b + 12, 48);
	assert_int_equal(rig_send(r, &m), 0);
	assert_rules(r, 18);
	rig_free(r);
}

/* Every request one byte short of its structure (gdma 12.1). */
static void message_short(void **state)
{
	static const struct {
		uint32_t type, len;
	} sizes[] = { { 1, 640 }, { 10, 44 }, { 11, 48 }, { 12, 96 },
		      { 13, 52 }, { 25, 64 }, { 26, 56 }, { 27, 48 },
		      { 81, 56 }, { 84, 48 } };
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		rig_msg(&m, sizes[i].type, 1, sizes[i].len - 1, 1, 72);
		assert_int_equal(rig_send(r, &m), 1);
		assert_int_equal(r->resp_len, 32);
		assert_int_equal(rig_hits(r, 19), i + 1);
	}
	assert_rules(r, 19);
	rig_free(r);
}

static void header_halves(void **state)
{
	static const struct {
		uint32_t off, val;
	} bad[] = { { 0, 1 }, { 16, 1 }, { 20, 4 }, { 8, 0 }, { 24, 0 },
		    { 26, 1 } };
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int i = 0; i < 6; i++) {
		list_msg(&m);
		put16(m.b + bad[i].off, (uint16_t)bad[i].val);
		assert_int_equal(rig_send(r, &m), 1);
		assert_int_equal(rig_hits(r, 21), i + 1);
	}
	/* known drivers leave the slot of the response half 0: so may all */
	assert_rules(r, 21);
	rig_free(r);
}

static void slot_number(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	put16(m.b + 10, 1);
	put16(m.b + 26, 1);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(get16(r->resp + 10), 1);
	assert_rules(r, 22);
	rig_free(r);
}

static void reserved_bytes(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	m.b[103] = 1;
	m.b[127] = 1;
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_hits(r, LINT(24)), 2);
	rig_msg(&m, 84, 1, 48, 1, 40);
	m.b[44] = 1;
	assert_int_equal(rig_send(r, &m), 0);
	rig_msg(&m, 0x20001, 1, 88, 3, 80);
	m.b[87] = 1;
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_hits(r, LINT(24)), 4);
	assert_rules(r, LINT(24));
	rig_free(r);
}

static void device_id(void **state)
{
	static const uint32_t bad[] = { 3, 0x10002, 0x10000, 0xffffffff };
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int i = 0; i < 4; i++) {
		list_msg(&m);
		put32(m.b + 32, bad[i]);
		assert_int_equal(rig_send(r, &m), 1);
	}
	/* each driver's choice for core requests */
	for (uint32_t id = 0; id < 3; id++) {
		list_msg(&m);
		put32(m.b + 32, id);
		assert_int_equal(rig_send(r, &m), 0);
	}
	/* the client's messages go to the client */
	rig_msg(&m, 0x20001, 1, 88, 3, 80);
	put32(m.b + 32, 1);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(rig_hits(r, 25), 5);
	/* nobody leaves the owner of a registration or an EQ unnamed */
	for (unsigned int i = 0; i < 5; i++) {
		static const uint32_t types[] = { 4, 5, 10, 12, 13 };

		rig_msg(&m, types[i], 1, 96, 1, 44);
		put32(m.b + 32, 0);
		assert_int_equal(rig_send(r, &m), 1);
	}
	assert_int_equal(rig_hits(r, 25), 10);
	assert_rules(r, 25);
	rig_free(r);
}

static void verify_first(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	struct rig_msg m;

	(void)state;
	rig_establish(r);
	/* OpenHCL's order: the limits and a test event come before */
	rig_msg(&m, 2, 1, 40, 1, 72);
	assert_int_equal(rig_send(r, &m), 0);
	assert_clean(r);
	list_msg(&m);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_hits(r, LINT(26)), 1);
	/* versions that exclude 1; a string without an end */
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 2);
	put64(m.b + 48, 3);
	assert_int_equal(rig_send(r, &m), 1);
	put64(m.b + 40, 1);
	memset(m.b + 512, 'x', 128);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_hits(r, LINT(26)), 3);
	assert_rules(r, LINT(26));
	rig_free(r);
}

static uint32_t simple(struct rig *r, uint32_t type, uint32_t dev_id)
{
	struct rig_msg m;

	rig_msg(&m, type, 1, 40, 1, 44);
	put32(m.b + 32, dev_id);
	return rig_send(r, &m);
}

static void register_order(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	/* the one client message that Linux 7.3 sends before */
	rig_msg(&m, 0x20001, 1, 88, 3, 80);
	assert_int_equal(rig_send(r, &m), 0);
	assert_clean(r);
	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_hits(r, 27), 1);
	assert_int_equal(simple(r, 5, 2), 1);	/* not registered */
	assert_int_equal(simple(r, 4, 1), 1);	/* the channel itself */
	assert_int_equal(rig_hits(r, 27), 3);
	assert_int_equal(simple(r, 4, 2), 0);
	assert_int_equal(simple(r, 4, 2), 1);	/* twice */
	assert_int_equal(simple(r, 5, 2), 0);
	assert_int_equal(rig_hits(r, 27), 4);
	assert_rules(r, 27);
	rig_free(r);
	/* not with objects left */
	r = rig_new(NULL);
	rig_queue(r, 0, 1);
	assert_int_equal(simple(r, 5, 2), 1);
	assert_rules(r, 27);
	rig_free(r);
}

static void unknown_request(void **state)
{
	static const uint32_t types[] = { 0, 6, 14, 22, 29, 96, 0x20009,
					  0x2000d, 0x28000, 0x30001 };
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		rig_msg(&m, types[i], 1, 40, 1, 64);
		put32(m.b + 32, types[i] >= 0x20000 ? 2 : 0);
		assert_int_equal(rig_send(r, &m), 0xffffffff);
		assert_int_equal(r->resp_len, 32);
	}
	assert_rules(r, LINT(28));
	rig_free(r);
}

/* The driver reads all events of the channel and says so. */
static void read_events(struct rig *r)
{
	struct rig_eq eq = { .r = r, .bytes = 4096, .cons = 256,
			     .at = r->eq.at };
	uint8_t e[16];

	while (rig_eqe(&eq, e))
		;
	rig_bell(r, r->hwc_page, 0xff8,
		 r->eq.id | (uint64_t)(eq.cons | 1u << 31) << 32, 8);
}

static void after_service_event(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	assert_int_equal(mana_dev_event(r->dev, 135, 0), 0);
	list_msg(&m);
	/* who has not seen it yet is excused */
	rig_send_blind(r, &m);
	rig_run(r);
	assert_rules(r, LINT(29));
	read_events(r);
	rig_hwc_request(r, &m);
	rig_hwc_ring(r, 64);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 1);
	assert_rules(r, 29, LINT(29));
	/* the driver goes down and comes back */
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_int_equal(rig_establish(r), 0x81);
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	assert_int_equal(rig_send(r, &m), 0);
	assert_rules(r, 29, LINT(29));
	rig_free(r);
}

/* A driver waits as long as was agreed before it goes on. */
static void patience(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	for (unsigned int late = 0; late < 2; late++) {
		assert_null(fault_arm(r->dev, "F-11a", NULL));
		list_msg(&m);
		rig_hwc_request(r, &m);
		rig_hwc_ring(r, 64);
		rig_run(r);
		r->now_ns += late ? 20000000000ull : 30000000000ull;
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(rig_hits(r, LINT(30)), late);
	}
	assert_rules(r, LINT(30));
	rig_free(r);
}

/* ---- single requests ---- */

static void verify(void **state)
{
	struct emu_config cfg;
	struct rig *r;
	struct rig_msg m;

	(void)state;
	rig_config(&cfg);
	cfg.pf_caps = 0x8088;
	r = rig_new_cold(&cfg);
	rig_establish(r);
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	put64(m.b + 56, 0x527e686d);
	/* repeatable: OpenHCL sends it again after a restart */
	for (unsigned int i = 0; i < 2; i++) {
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(r->resp_len, 72);
		assert_int_equal(get64(r->resp + 32), 1);
		assert_int_equal(get64(r->resp + 40), 0x8088);
	}
	assert_clean(r);
	rig_free(r);
}

static void max_resources(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	rig_msg(&m, 2, 1, 40, 1, 72);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp_len, 72);
	assert_int_equal(get32(r->resp + 36), 32);	/* SQs of two ports */
	assert_int_equal(get32(r->resp + 40), 32);
	assert_int_equal(get32(r->resp + 44), 4095);
	assert_int_equal(get32(r->resp + 48), 1024);
	assert_int_equal(get32(r->resp + 52), 112);	/* doorbell pages */
	assert_int_equal(get32(r->resp + 68), 65);
	assert_clean(r);
	rig_free(r);
}

static void list_and_register(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp_len, 296);
	assert_int_equal(get32(r->resp + 32), 2);
	assert_int_equal(get32(r->resp + 40), 1);
	assert_int_equal(get32(r->resp + 44), 2);
	for (unsigned int i = 48; i < 296; i++)
		assert_int_equal(r->resp[i], 0);
	assert_int_equal(simple(r, 4, 2), 0);
	assert_int_equal(r->resp_len, 44);
	assert_int_not_equal(get32(r->resp + 32), 0);
	assert_int_not_equal(get32(r->resp + 36), 0);
	/* the page it may ring through lies within BAR0 */
	assert_in_range(get32(r->resp + 40), 1, 111);
	assert_clean(r);
	rig_free(r);
}

static void hwc_timeout(void **state)
{
	struct emu_config cfg;
	struct rig *r = fresh(state);
	struct rig_msg m;

	rig_msg(&m, 84, 1, 48, 1, 40);
	put32(m.b + 40, 30000);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp_len, 40);
	assert_int_equal(get32(r->resp + 32), 30000);
	rig_free(r);
	/* not offered, not known */
	rig_config(&cfg);
	cfg.pf_caps = 0;
	r = rig_new_unregistered(&cfg);
	assert_int_equal(rig_send(r, &m), 0xffffffff);
	assert_clean(r);
	rig_free(r);
}

static void test_and_reset_events(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;
	uint8_t e[16];

	(void)state;
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_int_equal(e[12], 64);
	assert_int_equal(r->last_irq, 1);
	assert_false(rig_eqe(&r->data_eq, e));
	put32(m.b + 40, r->eq_id + 1);
	assert_int_equal(rig_send(r, &m), 1);
	rig_msg(&m, 11, 1, 48, 1, 32);
	put32(m.b + 40, r->eq_id);
	put32(m.b + 44, 0x1234);
	assert_int_equal(rig_send(r, &m), 0);
	assert_true(rig_eqe(&r->data_eq, e));
	assert_int_equal(e[12], 135);
	assert_int_equal(get32(e), 0x1234);
	put32(m.b + 40, r->eq_id + 1);
	assert_int_equal(rig_send(r, &m), 1);
	assert_clean(r);
	/* on the channel's EQ it is the real thing: no answer afterwards */
	put32(m.b + 40, r->eq.id);
	assert_int_equal(rig_send(r, &m), 0);
	read_events(r);
	rig_send_blind(r, &m);
	rig_run(r);
	assert_rules(r, 29);
	rig_free(r);
}

static void change_msix(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	rig_msg(&m, 81, 1, 56, 1, 32);
	put32(m.b + 32, 2);
	put32(m.b + 40, r->eq_id);
	put32(m.b + 44, 7);
	assert_int_equal(rig_send(r, &m), 0);
	put32(m.b + 44, 65);
	assert_int_equal(rig_send(r, &m), 1);
	put32(m.b + 40, 1);
	assert_int_equal(rig_send(r, &m), 1);
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->last_irq, 7);
	assert_clean(r);
	rig_free(r);
}

/* Newer messages: what is known is used, what follows is ignored. */
static void from_the_future(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	rig_msg(&m, 3, 9, 640, 7, 512);
	memset(m.b + 40, 0xa5, 600);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(r->resp_len, 296);
	rig_msg(&m, 0x20001, 9, 640, 9, 512);
	memset(m.b + 88, 0xa5, 552);
	assert_int_equal(rig_send(r, &m), 0);
	/* the client's answers have the size asked for, the rest zero */
	assert_int_equal(r->resp_len, 512);
	assert_int_equal(get32(r->resp + 12), 512);
	for (unsigned int i = 80; i < 512; i++)
		assert_int_equal(r->resp[i], 0);
	assert_clean(r);
	rig_free(r);
}

/* DESTROY finds requests queued and answers waiting, and ends them. */
static void destroy_while_busy(void **state)
{
	struct rig *r = fresh(state);
	struct rig_msg m;

	list_msg(&m);
	rig_send_blind(r, &m);
	assert_int_equal(rig_unestablish(r), 0x82);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 1);
	assert_clean(r);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_round_trip),
		cmocka_unit_test(many_requests),
		cmocka_unit_test(no_buffer),
		cmocka_unit_test(oob_wrong),
		cmocka_unit_test(oob_reserved_bits),
		cmocka_unit_test(request_buffer),
		cmocka_unit_test(answer_size),
		cmocka_unit_test(length_differs),
		cmocka_unit_test(message_short),
		cmocka_unit_test(header_halves),
		cmocka_unit_test(slot_number),
		cmocka_unit_test(reserved_bytes),
		cmocka_unit_test(device_id),
		cmocka_unit_test(verify_first),
		cmocka_unit_test(register_order),
		cmocka_unit_test(unknown_request),
		cmocka_unit_test(after_service_event),
		cmocka_unit_test(patience),
		cmocka_unit_test(verify),
		cmocka_unit_test(max_resources),
		cmocka_unit_test(list_and_register),
		cmocka_unit_test(hwc_timeout),
		cmocka_unit_test(test_and_reset_events),
		cmocka_unit_test(change_msix),
		cmocka_unit_test(from_the_future),
		cmocka_unit_test(destroy_while_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
