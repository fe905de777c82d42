// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The fault language: what is understood, what is refused, and what each point
 * and each action do to a scripted driver.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fault/engine.h"
#include "rig.h"

#define MS 1000000ull

static unsigned int arm(struct rig *r, const char *text)
{
	unsigned int id = 0;
	const char *wrong = fault_arm(r->dev, text, &id);

	if (wrong)
		fail_msg("%s: %s", text, wrong);
	return id;
}

/* A number of the report's entry for a rule, counted from 0. */
static json_int_t told(struct rig *r, size_t rule, const char *key)
{
	json_t *report = mana_dev_report(r->dev), *v;
	json_int_t n;

	v = json_object_get(json_array_get(json_object_get(report, "faults"),
					   rule), key);
	assert_non_null(v);
	n = json_is_boolean(v) ? json_is_true(v) : json_integer_value(v);
	json_decref(report);
	return n;
}

static void pass_ms(struct rig *r, uint64_t ms)
{
	r->now_ns += ms * MS;
	rig_run(r);
}

/* ---- words ---- */

static void refused(void **state)
{
	static const struct {
		const char *text, *says;
	} wrong[] = {
		{ "", "a fault is a name" },
		{ "F-77", "a fault is a name" },
		{ "F-2", "not the device's to inject" },
		{ "now", "a fault is a name" },
		{ "later:drop", "no point 'later'" },
		{ "now:", "neither action nor field ''" },
		{ "now:drop", "no action 'drop'" },
		{ "now:type=3", "neither action nor field 'type'" },
		{ "irq:d@0=3", "neither action nor field 'd@0'" },
		{ "cqe,type:drop", "a match is FIELD=VALUE" },
		{ "cqe,colour=3:drop", "'colour' cannot be matched" },
		{ "cqe,type=x:drop", "neither a number nor LOW-HIGH" },
		{ "cqe,type=5-3:drop", "neither a number nor LOW-HIGH" },
		{ "cqe,owner=1:drop", "'owner' cannot be matched" },
		{ "cqe,nth=0:drop", "nth takes a number from 1" },
		{ "cqe,times=x:drop", "times takes a number" },
		{ "cqe,for=99999999:drop", "for takes a number" },
		{ "cqe:drop=1", "drop takes no value" },
		{ "cqe:delay", "delay takes a value: delay=N" },
		{ "cqe:delay=3600001", "delay takes a number up to" },
		{ "cqe:repeat=100001", "repeat takes a number up to" },
		{ "cqe:event=256", "event takes a number up to 255" },
		{ "cqe:event=1/x", "32-bit number, not 'x'" },
		{ "cqe:raise=2048", "raise takes a number up to 2047" },
		{ "cqe:type", "'type' takes a value" },
		{ "cqe:type=", "'' is not a number" },
		{ "cqe:type=12monkeys", "'12monkeys' is not a number" },
		{ "cqe:d@5000=1", "neither action nor field 'd@5000'" },
		{ "cqe:x@5=1", "neither action nor field 'x@5'" },
		{ "cqe:type=0xfffffffffffffffff", "is not a number" },
		{ "doorbell:torn=3", "doorbell has no action 'torn'" },
		{ "cqe:drop;eqe:fly", "eqe has neither action nor field 'fly'" },
		{ "cqe,b@0=1,b@1=1,b@2=1,b@3=1,b@4=1,b@5=1,b@6=1,b@7=1,b@8=1:drop",
		  "at most 8 matches" },
		{ "cqe:drop,drop,drop,drop,drop,drop,drop,drop,drop,drop,drop,drop,drop",
		  "at most 12 actions" },
	};
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	for (unsigned int i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *says = fault_arm(r->dev, wrong[i].text, NULL);

		if (!says || !strstr(says, wrong[i].says))
			fail_msg("'%s' says: %s", wrong[i].text,
				 says ? says : "nothing");
	}
	/* of several rules, none is armed when one is wrong */
	assert_int_equal(fault_disarm(r->dev, 0), 0);
	rig_free(r);
}

