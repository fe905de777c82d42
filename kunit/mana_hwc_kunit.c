// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hardware channel: what a device may say while it comes up, and which
 * answer belongs to a request.
 */
#include <linux/errno.h>

#include <mana/gdma.h>

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

/* A bring-up as a device tells it. */
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
			err = mana_hwc_boot_event(boot, sheet[i].type,
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
	KUNIT_EXPECT_FALSE(test, mana_hwc_boot_small(&boot));
}

/* Shipped drivers do not mind the order, so a device may have any. */
static void hwc_boot_ids_come_last(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 i;

	for (i = 1; i < ARRAY_SIZE(sheet) - 1; i++)
		KUNIT_ASSERT_EQ(test,
				mana_hwc_boot_event(&boot, sheet[i].type,
						    sheet[i].data), 0);
	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0x21), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_boot_event(&boot, 131, 0), 0);
	KUNIT_EXPECT_TRUE(test, boot.done);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 0x21);
}

/* An end before anything was told. */
static void hwc_boot_ends_at_once(struct kunit *test)
{
	struct hwc_boot boot = {};

	KUNIT_EXPECT_EQ(test, mana_hwc_boot_event(&boot, 131, 0), -EPROTO);
	KUNIT_EXPECT_FALSE(test, boot.done);
}

/* The largest ids: neither reaches into the other. */
static void hwc_boot_largest_ids(struct kunit *test)
{
	struct hwc_boot boot = {};

	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0xffff0001), 0);
	KUNIT_EXPECT_EQ(test, boot.db_page, 0xffff);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 1);
	memset(&boot, 0, sizeof(boot));
	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0x0001ffff), 0);
	KUNIT_EXPECT_EQ(test, boot.db_page, 1);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 0xffff);
}

static void hwc_boot_values_have_24_bits(struct kunit *test)
{
	struct hwc_boot boot;

	KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, 9, 0x09ffffff), 0);
	KUNIT_EXPECT_EQ(test, boot.value[9], 0xffffff);
}

/* Each item that must be there, and each that need not. */
static void hwc_boot_missing_items(struct kunit *test)
{
	static const bool mandatory[] = {
		true, true, true, true, false, false, false, true, false, true,
	};
	struct hwc_boot boot;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(mandatory); i++) {
		KUNIT_EXPECT_EQ_MSG(test, boot_with(&boot, i, NONE, 0),
				    mandatory[i] ? -EPROTO : 0, "event %u", i);
		KUNIT_EXPECT_EQ(test, boot.done, !mandatory[i]);
	}
}

/* What is told twice counts as it was told last. */
static void hwc_boot_repeated_items(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 i, n;

	for (n = 0; n < 2; n++)
		for (i = 0; i < ARRAY_SIZE(sheet) - 1; i++)
			KUNIT_ASSERT_EQ(test,
					mana_hwc_boot_event(&boot,
							    sheet[i].type,
							    sheet[i].data), 0);
	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0x00020031), 0);
	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 130, 0x01000032), 0);
	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 131, 0), 0);
	KUNIT_EXPECT_EQ(test, boot.eq_id, 0x31);
	KUNIT_EXPECT_EQ(test, boot.db_page, 2);
	KUNIT_EXPECT_EQ(test, boot.value[1], 0x32);
	KUNIT_EXPECT_EQ(test, boot.value[2], 0x23);
	KUNIT_EXPECT_EQ(test, boot.events, 23);
}

/* 130s may come in any order. */
static void hwc_boot_backwards(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0x21), 0);
	for (i = ARRAY_SIZE(sheet) - 2; i >= 1; i--)
		KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, sheet[i].type,
						     sheet[i].data), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_boot_event(&boot, 131, 0), 0);
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
		KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 129, 0x21), 0);
		KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 130,
						     item << 24 | 7), 0);
		KUNIT_ASSERT_EQ(test, mana_hwc_boot_event(&boot, 130,
						     item << 24 | 7), 0);
		KUNIT_ASSERT_EQ(test, boot.seen, 1);
	}
}

/* Other types are for others, before the end and after it. */
static void hwc_boot_other_types(struct kunit *test)
{
	struct hwc_boot boot = {};
	u32 type;

	for (type = 0; type < 256; type++)
		KUNIT_EXPECT_EQ_MSG(test, mana_hwc_boot_takes(&boot, type),
				    type >= 129 && type <= 131, "type %u",
				    type);
	KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, NONE, 0), 0);
	for (type = 0; type < 256; type++)
		KUNIT_EXPECT_FALSE_MSG(test, mana_hwc_boot_takes(&boot, type),
				       "type %u", type);
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

