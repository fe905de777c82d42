// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The Ethernet commands byte for byte, and which answers are refused
 * (ethernet 1). The code under test is built into this module, above a
 * hardware channel that records requests and answers what a case wants.
 */
#include <linux/errno.h>

#include <eth/cmd_query.c>
#include <eth/cmd_queue.c>

#include "channel.h"

/**
 * struct device_state - what the commands ask of and tell the device's keeper
 * @faults: reported
 * @fault: the last of them
 * @info: of the device
 * @region_err: the how-manieth region is refused; 0: none
 * @regions_asked: so far, when one is to be refused
 * @regions: made and not destroyed
 * @regions_destroyed: how many
 */
static struct device_state {
	u32 faults;
	enum mana_fault fault;
	struct mana_gdma_info info;
	u32 region_err, regions_asked;
	u32 regions, regions_destroyed;
} device;

void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why)
{
	device.faults++;
	device.fault = why;
}

const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd)
{
	return &device.info;
}

/* Rings are 8192 bytes for work queues, 16384 for completion queues. */
int mana_cmd_create_region(struct mana_gdma *gd, struct mana_qmem *mem)
{
	if (device.region_err && ++device.regions_asked == device.region_err)
		return -EPROTO;
	device.regions++;
	mem->region = mem->bytes == 8192 ? 0xa1a2a3a4a5a6a7a8ULL :
					   0xb1b2b3b4b5b6b7b8ULL;
	return 0;
}

void mana_cmd_destroy_region(struct mana_gdma *gd, struct mana_qmem *mem)
{
	if (mem->region == GDMA_NO_REGION)
		return;
	device.regions--;
	device.regions_destroyed++;
	mem->region = GDMA_NO_REGION;
}

u32 mana_eq_id(const struct mana_eq *eq)
{
	return 0x7172;
}

static int cmd_init(struct kunit *test)
{
	memset(&channel, 0, sizeof(channel));
	memset(&device, 0, sizeof(device));
	device.info.max_cq_id = 0x400;
	device.info.pdid = 0x51525354;
	device.info.db_page = 0x61626364;
	return 0;
}

/* ---- QUERY_DEV_CONFIG ---- */

static void put_dev_config(u64 caps, u32 ports, u32 frame)
{
	ref_put(channel.answer + 8, 3, 2);
	ref_put(channel.answer + 12, 80, 4);
	ref_put(channel.answer + 32, caps, 8);
	ref_put(channel.answer + 64, ports, 2);
	ref_put(channel.answer + 72, frame, 2);
}

static void cmd_dev_config_request(struct kunit *test)
{
	struct mana_eth_dev_config cfg;
	u8 want[88] = {};

	put_dev_config(0, 1, 1514);
	ref_put(want + 76, 1, 4);
	ref_put(want + 80, 1, 4);
	KUNIT_ASSERT_EQ(test, mana_eth_query_dev_config(NULL, &cfg), 0);
	expect_request(test, 0x20001, 1, 3, 80, want, sizeof(want));
}

static void cmd_dev_config_values(struct kunit *test)
{
	static const struct {
		u64 caps;
		u32 ports, frame;
		int err;
		u32 got_ports, got_frame;
		bool cqe8;
	} rows[] = {
		{ 0, 1, 9014, 0, 1, 9014, false },
		{ 0x20, 2, 9014, 0, 2, 9014, true },
		{ ~0x20ULL, 1, 1514, 0, 1, 1514, false },
		{ 0, 256, 65535, 0, 256, 65535, false },
		{ 0, 257, 1514, 0, 256, 1514, false },
		{ 0, 65535, 1514, 0, 256, 1514, false },
		{ 0, 1, 0, 0, 1, 1514, false },	/* not reported */
		{ 0, 1, 82, 0, 1, 82, false },
		{ 0, 1, 81, -EPROTO, 0, 0, false },
		{ 0, 1, 1, -EPROTO, 0, 0, false },
		{ 0, 0, 1514, -EPROTO, 0, 0, false },
	};
	struct mana_eth_dev_config cfg;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		put_dev_config(rows[i].caps, rows[i].ports, rows[i].frame);
		KUNIT_EXPECT_EQ_MSG(test, mana_eth_query_dev_config(NULL, &cfg),
				    rows[i].err, "row %u", i);
		if (rows[i].err)
			continue;
		KUNIT_EXPECT_EQ(test, cfg.num_ports, rows[i].got_ports);
		KUNIT_EXPECT_EQ(test, cfg.max_frame, rows[i].got_frame);
		KUNIT_EXPECT_EQ(test, cfg.cqe8, rows[i].cqe8);
	}
}

