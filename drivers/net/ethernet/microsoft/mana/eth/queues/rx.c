// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive: from a completion to an skb. The packet goes up when another buffer
 * has taken its place; else it is dropped and its buffer stays.
 */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/skbuff.h>
#include <net/gro.h>
#include <net/page_pool/helpers.h>

#include <mana/cqe.h>

#include "queues.h"

static void mana_rx_set_offloads(struct sk_buff *skb,
				 const struct net_device *dev, u32 flags,
				 u32 hash)
{
	u32 type = mana_rx_hash_type(flags);

	if ((dev->features & NETIF_F_RXCSUM) && mana_rx_csum_good(flags))
		skb->ip_summed = CHECKSUM_UNNECESSARY;
	if (type && (dev->features & NETIF_F_RXHASH))
		skb_set_hash(skb, hash, type & MANA_HASH_L4 ? PKT_HASH_TYPE_L4 :
							      PKT_HASH_TYPE_L3);
	if (flags & MANA_RX_VLAN)
		__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q),
				       FIELD_GET(MANA_RX_VID, flags));
}

/* An skb around the packet in @slot; the page is its own on success. */
static struct sk_buff *mana_rx_build_skb(const struct mana_rx_slot *slot,
					 const struct mana_rx_frame *frame)
{
	struct sk_buff *skb;

	skb = napi_build_skb(page_address(slot->page) + slot->offset,
			     slot->bytes);
	if (!skb)
		return NULL;
	skb_mark_for_recycle(skb);
	skb_reserve(skb, frame->headroom);
	skb_put(skb, frame->len);
	if (unlikely(frame->meta))
		skb_metadata_set(skb, frame->meta);
	return skb;
}

static void mana_rx_deliver(struct mana_pair *pair, struct sk_buff *skb,
			    u32 flags, u32 hash)
{
	struct net_device *dev = pair->set->host.dev;
	struct mana_queue_stats *stats = pair->stats;
	u32 len = skb->len;

	skb->protocol = eth_type_trans(skb, dev);
	skb_record_rx_queue(skb, pair->index);
	mana_rx_set_offloads(skb, dev, flags, hash);
	u64_stats_update_begin(&stats->rx_sync);
	u64_stats_inc(&stats->rx[MANA_RX_PKTS]);
	u64_stats_add(&stats->rx[MANA_RX_BYTES], len);
	u64_stats_update_end(&stats->rx_sync);
	napi_gro_receive(&pair->napi, skb);
}

/* The counter that says why a packet of @len bytes cannot be one. */
static int mana_rx_refusal(const struct mana_rxq *rx, u32 len)
{
	if (!len)
		return MANA_RX_LEN0;
	if (len < ETH_HLEN || len > rx->buf.dma_bytes)
		return MANA_RX_LEN_ERR;
	return -1;
}

/* No memory to let the packet in @slot go up: its buffer stays. */
static void mana_rx_forgo(struct mana_pair *pair,
			  const struct mana_rx_slot *slot)
{
	if (pair->rx.xdp)
		mana_xdp_keep(pair, slot);
	mana_stat_rx(pair->stats, MANA_RX_ALLOC_FAIL, 1);
}

/*
 * Take the packet in slot @idx up, if another buffer can take its place and no
 * XDP program has other plans.
 */
static void mana_rx_receive(struct mana_pair *pair, u32 idx, u32 len, u32 flags,
			    u32 hash)
{
	struct mana_rxq *rx = &pair->rx;
	struct mana_rx_slot fresh, *slot = &rx->slots[idx];
	struct mana_rx_frame frame = {
		.headroom = rx->buf.headroom, .len = len,
	};
	struct sk_buff *skb;
	int why;

	why = mana_rx_refusal(rx, len);
	if (unlikely(why >= 0)) {
		mana_stat_rx(pair->stats, why, 1);
		return;
	}
	page_pool_dma_sync_for_cpu(rx->pool, slot->page,
				   slot->offset + frame.headroom, len);
	if (unlikely(rx->xdp) && !mana_xdp_run(pair, slot, &frame))
		return;
	if (unlikely(!mana_rxq_get_buf(rx, &fresh, GFP_ATOMIC))) {
		mana_rx_forgo(pair, slot);
		return;
	}
	skb = mana_rx_build_skb(slot, &frame);
	if (unlikely(!skb)) {
		page_pool_put_full_page(rx->pool, fresh.page, true);
		mana_rx_forgo(pair, slot);
		return;
	}
	*slot = fresh;
	mana_rx_deliver(pair, skb, flags, hash);
}

