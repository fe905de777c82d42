// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Every named fault of the device arms and fires while a scripted driver leads
 * a whole life, twice. This driver believes nothing that it is told: it looks
 * its handles up in the model, so that no fault keeps it from going on.
 */
#include <stdlib.h>

#include "device/internal.h"
#include "eth/eth.h"
#include "fault/engine.h"
#include "rig.h"

#define STEP_NS 1000000000ull

/** struct life - the scripted driver's */
struct life {
	struct rig *r;
	struct eth *eth;
	struct rig_eq eq[2];
	struct rig_queue q[3];	/* SQ, RQ, SQ */
};

/* Let a second pass, arm everything that can be armed. */
static void step(struct life *l)
{
	struct mana_dev *dev = l->r->dev;

	rig_run(l->r);
	l->r->now_ns += STEP_NS;
	rig_run(l->r);
	for (uint32_t i = 0; dev->hwc.active && i < dev->cfg.max_num_cqs; i++)
		if (dev->cqs[i])
			rig_bell(l->r, dev->cqs[i]->db_page, DB_CQ,
				 i | (dev->cqs[i]->p | 1ull << 31) << 32, 8);
	for (struct emu_eq *eq = dev->eqs; eq; eq = eq->next)
		rig_bell(l->r, eq->db_page, DB_EQ,
			 eq->id | (eq->p | 1ull << 31) << 32, 8);
	rig_run(l->r);
}

/* Send a request, if there is a channel that takes it. */
static void ask(struct life *l, struct rig_msg *m)
{
	struct hwc *h = &l->r->dev->hwc;

	if (!h->active || h->dead)
		return;
	rig_send_blind(l->r, m);
	step(l);
}

static void simple(struct life *l, uint32_t code, size_t len, size_t resp_len,
		   uint64_t at40)
{
	struct rig_msg m;

	rig_msg(&m, code, 1, len, code == ETH_QUERY_DEV_CONFIG ? 4 : 1,
		resp_len);
	if (len >= 48)
		put64(m.b + 40, at40);
	else if (len >= 44)
		put32(m.b + 40, (uint32_t)at40);
	ask(l, &m);
}

static void registers(struct life *l)
{
	for (uint64_t off = 0; off < REG_MAP_SIZE; off += 8)
		rig_read(l->r, off, 8);
	for (uint64_t off = 0; off < REG_MAP_SIZE; off += 4)
		rig_read(l->r, off, 4);
}

static void establish(struct life *l)
{
	struct rig *r = l->r;
	struct hwc *h = &r->dev->hwc;

	rig_establish(r);
	step(l);
	if (!h->active)
		return;
	r->eq.id = h->eq->id;
	r->cq.id = h->cq->id;
	r->sq.id = h->sq->id;
	r->rq.id = h->rq->id;
	r->hwc_page = h->db_page;
	r->hwc_mkey = h->mkey;
}

