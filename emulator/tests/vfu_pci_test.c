// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Configuration space: identity, masks, capabilities, resets.
 */
#include <string.h>

#include "vfu_client.h"

static uint32_t cfg32(struct client *r, uint64_t off)
{
	return (uint32_t)client_read(r, 7, off, 4);
}

/* Offset of a capability, walking the list as a guest does. */
static uint32_t find_cap(struct client *r, uint8_t id)
{
	uint32_t at = (uint32_t)client_read(r, 7, 0x34, 1);

	for (int i = 0; at && i < 48; i++) {
		assert_in_range(at, 0x40, 0xfc);
		assert_int_equal(at & 3, 0);
		if (client_read(r, 7, at, 1) == id)
			return at;
		at = (uint32_t)client_read(r, 7, at + 1, 1);
	}
	return 0;
}

static void identity(void **state)
{
	struct client *r = *state;

	assert_int_equal(cfg32(r, 0), 0x00ba1414);
	assert_int_equal(cfg32(r, 8), 0x02000001);
	assert_int_equal(client_read(r, 7, 0x0e, 1), 0); /* header type */
	assert_int_equal(client_read(r, 7, 0x3d, 1), 0); /* no INTx */
	assert_int_equal(client_read(r, 7, 6, 2) & 0x10, 0x10);
	client_write(r, 7, 0, 0xffffffff, 4);
	client_write(r, 7, 8, 0xffffffff, 4);
	assert_int_equal(cfg32(r, 0), 0x00ba1414);
	assert_int_equal(cfg32(r, 8), 0x02000001);
}

static void whole_space_in_one_read(void **state)
{
	struct { uint64_t off; uint32_t region, count; uint8_t d[4096]; } big;
	struct rw rw = { .region = 7, .count = 4096 };

	assert_int_equal(client_call(*state, REGION_READ, &rw, 16, &big,
				  sizeof(big)), 16 + 4096);
	assert_int_equal(big.d[0], 0x14);
	assert_int_equal(big.d[2], 0xba);
	assert_int_equal(big.d[4095], 0);
}

static uint64_t bar_mask(struct client *r, uint64_t at)
{
	client_write(r, 7, at, 0xffffffff, 4);
	client_write(r, 7, at + 4, 0xffffffff, 4);
	return cfg32(r, at) | (uint64_t)cfg32(r, at + 4) << 32;
}

static void bars(void **state)
{
	struct client *r = *state;

	assert_true(bar_mask(r, 0x10) == (~(uint64_t)(BAR0_SIZE - 1) | 4));
	assert_true(bar_mask(r, 0x20) == (~(uint64_t)8191 | 4));
	client_write(r, 7, 0x18, 0xffffffff, 4);
	assert_int_equal(cfg32(r, 0x18), 0);
	client_write(r, 7, 0x30, 0xfffff800, 4);
	assert_int_equal(cfg32(r, 0x30), 0); /* no ROM */
	client_write(r, 7, 0x10, 0xfe080000, 4);
	assert_int_equal(cfg32(r, 0x10), 0xfe080004);
}

static void command_register(void **state)
{
	struct client *r = *state;

	client_write(r, 7, 4, 0xffff, 2);
	assert_int_equal(client_read(r, 7, 4, 2), 0x0546);
	assert_true(vfu_bus_master(r->v));
	client_write(r, 7, 4, 0x02, 1);
	assert_false(vfu_bus_master(r->v));
	assert_int_equal(client_read(r, 7, 4, 2), 0x0502);
}

static void msix_layout(void **state)
{
	struct client *r = *state;
	uint32_t at = find_cap(r, 0x11), table, pba;

	assert_int_not_equal(at, 0);
	assert_int_equal(client_read(r, 7, at + 2, 2), VECTORS - 1);
	table = cfg32(r, at + 4);
	pba = cfg32(r, at + 8);
	assert_int_equal(table & 7, 4);
	assert_int_equal(pba & 7, 4);
	assert_in_range(pba & ~7u, (table & ~7u) + 16 * VECTORS, 8192 - 16);
	client_write(r, 7, at + 2, 0xffff, 2);
	assert_int_equal(client_read(r, 7, at + 2, 2), 0xc000 | (VECTORS - 1));
	client_write(r, 7, at + 4, 0xffffffff, 4);
	assert_int_equal(cfg32(r, at + 4), table);
}

