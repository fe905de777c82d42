// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * BAR0 and the shared-memory channel in it, above registers that a case sets.
 * What lies where is judged by the suite mana_bar, and the bits of the window by
 * mana_smc: here it is what the driver makes of them, access by access. The
 * clock moves with the driver's sleeps alone.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/pci.h>

#include <gdma/priv.h>

#include "reference.h"

#define REGS_BAR_BYTES	0x10000
#define REGS_SMC	0x2000
#define REGS_DOORBELLS	0x4000

/**
 * struct regs_device - a BAR, and what is behind its window
 * @bar: its memory
 * @bytes: how long the PCI core says it is
 * @flags: of what kind
 * @no_map: it cannot be mapped
 * @maps: it is, so often
 * @now: milliseconds
 * @sleeps: of the driver
 * @owned: the window stays the device's for so long after a request
 * @answer: header that it then has
 * @leave: registers read all ones after so many sleeps; 0: never
 * @stop: the driver is told to leave after so many; 0: never
 * @body: dwords 0 to 6 as the last request had them
 * @request: its dword 7
 * @requests: how many there were
 * @writes: dwords written since the last request
 * @order: since then from the first on
 * @seized: writes while the window was the device's
 * @due: when the answer comes
 */
static struct regs_device {
	u8 *bar;
	u64 bytes;
	unsigned long flags;
	bool no_map;
	int maps;
	unsigned long now;
	u32 sleeps;
	u32 owned;
	u32 answer;
	u32 leave;
	u32 stop;
	u32 body[7];
	u32 request;
	u32 requests;
	u32 writes;
	bool order;
	u32 seized;
	unsigned long due;
} dev;

static struct pci_dev regs_pci;
static struct mana_gdma *gd;
static bool regs_wanted;
static u64 regs_odd;

#define REGS_OWNED	0x80000000U

static u32 *regs_window(void)
{
	return (u32 *)(dev.bar + REGS_SMC);
}

static u32 regs_read(const void *at)
{
	if (at == (void *)&regs_window()[7] && regs_window()[7] & REGS_OWNED &&
	    dev.now >= dev.due)
		regs_window()[7] = dev.answer;
	return *(const u32 *)at;
}

static void regs_write(u32 value, void *at)
{
	u32 *window = regs_window();
	long index = (u32 *)at - window;

	dev.seized += !!(window[7] & REGS_OWNED);
	/* a request without body is its last dword alone */
	dev.order = dev.writes ? dev.order && index == dev.writes : !index;
	dev.writes++;
	*(u32 *)at = value;
	if (index != 7)
		return;
	memcpy(dev.body, window, sizeof(dev.body));
	dev.request = value;
	dev.requests++;
	window[7] = REGS_OWNED;
	dev.due = dev.now + dev.owned;
}

/* The driver sleeps: something may happen meanwhile. */
static void regs_sleep(unsigned long usec, unsigned long most)
{
	dev.now += usec / 1000;
	dev.sleeps++;
	if (dev.leave && dev.sleeps >= dev.leave)
		memset(dev.bar, 0xff, REGS_BAR_BYTES);
	if (dev.stop && dev.sleeps >= dev.stop)
		regs_wanted = false;
}

static void *regs_map(void)
{
	if (dev.no_map)
		return NULL;
	dev.maps++;
	return dev.bar;
}

#undef jiffies
#undef readl
#undef readq
#undef writel
#define jiffies dev.now
#define readl(at) regs_read(at)
#define readq(at) (*(const u64 *)(at))
#define writel(value, at) regs_write(value, at)
#define usleep_range(least, most) regs_sleep(least, most)
#define pci_resource_len(pdev, bar) ((bar) ? 0 : dev.bytes)
#define pci_resource_flags(pdev, bar) ((bar) ? 0 : dev.flags)
#define pci_ioremap_bar(pdev, bar) ((bar) ? NULL : regs_map())
#define iounmap(bar) ((bar) ? dev.maps-- : 0)
#define IORESOURCE_MEM 0x200
#define dev_info_once(dev, ...) host_say(dev, ##__VA_ARGS__)

#include <gdma/regs.c>
#include <gdma/smc.c>

/* ---- stand-ins ---- */

bool mana_gdma_can_send(const struct mana_gdma *gdma)
{
	return regs_wanted;
}