/* Nobody obeys the limits of messages; those that are too small are told. */
static void hwc_boot_message_limits(struct kunit *test)
{
	static const struct {
		u32 told;
		bool small;
	} rows[] = {
		{ 0, true }, { 64, true }, { 4095, true }, { 4096, false },
		{ 4097, false }, { 0xffffff, false },
	};
	struct hwc_boot boot;
	u32 i, item;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		for (item = 5; item <= 6; item++) {
			KUNIT_ASSERT_EQ(test, boot_with(&boot, NONE, item,
							item << 24 |
							rows[i].told), 0);
			KUNIT_EXPECT_EQ(test, mana_hwc_boot_small(&boot),
					rows[i].small);
		}
	}
	KUNIT_ASSERT_EQ(test, boot_with(&boot, 5, NONE, 0), 0);
	KUNIT_EXPECT_FALSE(test, mana_hwc_boot_small(&boot));
	KUNIT_ASSERT_EQ(test, boot_with(&boot, 6, NONE, 0), 0);
	KUNIT_EXPECT_FALSE(test, mana_hwc_boot_small(&boot));
}

/* ---- answers ---- */

/* A request for a test event and its answer. */
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

/* Of the device itself, as in the example. */
static struct pair core_pair(void)
{
	struct pair pair;

	memcpy(&pair.req, request_bytes, sizeof(pair.req));
	memcpy(&pair.resp, answer_bytes, sizeof(pair.resp));
	return pair;
}

/* Of the Ethernet client, request 0x20003 of device 2. */
static struct pair eth_pair(void)
{
	struct pair pair = core_pair();

	pair.req.req.msg_type = cpu_to_le32(0x20003);
	pair.req.resp.msg_type = cpu_to_le32(0x20003);
	pair.resp.response.msg_type = cpu_to_le32(0x20003);
	pair.req.dev_id = cpu_to_le32(2);
	pair.resp.dev_id = cpu_to_le32(2);
	return pair;
}

static u32 odd;

static enum hwc_verdict judge(const struct pair *pair, u32 bytes)
{
	return mana_hwc_judge(&pair->req, &pair->resp, bytes, &odd);
}

static void hwc_answer_as_it_should_be(struct kunit *test)
{
	struct pair pair = core_pair();

	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
	KUNIT_EXPECT_EQ(test, odd, 0);
	KUNIT_EXPECT_EQ(test, judge(&pair, 4096), HWC_ANSWER_GOOD);
	KUNIT_EXPECT_EQ(test, odd, 0);
	pair = eth_pair();
	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
	KUNIT_EXPECT_EQ(test, odd, 0);
}

/* Each bit of the message id: it is another's answer, whoever was asked. */
static void hwc_answer_of_another_slot(struct kunit *test)
{
	struct pair pair;
	u8 *resp = (u8 *)&pair.resp;
	u32 bit;

	for (bit = 0; bit < 32; bit++) {
		pair = bit < 16 ? core_pair() : eth_pair();
		resp[10 + bit % 16 / 8] ^= 1 << (bit % 8);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_STALE);
	}
}

/*
 * Each other bit of a header that could tell of another request: a core answer
 * is believed and noted as odd, an Ethernet answer is not believed.
 */
static void hwc_answer_with_odd_fields(struct kunit *test)
{
	static const struct {
		u32 first, last, odd;
		enum hwc_verdict eth;
	} rows[] = {
		{ 0, 63, HWC_ODD_TYPE, HWC_ANSWER_BAD },
		{ 128, 159, HWC_ODD_DEVICE, HWC_ANSWER_BAD },
		/* 7 with one of its three bits cleared was before it */
		{ 160, 162, HWC_ODD_ACTIVITY, HWC_ANSWER_STALE },
		{ 163, 191, HWC_ODD_ACTIVITY, HWC_ANSWER_BAD },
	};
	struct pair pair;
	u8 *resp = (u8 *)&pair.resp;
	u32 i, bit;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		for (bit = rows[i].first; bit <= rows[i].last; bit++) {
			pair = core_pair();
			resp[bit / 8] ^= 1 << (bit % 8);
			KUNIT_EXPECT_EQ_MSG(test, judge(&pair, 32),
					    HWC_ANSWER_GOOD, "bit %u", bit);
			KUNIT_EXPECT_EQ_MSG(test, odd, rows[i].odd, "bit %u",
					    bit);
			pair = eth_pair();
			resp[bit / 8] ^= 1 << (bit % 8);
			KUNIT_EXPECT_EQ_MSG(test, judge(&pair, 32),
					    rows[i].eth, "bit %u", bit);
		}
	}
}

