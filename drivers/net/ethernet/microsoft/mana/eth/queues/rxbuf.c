// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive buffers: cut from the pages of a pool that keeps them mapped. The
 * ring is full from its start to its end: a buffer leaves it only when another
 * takes its place, so that a lack of memory costs packets, never the queue.
 */
#include <linux/bpf.h>
#include <linux/dma-mapping.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <net/page_pool/helpers.h>

#include "queues.h"

/* What the stack needs, and what forwarding into a tunnel can make use of. */
#define MANA_RX_HEADROOM	(NET_SKB_PAD + NET_IP_ALIGN)
#define MANA_RX_HEADROOM_MAX	256

/* What the stack needs behind a packet. */
#define MANA_RX_SHINFO	((u32)SKB_DATA_ALIGN(sizeof(struct skb_shared_info)))

static void mana_rxq_layout(struct mana_rx_buf *buf, u32 mtu, bool xdp)
{
	u32 headroom = XDP_PACKET_HEADROOM;

	if (!xdp)
		headroom = mana_rx_headroom(mtu, MANA_RX_HEADROOM,
					    MANA_RX_HEADROOM_MAX,
					    MANA_RX_SHINFO, PAGE_SIZE);
	mana_rx_buf_layout(buf, mtu, headroom, MANA_RX_SHINFO, PAGE_SIZE);
}

/**
 * mana_rxq_buf_bytes - memory of a receive buffer
 * @mtu: of the port
 * @xdp: XDP programs may run on it
 */
u32 mana_rxq_buf_bytes(u32 mtu, bool xdp)
{
	struct mana_rx_buf buf;

	mana_rxq_layout(&buf, mtu, xdp);
	return buf.bytes;
}

/**
 * mana_rxq_xdp_max_mtu - largest MTU with an XDP program
 *
 * A program is given a packet in one piece, which lies within a page.
 */
u32 mana_rxq_xdp_max_mtu(void)
{
	return mana_rx_max_mtu(XDP_PACKET_HEADROOM, MANA_RX_SHINFO, PAGE_SIZE);
}

static struct page_pool *mana_rxq_make_pool(struct mana_pair *pair)
{
	const struct mana_queue_host *host = &pair->set->host;
	const struct page_pool_params params = {
		.flags = PP_FLAG_DMA_MAP | PP_FLAG_DMA_SYNC_DEV,
		.order = pair->rx.buf.order,
		.pool_size = pair->set->cfg.rx_entries,
		.nid = mana_gdma_info(host->gd)->node,
		.dev = mana_gdma_info(host->gd)->dev,
		.napi = &pair->napi,
		.netdev = host->dev,
		.queue_idx = pair->index,
		.dma_dir = pair->rx.xdp ? DMA_BIDIRECTIONAL : DMA_FROM_DEVICE,
		.max_len = PAGE_SIZE << pair->rx.buf.order,
	};

	return page_pool_create(&params);
}

/**
 * mana_rxq_get_buf - get a buffer
 * @rx: receive queue
 * @slot: filled in
 * @gfp: GFP_KERNEL before the queue is polled, else GFP_ATOMIC
 *
 * Return: false when there is no memory.
 */
bool mana_rxq_get_buf(struct mana_rxq *rx, struct mana_rx_slot *slot, gfp_t gfp)
{
	slot->bytes = rx->buf.bytes;
	slot->page = page_pool_alloc(rx->pool, &slot->offset, &slot->bytes,
				     gfp | __GFP_NOWARN);
	return slot->page;
}

/**
 * mana_rxq_post - hand a buffer to the device
 * @rx: receive queue
 * @idx: slot of the buffer, which is that of the next WQE too
 *
 * Return: 0 or an error of mana_wring_post().
 */
int mana_rxq_post(struct mana_rxq *rx, u32 idx)
{
	const struct mana_rx_slot *slot = &rx->slots[idx];
	const __le32 no_oob[2] = {};
	const struct gdma_sge sge = {
		.address = cpu_to_le64(page_pool_get_dma_addr(slot->page) +
				       slot->offset + rx->buf.headroom),
		.mem_key = cpu_to_le32(rx->mkey),
		.size = cpu_to_le32(rx->buf.dma_bytes),
	};
	const struct mana_wqe_desc desc = {
		.oob = no_oob,
		.sge = &sge,
		.num_sge = 1,
		.oob_bytes = GDMA_OOB_SHORT,
	};
	int units = mana_wring_post(&rx->wq.ring, &desc);

	return units < 0 ? units : 0;
}

/**
 * mana_rxq_ring - tell the device of all buffers that were posted
 * @rx: receive queue
 */
void mana_rxq_ring(struct mana_rxq *rx)
{
	rx->rung = rx->wq.ring.head;
	mana_wq_ring(&rx->wq);
}

/**
 * mana_rxq_post_all - fill the ring of a new queue
 * @rx: receive queue whose object exists
 *
 * Return: 0 or a negative error.
 */
int mana_rxq_post_all(struct mana_rxq *rx)
{
	u32 i;
	int err;

	for (i = 0; i <= rx->mask; i++) {
		err = mana_rxq_post(rx, i);
		if (err)
			return err;
	}
	mana_rxq_ring(rx);
	return 0;
}

/**
 * mana_rxq_alloc - memory and buffers of a receive queue
 * @pair: its pair
 *
 * Return: 0 or a negative error; mana_rxq_free() cleans up in either case.
 */
int mana_rxq_alloc(struct mana_pair *pair)
{
	const struct mana_queue_cfg *cfg = &pair->set->cfg;
	struct mana_gdma *gd = pair->set->host.gd;
	struct mana_rxq *rx = &pair->rx;
	struct page_pool *pool;
	int err;
	u32 i;

	rx->mask = cfg->rx_entries - 1;
	rx->mkey = mana_gdma_info(gd)->mkey;
	rx->xdp = cfg->xdp;
	mana_rxq_layout(&rx->buf, cfg->mtu, cfg->xdp);
	rx->slots = kvcalloc(cfg->rx_entries, sizeof(*rx->slots), GFP_KERNEL);
	if (!rx->slots)
		return -ENOMEM;
	pool = mana_rxq_make_pool(pair);
	if (IS_ERR(pool))
		return PTR_ERR(pool);
	rx->pool = pool;
	for (i = 0; i < cfg->rx_entries; i++)
		if (!mana_rxq_get_buf(rx, &rx->slots[i],
				      GFP_KERNEL | __GFP_RETRY_MAYFAIL))
			return -ENOMEM;
	err = mana_wq_init(gd, &rx->wq, false, cfg->rx_entries * GDMA_WQE_UNIT);
	if (err)
		return err;
	return mana_cq_init(gd, &rx->end.cq,
			    mana_rx_cq_entries(cfg->rx_entries),
			    mana_pair_rx_event, pair);
}

/**
 * mana_rxq_free - free the memory and buffers of a receive queue
 * @pair: its pair; may be built in part
 */
void mana_rxq_free(struct mana_pair *pair)
{
	struct mana_rxq *rx = &pair->rx;
	u32 i;

	mana_cq_fini(&rx->end.cq);
	mana_wq_fini(&rx->wq);
	if (!rx->slots)
		return;
	for (i = 0; i <= rx->mask; i++)
		if (rx->slots[i].page)
			page_pool_put_full_page(rx->pool, rx->slots[i].page,
						false);
	if (rx->pool)
		page_pool_destroy(rx->pool);
	rx->pool = NULL;
	kvfree(rx->slots);
	rx->slots = NULL;
}
