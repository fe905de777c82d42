// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transmit: from an skb to one WQE and, once per batch, a doorbell. What comes
 * back is in txdone.c.
 */
#include <linux/dma-mapping.h>
#include <linux/if_vlan.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/tcp.h>
#include <net/ip6_checksum.h>

#include <mana/tx_oob.h>
#include <mana/tx_ring.h>

#include "queues.h"

/**
 * struct mana_tx_pkt - a packet on its way into the ring
 * @meta: for its OOB
 * @hdr: bytes of headers of a TSO packet, else 0
 * @segs: packets on the wire
 * @num_sge: entries of @sge
 * @maps: DMA mappings made
 * @sge: where it lies
 */
struct mana_tx_pkt {
	struct mana_tx_meta meta;
	u32 hdr;
	u32 segs;
	u32 num_sge;
	u32 maps;
	struct gdma_sge sge[MANA_TX_MAX_SGE];
};

/**
 * mana_txq_alloc - memory of a send queue
 * @pair: its pair
 *
 * Return: 0 or a negative error; mana_txq_free() cleans up in either case.
 */
int mana_txq_alloc(struct mana_pair *pair)
{
	struct mana_gdma *gd = pair->set->host.gd;
	u32 units = pair->set->cfg.tx_entries;
	struct mana_txq *tx = &pair->tx;
	int err;

	tx->rec.mask = units - 1;
	tx->mkey = mana_gdma_info(gd)->mkey;
	tx->rec.slots = kvcalloc(units, sizeof(*tx->rec.slots), GFP_KERNEL);
	tx->rec.maps = kvcalloc(units, 2 * sizeof(*tx->rec.maps), GFP_KERNEL);
	if (!tx->rec.slots || !tx->rec.maps)
		return -ENOMEM;
	err = mana_wq_init(gd, &tx->wq, true, units * GDMA_WQE_UNIT);
	if (err)
		return err;
	return mana_cq_init(gd, &tx->end.cq, units, mana_pair_tx_event, pair);
}

/**
 * mana_txq_free - free the memory of a send queue
 * @pair: its pair; may be built in part
 *
 * Packets that were never completed are dropped: the device lets go of them
 * with the queue.
 */
void mana_txq_free(struct mana_pair *pair)
{
	struct mana_txq *tx = &pair->tx;

	if (tx->rec.slots && tx->rec.maps)
		mana_txq_purge(pair);
	mana_cq_fini(&tx->end.cq);
	mana_wq_fini(&tx->wq);
	kvfree(tx->rec.maps);
	kvfree(tx->rec.slots);
	tx->rec.maps = NULL;
	tx->rec.slots = NULL;
}

static struct device *mana_txq_device(const struct mana_txq *tx)
{
	return mana_gdma_info(tx->wq.gd)->dev;
}

/* The fields that the device fills in for every segment. */
static void mana_tx_tso_headers(struct sk_buff *skb, bool ipv6)
{
	struct iphdr *ip = ip_hdr(skb);

	if (ipv6) {
		tcp_v6_gso_csum_prep(skb);
		return;
	}
	ip->tot_len = 0;
	ip->check = 0;
	tcp_hdr(skb)->check = ~csum_tcpudp_magic(ip->saddr, ip->daddr, 0,
						 IPPROTO_TCP, 0);
}

/* 0, or why the packet is dropped. */
static int mana_tx_prepare_tso(struct sk_buff *skb, struct mana_tx_pkt *pkt)
{
	u32 hdr = skb_tcp_all_headers(skb);

	if (!mana_tx_tso_fits(hdr, skb_shinfo(skb)->gso_size,
			      skb_shinfo(skb)->nr_frags) ||
	    hdr >= skb->len || !pskb_may_pull(skb, hdr) ||
	    skb_cow_head(skb, 0))
		return MANA_TX_DROP_HEADERS;
	pkt->hdr = hdr;
	pkt->segs = max_t(u32, skb_shinfo(skb)->gso_segs, 1);
	pkt->meta.tso = true;
	pkt->meta.csum = MANA_TX_CSUM_TCP;
	pkt->meta.ipv6 = skb->protocol == htons(ETH_P_IPV6);
	pkt->meta.trans_off = skb_transport_offset(skb);
	mana_tx_tso_headers(skb, pkt->meta.ipv6);
	return 0;
}

