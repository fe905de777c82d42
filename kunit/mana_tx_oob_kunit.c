// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What a packet to be sent says of itself: the OOB bit for bit, which form it
 * has, what TSO may ask for, how many SGEs a packet takes (ethernet 2.3-2.7).
 */
#include <mana/tx_oob.h>

#include "reference.h"

/* The queues of the examples (ethernet 10). */
static struct mana_tx_meta example(void)
{
	struct mana_tx_meta meta = {
		.cq_id = 0x12a, .sq_id = 0x2c00, .vport_offset = 5,
		.trans_off = 34, .csum = MANA_TX_CSUM_TCP,
	};

	return meta;
}

/* Compose and compare; what lies behind the form's bytes stays untouched. */
static void check_oob(struct kunit *test, const struct mana_tx_meta *meta,
		      const u8 *want, u32 bytes)
{
	__le32 oob[MANA_TX_OOB_DWORDS + 1];
	const u8 *got = (const u8 *)oob;
	u32 i;

	memset(oob, 0xee, sizeof(oob));
	KUNIT_ASSERT_EQ(test, mana_tx_fill_oob(oob, meta), bytes);
	KUNIT_EXPECT_EQ(test, mana_tx_oob_bytes(meta), bytes);
	EXPECT_BYTES(test, got, want, bytes);
	for (i = bytes; i < sizeof(oob); i++)
		KUNIT_EXPECT_EQ(test, got[i], 0xee);
}

/* ethernet 10 A */
static void tx_oob_short_tcp(struct kunit *test)
{
	static const u8 want[] = {
		0x24, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05,
	};
	struct mana_tx_meta meta = example();

	check_oob(test, &meta, want, sizeof(want));
}

/* ethernet 10 B */
static void tx_oob_tso(struct kunit *test)
{
	static const u8 want[] = {
		0x34, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05,
	};
	struct mana_tx_meta meta = example();

	meta.tso = true;
	check_oob(test, &meta, want, sizeof(want));
}

/* ethernet 10 C */
static void tx_oob_long_udp_vlan(struct kunit *test)
{
	static const u8 want[] = {
		0x49, 0x2a, 0x01, 0x00, 0x36, 0x2c, 0x00, 0x00,
		0x08, 0x00, 0x45, 0x06, 0x00, 0x00, 0x23, 0x01,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	};
	struct mana_tx_meta meta = example();

	meta.csum = MANA_TX_CSUM_UDP;
	meta.ipv6 = true;
	meta.trans_off = 54;
	meta.vlan = true;
	meta.tci = 5 << 13 | 100;
	meta.vport_offset = 0x123;
	check_oob(test, &meta, want, sizeof(want));
}

/* Nothing asked: no protocol, no offset, whatever the rest says. */
static void tx_oob_no_offload(struct kunit *test)
{
	static const u8 want[] = {
		0x00, 0x2a, 0x01, 0x00, 0x00, 0x2c, 0x00, 0x05,
	};
	struct mana_tx_meta meta = example();

	meta.csum = MANA_TX_CSUM_NONE;
	check_oob(test, &meta, want, sizeof(want));
	meta.ipv6 = true;
	check_oob(test, &meta, want, sizeof(want));
}

/* The bits of dword 0 for each wish (ethernet 2.4, 2.5). */
static void tx_oob_every_offload(struct kunit *test)
{
	static const struct {
		enum mana_tx_csum csum;
		bool ipv6, tso;
		u32 bits;
	} rows[] = {
		{ MANA_TX_CSUM_TCP, false, false, 0x24 },
		{ MANA_TX_CSUM_TCP, true, false, 0x28 },
		{ MANA_TX_CSUM_UDP, false, false, 0x44 },
		{ MANA_TX_CSUM_UDP, true, false, 0x48 },
		{ MANA_TX_CSUM_TCP, false, true, 0x34 },
		{ MANA_TX_CSUM_TCP, true, true, 0x38 },
	};
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		meta.csum = rows[i].csum;
		meta.ipv6 = rows[i].ipv6;
		meta.tso = rows[i].tso;
		mana_tx_fill_oob(oob, &meta);
		KUNIT_EXPECT_EQ_MSG(test, le32_to_cpu(oob[0]),
				    0x12a00 | rows[i].bits, "row %u", i);
	}
}

