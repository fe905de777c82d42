/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Inside the device model: what the GDMA half (emulator/device) offers to the
 * Ethernet half (emulator/eth), and the reverse. Arrows go eth -> device, but
 * for the client operations that the Ethernet half registers downward.
 */
#ifndef EMU_DEV_H
#define EMU_DEV_H

#include "emu.h"

/* ---- violations (emulator/device/rules.c) ---- */

/*
 * Record a violation of rule @rule of device-behaviour 11 (1..100). The text
 * of the first hit is kept with its object; severity comes from the table.
 */
void emu_violation(struct mana_dev *dev, unsigned int rule, const char *fmt,
		   ...) __attribute__((format(printf, 3, 4)));

/* The part of a rule that fails no run: shipped drivers do it, or the sheet
 * leaves it open. Severity L in the report, whatever the rule's own. */
void emu_lint(struct mana_dev *dev, unsigned int rule, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- host access ---- */

const struct emu_config *emu_cfg(const struct mana_dev *dev);
int emu_dma_read(struct mana_dev *dev, uint64_t iova, void *buf, size_t len);
int emu_dma_write(struct mana_dev *dev, uint64_t iova, const void *buf,
		  size_t len);
bool emu_dma_ok(struct mana_dev *dev, uint64_t iova, uint64_t len, bool write);
uint64_t emu_now_ns(struct mana_dev *dev);
void emu_net_tx(struct mana_dev *dev, unsigned int port, const void *frame,
		size_t len);

/* ---- queues (emulator/device) ---- */

struct emu_eq;
struct emu_cq;
struct emu_wq;

/**
 * enum emu_wq_kind - wire value of the queue type (gdma 7)
 */
enum emu_wq_kind {
	EMU_SQ = 1,
	EMU_RQ = 2,
};

/**
 * struct emu_sge - one scatter/gather entry as fetched (gdma 10.2)
 */
struct emu_sge {
	uint64_t addr;
	uint32_t mkey;
	uint32_t len;
};

#define EMU_MAX_SGE 31

/**
 * struct emu_wqe - a work-queue entry, fetched once and decoded (gdma 10)
 * @wq: queue it was fetched from
 * @offset: byte offset in the ring where it starts (masked)
 * @len: its length in bytes, a multiple of 32
 * @num_sge: entries in @sge
 * @oob_len: 8, 24 or 32
 * @oob: inline client OOB
 * @last_vbytes: header dword 0 bits 31:24
 * @oob_in_sgl: client_oob_in_sgl
 * @client_data_unit: MSS on an SQ
 * @sge: the list
 * @data_len: sum of the SGE lengths
 */
struct emu_wqe {
	const struct emu_wq *wq;
	uint32_t offset;
	uint32_t len;
	unsigned int num_sge;
	unsigned int oob_len;
	uint8_t oob[32];
	uint8_t last_vbytes;
	bool oob_in_sgl;
	uint16_t client_data_unit;
	struct emu_sge sge[EMU_MAX_SGE];
	uint64_t data_len;
};

/**
 * enum emu_fetch - result of looking for the next WQE
 */
enum emu_fetch {
	EMU_FETCH_NONE,		/* nothing published */
	EMU_FETCH_OK,
	EMU_FETCH_BAD,		/* malformed: violation recorded, see vendor error */
};

/*
 * A work queue and its completion queue, made together as CREATE_WQ_OBJ does
 * (ethernet 1.5). Both region handles are consumed on success only; every
 * rule that concerns regions, sizes, ids and the parent EQ is checked (and
 * recorded) inside. @owner is handed back to the client's wq_doorbell().
 * Returns 0, or the status of the response (device-behaviour 5.2).
 */
struct emu_wq_params {
	enum emu_wq_kind kind;
	uint64_t wq_region, cq_region;
	uint32_t wq_size, cq_size;
	uint32_t parent_eq;
	uint32_t db_page;	/* page that may ring it (CONFIG_VPORT_TX) */
	uint32_t mkey;		/* key that its SGEs must carry */
	void *owner;
};

uint32_t emu_wq_create(struct mana_dev *dev, const struct emu_wq_params *p,
		       struct emu_wq **wq);
/* Stops DMA and completions, frees ids (after a pause) and both regions. */
void emu_wq_destroy(struct mana_dev *dev, struct emu_wq *wq);
uint32_t emu_wq_id(const struct emu_wq *wq);
struct emu_cq *emu_wq_cq(const struct emu_wq *wq);
uint32_t emu_cq_id(const struct emu_cq *cq);
void *emu_wq_owner(const struct emu_wq *wq);
/* Bytes published by the driver and not yet consumed by the model. */
uint32_t emu_wq_pending(const struct emu_wq *wq);

/*
 * Fetch the next published WQE (checks ..R-68 on the way; SGE
 * addresses and keys R-69..R-72 too). EMU_FETCH_BAD sets @vendor_err
 * (device-behaviour 7.4) and consumes nothing: the queue is to be disabled.
 */
enum emu_fetch emu_wq_fetch(struct mana_dev *dev, struct emu_wq *wq,
			    struct emu_wqe *wqe, uint32_t *vendor_err);
/* The entry is consumed: head advances by wqe->len. */
void emu_wq_consume(struct mana_dev *dev, struct emu_wq *wq,
		    const struct emu_wqe *wqe);
/* No more fetches; doorbells are still accepted and ignored. */
void emu_wq_disable(struct emu_wq *wq);
bool emu_wq_disabled(const struct emu_wq *wq);

/* Gather @len bytes from @off of the SGL; -EFAULT on a DMA fault. */
int emu_wqe_gather(struct mana_dev *dev, const struct emu_wqe *wqe,
		   uint64_t off, void *buf, size_t len);
/* Scatter into the SGL; returns bytes written (may be short), or -EFAULT. */
int64_t emu_wqe_scatter(struct mana_dev *dev, const struct emu_wqe *wqe,
			const void *buf, size_t len);

/*
 * Post a CQE: 60 bytes of client data, the model adds WQ id, is_sq and owner
 * bits (gdma 9.1), notifies when armed (gdma 9.3). It gives back to the driver
 * what was consumed so far.
 */
void emu_cq_post(struct mana_dev *dev, struct emu_cq *cq,
		 const struct emu_wq *wq, const void *data60);

/* Post an event to the HWC's EQ (link, timeout, reset: gdma 8). */
void emu_hwc_event(struct mana_dev *dev, uint8_t type, uint32_t data);

/* pdid / mkey / doorbell page handed out by REGISTER_DEVICE for type 2. */
bool emu_registered(const struct mana_dev *dev);
uint32_t emu_reg_pdid(const struct mana_dev *dev);
uint32_t emu_reg_mkey(const struct mana_dev *dev);
uint32_t emu_reg_db_page(const struct mana_dev *dev);
/* Random non-zero, not all-ones 64-bit handle, never given out before. */
uint64_t emu_new_handle(struct mana_dev *dev);
/* Live objects by kind for reports: gdma counts its own and asks the client. */

/* ---- the Ethernet client (emulator/eth) ---- */

/**
 * struct emu_request - one HWC request, already read into private memory
 * @type: message code
 * @req_version: version of the request
 * @resp_version: newest response version the driver understands
 * @body: whole message, header included (offsets as in the sheets)
 * @len: its true length
 * @resp: response buffer, zero-filled, header filled in by the engine
 * @resp_cap: bytes the driver asked for (resp.msg_size)
 * @resp_len: bytes to deliver; preset to @resp_cap for client messages
 * @resp_ver: version reported; preset to the requested one
 */
struct emu_request {
	uint32_t type;
	uint16_t req_version;
	uint16_t resp_version;
	const uint8_t *body;
	size_t len;
	uint8_t *resp;
	size_t resp_cap;
	size_t resp_len;
	uint16_t resp_ver;
};

#define EMU_ST_OK 0u
#define EMU_ST_FAIL 1u
#define EMU_ST_MORE 0x105u
#define EMU_ST_UNSUPPORTED 0xFFFFFFFFu

/**
 * struct emu_client_ops - the Ethernet half, as the GDMA half sees it
 * @init: make the client's state for @dev; NULL when out of memory
 * @free: and free it
 * @reset: forget every object; queues are still live at this call and are
 *	destroyed by the client (SMC DESTROY, FLR, VM reset)
 * @request: execute a 0x2xxxx message; returns the status
 * @wq_doorbell: the driver published work on @wq; only note it
 * @work: do at most @budget units; true when some is left
 * @rx: a frame from the wire
 * @set_link: administrative link state of a port
 * @live: add the live object counts to the JSON object (report, R-46)
 * @live_count: number of live WQ objects (DEREGISTER, R-27)
 * @report: add "ports" and "stats"
 * @next_ns: nanoseconds until work() is wanted without any event; UINT64_MAX
 */
struct emu_client_ops {
	void *(*init)(struct mana_dev *dev);
	void (*free)(void *client);
	void (*reset)(void *client);
	uint32_t (*request)(void *client, struct emu_request *rq);
	void (*wq_doorbell)(void *client, struct emu_wq *wq);
	bool (*work)(void *client, unsigned int budget);
	void (*rx)(void *client, unsigned int port, const void *frame,
		   size_t len);
	int (*set_link)(void *client, unsigned int port, bool up);
	void (*live)(void *client, json_t *live);
	unsigned int (*live_count)(void *client);
	void (*report)(void *client, json_t *report);
	uint64_t (*next_ns)(void *client);
};

extern const struct emu_client_ops emu_eth_client;

#endif /* EMU_DEV_H */
