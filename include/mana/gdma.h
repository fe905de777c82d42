/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 2: the device below any client. Registers, shared-memory channel,
 * hardware channel, queue memory, interrupts and the typed GDMA commands.
 * Nothing here knows a net_device.
 */
#ifndef _MANA_GDMA_H
#define _MANA_GDMA_H

#include <linux/errno.h>
#include <linux/types.h>

#include <mana/doorbell.h>
#include <mana/gdma_wire.h>
#include <mana/ring.h>

struct device;
struct mana_gdma;
struct mana_eq;
struct mana_cq;
struct mana_limbo;
struct pci_dev;

/**
 * enum mana_fault - why trust in the device was lost
 * @MANA_FAULT_HWC_TIMEOUT: a command was not answered in time
 * @MANA_FAULT_HWC_PROTOCOL: the channel itself broke its rules
 * @MANA_FAULT_EQ_OVERRUN: events were lost
 * @MANA_FAULT_CQ_OVERRUN: completions were lost
 * @MANA_FAULT_RESET_REQUEST: the device asks to be reset (EQE 135)
 * @MANA_FAULT_FPGA_RECONFIG: the device is about to vanish (EQE 132)
 * @MANA_FAULT_TX_QUEUE_DEAD: CQE 42, or completions stopped
 * @MANA_FAULT_RX_QUEUE_LOST: packets no longer match their buffers
 * @MANA_FAULT_QUEUE_STUCK: the device does not let go of a queue, and does not
 *	let its port be bound anew
 * @MANA_FAULT_GONE: registers read all ones
 * @MANA_FAULT_COUNT: number of reasons
 *
 * The one argument of mana_gdma_report_fault(): each has a counter.
 */
enum mana_fault {
	MANA_FAULT_HWC_TIMEOUT,
	MANA_FAULT_HWC_PROTOCOL,
	MANA_FAULT_EQ_OVERRUN,
	MANA_FAULT_CQ_OVERRUN,
	MANA_FAULT_RESET_REQUEST,
	MANA_FAULT_FPGA_RECONFIG,
	MANA_FAULT_TX_QUEUE_DEAD,
	MANA_FAULT_RX_QUEUE_LOST,
	MANA_FAULT_QUEUE_STUCK,
	MANA_FAULT_GONE,
	MANA_FAULT_COUNT
};

/**
 * struct mana_client_ops - what the layers above want to be told
 * @link: a port's link changed; an index that no port has means all; process
 *	context
 * @fault: trust in the device was lost; any context, must only note it
 *
 * Registered downward once per device with mana_gdma_set_client().
 */
struct mana_client_ops {
	void (*link)(void *ctx, u32 vport_index, bool up);
	void (*fault)(void *ctx, enum mana_fault why);
};

/**
 * struct mana_gdma_info - what clients may know of a device
 * @dev: for messages and DMA; always valid, as is
 * @node: its NUMA node
 * @bounces: all of its DMA is copied through a small pool of memory
 * @pf_caps: GDMA pf_cap_flags1; valid while started, as is all down to
 *	@eth_dev_id
 * @max_sq: send queues of the function
 * @max_rq: receive queues
 * @max_cq: completion queues
 * @max_eq: event queues
 * @data_vectors: MSI-X vectors for data EQs (the HWC's not counted), >= 1
 * @max_cq_id: every CQ id is below this
 * @eth_dev_id: the Ethernet device as listed, wire order
 * @pdid: protection domain of the queues; valid while registered, as are
 * @mkey: key of all memory, and
 * @db_page: doorbell page, checked against BAR0
 *
 * Written by layer 2 alone, in process context, while it starts or registers.
 */
struct mana_gdma_info {
	struct device *dev;
	int node;
	bool bounces;
	u64 pf_caps;
	u32 max_sq;
	u32 max_rq;
	u32 max_cq;
	u32 max_eq;
	u32 data_vectors;
	u32 max_cq_id;
	__le32 eth_dev_id;
	u32 pdid;
	u32 mkey;
	u32 db_page;
};

/* ---- life cycle (process context) ---- */

/* Map BAR0, set the DMA mask, allocate; nothing is asked of the device. */
struct mana_gdma *mana_gdma_alloc(struct pci_dev *pdev);
void mana_gdma_free(struct mana_gdma *gd);

/*
 * Bring-up: check registers, vectors, HWC with its self-test,
 * VERIFY, [QUERY_HWC_TIMEOUT], LIST_DEVICES, QUERY_MAX_RESOURCES. On error
 * everything is undone. mana_gdma_stop() mirrors it and is idempotent;
 * may be followed by another start (reset).
 */