/* The WQE at the tail is done: its buffer, or another, becomes the newest. */
static void mana_rxq_next_wqe(struct mana_pair *pair, u32 idx)
{
	struct mana_rxq *rx = &pair->rx;

	mana_wring_retire(&rx->wq.ring, 1);
	if (unlikely(mana_rxq_post(rx, idx)))
		mana_stat_rx(pair->stats, MANA_RX_POST_ERR, 1);
}

static void mana_rx_take_packets(struct mana_pair *pair,
				 const struct mana_rx_batch *batch, bool cut)
{
	struct mana_rxq *rx = &pair->rx;
	u32 i, idx;

	for (i = 0; i < batch->num; i++) {
		idx = rx->wq.ring.tail & rx->mask;
		if (likely(!cut))
			mana_rx_receive(pair, idx, batch->len[i], batch->flags,
					batch->hash[i]);
		mana_rxq_next_wqe(pair, idx);
	}
	if (batch->num > 1)
		mana_stat_rx(pair->stats,
			     MANA_RX_COALESCED_2 + batch->num - 2, 1);
}

/* Until the queues were replaced nothing can be told from its buffers. */
static void mana_rxq_lose(struct mana_pair *pair)
{
	const struct net_device *dev = pair->set->host.dev;

	if (pair->rx.lost)
		return;
	pair->rx.lost = true;
	if (net_ratelimit())
		netdev_warn(dev,
			    "port %u: receive queue %u (id %u) has lost count after %u buffers\n",
			    dev->dev_port, pair->index, pair->rx.wq.id,
			    pair->rx.wq.ring.tail);
	mana_pair_fault(pair, MANA_FAULT_RX_QUEUE_LOST);
}

/*
 * One that was asked for may come late, after the waiting ended. One too many
 * was another completion, and its buffer is unaccounted for.
 */
static void mana_rxq_take_fence(struct mana_pair *pair)
{
	struct mana_rxq *rx = &pair->rx;

	if (!atomic_add_unless(&rx->fences, -1, 0)) {
		mana_stat_rx(pair->stats, MANA_RX_FENCE_UNEXPECTED, 1);
		mana_rxq_lose(pair);
	} else if (READ_ONCE(rx->fencing)) {
		WRITE_ONCE(rx->fencing, false);
		complete(&rx->fenced);
	}
}

/* More completions than the device was given buffers: the order is lost. */
static bool mana_rxq_has_buffers(struct mana_pair *pair, u32 num)
{
	struct mana_rxq *rx = &pair->rx;

	if (likely(rx->rung - rx->wq.ring.tail >= num))
		return true;
	mana_stat_rx(pair->stats, MANA_RX_CQE_SURPLUS, 1);
	mana_rxq_lose(pair);
	return false;
}

/*
 * Never are more entries in the completion queue than there were buffers when
 * the doorbell was rung last, but for fences. Past that many none is written,
 * or the device has completed buffers that it did not have: then which packet
 * is in which buffer is not known. Also seen when the queue was lapped so often
 * that its entries look valid again.
 */
static bool mana_rxq_has_surplus(const struct mana_rxq *rx)
{
	if (likely(!mana_cring_is_written(&rx->end.cq.ring,
					  rx->rung - rx->wq.ring.tail)))
		return false;
	/* A fence was asked for before its entry was written. */
	dma_rmb();
	return !atomic_read(&rx->fences);
}