/* Protocol of a plain IPv4 or IPv6 packet whose L4 begins at @l4, else 0. */
static u8 mana_skb_l4_proto(const struct sk_buff *skb, int l4)
{
	int l3 = skb_network_offset(skb);

	if (skb->protocol == htons(ETH_P_IP))
		return l3 + ip_hdrlen(skb) == l4 ? ip_hdr(skb)->protocol : 0;
	if (skb->protocol == htons(ETH_P_IPV6))
		return l3 + sizeof(struct ipv6hdr) == l4 ?
		       ipv6_hdr(skb)->nexthdr : 0;
	return 0;
}

/*
 * The device computes TCP and UDP checksums behind plain IP headers only. All
 * else is computed here.
 */
static int mana_tx_prepare_csum(struct sk_buff *skb, struct mana_tx_pkt *pkt)
{
	int l4 = skb_checksum_start_offset(skb);
	u8 proto = mana_skb_l4_proto(skb, l4);

	if (proto == IPPROTO_TCP && l4 <= MANA_TX_MAX_TRANS_OFF)
		pkt->meta.csum = MANA_TX_CSUM_TCP;
	else if (proto == IPPROTO_UDP && l4 <= MANA_TX_MAX_TRANS_OFF)
		pkt->meta.csum = MANA_TX_CSUM_UDP;
	else
		return skb_checksum_help(skb) ? MANA_TX_DROP_CSUM : 0;
	pkt->meta.ipv6 = skb->protocol == htons(ETH_P_IPV6);
	pkt->meta.trans_off = l4;
	return 0;
}

/* Decide what is asked of the device. 0, or why the packet is dropped. */
static int mana_tx_prepare(struct sk_buff *skb, struct mana_pair *pair,
			   struct mana_tx_pkt *pkt)
{
	int drop = 0;

	if (skb_is_gso(skb)) {
		drop = mana_tx_prepare_tso(skb, pkt);
	} else if (skb->ip_summed == CHECKSUM_PARTIAL) {
		mana_stat_tx(pair->stats, MANA_TX_CSUM_PARTIAL, 1);
		drop = mana_tx_prepare_csum(skb, pkt);
	}
	if (drop)
		return drop;
	if (skb_vlan_tag_present(skb)) {
		pkt->meta.vlan = true;
		pkt->meta.tci = skb_vlan_tag_get(skb);
	}
	if (mana_tx_num_sge(skb_headlen(skb), pkt->hdr,
			    skb_shinfo(skb)->nr_frags) <= MANA_TX_MAX_SGE)
		return 0;
	if (skb_linearize(skb))
		return MANA_TX_DROP_LINEARIZE;
	mana_stat_tx(pair->stats, MANA_TX_LINEARIZED, 1);
	return 0;
}

static void mana_tx_add_sge(struct mana_txq *tx, struct mana_tx_pkt *pkt,
			    dma_addr_t addr, u32 bytes)
{
	struct gdma_sge *sge = &pkt->sge[pkt->num_sge++];

	sge->address = cpu_to_le64(addr);
	sge->mem_key = cpu_to_le32(tx->mkey);
	sge->size = cpu_to_le32(bytes);
}

static struct mana_tx_map *mana_tx_next_map(struct mana_txq *tx,
					    struct mana_tx_pkt *pkt)
{
	return mana_tx_map_at(&tx->rec, tx->wq.ring.head, pkt->maps++);
}

static int mana_tx_map_linear(struct mana_txq *tx, const struct sk_buff *skb,
			      struct mana_tx_pkt *pkt)
{
	u32 bytes = skb_headlen(skb);
	struct mana_tx_map *map;
	dma_addr_t addr;

