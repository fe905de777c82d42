/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the files of layer 2 share among themselves.
 */
#ifndef _MANA_GDMA_PRIV_H
#define _MANA_GDMA_PRIV_H

#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>

#include <mana/gdma.h>
#include <mana/ring_watch.h>

#include "hwc_boot.h"

/* Vector 0 is the hardware channel's, the others carry data. */
#define MANA_MAX_DATA_VECTORS	64
#define MANA_VECTOR_NAME_BYTES	48
/* vPort indices that link events may name; the one behind means all. */
#define MANA_LINK_PORTS		256

/**
 * struct mana_vector - an MSI-X vector and the event queues behind it
 * @irq: Linux number
 * @cpu: the CPU it is hinted to
 * @requested: request_irq() succeeded
 * @name: in /proc/interrupts
 * @lock: protects @eqs; taken by the interrupt handler
 * @eqs: event queues to look at
 */
struct mana_vector {
	int irq;
	int cpu;
	bool requested;
	char name[MANA_VECTOR_NAME_BYTES];
	spinlock_t lock;	/* the list, against the interrupt */
	struct list_head eqs;
};

/**
 * struct mana_eq - an event queue
 * @gd: its device
 * @ring: consumer side; belongs to the interrupt handler
 * @mem: its memory
 * @db: doorbell page; NULL until the id is known
 * @id: EQ id
 * @vector: whose list it is on
 * @list: that list's link
 * @handler: takes an entry that is neither completion nor test; may be NULL
 * @dead: overrun; nothing is taken any more
 * @tested: a test event came
 * @watch: of mana_eq_look()
 */
struct mana_eq {
	struct mana_gdma *gd;
	struct mana_cring ring;
	struct mana_qmem mem;
	void __iomem *db;
	u32 id;
	struct mana_vector *vector;
	struct list_head list;
	void (*handler)(struct mana_eq *eq, const struct gdma_eqe *eqe);
	bool dead;
	bool tested;
	struct mana_ring_watch watch;
};

#define HWC_EQ_ENTRIES		(HWC_QUEUE_BYTES / (u32)sizeof(struct gdma_eqe))
#define HWC_CQ_ENTRIES		(HWC_QUEUE_BYTES / (u32)sizeof(struct gdma_cqe))
#define HWC_SQ_WQE_UNITS	2

#define HWC_TIMEOUT_MS		30000
#define HWC_TIMEOUT_MIN_MS	1000
#define HWC_TIMEOUT_MAX_MS	60000
#define HWC_BOOT_TIMEOUT_MS	60000

/**
 * struct mana_hwc - the hardware channel
 * @gd: its device
 * @lock: one request at a time
 * @timeout_ms: for an answer
 * @eq: its event queue
 * @cq: its completion queue, shared by @sq and @rq
 * @sq: requests
 * @rq: the one buffer for answers
 * @requests: memory of the request under way
 * @answers: memory that the device writes the answer to
 * @mkey: memory key of both
 * @boot: what the device told while the channel came up
 * @boot_error: it told nonsense
 * @boot_over: it told all, or nonsense
 * @established: the device may use the memory
 * @answer_lock: protects what follows
 * @asked: header of the request under way
 * @waiting: no answer yet
 * @answered: the opposite, for who waits; true between requests
 * @result: 0 or -EBADMSG once answered
 * @answer_bytes: how much of @answer the device has written
 * @answer: private copy, HWC_MSG_BYTES
 */
struct mana_hwc {
	struct mana_gdma *gd;
	struct mutex lock;		/* one request */
	u32 timeout_ms;
	struct mana_eq eq;
	struct mana_cq cq;
	struct mana_wq sq;
	struct mana_wq rq;
	struct mana_qmem requests;
	struct mana_qmem answers;
	u32 mkey;
	struct hwc_boot boot;
	bool boot_error;
	bool boot_over;
	bool established;
	spinlock_t answer_lock;		/* sender and interrupt */
	struct gdma_req_hdr asked;
	bool waiting;
	bool answered;
	int result;
	u32 answer_bytes;
	u8 *answer;
};

/**
 * enum mana_gdma_state - life of the device below its clients
 * @MANA_GDMA_OFF: nothing is asked of the device
 * @MANA_GDMA_BOOT: the channel is being established
 * @MANA_GDMA_READY: requests may be sent
 * @MANA_GDMA_DEAD: trust was lost; only stopping helps
 */
enum mana_gdma_state {
	MANA_GDMA_OFF,
	MANA_GDMA_BOOT,
	MANA_GDMA_READY,
	MANA_GDMA_DEAD
};

/**
 * struct mana_gdma - a device of layer 2
 * @pdev: PCI function
 * @config: configuration space as probe found it
 * @was_up: it was brought up before, so that it may have forgotten @config
 * @unconfirmed: it did not say that it had destroyed its queues
 * @bar: BAR0
 * @bar_bytes: its length
 * @db_zone: doorbell page 0
 * @db_zone_bytes: from there to the end of the BAR
 * @db_page_bytes: stride of doorbell pages
 * @smc: shared-memory channel
 * @aborted: the driver is leaving
 * @state: enum mana_gdma_state; written by mana_gdma_set_state() only
 * @counts: by enum mana_fault and enum mana_gdma_counter
 * @odd_told: the log has a line about an odd answer
 * @client_lock: protects @ops and @ctx; a fault is told under it
 * @ops: of the client
 * @ctx: argument of @ops
 * @info: what clients may know of it
 * @registered: REGISTER_DEVICE succeeded
 * @hwc: the hardware channel; NULL while OFF
 * @wake: something that is waited for came, or will not come
 * @limbo_lock: protects @limbo
 * @limbo: memory that the device may still write to
 * @cqs: completion queues by id
 * @num_vectors: entries of @vectors
 * @vectors: kept over stop and start, so that a user's affinity survives
 * @vector_lock: one request_irq() at a time
 * @test_lock: test events carry no cookie: one at a time
 * @activity: last activity id
 * @link_work: tells the client of link changes
 * @link_changed: vPorts with news
 * @link_up: their last known state
 */
