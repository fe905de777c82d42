// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What Ethernet completions say, and what is not believed (ethernet 2.8, 3.4,
 * 3.5): the worked entries there, each type, each wrong owner.
 */
#include <mana/cqe.h>

#include "reference.h"

#define SQ_ID 0x2c00
#define RQ_ID 0x1c05

/* A completion of type @type, client 1; all else 0. */
static struct gdma_cqe entry(u32 type, u32 info)
{
	struct gdma_cqe cqe = {};

	ref_put(cqe.data, type | 1 << 6, 4);
	cqe.info = cpu_to_le32(info);
	return cqe;
}

static struct gdma_cqe rx_entry(u32 type, u32 flags)
{
	struct gdma_cqe cqe = entry(type, RQ_ID | 1U << 29);

	ref_put(cqe.data + 4, flags, 4);
	return cqe;
}

static void put_packet4(struct gdma_cqe *cqe, u32 i, u16 len, u32 hash)
{
	ref_put(cqe->data + 8 + 12 * i, len, 2);
	ref_put(cqe->data + 16 + 12 * i, hash, 4);
}

static void put_packet8(struct gdma_cqe *cqe, u32 i, u16 len, u32 hash)
{
	u8 *pair = cqe->data + 8 + 12 * (i / 2);

	ref_put(pair + 4 + 2 * (i % 2), len, 2);
	ref_put(pair + 8 * (i % 2), hash, 4);
}

/* ---- receive ---- */

/* ethernet 10 E */
static void cqe_rx_coalesced_4_of_the_sheet(struct kunit *test)
{
	static const u8 bytes[64] = {
		0x42, 0x00, 0x00, 0x00, 0x64, 0x10, 0x02, 0x0a,
		0xea, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x78, 0xc1, 0xcc, 0x51, 0x42, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x78, 0xc1, 0xcc, 0x51,
		[56] = 0x12, 0x00, 0x00, 0x00, 0x05, 0x1c, 0x00, 0x20,
	};
	struct mana_rx_batch batch;
	struct gdma_cqe cqe;

	memcpy(&cqe, bytes, sizeof(cqe));
	KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
			MANA_RX_PACKETS);
	KUNIT_EXPECT_EQ(test, batch.num, 2);
	KUNIT_EXPECT_EQ(test, batch.len[0], 1514);
	KUNIT_EXPECT_EQ(test, batch.len[1], 66);
	KUNIT_EXPECT_EQ(test, batch.hash[0], 0x51ccc178);
	KUNIT_EXPECT_EQ(test, batch.hash[1], 0x51ccc178);
	KUNIT_EXPECT_EQ(test, batch.flags, 0x0a021064);
	KUNIT_EXPECT_EQ(test, batch.wqe_offset, 0x12);
	KUNIT_EXPECT_TRUE(test, mana_rx_csum_good(batch.flags));
	KUNIT_EXPECT_EQ(test, mana_rx_hash_type(batch.flags), 2);
	KUNIT_EXPECT_EQ(test, batch.flags & MANA_RX_VID, 100);
	KUNIT_EXPECT_TRUE(test, batch.flags & MANA_RX_VLAN);
}

/* ethernet 10 F */
static void cqe_rx_coalesced_8_of_the_sheet(struct kunit *test)
{
	static const u8 bytes[64] = {
		0x47, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x0a,
		0x01, 0x00, 0xaa, 0xaa, 0xea, 0x05, 0xea, 0x05,
		0x02, 0x00, 0xaa, 0xaa, 0x03, 0x00, 0xaa, 0xaa,
		0x5a, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		[60] = 0x05, 0x1c, 0x00, 0x20,
	};
	struct mana_rx_batch batch;
	struct gdma_cqe cqe;
	u32 i;

	memcpy(&cqe, bytes, sizeof(cqe));
	KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
			MANA_RX_PACKETS);
	KUNIT_ASSERT_EQ(test, batch.num, 3);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, batch.len[i], i < 2 ? 1514 : 90);
		KUNIT_EXPECT_EQ(test, batch.hash[i], 0xaaaa0001 + i);
	}
}

/* Only the first packet counts, whatever stands behind it. */
static void cqe_rx_single(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(1, 0);
	struct mana_rx_batch batch;

	put_packet4(&cqe, 0, 60, 0x11223344);
	put_packet4(&cqe, 1, 61, 0x55667788);
	KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
			MANA_RX_PACKETS);
	KUNIT_EXPECT_EQ(test, batch.num, 1);
	KUNIT_EXPECT_EQ(test, batch.len[0], 60);
	KUNIT_EXPECT_EQ(test, batch.hash[0], 0x11223344);
}

