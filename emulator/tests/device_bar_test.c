// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Registers, shared-memory channel, resets (device-behaviour 11.1, 11.7).
 */
#include <errno.h>

#include "fault/fault.h"
#include "rig.h"

/* ---- registers ---- */

/* gdma 2.1, read the way each known driver does */
static void register_map(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	assert_int_equal(rig_read(r, 0x03, 1), 1);	/* major */
	assert_int_equal(rig_read(r, 0x02, 1), 0);
	assert_int_equal(rig_read(r, 0x00, 2), 1);	/* micro */
	assert_int_equal(rig_read(r, 0x00, 4), 0x01000001);
	assert_int_equal(rig_read(r, 0x08, 8), r->db_at);
	assert_int_equal(rig_read(r, 0x10, 4) & 0xffff, 4096);
	assert_int_equal(rig_read(r, 0x18, 8), r->smc_at);
	assert_int_equal(rig_read(r, 0x20, 2), 32);
	/* what drivers check before they use it (gdma 2.3) */
	assert_int_equal(r->smc_at % 4, 0);
	assert_true(r->smc_at + 32 <= r->db_at);
	assert_true(r->db_at + 64ull * 4096 <= 1u << 19);
	assert_clean(r);
	rig_free(r);
}

static void odd_register_reads(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	uint8_t three[3];

	(void)state;
	assert_int_equal(rig_read(r, 0x09, 2), r->db_at >> 8 & 0xffff);
	mana_dev_bar_read(r->dev, 0, three, 3);
	assert_int_equal(three[0], 1);
	assert_int_equal(rig_hits(r, LINT(1)), 2);
	assert_rules(r, LINT(1));
	rig_free(r);
}

static void register_writes(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	rig_write(r, 0x08, 0, 8);
	assert_int_equal(rig_read(r, 0x08, 8), r->db_at);
	assert_rules(r, 2);
	rig_free(r);
}

static void outside_the_map(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	assert_int_equal(rig_read(r, 0x100, 4), 0xffffffff);
	assert_int_equal(rig_read(r, 0x24, 8), UINT64_MAX);	/* across its end */
	assert_int_equal(rig_read(r, r->smc_at + 28, 8), UINT64_MAX);
	assert_int_equal(rig_read(r, r->db_at, 4), 0xffffffff);	/* write only */
	assert_int_equal(rig_hits(r, 3), 4);
	rig_write(r, 0x28, 1, 4);
	rig_write(r, r->db_at - 4, 1, 8);
	assert_int_equal(rig_hits(r, 3), 6);
	assert_rules(r, 3);
	rig_free(r);
}

static void doorbell_before_establish(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	rig_bell(r, 0, 0, 1, 8);
	assert_rules(r, 4);
	rig_free(r);
}

/* ---- the shared-memory channel ---- */

/* gdma 3.3: both worked messages land in the right queues */
static void establish_addresses(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	uint8_t smc[32] = { 0 };

	(void)state;
	assert_int_equal(rig_establish(r), 0x81);
	assert_int_equal(get32(rig_ptr(r, r->eq.at + 12)), 129 | 1u << 29);
	assert_int_equal(get32(rig_ptr(r, r->eq.at + 16 * 10 + 12)),
			 131 | 1u << 29);
	assert_true(r->cq.id && r->cq.id < 4096);
	assert_int_equal(r->irqs, 1);
	assert_int_equal(r->last_irq, 0);
	assert_int_equal(rig_unestablish(r), 0x82);
	/* an address with bits in its highest nibbles lies nowhere: refused */
	put32(smc, 0x100);
	put32(smc + 6, 0x101);
	put32(smc + 12, 0x102);
	put32(smc + 18, 0x103);
	smc[24] = 0x01;
	put32(smc + 28, 1);
	assert_int_equal(rig_smc(r, smc), 0x181);
	assert_rules(r, 9);
	rig_free(r);
}

