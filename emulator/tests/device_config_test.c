// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the adapter presents follows its configuration: firmware, PCI id,
 * limits, addresses, device list (device-behaviour 1, gdma 1, 2 and 12).
 */
#include "fault/fault.h"
#include "rig.h"

#define UNSUPPORTED 0xffffffffu

static struct emu_config cfg;

static int defaults(void **state)
{
	(void)state;
	rig_config(&cfg);
	return 0;
}

/* A request with a handle in front; its status. */
static uint32_t ask(struct rig *r, uint32_t type, uint16_t resp_ver,
		    size_t len, size_t resp_len)
{
	struct rig_msg m;

	rig_msg(&m, type, 1, len, resp_ver, resp_len);
	put64(m.b + 40, r->vport[0]);
	return rig_send(r, &m);
}

/* ---- firmware ---- */

/* Everyone asks for the newest and is told what he got. */
static void dev_config_versions(void **state)
{
	static const struct {
		uint16_t asked, got[EMU_FIRMWARES];
	} lines[] = { { 1, { 1, 1, 1 } }, { 2, { 1, 2, 2 } },
		      { 3, { 1, 2, 3 } }, { 4, { 1, 2, 4 } },
		      { 9, { 1, 2, 4 } } };

	(void)state;
	for (unsigned int fw = 0; fw < EMU_FIRMWARES; fw++) {
		struct rig *r;

		cfg.firmware = (enum emu_firmware)fw;
		r = rig_new(&cfg);
		for (unsigned int i = 0; i < 5; i++) {
			uint16_t got = lines[i].got[fw];

			assert_int_equal(ask(r, 0x20001, lines[i].asked, 88,
					     80), 0);
			assert_int_equal(r->resp_len, 80);
			assert_int_equal(get16(r->resp + 8), got);
			assert_int_equal(get32(r->resp + 12), 80);
			assert_int_equal(get16(r->resp + 64), 2);
			assert_int_equal(get16(r->resp + 72),
					 got >= 2 ? 9014 : 0);
			assert_int_equal(get32(r->resp + 76),
					 got >= 4 ? 200000 : 0);
			assert_int_equal(get64(r->resp + 32),
					 fw == EMU_FW_NEW ? 0x20 : 0);
		}
		assert_clean(r);
		rig_free(r);
	}
}

/* What came after 6.12 is not supported before. */
static void unknown_to_firmware(void **state)
{
	(void)state;
	for (unsigned int fw = 0; fw < EMU_FIRMWARES; fw++) {
		uint32_t st = fw == EMU_FW_NEW ? 0 : UNSUPPORTED;
		struct rig *r;

		cfg.firmware = (enum emu_firmware)fw;
		r = rig_new(&cfg);
		assert_int_equal(ask(r, 0x2000a, 2, 48, 48), st);
		assert_int_equal(ask(r, 0x2000b, 1, 56, 40), st);
		assert_int_equal(ask(r, 0x2000c, 1, 48, 440), st);
		assert_int_equal(ask(r, 84, 1, 48, 40),
				 fw == EMU_FW_OLD ? UNSUPPORTED : 0);
		/* allowed to probe for: a lint at most */
		assert_int_equal(rig_hits(r, LINT(28)),
				 fw == EMU_FW_NEW ? 0 : 3);
		rig_free(r);
	}
}

static void pf_caps(void **state)
{
	static const uint64_t caps[EMU_FIRMWARES] = { 0, 0x8, 0x8098 };
	struct rig_msg m;

	(void)state;
	cfg.pf_caps = 0x8098;
	for (unsigned int fw = 0; fw < EMU_FIRMWARES; fw++) {
		struct rig *r;

		cfg.firmware = (enum emu_firmware)fw;
		r = rig_new(&cfg);
		rig_msg(&m, 1, 1, 640, 1, 72);
		put64(m.b + 40, 1);
		put64(m.b + 48, 1);
		assert_int_equal(rig_send(r, &m), 0);
		assert_true(get64(r->resp + 40) == caps[fw]);
		assert_clean(r);
		rig_free(r);
	}
}

