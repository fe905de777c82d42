/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Bits of the shared-memory channel, as pure functions.
 */
#ifndef _MANA_GDMA_SMC_LAYOUT_H
#define _MANA_GDMA_SMC_LAYOUT_H

#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/string.h>

#include <mana/gdma_wire.h>

/**
 * mana_smc_fill_establish - body of ESTABLISH_HWC
 * @body: to be filled
 * @ring: page-aligned bus addresses, by enum smc_frame
 * @msix: vector
 */
static inline void mana_smc_fill_establish(struct smc_establish *body,
					   const dma_addr_t ring[SMC_FRAMES],
					   u16 msix)
{
	u32 i, byte, high = 0;

	memset(body, 0, sizeof(*body));
	for (i = 0; i < SMC_FRAMES; i++) {
		u64 frame = (u64)ring[i] >> GDMA_PAGE_SHIFT;

		for (byte = 0; byte < SMC_FRAME_LOW_BYTES; byte++)
			body->frame_low[i][byte] = (frame >> 8 * byte) & 0xff;
		high |= (u32)(frame >> SMC_FRAME_LOW_BITS)
			<< i * SMC_FRAME_HIGH_BITS;
	}
	body->frame_high = cpu_to_le16(high);
	body->msix = cpu_to_le16(msix);
}

/**
 * mana_smc_request - header of a request
 * @type: SMC_ESTABLISH_HWC or SMC_DESTROY_HWC
 * @reset: have the function reset first
 *
 * Return: dword 7, which hands the window over.
 */
static inline u32 mana_smc_request(u32 type, bool reset)
{
	return FIELD_PREP(SMC_HDR_TYPE, type) | (reset ? SMC_HDR_RESET_VF : 0);
}

/**
 * mana_smc_check_response - judge the header of an answer
 * @header: dword 7
 * @type: that was asked, in version 0
 *
 * Return: 0 or -EPROTO.
 */
static inline int mana_smc_check_response(u32 header, u32 type)
{
	if (!(header & SMC_HDR_RESPONSE) ||
	    FIELD_GET(SMC_HDR_TYPE, header) != type ||
	    FIELD_GET(SMC_HDR_VERSION, header) ||
	    FIELD_GET(SMC_HDR_STATUS, header))
		return -EPROTO;
	return 0;
}

#endif /* _MANA_GDMA_SMC_LAYOUT_H */
