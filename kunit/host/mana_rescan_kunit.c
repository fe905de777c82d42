// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A function that is removed and scanned for: how often, how long, and what is
 * held meanwhile. The PCI core is a stand-in that finds the function when a
 * case wants it to.
 */
#include <linux/errno.h>
#include <linux/pci.h>

#include <steered.h>

#include "reference.h"

struct pci_driver {
	const char *name;
};

/**
 * struct rescan_core - the PCI core
 * @lock: of its lists
 * @bus: where the function was
 * @no_bus: it is gone
 * @bus_scans: scans after which it will be; 0: it stays
 * @driver: of the function
 * @missing: scans yet that do not find the function
 * @other: another function of the same bus, found at once
 * @scans: so many were made
 * @found: references that nobody gave back, to what was found
 * @wq: the queue that was asked for
 * @no_wq: there is no memory for it
 */
static struct rescan_core {
	int lock;
	struct pci_bus bus;
	bool no_bus;
	int bus_scans;
	struct pci_driver *driver;
	int missing;
	unsigned int other;
	int scans;
	int found;
	struct workqueue_struct *wq;
	bool no_wq;
} core;

/**
 * struct rescan_function - a function that a case has removed
 * @pdev: it
 * @refs: references to it; removed is what has none
 */
static struct rescan_function {
	struct pci_dev pdev;
	int refs;
} rescan_fn[2], rescan_found;

static struct rescan_function *rescan_function(struct pci_dev *pdev)
{
	return container_of(pdev, struct rescan_function, pdev);
}

static void rescan_locked(const char *what)
{
	if (!steered_holds(&core.lock))
		steered_complain(what);
}

static struct pci_bus *rescan_find_bus(int domain, int number)
{
	rescan_locked("a bus is looked for without the lock");
	if (domain != core.bus.domain || number != core.bus.number)
		steered_complain("another bus is looked for");
	return core.no_bus ? NULL : &core.bus;
}

static struct pci_driver *rescan_driver(struct pci_dev *pdev)
{
	rescan_locked("a driver is looked at without the lock");
	if (rescan_function(pdev)->refs < 1)
		steered_complain("the driver of what was freed is looked at");
	return core.driver;
}

static void rescan_remove(struct pci_dev *pdev)
{
	rescan_locked("a function is removed without the lock");
	if (rescan_function(pdev)->refs < 2)
		steered_complain("what was freed is removed");
	steered_note(" remove%x", pdev->devfn);
	/* the reference of the PCI core */
	rescan_function(pdev)->refs--;
	pdev->bus = NULL;
}

static void rescan_scan(struct pci_bus *bus)
{
	rescan_locked("a bus is scanned without the lock");
	if (bus != &core.bus)
		steered_complain("another bus is scanned");
	core.scans++;
	steered_note(" scan");
	core.missing -= core.missing > 0;
	if (core.bus_scans && !--core.bus_scans)
		core.no_bus = true;
}

static struct pci_dev *rescan_slot(struct pci_bus *bus, unsigned int devfn)
{
	rescan_locked("a function is looked for without the lock");
	steered_note(" slot%x", devfn);
	if (devfn != core.other && core.missing)
		return NULL;
	rescan_found.refs++;
	return &rescan_found.pdev;
}

static struct pci_dev *rescan_get(struct pci_dev *pdev)
{
	rescan_function(pdev)->refs++;
	return pdev;
}

static void rescan_put(struct pci_dev *pdev)
{
	if (pdev && --rescan_function(pdev)->refs < 0)
		steered_complain("a reference is given back twice");
}

static struct workqueue_struct *rescan_wq(int most)
{
	if (core.no_wq)
		return NULL;
	core.wq = calloc(1, sizeof(*core.wq));
	core.wq->max_active = most;
	return core.wq;
}

#define WQ_UNBOUND 2
#define alloc_workqueue(name, flags, most) rescan_wq(most)
#define pci_lock_rescan_remove() \
	(steered_note(" ("), steered_lock(&core.lock))