/* A newer driver's WQ object: the moderation it asks for is not seen. */
static void objects(void **state)
{
	(void)state;
	for (unsigned int fw = 0; fw < EMU_FIRMWARES; fw++) {
		struct rig_queue q = { .kind = 2, .wq_size = 4096,
				       .cq_size = 8192 };
		struct rig_msg m;
		struct rig *r;

		cfg.firmware = (enum emu_firmware)fw;
		r = rig_new(&cfg);
		rig_create_msg(r, &m, &q);
		m.b[89] = 1;
		put16(m.b + 92, fw == EMU_FW_NEW ? 64 : 0xffff);
		put64(m.b + 56, rig_region(r, q.wq_at, 4096));
		put64(m.b + 64, rig_region(r, q.cq_at, 8192));
		assert_int_equal(rig_send(r, &m), 0);
		assert_int_equal(get16(r->resp + 8), fw == EMU_FW_NEW ? 2 : 1);
		assert_int_equal(r->resp_len, 56);
		assert_int_equal(get16(r->resp + 50),
				 fw == EMU_FW_NEW ? 64 : 0);
		assert_clean(r);
		rig_free(r);
	}
}

/* A version 5 request works everywhere; old firmware does not coalesce. */
static void steering(void **state)
{
	static const uint16_t packets[EMU_FIRMWARES] = { 1, 2, 2 };
	static const uint16_t got[EMU_FIRMWARES] = { 1, 1, 2 };

	(void)state;
	for (unsigned int fw = 0; fw < EMU_FIRMWARES; fw++) {
		struct rig_steer s = { .ver = 5, .rx = 1, .def = true,
				       .coal4 = 1 };
		struct rig_queue *rq;
		uint8_t cqe[64];
		struct rig *r;

		cfg.firmware = (enum emu_firmware)fw;
		r = rig_new(&cfg);
		rq = rig_queue(r, 0, 2);
		for (unsigned int i = 0; i < 4; i++)
			rig_buffer(rq, 2048);
		s.default_rq = rq->handle;
		assert_int_equal(rig_steer(r, 0, &s), 0);
		assert_int_equal(get16(r->resp + 8), got[fw]);
		assert_int_equal(get32(r->resp + 32),
				 fw == EMU_FW_NEW ? 2048 : 0);
		rig_broadcast(r, 0);
		rig_broadcast(r, 0);
		rig_run(r);
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(cqe[0] & 0x3f, packets[fw]);
		assert_clean(r);
		rig_free(r);
	}
}

/* ---- what the function is ---- */

/* A PF id: other registers for one, a far end to address, bare metal. */
static void pf_ids(void **state)
{
	static const unsigned int ids[] = { 0xba, 0xb9, 0xc1 };
	struct rig_msg m;

	(void)state;
	for (unsigned int i = 0; i < 3; i++) {
		bool pf = ids[i] != 0xba;
		struct rig_queue *sq;
		uint8_t f[256];
		struct rig *r;
		size_t len;

		cfg.device_id = ids[i];
		assert_null(emu_config_check(&cfg));
		r = rig_new(&cfg);
		assert_int_equal(r->db_at, 0x10000);
		assert_int_equal(r->smc_at, 0x200);
		assert_int_equal(r->pf_rq != 0, pf);
		assert_int_equal(r->pf_cq != 0, pf);
		assert_int_equal(ask(r, 0x20001, 3, 88, 80), 0);
		assert_int_equal(r->resp[66], pf);
		assert_int_equal(ask(r, 0x20001, 2, 88, 80), 0);
		assert_int_equal(r->resp[66], 0);
		/* a VF's features: traffic, but no hardware port */
		sq = rig_queue(r, 0, 1);
		len = rig_build(r, 0, &(struct rig_pkt){ .payload = 60,
							 .good = true }, f);
		assert_int_equal(rig_tx(sq, f, len, &(struct rig_tx){ 0 }), 32);
		assert_clean(r);
		rig_msg(&m, 0x28003, 1, 48, 1, 40);
		assert_int_equal(rig_send(r, &m), UNSUPPORTED);
		assert_rules(r, LINT(28));
		/* the far end of the other kind of function */
		r->pf_rq ^= 1;
		rig_send_blind(r, &m);
		rig_run(r);
		assert_int_equal(rig_hits(r, 16), 1);
		rig_free(r);
	}
}

static void pf_registers(void **state)
{
	struct rig *r;

	(void)state;
	cfg.device_id = 0xb9;
	cfg.db_page_size = 8192;
	r = rig_new_cold(&cfg);
	assert_int_equal(r->db_page_size, 8192);
	assert_int_equal(rig_read(r, 0x00, 4), 0);
	assert_int_equal(rig_read(r, 0x108, 8), 0x180);
	assert_int_equal(rig_read(r, 0x1f0, 8), 0x80);
	assert_clean(r);
	rig_write(r, 0xc8, 1, 8);
	assert_rules(r, 2);
	rig_free(r);
}

