/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * How large a port's things are: receive buffers, rings, number of queues, and
 * how the RSS table is spread. Pure functions: the sizes of the kernel's pages
 * and structures are arguments.
 */
#ifndef _MANA_SIZING_H
#define _MANA_SIZING_H

#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/types.h>

#include <mana/eth_wire.h>

/* Entries: WQEs of one unit. */
#define MANA_TX_RING_MIN	128
#define MANA_TX_RING_DEFAULT	256
#define MANA_TX_RING_MAX	16384
#define MANA_RX_RING_MIN	128
#define MANA_RX_RING_DEFAULT	512
#define MANA_RX_RING_MAX	8192

#define MANA_QUEUES_DEFAULT	16

#define MANA_BUF_ALIGN		64

/**
 * struct mana_rx_buf - geometry of receive buffers
 * @bytes: of a buffer, with head room and shared info; the last of a page may
 *	be larger
 * @order: of the pages they are cut from
 * @headroom: before the packet
 * @dma_bytes: what the device may write
 */
struct mana_rx_buf {
	u32 bytes;
	u32 order;
	u32 headroom;
	u32 dma_bytes;
};

/**
 * mana_rx_buf_layout - receive buffers for an MTU
 * @buf: filled in
 * @mtu: of the port
 * @headroom: before the packet
 * @shinfo: bytes behind it that the stack needs, aligned
 * @page_bytes: of a page of the host
 *
 * The device may write MTU and header, not a byte more. Where fewer than two
 * buffers fit into a page, each takes whole pages.
 */
static inline void mana_rx_buf_layout(struct mana_rx_buf *buf, u32 mtu,
				      u32 headroom, u32 shinfo, u32 page_bytes)
{
	u32 need;

	buf->headroom = headroom;
	buf->dma_bytes = mtu + ETH_HLEN;
	need = ALIGN(headroom + buf->dma_bytes, MANA_BUF_ALIGN) + shinfo;
	buf->bytes = ALIGN(need, MANA_BUF_ALIGN);
	buf->order = 0;
	if (buf->bytes <= page_bytes / 2)
		return;
	while (page_bytes << buf->order < buf->bytes)
		buf->order++;
	buf->bytes = page_bytes << buf->order;
}

/**
 * mana_rx_max_mtu - largest MTU of buffers that lie within a page
 * @headroom: before the packet
 * @shinfo: bytes behind it that the stack needs, aligned
 * @page_bytes: of a page of the host
 */
static inline u32 mana_rx_max_mtu(u32 headroom, u32 shinfo, u32 page_bytes)
{
	return ALIGN_DOWN(page_bytes - shinfo, MANA_BUF_ALIGN) - headroom -
	       ETH_HLEN;
}

/* Do buffers as @large take noticeably more memory than those as @small? */
static inline bool mana_rx_buf_costs(const struct mana_rx_buf *large,
				     const struct mana_rx_buf *small,
				     u32 page_bytes)
{
	u32 most = page_bytes / small->bytes, some = page_bytes / large->bytes;

	if (large->order || small->order)
		return large->order != small->order;
	/* Of a page of 4 KiB none may be lost, of larger ones an eighth. */
	return some * 8 < most * 7;
}

/**
 * mana_rx_headroom - room before a packet
 * @mtu: of the port
 * @least: that the stack needs
 * @most: what spares a copy when headers are put in front, for a tunnel
 * @shinfo: bytes behind the packet that the stack needs, aligned
 * @page_bytes: of a page of the host
 *
 * Return: @most, or less by a multiple of MANA_BUF_ALIGN where that takes more
 * memory; at least @least.
 */
static inline u32 mana_rx_headroom(u32 mtu, u32 least, u32 most, u32 shinfo,
				   u32 page_bytes)
{
	struct mana_rx_buf small, large;
	u32 room;

	mana_rx_buf_layout(&small, mtu, least, shinfo, page_bytes);
	for (room = most; room > least && room <= most; room -= MANA_BUF_ALIGN) {
		mana_rx_buf_layout(&large, mtu, room, shinfo, page_bytes);
		if (!mana_rx_buf_costs(&large, &small, page_bytes))
			return room;
	}
	return least;
}

/**
 * mana_qset_bytes - memory of a queue set, about
 * @queues: pairs
 * @tx_entries: of a send ring
 * @rx_entries: of a receive ring
 * @buf_bytes: of a receive buffer
 *
 * Rings with their completions and records; what is below that is small.
 */
static inline u64 mana_qset_bytes(u32 queues, u32 tx_entries, u32 rx_entries,
				  u32 buf_bytes)
{
	u64 tx = (u64)tx_entries * (GDMA_WQE_UNIT + 64 + 64);
	u64 rx = (u64)rx_entries * (GDMA_WQE_UNIT + 2 * 64 + 16 + buf_bytes);

	return queues * (tx + rx);
}

/**
 * mana_rx_entries_within - receive buffers that a bound allows
 * @queues: pairs
 * @tx_entries: of a send ring
 * @rx_entries: wanted, a power of two
 * @buf_bytes: of a receive buffer
 * @bound: memory of the whole set
 *
 * Return: @rx_entries or a smaller power of two, at least MANA_RX_RING_MIN.
 */
static inline u32 mana_rx_entries_within(u32 queues, u32 tx_entries,
					 u32 rx_entries, u32 buf_bytes,
					 u64 bound)
{
	while (rx_entries > MANA_RX_RING_MIN &&
	       mana_qset_bytes(queues, tx_entries, rx_entries, buf_bytes) >
	       bound)
		rx_entries /= 2;
	return rx_entries;
}

/**
 * mana_port_first_vector - where a port's vectors begin
 * @port: number of the port
 * @queues: that a port may have at most
 * @vectors: for data
 *
 * Each port has its own while they suffice; after that they are shared evenly.
 */
static inline u32 mana_port_first_vector(u32 port, u32 queues, u32 vectors)
{
	return (u64)port * queues % vectors;
}

/* CQ entries of a receive queue: the power of two with room for a fence too. */
static inline u32 mana_rx_cq_entries(u32 ring_entries)
{
	return 2U << ilog2(ring_entries);
}

/**
 * mana_port_max_queues - queue pairs that a port may have
 * @device: pairs that the device grants to all ports
 * @vectors: for data
 * @ports: of the function
 * @cpus: that the port may use
 * @vport: pairs that the device grants to this port
 *
 * Ports that have vectors of their own get as many queues; where there are not
 * enough, they share them.
 */
static inline u32 mana_port_max_queues(u32 device, u32 vectors, u32 ports,
				       u32 cpus, u32 vport)
{
	u32 most = min(min(cpus, device), min_t(u32, vectors, MANA_MAX_QUEUES));
	u32 own = 1U << ilog2(max_t(u32, vectors / ports, 1));

	own = min(max_t(u32, own, MANA_QUEUES_DEFAULT), most);
	if ((u64)own * ports <= vectors)
		most = own;
	return max_t(u32, min(most, vport), 1);
}

/* The default of a table: entry N goes to queue N modulo their number. */
static inline void mana_rss_spread(u32 *table, u32 entries, u32 queues)
{
	u32 i, queue = 0;

	for (i = 0; i < entries; i++) {
		table[i] = queue;
		if (++queue == queues)
			queue = 0;
	}
}

/* Does every entry name a queue? */
static inline bool mana_rss_table_fits(const u32 *table, u32 entries,
				       u32 queues)
{
	u32 i;

	for (i = 0; i < entries; i++)
		if (table[i] >= queues)
			return false;
	return true;
}

#endif /* _MANA_SIZING_H */