#define pci_unlock_rescan_remove() \
	(steered_unlock(&core.lock), steered_note(" )"))
#define pci_find_bus(domain, number) rescan_find_bus(domain, number)
#define pci_dev_driver(pdev) rescan_driver(pdev)
#define pci_stop_and_remove_bus_device(pdev) rescan_remove(pdev)
#define pci_rescan_bus(bus) rescan_scan(bus)
#define pci_get_slot(bus, devfn) rescan_slot(bus, devfn)
#define pci_dev_get(pdev) rescan_get(pdev)
#define pci_dev_put(pdev) rescan_put(pdev)

#include <recovery.c>
#include <rescan.c>

static struct pci_driver rescan_ours = { .name = "mana" };

static int rescan_init(struct kunit *test)
{
	int i;

	steered_init();
	steered_log[0] = 0;
	memset(&core, 0, sizeof(core));
	memset(rescan_fn, 0, sizeof(rescan_fn));
	memset(&rescan_found, 0, sizeof(rescan_found));
	core.bus.domain = 0x7870;
	core.bus.number = 3;
	core.driver = &rescan_ours;
	core.missing = 1;
	core.other = 0x1f;
	for (i = 0; i < 2; i++) {
		rescan_fn[i].pdev.bus = &core.bus;
		rescan_fn[i].pdev.devfn = 8 * i + 0x17;
		rescan_fn[i].refs = 1;
	}
	mana_rescan_leaving = false;
	KUNIT_ASSERT_EQ(test, mana_rescan_init(), 0);
	return 0;
}

static void rescan_exit(struct kunit *test)
{
	if (mana_rescan_wq && !mana_rescan_leaving)
		mana_rescan_exit();
	KUNIT_EXPECT_EQ(test, rescan_found.refs, 0);
	KUNIT_EXPECT_STREQ(test, (char *)steered_end(), (char *)"");
}

/* References to it, and whether any work is left. */
static void rescan_expect(struct kunit *test, int which, int refs, bool busy)
{
	KUNIT_EXPECT_EQ(test, rescan_fn[which].refs, refs);
	KUNIT_EXPECT_EQ(test, steered_live > 0, busy);
}

static int rescan_begin(int which)
{
	return mana_rescan_start(&rescan_fn[which].pdev.dev);
}

/* In another thread, as its own remove function must be able to wait. */
static void rescan_at_once(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	STEERED_DID(test, "");
	rescan_expect(test, 0, 2, true);
	steered_pass(0);
	STEERED_DID(test, " ( remove17 scan slot17 )");
	rescan_expect(test, 0, 0, false);
	steered_pass(1000000);
	STEERED_DID(test, "");
}

/* Scanned for again and again, ever more seldom; removed once. */
static void rescan_is_patient(struct kunit *test)
{
	static const unsigned int wait[] = { 10000, 20000, 40000, 80000, 160000,
					     300000, 300000, 300000 };
	u32 i;

	core.missing = 10;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	steered_pass(0);
	STEERED_DID(test, " ( remove17 scan slot17 )");
	rescan_expect(test, 0, 0, true);
	for (i = 0; i < ARRAY_SIZE(wait); i++) {
		steered_pass(wait[i] - 1);
		STEERED_DID(test, "");
		steered_pass(1);
		STEERED_DID(test, " ( scan slot17 )");
		rescan_expect(test, 0, 0, true);
	}
	/* the tenth */
	steered_pass(300000);
	STEERED_DID(test, " ( scan slot17 )");
	rescan_expect(test, 0, 0, false);
	steered_pass(1000000);
	STEERED_DID(test, "");
}