/* Only answers to earlier requests are dropped, also where ids wrap. */
static void hwc_answer_of_earlier_request(struct kunit *test)
{
	static const struct {
		u32 asked, came;
		enum hwc_verdict verdict;
	} rows[] = {
		{ 1000, 999, HWC_ANSWER_STALE },
		{ 1000, 744, HWC_ANSWER_STALE },
		{ 1000, 743, HWC_ANSWER_BAD },
		{ 1000, 1001, HWC_ANSWER_BAD },
		{ 1000, 0, HWC_ANSWER_BAD },
		{ 0, 0xffffffff, HWC_ANSWER_STALE },
		{ 0xffffffff, 0, HWC_ANSWER_BAD },
	};
	struct pair pair = eth_pair();
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		pair.req.activity_id = cpu_to_le32(rows[i].asked);
		pair.resp.activity_id = cpu_to_le32(rows[i].came);
		KUNIT_EXPECT_EQ_MSG(test, judge(&pair, 32), rows[i].verdict,
				    "row %u", i);
	}
}

/* Old firmware fills in nothing but what it must. */
static void hwc_answer_of_zeros(struct kunit *test)
{
	struct pair pair = core_pair();

	memset(&pair.resp, 0, sizeof(pair.resp));
	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
	KUNIT_EXPECT_EQ(test, odd, HWC_ODD_ACTIVITY | HWC_ODD_DEVICE |
				   HWC_ODD_TYPE | HWC_ODD_VERSION |
				   HWC_ODD_SIZE);
	pair = eth_pair();
	pair.resp.response.msg_version = 0;
	KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_BAD);
}

/* What the codes between the core's and the Ethernet client's are treated as. */
static void hwc_answer_by_code(struct kunit *test)
{
	static const u32 codes[] = { 1, 0xffff, 0x10000, 0x1ffff, 0x20000,
				     0x30001 };
	struct pair pair;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(codes); i++) {
		pair = core_pair();
		pair.req.req.msg_type = cpu_to_le32(codes[i]);
		pair.resp.activity_id ^= cpu_to_le32(8);
		KUNIT_EXPECT_EQ_MSG(test, judge(&pair, 32),
				    codes[i] < 0x20000 ? HWC_ANSWER_GOOD :
							 HWC_ANSWER_BAD,
				    "code %#x", codes[i]);
	}
}

/* By its completion shorter than a header or longer than the buffer. */
static void hwc_answer_of_impossible_length(struct kunit *test)
{
	static const u32 too_long[] = { 4097, 8192, 0x80000000, 0xffffffff };
	struct pair pair = core_pair();
	u32 i;

	for (i = 0; i < 32; i++)
		KUNIT_EXPECT_EQ(test, judge(&pair, i), HWC_ANSWER_BAD);
	for (i = 0; i < ARRAY_SIZE(too_long); i++)
		KUNIT_EXPECT_EQ(test, judge(&pair, too_long[i]),
				HWC_ANSWER_BAD);
	/* whose it is cannot be told: the request under way fails at once */
	pair.resp.response.hwc_msg_id = cpu_to_le16(7);
	KUNIT_EXPECT_EQ(test, judge(&pair, 16), HWC_ANSWER_BAD);
	pair = eth_pair();
	KUNIT_EXPECT_EQ(test, judge(&pair, 31), HWC_ANSWER_BAD);
}

/* By its own words shorter than a header. */
static void hwc_answer_says_it_is_short(struct kunit *test)
{
	struct pair core = core_pair(), eth = eth_pair();
	u32 bytes;

	for (bytes = 0; bytes < 32; bytes++) {
		core.resp.response.msg_size = cpu_to_le32(bytes);
		eth.resp.response.msg_size = cpu_to_le32(bytes);
		KUNIT_EXPECT_EQ(test, judge(&core, 32), HWC_ANSWER_GOOD);
		KUNIT_EXPECT_EQ(test, odd, HWC_ODD_SIZE);
		KUNIT_EXPECT_EQ(test, judge(&eth, 32), HWC_ANSWER_BAD);
	}
}