/* ---- the device list ---- */

static void verify_with(struct rig *r, uint64_t caps)
{
	struct rig_msg m;

	rig_msg(&m, 1, 1, 640, 1, 72);
	put64(m.b + 40, 1);
	put64(m.b + 48, 1);
	put64(m.b + 56, caps);
	assert_int_equal(rig_send(r, &m), 0);
}

static void list_holes(void **state)
{
	struct rig *r;

	(void)state;
	cfg.list_holes = true;
	r = rig_new_unregistered(&cfg);
	/* dense for a driver that does not say it knows holes */
	assert_int_equal(ask(r, 3, 1, 40, 296), 0);
	assert_int_equal(get32(r->resp + 32), 2);
	assert_int_equal(get32(r->resp + 40), 1);
	assert_int_equal(get32(r->resp + 44), 2);
	verify_with(r, 1u << 11);
	assert_int_equal(ask(r, 3, 1, 40, 296), 0);
	assert_int_equal(get32(r->resp + 32), 2);
	assert_int_equal(get32(r->resp + 40), 0);
	assert_int_equal(get32(r->resp + 44), 1);
	for (unsigned int i = 48; i < 292; i += 4)
		assert_int_equal(get32(r->resp + i), 0);
	assert_int_equal(get32(r->resp + 292), 2);
	assert_clean(r);
	rig_free(r);
}

/* Drivers echo what was listed; 0 is not the Ethernet device then. */
static void instance(void **state)
{
	struct rig_msg m;
	struct rig *r;

	(void)state;
	cfg.instance = 7;
	r = rig_new_unregistered(&cfg);
	assert_int_equal(ask(r, 3, 1, 40, 296), 0);
	assert_int_equal(get32(r->resp + 44), 7u << 16 | 2);
	rig_msg(&m, 4, 1, 40, 1, 44);
	assert_int_equal(rig_send(r, &m), 1);
	assert_rules(r, 25);
	put32(m.b + 32, 7u << 16 | 2);
	assert_int_equal(rig_send(r, &m), 0);
	rig_msg(&m, 5, 1, 40, 1, 32);
	put32(m.b + 32, 7u << 16 | 2);
	assert_int_equal(rig_send(r, &m), 0);
	rig_free(r);
}

/* ---- limits ---- */

static void eqs(void **state)
{
	struct rig_eq eq;
	struct rig *r;

	(void)state;
	cfg.max_eqs = 3;
	r = rig_new(&cfg);	/* makes one */
	assert_int_equal(ask(r, 2, 1, 40, 72), 0);
	assert_int_equal(get32(r->resp + 48), 3);
	assert_int_equal(ask(r, 0x20001, 2, 88, 80), 0);
	assert_int_equal(get32(r->resp + 68), 3);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 2), 0);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 3), 0);
	assert_clean(r);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 4), 1);
	assert_rules(r, 41);
	eq = r->data_eq;
	assert_int_equal(rig_disable_eq(&eq), 0);
	assert_int_equal(rig_create_eq(r, &eq, 4096, 4), 0);
	rig_free(r);
}

/* CQ ids stay below the bound that bring-up names, however many come and go. */
static void cqs(void **state)
{
	struct rig_queue q[8];
	struct rig *r;

	(void)state;
	cfg.max_num_cqs = 64;
	r = rig_new(&cfg);
	for (unsigned int round = 0; round < 40; round++) {
		for (unsigned int i = 0; i < 8; i++) {
			uint64_t next = r->mem_next;

			assert_int_equal(rig_create(r, &q[i], 0, 1, 4096, 4096),
					 0);
			assert_in_range(q[i].cq_id, 1, 63);
			memset(rig_ptr(r, next), 0, 8192);
		}
		for (unsigned int i = 0; i < 8; i++)
			assert_int_equal(rig_destroy(&q[i], 1), 0);
	}
	rig_free(r);
}