static void introduce(struct life *l)
{
	struct rig_msg m;

	rig_msg(&m, RQ_VERIFY, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	ask(l, &m);
	simple(l, RQ_HWC_TIMEOUT, 48, 40, 1000);
	simple(l, RQ_LIST_DEVICES, 40, 296, 0);
	simple(l, RQ_MAX_RESOURCES, 40, 72, 0);
	simple(l, ETH_QUERY_DEV_CONFIG, 88, 80, 0);
	simple(l, RQ_REGISTER, 40, 44, 0);
	for (uint64_t i = 0; i < RIG_PORTS; i++)
		simple(l, ETH_QUERY_VPORT, 44, 64, i);
	simple(l, ETH_QUERY_LINK, 48, 48, l->eth->ports[0].handle);
	simple(l, ETH_SET_BW_CLAMP, 56, 40, l->eth->ports[0].handle);
	for (unsigned int i = 0; i < 2; i++)
		simple(l, ETH_QUERY_GF_STAT, 48, 256, UINT64_MAX);
	simple(l, ETH_QUERY_PHY_STAT, 48, 440, 0);
}

/* A region of fresh memory; its handle, 0 when there is none. */
static uint64_t region(struct life *l, uint64_t at, size_t bytes)
{
	uint32_t pages = (uint32_t)(bytes / PAGE);
	struct rig_msg m;

	rig_msg(&m, RQ_CREATE_REGION, 1, 64 + 8 * pages, 1, 40);
	put64(m.b + 40, bytes);
	put32(m.b + 56, pages);
	put32(m.b + 60, pages);
	for (uint32_t i = 0; i < pages; i++)
		put64(m.b + 64 + 8 * i, at + 4096ull * i);
	ask(l, &m);
	return l->r->dev->regions ? l->r->dev->regions->handle : 0;
}

static void create_eq(struct life *l, struct rig_eq *eq, uint32_t msix)
{
	struct rig_msg m;

	*eq = (struct rig_eq){ .r = l->r, .bytes = PAGE,
			       .at = rig_alloc(l->r, PAGE) };
	rig_msg(&m, RQ_CREATE_QUEUE, 1, 96, 1, 36);
	put64(m.b + 56, region(l, eq->at, PAGE));
	put32(m.b + 40, QUEUE_EQ);
	put32(m.b + 48, emu_reg_pdid(l->r->dev));
	put32(m.b + 52, emu_reg_db_page(l->r->dev));
	put32(m.b + 68, PAGE);
	put32(m.b + 76, msix);
	ask(l, &m);
	eq->id = l->r->dev->eqs ? l->r->dev->eqs->id : 0;
	simple(l, RQ_TEST_EQE, 44, 32, eq->id);
}

static void create_wq(struct life *l, struct rig_queue *q, unsigned int kind)
{
	struct vport *vp = &l->eth->ports[0];
	struct rig_msg m;

	*q = (struct rig_queue){ .r = l->r, .kind = kind, .wq_size = 4096,
				 .cq_size = 16384, .cons = 256 };
	l->r->vport[0] = vp->handle;
	l->r->eq_id = l->eq[0].id;
	rig_create_msg(l->r, &m, q);
	put64(m.b + 56, region(l, q->wq_at, q->wq_size));
	put64(m.b + 64, region(l, q->cq_at, q->cq_size));
	ask(l, &m);
	if (!vp->num_objs)
		return;
	q->handle = vp->objs[vp->num_objs - 1]->handle;
	q->wq_id = emu_wq_id(vp->objs[vp->num_objs - 1]->wq);
	q->cq_id = emu_cq_id(emu_wq_cq(vp->objs[vp->num_objs - 1]->wq));
}

static void open_port(struct life *l)
{
	struct mana_dev *dev = l->r->dev;
	struct rig_msg m;

	rig_msg(&m, ETH_CONFIG_VPORT_TX, 1, 56, 1, 36);
	put64(m.b + 40, l->eth->ports[0].handle);
	put32(m.b + 48, emu_reg_pdid(dev));
	put32(m.b + 52, emu_reg_db_page(dev));
	ask(l, &m);
	l->r->page = emu_reg_db_page(dev);
	l->r->mkey = emu_reg_mkey(dev);
	l->r->vport_offset[0] = dev->cfg.vport_offset;
	create_eq(l, &l->eq[1], 2);
	create_eq(l, &l->eq[0], 1);
	create_wq(l, &l->q[0], EMU_SQ);
	create_wq(l, &l->q[1], EMU_RQ);
	create_wq(l, &l->q[2], EMU_SQ);
}

static void steer_to(struct life *l, uint64_t handle)
{
	const struct rig_steer s = { .rx = handle != 0, .def = handle != 0,
				     .default_rq = handle };
	struct rig_msg m;

	rig_steer_msg(l->r, &m, 0, &s);
	ask(l, &m);
}

/* Frames both ways, one at a time. */
static void traffic(struct life *l)
{
	const struct rig_pkt p = { .udp = true, .payload = 80, .good = true };
	uint8_t f[256];
	size_t len;

	for (unsigned int i = 0; i < 2; i++) {
		memcpy(l->r->mac[i], l->eth->ports[i].mac, 6);
		steer_to(l, l->q[1].handle);
	}
	for (unsigned int i = 0; i < 40 && l->r->dev->hwc.active; i++) {
		rig_buffer(&l->q[1], 2048);
		len = rig_build(l->r, 0, &p, f);
		rig_tx_post(&l->q[0], f, len, NULL);
		len = rig_build_to(l->r, 0, &p, f);
		mana_dev_rx(l->r->dev, 0, f, len);
		step(l);
	}
	simple(l, ETH_FENCE_RQ, 48, 32, l->q[1].handle);
	steer_to(l, 0);
	simple(l, ETH_FENCE_RQ, 48, 32, l->q[1].handle);
}

static void close_port(struct life *l)
{
	struct rig_msg m;

	for (unsigned int i = 0; i < 3; i++) {
		rig_msg(&m, ETH_DESTROY_WQ_OBJ, 1, 56, 1, 32);
		put32(m.b + 40, l->q[i].kind);
		put64(m.b + 48, l->q[i].handle);
		ask(l, &m);
	}
	for (unsigned int i = 0; i < 2; i++) {
		rig_msg(&m, RQ_DISABLE_QUEUE, 1, 52, 1, 32);
		put32(m.b + 40, QUEUE_EQ);
		put32(m.b + 44, l->eq[i].id);
		ask(l, &m);
	}
	simple(l, RQ_DEREGISTER, 40, 32, 0);
}

static const char *arm_during(struct life *l, const struct fault_named *n,
			      bool now)
{
	return !n->spec || now != !strncmp(n->spec, "now", 3) ? NULL :
	       fault_arm(l->r->dev, n->name, NULL);
}

static void live(struct life *l, const struct fault_named *n, bool first)
{
	registers(l);
	establish(l);
	introduce(l);
	if (first)
		assert_null(arm_during(l, n, true));
	open_port(l);
	traffic(l);
	close_port(l);
	rig_unestablish(l->r);
	step(l);
	rig_read(l->r, SMC_AT + SMC_HEADER, 4);
}

/* Rules of the report that did not fire. */
static unsigned int silent(struct mana_dev *dev)
{
	json_t *list = fault_report(dev), *f;
	unsigned int n = 0;
	size_t i;

	json_array_foreach(list, i, f) {
		if (json_integer_value(json_object_get(f, "fired")))
			continue;
		print_error("%s did not fire: %s\n",
			    json_string_value(json_object_get(f, "name")),
			    json_string_value(json_object_get(f, "rule")));
		n++;
	}
	json_decref(list);
	return n;
}

/* True when the fault fired, both lives were led, and the model is whole. */
static bool lives(const struct fault_named *n)
{
	struct life l = { .r = rig_new_cold(NULL) };
	bool good;

	l.eth = l.r->dev->client;
	l.r->now_ns = STEP_NS;
	assert_null(arm_during(&l, n, false));
	live(&l, n, true);
	live(&l, n, false);
	good = !silent(l.r->dev);
	fault_disarm(l.r->dev, 0);
	mana_dev_reset(l.r->dev, EMU_RESET_FLR);
	rig_free(l.r);
	return good;
}

static void each_fires(void **state)
{
	unsigned int bad = 0;

	(void)state;
	for (unsigned int i = 0; i < fault_num_names; i++)
		if (fault_names[i].spec && !lives(&fault_names[i]))
			bad++;
	assert_int_equal(bad, 0);
}

/* F-17 for each request by its code, with each status. */
static void sweep(void **state)
{
	static const uint32_t codes[] = {
		1, 2, 3, 4, 5, 10, 12, 13, 25, 84, 0x20001, 0x20002, 0x20003,
		0x20004, 0x20005, 0x20006, 0x20007, 0x20008, 0x2000a, 0x2000b,
	};
	char name[32];
	const struct fault_named one = { .name = name, .spec = "answer" };
	unsigned int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		for (char status = 'a'; status <= 'c'; status++) {
			snprintf(name, sizeof(name), "F-17%c,code=0x%x", status,
				 codes[i]);
			if (!lives(&one))
				bad++;
		}
	}
	assert_int_equal(bad, 0);
}

