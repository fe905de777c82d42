/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A queue set: pairs of a send and a receive queue with one NAPI each. Made and
 * destroyed as a whole; never changed in between.
 *
 * This room is the way of packets. It knows a net_device and a device, not the
 * port: what it has to say upward goes through struct mana_queue_ops. Each file
 * calls only those that stand before it here.
 */
#ifndef _MANA_QUEUES_H
#define _MANA_QUEUES_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/netdevice.h>
#include <net/xdp.h>

#include <mana/arm.h>
#include <mana/cqe.h>
#include <mana/eth.h>
#include <mana/ring_watch.h>
#include <mana/sizing.h>
#include <mana/tx_ring.h>

#include "counters.h"

struct bpf_prog;
struct mana_qset;
struct page_pool;

/**
 * struct mana_queue_ops - what queues say upward; never for a packet
 * @fault: queues cannot be trusted any more: MANA_FAULT_TX_QUEUE_DEAD or
 *	MANA_FAULT_RX_QUEUE_LOST; any context, must only note it
 * @fence_missing: a fence did not come in time; process context
 * @destroy_failed: the device did not let go of a queue; process context
 */
struct mana_queue_ops {
	void (*fault)(void *ctx, enum mana_fault why);
	void (*fence_missing)(void *ctx);
	void (*destroy_failed)(void *ctx);
};

/**
 * struct mana_queue_host - whose queues they are
 * @gd: the device below
 * @dev: the net_device that they serve
 * @ops: who is told
 * @ctx: argument of @ops
 * @prog: where the XDP program is found, if there is one
 */
struct mana_queue_host {
	struct mana_gdma *gd;
	struct net_device *dev;
	const struct mana_queue_ops *ops;
	void *ctx;
	struct bpf_prog __rcu * const *prog;
};

/**
 * struct mana_queue_cfg - what a queue set is made from
 * @num_queues: pairs
 * @tx_entries: send WQEs of one unit, a power of two
 * @rx_entries: receive buffers, a power of two
 * @mtu: that the buffers are for
 * @xdp: XDP programs may run on them
 */
struct mana_queue_cfg {
	u32 num_queues;
	u32 tx_entries;
	u32 rx_entries;
	u32 mtu;
	bool xdp;
};

/**
 * struct mana_queue_place - where on the device queues are created
 * @vport: handle of the port
 * @tx_offset: for OOBs
 * @eq: event queues, one per pair
 * @tx_mod: how long events of send queues wait
 * @rx_mod: those of receive queues
 * @repeat_mod: say both again by doorbell: some devices do not know them as a
 *	part of the creation
 */
struct mana_queue_place {
	u64 vport;
	u16 tx_offset;
	struct mana_eq * const *eq;
	struct mana_eth_moderation tx_mod;
	struct mana_eth_moderation rx_mod;
	bool repeat_mod;
};

/**
 * struct mana_cq_end - a completion queue and what the driver knows of it
 * @cq: the queue
 * @bound: events find it
 * @arm: when it is rung; of the poll function, under the pair's arm_lock
 * @watch: of the port's look-out
 */
struct mana_cq_end {
	struct mana_cq cq;
	bool bound;
	struct mana_arm arm;
	struct mana_ring_watch watch;
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
 * @order: completions that do not name the buffer that is next
 * @lost: packets no longer match their buffers: none is delivered
 * @fenced: the fence came
 * @fencing: one is waited for
 * @fences: asked for and not come
 * @silence: of the port's look-out
 * @xdp: programs may run: the pages may be sent as well
 * @redirected: programs gave packets to other devices in this poll
 * @sent_back: and to the send queue of the pair
 * @info: what programs learn of the queue; registered while it is polled
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
	struct mana_rx_order order;
	bool lost;
	struct completion fenced;
	bool fencing;
	atomic_t fences;
	struct mana_rx_silence silence;
	bool xdp;
	bool redirected;
	bool sent_back;
	struct xdp_rxq_info info;
};

/**
 * struct mana_rx_frame - a packet in its buffer
 * @headroom: bytes before it
 * @len: bytes
 * @meta: bytes of metadata that an XDP program left before it
 */
struct mana_rx_frame {
	u32 headroom;
	u32 len;
	u32 meta;
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
 * @eq: brings the events of both; lives as long as the pair is polled
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
	struct mana_eq *eq;
	enum mana_pair_stage stage;
	spinlock_t arm_lock;	/* order of CQ doorbells */
	struct mana_txq tx;
	struct mana_rxq rx;
};

/**
 * struct mana_stall - what was last seen of a send queue
 * @tail: of its ring
 * @looks: how often in a row that did not move although something waits
 */
struct mana_stall {
	u32 tail;
	u32 looks;
};