/* 1 to 4 packets; the first length of 0 ends them, what follows is not read. */
static void cqe_rx_every_count_of_4(struct kunit *test)
{
	struct mana_rx_batch batch;
	struct gdma_cqe cqe;
	u32 count, i;

	for (count = 1; count <= 4; count++) {
		cqe = rx_entry(2, 0);
		for (i = 0; i < 4; i++)
			put_packet4(&cqe, i, i == count ? 0 : 100 + i, i + 1);
		KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
				MANA_RX_PACKETS);
		KUNIT_ASSERT_EQ(test, batch.num, count);
		for (i = 0; i < count; i++) {
			KUNIT_EXPECT_EQ(test, batch.len[i], 100 + i);
			KUNIT_EXPECT_EQ(test, batch.hash[i], i + 1);
		}
	}
}

static void cqe_rx_every_count_of_8(struct kunit *test)
{
	struct mana_rx_batch batch;
	struct gdma_cqe cqe;
	u32 count, i;

	for (count = 1; count <= 8; count++) {
		cqe = rx_entry(7, 0);
		for (i = 0; i < 8; i++)
			put_packet8(&cqe, i, i == count ? 0 : 200 + i, i + 9);
		KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
				MANA_RX_PACKETS);
		KUNIT_ASSERT_EQ(test, batch.num, count);
		for (i = 0; i < count; i++) {
			KUNIT_EXPECT_EQ(test, batch.len[i], 200 + i);
			KUNIT_EXPECT_EQ(test, batch.hash[i], i + 9);
		}
	}
}

/* A first length of 0: one broken packet, so that no count is ever 0. */
static void cqe_rx_length_zero(struct kunit *test)
{
	static const u32 types[] = { 1, 2, 7 };
	struct mana_rx_batch batch;
	struct gdma_cqe cqe;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		cqe = rx_entry(types[i], 0);
		KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
				MANA_RX_PACKETS);
		KUNIT_EXPECT_EQ(test, batch.num, 1);
		KUNIT_EXPECT_EQ(test, batch.len[0], 0);
	}
}

/* Lengths have 16 bits and are given as they are; the caller judges them. */
static void cqe_rx_largest_length(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(1, 0);
	struct mana_rx_batch batch;

	put_packet4(&cqe, 0, 0xffff, 0xffffffff);
	KUNIT_ASSERT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
			MANA_RX_PACKETS);
	KUNIT_EXPECT_EQ(test, batch.len[0], 0xffff);
	KUNIT_EXPECT_EQ(test, batch.hash[0], 0xffffffff);
}

static void cqe_rx_truncated(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(4, 0);
	struct mana_rx_batch batch;

	put_packet4(&cqe, 0, 9000, 1);
	put_packet4(&cqe, 1, 9000, 1);
	KUNIT_EXPECT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch), MANA_RX_CUT);
	KUNIT_EXPECT_EQ(test, batch.num, 1);
}

/* ethernet 10 G: `43 00 00 00`, all else 0 */
static void cqe_rx_fence(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(3, 0);
	struct mana_rx_batch batch;

	KUNIT_EXPECT_EQ(test, cqe.data[0], 0x43);
	KUNIT_EXPECT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch), MANA_RX_FENCE);
}

/* All 64 types: those without a meaning are called unknown. */
static void cqe_rx_every_type(struct kunit *test)
{
	struct mana_rx_batch batch;
	enum mana_rx_kind want;
	struct gdma_cqe cqe;
	u32 type;

	for (type = 0; type < 64; type++) {
		want = type == 1 || type == 2 || type == 7 ? MANA_RX_PACKETS :
		       type == 3 ? MANA_RX_FENCE :
		       type == 4 ? MANA_RX_CUT : MANA_RX_UNKNOWN;
		cqe = rx_entry(type, 0);
		KUNIT_EXPECT_EQ_MSG(test, mana_rx_read(&cqe, RQ_ID, &batch),
				    want, "type %u", type);
	}
}

/* The vendor's bits and the client's are none of the type. */
static void cqe_rx_type_has_6_bits(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(1, 0);
	struct mana_rx_batch batch;

	ref_put(cqe.data, 0xffffffc1, 4);
	KUNIT_EXPECT_EQ(test, mana_rx_read(&cqe, RQ_ID, &batch),
			MANA_RX_PACKETS);
}