/* A field counts only when version and length of the answer reach it. */
static void cmd_dev_config_old_answers(struct kunit *test)
{
	static const struct {
		u32 version, bytes, frame;
	} rows[] = {
		{ 1, 80, 1514 }, { 1, 72, 1514 }, { 2, 72, 1514 },
		{ 2, 73, 1514 }, { 2, 74, 9014 }, { 2, 76, 9014 },
		{ 3, 80, 9014 }, { 4, 88, 9014 },
	};
	struct mana_eth_dev_config cfg;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		put_dev_config(0, 1, 9014);
		ref_put(channel.answer + 8, rows[i].version, 2);
		channel.reach = rows[i].bytes;
		KUNIT_ASSERT_EQ(test, mana_eth_query_dev_config(NULL, &cfg), 0);
		KUNIT_EXPECT_EQ_MSG(test, cfg.max_frame, rows[i].frame,
				    "version %u", rows[i].version);
	}
}

/* ---- QUERY_VPORT_CONFIG ---- */

static const u8 good_mac[] = { 0x00, 0x0d, 0x3a, 0x01, 0x02, 0x03 };

static void put_vport(u32 sq, u32 rq, u32 entries, const u8 *mac, u64 handle)
{
	ref_put(channel.answer + 32, sq, 4);
	ref_put(channel.answer + 36, rq, 4);
	ref_put(channel.answer + 40, entries, 4);
	memcpy(channel.answer + 48, mac, 6);
	ref_put(channel.answer + 56, handle, 8);
}

static void cmd_vport_request(struct kunit *test)
{
	struct mana_eth_vport vport;
	u8 want[44] = {};

	put_vport(16, 32, 128, good_mac, 0x1122334455667788ULL);
	KUNIT_ASSERT_EQ(test, mana_eth_query_vport(NULL, 5, &vport), 0);
	ref_put(want + 40, 5, 4);
	expect_request(test, 0x20008, 1, 1, 64, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, vport.max_sq, 16);
	KUNIT_EXPECT_EQ(test, vport.max_rq, 32);
	KUNIT_EXPECT_EQ(test, vport.indir_entries, 128);
	KUNIT_EXPECT_EQ(test, vport.handle, 0x1122334455667788ULL);
	EXPECT_BYTES(test, vport.mac, good_mac, 6);
}

/* A power of two, at most 256 of it; else 64. */
static void cmd_vport_rss_table(struct kunit *test)
{
	static const u32 rows[][2] = {
		{ 1, 1 }, { 2, 2 }, { 64, 64 }, { 256, 256 }, { 512, 256 },
		{ 0, 64 }, { 3, 64 }, { 65, 64 }, { 257, 64 },
		{ 0x80000000, 256 }, { 0xffffffff, 64 },
	};
	struct mana_eth_vport vport;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		put_vport(1, 1, rows[i][0], good_mac, 1);
		KUNIT_ASSERT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), 0);
		KUNIT_EXPECT_EQ(test, vport.indir_entries, rows[i][1]);
	}
}

static void cmd_vport_refused(struct kunit *test)
{
	static const u8 group[] = { 0x01, 0x0d, 0x3a, 0x01, 0x02, 0x03 };
	static const u8 none[6];
	struct mana_eth_vport vport;

	put_vport(0, 1, 64, good_mac, 1);
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), -EPROTO);
	put_vport(1, 0, 64, good_mac, 1);
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), -EPROTO);
	put_vport(1, 1, 64, group, 1);
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), -EPROTO);
	put_vport(1, 1, 64, none, 1);
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), -EPROTO);
	put_vport(1, 1, 64, good_mac, ~0ULL);
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), -EPROTO);
	put_vport(1, 1, 64, good_mac, 0);	/* a handle like any other */
	KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport), 0);
}

/* ---- CONFIG_VPORT_TX ---- */

