// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The GDMA commands byte for byte, and which answers are refused.
 * The code under test is built into this module, above a recording channel.
 */
#include <linux/errno.h>
#include <linux/pci.h>

#include <gdma/cmd.c>

#include "channel.h"

#define ETH_DEV 0x00050002	/* type 2, instance 5 */

static struct pci_dev pci = { .dev.init_name = "kunit" };
static struct mana_gdma gdma;
static u32 timeout_ms;
static u64 db_pages;	/* doorbell pages that BAR0 has */

u32 mana_hwc_timeout(const struct mana_gdma *gd)
{
	return timeout_ms;
}

void mana_hwc_set_timeout(struct mana_gdma *gd, u32 ms)
{
	timeout_ms = ms;
}

void __iomem *mana_regs_db_page(const struct mana_gdma *gd, u64 index)
{
	return index < db_pages ? (void __iomem __force *)&pci : NULL;
}

static int gdma_cmd_init(struct kunit *test)
{
	memset(&channel, 0, sizeof(channel));
	memset(&gdma, 0, sizeof(gdma));
	gdma.info.dev = &pci.dev;
	gdma.info.eth_dev_id = cpu_to_le32(ETH_DEV);
	gdma.info.pdid = 0x51525354;
	gdma.info.db_page = 0x61626364;
	gdma.num_vectors = 65;
	timeout_ms = 30000;
	db_pages = 16;
	return 0;
}

/* Protocol 1, Linux, the name of the kernel, all else 0. */
static void gdma_cmd_verify(struct kunit *test)
{
	const char *release = init_utsname()->release;
	const u8 *req = channel.request;
	u32 i;

	ref_put(channel.answer + 32, 1, 8);
	ref_put(channel.answer + 40, 0x123456789ULL, 8);
	KUNIT_ASSERT_EQ(test, mana_cmd_verify(&gdma), 0);
	KUNIT_EXPECT_EQ(test, gdma.info.pf_caps, 0x123456789ULL);
	KUNIT_ASSERT_EQ(test, channel.bytes, 640);
	KUNIT_EXPECT_EQ(test, ref_get(req + 28, 4), 72);
	KUNIT_EXPECT_EQ(test, ref_get(req + 32, 4), 0);
	KUNIT_EXPECT_EQ(test, ref_get(req + 40, 8), 1);
	KUNIT_EXPECT_EQ(test, ref_get(req + 48, 8), 1);
	/* each bit with what stands behind it: docs/capabilities.md */
	KUNIT_EXPECT_EQ(test, ref_get(req + 56, 8), 0x5256486d);
	for (i = 64; i < 96; i++)	/* further capabilities, driver version */
		KUNIT_EXPECT_EQ(test, req[i], 0);
	KUNIT_EXPECT_EQ(test, ref_get(req + 96, 4), 0x10);
	KUNIT_EXPECT_STREQ(test, (const char *)req + 128, "Linux");
	KUNIT_EXPECT_STREQ(test, (const char *)req + 256, release);
}

static void gdma_cmd_verify_other_protocol(struct kunit *test)
{
	static const u64 versions[] = { 0, 2, 1ULL << 32 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(versions); i++) {
		ref_put(channel.answer + 32, versions[i], 8);
		KUNIT_EXPECT_EQ(test, mana_cmd_verify(&gdma), -EPROTO);
	}
}

/* Asked only of devices that know it; what they say is taken over. */
static void gdma_cmd_timeout(struct kunit *test)
{
	u8 want[48] = {};

	KUNIT_EXPECT_EQ(test, mana_cmd_negotiate_timeout(&gdma), 0);
	KUNIT_EXPECT_EQ(test, channel.count, 0);
	gdma.info.pf_caps = 8;
	ref_put(channel.answer + 32, 12345, 4);
	KUNIT_ASSERT_EQ(test, mana_cmd_negotiate_timeout(&gdma), 0);
	ref_put(want + 40, 30000, 4);
	expect_request(test, 84, 1, 1, 40, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, timeout_ms, 12345);
	channel.err = -EPROTO;
	ref_put(channel.answer + 32, 1, 4);
	KUNIT_EXPECT_EQ(test, mana_cmd_negotiate_timeout(&gdma), -EPROTO);
	KUNIT_EXPECT_EQ(test, timeout_ms, 12345);
}