int mana_gdma_start(struct mana_gdma *gd);
void mana_gdma_stop(struct mana_gdma *gd);
/* No start succeeds after this; one under way fails at once. Any context. */
void mana_gdma_abort(struct mana_gdma *gd);
/* Of a stopped device whose slot was reset: is it there? */
bool mana_gdma_answers(struct mana_gdma *gd);
/* Does it answer to configuration requests? Was it pulled out? */
bool mana_gdma_present(const struct mana_gdma *gd);
bool mana_gdma_disconnected(const struct mana_gdma *gd);

/* REGISTER_DEVICE / DEREGISTER_DEVICE of the type-2 device. */
int mana_gdma_register(struct mana_gdma *gd);
void mana_gdma_deregister(struct mana_gdma *gd);

void mana_gdma_set_client(struct mana_gdma *gd,
			  const struct mana_client_ops *ops, void *ctx);

/* ---- asking ---- */

const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd);
/* True when the channel still answers: false after a fault or surprise removal. */
bool mana_gdma_alive(const struct mana_gdma *gd);

/* ---- faults ---- */

/* The one door to recovery: counts, marks, tells the client. Any context. */
void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why);

/* What layer 2 counts: each fault, and what was not worth one. */
enum mana_gdma_counter {
	MANA_COUNT_STALE_ANSWER = MANA_FAULT_COUNT,	/* nobody waited for it */
	MANA_COUNT_BAD_ANSWER,		/* answer or completion refused */
	MANA_COUNT_IGNORED_EVENT,	/* unknown type, or for an unknown CQ */
	MANA_COUNT_ODD_ANSWER,		/* fields are not as asked; believed */
	MANA_COUNT_ODD_REGISTER,	/* of BAR0; not needed to be otherwise */
	MANA_COUNT_POLLED,		/* found without an interrupt */
	MANA_COUNT_RETAINED,		/* memory kept until the next stop */
	MANA_GDMA_COUNTERS
};

/* For @which below MANA_GDMA_COUNTERS; they outlive resets. Any context. */
u64 mana_gdma_count(const struct mana_gdma *gd, u32 which);
const char *mana_gdma_count_name(u32 which);

/* Enough for the names of all faults, each with ", " behind it. */
#define MANA_FAULT_NAMES_BYTES	160

/* ---- hardware channel ---- */

/*
 * Fill the header of @req: code, sizes and versions both ways, dev_id of the
 * Ethernet device for client messages (code >= 0x20000) and 0 for GDMA ones.
 */
void mana_hwc_init_req(struct mana_gdma *gd, struct gdma_req_hdr *req,
		       u32 code, u32 req_bytes, u32 resp_bytes);
/*
 * Send one request and wait for its answer. Sleeps. @resp gets at most
 * resp_bytes of the request's header, the rest is zeroed.
 * 0; -EOPNOTSUPP (status 0xFFFFFFFF); -EPROTO (any other refusal); -EBADMSG (an
 * answer that cannot be believed); -ETIMEDOUT; -ENODEV once the channel is dead.
 * Answers with status 0x105 return 0 with the status left in the header.
 */
int mana_hwc_send(struct mana_gdma *gd, struct gdma_req_hdr *req,
		  struct gdma_resp_hdr *resp);

/**
 * mana_hwc_unsure - may the device have done what it was asked?
 * @err: of mana_hwc_send()
 *
 * Return: false after success and after a refusal, which did nothing.
 */
static inline bool mana_hwc_unsure(int err)
{
	return err == -EBADMSG || err == -ETIMEDOUT || err == -ENODEV;
}

/**
 * mana_hwc_answer_has - does an answer have a field?
 * @resp: header of a successful answer of mana_hwc_send()
 * @version: that brought the field; 0: it was always there
 * @end: offset behind the field
 *
 * Older devices leave anything where newer ones have a field.
 */
static inline bool mana_hwc_answer_has(const struct gdma_resp_hdr *resp,
				       u32 version, size_t end)
{
	return le16_to_cpu(resp->response.msg_version) >= version &&
	       le32_to_cpu(resp->response.msg_size) >= end;
}

/* ---- queue memory ---- */

/**
 * struct mana_qmem - DMA memory of one ring and the region made of it
 * @va: zero-filled memory, or where it begins
 * @dma: its bus address
 * @pieces: what it is made of when it is not contiguous
 * @bytes: power of two, >= 4096
 * @region: DMA region handle; GDMA_NO_REGION when none, or once consumed
 * @unsure: the device may know it although nobody can ask for it back
 * @limbo: its pieces, and where it waits for the device to be stopped
 */