static void cmd_vport_tx(struct kunit *test)
{
	static const u32 offsets[] = { 0, 255, 256, 0xfff, 0x1000, 0xffff };
	u8 want[56] = {};
	u16 offset;
	u32 i;

	ref_put(want + 40, 0x1122334455667788ULL, 8);
	ref_put(want + 48, 0x51525354, 4);
	ref_put(want + 52, 0x61626364, 4);
	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		ref_put(channel.answer + 32, offsets[i], 2);
		KUNIT_EXPECT_EQ(test,
				mana_eth_config_vport_tx(NULL,
							 0x1122334455667788ULL,
							 &offset),
				offsets[i] <= 0xfff ? 0 : -EPROTO);
		if (offsets[i] <= 0xfff)
			KUNIT_EXPECT_EQ(test, offset, offsets[i]);
	}
	expect_request(test, 0x20003, 1, 1, 36, want, sizeof(want));
}

/* ---- CREATE_WQ_OBJ, DESTROY_WQ_OBJ, FENCE_RQ ---- */

/**
 * struct pair - a work queue with its completion queue
 * @wq: the work queue
 * @cq: the completion queue
 * @handle: of their object
 */
struct pair {
	struct mana_wq wq;
	struct mana_cq cq;
	u64 handle;
};

static const struct mana_eth_moderation some_moderation = {
	.usecs = 1023, .comps = 255,
};

static int create(struct pair *pair, bool is_sq, u32 wq_id, u32 cq_id,
		  u64 handle)
{
	memset(pair, 0, sizeof(*pair));
	pair->wq.is_sq = is_sq;
	pair->wq.mem.bytes = 8192;
	pair->cq.mem.bytes = 16384;
	ref_put(channel.answer + 32, wq_id, 4);
	ref_put(channel.answer + 36, cq_id, 4);
	ref_put(channel.answer + 40, handle, 8);
	return mana_eth_create_wq(NULL, 0x99, &pair->wq, &pair->cq, NULL,
				  &some_moderation, &pair->handle);
}

static void cmd_create_request(struct kunit *test)
{
	struct pair pair;
	u8 want[96];
	u32 type;

	for (type = 1; type <= 2; type++) {
		memset(want, 0, sizeof(want));
		ref_put(want + 40, 0x99, 8);
		ref_put(want + 48, type, 4);
		ref_put(want + 56, 0xa1a2a3a4a5a6a7a8ULL, 8);
		ref_put(want + 64, 0xb1b2b3b4b5b6b7b8ULL, 8);
		ref_put(want + 72, 8192, 4);
		ref_put(want + 76, 16384, 4);
		ref_put(want + 84, 0x7172, 4);
		want[89] = 1;
		ref_put(want + 90, 255, 2);
		ref_put(want + 92, 1023, 2);
		KUNIT_ASSERT_EQ(test, create(&pair, type == 1, 0x2c00, 0x12a,
					     0x11), 0);
		expect_request(test, 0x20004, 3, 2, 56, want, sizeof(want));
		KUNIT_EXPECT_EQ(test, pair.wq.id, 0x2c00);
		KUNIT_EXPECT_EQ(test, pair.cq.id, 0x12a);
		KUNIT_EXPECT_EQ(test, pair.handle, 0x11);
	}
}

/* Regions belong to the object on success, and are destroyed on failure. */
static void cmd_create_regions(struct kunit *test)
{
	struct pair pair;

	KUNIT_ASSERT_EQ(test, create(&pair, true, 1, 2, 3), 0);
	KUNIT_EXPECT_EQ(test, pair.wq.mem.region, 0);
	KUNIT_EXPECT_EQ(test, pair.cq.mem.region, 0);
	/* Nothing is destroyed when all goes well. */
	KUNIT_EXPECT_EQ(test, device.regions_destroyed, 0);
	device.regions = 0;
	channel.err = -ETIMEDOUT;
	KUNIT_ASSERT_EQ(test, create(&pair, true, 1, 2, 3), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, device.regions_destroyed, 2);
	KUNIT_EXPECT_EQ(test, device.regions, 0);
	KUNIT_EXPECT_EQ(test, pair.handle, ~0ULL);
}

