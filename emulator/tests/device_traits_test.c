// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Traits: each does what its name says and nothing else; a driver that does its
 * part breaks no rule. Pauses, which a fault makes, are here too.
 */
#include <errno.h>

#include "fault/fault.h"
#include "rig.h"

static struct emu_config cfg;

static int defaults(void **state)
{
	(void)state;
	rig_config(&cfg);
	return 0;
}

static struct rig *rig_with(unsigned int traits)
{
	cfg.traits = traits;
	return rig_new(&cfg);
}

/* A frame goes out and is complete. */
static void send_one(struct rig_queue *sq)
{
	uint8_t f[256];
	size_t len = rig_build(sq->r, sq->port, &(struct rig_pkt){
		.payload = 60, .good = true }, f);

	assert_int_equal(rig_tx(sq, f, len, NULL), 32);
}

static uint32_t query_devices(struct rig *r)
{
	struct rig_msg m;

	rig_msg(&m, 3, 1, 40, 1, 296);
	put32(m.b + 32, 1); /* asked of the channel, as some drivers do */
	return rig_send(r, &m);
}

/* ---- answers ---- */

static void no_echo(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_NO_ECHO);

	(void)state;
	assert_int_equal(query_devices(r), 0);
	assert_int_equal(get32(r->resp + 4), 0);
	assert_int_equal(get16(r->resp + 8), 0);
	assert_int_equal(get32(r->resp + 12), 296);
	assert_int_equal(get32(r->resp + 16), 0);
	assert_int_equal(get32(r->resp + 20), 0);
	/* rig_send() itself compares those of Ethernet requests */
	send_one(rig_queue(r, 0, 1));
	assert_clean(r);
	rig_free(r);
	r = rig_with(0);
	assert_int_equal(query_devices(r), 0);
	assert_int_equal(get32(r->resp + 4), 3);
	assert_int_equal(get32(r->resp + 16), 1);
	rig_free(r);
}

/* QUERY_DEV_CONFIG of a driver that knows version 4; bytes of the answer. */
static size_t dev_config(struct rig *r)
{
	struct rig_msg m;

	rig_msg(&m, 0x20001, 1, 88, 4, 80);
	assert_int_equal(rig_send(r, &m), 0);
	return r->resp_len;
}

static void short_answers(void **state)
{
	static const struct {
		unsigned int traits;
		size_t len;
	} lines[] = { { 0, 80 }, { EMU_TRAIT_SHORT, 80 },
		      { EMU_TRAIT_OLD, 80 },
		      { EMU_TRAIT_SHORT | EMU_TRAIT_OLD, 72 } };

	(void)state;
	for (unsigned int i = 0; i < 4; i++) {
		bool trait = lines[i].traits & EMU_TRAIT_SHORT;
		struct rig *r = rig_with(lines[i].traits);
		const uint8_t *all = rig_ptr(r, r->ans_at);

		assert_int_equal(dev_config(r), lines[i].len);
		/* the header still says what was asked for */
		assert_int_equal(get32(r->resp + 12), 80);
		assert_int_equal(get16(r->resp + 8),
				 lines[i].traits & EMU_TRAIT_OLD ? 1 : 4);
		assert_int_equal(all[lines[i].len] == 0xa5, trait);
		assert_int_equal(all[4095] == 0xa5, trait);
		assert_clean(r);
		rig_free(r);
	}
}

/* A refusal has no more than a header, whatever its version. */
static void short_refusal(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_SHORT);
	struct rig_msg m;

	(void)state;
	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	put32(m.b + 40, 99);
	assert_int_equal(rig_send(r, &m), 1);
	assert_int_equal(r->resp_len, 32);
	assert_clean(r);
	rig_free(r);
}

/* ---- bootstrap ---- */

/** struct births - events of a bootstrap */
struct births {
	unsigned int n, items[16], early;
	uint32_t first[16], last[16];
};

static void read_births(const struct rig *r, struct births *b)
{
	*b = (struct births){ 0 };
	for (unsigned int i = 0; i < 256; i++) {
		const uint8_t *e = rig_ptr((struct rig *)(uintptr_t)r,
					   r->eq.at + 16 * i);
		uint32_t v = get32(e), item = v >> 24;

		if (!e[12])
			return;
		b->n++;
		if (e[12] == 131)
			return;
		b->early += e[12] == 200 || e[12] == 133 || e[12] == 134;
		if (e[12] != 130)
			continue;
		if (!b->items[item]++)
			b->first[item] = v & 0xffffff;
		b->last[item] = v & 0xffffff;
	}
}