static void largest_msix_table_fits(void **state)
{
	struct vfu_config c = client_config;

	(void)state;
	c.msix_vectors = 2048;
	assert_int_equal(vfu_bar4_size(&c), 131072);
	c.msix_vectors = 1;
	assert_int_equal(vfu_bar4_size(&c), 8192);
}

static void express(void **state)
{
	struct client *r = *state;
	uint32_t at = find_cap(r, 0x10);

	assert_int_not_equal(at, 0);
	assert_int_equal(client_read(r, 7, at + 2, 2), 2);
	assert_true(cfg32(r, at + 4) & 1u << 28); /* offers FLR */
	assert_int_equal(find_cap(r, 0x05), 0);	/* no MSI */
}

static void dirty(struct client *r)
{
	client_write(r, 7, 4, 6, 2);
	client_write(r, 7, 0x10, 0xfe080000, 4);
	client_write(r, 7, find_cap(r, 0x11) + 2, 0x8000, 2);
}

static void is_clean(struct client *r)
{
	assert_int_equal(client_read(r, 7, 4, 2), 0);
	assert_int_equal(cfg32(r, 0x10), 4);
	assert_false(vfu_bus_master(r->v));
	assert_false(vfu_irq_usable(r->v, 0));
}

static void flr(void **state)
{
	struct client *r = *state;
	uint32_t ctl = find_cap(r, 0x10) + 8;

	client_write(r, 7, ctl, 0x7fff, 2); /* all but the reset */
	assert_int_equal(r->seen.flrs, 0);
	dirty(r);
	assert_int_equal(client_write(r, 7, ctl, 0xa810, 2), 16);
	assert_int_equal(r->seen.flrs, 1);
	assert_int_equal(client_read(r, 7, ctl, 2), 0); /* the bit does not stay */
	is_clean(r);
	dirty(r);
	client_write(r, 7, ctl + 1, 0x80, 1); /* its byte alone */
	assert_int_equal(r->seen.flrs, 2);
	is_clean(r);
	client_write(r, 7, ctl, 0x8000, 4);
	assert_int_equal(r->seen.flrs, 3);
	assert_int_equal(r->seen.resets, 0);
}

static void device_reset(void **state)
{
	struct client *r = *state;

	dirty(r);
	assert_int_equal(client_call(r, RESET, NULL, 0, NULL, 0), 0);
	assert_int_equal(client_call(r, RESET, NULL, 0, NULL, 0), 0);
	assert_int_equal(r->seen.resets, 2);
	assert_int_equal(r->seen.flrs, 0);
	is_clean(r);
}

/* Pulled out: ones wherever it is read, and deaf; then as after power-on. */
static void absent(void **state)
{
	struct client *r = *state;
	uint32_t ctl = find_cap(r, 0x10) + 8;

	client_write(r, 7, 4, 6, 2);
	r->seen.absent = true;
	assert_int_equal(cfg32(r, 0), 0xffffffff);
	assert_int_equal(client_read(r, 7, 4, 2), 0xffff);
	assert_int_equal(client_read(r, 4, 0, 4), 0xffffffff);
	assert_int_equal(client_write(r, 7, ctl, 0x8000, 2), 16);
	assert_int_equal(client_write(r, 7, 4, 0, 2), 16);
	r->seen.absent = false;
	assert_int_equal(cfg32(r, 0), 0x00ba1414);
	assert_int_equal(client_read(r, 7, 4, 2), 0);
	assert_int_equal(r->seen.flrs, 0);
}

#define RIG(f) cmocka_unit_test_setup_teardown(f, client_setup, client_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG(identity), RIG(whole_space_in_one_read), RIG(bars),
		RIG(command_register), RIG(msix_layout),
		cmocka_unit_test(largest_msix_table_fits), RIG(express),
		RIG(flr), RIG(device_reset), RIG(absent),
	};

	return cmocka_run_group_tests_name("vfu_pci", tests, NULL, NULL);
}