/**
 * struct mana_qset - all queues of a port
 * @host: whose
 * @cfg: what they were made from
 * @bank: which counters they write to
 * @frozen: completions must not wake a send queue
 * @steered: packets may have come; they must be fenced
 * @retired: byte queue limits no longer count what it sends
 * @stuck: the device may hold on to the memory
 * @limbo: in the list of sets that wait for mana_qset_reap()
 * @pair: the queues
 */
struct mana_qset {
	struct mana_queue_host host;
	struct mana_queue_cfg cfg;
	u8 bank;
	bool frozen;
	bool steered;
	bool retired;
	bool stuck;
	struct list_head limbo;
	struct mana_pair *pair[];
};

/*
 * Queues of this pair cannot be trusted any more. Any context. Those of a set
 * that another one has replaced are nobody's concern.
 */
static inline void mana_pair_fault(const struct mana_pair *pair,
				   enum mana_fault why)
{
	if (!READ_ONCE(pair->set->retired))
		pair->set->host.ops->fault(pair->set->host.ctx, why);
}

/* cq_end.c */
int mana_cq_end_bind(struct mana_cq_end *end);
void mana_cq_end_unbind(struct mana_cq_end *end);
void mana_cq_end_lost(struct mana_pair *pair, struct mana_cq_end *end);
enum mana_ring_sight mana_cq_end_look(struct mana_cq_end *end);
void mana_pair_tx_event(void *ctx);
void mana_pair_rx_event(void *ctx);
void mana_pair_kick(struct mana_pair *pair);
void mana_pair_arm(struct mana_pair *pair);
void mana_pair_tell(struct mana_pair *pair);
void mana_pair_moderate(struct mana_pair *pair,
			const struct mana_eth_moderation *tx,
			const struct mana_eth_moderation *rx);

/* rxbuf.c */
u32 mana_rxq_buf_bytes(u32 mtu, bool xdp);
u32 mana_rxq_xdp_max_mtu(void);
int mana_rxq_alloc(struct mana_pair *pair);
void mana_rxq_free(struct mana_pair *pair);
int mana_rxq_post_all(struct mana_rxq *rx);
int mana_rxq_post(struct mana_rxq *rx, u32 idx);
void mana_rxq_ring(struct mana_rxq *rx);
bool mana_rxq_get_buf(struct mana_rxq *rx, struct mana_rx_slot *slot,
		      gfp_t gfp);

/* txdone.c */
bool mana_txq_poll(struct mana_pair *pair, int budget);
void mana_txq_unmap(struct mana_txq *tx, const struct mana_tx_slot *slot,
		    u32 unit);
u32 mana_txq_pending(const struct mana_txq *tx);
bool mana_txq_stalled(const struct mana_txq *tx, struct mana_stall *seen,
		      u32 looks);
void mana_txq_purge(struct mana_pair *pair);

/* tx.c */
int mana_txq_alloc(struct mana_pair *pair);
void mana_txq_free(struct mana_pair *pair);
netdev_tx_t mana_txq_xmit(struct mana_pair *pair, struct sk_buff *skb);
void mana_txq_ring(struct mana_txq *tx);

/* xdp.c */
int mana_xdp_register(struct mana_pair *pair);
void mana_xdp_unregister(struct mana_pair *pair);
bool mana_xdp_run(struct mana_pair *pair, struct mana_rx_slot *slot,
		  struct mana_rx_frame *frame);
void mana_xdp_keep(const struct mana_pair *pair,
		   const struct mana_rx_slot *slot);
void mana_xdp_flush(struct mana_pair *pair);
int mana_xdp_send_frames(struct mana_pair *pair, int num,
			 struct xdp_frame **frames, bool flush);

/* rx.c */
int mana_rxq_poll(struct mana_pair *pair, int budget);

/* poll.c */
int mana_pair_poll(struct napi_struct *napi, int budget);

/* qset.c */
struct mana_qset *mana_qset_alloc(const struct mana_queue_host *host,
				  const struct mana_queue_cfg *cfg, u8 bank,
				  struct mana_queue_stats *stats);
void mana_qset_free(struct mana_qset *set);
bool mana_qset_in_limbo(const struct mana_gdma *gd);
void mana_qset_reap(struct mana_gdma *gd);
int mana_qset_create(struct mana_qset *set,
		     const struct mana_queue_place *place);
void mana_qset_fence(struct mana_qset *set);
void mana_qset_destroy(struct mana_qset *set);
u32 mana_qset_tx_pending(const struct mana_qset *set);
void mana_qset_freeze(struct mana_qset *set);
void mana_qset_thaw(struct mana_qset *set);
void mana_qset_retire(struct mana_qset *set);

#endif /* _MANA_QUEUES_H */
