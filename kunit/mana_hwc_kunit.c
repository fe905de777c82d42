// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hardware channel: what a device may say while it comes up (hwc 4, 13),
 * and which answer belongs to a request (hwc 6, 13; gdma 11).
 */
#include <linux/errno.h>

#include <gdma/hwc_boot.h>
#include <gdma/hwc_match.h>

#include "reference.h"

/**
 * struct event - one bootstrap event
 * @type: its type
 * @data: its first dword
 */
struct event {
	u32 type;
	u32 data;
};

/* The example of hwc 4.2. */
static const struct event sheet[] = {
	{ 129, 0x00000021 }, { 130, 0x01000022 }, { 130, 0x02000023 },
	{ 130, 0x03000024 }, { 130, 0x04000001 }, { 130, 0x05001000 },
	{ 130, 0x06001000 }, { 130, 0x07000400 }, { 130, 0x08000005 },
	{ 130, 0x09001234 }, { 131, 0 },
};

/* The example without its event @skip, with its value of event @at changed. */
static int boot_with(struct hwc_boot *boot, u32 skip, u32 at, u32 data)
{
	int err = 0;
	u32 i;

	memset(boot, 0, sizeof(*boot));
	for (i = 0; i < ARRAY_SIZE(sheet) && !err; i++)
		if (i != skip)
			err = hwc_boot_event(boot, sheet[i].type,
					     i == at ? data : sheet[i].data);
	return err;
}

#define NONE 99

static void hwc_boot_of_the_sheet(struct kunit *test)
{
	struct hwc_boot boot;

	KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, NONE, 0), 0);
	KUNIT_EXPECT_TRUE(test, boot.done);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 0x21);
	KUNIT_EXPECT_EQ(test, boot.db_page, 0);
	KUNIT_EXPECT_EQ(test, boot.value[1], 0x22);
	KUNIT_EXPECT_EQ(test, boot.value[2], 0x23);
	KUNIT_EXPECT_EQ(test, boot.value[3], 0x24);
	KUNIT_EXPECT_EQ(test, boot.value[4], 1);
	KUNIT_EXPECT_EQ(test, boot.value[7], 0x400);
	KUNIT_EXPECT_EQ(test, boot.value[8], 5);
	KUNIT_EXPECT_EQ(test, boot.value[9], 0x1234);
	KUNIT_EXPECT_EQ(test, hwc_boot_limit(&boot, 5), 4096);
	KUNIT_EXPECT_EQ(test, hwc_boot_limit(&boot, 6), 4096);
}

/* 129 must come first: no doorbell can be rung before it. */
static void hwc_boot_ids_come_first(struct kunit *test)
{
	struct hwc_boot boot = {};

	KUNIT_EXPECT_EQ(test, hwc_boot_event(&boot, 130, 0x01000022), -EPROTO);
	memset(&boot, 0, sizeof(boot));
	KUNIT_EXPECT_EQ(test, hwc_boot_event(&boot, 131, 0), -EPROTO);
	KUNIT_EXPECT_FALSE(test, boot.done);
}

/* The largest ids: neither reaches into the other. */
static void hwc_boot_largest_ids(struct kunit *test)
{
	struct hwc_boot boot = {};

	KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0xffff0001), 0);
	KUNIT_EXPECT_EQ(test, boot.db_page, 0xffff);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 1);
	memset(&boot, 0, sizeof(boot));
	KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0x0001ffff), 0);
	KUNIT_EXPECT_EQ(test, boot.db_page, 1);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 0xffff);
}

static void hwc_boot_values_have_24_bits(struct kunit *test)
{
	struct hwc_boot boot;

	KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, 9, 0x09ffffff), 0);
	KUNIT_EXPECT_EQ(test, boot.value[9], 0xffffff);
}

/* Each item that must be there (hwc 4.1), and each that need not. */
static void hwc_boot_missing_items(struct kunit *test)
{
	static const bool mandatory[] = {
		true, true, true, true, false, false, false, true, true, true,
	};
	struct hwc_boot boot;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(mandatory); i++) {
		KUNIT_EXPECT_EQ_MSG(test, boot_with(&boot, i, NONE, 0),
				    mandatory[i] ? -EPROTO : 0, "event %u", i);
		KUNIT_EXPECT_EQ(test, boot.done, !mandatory[i]);
	}
}

/* No item may come twice. */
static void hwc_boot_repeated_items(struct kunit *test)
{
	struct hwc_boot boot;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(sheet) - 1; i++) {
		memset(&boot, 0, sizeof(boot));
		for (n = 0; n <= i; n++)
			KUNIT_ASSERT_EQ(test,
					hwc_boot_event(&boot, sheet[n].type,
						       sheet[n].data), 0);
		KUNIT_EXPECT_EQ_MSG(test,
				    hwc_boot_event(&boot, sheet[i].type,
						   sheet[i].data),
				    -EPROTO, "event %u", i);
	}
}

/* 130s may come in any order. */
static void hwc_boot_backwards(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0x21), 0);
	for (i = ARRAY_SIZE(sheet) - 2; i >= 1; i--)
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, sheet[i].type,
						     sheet[i].data), 0);
	KUNIT_EXPECT_EQ(test, hwc_boot_event(&boot, 131, 0), 0);
}

