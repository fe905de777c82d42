// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Shared-memory channel: creates and destroys the hardware channel.
 */
#include <linux/bitfield.h>
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/jiffies.h>

#include "priv.h"
#include "smc_layout.h"

#define SMC_TIMEOUT_MS		20000

static u32 mana_smc_header(struct mana_gdma *gd)
{
	return readl(gd->smc + SMC_HDR_DWORD * sizeof(u32));
}

/*
 * Wait until the window is the driver's; its header then. Taking the channel
 * down is waited for in any case, bringing it up only while that is wanted.
 */
static int mana_smc_wait(struct mana_gdma *gd, u32 type, u32 *header)
{
	unsigned long end = jiffies + msecs_to_jiffies(SMC_TIMEOUT_MS);

	for (;;) {
		*header = mana_smc_header(gd);
		if (*header == GDMA_REG_ABSENT && mana_regs_gone(gd))
			return -ENODEV;
		if (!(*header & SMC_HDR_DEVICE_OWNS))
			return 0;
		if (type == SMC_ESTABLISH_HWC && !mana_gdma_can_send(gd))
			return -ENODEV;
		if (time_after(jiffies, end))
			return -ETIMEDOUT;
		usleep_range(1000, 2000);
	}
}

static int mana_smc_exchange(struct mana_gdma *gd, u32 type, bool reset,
			     const struct smc_establish *body)
{
	const __le32 *dword = (const __le32 *)body;
	u32 header;
	int err, i;

	err = mana_smc_wait(gd, type, &header);
	if (err)
		return err;
	for (i = 0; body && i < SMC_HDR_DWORD; i++)
		writel(le32_to_cpu(dword[i]), gd->smc + i * sizeof(u32));
	/* The last dword hands the window over. */
	writel(mana_smc_request(type, reset),
	       gd->smc + SMC_HDR_DWORD * sizeof(u32));

	err = mana_smc_wait(gd, type, &header);
	if (err)
		return err;
	return mana_smc_check_response(header, type);
}

/**
 * mana_smc_establish - create the hardware channel
 * @gd: device
 * @ring: bus addresses of its queues' pages, by enum smc_frame
 * @msix: vector of its event queue
 * @reset: ask the device to forget first what an earlier kernel left
 *
 * Return: 0; -EPROTO refused or nonsense; -ETIMEDOUT; -ENODEV gone. Unless 0
 * or -ENODEV, the device may have begun to use the pages: destroy it.
 */
int mana_smc_establish(struct mana_gdma *gd, const dma_addr_t ring[SMC_FRAMES],
		       u16 msix, bool reset)
{
	struct smc_establish body;

	mana_smc_fill_establish(&body, ring, msix);
	return mana_smc_exchange(gd, SMC_ESTABLISH_HWC, reset, &body);
}

/**
 * mana_smc_destroy - destroy the hardware channel and all made through it
 * @gd: device
 *
 * Return: 0 when the device has let go of the queues' memory, else as
 * mana_smc_establish().
 */
int mana_smc_destroy(struct mana_gdma *gd)
{
	return mana_smc_exchange(gd, SMC_DESTROY_HWC, false, NULL);
}