/* The long form: a tag or an offset of more than 8 bits, and only then. */
static void tx_oob_which_form(struct kunit *test)
{
	static const struct {
		u16 vport_offset;
		bool vlan, is_long;
	} rows[] = {
		{ 0, false, false }, { 254, false, false },
		{ 255, false, false }, { 256, false, true },
		{ 0xfff, false, true }, { 0, true, true },
		{ 255, true, true }, { 256, true, true },
	};
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		meta.vport_offset = rows[i].vport_offset;
		meta.vlan = rows[i].vlan;
		KUNIT_EXPECT_EQ(test, mana_tx_oob_is_long(&meta),
				rows[i].is_long);
		KUNIT_EXPECT_EQ(test, mana_tx_fill_oob(oob, &meta),
				rows[i].is_long ? 24 : 8);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[0]) & 3,
				rows[i].is_long ? 1 : 0);
	}
}

/* In the short field while it fits that, else in the long one (ethernet 2.3). */
static void tx_oob_vport_offset(struct kunit *test)
{
	static const u16 offsets[] = { 0, 1, 5, 254, 255, 256, 0x800, 0xfff };
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 i;

	meta.vlan = true;
	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		meta.vport_offset = offsets[i];
		mana_tx_fill_oob(oob, &meta);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[1]) >> 24,
				offsets[i] <= 255 ? offsets[i] : 0);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[3]),
				(offsets[i] > 255 ? (u32)offsets[i] << 16 : 0));
	}
}

static void tx_oob_every_tag_bit(struct kunit *test)
{
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 bit, want;

	meta.vlan = true;
	for (bit = 0; bit < 16; bit++) {
		meta.tci = 1 << bit;
		/* VID at 31:20, DEI at 19, PCP at 18:16, "insert" at 3 */
		want = bit < 12 ? 1U << (20 + bit) :
		       bit == 12 ? 1U << 19 : 1U << (16 + bit - 13);
		mana_tx_fill_oob(oob, &meta);
		KUNIT_EXPECT_EQ_MSG(test, le32_to_cpu(oob[2]), want | 8,
				    "bit %u", bit);
	}
	meta.tci = 0;
	mana_tx_fill_oob(oob, &meta);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[2]), 8);
}

/* A long form without a tag must not insert one. */
static void tx_oob_long_without_tag(struct kunit *test)
{
	static const u8 want[] = {
		0x25, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0x0f,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	};
	struct mana_tx_meta meta = example();

	meta.vport_offset = 0xfff;
	meta.tci = 0xffff;
	check_oob(test, &meta, want, sizeof(want));
}

/* vsq_frame is bits 23:10 of the id; ids have 24 bits. */
static void tx_oob_queue_ids(struct kunit *test)
{
	static const u32 ids[] = {
		0, 1, 0x3ff, 0x400, 0x7ff, 0x2c00, 0x800000, 0xfffc00, 0xffffff,
	};
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		meta.sq_id = ids[i];
		meta.cq_id = ids[i];
		mana_tx_fill_oob(oob, &meta);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[0]), ids[i] << 8 | 0x24);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[1]),
				5U << 24 | (ids[i] / 1024) << 10 | 34);
	}
}

static void tx_oob_trans_off(struct kunit *test)
{
	static const u16 offsets[] = { 0, 14, 34, 54, 0x200, 0x3ff };
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		meta.trans_off = offsets[i];
		mana_tx_fill_oob(oob, &meta);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[1]),
				5U << 24 | 11 << 10 | offsets[i]);
	}
}

/* Read as if it could change: of constants the compiler would complain. */
static u32 all_ones = 0xffffffff;

/* Too large a value stays inside its field: the neighbours are right. */
static void tx_oob_fields_are_masked(struct kunit *test)
{
	struct mana_tx_meta meta = example();
	__le32 oob[MANA_TX_OOB_DWORDS];

	meta.trans_off = READ_ONCE(all_ones);
	meta.sq_id = READ_ONCE(all_ones);
	mana_tx_fill_oob(oob, &meta);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[1]), 0x05ffffff);
	meta.vport_offset = READ_ONCE(all_ones);
	mana_tx_fill_oob(oob, &meta);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(oob[3]), 0x0fff0000);
}