static void bootstrap(void **state)
{
	struct births b;
	struct rig *r;

	(void)state;
	r = rig_with(EMU_TRAIT_ZERO_LIMITS);
	read_births(r, &b);
	assert_int_equal(b.last[5], 0);
	assert_int_equal(b.last[6], 0);
	assert_int_equal(b.last[7], 4096);
	assert_clean(r);
	rig_free(r);
	r = rig_with(EMU_TRAIT_REPEAT);
	read_births(r, &b);
	for (unsigned int i = 1; i <= 9; i++) {
		assert_int_equal(b.items[i], 2);
		assert_int_equal(b.first[i], b.last[i] + 1);
	}
	assert_int_equal(b.last[5], 4096);
	assert_int_equal(b.early, 0);
	send_one(rig_queue(r, 0, 1));
	assert_clean(r);
	rig_free(r);
	r = rig_with(EMU_TRAIT_EARLY);
	read_births(r, &b);
	assert_int_equal(b.early, 3);
	assert_int_equal(b.items[1], 1);
	assert_int_equal(b.n, 14);
	assert_clean(r);
	rig_free(r);
}

/* ---- limits ---- */

static void wide_cq_ids(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_WIDE_CQ);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	assert_in_range(r->cq.id, 0x10001, 0x1ffff);
	assert_in_range(sq->cq_id, 0x10001, 0x1ffff);
	send_one(sq);
	assert_clean(r);
	rig_free(r);
	/* the largest that 24 bits hold, and back round to the smallest */
	cfg.traits = 0;
	cfg.max_num_cqs = 1u << 24;
	cfg.first_cq = (1u << 24) - 63;
	assert_null(emu_config_check(&cfg));
	r = rig_new(&cfg);
	for (unsigned int i = 0; i < 15; i++) {
		sq = rig_queue(r, i / 8, 1);
		assert_in_range(sq->cq_id, (1u << 24) - 63, (1u << 24) - 1);
		send_one(sq);
	}
	assert_clean(r);
	rig_free(r);
	cfg.first_cq++;
	assert_non_null(emu_config_check(&cfg));
	cfg.first_cq = 0;
	assert_non_null(emu_config_check(&cfg));
}

static void odd_doorbell_page(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_ODD_PAGE);

	(void)state;
	assert_int_equal(r->db_page_size, 12288);
	send_one(rig_queue(r, 0, 1));
	assert_clean(r);
	rig_free(r);
	/* six such pages are needed */
	cfg.bar_size = 1u << 17;
	assert_non_null(emu_config_check(&cfg));
	cfg.traits = 0;
	assert_null(emu_config_check(&cfg));
}

static void no_smc_size(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_NO_SMC_SIZE);

	(void)state;
	assert_int_equal(rig_read(r, 0x20, 2), 0);
	assert_int_equal(rig_read(r, 0x18, 8), 0x200);
	assert_clean(r);
	rig_free(r);
	r = rig_with(0);
	assert_int_equal(rig_read(r, 0x20, 2), 32);
	rig_free(r);
}

/* Offset of the second buffer, as its completion tells it. */
static uint32_t second_offset(struct rig *r)
{
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint8_t cqe[64];

	rig_buffer(rq, 2048);
	rig_buffer(rq, 2048);
	rig_rx_on(rq);
	rig_broadcast(r, 0);
	rig_broadcast(r, 0);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(get32(cqe + 56), 0);
	assert_true(rig_cqe(rq, cqe));
	assert_clean(r);
	return get32(cqe + 56);
}

static void rx_offset_unit(void **state)
{
	struct rig *r = rig_with(0);

	(void)state;
	assert_int_equal(second_offset(r), 1);
	rig_free(r);
	r = rig_with(EMU_TRAIT_RX_BYTES);
	assert_int_equal(second_offset(r), 32);
	rig_free(r);
	cfg.traits = 0;
	cfg.rx_offset_unit = 4;
	r = rig_new(&cfg);
	assert_int_equal(second_offset(r), 8);
	rig_free(r);
	cfg.rx_offset_unit = 4097;
	assert_non_null(emu_config_check(&cfg));
}

/* ---- interrupts ---- */

static void arm(struct rig *r, uint32_t off, uint32_t id, uint32_t pos)
{
	rig_write(r, r->db_at + (uint64_t)r->hwc_page * r->db_page_size + off,
		  id | (uint64_t)(pos | 1u << 31) << 32, 8);
}

/* A request with both queues armed: the interrupts that came. */
static unsigned int ask_armed(struct rig *r, struct rig_eq *eq)
{
	unsigned int before = r->irqs;
	uint8_t e[16];

	while (rig_eqe(eq, e))
		;
	arm(r, 0xff8, eq->id, eq->cons);
	arm(r, 0x800, r->cq.id, r->cq.pos % 512);
	assert_int_equal(query_devices(r), 0);
	/* the event is there, told or not */
	assert_true(rig_eqe(eq, e));
	assert_int_equal(e[12], 3);
	return r->irqs - before;
}

