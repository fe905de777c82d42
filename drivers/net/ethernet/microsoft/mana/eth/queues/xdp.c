// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * XDP: programs on received packets, and frames that are sent without an skb.
 *
 * A packet that a program drops leaves its buffer where it is. One that it sends
 * takes the buffer along: another takes its place first, or the packet is
 * dropped. Frames share the send queues with the stack, under their lock, but
 * are no concern of its byte queue limits.
 */
#include <linux/bpf.h>
#include <linux/bpf_trace.h>
#include <linux/dma-mapping.h>
#include <linux/filter.h>
#include <net/page_pool/helpers.h>

#include <mana/tx_oob.h>
#include <mana/tx_ring.h>

#include "queues.h"

/**
 * mana_xdp_register - let programs see a receive queue
 * @pair: its pair, polled, but without packets; of any kind
 *
 * Return: 0 or a negative error.
 */
int mana_xdp_register(struct mana_pair *pair)
{
	struct mana_rxq *rx = &pair->rx;
	int err;

	if (!rx->xdp)
		return 0;
	err = xdp_rxq_info_reg(&rx->info, pair->set->host.dev, pair->index,
			       pair->napi.napi_id);
	if (err)
		return err;
	return xdp_rxq_info_reg_mem_model(&rx->info, MEM_TYPE_PAGE_POOL,
					  rx->pool);
}

/**
 * mana_xdp_unregister - the end of mana_xdp_register()
 * @pair: not polled any more; of any kind
 */
void mana_xdp_unregister(struct mana_pair *pair)
{
	if (xdp_rxq_info_is_reg(&pair->rx.info))
		xdp_rxq_info_unreg(&pair->rx.info);
}

static struct device *mana_xdp_device(const struct mana_pair *pair)
{
	return mana_gdma_info(pair->set->host.gd)->dev;
}

static struct netdev_queue *mana_xdp_txq(const struct mana_pair *pair)
{
	return netdev_get_tx_queue(pair->set->host.dev, pair->index);
}

static void mana_xdp_count_sent(struct mana_pair *pair, u32 bytes, bool is_long)
{
	struct mana_queue_stats *stats = pair->stats;

	u64_stats_update_begin(&stats->tx_sync);
	u64_stats_inc(&stats->tx[MANA_TX_PACKETS]);
	u64_stats_add(&stats->tx[MANA_TX_BYTES], bytes);
	u64_stats_inc(&stats->tx[is_long ? MANA_TX_LONG_OOB :
					   MANA_TX_SHORT_OOB]);
	u64_stats_update_end(&stats->tx_sync);
}

/*
 * Write the WQE of one piece of memory, under the lock of the send queue; @what
 * says whose it is. False: there is no room.
 */
static bool mana_xdp_post(struct mana_pair *pair, dma_addr_t addr, u32 bytes,
			  const struct mana_tx_slot *what)
{
	struct mana_txq *tx = &pair->tx;
	const struct mana_tx_meta meta = {
		.cq_id = tx->end.cq.id,
		.sq_id = tx->wq.id,
		.vport_offset = tx->vport_offset,
	};
	const struct gdma_sge sge = {
		.address = cpu_to_le64(addr),
		.mem_key = cpu_to_le32(tx->mkey),
		.size = cpu_to_le32(bytes),
	};
	__le32 oob[MANA_TX_OOB_DWORDS];
	const struct mana_wqe_desc desc = {
		.oob = oob,
		.sge = &sge,
		.num_sge = 1,
		.oob_bytes = mana_tx_fill_oob(oob, &meta),
	};
	struct mana_tx_slot *slot;
	u16 units;

	slot = mana_tx_reserve(&tx->rec, &tx->wq.ring,
			       mana_wqe_bytes(desc.oob_bytes, 1));
	if (!slot)
		return false;
	/* Complete before the head moves: the poll function follows it. */
	units = slot->units;
	*slot = *what;
	slot->units = units;
	if (what->maps)
		*mana_tx_map_at(&tx->rec, tx->wq.ring.head, 0) =
			(struct mana_tx_map) { .addr = addr, .bytes = bytes };
	if (mana_wring_post(&tx->wq.ring, &desc) < 0)
		return false;
	mana_xdp_count_sent(pair, bytes, mana_tx_oob_is_long(&meta));
	/* What the stack sends may wait long behind this. */
	txq_trans_cond_update(mana_xdp_txq(pair));
	return true;
}

