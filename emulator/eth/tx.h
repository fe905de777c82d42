/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Between the two halves of transmit: the rules (txcheck.c) and what is done
 * with a packet that keeps them (tx.c).
 */
#ifndef EMU_TX_H
#define EMU_TX_H

#include "eth.h"

/**
 * struct tx_oob - the out-of-band data, decoded (ethernet 2.3)
 * @fmt: 0 short, 1 long
 * @v4: outer header is said to be IPv4
 * @v6: outer header is said to be IPv6
 * @ip_csum: compute the IPv4 header checksum
 * @tcp_csum: compute the TCP checksum
 * @udp_csum: compute the UDP checksum
 * @suppress: no completion on success
 * @tag: insert @tci
 * @vcq: CQ id
 * @trans_off: where the TCP header is said to be
 * @vsq_frame: SQ id >> 10
 * @short_off: vPort offset, short field
 * @long_off: vPort offset, long field
 * @tci: 802.1Q tag control information
 */
struct tx_oob {
	unsigned int fmt;
	bool v4, v6, ip_csum, tcp_csum, udp_csum, suppress, tag;
	uint32_t vcq, trans_off, vsq_frame, short_off, long_off;
	uint16_t tci;
};

/**
 * struct tx_ctx - one WQE on its way
 * @e: client
 * @vp: port
 * @sq: queue
 * @w: the WQE
 * @o: its OOB
 * @p: its packet
 * @frames: frames sent so far
 * @bytes: their bytes on the wire
 * @err_off: byte of the packet data that an error completion names
 * @vendor: vendor error of a completion that kills the queue
 */
struct tx_ctx {
	struct eth *e;
	struct vport *vp;
	struct wqobj *sq;
	struct emu_wqe w;
	struct tx_oob o;
	struct pkt p;
	unsigned int frames;
	uint64_t bytes;
	uint64_t err_off;
	uint32_t vendor;
};

/**
 * tx_decode() - decode the OOB and record what it should not hold
 * @t: context with @w fetched; @o is filled
 *
 * Recorded only: shipped drivers leave rubbish there.
 */
void tx_decode(struct tx_ctx *t);

/**
 * tx_check_oob() - the OOB must name what was granted
 * @t: context
 *
 * Return: 0, or the type of the error completion.
 */
uint32_t tx_check_oob(struct tx_ctx *t);

/**
 * tx_check_frame() - rules of every frame (R-79 runts, R-81 to R-83)
 * @t: context with @p parsed
 * @f: frame, or the headers of a TSO packet
 * @len: its bytes
 *
 * Return: 0, or the type of the error completion.
 */
uint32_t tx_check_frame(struct tx_ctx *t, const uint8_t *f, size_t len);

/**
 * tx_check_length() - the frame fits the adapter's MTU
 * @t: context with @p parsed
 * @len: bytes of the frame, or of a full segment
 * @rule: 79 or 89
 *
 * Return: 0, or the type of the error completion.
 */
uint32_t tx_check_length(struct tx_ctx *t, uint64_t len, unsigned int rule);

/**
 * tx_check_offload() - what is asked fits what is there
 * @t: context with @p parsed
 *
 * Return: 0, or the type of the error completion.
 */
uint32_t tx_check_offload(struct tx_ctx *t);

/**
 * tx_seed_wrong() - the checksum field must hold the pseudo-header sum
 * @t: context with @p parsed
 * @f: frame
 * @l4_len: length that the sum includes, 0 for TSO
 * @rule: 85 or 90, recorded when it is wrong
 *
 * Return: true when it was wrong.
 */
bool tx_seed_wrong(struct tx_ctx *t, const uint8_t *f, size_t l4_len,
		   unsigned int rule);

/**
 * tx_check_tso_shape() - what makes hardware shut the queue
 * @t: context
 *
 * Return: 0, or CQE_TX_GDMA_ERR.
 */
uint32_t tx_check_tso_shape(struct tx_ctx *t);

/**
 * tx_check_tso_headers() - rules of the header copy
 * @t: context with @p parsed
 * @f: headers
 * @hlen: bytes of SGE 0
 *
 * Return: 0, or the type of the error completion.
 */
uint32_t tx_check_tso_headers(struct tx_ctx *t, const uint8_t *f, size_t hlen);

#endif /* EMU_TX_H */
