// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: the PCI driver.
 */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/pm.h>

#include <mana/gdma.h>

#include "adapter.h"
#include "recovery.h"
#include "rescan.h"

#define PCI_DEVICE_ID_MANA_VF	0x00ba

static int mana_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct mana_adapter *ad;
	struct mana_gdma *gd;
	int err;

	err = pci_enable_device_mem(pdev);
	if (err) {
		dev_err(&pdev->dev, "cannot enable the device: %d\n", err);
		return err;
	}
	err = pci_request_regions(pdev, "mana");
	if (err) {
		dev_err(&pdev->dev, "cannot claim its regions: %d\n", err);
		goto disable_device;
	}
	gd = mana_gdma_alloc(pdev);
	if (IS_ERR(gd)) {
		err = PTR_ERR(gd);
		goto release_regions;
	}
	ad = mana_adapter_create(gd);
	if (IS_ERR(ad)) {
		err = PTR_ERR(ad);
		goto release_regions;
	}
	pci_set_drvdata(pdev, ad);
	return 0;

release_regions:
	pci_release_regions(pdev);
disable_device:
	pci_disable_device(pdev);
	return err;
}

static void mana_remove(struct pci_dev *pdev)
{
	mana_adapter_destroy(pci_get_drvdata(pdev));
	pci_release_regions(pdev);
	pci_disable_device(pdev);
}

static void mana_shutdown(struct pci_dev *pdev)
{
	mana_adapter_shutdown(pci_get_drvdata(pdev));
	pci_disable_device(pdev);
}

static int mana_suspend(struct device *dev)
{
	mana_adapter_suspend(dev_get_drvdata(dev), false);
	return 0;
}

/* A device that does not come back at once is tried again later. */
static int mana_resume(struct device *dev)
{
	mana_adapter_resume(dev_get_drvdata(dev));
	return 0;
}

static DEFINE_SIMPLE_DEV_PM_OPS(mana_pm_ops, mana_suspend, mana_resume);

static pci_ers_result_t mana_error_detected(struct pci_dev *pdev,
					    pci_channel_state_t state)
{
	bool lost = state == pci_channel_io_perm_failure;

	switch (mana_recovery_slot(state != pci_channel_io_normal, lost)) {
	case MANA_SLOT_GONE:
		mana_adapter_gone(pci_get_drvdata(pdev));
		return PCI_ERS_RESULT_DISCONNECT;
	case MANA_SLOT_CARRY_ON:
		return PCI_ERS_RESULT_CAN_RECOVER;
	case MANA_SLOT_RESET:
		mana_adapter_suspend(pci_get_drvdata(pdev), true);
		break;
	}
	return PCI_ERS_RESULT_NEED_RESET;
}

static pci_ers_result_t mana_mmio_enabled(struct pci_dev *pdev)
{
	return pci_device_is_present(pdev) ? PCI_ERS_RESULT_RECOVERED :
					     PCI_ERS_RESULT_NEED_RESET;
}

/* Another function of the slot may have wanted the reset. */
static pci_ers_result_t mana_slot_reset(struct pci_dev *pdev)
{
	struct mana_adapter *ad = pci_get_drvdata(pdev);

	mana_adapter_suspend(ad, true);
	if (mana_adapter_answers(ad))
		return PCI_ERS_RESULT_RECOVERED;
	dev_err(&pdev->dev, "no answer after the reset of its slot\n");
	return PCI_ERS_RESULT_DISCONNECT;
}

static void mana_error_resume(struct pci_dev *pdev)
{
	mana_adapter_resume(pci_get_drvdata(pdev));
}

/* A function-level reset that somebody else asked for, by sysfs or VFIO. */
static void mana_reset_prepare(struct pci_dev *pdev)
{
	mana_adapter_suspend(pci_get_drvdata(pdev), false);
}

static const struct pci_error_handlers mana_error_handlers = {
	.error_detected = mana_error_detected,
	.mmio_enabled = mana_mmio_enabled,
	.slot_reset = mana_slot_reset,
	.resume = mana_error_resume,
	.reset_prepare = mana_reset_prepare,
	.reset_done = mana_error_resume,
};

static const struct pci_device_id mana_ids[] = {
	{ PCI_DEVICE(PCI_VENDOR_ID_MICROSOFT, PCI_DEVICE_ID_MANA_VF) },
	{ }
};
MODULE_DEVICE_TABLE(pci, mana_ids);

static struct pci_driver mana_driver = {
	.name = "mana",
	.id_table = mana_ids,
	.probe = mana_probe,
	.remove = mana_remove,
	.shutdown = mana_shutdown,
	.driver.pm = pm_sleep_ptr(&mana_pm_ops),
	.err_handler = &mana_error_handlers,
};

static int __init mana_init(void)
{
	int err;

	err = mana_rescan_init();
	if (err)
		return err;
	err = pci_register_driver(&mana_driver);
	if (err)
		mana_rescan_exit();
	return err;
}

static void __exit mana_exit(void)
{
	pci_unregister_driver(&mana_driver);
	mana_rescan_exit();
}

module_init(mana_init);
module_exit(mana_exit);

MODULE_DESCRIPTION("Microsoft Azure Network Adapter, Ethernet driver");
MODULE_LICENSE("Dual BSD/GPL");
MODULE_VERSION(MANA_VERSION);
