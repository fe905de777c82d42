/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What a packet to be sent looks like to the device: its out-of-band data and
 * how many SGEs it takes. Pure functions, no skb.
 */
#ifndef _MANA_TX_OOB_H
#define _MANA_TX_OOB_H

#include <linux/bitfield.h>
#include <linux/types.h>

#include <mana/eth_wire.h>

/**
 * enum mana_tx_csum - checksum that the device is asked for
 * @MANA_TX_CSUM_NONE: none
 * @MANA_TX_CSUM_TCP: TCP's; the field holds the sum of the pseudo header
 * @MANA_TX_CSUM_UDP: UDP's; likewise
 */
enum mana_tx_csum {
	MANA_TX_CSUM_NONE,
	MANA_TX_CSUM_TCP,
	MANA_TX_CSUM_UDP
};

/**
 * struct mana_tx_meta - what the OOB of a packet is made of
 * @cq_id: CQ of the send queue
 * @sq_id: the send queue
 * @vport_offset: of the port
 * @trans_off: where TCP or UDP begins
 * @tci: VLAN tag to insert
 * @csum: checksum offload
 * @ipv6: IPv6, not IPv4; of no meaning without @csum
 * @vlan: insert @tci
 * @tso: segment it
 */
struct mana_tx_meta {
	u32 cq_id;
	u32 sq_id;
	u16 vport_offset;
	u16 trans_off;
	u16 tci;
	enum mana_tx_csum csum;
	bool ipv6;
	bool vlan;
	bool tso;
};

/* A tag, or an offset of more than 8 bits, has room in the long form only. */
static inline bool mana_tx_oob_is_long(const struct mana_tx_meta *meta)
{
	return meta->vlan || meta->vport_offset > MANA_SHORT_VPORT_MAX;
}

static inline u32 mana_tx_oob_bytes(const struct mana_tx_meta *meta)
{
	return mana_tx_oob_is_long(meta) ? GDMA_OOB_LONG : GDMA_OOB_SHORT;
}

static inline u32 mana_tx_oob_word0(const struct mana_tx_meta *meta)
{
	u32 word = FIELD_PREP(MANA_OOB0_VCQ, meta->cq_id) |
		   FIELD_PREP(MANA_OOB0_FORMAT, mana_tx_oob_is_long(meta));

	if (meta->csum == MANA_TX_CSUM_NONE)
		return word;
	word |= meta->ipv6 ? MANA_OOB0_IPV6 : MANA_OOB0_IPV4;
	word |= meta->csum == MANA_TX_CSUM_TCP ? MANA_OOB0_CSUM_TCP :
						 MANA_OOB0_CSUM_UDP;
	/* Of a TSO packet also with IPv6, where it does nothing. */
	if (meta->tso)
		word |= MANA_OOB0_CSUM_IP;
	return word;
}

/**
 * mana_tx_fill_oob - compose the OOB
 * @oob: MANA_TX_OOB_DWORDS dwords; of the short form, two are filled
 * @meta: the packet
 *
 * The offset stands in the short field when it fits, also in the long form, and
 * in the long one else: so does the driver that the hardware has met most.
 *
 * Return: GDMA_OOB_SHORT or GDMA_OOB_LONG.
 */
static inline u32 mana_tx_fill_oob(__le32 *oob,
				   const struct mana_tx_meta *meta)
{
	u32 word1 = FIELD_PREP(MANA_OOB1_VSQ_FRAME,
			       (meta->sq_id >> MANA_VSQ_FRAME_SHIFT) & 0x3fff);
	bool is_short = meta->vport_offset <= MANA_SHORT_VPORT_MAX;
	u32 word2 = 0, word3 = 0;

	if (meta->csum != MANA_TX_CSUM_NONE)
		word1 |= FIELD_PREP(MANA_OOB1_TRANS_OFF, meta->trans_off);
	if (is_short)
		word1 |= FIELD_PREP(MANA_OOB1_SHORT_VPORT, meta->vport_offset);
	oob[0] = cpu_to_le32(mana_tx_oob_word0(meta));
	oob[1] = cpu_to_le32(word1);
	if (!mana_tx_oob_is_long(meta))
		return GDMA_OOB_SHORT;

	if (meta->vlan)
		word2 = MANA_OOB2_VLAN |
			FIELD_PREP(MANA_OOB2_PCP, meta->tci >> 13) |
			(meta->tci & BIT(12) ? MANA_OOB2_DEI : 0) |
			FIELD_PREP(MANA_OOB2_VID, meta->tci & 0xfff);
	oob[2] = cpu_to_le32(word2);
	if (!is_short)
		word3 = FIELD_PREP(MANA_OOB3_LONG_VPORT, meta->vport_offset);
	oob[3] = cpu_to_le32(word3);
	oob[4] = 0;
	oob[5] = 0;
	return GDMA_OOB_LONG;
}

/**
 * mana_tx_num_sge - SGEs of a packet
 * @linear: bytes in its linear part
 * @hdr: bytes of headers of a TSO packet, which need an SGE of their own; else 0
 * @frags: fragments
 */
static inline u32 mana_tx_num_sge(u32 linear, u32 hdr, u32 frags)
{
	return (hdr ? 1 : 0) + (linear > hdr ? 1 : 0) + frags;
}

/**
 * mana_tx_tso_fits - can the device segment the packet?
 * @hdr: bytes of its headers
 * @mss: payload of a segment
 * @frags: its fragments; the headers and the rest of the linear part come first
 *
 * What it cannot, it takes as a malformed entry and disables the queue.
 */
static inline bool mana_tx_tso_fits(u32 hdr, u32 mss, u32 frags)
{
	return hdr <= MANA_TX_MAX_HDR && mss && mss <= MANA_TX_MAX_MSS &&
	       frags + 2 <= MANA_TX_MAX_SGE;
}

/**
 * mana_tx_wire_bytes - bytes on the wire of a packet
 * @len: bytes of the packet
 * @hdr: bytes of headers that each segment repeats
 * @segs: segments, at least 1
 */
static inline u32 mana_tx_wire_bytes(u32 len, u32 hdr, u32 segs)
{
	return len + (segs - 1) * hdr;
}

#endif /* _MANA_TX_OOB_H */