/* In each of the 64 slots, between holes, whatever the count says. */
static void gdma_cmd_list_devices(struct kunit *test)
{
	u8 want[40] = {};
	u32 slot;

	for (slot = 0; slot < 64; slot++) {
		memset(channel.answer, 0, sizeof(channel.answer));
		ref_put(channel.answer + 40, 1, 4);	/* the channel itself */
		ref_put(channel.answer + 40 + 4 * slot, 0x00090002, 4);
		KUNIT_ASSERT_EQ(test, mana_cmd_list_devices(&gdma), 0);
		KUNIT_EXPECT_EQ(test, le32_to_cpu(gdma.info.eth_dev_id), 0x00090002);
	}
	expect_request(test, 3, 1, 1, 296, want, sizeof(want));
}

static void gdma_cmd_no_device(struct kunit *test)
{
	u32 slot;

	ref_put(channel.answer + 32, 64, 4);
	for (slot = 0; slot < 64; slot++)
		ref_put(channel.answer + 40 + 4 * slot, 0x00020001 + slot % 2 * 2,
			4);
	/* devices 1 and 3, one with an instance of 2 */
	KUNIT_EXPECT_EQ(test, mana_cmd_list_devices(&gdma), -ENODEV);
	/* a second device of type 2 is not looked at */
	ref_put(channel.answer + 40 + 4 * 7, 0x00010002, 4);
	ref_put(channel.answer + 40 + 4 * 9, 0x00030002, 4);
	KUNIT_EXPECT_EQ(test, mana_cmd_list_devices(&gdma), 0);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(gdma.info.eth_dev_id), 0x00010002);
}

static void put_resources(u32 sq, u32 rq, u32 cq, u32 eq, u32 msix)
{
	ref_put(channel.answer + 36, sq, 4);
	ref_put(channel.answer + 40, rq, 4);
	ref_put(channel.answer + 44, cq, 4);
	ref_put(channel.answer + 48, eq, 4);
	ref_put(channel.answer + 68, msix, 4);
}

static void gdma_cmd_resources(struct kunit *test)
{
	u8 want[40] = {};

	put_resources(11, 12, 13, 14, 33);
	KUNIT_ASSERT_EQ(test, mana_cmd_max_resources(&gdma), 0);
	expect_request(test, 2, 1, 1, 72, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, gdma.info.max_sq, 11);
	KUNIT_EXPECT_EQ(test, gdma.info.max_rq, 12);
	KUNIT_EXPECT_EQ(test, gdma.info.max_cq, 13);
	KUNIT_EXPECT_EQ(test, gdma.info.max_eq, 14);
	KUNIT_EXPECT_EQ(test, gdma.info.data_vectors, 32);
	put_resources(1, 1, 1, 1, 0xffffffff);	/* more than the function has */
	KUNIT_ASSERT_EQ(test, mana_cmd_max_resources(&gdma), 0);
	KUNIT_EXPECT_EQ(test, gdma.info.data_vectors, 64);
	put_resources(1, 1, 1, 1, 2);
	KUNIT_ASSERT_EQ(test, mana_cmd_max_resources(&gdma), 0);
	KUNIT_EXPECT_EQ(test, gdma.info.data_vectors, 1);
}

static void gdma_cmd_too_little(struct kunit *test)
{
	static const u32 rows[][5] = {
		{ 0, 1, 1, 1, 2 }, { 1, 0, 1, 1, 2 }, { 1, 1, 0, 1, 2 },
		{ 1, 1, 1, 0, 2 }, { 1, 1, 1, 1, 1 }, { 1, 1, 1, 1, 0 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		put_resources(rows[i][0], rows[i][1], rows[i][2], rows[i][3],
			      rows[i][4]);
		KUNIT_EXPECT_EQ_MSG(test, mana_cmd_max_resources(&gdma),
				    -ENOSPC, "row %u", i);
	}
}

static void gdma_cmd_register(struct kunit *test)
{
	u8 want[40] = {};

	ref_put(channel.answer + 32, 5, 4);
	ref_put(channel.answer + 36, 0x1234, 4);
	ref_put(channel.answer + 40, 15, 4);
	KUNIT_ASSERT_EQ(test, mana_gdma_register(&gdma), 0);
	ref_put(want + 32, ETH_DEV, 4);
	expect_request(test, 4, 1, 1, 44, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, gdma.info.pdid, 5);
	KUNIT_EXPECT_EQ(test, gdma.info.mkey, 0x1234);
	KUNIT_EXPECT_EQ(test, gdma.info.db_page, 15);
	mana_gdma_deregister(&gdma);
	expect_request(test, 5, 1, 1, 32, want, sizeof(want));
	mana_gdma_deregister(&gdma);
	KUNIT_EXPECT_EQ(test, channel.count, 2);
}

/* A doorbell page outside of BAR0: taken back, and nothing is left. */
static void gdma_cmd_register_bad_page(struct kunit *test)
{
	ref_put(channel.answer + 40, 16, 4);
	KUNIT_EXPECT_EQ(test, mana_gdma_register(&gdma), -EPROTO);
	KUNIT_EXPECT_EQ(test, channel.count, 2);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 4, 4), 5);
	KUNIT_EXPECT_FALSE(test, gdma.registered);
}