/* What the device may use is kept; what it refused or gave up is not. */
static void cmd_create_unsure(struct kunit *test)
{
	static const struct {
		int sent;
		u32 reach;
		int err;
		bool unsure;
	} rows[] = {
		{ 0, 0, 0, false }, { 0, 48, 0, false },
		{ 0, 47, -EBADMSG, true }, { 0, 32, -EBADMSG, true },
		{ -EPROTO, 0, -EPROTO, false },
		{ -EOPNOTSUPP, 0, -EOPNOTSUPP, false },
		{ -EBADMSG, 0, -EBADMSG, true },
		{ -ETIMEDOUT, 0, -ETIMEDOUT, true },
		{ -ENODEV, 0, -ENODEV, true },
	};
	struct pair pair;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		channel.err = rows[i].sent;
		channel.reach = rows[i].reach;
		KUNIT_EXPECT_EQ_MSG(test, create(&pair, false, 1, 2, 3),
				    rows[i].err, "row %u", i);
		KUNIT_EXPECT_EQ_MSG(test, pair.wq.mem.unsure, rows[i].unsure,
				    "row %u", i);
		KUNIT_EXPECT_EQ(test, pair.cq.mem.unsure, rows[i].unsure);
		KUNIT_EXPECT_EQ(test, pair.handle, rows[i].err ? ~0ULL : 3);
	}
}

/* An object with bad ids that the device does not give up again. */
static void cmd_create_not_undone(struct kunit *test)
{
	struct pair pair;

	KUNIT_EXPECT_EQ(test, create(&pair, true, ~0U, 2, 3), -EPROTO);
	KUNIT_EXPECT_FALSE(test, pair.wq.mem.unsure);
	channel.err_from = channel.count + 2;
	channel.err_then = -EPROTO;
	KUNIT_EXPECT_EQ(test, create(&pair, true, ~0U, 2, 3), -EBADMSG);
	KUNIT_EXPECT_TRUE(test, pair.wq.mem.unsure);
	KUNIT_EXPECT_TRUE(test, pair.cq.mem.unsure);
	KUNIT_EXPECT_EQ(test, pair.handle, ~0ULL);
}

/* Either region may be refused: nothing is created, nothing left behind. */
static void cmd_create_without_regions(struct kunit *test)
{
	struct pair pair;
	u32 i;

	for (i = 1; i <= 2; i++) {
		device.region_err = i;
		device.regions_asked = 0;
		channel.count = 0;
		KUNIT_EXPECT_EQ(test, create(&pair, true, 1, 2, 3), -EPROTO);
		KUNIT_EXPECT_EQ(test, channel.count, 0);
		KUNIT_EXPECT_EQ(test, device.regions, 0);
		KUNIT_EXPECT_EQ(test, pair.handle, ~0ULL);
	}
}

/* The largest ids, and the next: those objects are destroyed again. */
static void cmd_create_ids(struct kunit *test)
{
	static const struct {
		u32 wq, cq;
		bool good;
	} rows[] = {
		{ 0, 0, true }, { 0xffffff, 0x3ff, true },
		{ 0x1000000, 0, false }, { 0, 0x400, false },
		{ 0xffffffff, 0, false }, { 0, 0xffffffff, false },
	};
	struct pair pair;
	u8 want[56];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		channel.count = 0;
		KUNIT_EXPECT_EQ_MSG(test, create(&pair, false, rows[i].wq,
						 rows[i].cq, 0x4142),
				    rows[i].good ? 0 : -EPROTO, "row %u", i);
		KUNIT_EXPECT_EQ(test, channel.count, rows[i].good ? 1 : 2);
		KUNIT_EXPECT_EQ(test, pair.handle,
				rows[i].good ? 0x4142 : ~0ULL);
		KUNIT_EXPECT_EQ(test, pair.wq.mem.region, 0);
		if (rows[i].good)
			continue;
		memset(want, 0, sizeof(want));
		ref_put(want + 40, 2, 4);
		ref_put(want + 48, 0x4142, 8);
		expect_request(test, 0x20005, 1, 1, 32, want, sizeof(want));
	}
	KUNIT_EXPECT_EQ(test, device.faults, 0);
}