static void lost_irq(void **state)
{
	struct rig_eq eq;
	struct rig *r;

	(void)state;
	cfg.traits = EMU_TRAIT_LOST_IRQ;
	r = rig_new_unregistered(&cfg);
	/* the first tells of the bootstrap */
	assert_int_equal(r->irqs, 1);
	eq = (struct rig_eq){ .r = r, .id = r->eq.id, .bytes = 4096,
			      .cons = 256, .at = r->eq.at };
	for (unsigned int i = 2; i <= 12; i++)
		assert_int_equal(ask_armed(r, &eq), i % 4 ? 1 : 0);
	assert_clean(r);
	rig_free(r);
}

/* ---- refused ends ---- */

/* An end that is refused may be asked for again, and stands in nobody's way. */
static void refuse_wq(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_WQ);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	assert_int_equal(rig_destroy(sq, 1), 1);
	assert_int_equal(rig_destroy(sq, 1), 1);
	assert_int_equal(rig_disable_eq(&r->data_eq), 0);
	assert_clean(r);
	rig_free(r);
}

/* Its memory is not the driver's, whatever it is wanted for. */
static void refused_memory(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_WQ);
	struct rig_queue *sq = rig_queue(r, 0, 1), *rq = rig_queue(r, 0, 2);
	struct rig_queue *other = rig_queue(r, 0, 1), again = { 0 };

	(void)state;
	assert_int_equal(rig_destroy(sq, 1), 1);
	send_one(other);
	assert_clean(r);
	r->mem_next = sq->wq_at;
	send_one(other);
	assert_int_equal(rig_hits(r, LINT(36)), 1);
	r->mem_next = sq->cq_at;
	rig_buffer(rq, 2048);
	assert_int_equal(rig_hits(r, LINT(36)), 2);
	r->mem_next = sq->wq_at;
	memset(rig_ptr(r, sq->wq_at), 0, 4096 + 16384);
	assert_int_equal(rig_create(r, &again, 0, 1, 4096, 16384), 0);
	assert_int_equal(rig_hits(r, LINT(36)), 7);
	assert_rules(r, LINT(36));
	rig_free(r);
}

/* With the channel all of it is the driver's again. */
static void refused_until_reset(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_EQ);
	uint64_t at = r->data_eq.at;
	struct rig_msg m;

	(void)state;
	assert_int_equal(rig_disable_eq(&r->data_eq), 1);
	rig_msg(&m, 5, 1, 40, 1, 32);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(rig_unestablish(r) & 0xff00, 0);
	memset(rig_ptr(r, at), 0, 32768);
	r->mem_next = at;
	rig_establish(r);
	assert_clean(r);
	rig_free(r);
}

static void refuse_eq(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_EQ);
	struct rig_eq eq;

	(void)state;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	assert_int_equal(rig_disable_eq(&eq), 1);
	assert_int_equal(rig_disable_eq(&eq), 1);
	assert_clean(r);
	r->mem_next = eq.at;
	memset(rig_ptr(r, eq.at), 0, 4096);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	assert_rules(r, LINT(36));
	rig_free(r);
}

static uint32_t destroy_region(struct rig *r, uint64_t handle)
{
	struct rig_msg m;

	rig_msg(&m, 27, 1, 48, 1, 32);
	put64(m.b + 40, handle);
	return rig_send(r, &m);
}

static void refuse_region(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_REGION);
	uint64_t at = rig_alloc(r, 8192), region = rig_region(r, at, 8192);
	struct rig_eq eq;

	(void)state;
	assert_int_equal(destroy_region(r, region), 1);
	assert_int_equal(destroy_region(r, region), 1);
	assert_clean(r);
	r->mem_next = at + 4096;
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	assert_rules(r, LINT(36));
	/* one that never was is no excuse */
	assert_int_equal(destroy_region(r, region + 1), 1);
	assert_int_equal(rig_hits(r, 35), 1);
	rig_free(r);
}

static void refuse_rx(void **state)
{
	struct rig *r = rig_with(EMU_TRAIT_REFUSE_RX);
	const struct rig_steer off = { .rx = 0 };
	struct rig_queue *rq = rig_queue(r, 0, 2);

	(void)state;
	rig_buffer(rq, 2048);
	rig_rx_on(rq);
	assert_int_equal(rig_steer(r, 0, &off), 1);
	/* what it refused it did: the queue can go */
	assert_int_equal(rig_fence(rq), 0);
	assert_int_equal(rig_destroy(rq, 2), 0);
	assert_clean(r);
	rig_free(r);
}

/* ---- names, and changes while it runs ---- */