struct mana_gdma {
	struct pci_dev *pdev;
	struct pci_saved_state *config;
	bool was_up;
	bool unconfirmed;
	void __iomem *bar;
	resource_size_t bar_bytes;
	void __iomem *db_zone;
	u64 db_zone_bytes;
	u32 db_page_bytes;
	void __iomem *smc;
	bool aborted;
	atomic_t state;
	atomic64_t counts[MANA_GDMA_COUNTERS];
	bool odd_told;
	spinlock_t client_lock;		/* ops and ctx */
	const struct mana_client_ops *ops;
	void *ctx;
	struct mana_gdma_info info;
	bool registered;
	struct mana_hwc *hwc;
	wait_queue_head_t wake;
	struct mutex limbo_lock;	/* the list */
	struct list_head limbo;
	struct xarray cqs;
	unsigned int num_vectors;
	struct mana_vector *vectors;
	struct mutex vector_lock;	/* one request_irq() */
	struct mutex test_lock;		/* one test event */
	atomic_t activity;
	struct work_struct link_work;
	DECLARE_BITMAP(link_changed, MANA_LINK_PORTS + 1);
	DECLARE_BITMAP(link_up, MANA_LINK_PORTS + 1);
};

/*
 * The files from the ground up: each uses those above it in this list, none
 * below, and none beside it on the same line (`make static` checks that).
 *
 *	state.c
 *	regs.c		mem.c		event.c
 *	smc.c		queue.c		irq.c
 *	hwc.c
 *	cmd.c
 *	eq.c
 *	hwc_boot.c
 *	life.c
 */

/* state.c */
void mana_gdma_init_state(struct mana_gdma *gd);
bool mana_gdma_can_send(const struct mana_gdma *gd);
bool mana_gdma_set_state(struct mana_gdma *gd, enum mana_gdma_state from,
			 enum mana_gdma_state to);
enum mana_gdma_state mana_gdma_state(const struct mana_gdma *gd);
void mana_gdma_counted(struct mana_gdma *gd, u32 which);
void mana_gdma_link_event(struct mana_gdma *gd, u32 vport, bool up);

/* regs.c */
int mana_regs_map(struct mana_gdma *gd);
void mana_regs_unmap(struct mana_gdma *gd);
int mana_regs_check(struct mana_gdma *gd);
bool mana_regs_gone(const struct mana_gdma *gd);
void __iomem *mana_regs_db_page(const struct mana_gdma *gd, u64 index);

/* mem.c */
int mana_qmem_alloc(struct mana_gdma *gd, struct mana_qmem *mem, u32 bytes);
void mana_qmem_free(struct mana_gdma *gd, struct mana_qmem *mem);
void mana_qmem_reap(struct mana_gdma *gd);

/* event.c */
int mana_eq_process(struct mana_eq *eq);

/* smc.c */
int mana_smc_establish(struct mana_gdma *gd, const dma_addr_t ring[SMC_FRAMES],
		       u16 msix, bool reset);
int mana_smc_destroy(struct mana_gdma *gd);

/* irq.c */
int mana_vectors_alloc(struct mana_gdma *gd);
void mana_vectors_free(struct mana_gdma *gd);
int mana_vector_attach(struct mana_gdma *gd, unsigned int index,
		       struct mana_eq *eq);
void mana_vector_detach(struct mana_eq *eq);

/* hwc.c */
void mana_hwc_post_rx(struct mana_hwc *hwc);
void mana_hwc_cq_event(void *ctx);
int mana_hwc_wait(struct mana_gdma *gd, const bool *done, u32 timeout_ms);
void mana_hwc_set_timeout(struct mana_gdma *gd, u32 timeout_ms);
u32 mana_hwc_timeout(const struct mana_gdma *gd);

/* cmd.c */
int mana_cmd_verify(struct mana_gdma *gd);
int mana_cmd_negotiate_timeout(struct mana_gdma *gd);
int mana_cmd_list_devices(struct mana_gdma *gd);
int mana_cmd_max_resources(struct mana_gdma *gd);
int mana_cmd_test_eqe(struct mana_gdma *gd, __le32 dev_id, u32 eq_id);
int mana_cmd_create_eq(struct mana_gdma *gd, struct mana_qmem *mem, u32 msix,
		       u32 *id);
void mana_cmd_disable_eq(struct mana_gdma *gd, struct mana_qmem *mem, u32 id);

/* eq.c */
int mana_eq_test(struct mana_eq *eq, u32 timeout_ms);

/* hwc_boot.c */
int mana_hwc_start(struct mana_gdma *gd);
int mana_hwc_take_down(struct mana_hwc *hwc);
void mana_hwc_free(struct mana_gdma *gd);

#endif /* _MANA_GDMA_PRIV_H */