/* Without a handle it can never be destroyed: trust is lost. */
static void cmd_create_without_handle(struct kunit *test)
{
	struct pair pair;

	KUNIT_EXPECT_EQ(test, create(&pair, true, 1, 2, ~0ULL), -EBADMSG);
	KUNIT_EXPECT_EQ(test, channel.count, 1);
	KUNIT_EXPECT_TRUE(test, pair.wq.mem.unsure);
	KUNIT_EXPECT_TRUE(test, pair.cq.mem.unsure);
	KUNIT_EXPECT_EQ(test, device.faults, 1);
	KUNIT_EXPECT_EQ(test, device.fault, MANA_FAULT_HWC_PROTOCOL);
	KUNIT_EXPECT_EQ(test, pair.handle, ~0ULL);
}

static void cmd_destroy_and_fence(struct kunit *test)
{
	u8 want[56] = {};

	KUNIT_EXPECT_EQ(test, mana_eth_destroy_wq(NULL, true, 0x4142), 0);
	ref_put(want + 40, 1, 4);
	ref_put(want + 48, 0x4142, 8);
	expect_request(test, 0x20005, 1, 1, 32, want, 56);
	memset(want, 0, sizeof(want));
	KUNIT_EXPECT_EQ(test, mana_eth_fence_rq(NULL, 0x5152), 0);
	ref_put(want + 40, 0x5152, 8);
	expect_request(test, 0x20006, 1, 1, 32, want, 48);
}

/* ---- CONFIG_VPORT_RX ---- */

#define STEERING_BYTES (120 + 64 * 8)

/* The arguments of ethernet 10 H. */
static struct mana_eth_steering sheet_steering(u64 *indir, u8 *key)
{
	struct mana_eth_steering steer = {
		.vport = 1, .rx = true, .rss = true, .update_default = true,
		.update_key = true, .update_indir = true, .default_rq = 0x11,
		.key = key, .indir = indir, .num_indir = 64,
		.cqe_coalescing = 1,
	};
	u32 i;

	for (i = 0; i < 40; i++)
		key[i] = i;
	for (i = 0; i < 64; i++)
		indir[i] = 0x11 + i % 2;
	return steer;
}

/* Its bytes; the header is composed by expect_request(). */
static void sheet_request(u8 *want)
{
	u32 i;

	memset(want, 0, STEERING_BYTES);
	ref_put(want + 0x28, 1, 8);
	ref_put(want + 0x30, 0x780040, 4);
	ref_put(want + 0x34, 1, 4);
	ref_put(want + 0x38, 1, 4);
	ref_put(want + 0x3c, 0x010101, 4);
	ref_put(want + 0x40, 0x11, 8);
	for (i = 0; i < 40; i++)
		want[0x48 + i] = i;
	ref_put(want + 0x74, 0x3f, 2);
	for (i = 0; i < 64; i++)
		ref_put(want + 0x78 + 8 * i, 0x11 + i % 2, 8);
}

static void cmd_steering_of_the_sheet(struct kunit *test)
{
	static u8 want[STEERING_BYTES];
	u64 indir[64];
	u8 key[40];
	struct mana_eth_steering steer = sheet_steering(indir, key);

	KUNIT_ASSERT_EQ(test, mana_eth_config_rx(NULL, &steer), 0);
	sheet_request(want);
	expect_request(test, 0x20007, 5, 2, 40, want, sizeof(want));
}

/* "Disable": the switches, the flags and the coalescing are 0. */
static void cmd_steering_disable(struct kunit *test)
{
	static u8 want[STEERING_BYTES];
	u64 indir[64];
	u8 key[40];
	struct mana_eth_steering steer = sheet_steering(indir, key);

	steer.rx = false;
	steer.rss = false;
	steer.update_default = false;
	steer.update_key = false;
	steer.update_indir = false;
	steer.cqe_coalescing = 8;
	KUNIT_ASSERT_EQ(test, mana_eth_config_rx(NULL, &steer), 0);
	sheet_request(want);
	memset(want + 0x34, 0, 12);
	memset(want + 0x48, 0, 40);
	memset(want + 0x78, 0, 64 * 8);
	expect_request(test, 0x20007, 5, 2, 40, want, sizeof(want));
}

