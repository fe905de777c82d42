// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * BAR0: registers, and where doorbells and the shared-memory channel lie.
 * Nothing that the registers say is used before it was checked.
 */
#include <linux/io.h>
#include <linux/pci.h>

#include "bar_layout.h"
#include "priv.h"

/**
 * mana_regs_map - map BAR0
 * @gd: device
 *
 * Return: 0, -ENODEV without a usable BAR0, -ENOMEM.
 */
int mana_regs_map(struct mana_gdma *gd)
{
	gd->bar_bytes = pci_resource_len(gd->pdev, 0);
	if (!(pci_resource_flags(gd->pdev, 0) & IORESOURCE_MEM) ||
	    gd->bar_bytes < GDMA_REG_BYTES) {
		dev_err(gd->info.dev, "BAR0 is missing or too small\n");
		return -ENODEV;
	}
	gd->bar = pci_ioremap_bar(gd->pdev, 0);
	return gd->bar ? 0 : -ENOMEM;
}

/**
 * mana_regs_unmap - undo mana_regs_map()
 * @gd: device
 */
void mana_regs_unmap(struct mana_gdma *gd)
{
	iounmap(gd->bar);
	gd->bar = NULL;
}

/**
 * mana_regs_gone - does the device no longer answer?
 * @gd: device
 *
 * Return: true when its registers read all ones.
 */
bool mana_regs_gone(const struct mana_gdma *gd)
{
	return readl(gd->bar + GDMA_REG_VERSION) == GDMA_REG_ABSENT;
}

static int mana_regs_check_doorbells(struct mana_gdma *gd)
{
	u64 zone = readq(gd->bar + GDMA_REG_DB_OFFSET);
	u32 page = readl(gd->bar + GDMA_REG_DB_PAGE_BYTES);

	if (!mana_bar_has_doorbells(gd->bar_bytes, zone, page)) {
		dev_err(gd->info.dev,
			"doorbells at %#llx, pages of %u: not in BAR0\n",
			zone, page);
		return -EPROTO;
	}
	gd->db_zone = gd->bar + zone;
	gd->db_zone_bytes = gd->bar_bytes - zone;
	gd->db_page_bytes = page;
	return 0;
}

static int mana_regs_check_smc(struct mana_gdma *gd)
{
	u64 offset = readq(gd->bar + GDMA_REG_SMC_OFFSET);
	u32 bytes = readl(gd->bar + GDMA_REG_SMC_BYTES) & GDMA_REG_16_MASK;

	if (!mana_bar_has_smc(gd->bar_bytes, offset)) {
		dev_err(gd->info.dev,
			"shared memory at %#llx: not in BAR0\n", offset);
		return -EPROTO;
	}
	/* Shipped drivers do not look at the size; some devices tell none. */
	if (bytes != SMC_BYTES) {
		mana_gdma_counted(gd, MANA_COUNT_ODD_REGISTER);
		dev_info_once(gd->info.dev,
			      "shared memory is said to have %u bytes, %u are used\n",
			      bytes, SMC_BYTES);
	}
	gd->smc = gd->bar + offset;
	return 0;
}

/**
 * mana_regs_check - read the registers anew
 * @gd: device with mapped BAR0
 *
 * Return: 0; -ENODEV when the device is gone; -EPROTO when it points outside
 * of BAR0.
 */
int mana_regs_check(struct mana_gdma *gd)
{
	int err;

	if (mana_regs_gone(gd)) {
		dev_err(gd->info.dev, "registers read all ones\n");
		return -ENODEV;
	}
	err = mana_regs_check_doorbells(gd);
	return err ? err : mana_regs_check_smc(gd);
}

/**
 * mana_regs_db_page - address of a doorbell page
 * @gd: device
 * @index: from the device, not trusted
 *
 * Return: the page, or NULL when it does not lie in BAR0.
 */
void __iomem *mana_regs_db_page(const struct mana_gdma *gd, u64 index)
{
	if (!mana_bar_has_page(gd->db_zone_bytes, gd->db_page_bytes, index))
		return NULL;
	return gd->db_zone + index * gd->db_page_bytes;
}