/* A worked example, but for the activity id. */
static void gdma_cmd_test_event(struct kunit *test)
{
	u8 want[44] = { [32] = 1, [40] = 0x21 };

	KUNIT_EXPECT_EQ(test,
			mana_cmd_test_eqe(&gdma, cpu_to_le32(1), 0x21), 0);
	expect_request(test, 10, 1, 1, 32, want, sizeof(want));
}

static void gdma_cmd_create_eq(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 4096, .region = 0xa1a2a3a4a5ULL };
	u8 want[96] = {};
	u32 id = 0;

	ref_put(channel.answer + 32, 0xffff, 4);
	KUNIT_ASSERT_EQ(test, mana_cmd_create_eq(&gdma, &mem, 3, &id), 0);
	ref_put(want + 32, ETH_DEV, 4);
	ref_put(want + 40, 4, 4);
	ref_put(want + 48, 0x51525354, 4);
	ref_put(want + 52, 0x61626364, 4);
	ref_put(want + 56, 0xa1a2a3a4a5ULL, 8);
	ref_put(want + 68, 4096, 4);
	ref_put(want + 72, 3, 4);
	ref_put(want + 76, 3, 4);
	expect_request(test, 12, 1, 1, 36, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, id, 0xffff);
	KUNIT_EXPECT_EQ(test, mem.region, 0);
}

/* An id of 17 bits: disabled again; the region is gone all the same. */
static void gdma_cmd_create_eq_bad_id(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 4096, .region = 7 };
	u8 want[52] = {};
	u32 id = 0;

	ref_put(channel.answer + 32, 0x10000, 4);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_eq(&gdma, &mem, 3, &id), -EPROTO);
	ref_put(want + 32, ETH_DEV, 4);
	ref_put(want + 40, 4, 4);
	ref_put(want + 44, 0x10000, 4);
	ref_put(want + 48, 1, 4);
	expect_request(test, 13, 1, 1, 32, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, mem.region, 0);
	channel.err = -EPROTO;
	mem.region = 7;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_eq(&gdma, &mem, 3, &id), -EPROTO);
	KUNIT_EXPECT_EQ(test, mem.region, 7);
}

/* Pages of 4096 bytes, whatever the host's are. */
static void gdma_cmd_create_region(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 16384, .dma = 0x123450000ULL };
	u8 want[64 + 4 * 8] = {};
	u32 i;

	ref_put(channel.answer + 32, 0xb1b2b3b4b5b6b7b8ULL, 8);
	KUNIT_ASSERT_EQ(test, mana_cmd_create_region(&gdma, &mem), 0);
	ref_put(want + 40, 16384, 8);
	ref_put(want + 56, 4, 4);
	ref_put(want + 60, 4, 4);
	for (i = 0; i < 4; i++)
		ref_put(want + 64 + 8 * i, 0x123450000ULL + 4096 * i, 8);
	expect_request(test, 25, 1, 1, 40, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, mem.region, 0xb1b2b3b4b5b6b7b8ULL);
}

/* 504 pages fill a message of 4096 bytes; one more is not even asked for. */
static void gdma_cmd_largest_region(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 504 * 4096 };

	ref_put(channel.answer + 32, 1, 8);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem), 0);
	KUNIT_EXPECT_EQ(test, channel.bytes, 4096);
	mem.bytes += 4096;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem), -EINVAL);
	KUNIT_EXPECT_EQ(test, channel.count, 1);
}

/* No handle, or "more pages" after all were sent: given up. */
static void gdma_cmd_bad_region(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 4096 };
	u8 want[48] = {};

	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem), -EPROTO);
	KUNIT_EXPECT_EQ(test, channel.count, 1);
	ref_put(channel.answer + 24, 0x105, 4);
	ref_put(channel.answer + 32, 9, 8);
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem), -EPROTO);
	ref_put(want + 40, 9, 8);
	expect_request(test, 27, 1, 1, 32, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, mem.region, 0);
	mana_cmd_destroy_region(&gdma, &mem);
	KUNIT_EXPECT_EQ(test, channel.count, 3);
}