/* ---- programs ---- */

/* A packet that a program gave elsewhere. */
static void mana_xdp_count(struct mana_pair *pair, enum mana_rx_stat which,
			   u32 bytes)
{
	struct mana_queue_stats *stats = pair->stats;

	u64_stats_update_begin(&stats->rx_sync);
	u64_stats_inc(&stats->rx[MANA_RX_PKTS]);
	u64_stats_add(&stats->rx[MANA_RX_BYTES], bytes);
	u64_stats_inc(&stats->rx[which]);
	u64_stats_update_end(&stats->rx_sync);
}

/* Send a packet, as the program left it, back to where it came from. */
static bool mana_xdp_send_back(struct mana_pair *pair, struct page *page,
			       const struct xdp_buff *xdp)
{
	const struct mana_tx_slot what = {
		.page = page, .owner = MANA_TX_PAGE,
	};
	u32 bytes = xdp->data_end - xdp->data;
	struct netdev_queue *txq = mana_xdp_txq(pair);
	dma_addr_t addr;
	bool posted;

	addr = page_pool_get_dma_addr(page) + (xdp->data - page_address(page));
	dma_sync_single_for_device(mana_xdp_device(pair), addr, bytes,
				   DMA_BIDIRECTIONAL);
	__netif_tx_lock(txq, smp_processor_id());
	posted = mana_xdp_post(pair, addr, bytes, &what);
	__netif_tx_unlock(txq);
	if (!posted)
		return false;
	pair->rx.sent_back = true;
	mana_xdp_count(pair, MANA_RX_XDP_TX, bytes);
	return true;
}

static bool mana_xdp_redirect(struct mana_pair *pair, struct xdp_buff *xdp,
			      struct bpf_prog *prog)
{
	struct net_device *dev = pair->set->host.dev;
	u32 bytes = xdp->data_end - xdp->data;

	if (xdp_do_redirect(dev, xdp, prog))
		return false;
	pair->rx.redirected = true;
	mana_xdp_count(pair, MANA_RX_XDP_REDIRECT, bytes);
	return true;
}

/*
 * Give the packet and its buffer away. 0, or the counter that says why both are
 * still here.
 */
static int mana_xdp_give(struct mana_pair *pair, struct mana_rx_slot *slot,
			 struct xdp_buff *xdp, struct bpf_prog *prog, u32 act)
{
	struct mana_rx_slot fresh;
	bool given;

	if (!mana_rxq_get_buf(&pair->rx, &fresh, GFP_ATOMIC))
		return MANA_RX_ALLOC_FAIL;
	given = act == XDP_TX ? mana_xdp_send_back(pair, slot->page, xdp) :
				mana_xdp_redirect(pair, xdp, prog);
	if (given) {
		*slot = fresh;
		return 0;
	}
	page_pool_put_full_page(pair->rx.pool, fresh.page, true);
	return MANA_RX_XDP_DROP;
}

/**
 * mana_xdp_keep - make ready for the next packet what a program has seen
 * @pair: of a queue that programs may run on
 * @slot: a buffer of it, which stays
 *
 * What the program wrote must not come out of a cache over the next packet.
 */
void mana_xdp_keep(const struct mana_pair *pair,
		   const struct mana_rx_slot *slot)
{
	const struct mana_rx_buf *buf = &pair->rx.buf;

	dma_sync_single_for_device(mana_xdp_device(pair),
				   page_pool_get_dma_addr(slot->page) +
				   slot->offset + buf->headroom,
				   buf->dma_bytes, DMA_BIDIRECTIONAL);
}

/**
 * mana_xdp_run - run the program, if there is one, on a packet
 * @pair: of a queue that programs may run on; under RCU
 * @slot: the packet's buffer, synced; another one afterwards when the program
 *	gave it away
 * @frame: where it lies in that; afterwards as the program left it
 *
 * Return: true: for the stack; false: nothing is left to do.
 */