/* A completion that does not name the buffer that is next. */
static void mana_rxq_note_misplaced(struct mana_pair *pair,
				    const struct mana_rx_batch *batch)
{
	struct mana_rxq *rx = &pair->rx;

	mana_stat_rx(pair->stats, MANA_RX_CQE_MISPLACED, 1);
	if (mana_rx_order_lost(&rx->order, batch->wqe_offset, rx->wq.ring.tail,
			       batch->num, rx->mask))
		mana_rxq_lose(pair);
}

/* Packets of a completion, or what takes the place of one. */
static void mana_rx_take_batch(struct mana_pair *pair,
			       const struct mana_rx_batch *batch, bool cut)
{
	struct mana_rxq *rx = &pair->rx;

	if (likely(!rx->lost) &&
	    unlikely(!mana_rx_offset_agrees(batch->wqe_offset,
					    rx->wq.ring.tail, rx->mask)))
		mana_rxq_note_misplaced(pair, batch);
	if (unlikely(rx->lost) ||
	    unlikely(!mana_rxq_has_buffers(pair, batch->num))) {
		mana_stat_rx(pair->stats, MANA_RX_LOST, batch->num);
		return;
	}
	mana_rx_take_packets(pair, batch, cut);
}

/* One completion. Returns its packets. */
static u32 mana_rxq_take_one(struct mana_pair *pair, const struct gdma_cqe *cqe)
{
	struct mana_rx_batch batch;

	switch (mana_rx_read(cqe, pair->rx.wq.id, &batch)) {
	case MANA_RX_PACKETS:
		mana_rx_take_batch(pair, &batch, false);
		return batch.num;
	case MANA_RX_CUT:
		mana_stat_rx(pair->stats, MANA_RX_TRUNCATED, 1);
		mana_rx_take_batch(pair, &batch, true);
		return 1;
	case MANA_RX_FENCE:
		mana_rxq_take_fence(pair);
		return 0;
	case MANA_RX_UNKNOWN:
		mana_stat_rx(pair->stats, MANA_RX_CQE_UNKNOWN, 1);
		mana_rx_take_batch(pair, &batch, true);
		return 1;
	case MANA_RX_FOREIGN:
		break;
	}
	/* It may have been one of this queue: its buffer is unaccounted for. */
	mana_stat_rx(pair->stats, MANA_RX_CQE_FOREIGN, 1);
	mana_rxq_lose(pair);
	return 0;
}

/**
 * mana_rxq_poll - take receive completions
 * @pair: the pair
 * @budget: packets at most, of NAPI
 *
 * A completion may carry several packets; the last one taken may exceed the
 * budget, which is not said to NAPI. Entries without packets are bounded by the
 * size of the ring.
 *
 * Return: packets taken; @budget when there may be more.
 */
int mana_rxq_poll(struct mana_pair *pair, int budget)
{
	struct mana_cq_end *end = &pair->rx.end;
	u32 entries = 0, packets = 0;
	struct gdma_cqe cqe;
	int got = 0;

	while (packets < budget && entries <= pair->rx.mask) {
		got = mana_cq_poll(&end->cq, &cqe);
		if (got <= 0)
			break;
		entries++;
		packets += mana_rxq_take_one(pair, &cqe);
	}
	/* Before the doorbell brings new buffers. */
	if (packets >= budget && !pair->rx.lost &&
	    unlikely(mana_rxq_has_surplus(&pair->rx))) {
		mana_stat_rx(pair->stats, MANA_RX_CQE_SURPLUS, 1);
		mana_rxq_lose(pair);
	}
	if (unlikely(got < 0))
		mana_cq_end_lost(pair, end);
	/* Before the CQ's doorbell: no event without buffers. */
	if (packets)
		mana_rxq_ring(&pair->rx);
	if (entries > pair->rx.mask)
		return budget;
	return min_t(int, packets, budget);
}