	/* All of it may lie in fragments; of nothing there is no mapping. */
	if (!bytes)
		return 0;
	addr = dma_map_single(mana_txq_device(tx), skb->data, bytes,
			      DMA_TO_DEVICE);
	if (dma_mapping_error(mana_txq_device(tx), addr))
		return -ENOMEM;
	map = mana_tx_next_map(tx, pkt);
	*map = (struct mana_tx_map) { .addr = addr, .bytes = bytes };
	if (pkt->hdr)
		mana_tx_add_sge(tx, pkt, addr, pkt->hdr);
	if (bytes > pkt->hdr)
		mana_tx_add_sge(tx, pkt, addr + pkt->hdr, bytes - pkt->hdr);
	return 0;
}

static int mana_tx_map_frags(struct mana_txq *tx, const struct sk_buff *skb,
			     struct mana_tx_pkt *pkt)
{
	const struct skb_shared_info *shinfo = skb_shinfo(skb);
	struct device *dma = mana_txq_device(tx);
	struct mana_tx_map *map;
	dma_addr_t addr;
	unsigned int i;
	u32 bytes;

	for (i = 0; i < shinfo->nr_frags; i++) {
		bytes = skb_frag_size(&shinfo->frags[i]);
		if (!bytes)
			continue;
		addr = skb_frag_dma_map(dma, &shinfo->frags[i], 0, bytes,
					DMA_TO_DEVICE);
		if (dma_mapping_error(dma, addr))
			return -ENOMEM;
		map = mana_tx_next_map(tx, pkt);
		*map = (struct mana_tx_map) {
			.addr = addr, .bytes = bytes, .is_page = true,
		};
		mana_tx_add_sge(tx, pkt, addr, bytes);
	}
	return 0;
}

/* Write the WQE and remember its packet. 0, or why the packet is dropped. */
static int mana_tx_post(struct mana_txq *tx, struct sk_buff *skb,
			struct mana_tx_pkt *pkt, struct mana_tx_slot *slot)
{
	__le32 oob[MANA_TX_OOB_DWORDS];
	struct mana_wqe_desc desc = {
		.oob = oob,
		.sge = pkt->sge,
		.num_sge = pkt->num_sge,
		.oob_bytes = mana_tx_fill_oob(oob, &pkt->meta),
		.oob_in_sgl = pkt->meta.tso,
		.client_data_unit = pkt->hdr ? skb_shinfo(skb)->gso_size : 0,
	};
	int units;

	/* Complete before the head moves: the poll function follows it. */
	slot->skb = skb;
	slot->maps = pkt->maps;
	slot->units = mana_wqe_bytes(desc.oob_bytes, desc.num_sge) /
		      GDMA_WQE_UNIT;
	units = mana_wring_post(&tx->wq.ring, &desc);
	return units > 0 ? 0 : MANA_TX_DROP_FULL;
}

static int mana_tx_map_and_post(struct mana_txq *tx, struct sk_buff *skb,
				struct mana_tx_pkt *pkt)
{
	u32 sges, unit = tx->wq.ring.head;
	struct mana_tx_slot failed, *slot;
	int drop = 0;

	/* First: without room, records of packets in flight lie there. */
	sges = mana_tx_num_sge(skb_headlen(skb), pkt->hdr,
			       skb_shinfo(skb)->nr_frags);
	slot = mana_tx_reserve(&tx->rec, &tx->wq.ring,
			       mana_wqe_bytes(mana_tx_oob_bytes(&pkt->meta),
					      sges));
	if (unlikely(!slot))
		return MANA_TX_DROP_FULL;
	if (mana_tx_map_linear(tx, skb, pkt) || mana_tx_map_frags(tx, skb, pkt))
		drop = MANA_TX_MAP_ERR;
	if (!drop)
		drop = mana_tx_post(tx, skb, pkt, slot);
	if (drop) {
		failed = (struct mana_tx_slot) { .maps = pkt->maps };
		mana_txq_unmap(tx, &failed, unit);
	}
	return drop;
}