static void cqe_rx_of_another_queue(struct kunit *test)
{
	static const u32 infos[] = {
		RQ_ID + 1, RQ_ID - 1, 0, 0xffffff, RQ_ID | 0x800000,
		RQ_ID | 1 << 24,	/* says that it is of a send queue */
	};
	struct gdma_cqe cqe = rx_entry(1, 0);
	struct mana_rx_batch batch;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		cqe.info = cpu_to_le32(infos[i] | 1U << 29);
		KUNIT_EXPECT_EQ_MSG(test, mana_rx_read(&cqe, RQ_ID, &batch),
				    MANA_RX_FOREIGN, "row %u", i);
	}
}

/* Owner and reserved bits are no part of the id. */
static void cqe_rx_info_bits(struct kunit *test)
{
	struct gdma_cqe cqe = rx_entry(1, 0);
	struct mana_rx_batch batch;
	u32 bit;

	for (bit = 25; bit < 32; bit++) {
		cqe.info = cpu_to_le32(RQ_ID | 1U << bit);
		KUNIT_EXPECT_EQ_MSG(test, mana_rx_read(&cqe, RQ_ID, &batch),
				    MANA_RX_PACKETS, "bit %u", bit);
	}
}

#define RING 512	/* WQEs of a receive queue */

/* Both units that an offset may have, of a ring's or of all 32 bits. */
static void cqe_rx_offset_in_either_unit(struct kunit *test)
{
	static const struct {
		u32 factor, mask;
	} devices[] = {
		{ 1, RING - 1 }, { 1, U32_MAX }, { 32, RING * 32 - 1 },
		{ 32, U32_MAX },
	};
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(devices); i++)
		for (n = 0; n < 3 * RING; n++)
			KUNIT_ASSERT_TRUE(test,
					  mana_rx_offset_agrees((n * devices[i].factor) &
								devices[i].mask,
								n, RING - 1));
}

/* Where the counters of both sides wrap. */
static void cqe_rx_offset_at_the_wrap(struct kunit *test)
{
	u32 i, tail = U32_MAX - 5;

	for (i = 0; i < 12; i++, tail++) {
		KUNIT_EXPECT_TRUE(test, mana_rx_offset_agrees(tail, tail,
							      RING - 1));
		KUNIT_EXPECT_TRUE(test, mana_rx_offset_agrees(tail * 32, tail,
							      RING - 1));
	}
}

/* Each way to be wrong. */
static void cqe_rx_offset_of_another(struct kunit *test)
{
	static const u32 wrong[] = {
		100 + 1,		/* one was lost */
		100 - 1,		/* one came twice */
		100 + RING / 2, 101 * 32, 99 * 32,
		100 * 32 + 1,		/* no multiple of a unit */
		0, U32_MAX,
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(wrong); i++)
		KUNIT_EXPECT_FALSE_MSG(test,
				       mana_rx_offset_agrees(wrong[i], 100,
							     RING - 1),
				       "row %u", i);
}

/*
 * Completions that are off by @shift from WQE @from on, in units of @factor
 * bytes; returns after how many of them it is certain, 0: never.
 */
static u32 order_lost_after(u32 from, u32 shift, u32 factor)
{
	struct mana_rx_order order = {};
	u32 n, offset;

	for (n = from; n != from + 3 * RING; n++) {
		offset = (n + shift) * factor & (RING * factor - 1);
		if (mana_rx_order_lost(&order, offset, n, 1, RING - 1))
			return n - from + 1;
	}
	return 0;
}

/* Long right, then steadily wrong: 64 of those are enough, fewer are not. */
static void cqe_rx_order_is_lost(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, order_lost_after(1024, 1, 1), 64);
	KUNIT_EXPECT_EQ(test, order_lost_after(1024, 511, 1), 64);
	KUNIT_EXPECT_EQ(test, order_lost_after(5000, 300, 32), 64);
	KUNIT_EXPECT_EQ(test, order_lost_after(U32_MAX - 5, 300, 1), 64);
	/* it never was right for long */
	KUNIT_EXPECT_EQ(test, order_lost_after(1023, 1, 1), 0);
	KUNIT_EXPECT_EQ(test, order_lost_after(0, 1, 1), 0);
}