/* header <= 255, 1 <= MSS <= 16383, fragments + 2 <= 30 (ethernet 2.5, 2.6) */
static void tx_tso_limits(struct kunit *test)
{
	static const struct {
		u32 hdr, mss, frags;
		bool fits;
	} rows[] = {
		{ 54, 1448, 17, true }, { 54, 1448, 0, true },
		{ 255, 1448, 17, true }, { 256, 1448, 17, false },
		{ 0xffffffff, 1448, 17, false },
		{ 54, 1, 17, true }, { 54, 0, 17, false },
		{ 54, 16383, 17, true }, { 54, 16384, 17, false },
		{ 54, 1448, 28, true }, { 54, 1448, 29, false },
		{ 54, 1448, 45, false },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_tx_tso_fits(rows[i].hdr, rows[i].mss,
						     rows[i].frags),
				    rows[i].fits, "row %u", i);
}

/* Headers get an SGE of their own, the rest of the linear part another. */
static void tx_num_sge(struct kunit *test)
{
	static const struct {
		u32 linear, hdr, frags, want;
	} rows[] = {
		{ 60, 0, 0, 1 }, { 60, 0, 17, 18 }, { 1514, 0, 0, 1 },
		{ 54, 54, 1, 2 }, { 55, 54, 0, 2 }, { 55, 54, 1, 3 },
		{ 54, 54, 17, 18 }, { 1000, 54, 17, 19 },
		{ 1000, 54, 28, 30 }, { 60, 0, 29, 30 }, { 60, 0, 30, 31 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_tx_num_sge(rows[i].linear,
						    rows[i].hdr,
						    rows[i].frags),
				    rows[i].want, "row %u", i);
}

/* What TSO lets through always fits into a WQE. */
static void tx_tso_always_fits_a_wqe(struct kunit *test)
{
	u32 frags;

	for (frags = 0; frags <= 64; frags++)
		if (mana_tx_tso_fits(54, 1448, frags))
			KUNIT_EXPECT_LE(test, mana_tx_num_sge(1000, 54, frags),
					30);
}

/* Each segment but the first repeats the headers. */
static void tx_wire_bytes(struct kunit *test)
{
	static const struct {
		u32 len, hdr, segs, want;
	} rows[] = {
		{ 60, 0, 1, 60 }, { 1514, 0, 1, 1514 },
		{ 54 + 1448, 54, 1, 1502 },
		{ 54 + 1449, 54, 2, 1503 + 54 },
		{ 54 + 33768, 54, 24, 33822 + 23 * 54 },
		{ 54 + 524280, 54, 363, 524334 + 362 * 54 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    mana_tx_wire_bytes(rows[i].len, rows[i].hdr,
						       rows[i].segs),
				    rows[i].want, "row %u", i);
}

static struct kunit_case tx_oob_cases[] = {
	KUNIT_CASE(tx_oob_short_tcp),
	KUNIT_CASE(tx_oob_tso),
	KUNIT_CASE(tx_oob_long_udp_vlan),
	KUNIT_CASE(tx_oob_no_offload),
	KUNIT_CASE(tx_oob_every_offload),
	KUNIT_CASE(tx_oob_which_form),
	KUNIT_CASE(tx_oob_vport_offset),
	KUNIT_CASE(tx_oob_every_tag_bit),
	KUNIT_CASE(tx_oob_long_without_tag),
	KUNIT_CASE(tx_oob_queue_ids),
	KUNIT_CASE(tx_oob_trans_off),
	KUNIT_CASE(tx_oob_fields_are_masked),
	KUNIT_CASE(tx_tso_limits),
	KUNIT_CASE(tx_num_sge),
	KUNIT_CASE(tx_tso_always_fits_a_wqe),
	KUNIT_CASE(tx_wire_bytes),
	{}
};

static struct kunit_suite tx_oob_suite = {
	.name = "mana_tx_oob",
	.test_cases = tx_oob_cases,
};

kunit_test_suites(&tx_oob_suite);

MODULE_DESCRIPTION("KUnit suite of what packets to be sent look like");
MODULE_LICENSE("Dual BSD/GPL");