static void mana_tx_count_sent(struct mana_pair *pair, u32 bytes,
			       const struct mana_tx_pkt *pkt)
{
	struct mana_queue_stats *stats = pair->stats;
	bool is_long = mana_tx_oob_is_long(&pkt->meta);

	u64_stats_update_begin(&stats->tx_sync);
	u64_stats_add(&stats->tx[MANA_TX_PACKETS], pkt->segs);
	u64_stats_add(&stats->tx[MANA_TX_BYTES],
		      mana_tx_wire_bytes(bytes, pkt->hdr, pkt->segs));
	u64_stats_inc(&stats->tx[is_long ? MANA_TX_LONG_OOB :
					   MANA_TX_SHORT_OOB]);
	if (pkt->hdr) {
		u64_stats_inc(&stats->tx[MANA_TX_TSO_PACKETS]);
		u64_stats_add(&stats->tx[MANA_TX_TSO_BYTES], bytes - pkt->hdr);
	}
	u64_stats_update_end(&stats->tx_sync);
}

/* Stop while one largest WQE might not fit; true: it stays stopped. */
static bool mana_txq_stop_if_full(struct mana_pair *pair,
				  struct netdev_queue *txq)
{
	struct mana_wring *ring = &pair->tx.wq.ring;

	if (likely(mana_tx_has_room(ring)))
		return false;
	netif_tx_stop_queue(txq);
	mana_stat_tx(pair->stats, MANA_TX_STOPPED, 1);
	/*
	 * Pairs with mana_txq_wake_if_room(): either it sees the queue
	 * stopped, or this sees the room that it made.
	 */
	smp_mb__after_atomic();
	if (!mana_tx_has_room(ring))
		return true;
	netif_tx_start_queue(txq);
	return false;
}

/**
 * mana_txq_ring - tell the device of all packets that were posted
 * @tx: send queue; under its lock
 */
void mana_txq_ring(struct mana_txq *tx)
{
	/* Pairs with mana_txq_take_one(): only what was rung can complete. */
	smp_store_release(&tx->rung, tx->wq.ring.head);
	mana_wq_ring(&tx->wq);
}

static int mana_tx_send_one(struct mana_pair *pair, struct sk_buff *skb,
			    struct netdev_queue *txq)
{
	struct mana_txq *tx = &pair->tx;
	struct mana_tx_pkt pkt;
	u32 bytes;
	int drop;

	memset(&pkt, 0, offsetof(struct mana_tx_pkt, sge));
	pkt.segs = 1;
	pkt.meta.cq_id = tx->end.cq.id;
	pkt.meta.sq_id = tx->wq.id;
	pkt.meta.vport_offset = tx->vport_offset;
	drop = mana_tx_prepare(skb, pair, &pkt);
	if (drop)
		return drop;
	bytes = skb->len;
	drop = mana_tx_map_and_post(tx, skb, &pkt);
	if (drop)
		return drop;
	/* The doorbell is not rung yet: the skb is still ours. */
	skb_tx_timestamp(skb);
	mana_tx_count_sent(pair, bytes, &pkt);
	mana_txq_stop_if_full(pair, txq);
	if (__netdev_tx_sent_queue(txq, bytes, netdev_xmit_more()))
		mana_txq_ring(tx);
	return 0;
}

/**
 * mana_txq_xmit - send a packet
 * @pair: of the queue that the packet is mapped to
 * @skb: packet
 *
 * Under the lock of the send queue, and thereby RCU.
 *
 * Return: what ndo_start_xmit returns.
 */
netdev_tx_t mana_txq_xmit(struct mana_pair *pair, struct sk_buff *skb)
{
	struct netdev_queue *txq = skb_get_tx_queue(skb->dev, skb);
	int drop;

	/* A queue that runs has room. Should it not, the packet waits. */
	if (unlikely(mana_txq_stop_if_full(pair, txq))) {
		mana_txq_ring(&pair->tx);
		return NETDEV_TX_BUSY;
	}
	drop = mana_tx_send_one(pair, skb, txq);
	if (unlikely(drop)) {
		mana_stat_tx(pair->stats, drop, 1);
		dev_kfree_skb_any(skb);
		/* Those before it may have counted on its doorbell. */
		if (pair->tx.rung != pair->tx.wq.ring.head &&
		    !netdev_xmit_more())
			mana_txq_ring(&pair->tx);
	}
	return NETDEV_TX_OK;
}