/* Those of a physical function and those of the future; never an index. */
static void hwc_boot_unknown_items(struct kunit *test)
{
	struct hwc_boot boot;
	u32 item;

	for (item = 0; item < 256; item++) {
		if (item >= 1 && item <= 9)
			continue;
		memset(&boot, 0, sizeof(boot));
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0x21), 0);
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 130,
						     item << 24 | 7), 0);
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 130,
						     item << 24 | 7), 0);
		KUNIT_ASSERT_EQ(test, boot.seen, 1);
	}
}

/* Before the end no other type is accepted, and after it none at all. */
static void hwc_boot_other_types(struct kunit *test)
{
	static const u32 types[] = { 0, 3, 64, 128, 132, 133, 134, 135, 255 };
	struct hwc_boot boot;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		memset(&boot, 0, sizeof(boot));
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0x21), 0);
		KUNIT_EXPECT_EQ_MSG(test, hwc_boot_event(&boot, types[i], 0),
				    -EPROTO, "type %u", types[i]);
	}
	for (i = 129; i <= 131; i++) {
		KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, NONE, 0), 0);
		KUNIT_EXPECT_EQ(test, hwc_boot_event(&boot, i, 0), -EPROTO);
	}
}

/* The CQ's id must be one that the device can hand out. */
static void hwc_boot_cq_id_below_their_number(struct kunit *test)
{
	struct hwc_boot boot;

	KUNIT_EXPECT_EQ(test, boot_with(&boot, NONE, 7, 0x07000000), -EPROTO);
	KUNIT_EXPECT_EQ(test, boot_with(&boot, NONE, 7, 0x07000022), -EPROTO);
	KUNIT_EXPECT_EQ(test, boot_with(&boot, NONE, 7, 0x07000023), 0);
	KUNIT_EXPECT_EQ(test, boot_with(&boot, NONE, 1, 0x010003ff), 0);
	KUNIT_EXPECT_EQ(test, boot_with(&boot, NONE, 1, 0x01000400), -EPROTO);
}

/* A device that never comes to an end. */
static void hwc_boot_too_many_events(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 129, 0x21), 0);
	for (i = 1; i < 64; i++)
		KUNIT_ASSERT_EQ(test, hwc_boot_event(&boot, 130, 0xff000000),
				0);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_EQ(test, hwc_boot_event(&boot, 130, 0xff000000),
				-EPROTO);
}

/* The smaller of the device's limit and ours; without one, ours. */
static void hwc_boot_message_limits(struct kunit *test)
{
	static const struct {
		u32 told, want;
	} rows[] = {
		{ 64, 64 }, { 4095, 4095 }, { 4096, 4096 }, { 4097, 4096 },
		{ 0xffffff, 4096 },
	};
	struct hwc_boot boot;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, 5,
						5 << 24 | rows[i].told), 0);
		KUNIT_EXPECT_EQ(test, hwc_boot_limit(&boot, 5), rows[i].want);
		KUNIT_EXPECT_EQ(test, hwc_boot_limit(&boot, 6), 4096);
	}
	KUNIT_ASSERT_EQ(test, boot_with(&boot, 5, NONE, 0), 0);
	KUNIT_EXPECT_EQ(test, hwc_boot_limit(&boot, 5), 4096);
}

/* ---- answers ---- */

/* The request and the answer of hwc 17. */
static const u8 request_bytes[] = {
	0x00, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00,
};

static const u8 answer_bytes[] = {
	0x00, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

/**
 * struct pair - a request and its answer
 * @req: the request
 * @resp: the answer
 */
struct pair {
	struct gdma_req_hdr req;
	struct gdma_resp_hdr resp;
};

static struct pair sheet_pair(void)
{
	struct pair pair;

	memcpy(&pair.req, request_bytes, sizeof(pair.req));
	memcpy(&pair.resp, answer_bytes, sizeof(pair.resp));
	return pair;
}

static enum hwc_verdict judge(const struct pair *pair, u32 bytes)
{
	return hwc_judge(&pair->req, &pair->resp, bytes);
}

static void hwc_answer_of_the_sheet(struct kunit *test)
{
	struct pair pair = sheet_pair();

	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(le32_to_cpu(pair.resp.status)),
			0);
}

/* Each bit of the fields that name the request: it is another's answer. */
static void hwc_answer_of_another_request(struct kunit *test)
{
	struct pair pair;
	u8 *resp = (u8 *)&pair.resp;
	u32 bit;

	for (bit = 0; bit < 16; bit++) {	/* hwc_msg_id */
		pair = sheet_pair();
		resp[10 + bit / 8] ^= 1 << (bit % 8);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_STALE);
	}
	for (bit = 0; bit < 64; bit++) {	/* dev_id, activity_id */
		pair = sheet_pair();
		resp[16 + bit / 8] ^= 1 << (bit % 8);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_STALE);
	}
}