/* Linux handles five events an interrupt and arms with what is left unread. */
static void init_events_in_rounds(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	rig_establish(r);
	assert_int_equal(r->irqs, 1);
	for (unsigned int at = 261; at <= 271; at += 5) {
		uint32_t pos = at > 267 ? 267 : at;

		rig_bell(r, r->hwc_page, 0xff8,
			 r->eq.id | (uint64_t)(pos | 1u << 31) << 32, 8);
		assert_int_equal(r->irqs, at == 261 ? 2 : 3);
	}
	assert_clean(r);
	rig_free(r);
}

static void smc_takes_its_time(void **state)
{
	struct emu_config cfg;
	const uint8_t smc[32] = { [28] = 2 };
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.smc_polls = 3;
	r = rig_new_cold(&cfg);
	assert_int_equal(rig_establish(r), 0x80000001);
	for (unsigned int i = 0; i < 2; i++) {
		r->now_ns += 1000000;
		assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0x80000001);
	}
	r->now_ns += 1000000;
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0x81);
	assert_int_equal(rig_smc(r, smc), 0x80000002);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	r->now_ns += 1000000;
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0);
	assert_clean(r);
	rig_free(r);
}

static void smc_write_while_owned(void **state)
{
	struct emu_config cfg;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.smc_polls = 2;
	r = rig_new_cold(&cfg);
	rig_write(r, r->smc_at + 28, 2, 4);
	rig_write(r, r->smc_at, 0xabcd, 4);
	assert_int_equal(rig_read(r, r->smc_at, 4), 0);
	assert_rules(r, 5);
	rig_free(r);
}

static void smc_bad_header(void **state)
{
	static const uint32_t bad[] = { 1u << 31, 1u << 7, 1u << 8, 1u << 6,
					1u << 16, 1u << 25, 1u << 30 };
	struct rig *r = rig_new_cold(NULL);
	uint8_t smc[32] = { 0 };

	(void)state;
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put32(smc + 28, bad[i] | 2);
		rig_smc(r, smc);
		assert_int_equal(rig_hits(r, 6), i + 1);
	}
	/* bit 31 alone is recorded and acted upon: the device sets it anyway */
	assert_rules(r, 6, 13);
	rig_free(r);
}

static void smc_unknown_version(void **state)
{
	static const uint32_t bad[] = { 1 | 1 << 3, 2 | 1 << 3, 3, 0, 7 };
	struct rig *r = rig_new_cold(NULL);
	uint8_t smc[32] = { 0 };

	(void)state;
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put32(smc + 28, bad[i]);
		assert_int_equal(rig_smc(r, smc), bad[i] | 0x180);
	}
	assert_int_equal(rig_hits(r, 7), sizeof(bad) / sizeof(bad[0]));
	/* the timeout report is diagnostics: version 1 is taken, 0 is not */
	put32(smc + 28, 0x0c);
	assert_int_equal(rig_smc(r, smc), 0x8c);
	put32(smc + 28, 0x04);
	assert_int_equal(rig_smc(r, smc), 0x184);
	assert_rules(r, 7);
	rig_free(r);
}

static void smc_header_split(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	rig_write(r, r->smc_at + 24, 0x0cull << 32, 8);
	assert_rules(r, 8);
	rig_free(r);
}

static void establish_bad_pages(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	uint8_t smc[32] = { 0 };

	(void)state;
	put32(smc + 28, 1);
	for (unsigned int bad = 0; bad < 4; bad++) {
		static const uint32_t wrong[] = { 0, 0x80000 };

		for (unsigned int w = 0; w < 3; w++) {
			for (unsigned int i = 0; i < 4; i++)
				put32(smc + 6 * i, 0x100 + i);
			/* none, unmapped, the same as another */
			put32(smc + 6 * bad, w < 2 ? wrong[w] :
			      0x100 + (bad + 1) % 4);
			assert_int_equal(rig_smc(r, smc), 0x181);
		}
	}
	assert_int_equal(rig_hits(r, 9), 12);
	r->hole = (struct rig_hole){ .at = 0x101000, .len = 1,
				     .readable = true };
	put32(smc + 18, 0x103);
	assert_int_equal(rig_smc(r, smc), 0x181);
	assert_rules(r, 9);
	rig_free(r);
}