static void too_long(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	char text[FAULT_TEXT + 1];

	(void)state;
	memset(text, '1', FAULT_TEXT);
	memcpy(text, "cqe:type=", 9);
	text[FAULT_TEXT] = 0;
	assert_non_null(strstr(fault_arm(r->dev, text, NULL), "at most 511"));
	text[FAULT_TEXT - 1] = 0;
	assert_non_null(strstr(fault_arm(r->dev, text, NULL), "is not a number"));
	rig_free(r);
}

static void help_names_all_words(void **state)
{
	(void)state;
	for (unsigned int p = 0; p < FP_POINTS; p++)
		assert_int_equal(fault_point_find(fault_point_name(p)), p);
	fault_help();
	fault_list();
}

/* ---- when ---- */

static void list_devices(struct rig *r, uint32_t want)
{
	struct rig_msg m;

	rig_msg(&m, 3, 1, 40, 1, 296);
	assert_int_equal(rig_send(r, &m), want);
}

static void nth_and_times(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,code=list_devices,nth=2,times=2:status=7");
	list_devices(r, 0);
	list_devices(r, 7);
	list_devices(r, 7);
	list_devices(r, 0);
	assert_int_equal(told(r, 0, "matched"), 3);
	assert_int_equal(told(r, 0, "fired"), 2);
	assert_int_equal(told(r, 0, "armed"), 0);
	rig_free(r);
}

static void for_ever_until_disarmed(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);
	unsigned int id = arm(r, "answer,times=0:status=7"), other;

	(void)state;
	other = arm(r, "answer,code=verify,times=0:status=8");
	for (unsigned int i = 0; i < 10; i++)
		list_devices(r, 7);
	assert_int_equal(fault_disarm(r->dev, id), 1);
	assert_int_equal(fault_disarm(r->dev, id), 0);
	list_devices(r, 0);
	assert_int_equal(told(r, 0, "fired"), 10);
	assert_int_equal(told(r, 1, "armed"), 1);
	assert_int_equal(fault_disarm(r->dev, other), 1);
	rig_free(r);
}

static void for_some_time(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,after=100,for=50:status=7");
	list_devices(r, 0);
	pass_ms(r, 100);
	list_devices(r, 7);
	pass_ms(r, 49);
	list_devices(r, 7);
	pass_ms(r, 1);
	list_devices(r, 0);
	rig_free(r);
}

static void every_so_often(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "now,times=3,every=10,after=5:raise=3");
	assert_int_equal(mana_dev_next_ns(r->dev), 5 * MS);
	for (unsigned int i = 0; i < 3; i++) {
		pass_ms(r, i ? 10 : 5);
		assert_int_equal(told(r, 0, "fired"), i + 1);
		rig_run(r);
		assert_int_equal(told(r, 0, "fired"), i + 1);
	}
	assert_int_equal(mana_dev_next_ns(r->dev), UINT64_MAX);
	rig_free(r);
}

static void ranges(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,code=2-3,d@36=0x1234,times=0:status=7");
	arm(r, "answer,code=3,d@36=0x1235,times=0:status=8");
	list_devices(r, 7);
	assert_int_equal(told(r, 1, "matched"), 0);
	rig_free(r);
}

/* ---- answers and requests ---- */

static void answer_fields(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);
	struct rig_msg m;

	(void)state;
	arm(r, "answer:version=9,slot=8,size=+4,w@40=^3,q@44=ones,status=0x105");
	rig_msg(&m, 3, 1, 40, 1, 296);
	assert_int_equal(rig_send(r, &m), 0x105);
	assert_int_equal(get16(r->resp + 8), 9);
	assert_int_equal(get16(r->resp + 10), 8);
	assert_int_equal(get32(r->resp + 12), 300);
	assert_int_equal(get32(r->resp + 40), 2);	/* 1 ^ 3 */
	assert_true(get64(r->resp + 44) == UINT64_MAX);
	rig_free(r);
}