/* cqe8 never without cqe4 (ethernet 1.8). */
static void cmd_steering_coalescing(struct kunit *test)
{
	static const u8 rows[][3] = { { 1, 0, 0 }, { 4, 1, 0 }, { 8, 1, 1 } };
	u64 indir[64];
	u8 key[40];
	struct mana_eth_steering steer = sheet_steering(indir, key);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		steer.cqe_coalescing = rows[i][0];
		KUNIT_ASSERT_EQ(test, mana_eth_config_rx(NULL, &steer), 0);
		KUNIT_EXPECT_EQ(test, channel.request[112], rows[i][1]);
		KUNIT_EXPECT_EQ(test, channel.request[118], rows[i][2]);
	}
}

/* Each switch alone: it has its own byte. */
static void cmd_steering_each_flag(struct kunit *test)
{
	u8 key[40] = {};
	struct mana_eth_steering steer = { .key = key };

	steer.rss = true;
	mana_eth_config_rx(NULL, &steer);
	KUNIT_EXPECT_EQ(test, channel.bytes, 120);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 52, 8), 1ULL << 32);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 60, 4), 0);
	steer.rss = false;
	steer.rx = true;
	steer.update_default = true;
	mana_eth_config_rx(NULL, &steer);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 52, 8), 1);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 60, 4), 1);
	steer.update_default = false;
	steer.update_key = true;
	mana_eth_config_rx(NULL, &steer);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 60, 4), 0x100);
	steer.update_key = false;
	steer.update_indir = true;
	mana_eth_config_rx(NULL, &steer);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 60, 4), 0x10000);
}

/* The largest table fits into a request; Linux's 512 would not. */
static void cmd_steering_largest_table(struct kunit *test)
{
	u8 key[40] = {};
	struct mana_eth_steering steer = { .key = key, .num_indir = 256,
					   .update_indir = true };
	u64 *indir = kunit_kzalloc(test, 256 * 8, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, indir);
	indir[255] = 0x1122334455667788ULL;
	steer.indir = indir;
	KUNIT_ASSERT_EQ(test, mana_eth_config_rx(NULL, &steer), 0);
	KUNIT_EXPECT_EQ(test, channel.bytes, 120 + 256 * 8);
	KUNIT_EXPECT_LE(test, channel.bytes, 4096);
	KUNIT_EXPECT_EQ(test, ref_get(channel.request + 120 + 255 * 8, 8),
			0x1122334455667788ULL);
}

/* ---- counters and link ---- */

/* Linux's order of the answer (ethernet 1.9): its last counter is TX_GDMA. */
static void cmd_gf_stats(struct kunit *test)
{
	u64 stats[MANA_GF_STAT_COUNT];
	u8 want[48] = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, MANA_GF_STAT_COUNT, 27);
	for (i = 0; i < 27; i++)
		ref_put(channel.answer + 40 + 8 * i, 1000 + i, 8);
	KUNIT_ASSERT_EQ(test, mana_eth_query_gf_stats(NULL, stats), 0);
	ref_put(want + 40, 0x07ffffff, 8);
	expect_request(test, 0x20002, 1, 2, 256, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_RX_NO_WQE], 1000);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_RX_BCAST_PKTS], 1005);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_RX_MCAST_BYTES], 1008);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_TX_INVAL_OOB], 1018);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_TX_BYTES], 1019);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_TX_MCAST_BYTES], 1025);
	KUNIT_EXPECT_EQ(test, stats[MANA_GF_TX_GDMA], 1026);
}

/* Drops; packets and bytes by class, both directions; pauses (ethernet 1.10). */
static void cmd_phy_stats(struct kunit *test)
{
	u64 stats[MANA_PHY_STAT_COUNT];
	u8 want[48] = {};
	u32 i, tc;

	for (i = 0; i < 50; i++)
		ref_put(channel.answer + 40 + 8 * i, 40 + 8 * i, 8);
	KUNIT_ASSERT_EQ(test, mana_eth_query_phy_stats(NULL, stats), 0);
	expect_request(test, 0x2000c, 1, 1, 440, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, stats[0], 40);
	KUNIT_EXPECT_EQ(test, stats[1], 48);
	for (tc = 0; tc < 8; tc++) {
		KUNIT_EXPECT_EQ(test, stats[2 + 4 * tc], 56 + 16 * tc);
		KUNIT_EXPECT_EQ(test, stats[3 + 4 * tc], 184 + 16 * tc);
		KUNIT_EXPECT_EQ(test, stats[4 + 4 * tc], 64 + 16 * tc);
		KUNIT_EXPECT_EQ(test, stats[5 + 4 * tc], 192 + 16 * tc);
		KUNIT_EXPECT_EQ(test, stats[34 + 2 * tc], 312 + 16 * tc);
		KUNIT_EXPECT_EQ(test, stats[35 + 2 * tc], 320 + 16 * tc);
	}
}