static void bar(void **state)
{
	static const unsigned int pages[] = { 4096, 8192, 32768 };
	struct rig *r;

	(void)state;
	cfg.bar_size = 1u << 20;
	for (unsigned int i = 0; i < 3; i++) {
		struct rig_queue *sq;
		uint8_t f[256];
		size_t len;

		cfg.db_page_size = pages[i];
		assert_null(emu_config_check(&cfg));
		r = rig_new(&cfg);
		assert_int_equal(r->db_page_size, pages[i]);
		assert_int_equal(ask(r, 2, 1, 40, 72), 0);
		assert_int_equal(get32(r->resp + 52),
				 ((1u << 20) - 0x10000) / pages[i]);
		sq = rig_queue(r, 0, 1);
		len = rig_build(r, 0, &(struct rig_pkt){ .payload = 60,
							 .good = true }, f);
		assert_int_equal(rig_tx(sq, f, len, &(struct rig_tx){ 0 }), 32);
		/* the last page is there, what is behind the BAR is not */
		rig_write(r, (1u << 20) - 8, 0, 8);
		assert_int_equal(rig_hits(r, 3), 0);
		rig_write(r, 1u << 20, 0, 8);
		assert_int_equal(rig_hits(r, 3), 1);
		rig_free(r);
	}
	cfg.bar_size = 1u << 17;
	assert_non_null(emu_config_check(&cfg));
}

/* The last three bytes count on; the first three are the vendor's. */
static void macs(void **state)
{
	static const uint8_t base[6] = { 0x00, 0x22, 0x48, 0x10, 0xff, 0xff };
	static const uint8_t next[6] = { 0x00, 0x22, 0x48, 0x11, 0x00, 0x00 };
	static const uint8_t around[6] = { 0x00, 0x22, 0x48, 0, 0, 0 };
	struct rig *r;

	(void)state;
	memcpy(cfg.mac_base, base, 6);
	r = rig_new(&cfg);
	assert_memory_equal(r->mac[0], base, 6);
	assert_memory_equal(r->mac[1], next, 6);
	rig_free(r);
	cfg.mac_base[3] = 0xff;
	r = rig_new(&cfg);
	assert_memory_equal(r->mac[1], around, 6);
	rig_free(r);
}

/* ---- the time-out of the channel ---- */

/* R-30 goes by what the driver was told: by an answer, or by an event. */
static unsigned int gave_up_after(unsigned int ms, bool ask_first,
				  uint32_t event)
{
	struct rig *r = rig_new_unregistered(&cfg);
	struct rig_msg m;
	unsigned int hits;

	if (ask_first) {
		assert_int_equal(ask(r, 84, 1, 48, 40), 0);
		assert_int_equal(get32(r->resp + 32), 5000);
	}
	if (event)
		assert_int_equal(mana_dev_event(r->dev, 133, event), 0);
	assert_null(fault_arm(r->dev, "answer:drop", NULL));
	rig_msg(&m, 3, 1, 40, 1, 296);
	rig_send_blind(r, &m);
	rig_run(r);
	r->now_ns += ms * 1000000ull;
	rig_send_blind(r, &m);
	rig_run(r);
	hits = rig_hits(r, LINT(30));
	rig_free(r);
	return hits;
}

static void agreed_timeout(void **state)
{
	(void)state;
	cfg.hwc_timeout_ms = 5000;
	assert_int_equal(gave_up_after(25000, false, 0), 1);
	assert_int_equal(gave_up_after(26000, false, 0), 0);
	assert_int_equal(gave_up_after(4200, true, 0), 1);
	assert_int_equal(gave_up_after(4300, true, 0), 0);
	assert_int_equal(gave_up_after(1600, true, 1u << 24 | 2000), 1);
	assert_int_equal(gave_up_after(1800, true, 1u << 24 | 2000), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(dev_config_versions, defaults),
		cmocka_unit_test_setup(unknown_to_firmware, defaults),
		cmocka_unit_test_setup(pf_caps, defaults),
		cmocka_unit_test_setup(objects, defaults),
		cmocka_unit_test_setup(steering, defaults),
		cmocka_unit_test_setup(pf_ids, defaults),
		cmocka_unit_test_setup(pf_registers, defaults),
		cmocka_unit_test_setup(list_holes, defaults),
		cmocka_unit_test_setup(instance, defaults),
		cmocka_unit_test_setup(eqs, defaults),
		cmocka_unit_test_setup(cqs, defaults),
		cmocka_unit_test_setup(bar, defaults),
		cmocka_unit_test_setup(macs, defaults),
		cmocka_unit_test_setup(agreed_timeout, defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