static void establish_bad_vector(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	uint8_t smc[32] = { 0 };

	(void)state;
	for (unsigned int i = 0; i < 4; i++)
		put32(smc + 6 * i, 0x100 + i);
	put16(smc + 26, 65);
	put32(smc + 28, 1);
	assert_int_equal(rig_smc(r, smc), 0x181);
	assert_rules(r, 10);
	/* one that exists but is off is only told, and R-99 when it is used */
	put16(smc + 26, 64);
	put32(smc + 28, 1);
	r->no_msix = true;
	assert_int_equal(rig_smc(r, smc), 0x81);
	assert_rules(r, 10, LINT(10), 99);
	rig_free(r);
}

static void establish_twice(void **state)
{
	struct rig *r = rig_new_unregistered(NULL);

	(void)state;
	assert_int_equal(rig_establish(r), 0x181);
	assert_rules(r, 11);
	rig_free(r);
}

static void establish_dirty_rings(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	/* EQ and CQ: what the driver left there would look like entries */
	*(uint8_t *)rig_ptr(r, r->mem_next + 4095) = 0x20;
	*(uint8_t *)rig_ptr(r, r->mem_next + 4096) = 1;
	assert_int_equal(rig_establish(r), 0x81);
	assert_int_equal(rig_hits(r, 12), 2);
	/* the driver's own rings are nobody's business */
	rig_unestablish(r);
	memset(rig_ptr(r, r->mem_next + 8192), 0xff, 8192);
	assert_int_equal(rig_establish(r), 0x81);
	assert_int_equal(rig_hits(r, 12), 2);
	assert_rules(r, 12);
	rig_free(r);
}

static void destroy_without_channel(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_rules(r, 13);
	rig_free(r);
}

static void establish_without_bus_master(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	r->no_master = true;
	assert_int_equal(rig_establish(r), 0x181);
	assert_rules(r, 14);
	rig_free(r);
}

/* Everything made over the channel goes with it, and can be made again. */
static void left_at_destroy(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	struct rig_queue *rq = rig_queue(r, 1, 2);
	uint64_t dma;

	(void)state;
	rig_buffer(rq, 2048);
	rig_region(r, rig_alloc(r, 8192), 8192);
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_rules(r, 46);
	dma = get64(rig_ptr(r, rq->cq_at));
	mana_dev_rx(r->dev, 1, rig_ptr(r, rq->wq_at), 64);
	rig_run(r);
	assert_int_equal(get64(rig_ptr(r, rq->cq_at)), dma);
	rig_ring(q);
	assert_rules(r, 46, 4);
	assert_int_equal(rig_establish(r), 0x81);
	rig_free(r);
}

/* What a silent or faulty channel leaves behind is told, and fails nothing. */
static void left_without_a_channel(void **state)
{
	struct rig *r = rig_new(NULL);

	(void)state;
	assert_int_equal(mana_dev_event(r->dev, 135, 0), 0);
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_int_equal(rig_hits(r, LINT(46)), 1);
	assert_rules(r, LINT(46));
	rig_free(r);
	r = rig_new(NULL);
	assert_null(fault_arm(r->dev, "F-52", NULL));
	rig_run(r);
	assert_int_equal(fault_fired(r->dev) != 0, 1);
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_rules(r, LINT(46));
	/* the next channel starts clean */
	assert_int_equal(rig_establish(r), 0x81);
	assert_int_equal(rig_unestablish(r), 0x82);
	assert_rules(r, LINT(46));
	rig_free(r);
}

/* ---- resets ---- */

static json_t *at_reset(struct rig *r, json_t **report)
{
	*report = mana_dev_report(r->dev);
	return json_object_get(json_object_get(*report, "objects"), "at_reset");
}

static json_int_t number(json_t *o, const char *name)
{
	return json_integer_value(json_object_get(o, name));
}

