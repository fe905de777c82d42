/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A queue set: pairs of a send and a receive queue with one NAPI each. Made and
 * destroyed as a whole; never changed in between.
 */
#ifndef _MANA_QUEUES_H
#define _MANA_QUEUES_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/netdevice.h>

#include <mana/arm.h>
#include <mana/eth.h>
#include <mana/sizing.h>
#include <mana/tx_ring.h>

struct mana_port;
struct mana_qset;
struct mana_queue_stats;
struct page_pool;

/**
 * struct mana_queue_cfg - what a queue set is made from
 * @num_queues: pairs
 * @tx_entries: send WQEs of one unit, a power of two
 * @rx_entries: receive buffers, a power of two
 * @mtu: that the buffers are for
 */
struct mana_queue_cfg {
	u32 num_queues;
	u32 tx_entries;
	u32 rx_entries;
	u32 mtu;
};

/**
 * struct mana_cq_end - a completion queue and what the driver knows of it
 * @cq: the queue
 * @bound: events find it
 * @arm: when it is rung; of the poll function, under the pair's arm_lock
 */
struct mana_cq_end {
	struct mana_cq cq;
	bool bound;
	struct mana_arm arm;
};

/**
 * struct mana_txq - a send queue
 * @wq: the ring; its head belongs to the sender, its tail to the poll function
 * @rec: packets on their way; a record is written before the head passes it
 * @mkey: key of SGEs
 * @vport_offset: for OOBs
 * @rung: head of the ring when the doorbell was last rung; of the sender.
 *	Completions of what is behind it cannot be true
 * @end: completions; of the poll function
 * @handle: object on the device, MANA_NO_HANDLE when there is none
 */
struct mana_txq {
	struct mana_wq wq;
	struct mana_tx_records rec;
	u32 mkey;
	u16 vport_offset;
	u32 rung;
	struct mana_cq_end end ____cacheline_aligned_in_smp;
	u64 handle;
};

/**
 * struct mana_rx_slot - a buffer that the device may write to
 * @page: its page, of the queue's pool
 * @offset: where it begins
 * @bytes: its length
 */
struct mana_rx_slot {
	struct page *page;
	u32 offset;
	u32 bytes;
};

/**
 * struct mana_rxq - a receive queue; of the poll function while it runs
 * @wq: the ring; always full
 * @end: completions
 * @pool: pages
 * @slots: per WQE, at the index of its unit
 * @mask: WQEs - 1
 * @buf: geometry of buffers
 * @mkey: key of SGEs
 * @handle: object on the device, MANA_NO_HANDLE when there is none
 * @rung: head of the ring when the doorbell was last rung: completions of what
 *	is behind it cannot be true
 * @lost: packets no longer match their buffers: none is delivered
 * @fenced: the fence came
 * @fencing: one is waited for
 * @fences: asked for and not come
 */
struct mana_rxq {
	struct mana_wq wq;
	struct mana_cq_end end;
	struct page_pool *pool;
	struct mana_rx_slot *slots;
	u32 mask;
	struct mana_rx_buf buf;
	u32 mkey;
	u64 handle;
	u32 rung;
	bool lost;
	struct completion fenced;
	bool fencing;
	atomic_t fences;
};

/**
 * enum mana_pair_stage - how far a pair is built
 * @MANA_PAIR_NONE: not at all
 * @MANA_PAIR_MEMORY: it has its memory and buffers
 * @MANA_PAIR_CREATED: some object of it is on the device
 * @MANA_PAIR_RUNNING: it is polled
 */
enum mana_pair_stage {
	MANA_PAIR_NONE,
	MANA_PAIR_MEMORY,
	MANA_PAIR_CREATED,
	MANA_PAIR_RUNNING
};

/**
 * struct mana_pair - a send and a receive queue
 * @napi: polls both
 * @set: the set it is in
 * @stats: its counters
 * @index: number of both queues
 * @stage: how far it is built
 * @arm_lock: keeps CQ doorbells in order: when a poll completes, one on another
 *	CPU may begin before the doorbells of the first are written. Taken with
 *	interrupts off: netpoll polls in hard-IRQ context, too
 * @tx: send queue
 * @rx: receive queue
 */
struct mana_pair {
	struct napi_struct napi;
	struct mana_qset *set;
	struct mana_queue_stats *stats;
	u32 index;
	enum mana_pair_stage stage;
	spinlock_t arm_lock;	/* order of CQ doorbells */
	struct mana_txq tx;
	struct mana_rxq rx;
};

/**
 * struct mana_qset - all queues of a port
 * @port: whose
 * @gd: the device below
 * @cfg: what they were made from
 * @bank: which counters they write to
 * @steered: packets may have come; they must be fenced
 * @retired: byte queue limits no longer count what it sends
 * @stuck: the device may hold on to the memory
 * @limbo: in the list of sets that wait for mana_port_reap()
 * @pair: the queues
 */
struct mana_qset {
	struct mana_port *port;
	struct mana_gdma *gd;
	struct mana_queue_cfg cfg;
	u8 bank;
	bool steered;
	bool retired;
	bool stuck;
	struct list_head limbo;
	struct mana_pair *pair[];
};

/* queues.c */
struct mana_qset *mana_qset_alloc(struct mana_port *port,
				  const struct mana_queue_cfg *cfg);
void mana_qset_free(struct mana_qset *set);
bool mana_qset_in_limbo(const struct mana_gdma *gd);
int mana_qset_create(struct mana_qset *set);
void mana_qset_fence(struct mana_qset *set);
void mana_qset_destroy(struct mana_qset *set);

/* poll.c */
int mana_pair_poll(struct napi_struct *napi, int budget);
void mana_pair_tx_event(void *ctx);
void mana_pair_rx_event(void *ctx);
void mana_pair_arm(struct mana_pair *pair);
void mana_cq_end_lost(struct mana_pair *pair, struct mana_cq_end *end);

/* tx.c */
int mana_txq_alloc(struct mana_pair *pair);
void mana_txq_free(struct mana_pair *pair);
netdev_tx_t mana_start_xmit(struct sk_buff *skb, struct net_device *dev);

/* txdone.c */
bool mana_txq_poll(struct mana_pair *pair, int budget);
void mana_txq_unmap(struct mana_txq *tx, const struct mana_tx_slot *slot,
		    u32 unit);
u32 mana_txq_pending(const struct mana_txq *tx);
void mana_txq_purge(struct mana_txq *tx);

/* rx.c */
int mana_rxq_poll(struct mana_pair *pair, int budget);

/* rxbuf.c */
u32 mana_rxq_buf_bytes(u32 mtu);
int mana_rxq_alloc(struct mana_pair *pair);
void mana_rxq_free(struct mana_pair *pair);
int mana_rxq_post_all(struct mana_rxq *rx);
int mana_rxq_post(struct mana_rxq *rx, u32 idx);
void mana_rxq_ring(struct mana_rxq *rx);
bool mana_rxq_get_buf(struct mana_rxq *rx, struct mana_rx_slot *slot,
		      gfp_t gfp);

#endif /* _MANA_QUEUES_H */
