// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The PCI driver: what a probe that fails undoes, what the PCI core is told,
 * what is asked of an adapter. And who uses a port. The PCI core and adapters
 * are stand-ins that note what is asked of them, each in a word.
 */
#include <linux/errno.h>
#include <linux/pci.h>

#include <steered.h>

#include "reference.h"

/* ---- the PCI core ---- */

typedef enum {
	pci_channel_io_normal = 1,
	pci_channel_io_frozen,
	pci_channel_io_perm_failure,
} pci_channel_state_t;

typedef enum {
	PCI_ERS_RESULT_NONE = 1,
	PCI_ERS_RESULT_CAN_RECOVER,
	PCI_ERS_RESULT_NEED_RESET,
	PCI_ERS_RESULT_DISCONNECT,
	PCI_ERS_RESULT_RECOVERED,
} pci_ers_result_t;

struct pci_error_handlers {
	pci_ers_result_t (*error_detected)(struct pci_dev *pdev,
					   pci_channel_state_t state);
	pci_ers_result_t (*mmio_enabled)(struct pci_dev *pdev);
	pci_ers_result_t (*slot_reset)(struct pci_dev *pdev);
	void (*resume)(struct pci_dev *pdev);
	void (*reset_prepare)(struct pci_dev *pdev);
	void (*reset_done)(struct pci_dev *pdev);
};

struct dev_pm_ops {
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
};

struct pci_device_id {
	u32 vendor;
	u32 device;
};

struct pci_driver {
	const char *name;
	const struct pci_device_id *id_table;
	int (*probe)(struct pci_dev *pdev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *pdev);
	void (*shutdown)(struct pci_dev *pdev);
	struct { const struct dev_pm_ops *pm; } driver;
	const struct pci_error_handlers *err_handler;
};

/**
 * struct main_plan - what a case wants of the stand-ins
 * @enable: error of enabling the function
 * @regions: error of claiming its regions
 * @alloc: error of making its device
 * @create: error of making its adapter
 * @rescan: error of preparing for scans
 * @driver: error of registering the driver
 * @present: its configuration space answers
 * @answers: so do its registers
 */
static struct main_plan {
	int enable;
	int regions;
	int alloc;
	int create;
	int rescan;
	int driver;
	bool present;
	bool answers;
} plan;

static struct pci_dev main_pci;
static struct pci_driver *main_driver;	/* registered */

static int main_did(const char *word, int err)
{
	steered_note(" %s", word);
	return err;
}

static int main_register(struct pci_driver *driver)
{
	if (!plan.driver)
		main_driver = driver;
	return main_did("register", plan.driver);
}

/* It asks each of its functions to leave. */
static void main_unregister(struct pci_driver *driver)
{
	if (driver != main_driver)
		steered_complain("another driver is unregistered");
	main_did("unregister", 0);
	main_driver = NULL;
}

#define PCI_VENDOR_ID_MICROSOFT 0x1414
#define PCI_DEVICE(v, d) .vendor = (v), .device = (d)
#define DEFINE_SIMPLE_DEV_PM_OPS(name, down, up) \
	const struct dev_pm_ops name = { .suspend = down, .resume = up }
#define MODULE_DEVICE_TABLE(kind, table)
#define MODULE_VERSION(text)
#define pm_sleep_ptr(ops) (ops)
#define pci_enable_device_mem(pdev) main_did("enable", plan.enable)
#define pci_request_regions(pdev, name) main_did("regions", plan.regions)
#define pci_release_regions(pdev) main_did("release", 0)
#define pci_disable_device(pdev) main_did("disable", 0)
#define pci_device_is_present(pdev) plan.present
#define pci_register_driver(driver) main_register(driver)
#define pci_unregister_driver(driver) main_unregister(driver)

#include <eth/claim.c>
#include <main.c>
#include <recovery.c>

/* ---- layers 2 and 5 ---- */

struct mana_gdma {
	struct pci_dev *pdev;
};

static struct mana_adapter main_adapter;

struct mana_gdma *mana_gdma_alloc(struct pci_dev *pdev)
{
	struct mana_gdma *gd;

	main_did("alloc", 0);
	if (plan.alloc)
		return ERR_PTR(plan.alloc);
	gd = calloc(1, sizeof(*gd));
	gd->pdev = pdev;
	return gd;
}