static void names(void **state)
{
	unsigned int lenient = emu_trait_find("lenient"), all = 0;
	json_t *list = emu_trait_names(0x7fff), *name;
	size_t i;

	(void)state;
	assert_int_equal(json_array_size(list), 15);
	json_array_foreach(list, i, name)
		all |= emu_trait_find(json_string_value(name));
	assert_int_equal(all, 0x7fff);
	json_decref(list);
	assert_int_equal(emu_trait_find("refuse-wq"), EMU_TRAIT_REFUSE_WQ);
	assert_int_equal(emu_trait_find("lost-irq"), EMU_TRAIT_LOST_IRQ);
	assert_int_equal(emu_trait_find("no-echo"), EMU_TRAIT_NO_ECHO);
	assert_int_equal(emu_trait_find("old-answers"), EMU_TRAIT_OLD);
	assert_int_equal(emu_trait_find("none"), 0);
	assert_true(lenient & EMU_TRAIT_NO_ECHO);
	assert_false(lenient & (EMU_TRAIT_LOST_IRQ | EMU_TRAIT_REFUSE_WQ));
}

static void changed_while_idle(void **state)
{
	struct rig *r = rig_new_cold(&cfg);

	(void)state;
	assert_int_equal(mana_dev_set_traits(r->dev, emu_trait_find("lenient")),
			 0);
	assert_int_equal(rig_read(r, 0x10, 2), 12288);
	assert_int_equal(mana_dev_set_traits(r->dev, EMU_TRAIT_WIDE_CQ), 0);
	assert_int_equal(rig_read(r, 0x10, 2), 4096);
	assert_int_equal(mana_dev_traits(r->dev), EMU_TRAIT_WIDE_CQ);
	rig_establish(r);
	assert_in_range(r->cq.id, 0x10001, 0x1ffff);
	assert_int_equal(mana_dev_set_traits(r->dev, 0), -EBUSY);
	rig_unestablish(r);
	assert_int_equal(mana_dev_set_traits(r->dev, 0), 0);
	rig_establish(r);
	assert_in_range(r->cq.id, 1, 4095);
	rig_free(r);
	cfg.bar_size = 1u << 17;
	r = rig_new_cold(&cfg);
	assert_int_equal(mana_dev_set_traits(r->dev, EMU_TRAIT_ODD_PAGE),
			 -EINVAL);
	assert_int_equal(mana_dev_traits(r->dev), 0);
	rig_free(r);
}

static void all_together(void **state)
{
	struct rig *r = rig_with(emu_trait_find("lenient"));

	(void)state;
	send_one(rig_queue(r, 0, 1));
	assert_int_equal(second_offset(r), 32);
	assert_clean(r);
	rig_free(r);
}

/* ---- pauses ---- */

static void pause_of_all_queues(void **state)
{
	struct rig *r = rig_with(0);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_msg m;
	uint8_t f[256], cqe[64];
	size_t len = rig_build(r, 0, &(struct rig_pkt){ .payload = 60,
							.good = true }, f);

	(void)state;
	assert_null(fault_arm(r->dev, "now:pause=10000", NULL));
	rig_run(r);
	rig_tx_post(sq, f, len, NULL);
	rig_msg(&m, 3, 1, 40, 1, 296);
	rig_send_blind(r, &m);
	rig_run(r);
	assert_false(rig_cqe(sq, cqe));
	assert_int_equal(mana_dev_next_ns(r->dev), 10000000000ull);
	r->now_ns += 9999999999ull;
	rig_run(r);
	assert_false(rig_cqe(sq, cqe));
	assert_int_equal(mana_dev_next_ns(r->dev), 1);
	r->now_ns++;
	rig_run(r);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 3);
	assert_clean(r);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_echo, defaults),
		cmocka_unit_test_setup(short_answers, defaults),
		cmocka_unit_test_setup(short_refusal, defaults),
		cmocka_unit_test_setup(bootstrap, defaults),
		cmocka_unit_test_setup(wide_cq_ids, defaults),
		cmocka_unit_test_setup(odd_doorbell_page, defaults),
		cmocka_unit_test_setup(no_smc_size, defaults),
		cmocka_unit_test_setup(rx_offset_unit, defaults),
		cmocka_unit_test_setup(lost_irq, defaults),
		cmocka_unit_test_setup(refuse_wq, defaults),
		cmocka_unit_test_setup(refused_memory, defaults),
		cmocka_unit_test_setup(refuse_eq, defaults),
		cmocka_unit_test_setup(refused_until_reset, defaults),
		cmocka_unit_test_setup(refuse_region, defaults),
		cmocka_unit_test_setup(refuse_rx, defaults),
		cmocka_unit_test_setup(names, defaults),
		cmocka_unit_test_setup(changed_while_idle, defaults),
		cmocka_unit_test_setup(all_together, defaults),
		cmocka_unit_test_setup(pause_of_all_queues, defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