/* Send without an answer: the buffer keeps what it had. */
static void blind(struct rig *r, uint32_t type)
{
	struct rig_msg m;

	memset(rig_ptr(r, r->ans_at), 0, 64);
	rig_msg(&m, type, 1, 40, 1, type == 3 ? 296 : 72);
	rig_send_blind(r, &m);
	rig_run(r);
}

static uint32_t answered_type(struct rig *r)
{
	return get32(rig_ptr(r, r->ans_at + 4));
}

static void answer_lost_and_late(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,code=3:drop");
	arm(r, "answer,code=2:delay=20");
	blind(r, 3);
	pass_ms(r, 1000);
	assert_int_equal(answered_type(r), 0);
	blind(r, 2);
	pass_ms(r, 19);
	assert_int_equal(answered_type(r), 0);
	assert_int_equal(mana_dev_next_ns(r->dev), MS);
	pass_ms(r, 1);
	assert_int_equal(answered_type(r), 2);
	assert_int_equal(mana_dev_next_ns(r->dev), UINT64_MAX);
	rig_free(r);
}

static void answer_again(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,code=3:repeat=1,echo=5");
	blind(r, 3);
	assert_int_equal(answered_type(r), 3);
	/* the copies wait for buffers */
	for (unsigned int i = 0; i < 2; i++) {
		memset(rig_ptr(r, r->ans_at), 0, 64);
		rig_hwc_buffer(r, r->ans_at, 4096);
		pass_ms(r, 5);
		pass_ms(r, 5);
		assert_int_equal(answered_type(r), 3);
	}
	rig_free(r);
}

static void answer_of_another(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer,nth=2:previous");
	blind(r, 3);
	blind(r, 2);
	assert_int_equal(answered_type(r), 3);
	blind(r, 2);
	assert_int_equal(answered_type(r), 2);
	arm(r, "answer:ones");
	blind(r, 2);
	assert_int_equal(answered_type(r), UINT32_MAX);
	rig_free(r);
}

static void no_answer_any_more(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	arm(r, "answer:stop");
	for (unsigned int i = 0; i < 3; i++) {
		blind(r, 3);
		assert_int_equal(answered_type(r), 0);
	}
	assert_int_equal(told(r, 0, "fired"), 1);
	/* a reset ends it */
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	assert_int_equal(rig_establish(r), 0x81);
	blind(r, 2);
	assert_int_equal(answered_type(r), 2);
	rig_free(r);
}

static void requests(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);
	struct rig_msg m;

	(void)state;
	arm(r, "request,code=4:drop");
	rig_msg(&m, 4, 1, 40, 1, 44);
	rig_send_blind(r, &m);
	rig_run(r);
	/* it was not executed, so it may be sent once more */
	assert_int_equal(rig_send(r, &m), 0);
	arm(r, "request,code=3:d@4=0x4444");
	rig_msg(&m, 3, 1, 40, 1, 296);
	rig_send_blind(r, &m);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 24)), 1);
	rig_free(r);
}

/* ---- entries ---- */

/* Send one frame; a completion of the queue, raw. */
static const uint8_t *send_one(struct rig_queue *q, unsigned int index)
{
	uint8_t f[128];
	size_t len;

	len = rig_build(q->r, 0, &(struct rig_pkt){ .udp = true, .good = true,
						    .payload = 40 }, f);
	rig_tx_post(q, f, len, NULL);
	rig_run(q->r);
	return rig_ptr(q->r, q->cq_at + 64ull * index);
}

static void completion_fields(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const uint8_t *c;

	(void)state;
	arm(r, "cqe,queue=tx,type=32:type=35,vendor=0x123456,wq=+1,is_sq=0,owner=2");
	c = send_one(q, 0);
	assert_int_equal(get32(c), 35 | 1 << 6 | 0x123456 << 8);
	/* owner counts from the right one, which is 1 in the first lap */
	assert_int_equal(get32(c + 60), (q->wq_id + 1) | 3u << 29);
	c = send_one(q, 1);
	assert_int_equal(get32(c) & 0x3f, 32);
	assert_int_equal(get32(c + 60), q->wq_id | 1u << 24 | 1u << 29);
	rig_free(r);
}