/* The device is the adapter's, also on error. */
struct mana_adapter *mana_adapter_create(struct mana_gdma *gd)
{
	main_did("create", 0);
	if (gd->pdev != &main_pci)
		steered_complain("the adapter of another function is made");
	free(gd);
	return plan.create ? ERR_PTR(plan.create) : &main_adapter;
}

static void main_asked(const struct mana_adapter *ad, const char *word)
{
	if (ad != &main_adapter)
		steered_complain("another adapter is asked");
	main_did(word, 0);
}

void mana_adapter_destroy(struct mana_adapter *ad)
{
	main_asked(ad, "destroy");
}

void mana_adapter_suspend(struct mana_adapter *ad, bool away)
{
	main_asked(ad, away ? "away" : "suspend");
}

bool mana_adapter_answers(struct mana_adapter *ad)
{
	main_asked(ad, "answers");
	return plan.answers;
}

void mana_adapter_resume(struct mana_adapter *ad)
{
	main_asked(ad, "resume");
}

void mana_adapter_shutdown(struct mana_adapter *ad)
{
	main_asked(ad, "shutdown");
}

void mana_adapter_gone(struct mana_adapter *ad)
{
	main_asked(ad, "gone");
}

int mana_rescan_init(void)
{
	return main_did("scans", plan.rescan);
}

void mana_rescan_exit(void)
{
	main_did("noscans", 0);
}

/* ---- cases ---- */

static int main_init(struct kunit *test)
{
	steered_init();
	memset(&plan, 0, sizeof(plan));
	memset(&main_pci, 0, sizeof(main_pci));
	main_driver = NULL;
	plan.present = true;
	plan.answers = true;
	KUNIT_ASSERT_EQ(test, mana_init(), 0);
	KUNIT_ASSERT_TRUE(test, main_driver);
	steered_log[0] = 0;
	return 0;
}

static void main_exit(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, (char *)steered_end(), (char *)"");
}

static int main_probe(void)
{
	return main_driver->probe(&main_pci, main_driver->id_table);
}

/* Whatever fails, the steps before are undone, the last one first. */
static void main_probe_fails(struct kunit *test)
{
	plan.enable = -EIO;
	KUNIT_EXPECT_EQ(test, main_probe(), -EIO);
	STEERED_DID(test, " enable");
	plan.enable = 0;
	plan.regions = -EBUSY;
	KUNIT_EXPECT_EQ(test, main_probe(), -EBUSY);
	STEERED_DID(test, " enable regions disable");
	plan.regions = 0;
	plan.alloc = -ENODEV;
	KUNIT_EXPECT_EQ(test, main_probe(), -ENODEV);
	STEERED_DID(test, " enable regions alloc release disable");
	plan.alloc = 0;
	plan.create = -ENOMEM;
	KUNIT_EXPECT_EQ(test, main_probe(), -ENOMEM);
	STEERED_DID(test, " enable regions alloc create release disable");
	KUNIT_EXPECT_TRUE(test, !pci_get_drvdata(&main_pci));
}

/* Removed as it was made, backwards; left alone by a shutdown. */
static void main_probe_and_remove(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, main_probe(), 0);
	STEERED_DID(test, " enable regions alloc create");
	main_driver->remove(&main_pci);
	STEERED_DID(test, " destroy release disable");
	KUNIT_ASSERT_EQ(test, main_probe(), 0);
	steered_log[0] = 0;
	main_driver->shutdown(&main_pci);
	STEERED_DID(test, " shutdown disable");
}

/* The virtual function alone. */
static void main_ids(struct kunit *test)
{
	const struct pci_device_id *id = main_driver->id_table;

	KUNIT_EXPECT_STREQ(test, (char *)main_driver->name, (char *)"mana");
	KUNIT_EXPECT_EQ(test, id->vendor, 0x1414);
	KUNIT_EXPECT_EQ(test, id->device, 0xba);
	KUNIT_EXPECT_EQ(test, id[1].vendor, 0);
}

/* A short sleep: nobody steps aside. */
static void main_sleeps(struct kunit *test)
{
	const struct dev_pm_ops *pm = main_driver->driver.pm;

	KUNIT_ASSERT_EQ(test, main_probe(), 0);
	steered_log[0] = 0;
	KUNIT_EXPECT_EQ(test, pm->suspend(&main_pci.dev), 0);
	KUNIT_EXPECT_EQ(test, pm->resume(&main_pci.dev), 0);
	STEERED_DID(test, " suspend resume");
	main_driver->err_handler->reset_prepare(&main_pci);
	main_driver->err_handler->reset_done(&main_pci);
	STEERED_DID(test, " suspend resume");
}