void mana_gdma_counted(struct mana_gdma *gdma, u32 which)
{
	if (which == MANA_COUNT_ODD_REGISTER)
		regs_odd++;
}

/* ---- cases ---- */

/* The registers of a device as it should be. */
static void regs_set(u64 doorbells, u32 stride, u64 smc, u32 smc_bytes)
{
	ref_put(dev.bar, 1, 8);
	ref_put(dev.bar + 8, doorbells, 8);
	ref_put(dev.bar + 16, stride, 8);
	ref_put(dev.bar + 24, smc, 8);
	ref_put(dev.bar + 32, smc_bytes, 4);
}

static int regs_init(struct kunit *test)
{
	memset(&dev, 0, sizeof(dev));
	dev.bar = kzalloc(REGS_BAR_BYTES, GFP_KERNEL);
	gd = kzalloc(sizeof(*gd), GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, dev.bar && gd);
	dev.bytes = REGS_BAR_BYTES;
	dev.flags = IORESOURCE_MEM;
	dev.now = 1000;
	regs_wanted = true;
	regs_odd = 0;
	gd->pdev = &regs_pci;
	gd->info.dev = &regs_pci.dev;
	regs_set(REGS_DOORBELLS, 4096, REGS_SMC, 32);
	KUNIT_ASSERT_EQ(test, mana_regs_map(gd), 0);
	KUNIT_ASSERT_EQ(test, mana_regs_check(gd), 0);
	return 0;
}

static void regs_exit(struct kunit *test)
{
	mana_regs_unmap(gd);
	KUNIT_EXPECT_TRUE(test, !gd->bar);
	KUNIT_EXPECT_EQ(test, dev.maps, 0);
	KUNIT_EXPECT_EQ(test, dev.seized, 0);
	kfree(dev.bar);
	kfree(gd);
}

/* A BAR of memory with room for the registers, at least. */
static void regs_maps(struct kunit *test)
{
	mana_regs_unmap(gd);
	dev.bytes = 0x27;
	KUNIT_EXPECT_EQ(test, mana_regs_map(gd), -ENODEV);
	dev.bytes = 0;
	KUNIT_EXPECT_EQ(test, mana_regs_map(gd), -ENODEV);
	dev.bytes = REGS_BAR_BYTES;
	dev.flags = 0x100;
	KUNIT_EXPECT_EQ(test, mana_regs_map(gd), -ENODEV);
	dev.flags = 0x100 | IORESOURCE_MEM;
	dev.no_map = true;
	KUNIT_EXPECT_EQ(test, mana_regs_map(gd), -ENOMEM);
	KUNIT_EXPECT_EQ(test, dev.maps, 0);
	dev.no_map = false;
	dev.bytes = 0x28;
	KUNIT_EXPECT_EQ(test, mana_regs_map(gd), 0);
	KUNIT_EXPECT_PTR_EQ(test, gd->bar, (void *)dev.bar);
	KUNIT_EXPECT_EQ(test, gd->bar_bytes, 0x28);
	/* no room for doorbells or the window in that */
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
}

static void regs_good(struct kunit *test)
{
	KUNIT_EXPECT_PTR_EQ(test, gd->db_zone, (void *)(dev.bar + REGS_DOORBELLS));
	KUNIT_EXPECT_EQ(test, gd->db_zone_bytes, REGS_BAR_BYTES - REGS_DOORBELLS);
	KUNIT_EXPECT_EQ(test, gd->db_page_bytes, 4096);
	KUNIT_EXPECT_PTR_EQ(test, gd->smc, (void *)(dev.bar + REGS_SMC));
	KUNIT_EXPECT_EQ(test, regs_odd, 0);
	KUNIT_EXPECT_FALSE(test, mana_regs_gone(gd));
}