/* A completion repeated a hundred times: the last begins the row. */
static void cqe_rx_order_after_repeats(struct kunit *test)
{
	struct mana_rx_order order = {};
	u32 n, tail = 2000;

	for (n = 1; n <= 100; n++, tail++)
		KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&order, 1999, tail,
							    1, RING - 1));
	for (n = 1; n < 63; n++, tail++)
		KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&order, tail - 100,
							    tail, 1, RING - 1));
	KUNIT_EXPECT_TRUE(test, mana_rx_order_lost(&order, tail - 100, tail, 1,
						   RING - 1));
	/* it is said once */
	KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&order, tail - 99, tail + 1,
						    1, RING - 1));
}

/* What a device that works may do with a field that nobody reads. */
static void cqe_rx_order_is_kept(struct kunit *test)
{
	struct mana_rx_order constant = {}, gaps = {}, packed = {};
	u32 n, tail = 2000;

	for (n = 0; n < 1000; n++)	/* always the same */
		KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&constant, 0xffffff,
							    tail + n, 1,
							    RING - 1));
	for (n = 0; n < 1000; n += 2)	/* each second one agrees */
		KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&gaps, tail + n + 7,
							    tail + n, 1,
							    RING - 1));
	for (n = 0; n < 63 * 4; n += 4)	/* four packets each */
		KUNIT_EXPECT_FALSE(test, mana_rx_order_lost(&packed,
							    tail + n + 7,
							    tail + n, 4,
							    RING - 1));
	KUNIT_EXPECT_TRUE(test, mana_rx_order_lost(&packed, tail + n + 7,
						   tail + n, 4, RING - 1));
}

/* A completion of an unknown type used up one buffer. */
static void cqe_rx_unknown_is_one(struct kunit *test)
{
	struct mana_rx_batch batch = {};
	struct gdma_cqe entry = {};

	ref_put(entry.data, 9, 4);
	ref_put((u8 *)&entry.info, 0x1234, 4);
	KUNIT_EXPECT_EQ(test, mana_rx_read(&entry, 0x1234, &batch),
			MANA_RX_UNKNOWN);
	KUNIT_EXPECT_EQ(test, batch.num, 1);
}

/* All 64 combinations of the six bits (ethernet 3.5). */
static void cqe_rx_checksums(struct kunit *test)
{
	u32 bits, ip, tcp, udp;
	bool want;

	for (bits = 0; bits < 64; bits++) {
		ip = bits & 3;
		tcp = bits >> 2 & 3;
		udp = bits >> 4 & 3;
		/* 1: good, 2: bad, 0: not looked at, 3: nonsense */
		want = ip == 1 && ((tcp == 1 && udp == 0) ||
				   (tcp == 0 && udp == 1));
		KUNIT_EXPECT_EQ_MSG(test, mana_rx_csum_good(bits << 25), want,
				    "bits %x", bits);
	}
	KUNIT_EXPECT_FALSE(test, mana_rx_csum_good(0x81ffffff));
}

static void cqe_rx_hash_types(struct kunit *test)
{
	u32 bit;

	KUNIT_EXPECT_EQ(test, mana_rx_hash_type(0xfe00ffff), 0);
	for (bit = 0; bit < 9; bit++)
		KUNIT_EXPECT_EQ(test, mana_rx_hash_type(0x10000 << bit),
				1 << bit);
	/* L3 and L4 types together are all of them (ethernet 4) */
	KUNIT_EXPECT_EQ(test, MANA_HASH_L3 | MANA_HASH_L4, 0x1ff);
	KUNIT_EXPECT_EQ(test, MANA_HASH_L3 & MANA_HASH_L4, 0);
}

/* ---- transmit ---- */

/* ethernet 10 G */
static void cqe_tx_of_the_sheet(struct kunit *test)
{
	static const u8 error[] = {
		0x63, 0x01, 0x00, 0xe0, 0x74, 0x07, 0x00, 0x00,
		0x1e, 0x0a, 0x00, 0x00,
	};
	struct gdma_cqe cqe = entry(32, 0x21002c00);
	u32 units = 0xdead;

	KUNIT_EXPECT_EQ(test, cqe.data[0], 0x60);
	KUNIT_EXPECT_EQ(test, mana_tx_read(&cqe, SQ_ID, &units), MANA_TX_SENT);
	memcpy(cqe.data, error, sizeof(error));
	KUNIT_EXPECT_EQ(test, mana_tx_read(&cqe, SQ_ID, &units),
			MANA_TX_REFUSED);
	KUNIT_EXPECT_EQ(test, units, 0x50);
}