/* What is frozen is taken off until it answers; what is lost is reported. */
static void main_slot_errors(struct kunit *test)
{
	const struct pci_error_handlers *slot = main_driver->err_handler;

	KUNIT_ASSERT_EQ(test, main_probe(), 0);
	steered_log[0] = 0;
	KUNIT_EXPECT_EQ(test, slot->error_detected(&main_pci,
						   pci_channel_io_normal),
			PCI_ERS_RESULT_CAN_RECOVER);
	STEERED_DID(test, "");
	KUNIT_EXPECT_EQ(test, slot->mmio_enabled(&main_pci),
			PCI_ERS_RESULT_RECOVERED);
	plan.present = false;
	KUNIT_EXPECT_EQ(test, slot->mmio_enabled(&main_pci),
			PCI_ERS_RESULT_NEED_RESET);
	STEERED_DID(test, "");
	KUNIT_EXPECT_EQ(test, slot->error_detected(&main_pci,
						   pci_channel_io_frozen),
			PCI_ERS_RESULT_NEED_RESET);
	STEERED_DID(test, " away");
	KUNIT_EXPECT_EQ(test, slot->slot_reset(&main_pci),
			PCI_ERS_RESULT_RECOVERED);
	STEERED_DID(test, " away answers");
	plan.answers = false;
	KUNIT_EXPECT_EQ(test, slot->slot_reset(&main_pci),
			PCI_ERS_RESULT_DISCONNECT);
	STEERED_DID(test, " away answers");
	slot->resume(&main_pci);
	STEERED_DID(test, " resume");
	KUNIT_EXPECT_EQ(test, slot->error_detected(&main_pci,
						   pci_channel_io_perm_failure),
			PCI_ERS_RESULT_DISCONNECT);
	STEERED_DID(test, " gone");
}

/* Scans are possible as long as there is a driver that may ask for them. */
static void main_loads(struct kunit *test)
{
	mana_exit();
	STEERED_DID(test, " unregister noscans");
	plan.rescan = -ENOMEM;
	KUNIT_EXPECT_EQ(test, mana_init(), -ENOMEM);
	STEERED_DID(test, " scans");
	plan.rescan = 0;
	plan.driver = -EBUSY;
	KUNIT_EXPECT_EQ(test, mana_init(), -EBUSY);
	STEERED_DID(test, " scans register noscans");
	plan.driver = 0;
	KUNIT_EXPECT_EQ(test, mana_init(), 0);
	STEERED_DID(test, " scans register");
}

/* One user of each port of each device. */
static void main_claims(struct kunit *test)
{
	static struct mana_gdma one, other;

	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&one, 0), 0);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&one, 0), -EBUSY);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&one, 1), 0);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&other, 0), 0);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&other, 0), -EBUSY);
	KUNIT_EXPECT_EQ(test, steered_live, 3);
	steered_no_memory = 1;
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&other, 1), -ENOMEM);
	/* released by its user, and by who never had it */
	mana_eth_release_vport(&one, 0);
	mana_eth_release_vport(&one, 0);
	mana_eth_release_vport(&other, 1);
	KUNIT_EXPECT_EQ(test, steered_live, 2);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&one, 1), -EBUSY);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&other, 0), -EBUSY);
	KUNIT_EXPECT_EQ(test, mana_eth_claim_vport(&one, 0), 0);
	mana_eth_release_vport(&one, 0);
	mana_eth_release_vport(&one, 1);
	mana_eth_release_vport(&other, 0);
	KUNIT_EXPECT_EQ(test, steered_live, 0);
}

static struct kunit_case main_cases[] = {
	KUNIT_CASE(main_probe_fails),
	KUNIT_CASE(main_probe_and_remove),
	KUNIT_CASE(main_ids),
	KUNIT_CASE(main_sleeps),
	KUNIT_CASE(main_slot_errors),
	KUNIT_CASE(main_loads),
	KUNIT_CASE(main_claims),
	{}
};

static struct kunit_suite main_suite = {
	.name = "mana_main",
	.init = main_init,
	.exit = main_exit,
	.test_cases = main_cases,
};

kunit_test_suites(&main_suite);

MODULE_DESCRIPTION("KUnit suite of the PCI driver");
MODULE_LICENSE("Dual BSD/GPL");