/* What another driver has, or none, is not touched; nor is it scanned for. */
static void rescan_not_ours(struct kunit *test)
{
	static struct pci_driver others[] = {
		{ "vfio-pci" }, { "mana_vf" }, { "man" }, { "" },
	};
	u32 i;

	for (i = 0; i <= ARRAY_SIZE(others); i++) {
		core.driver = i < ARRAY_SIZE(others) ? &others[i] : NULL;
		KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
		steered_pass(0);
		STEERED_DID(test, " ( )");
		rescan_expect(test, 0, 1, false);
	}
	/* the driver counts as long as the function is there */
	core.driver = &rescan_ours;
	core.missing = 2;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	steered_pass(0);
	core.driver = NULL;
	STEERED_DID(test, " ( remove17 scan slot17 )");
	steered_pass(10000);
	STEERED_DID(test, " ( scan slot17 )");
	rescan_expect(test, 0, 0, false);
}

/* A bus that is gone, before or meanwhile, ends it. */
static void rescan_no_bus(struct kunit *test)
{
	core.no_bus = true;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	steered_pass(0);
	STEERED_DID(test, " ( )");
	rescan_expect(test, 0, 1, false);
	core.no_bus = false;
	core.missing = 100;
	core.bus_scans = 2;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	steered_pass(10000);
	STEERED_DID(test, " ( remove17 scan slot17 ) ( scan slot17 )");
	rescan_expect(test, 0, 0, true);
	steered_pass(20000);
	STEERED_DID(test, " ( )");
	rescan_expect(test, 0, 0, false);
}

/* None waits for another. */
static void rescan_two_functions(struct kunit *test)
{
	core.missing = 3;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	KUNIT_ASSERT_EQ(test, rescan_begin(1), 0);
	steered_pass(0);
	KUNIT_EXPECT_EQ(test, core.scans, 2);
	rescan_expect(test, 0, 0, true);
	rescan_expect(test, 1, 0, true);
	KUNIT_EXPECT_EQ(test, steered_live, 1);
	STEERED_DID(test, " ( remove17 scan slot17 ) ( remove1f scan slot1f )");
	steered_pass(10000);
	STEERED_DID(test, " ( scan slot17 )");
	rescan_expect(test, 0, 0, false);
}

/* Unloading waits for no scan, whether it waits for its time or its turn. */
static void rescan_unloading(struct kunit *test)
{
	core.missing = 100;
	KUNIT_ASSERT_EQ(test, rescan_begin(0), 0);
	steered_pass(10000 + 20000 + 5000);
	STEERED_DID(test,
		    " ( remove17 scan slot17 ) ( scan slot17 ) ( scan slot17 )");
	/* this one is queued, but has not begun */
	KUNIT_ASSERT_EQ(test, rescan_begin(1), 0);
	mana_rescan_exit();
	KUNIT_EXPECT_EQ(test, steered_clock, STEERED_START + 35000);
	STEERED_DID(test, "");
	rescan_expect(test, 0, 0, false);
	rescan_expect(test, 1, 1, false);
}

/* What cannot be noted is not begun. */
static void rescan_no_memory(struct kunit *test)
{
	steered_no_memory = 1;
	KUNIT_EXPECT_EQ(test, rescan_begin(0), -ENOMEM);
	rescan_expect(test, 0, 1, false);
	steered_pass(1000000);
	STEERED_DID(test, "");
	/* nor is the module loaded without a queue for it */
	mana_rescan_exit();
	core.no_wq = true;
	KUNIT_EXPECT_EQ(test, mana_rescan_init(), -ENOMEM);
}

static struct kunit_case rescan_cases[] = {
	KUNIT_CASE(rescan_at_once),
	KUNIT_CASE(rescan_is_patient),
	KUNIT_CASE(rescan_not_ours),
	KUNIT_CASE(rescan_no_bus),
	KUNIT_CASE(rescan_two_functions),
	KUNIT_CASE(rescan_unloading),
	KUNIT_CASE(rescan_no_memory),
	{}
};

static struct kunit_suite rescan_suite = {
	.name = "mana_rescan",
	.init = rescan_init,
	.exit = rescan_exit,
	.test_cases = rescan_cases,
};

kunit_test_suites(&rescan_suite);

MODULE_DESCRIPTION("KUnit suite of removing a function and scanning for it");
MODULE_LICENSE("Dual BSD/GPL");