static void completion_lost_late_again(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const uint8_t *c = rig_ptr(r, q->cq_at);

	(void)state;
	arm(r, "cqe,queue=tx:drop");
	arm(r, "cqe,queue=tx,nth=2:delay=10");
	arm(r, "cqe,queue=tx,nth=3:repeat=2,echo=20");
	send_one(q, 0);
	send_one(q, 0);
	assert_int_equal(c[0], 0);
	pass_ms(r, 10);
	assert_int_equal(c[0] & 0x3f, 32);
	send_one(q, 1);
	assert_int_equal(c[64 * 3] & 0x3f, 32);
	assert_int_equal(c[64 * 4], 0);
	pass_ms(r, 20);
	pass_ms(r, 1);
	assert_int_equal(c[64 * 4] & 0x3f, 32);
	assert_int_equal(get32(c + 64 * 4 + 60) >> 29, 1);
	rig_free(r);
}

static void completion_torn(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const uint8_t *c = rig_ptr(r, q->cq_at);
	uint8_t eqe[16];

	(void)state;
	while (rig_eqe(&r->data_eq, eqe))
		;
	arm(r, "cqe,queue=tx:torn=10");
	send_one(q, 0);
	assert_int_equal(c[0] & 0x3f, 32);
	assert_int_equal(get32(c + 60), 0);
	assert_false(rig_eqe(&r->data_eq, eqe));
	/* the next one takes the next place */
	send_one(q, 1);
	assert_int_equal(get32(c + 64 + 60) >> 29, 1);
	pass_ms(r, 11);
	assert_int_equal(get32(c + 60), q->wq_id | 1u << 24 | 1u << 29);
	assert_clean(r);
	rig_free(r);
}

static void completion_then_silence(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1), *other = rig_queue(r, 0, 1);
	const uint8_t *c = rig_ptr(r, q->cq_at);

	(void)state;
	arm(r, "F-35");
	send_one(q, 0);
	assert_int_equal(c[0] & 0x3f, 42);
	send_one(q, 1);
	assert_int_equal(c[64], 0);
	assert_int_equal(*send_one(other, 0) & 0x3f, 32);
	rig_free(r);
}

static void completion_of_another(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const uint8_t *c;

	(void)state;
	arm(r, "cqe,queue=tx,nth=2:previous,owner=0");
	send_one(q, 0);
	c = send_one(q, 1);
	assert_memory_equal(c - 64, c, 64);
	rig_free(r);
}

static void events(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq *eq = &r->data_eq;
	uint8_t e[16];

	(void)state;
	while (rig_eqe(eq, e))
		;
	arm(r, "eqe,queue=data,type=200:type=201,value=7,item=9");
	arm(r, "eqe,queue=data,type=210:drop");
	arm(r, "eqe,queue=data,type=211:delay=5");
	arm(r, "eqe,queue=data,type=212:torn=5,repeat=0");
	arm(r, "now:data_event=200,data_event=210,data_event=211,data_event=212");
	rig_run(r);
	/* what a fault does is not changed by faults */
	for (unsigned int type = 200; type <= 212; type += type == 200 ? 10 : 1) {
		assert_true(rig_eqe(eq, e));
		assert_int_equal(e[12], type);
	}
	assert_int_equal(told(r, 0, "matched"), 0);
	rig_free(r);
}

/* GENERATE_TEST_EQE on the data EQ */
static void test_event(struct rig *r)
{
	struct rig_msg m;

	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
}