/* What was alive is counted before the reset clears it. */
static void live_objects_at_reset(void **state)
{
	static const char *const names[] = { "power", "flr", "gone" };
	struct rig *r = rig_new(NULL);
	json_t *report, *list, *live;

	(void)state;
	rig_queue(r, 0, 1);
	rig_queue(r, 0, 2);
	rig_queue(r, 1, 2);
	rig_region(r, rig_alloc(r, 4096), 4096);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	list = at_reset(r, &report);
	assert_int_equal(json_array_size(list), 1);
	live = json_object_get(json_array_get(list, 0), "live");
	assert_int_equal(number(live, "eqs"), 1);
	assert_int_equal(number(live, "sqs"), 1);
	assert_int_equal(number(live, "rqs"), 2);
	assert_int_equal(number(live, "regions"), 1);
	assert_int_equal(number(live, "registrations"), 1);
	live = json_object_get(report, "objects");
	assert_int_equal(number(live, "live_total"), 0);
	json_decref(report);
	for (unsigned int i = 0; i < 3; i++) {
		rig_establish(r);
		mana_dev_reset(r->dev, i);
		list = at_reset(r, &report);
		assert_int_equal(json_array_size(list), i + 2);
		live = json_object_get(json_array_get(list, i + 1), "reset");
		assert_string_equal(json_string_value(live), names[i]);
		json_decref(report);
	}
	assert_clean(r);
	rig_free(r);
}

/* FLR: no channel, no objects, SMC zero; MAC and handle are the adapter's. */
static void reset_clears(void **state)
{
	struct rig *r = rig_new(NULL);
	uint64_t handle = r->vport[0];
	struct rig_queue *q = rig_queue(r, 0, 2);
	struct rig_msg m;

	(void)state;
	rig_buffer(q, 2048);
	rig_rx_on(q);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	r->now_ns += 1000000;
	for (unsigned int i = 0; i < 32; i += 4)
		assert_int_equal(rig_read(r, r->smc_at + i, 4), 0);
	rig_run(r);
	assert_int_equal(rig_establish(r), 0x81);
	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	assert_int_equal(rig_send(r, &m), 0);
	rig_msg(&m, 4, 1, 40, 1, 44);
	assert_int_equal(rig_send(r, &m), 0);
	rig_msg(&m, 0x20008, 1, 44, 1, 64);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get64(r->resp + 56), handle);
	assert_clean(r);
	rig_free(r);
}

static void old_ids_after_reset(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *q = rig_queue(r, 0, 1);
	uint32_t page = r->page;

	(void)state;
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	rig_establish(r);
	r->page = page;
	rig_ring(q);
	rig_eq_ring(&r->data_eq, true);
	assert_int_equal(rig_hits(r, 97), 2);
	assert_rules(r, 97);
	rig_free(r);
}

static void bus_master_cleared(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	r->no_master = true;
	rig_msg(&m, 3, 1, 40, 1, 296);
	rig_send_blind(r, &m);
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 0x20003);
	/* the channel is dead until it is made anew */
	r->no_master = false;
	rig_run(r);
	assert_int_equal(get32(rig_ptr(r, r->ans_at + 4)), 0x20003);
	assert_rules(r, 98);
	rig_free(r);
}

static void vector_not_enabled(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_msg m;

	(void)state;
	r->no_msix = true;
	rig_msg(&m, 10, 1, 44, 1, 32);
	put32(m.b + 40, r->eq_id);
	assert_int_equal(rig_send(r, &m), 0);
	assert_rules(r, 99);
	rig_free(r);
}

static void smc_polled_fast(void **state)
{
	struct rig *r = rig_new_cold(NULL);

	(void)state;
	rig_establish(r);	/* reads once */
	r->now_ns += 20000;
	rig_read(r, r->smc_at + 28, 4);
	r->now_ns += 19999;
	rig_read(r, r->smc_at, 4);
	assert_clean(r);
	rig_read(r, r->smc_at + 28, 4);
	assert_rules(r, LINT(100));
	rig_free(r);
}

/* ---- events ---- */

static void events(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	uint32_t pos = 256 + 11;

	(void)state;
	assert_int_equal(mana_dev_event(r->dev, 135, 0), -ENOTCONN);
	rig_establish(r);
	assert_int_equal(mana_dev_event(r->dev, 131, 0), -EINVAL);
	assert_int_equal(mana_dev_event(r->dev, 136, 0), -EINVAL);
	for (uint32_t type = 132; type <= 135; type++, pos++) {
		const uint8_t *e = rig_ptr(r, r->eq.at + 16 * (pos - 256));

		assert_int_equal(mana_dev_event(r->dev, type, 0x1000 + type),
				 0);
		assert_int_equal(get32(e), 0x1000 + type);
		assert_int_equal(get32(e + 12), type | 1u << 29);
	}
	assert_clean(r);
	rig_free(r);
}