/* Words behind a name go to each of its rules, and are judged as any. */
static void narrowed(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);
	json_t *list, *f;
	const char *wrong;

	(void)state;
	assert_null(fault_arm(r->dev, "F-57g,nth=3", NULL));
	list = fault_report(r->dev);
	assert_int_equal(json_array_size(list), 2);
	f = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_object_get(f, "name")),
			    "F-57g");
	assert_string_equal(json_string_value(json_object_get(f, "rule")),
			    "now,nth=3:event=135");
	f = json_array_get(list, 1);
	assert_string_equal(json_string_value(json_object_get(f, "rule")),
			    "eqe,type=131,nth=3:event=135");
	json_decref(list);
	wrong = fault_arm(r->dev, "F-17a,colour=3", NULL);
	assert_non_null(wrong);
	assert_non_null(strstr(wrong, "colour"));
	wrong = fault_arm(r->dev, "F-64,nth=2", NULL);
	assert_non_null(wrong);
	assert_non_null(strstr(wrong, "not the device's"));
	assert_non_null(fault_arm(r->dev, "F-17abcdefghijklmnopqrstuvw", NULL));
	assert_non_null(fault_arm(r->dev, "F-17a,", NULL));
	rig_free(r);
}

/* A life without faults breaks nothing but what this driver ignores. */
static void none_fires(void **state)
{
	static const struct fault_named none = { .name = "none" };

	(void)state;
	assert_true(lives(&none));
}

static void all_are_named(void **state)
{
	bool named[77] = { false };

	(void)state;
	for (unsigned int i = 0; i < fault_num_names; i++) {
		const struct fault_named *n = &fault_names[i];
		unsigned long number = strtoul(n->name + 2, NULL, 10);

		assert_true(number >= 1 && number <= 76);
		named[number] = true;
		assert_ptr_equal(fault_find(n->name), n);
		assert_true(strlen(n->text) > 3 && strlen(n->owed) > 3);
		/* who has no rule says who does it, or why nobody can */
		assert_true(n->spec ? !strcmp(n->injector, "device") :
			    strchr(n->injector, ':') != NULL);
	}
	for (unsigned int i = 1; i <= 76; i++)
		assert_true(named[i]);
	assert_string_equal(fault_find("F-34")->name, "F-34a");
	assert_null(fault_find("F-"));
	assert_null(fault_find("F-77"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_named),
		cmocka_unit_test(none_fires),
		cmocka_unit_test(each_fires),
		cmocka_unit_test(sweep),
		cmocka_unit_test(narrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