/* Success of an Ethernet request must bring the structure asked for. */
static void hwc_answer_lacks_fields(struct kunit *test)
{
	struct pair pair = eth_pair();

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

/* Errors may be bare headers. */
static void hwc_refusal_is_a_header(struct kunit *test)
{
	static const u32 status[] = { 1, 31, 0x104, 0x106, 0xffffffff };
	struct pair pair = eth_pair();
	u32 i;

	pair.req.resp.msg_size = cpu_to_le32(72);
	for (i = 0; i < ARRAY_SIZE(status); i++) {
		pair.resp.status = cpu_to_le32(status[i]);
		KUNIT_EXPECT_EQ(test, judge(&pair, 32), HWC_ANSWER_GOOD);
		KUNIT_EXPECT_EQ(test, odd, 0);
	}
}

/* An older device: fewer fields in an older version. */
static void hwc_answer_of_older_version(struct kunit *test)
{
	struct pair pair = eth_pair();

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

/* Neither behind what came nor behind what the answer says it has. */
static void hwc_answer_reach(struct kunit *test)
{
	static const struct {
		u32 says, came, want;
	} rows[] = {
		{ 72, 72, 72 }, { 72, 80, 72 }, { 80, 72, 72 }, { 32, 72, 32 },
		{ 0, 72, 72 }, { 31, 72, 72 }, { 0xffffffff, 4096, 4096 },
		{ 32, 32, 32 },
	};
	struct gdma_resp_hdr resp = {};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		resp.response.msg_size = cpu_to_le32(rows[i].says);
		KUNIT_EXPECT_EQ(test, mana_hwc_reach(&resp, rows[i].came),
				rows[i].want);
	}
}

/* A field is there when both version and length say so. */
static void hwc_answer_has_field(struct kunit *test)
{
	struct gdma_resp_hdr resp = {};

	resp.response.msg_version = cpu_to_le16(2);
	resp.response.msg_size = cpu_to_le32(80);
	KUNIT_EXPECT_TRUE(test, mana_hwc_answer_has(&resp, 0, 80));
	KUNIT_EXPECT_TRUE(test, mana_hwc_answer_has(&resp, 2, 80));
	KUNIT_EXPECT_FALSE(test, mana_hwc_answer_has(&resp, 3, 80));
	KUNIT_EXPECT_FALSE(test, mana_hwc_answer_has(&resp, 2, 81));
}

/* A refusal did nothing; who knows what the others did. */
static void hwc_unsure_errors(struct kunit *test)
{
	static const int sure[] = { 0, -EPROTO, -EOPNOTSUPP, -EMSGSIZE,
				    -ENOMEM };
	static const int unsure[] = { -EBADMSG, -ETIMEDOUT, -ENODEV };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sure); i++)
		KUNIT_EXPECT_FALSE(test, mana_hwc_unsure(sure[i]));
	for (i = 0; i < ARRAY_SIZE(unsure); i++)
		KUNIT_EXPECT_TRUE(test, mana_hwc_unsure(unsure[i]));
}

static void hwc_status_values(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0x105), 0);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0xffffffff), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(1), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(31), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0x104), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0x106), -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_hwc_status_errno(0x80000000), -EPROTO);
}

static struct kunit_case hwc_boot_cases[] = {
	KUNIT_CASE(hwc_boot_of_the_sheet),
	KUNIT_CASE(hwc_boot_ids_come_last),
	KUNIT_CASE(hwc_boot_ends_at_once),
	KUNIT_CASE(hwc_boot_largest_ids),
	KUNIT_CASE(hwc_boot_values_have_24_bits),
	KUNIT_CASE(hwc_boot_missing_items),
	KUNIT_CASE(hwc_boot_repeated_items),
	KUNIT_CASE(hwc_boot_backwards),
	KUNIT_CASE(hwc_boot_unknown_items),
	KUNIT_CASE(hwc_boot_other_types),
	KUNIT_CASE(hwc_boot_cq_id_below_their_number),
	KUNIT_CASE(hwc_boot_message_limits),
	{}
};

static struct kunit_case hwc_match_cases[] = {
	KUNIT_CASE(hwc_answer_as_it_should_be),
	KUNIT_CASE(hwc_answer_of_another_slot),
	KUNIT_CASE(hwc_answer_with_odd_fields),
	KUNIT_CASE(hwc_answer_of_earlier_request),
	KUNIT_CASE(hwc_answer_of_zeros),
	KUNIT_CASE(hwc_answer_by_code),
	KUNIT_CASE(hwc_answer_of_impossible_length),
	KUNIT_CASE(hwc_answer_says_it_is_short),
	KUNIT_CASE(hwc_answer_lacks_fields),
	KUNIT_CASE(hwc_refusal_is_a_header),
	KUNIT_CASE(hwc_answer_of_older_version),
	KUNIT_CASE(hwc_answer_reach),
	KUNIT_CASE(hwc_answer_has_field),
	KUNIT_CASE(hwc_unsure_errors),
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
