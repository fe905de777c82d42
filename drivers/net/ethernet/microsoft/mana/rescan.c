// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: removes a function and scans its bus for it. This outlives the
 * adapter that asked for it, and lasts until the function is found, the bus is
 * gone or the module is unloaded.
 */
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "recovery.h"
#include "rescan.h"

/**
 * struct mana_rescan - a function that is scanned for
 * @work: does it
 * @pdev: the function, NULL once it was removed
 * @domain: where it is found: PCI domain,
 * @bus: bus number,
 * @devfn: device and function
 */
struct mana_rescan {
	struct work_struct work;
	struct pci_dev *pdev;
	int domain;
	int bus;
	unsigned int devfn;
};

static struct workqueue_struct *mana_rescan_wq;
static DECLARE_WAIT_QUEUE_HEAD(mana_rescan_wake);
static bool mana_rescan_leaving;

/* It may have got another driver, or none, meanwhile: then it is not ours. */
static bool mana_rescan_ours(struct pci_dev *pdev)
{
	const struct pci_driver *driver = pci_dev_driver(pdev);

	return driver && !strcmp(driver->name, "mana");
}

/* True: no further try is needed. The lock of the PCI core is held. */
static bool mana_rescan_locked(struct mana_rescan *rescan)
{
	struct pci_dev *pdev = rescan->pdev;
	struct pci_dev *found;
	struct pci_bus *bus;

	bus = pci_find_bus(rescan->domain, rescan->bus);
	if (!bus)
		return true;
	if (pdev) {
		if (!mana_rescan_ours(pdev))
			return true;
		pci_stop_and_remove_bus_device(pdev);
		pci_dev_put(pdev);
		rescan->pdev = NULL;
	}
	pci_rescan_bus(bus);
	found = pci_get_slot(bus, rescan->devfn);
	pci_dev_put(found);
	return found;
}

static bool mana_rescan_once(struct mana_rescan *rescan)
{
	bool over;

	pci_lock_rescan_remove();
	over = mana_rescan_locked(rescan);
	pci_unlock_rescan_remove();
	return over;
}

static void mana_rescan_work(struct work_struct *work)
{
	struct mana_rescan *rescan = container_of(work, struct mana_rescan,
						  work);
	unsigned int tries = 0;
	u32 delay_ms;

	while (!READ_ONCE(mana_rescan_leaving) && !mana_rescan_once(rescan)) {
		delay_ms = mana_recovery_delay_ms(MANA_REMEDY_WAIT, tries++);
		wait_event_timeout(mana_rescan_wake,
				   READ_ONCE(mana_rescan_leaving),
				   msecs_to_jiffies(delay_ms));
	}
	pci_dev_put(rescan->pdev);
	kfree(rescan);
}

/**
 * mana_rescan_start - have a function removed and scanned for
 * @dev: PCI function of this driver; its remove function will be called
 *
 * Context: process.
 * Return: 0 or -ENOMEM.
 */
int mana_rescan_start(struct device *dev)
{
	struct mana_rescan *rescan = kzalloc(sizeof(*rescan), GFP_KERNEL);
	struct pci_dev *pdev = to_pci_dev(dev);

	if (!rescan)
		return -ENOMEM;
	INIT_WORK(&rescan->work, mana_rescan_work);
	rescan->pdev = pci_dev_get(pdev);
	rescan->domain = pci_domain_nr(pdev->bus);
	rescan->bus = pdev->bus->number;
	rescan->devfn = pdev->devfn;
	queue_work(mana_rescan_wq, &rescan->work);
	return 0;
}

/**
 * mana_rescan_init - once, before the driver is registered
 *
 * Return: 0 or -ENOMEM.
 */
int mana_rescan_init(void)
{
	mana_rescan_wq = alloc_workqueue("mana_rescan", WQ_UNBOUND, 0);
	return mana_rescan_wq ? 0 : -ENOMEM;
}

/**
 * mana_rescan_exit - once, after the driver was unregistered
 *
 * What still waits for its function gives up.
 */
void mana_rescan_exit(void)
{
	WRITE_ONCE(mana_rescan_leaving, true);
	wake_up_all(&mana_rescan_wake);
	destroy_workqueue(mana_rescan_wq);
}