static void cmd_link(struct kunit *test)
{
	u8 want[48] = {};
	u32 speed = 0;

	ref_put(channel.answer + 32, 200000, 4);
	ref_put(channel.answer + 40, 100000, 4);
	KUNIT_ASSERT_EQ(test, mana_eth_query_link(NULL, 0x99, &speed), 0);
	KUNIT_EXPECT_EQ(test, speed, 200000);
	ref_put(want + 40, 0x99, 8);
	expect_request(test, 0x2000a, 1, 2, 48, want, sizeof(want));
	channel.answer[36] = 1;
	KUNIT_EXPECT_EQ(test, mana_eth_query_link(NULL, 0x99, &speed), -EINVAL);
}

/* An error of the channel is handed on, by every command, as it is. */
static void cmd_errors_are_handed_on(struct kunit *test)
{
	static const int errors[] = {
		-EOPNOTSUPP, -EPROTO, -ETIMEDOUT, -ENODEV,
	};
	u64 stats[MANA_PHY_STAT_COUNT];
	struct mana_eth_dev_config cfg;
	struct mana_eth_vport vport;
	u8 key[40] = {};
	struct mana_eth_steering steer = { .key = key };
	struct pair pair;
	u32 i, speed;
	u16 offset;

	put_dev_config(0, 1, 1514);
	for (i = 0; i < ARRAY_SIZE(errors); i++) {
		channel.err = errors[i];
		KUNIT_EXPECT_EQ(test, mana_eth_query_dev_config(NULL, &cfg),
				errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_query_vport(NULL, 0, &vport),
				errors[i]);
		KUNIT_EXPECT_EQ(test,
				mana_eth_config_vport_tx(NULL, 0, &offset),
				errors[i]);
		KUNIT_EXPECT_EQ(test, create(&pair, true, 1, 2, 3), errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_destroy_wq(NULL, true, 0),
				errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_fence_rq(NULL, 0), errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_config_rx(NULL, &steer),
				errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_query_gf_stats(NULL, stats),
				errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_query_phy_stats(NULL, stats),
				errors[i]);
		KUNIT_EXPECT_EQ(test, mana_eth_query_link(NULL, 0, &speed),
				errors[i]);
	}
}

static struct kunit_case cmd_cases[] = {
	KUNIT_CASE(cmd_dev_config_request),
	KUNIT_CASE(cmd_dev_config_values),
	KUNIT_CASE(cmd_dev_config_old_answers),
	KUNIT_CASE(cmd_vport_request),
	KUNIT_CASE(cmd_vport_rss_table),
	KUNIT_CASE(cmd_vport_refused),
	KUNIT_CASE(cmd_vport_tx),
	KUNIT_CASE(cmd_create_request),
	KUNIT_CASE(cmd_create_regions),
	KUNIT_CASE(cmd_create_unsure),
	KUNIT_CASE(cmd_create_not_undone),
	KUNIT_CASE(cmd_create_without_regions),
	KUNIT_CASE(cmd_create_ids),
	KUNIT_CASE(cmd_create_without_handle),
	KUNIT_CASE(cmd_destroy_and_fence),
	KUNIT_CASE(cmd_steering_of_the_sheet),
	KUNIT_CASE(cmd_steering_disable),
	KUNIT_CASE(cmd_steering_coalescing),
	KUNIT_CASE(cmd_steering_each_flag),
	KUNIT_CASE(cmd_steering_largest_table),
	KUNIT_CASE(cmd_gf_stats),
	KUNIT_CASE(cmd_phy_stats),
	KUNIT_CASE(cmd_link),
	KUNIT_CASE(cmd_errors_are_handed_on),
	{}
};

static struct kunit_suite cmd_suite = {
	.name = "mana_eth_cmd",
	.init = cmd_init,
	.test_cases = cmd_cases,
};

kunit_test_suites(&cmd_suite);

MODULE_DESCRIPTION("KUnit suite of the Ethernet commands");
MODULE_LICENSE("Dual BSD/GPL");