/* Every start of a device reads anew: it may be another one by then. */
static void regs_others_later(struct kunit *test)
{
	regs_set(0x8000, 8192, 0x1000, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), 0);
	KUNIT_EXPECT_PTR_EQ(test, gd->db_zone, (void *)(dev.bar + 0x8000));
	KUNIT_EXPECT_EQ(test, gd->db_zone_bytes, 0x8000);
	KUNIT_EXPECT_EQ(test, gd->db_page_bytes, 8192);
	KUNIT_EXPECT_PTR_EQ(test, gd->smc, (void *)(dev.bar + 0x1000));
	regs_set(0xf001, 4096, 0x1000, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
	regs_set(0x8000, 4095, 0x1000, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
	regs_set(0x8000, 4096, REGS_BAR_BYTES - 28, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
	regs_set(1ULL << 32 | 0x8000, 4096, 0x1000, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
	regs_set(0x8000, 4096, 1ULL << 32 | 0x1000, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -EPROTO);
	memset(dev.bar, 0xff, 40);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), -ENODEV);
	KUNIT_EXPECT_TRUE(test, mana_regs_gone(gd));
	/* version alone decides, and all of its bits */
	regs_set(0x8000, 4096, 0x1000, 32);
	ref_put(dev.bar, 0xfffffffe, 4);
	KUNIT_EXPECT_FALSE(test, mana_regs_gone(gd));
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), 0);
}

/* What the device says of the window's size is counted, and not needed. */
static void regs_window_size(struct kunit *test)
{
	static const u32 sizes[] = { 0, 31, 33, 64, 0xffff };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		regs_set(REGS_DOORBELLS, 4096, REGS_SMC, sizes[i]);
		gd->smc = NULL;
		KUNIT_EXPECT_EQ(test, mana_regs_check(gd), 0);
		KUNIT_EXPECT_EQ(test, regs_odd, i + 1);
		KUNIT_EXPECT_PTR_EQ(test, gd->smc,
				    (void *)(dev.bar + REGS_SMC));
	}
	/* only 16 bits of the register have a meaning */
	regs_set(REGS_DOORBELLS, 4096, REGS_SMC, 0x12340020);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), 0);
	KUNIT_EXPECT_EQ(test, regs_odd, ARRAY_SIZE(sizes));
}

/* A page that the device names lies in the BAR, or nowhere. */
static void regs_pages(struct kunit *test)
{
	u64 index;

	regs_set(REGS_DOORBELLS, 6000, REGS_SMC, 32);
	KUNIT_EXPECT_EQ(test, mana_regs_check(gd), 0);
	for (index = 0; index < 12; index++)
		KUNIT_EXPECT_PTR_EQ(test, mana_regs_db_page(gd, index),
				    index <= 7 ? (void *)(dev.bar + REGS_DOORBELLS +
							  6000 * index) : NULL);
	KUNIT_EXPECT_TRUE(test, !mana_regs_db_page(gd, ~0ULL));
	KUNIT_EXPECT_TRUE(test, !mana_regs_db_page(gd, 1ULL << 32));
}

/* ---- the window ---- */

static const dma_addr_t regs_rings[SMC_FRAMES] = {
	0x123450000ULL, 0x123451000ULL, 0x123452000ULL, 0x123453000ULL,
};

static int regs_establish(bool reset)
{
	dev.writes = 0;
	return mana_smc_establish(gd, regs_rings, 5, reset);
}

static int regs_destroy(void)
{
	dev.writes = 0;
	return mana_smc_destroy(gd);
}

/* Seven dwords, then the one that hands the window over. */
static void regs_establishes(struct kunit *test)
{
	static const u32 want[7] = {
		0x00123450, 0x34510000, 0x00000012, 0x00123452,
		0x34530000, 0x00000012, 0x00050000,
	};

	dev.answer = 0x81;
	KUNIT_EXPECT_EQ(test, regs_establish(false), 0);
	EXPECT_BYTES(test, dev.body, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, dev.request, 1);
	KUNIT_EXPECT_EQ(test, dev.writes, 8);
	KUNIT_EXPECT_TRUE(test, dev.order);
	KUNIT_EXPECT_EQ(test, regs_establish(true), 0);
	KUNIT_EXPECT_EQ(test, dev.request, 0x01000001);
	KUNIT_EXPECT_EQ(test, dev.requests, 2);
}

/* The end needs no body, and never resets. */
static void regs_destroys(struct kunit *test)
{
	dev.answer = 0x82;
	KUNIT_EXPECT_EQ(test, regs_destroy(), 0);
	KUNIT_EXPECT_EQ(test, dev.request, 2);
	KUNIT_EXPECT_EQ(test, dev.writes, 1);
	KUNIT_EXPECT_EQ(test, dev.requests, 1);
}

/* What was refused, and what answers another question. */
static void regs_answers(struct kunit *test)
{
	static const u32 bad[] = { 0x181, 0x82, 0x01, 0x89, 0 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		dev.answer = bad[i];
		KUNIT_EXPECT_EQ(test, regs_establish(false), -EPROTO);
	}
	dev.answer = 0x81;
	KUNIT_EXPECT_EQ(test, regs_destroy(), -EPROTO);
}