static void event_entries(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_eq *eq = &r->data_eq;
	uint8_t e[16];

	(void)state;
	arm(r, "eqe,queue=data,type=64:drop");
	test_event(r);
	assert_false(rig_eqe(eq, e));
	arm(r, "eqe,queue=data,type=64:delay=5,data=77");
	test_event(r);
	assert_false(rig_eqe(eq, e));
	pass_ms(r, 5);
	assert_true(rig_eqe(eq, e));
	assert_int_equal(get32(e), 77);
	arm(r, "eqe,queue=data,type=64:torn=5");
	test_event(r);
	assert_false(rig_eqe(eq, e));
	pass_ms(r, 6);
	assert_true(rig_eqe(eq, e));
	arm(r, "eqe,queue=data,type=64:repeat=2");
	test_event(r);
	for (unsigned int i = 0; i < 3; i++)
		assert_true(rig_eqe(eq, e));
	assert_false(rig_eqe(eq, e));
	arm(r, "eqe,queue=data,type=64:owner=7");
	test_event(r);
	assert_false(rig_eqe(eq, e));
	rig_free(r);
}

/* ---- the rest ---- */

static void interrupts(void **state)
{
	struct rig *r = rig_new(NULL);
	unsigned int before = r->irqs;

	(void)state;
	arm(r, "irq,vector=1:drop");
	test_event(r);
	rig_eq_ring(&r->data_eq, true);	/* pending: one more interrupt */
	assert_int_equal(r->last_irq, 1);
	arm(r, "irq,vector=1:vector=9");
	rig_eq_ring(&r->data_eq, true);
	assert_int_equal(r->last_irq, 9);
	arm(r, "irq,vector=1:vector=5000");	/* outside of the table */
	rig_eq_ring(&r->data_eq, true);
	assert_int_equal(r->last_irq, 9);
	arm(r, "irq,vector=1:delay=5");
	rig_eq_ring(&r->data_eq, true);
	assert_int_equal(r->last_irq, 9);
	pass_ms(r, 5);
	assert_int_equal(r->last_irq, 1);
	before = r->irqs;
	arm(r, "irq,vector=1:repeat=9");
	rig_eq_ring(&r->data_eq, true);
	assert_int_equal(r->irqs, before + 10);
	arm(r, "now,times=100:raise=3");
	rig_run(r);
	assert_int_equal(r->last_irq, 3);
	assert_int_equal(r->irqs, before + 110);
	rig_free(r);
}

static void registers(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	arm(r, "read,offset=0x10-0x13:d@0=2048");
	assert_int_equal(rig_read(r, 0x10, 4), 2048);
	assert_int_equal(rig_read(r, 0x10, 4), 4096);
	arm(r, "read,offset=0x10:d@2=0x12345678");	/* only what is read */
	assert_int_equal(rig_read(r, 0x10, 4), 0x56781000);
	arm(r, "read,offset=0-0x27,times=0:ones");
	assert_int_equal(rig_read(r, 0, 4), UINT32_MAX);
	fault_disarm(r->dev, 0);
	assert_int_equal(rig_read(r, 0, 4), 0x01000001);
	rig_free(r);
}

static void shared_memory(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	arm(r, "smc,type=1:status=5");
	assert_int_equal(rig_establish(r), 0x581);
	arm(r, "smc,type=2:response=0,version=1");
	assert_int_equal(rig_unestablish(r), 0x0a);
	arm(r, "smc,type=1:delay=10");
	assert_int_equal(rig_establish(r), 0x80000081);
	pass_ms(r, 10);
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0x81);
	arm(r, "smc:drop");
	assert_int_equal(rig_unestablish(r), 0x80000082);
	pass_ms(r, 100000);
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0x80000082);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0);
	rig_free(r);
}

static void doorbells(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	const uint8_t *c = rig_ptr(r, q->cq_at);

	(void)state;
	arm(r, "doorbell,queue=sq:drop");
	send_one(q, 0);
	assert_int_equal(c[0], 0);
	rig_ring(q);
	rig_run(r);
	assert_int_equal(c[0] & 0x3f, 32);
	arm(r, "doorbell,queue=sq:delay=5");
	send_one(q, 1);
	assert_int_equal(c[64], 0);
	pass_ms(r, 5);
	pass_ms(r, 0);
	assert_int_equal(c[64] & 0x3f, 32);
	rig_free(r);
}