struct mana_qmem {
	void *va;
	dma_addr_t dma;
	struct mana_ring_pieces pieces;
	u32 bytes;
	u64 region;
	bool unsure;
	struct mana_limbo *limbo;
};

/*
 * The region of a ring, right before the command that consumes it: a device may
 * hold few that belong to no queue. Destroyed again only when that command
 * fails; idempotent.
 */
int mana_cmd_create_region(struct mana_gdma *gd, struct mana_qmem *mem);
void mana_cmd_destroy_region(struct mana_gdma *gd, struct mana_qmem *mem);

/* ---- event queues ---- */

/*
 * Create EQ number @index of a port (vector (index % data_vectors) + 1) with
 * its region, and prove it with a test EQE. @entries: power of two >= 256.
 * ERR_PTR on failure.
 */
struct mana_eq *mana_eq_create(struct mana_gdma *gd, u32 index, u32 entries);
/* Flush with a test EQE (skipped when the channel is dead), disable, free. */
void mana_eq_destroy(struct mana_eq *eq);
u32 mana_eq_id(const struct mana_eq *eq);
/* Linux irq number and the CPU it is hinted to (for XPS, napi locality). */
/* Take events that no interrupt brought. How many, for the caller to count. */
int mana_eq_look(struct mana_eq *eq);
int mana_eq_irq(const struct mana_eq *eq);
int mana_eq_cpu(const struct mana_eq *eq);

/* ---- completion queues ---- */

/**
 * struct mana_cq - a completion queue
 * @ring: consumer side
 * @mem: its memory
 * @db: doorbell page it is rung through
 * @id: valid between mana_cq_bind() and mana_cq_unbind()
 * @bound: events find the queue
 * @overrun: entries were lost; the fault was reported
 * @handler: called in hard-IRQ context when an armed CQ got entries
 * @ctx: its argument
 * @gd: its device
 *
 * The pattern: mana_cq_init(), then the client's create command fills in the
 * id, then mana_cq_bind() lets events find it. Tear-down: mana_cq_unbind(),
 * mana_gdma_quiesce() once for any number of CQs, then mana_cq_fini().
 */
struct mana_cq {
	struct mana_cring ring;
	struct mana_qmem mem;
	void __iomem *db;
	u32 id;
	bool bound;
	bool overrun;
	void (*handler)(void *ctx);
	void *ctx;
	struct mana_gdma *gd;
};

/* Memory for @entries (power of two, >= 64) entries. */
int mana_cq_init(struct mana_gdma *gd, struct mana_cq *cq, u32 entries,
		 void (*handler)(void *ctx), void *ctx);
void mana_cq_fini(struct mana_cq *cq);
/* -EINVAL: id out of range or in use. */
int mana_cq_bind(struct mana_cq *cq, u32 id);
void mana_cq_unbind(struct mana_cq *cq);
/* Wait until no handler of an unbound CQ can still run. */
void mana_gdma_quiesce(struct mana_gdma *gd);

/*
 * Take one entry. 1: copied to @cqe and consumed; 0: empty; -EIO: overrun,
 * reported once, the ring stays silent until it is recreated.
 */
int mana_cq_poll(struct mana_cq *cq, struct gdma_cqe *cqe);
/* Publish the consumer position; with @arm ask for one event. */
void mana_cq_ring(struct mana_cq *cq, bool arm);
/*
 * Have events wait for @comps completions or @usec; 0: not. Only for devices
 * with GDMA_PF_CAP_DIM.
 */
void mana_cq_moderate(struct mana_cq *cq, u32 usec, u32 comps);

/* ---- work queues ---- */

/**
 * struct mana_wq - a send or receive queue
 * @ring: producer side (free space, posting: see mana/ring.h)
 * @mem: its memory
 * @db: doorbell page it is rung through
 * @id: from the client's create command
 * @is_sq: which kind
 * @gd: its device
 */
struct mana_wq {
	struct mana_wring ring;
	struct mana_qmem mem;
	void __iomem *db;
	u32 id;
	bool is_sq;
	struct mana_gdma *gd;
};

/* Memory of @bytes (power of two, >= 4096). */
int mana_wq_init(struct mana_gdma *gd, struct mana_wq *wq, bool is_sq,
		 u32 bytes);
void mana_wq_fini(struct mana_wq *wq);
/* Write barrier and one doorbell with the ring's head. */
void mana_wq_ring(struct mana_wq *wq);

#endif /* _MANA_GDMA_H */