/* What an answer does not reach is not believed, and what was made may exist. */
static void gdma_cmd_short_answers(struct kunit *test)
{
	struct mana_qmem mem = { .bytes = 4096 };
	u32 id = 0;

	ref_put(channel.answer + 32, 9, 8);
	channel.reach = 39;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem), -EBADMSG);
	KUNIT_EXPECT_TRUE(test, mem.unsure);
	KUNIT_EXPECT_EQ(test, mem.region, 0);
	mem.unsure = false;
	mem.region = 7;
	channel.reach = 35;
	KUNIT_EXPECT_EQ(test, mana_cmd_create_eq(&gdma, &mem, 3, &id),
			-EBADMSG);
	KUNIT_EXPECT_TRUE(test, mem.unsure);
	KUNIT_EXPECT_EQ(test, mem.region, 7);
	KUNIT_EXPECT_EQ(test, channel.count, 2);
}

/* Refused: nothing was made. Not answered, or oddly: it may have been. */
static void gdma_cmd_unsure_creates(struct kunit *test)
{
	static const struct {
		int err;
		bool unsure;
	} rows[] = {
		{ -EPROTO, false }, { -EOPNOTSUPP, false }, { -EBADMSG, true },
		{ -ETIMEDOUT, true }, { -ENODEV, true },
	};
	struct mana_qmem mem;
	u32 i, id;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		channel.err = rows[i].err;
		mem = (struct mana_qmem){ .bytes = 4096 };
		KUNIT_EXPECT_EQ(test, mana_cmd_create_region(&gdma, &mem),
				rows[i].err);
		KUNIT_EXPECT_EQ(test, mem.unsure, rows[i].unsure);
		mem = (struct mana_qmem){ .bytes = 4096, .region = 7 };
		KUNIT_EXPECT_EQ(test, mana_cmd_create_eq(&gdma, &mem, 1, &id),
				rows[i].err);
		KUNIT_EXPECT_EQ(test, mem.unsure, rows[i].unsure);
	}
}

/* Whatever the reason: the device may still use what it did not let go. */
static void gdma_cmd_failed_destroys(struct kunit *test)
{
	static const int errors[] = { 0, -EPROTO, -EOPNOTSUPP, -EBADMSG,
				      -ETIMEDOUT, -ENODEV };
	struct mana_qmem mem;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(errors); i++) {
		channel.err = errors[i];
		mem = (struct mana_qmem){ .bytes = 4096, .region = 7 };
		mana_cmd_destroy_region(&gdma, &mem);
		KUNIT_EXPECT_EQ(test, mem.unsure, errors[i] != 0);
		KUNIT_EXPECT_EQ(test, mem.region, 0);
		mem = (struct mana_qmem){ .bytes = 4096 };
		mana_cmd_disable_eq(&gdma, &mem, 1);
		KUNIT_EXPECT_EQ(test, mem.unsure, errors[i] != 0);
	}
}

static struct kunit_case gdma_cmd_cases[] = {
	KUNIT_CASE(gdma_cmd_verify),
	KUNIT_CASE(gdma_cmd_verify_other_protocol),
	KUNIT_CASE(gdma_cmd_timeout),
	KUNIT_CASE(gdma_cmd_list_devices),
	KUNIT_CASE(gdma_cmd_no_device),
	KUNIT_CASE(gdma_cmd_resources),
	KUNIT_CASE(gdma_cmd_too_little),
	KUNIT_CASE(gdma_cmd_register),
	KUNIT_CASE(gdma_cmd_register_bad_page),
	KUNIT_CASE(gdma_cmd_test_event),
	KUNIT_CASE(gdma_cmd_create_eq),
	KUNIT_CASE(gdma_cmd_create_eq_bad_id),
	KUNIT_CASE(gdma_cmd_create_region),
	KUNIT_CASE(gdma_cmd_largest_region),
	KUNIT_CASE(gdma_cmd_bad_region),
	KUNIT_CASE(gdma_cmd_short_answers),
	KUNIT_CASE(gdma_cmd_unsure_creates),
	KUNIT_CASE(gdma_cmd_failed_destroys),
	{}
};

static struct kunit_suite gdma_cmd_suite = {
	.name = "mana_gdma_cmd",
	.init = gdma_cmd_init,
	.test_cases = gdma_cmd_cases,
};

kunit_test_suites(&gdma_cmd_suite);

MODULE_DESCRIPTION("KUnit suite of the GDMA commands");
MODULE_LICENSE("Dual BSD/GPL");