/* Surprise removal: a window to notice it, then silence. */
static void gone(void **state)
{
	struct rig *r = rig_new(NULL);

	(void)state;
	assert_null(fault_arm(r->dev, "F-63a", NULL));
	rig_run(r);
	rig_write(r, r->smc_at + 28, 2, 4);
	assert_int_equal(rig_read(r, r->smc_at + 28, 4), 0xffffffff);
	r->now_ns += 100000000;
	rig_eq_ring(&r->data_eq, true);
	assert_clean(r);
	r->now_ns++;
	rig_eq_ring(&r->data_eq, true);
	assert_rules(r, LINT(15));
	rig_free(r);
}

static void bad_configurations(void **state)
{
	struct emu_config c;

	(void)state;
	emu_config_default(&c);
	assert_null(emu_config_check(&c));
#define BAD(field, value) do { \
		emu_config_default(&c); \
		c.field = (value); \
		assert_non_null(emu_config_check(&c)); \
	} while (0)
	BAD(num_ports, 0);
	BAD(num_ports, 257);
	BAD(adapter_mtu, 81);
	BAD(adapter_mtu, 65536);
	BAD(max_queues, 0);
	BAD(max_queues, 65);
	BAD(indir_entries, 0);
	BAD(indir_entries, 63);
	BAD(indir_entries, 512);
	BAD(msix, 0);
	BAD(msix, 2049);
	BAD(bar_size, 65536);
	BAD(bar_size, 3u << 18);
	BAD(bar_size, 1ull << 31);
	BAD(db_page_size, 2048);
	BAD(db_page_size, 12292);
	BAD(rx_offset_unit, 0);
	BAD(first_cq, 0);
	BAD(db_page_size, 65536);
	BAD(max_eqs, 0);
	BAD(max_eqs, 1025);
	BAD(device_id, 0xbb);
	BAD(firmware, EMU_FIRMWARES);
	BAD(instance, 65536);
	BAD(hwc_timeout_ms, 0);
	BAD(hwc_timeout_ms, 1u << 24);
	BAD(mac_base[0], 1);
	BAD(max_num_cqs, 63);
	BAD(max_num_cqs, (1u << 24) + 1);
	BAD(vport_offset, 4095);
	BAD(hwc_depth, 0);
	BAD(hwc_depth, 33);
#undef BAD
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(register_map),
		cmocka_unit_test(odd_register_reads),
		cmocka_unit_test(register_writes),
		cmocka_unit_test(outside_the_map),
		cmocka_unit_test(doorbell_before_establish),
		cmocka_unit_test(establish_addresses),
		cmocka_unit_test(init_events_in_rounds),
		cmocka_unit_test(smc_takes_its_time),
		cmocka_unit_test(smc_write_while_owned),
		cmocka_unit_test(smc_bad_header),
		cmocka_unit_test(smc_unknown_version),
		cmocka_unit_test(smc_header_split),
		cmocka_unit_test(establish_bad_pages),
		cmocka_unit_test(establish_bad_vector),
		cmocka_unit_test(establish_twice),
		cmocka_unit_test(establish_dirty_rings),
		cmocka_unit_test(destroy_without_channel),
		cmocka_unit_test(establish_without_bus_master),
		cmocka_unit_test(left_at_destroy),
		cmocka_unit_test(left_without_a_channel),
		cmocka_unit_test(live_objects_at_reset),
		cmocka_unit_test(reset_clears),
		cmocka_unit_test(old_ids_after_reset),
		cmocka_unit_test(bus_master_cleared),
		cmocka_unit_test(vector_not_enabled),
		cmocka_unit_test(smc_polled_fast),
		cmocka_unit_test(events),
		cmocka_unit_test(gone),
		cmocka_unit_test(bad_configurations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