/* Its own answer, but of another type: each bit of hdr_type and msg_type. */
static void hwc_answer_of_wrong_type(struct kunit *test)
{
	struct pair pair;
	u8 *resp = (u8 *)&pair.resp;
	u32 bit;

	for (bit = 0; bit < 64; bit++) {
		pair = sheet_pair();
		resp[bit / 8] ^= 1 << (bit % 8);
		KUNIT_EXPECT_EQ_MSG(test, judge(&pair, 32), HWC_ANSWER_BAD,
				    "bit %u", bit);
	}
}

static void hwc_answer_without_version(struct kunit *test)
{
	struct pair pair = sheet_pair();

	pair.resp.response.msg_version = 0;
	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_BAD);
}

/* Shorter than a header, by its completion or by its own words. */
static void hwc_answer_too_short(struct kunit *test)
{
	struct pair pair = sheet_pair();
	u32 bytes;

	for (bytes = 0; bytes < 32; bytes++)
		KUNIT_EXPECT_EQ(test, judge(&pair, bytes), HWC_ANSWER_BAD);
	for (bytes = 0; bytes < 32; bytes++) {
		pair.resp.response.msg_size = cpu_to_le32(bytes);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_BAD);
	}
}

/* Success must bring the structure that was asked for. */
static void hwc_answer_lacks_fields(struct kunit *test)
{
	struct pair pair = sheet_pair();

	pair.req.resp.msg_size = cpu_to_le32(72);
	pair.resp.response.msg_size = cpu_to_le32(71);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_BAD);
	pair.resp.response.msg_size = cpu_to_le32(72);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_GOOD);
	/* more entries are success too */
	pair.resp.status = cpu_to_le32(0x105);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_GOOD);
	pair.resp.response.msg_size = cpu_to_le32(71);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_BAD);
}

/* Errors may be bare headers (gdma 11.1). */
static void hwc_refusal_is_a_header(struct kunit *test)
{
	static const u32 status[] = { 1, 31, 0x104, 0x106, 0xffffffff };
	struct pair pair = sheet_pair();
	u32 i;

	pair.req.resp.msg_size = cpu_to_le32(72);
	for (i = 0; i < ARRAY_SIZE(status); i++) {
		pair.resp.status = cpu_to_le32(status[i]);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
	}
}

/* An older device: fewer fields in an older version (gdma 11.1). */
static void hwc_answer_of_older_version(struct kunit *test)
{
	struct pair pair = sheet_pair();

	pair.req.resp.msg_size = cpu_to_le32(80);
	pair.req.resp.msg_version = cpu_to_le16(3);
	pair.resp.response.msg_size = cpu_to_le32(72);
	pair.resp.response.msg_version = cpu_to_le16(1);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_GOOD);
	pair.resp.response.msg_version = cpu_to_le16(2);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_GOOD);
	pair.resp.response.msg_version = cpu_to_le16(3);
	KUNIT_EXPECT_EQ(test, judge(&pair, 72), HWC_ANSWER_BAD);
}

/* gdma 11.2 */
static void hwc_status_values(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0), 0);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0x105), 0);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0xffffffff), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(1), -EPROTO);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(31), -EPROTO);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0x104), -EPROTO);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0x106), -EPROTO);
	KUNIT_EXPECT_EQ(test, hwc_status_errno(0x80000000), -EPROTO);
}

static struct kunit_case hwc_boot_cases[] = {
	KUNIT_CASE(hwc_boot_of_the_sheet),
	KUNIT_CASE(hwc_boot_ids_come_first),
	KUNIT_CASE(hwc_boot_largest_ids),
	KUNIT_CASE(hwc_boot_values_have_24_bits),
	KUNIT_CASE(hwc_boot_missing_items),
	KUNIT_CASE(hwc_boot_repeated_items),
	KUNIT_CASE(hwc_boot_backwards),
	KUNIT_CASE(hwc_boot_unknown_items),
	KUNIT_CASE(hwc_boot_other_types),
	KUNIT_CASE(hwc_boot_cq_id_below_their_number),
	KUNIT_CASE(hwc_boot_too_many_events),
	KUNIT_CASE(hwc_boot_message_limits),
	{}
};

static struct kunit_case hwc_match_cases[] = {
	KUNIT_CASE(hwc_answer_of_the_sheet),
	KUNIT_CASE(hwc_answer_of_another_request),
	KUNIT_CASE(hwc_answer_of_wrong_type),
	KUNIT_CASE(hwc_answer_without_version),
	KUNIT_CASE(hwc_answer_too_short),
	KUNIT_CASE(hwc_answer_lacks_fields),
	KUNIT_CASE(hwc_refusal_is_a_header),
	KUNIT_CASE(hwc_answer_of_older_version),
	KUNIT_CASE(hwc_status_values),
	{}
};

static struct kunit_suite hwc_boot_suite = {
	.name = "mana_hwc_boot",
	.test_cases = hwc_boot_cases,
};

static struct kunit_suite hwc_match_suite = {
	.name = "mana_hwc_match",
	.test_cases = hwc_match_cases,
};

kunit_test_suites(&hwc_boot_suite, &hwc_match_suite);

MODULE_DESCRIPTION("KUnit suites of the hardware channel");
MODULE_LICENSE("Dual BSD/GPL");