static void cqe_tx_every_type(struct kunit *test)
{
	enum mana_tx_kind want;
	struct gdma_cqe cqe;
	u32 type, units;

	for (type = 0; type < 64; type++) {
		want = type == 32 ? MANA_TX_SENT :
		       type >= 33 && type <= 41 ? MANA_TX_REFUSED :
		       type == 42 ? MANA_TX_DEAD : MANA_TX_UNKNOWN;
		cqe = entry(type, SQ_ID | 1 << 24 | 1U << 29);
		KUNIT_EXPECT_EQ_MSG(test, mana_tx_read(&cqe, SQ_ID, &units),
				    want, "type %u", type);
	}
}

/* Of another queue, of a receive queue, of another client. */
static void cqe_tx_foreign(struct kunit *test)
{
	static const u32 infos[] = {
		SQ_ID, (SQ_ID + 1) | 1 << 24, (SQ_ID ^ 0x800000) | 1 << 24,
		1 << 24,
	};
	struct gdma_cqe cqe = entry(32, 0);
	u32 i, units;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		cqe.info = cpu_to_le32(infos[i] | 1U << 29);
		KUNIT_EXPECT_EQ_MSG(test, mana_tx_read(&cqe, SQ_ID, &units),
				    MANA_TX_FOREIGN, "row %u", i);
	}
	for (i = 0; i < 4; i++) {
		cqe = entry(32, SQ_ID | 1 << 24 | 1U << 29);
		cqe.data[0] = 32 | i << 6;
		KUNIT_EXPECT_EQ_MSG(test, mana_tx_read(&cqe, SQ_ID, &units),
				    i == 1 ? MANA_TX_SENT : MANA_TX_FOREIGN,
				    "client %u", i);
	}
}

/* Where an error hit: 27 bits, above the index of the SGE. */
static void cqe_tx_error_position(struct kunit *test)
{
	static const u32 types[] = { 33, 41, 42, 43, 63, 0 };
	struct gdma_cqe cqe;
	u32 i, units;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		cqe = entry(types[i], SQ_ID | 1 << 24);
		ref_put(cqe.data + 8, 0xffffffff, 4);
		units = 0;
		mana_tx_read(&cqe, SQ_ID, &units);
		KUNIT_EXPECT_EQ(test, units, 0x7ffffff);
		ref_put(cqe.data + 8, 0x1f, 4);
		mana_tx_read(&cqe, SQ_ID, &units);
		KUNIT_EXPECT_EQ(test, units, 0);
	}
}

static struct kunit_case cqe_cases[] = {
	KUNIT_CASE(cqe_rx_coalesced_4_of_the_sheet),
	KUNIT_CASE(cqe_rx_coalesced_8_of_the_sheet),
	KUNIT_CASE(cqe_rx_single),
	KUNIT_CASE(cqe_rx_every_count_of_4),
	KUNIT_CASE(cqe_rx_every_count_of_8),
	KUNIT_CASE(cqe_rx_length_zero),
	KUNIT_CASE(cqe_rx_largest_length),
	KUNIT_CASE(cqe_rx_truncated),
	KUNIT_CASE(cqe_rx_fence),
	KUNIT_CASE(cqe_rx_every_type),
	KUNIT_CASE(cqe_rx_type_has_6_bits),
	KUNIT_CASE(cqe_rx_of_another_queue),
	KUNIT_CASE(cqe_rx_info_bits),
	KUNIT_CASE(cqe_rx_offset_in_either_unit),
	KUNIT_CASE(cqe_rx_offset_at_the_wrap),
	KUNIT_CASE(cqe_rx_offset_of_another),
	KUNIT_CASE(cqe_rx_order_is_lost),
	KUNIT_CASE(cqe_rx_order_after_repeats),
	KUNIT_CASE(cqe_rx_order_is_kept),
	KUNIT_CASE(cqe_rx_unknown_is_one),
	KUNIT_CASE(cqe_rx_checksums),
	KUNIT_CASE(cqe_rx_hash_types),
	KUNIT_CASE(cqe_tx_of_the_sheet),
	KUNIT_CASE(cqe_tx_every_type),
	KUNIT_CASE(cqe_tx_foreign),
	KUNIT_CASE(cqe_tx_error_position),
	{}
};

static struct kunit_suite cqe_suite = {
	.name = "mana_cqe",
	.test_cases = cqe_cases,
};

kunit_test_suites(&cqe_suite);

MODULE_DESCRIPTION("KUnit suite of Ethernet completions");
MODULE_LICENSE("Dual BSD/GPL");