static void queue_entries_and_data(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *tx = rig_queue(r, 0, 1), *rx = rig_queue(r, 0, 2);
	struct rig_queue *bad = rig_queue(r, 0, 1), *dead = rig_queue(r, 0, 1);
	const struct rig_pkt p = { .udp = true, .good = true, .payload = 40 };
	uint64_t at = rig_buffer(rx, 2048);
	uint8_t f[128], c[64];
	size_t len;

	(void)state;
	arm(r, "dma,queue=tx:drop");
	assert_int_equal(*send_one(tx, 0) & 0x3f, 42);
	arm(r, "wqe,queue=tx:drop");
	assert_int_equal(*send_one(bad, 0) & 0x3f, 42);
	arm(r, "wqe,queue=tx:stop");
	assert_int_equal(*send_one(dead, 0) & 0x3f, 0);
	rig_rx_on(rx);
	arm(r, "dma,queue=rx:delay=5");
	len = rig_build_to(r, 0, &p, f);
	mana_dev_rx(r->dev, 0, f, len);
	rig_run(r);
	assert_true(rig_cqe(rx, c));
	assert_int_equal(get16(c + 8), len);
	assert_int_equal(get32(rig_ptr(r, at)), 0);
	pass_ms(r, 5);
	assert_memory_equal(rig_ptr(r, at), f, len);
	rig_free(r);
}

static void vanishes(void **state)
{
	struct rig *r = rig_new(NULL);
	unsigned int id;

	(void)state;
	rig_queue(r, 0, 1);
	arm(r, "now:gone=1000");
	rig_run(r);
	assert_int_equal(rig_read(r, 0, 4), UINT32_MAX);
	assert_int_equal(rig_read(r, r->smc_at, 4), UINT32_MAX);
	rig_write(r, r->smc_at + 28, 1, 4);
	pass_ms(r, 999);
	assert_int_equal(rig_read(r, 0, 4), UINT32_MAX);
	pass_ms(r, 1);
	assert_int_equal(rig_read(r, 0, 4), 0x01000001);
	assert_int_equal(rig_establish(r), 0x81);
	id = arm(r, "smc,type=2:gone=0");
	rig_unestablish(r);
	pass_ms(r, 100000);
	assert_int_equal(rig_read(r, 0, 4), UINT32_MAX);
	fault_disarm(r->dev, id - 1);
	assert_int_equal(rig_read(r, 0, 4), UINT32_MAX);
	fault_disarm(r->dev, id);
	assert_int_equal(rig_read(r, 0, 4), 0x01000001);
	rig_free(r);
}

static void reset_forgets(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);

	(void)state;
	arm(r, "cqe,queue=tx:delay=10");
	send_one(q, 0);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	assert_int_equal(mana_dev_next_ns(r->dev), UINT64_MAX);
	pass_ms(r, 10);
	assert_int_equal(*(uint8_t *)rig_ptr(r, q->cq_at), 0);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused),
		cmocka_unit_test(too_long),
		cmocka_unit_test(help_names_all_words),
		cmocka_unit_test(nth_and_times),
		cmocka_unit_test(for_ever_until_disarmed),
		cmocka_unit_test(for_some_time),
		cmocka_unit_test(every_so_often),
		cmocka_unit_test(ranges),
		cmocka_unit_test(answer_fields),
		cmocka_unit_test(answer_lost_and_late),
		cmocka_unit_test(answer_again),
		cmocka_unit_test(answer_of_another),
		cmocka_unit_test(no_answer_any_more),
		cmocka_unit_test(requests),
		cmocka_unit_test(completion_fields),
		cmocka_unit_test(completion_lost_late_again),
		cmocka_unit_test(completion_torn),
		cmocka_unit_test(completion_then_silence),
		cmocka_unit_test(completion_of_another),
		cmocka_unit_test(events),
		cmocka_unit_test(event_entries),
		cmocka_unit_test(interrupts),
		cmocka_unit_test(registers),
		cmocka_unit_test(shared_memory),
		cmocka_unit_test(doorbells),
		cmocka_unit_test(queue_entries_and_data),
		cmocka_unit_test(vanishes),
		cmocka_unit_test(reset_forgets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