/* The answer is waited for, and so is a window that is not free. */
static void regs_waits(struct kunit *test)
{
	dev.answer = 0x81;
	dev.owned = 15000;
	KUNIT_EXPECT_EQ(test, regs_establish(false), 0);
	KUNIT_EXPECT_GE(test, dev.sleeps, 1);
	KUNIT_EXPECT_EQ(test, dev.now, 16000);
	/* busy with what an earlier kernel asked */
	dev.sleeps = 0;
	dev.owned = 100;
	regs_window()[7] = REGS_OWNED;
	dev.due = dev.now + 50;
	KUNIT_EXPECT_EQ(test, regs_establish(false), 0);
	KUNIT_EXPECT_EQ(test, dev.now, 16150);
	KUNIT_EXPECT_EQ(test, dev.requests, 2);
}

/* Twenty seconds, of which each half has its own. */
static void regs_times_out(struct kunit *test)
{
	dev.answer = 0x81;
	dev.owned = 20000;
	KUNIT_EXPECT_EQ(test, regs_establish(false), 0);
	KUNIT_EXPECT_EQ(test, dev.now, 21000);
	dev.owned = 20002;
	dev.now = 1000;
	KUNIT_EXPECT_EQ(test, regs_establish(false), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, dev.now, 21001);
	KUNIT_EXPECT_EQ(test, dev.requests, 2);
	/* never free: nothing is written */
	dev.due = ~0UL;
	KUNIT_EXPECT_EQ(test, regs_destroy(), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, dev.writes, 0);
	KUNIT_EXPECT_EQ(test, dev.requests, 2);
	dev.due = dev.now;
	dev.owned = 0;
	dev.answer = 0x82;
	KUNIT_EXPECT_EQ(test, regs_destroy(), 0);
}

/* A device that leaves is not waited for, before the request and after. */
static void regs_leaves(struct kunit *test)
{
	dev.owned = 100000;
	dev.leave = 3;
	KUNIT_EXPECT_EQ(test, regs_establish(false), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.sleeps, 3);
	KUNIT_EXPECT_EQ(test, dev.requests, 1);
	KUNIT_EXPECT_EQ(test, regs_destroy(), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.writes, 0);
	KUNIT_EXPECT_EQ(test, dev.sleeps, 3);
}

/* A window of all ones alone is one that the device works on. */
static void regs_all_ones(struct kunit *test)
{
	dev.answer = 0x81;
	regs_window()[7] = 0xffffffff;
	dev.due = dev.now + 10;
	KUNIT_EXPECT_EQ(test, regs_establish(false), 0);
	KUNIT_EXPECT_EQ(test, dev.sleeps, 10);
}

/* Who leaves does not wait for a channel, but for its end. */
static void regs_wanted_no_more(struct kunit *test)
{
	dev.answer = 0x81;
	dev.owned = 500;
	dev.stop = 7;
	KUNIT_EXPECT_EQ(test, regs_establish(false), -ENODEV);
	KUNIT_EXPECT_EQ(test, dev.sleeps, 7);
	dev.answer = 0x82;
	dev.owned = 50;
	KUNIT_EXPECT_EQ(test, regs_destroy(), 0);
	KUNIT_EXPECT_EQ(test, dev.requests, 2);
	KUNIT_EXPECT_EQ(test, dev.now, 1550);
}

static struct kunit_case regs_cases[] = {
	KUNIT_CASE(regs_maps),
	KUNIT_CASE(regs_good),
	KUNIT_CASE(regs_others_later),
	KUNIT_CASE(regs_window_size),
	KUNIT_CASE(regs_pages),
	KUNIT_CASE(regs_establishes),
	KUNIT_CASE(regs_destroys),
	KUNIT_CASE(regs_answers),
	KUNIT_CASE(regs_waits),
	KUNIT_CASE(regs_times_out),
	KUNIT_CASE(regs_leaves),
	KUNIT_CASE(regs_all_ones),
	KUNIT_CASE(regs_wanted_no_more),
	{}
};

static struct kunit_suite regs_suite = {
	.name = "mana_regs",
	.init = regs_init,
	.exit = regs_exit,
	.test_cases = regs_cases,
};

kunit_test_suites(&regs_suite);