bool mana_xdp_run(struct mana_pair *pair, struct mana_rx_slot *slot,
		  struct mana_rx_frame *frame)
{
	struct net_device *dev = pair->set->host.dev;
	struct bpf_prog *prog;
	int why = MANA_RX_XDP_DROP;
	struct xdp_buff xdp;
	u32 act;

	prog = rcu_dereference(*pair->set->host.prog);
	if (!prog)
		return true;
	xdp_init_buff(&xdp, slot->bytes, &pair->rx.info);
	xdp_prepare_buff(&xdp, page_address(slot->page) + slot->offset,
			 frame->headroom, frame->len, true);
	act = bpf_prog_run_xdp(prog, &xdp);
	switch (act) {
	case XDP_PASS:
		frame->headroom = xdp.data - xdp.data_hard_start;
		frame->len = xdp.data_end - xdp.data;
		frame->meta = xdp.data - xdp.data_meta;
		return true;
	case XDP_TX:
	case XDP_REDIRECT:
		why = mana_xdp_give(pair, slot, &xdp, prog, act);
		if (!why)
			return false;
		trace_xdp_exception(dev, prog, act);
		break;
	case XDP_DROP:
		break;
	default:
		bpf_warn_invalid_xdp_action(dev, prog, act);
		fallthrough;
	case XDP_ABORTED:
		trace_xdp_exception(dev, prog, act);
		break;
	}
	mana_xdp_keep(pair, slot);
	mana_stat_rx(pair->stats, why, 1);
	return false;
}

/**
 * mana_xdp_flush - send on what programs gave away in a poll
 * @pair: that was polled; under RCU
 */
void mana_xdp_flush(struct mana_pair *pair)
{
	struct netdev_queue *txq = mana_xdp_txq(pair);
	struct mana_rxq *rx = &pair->rx;

	if (rx->redirected)
		xdp_do_flush();
	if (rx->sent_back) {
		__netif_tx_lock(txq, smp_processor_id());
		mana_txq_ring(&pair->tx);
		__netif_tx_unlock(txq);
	}
	rx->redirected = false;
	rx->sent_back = false;
}

/* ---- frames from elsewhere ---- */

static bool mana_xdp_send_frame(struct mana_pair *pair, struct xdp_frame *frame)
{
	const struct mana_tx_slot what = {
		.frame = frame, .maps = 1, .owner = MANA_TX_FRAME,
	};
	struct device *dma = mana_xdp_device(pair);
	u32 bytes = frame->len;
	dma_addr_t addr;

	/* Not before 6.3 does the stack look whether it is offered. */
	if (unlikely(xdp_frame_has_frags(frame)))
		return false;
	addr = dma_map_single(dma, frame->data, bytes, DMA_TO_DEVICE);
	if (dma_mapping_error(dma, addr)) {
		mana_stat_tx(pair->stats, MANA_TX_MAP_ERR, 1);
		return false;
	}
	if (mana_xdp_post(pair, addr, bytes, &what))
		return true;
	dma_unmap_single(dma, addr, bytes, DMA_TO_DEVICE);
	return false;
}

/**
 * mana_xdp_send_frames - send frames that were redirected here
 * @pair: whose send queue
 * @num: how many
 * @frames: in one piece each; those that are sent are the queue's
 * @flush: no others follow
 *
 * Context: softirq, under RCU.
 * Return: how many are sent, from the first on.
 */
int mana_xdp_send_frames(struct mana_pair *pair, int num,
			 struct xdp_frame **frames, bool flush)
{
	struct netdev_queue *txq = mana_xdp_txq(pair);
	int sent = 0;

	__netif_tx_lock(txq, smp_processor_id());
	while (sent < num && mana_xdp_send_frame(pair, frames[sent]))
		sent++;
	mana_stat_tx(pair->stats, MANA_TX_XDP_XMIT, sent);
	if (flush)
		mana_txq_ring(&pair->tx);
	__netif_tx_unlock(txq);
	return sent;
}
