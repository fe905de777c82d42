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

/**
 * emu_violation() - record a violation
 * @dev: model
 * @rule: 1 to 100 (device-behaviour 11); its severity comes from the table
 * @fmt: what was seen, kept for the first hit; with its arguments
 */
void emu_violation(struct mana_dev *dev, unsigned int rule, const char *fmt,
		   ...) __attribute__((format(printf, 3, 4)));

/**
 * emu_lint() - record a hit of the part of a rule that fails no run
 * @dev: model
 * @rule: as in emu_violation(); severity L in the report, whatever its own
 * @fmt: as there
 *
 * For what shipped drivers do, or docs/spec leaves open.
 */
void emu_lint(struct mana_dev *dev, unsigned int rule, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- host access: the operations of struct emu_host_ops ---- */

/**
 * emu_cfg() - what the adapter presents
 * @dev: model
 *
 * Return: its configuration.
 */
const struct emu_config *emu_cfg(const struct mana_dev *dev);

/**
 * emu_dma_read() - copy guest memory in
 * @dev: model
 * @iova: first byte
 * @buf: filled
 * @len: bytes
 *
 * Return: 0 or -EFAULT.
 */
int emu_dma_read(struct mana_dev *dev, uint64_t iova, void *buf, size_t len);

/**
 * emu_dma_write() - copy out to guest memory
 * @dev: model
 * @iova: first byte
 * @buf: bytes
 * @len: their number
 *
 * Return: 0 or -EFAULT.
 */
int emu_dma_write(struct mana_dev *dev, uint64_t iova, const void *buf,
		  size_t len);

/**
 * emu_dma_ok() - is guest memory mapped
 * @dev: model
 * @iova: first byte
 * @len: bytes
 * @write: for the device to write
 *
 * Return: true when all of it is.
 */
bool emu_dma_ok(struct mana_dev *dev, uint64_t iova, uint64_t len, bool write);

/**
 * emu_now_ns() - the time
 * @dev: model
 *
 * Return: nanoseconds, monotonic.
 */
uint64_t emu_now_ns(struct mana_dev *dev);

/**
 * emu_net_tx() - a frame leaves a port
 * @dev: model
 * @port: from where
 * @frame: bytes, copied
 * @len: their number
 */
void emu_net_tx(struct mana_dev *dev, unsigned int port, const void *frame,
		size_t len);

/* ---- queues (emulator/device) ---- */

struct emu_eq;
struct emu_cq;
struct emu_wq;

/**
 * enum emu_wq_kind - wire value of the queue type (gdma 7)
 * @EMU_SQ: send queue
 * @EMU_RQ: receive queue
 */
enum emu_wq_kind {
	EMU_SQ = 1,
	EMU_RQ = 2,
};

/**
 * struct emu_sge - one scatter/gather entry as fetched (gdma 10.2)
 * @addr: first byte
 * @mkey: memory key
 * @len: bytes
 */
struct emu_sge {
	uint64_t addr;
	uint32_t mkey;
	uint32_t len;
};

#define EMU_MAX_SGE 31
/* parent of a CQ that makes no events (ethernet 1.5) */
#define EMU_NO_EQ 0xffffu

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
 * @EMU_FETCH_NONE: nothing is published
 * @EMU_FETCH_OK: here it is
 * @EMU_FETCH_BAD: malformed; recorded
 */
enum emu_fetch {
	EMU_FETCH_NONE,
	EMU_FETCH_OK,
	EMU_FETCH_BAD,
};

/* bounds of interrupt moderation (ethernet 7.3) */
#define MOD_COMP_MAX 255u
#define MOD_USEC_MAX 1023u

/**
 * struct emu_moderation - interrupt moderation of a CQ
 * @comps: completions that an event waits for, 0 or 1: for none
 * @usec: time that it waits for them, 0 with @comps: MOD_USEC_MAX
 */
struct emu_moderation {
	uint16_t comps, usec;
};

/**
 * struct emu_wq_params - a work queue and its CQ, to be made (ethernet 1.5)
 * @kind: SQ or RQ
 * @wq_region: its memory
 * @cq_region: the CQ's
 * @wq_size: bytes of the former
 * @cq_size: bytes of the latter
 * @parent_eq: id of the EQ that gets the CQ's events, EMU_NO_EQ: it has none
 * @db_page: page that may ring both (CONFIG_VPORT_TX)
 * @mkey: key that its SGEs must carry
 * @mod: interrupt moderation of the CQ
 * @owner: handed back to the client's wq_doorbell()
 */
struct emu_wq_params {
	enum emu_wq_kind kind;
	uint64_t wq_region, cq_region;
	uint32_t wq_size, cq_size;
	uint32_t parent_eq;
	uint32_t db_page;
	uint32_t mkey;
	struct emu_moderation mod;
	void *owner;
};

/**
 * emu_wq_create() - make a work queue and its CQ
 * @dev: model
 * @p: how; both regions are consumed on success only
 * @wq: the queue
 *
 * Every rule that concerns regions, sizes, ids and the EQ is checked.
 *
 * Return: 0, or the status of the answer (device-behaviour 5.2).
 */
uint32_t emu_wq_create(struct mana_dev *dev, const struct emu_wq_params *p,
		       struct emu_wq **wq);

/**
 * emu_wq_destroy() - destroy both: no DMA and no completion afterwards
 * @dev: model
 * @wq: queue
 */
void emu_wq_destroy(struct mana_dev *dev, struct emu_wq *wq);

/**
 * emu_wq_id() - its id
 * @wq: queue
 *
 * Return: the number.
 */
uint32_t emu_wq_id(const struct emu_wq *wq);

/**
 * emu_wq_cq() - its CQ
 * @wq: queue
 *
 * Return: the queue.
 */
struct emu_cq *emu_wq_cq(const struct emu_wq *wq);

/**
 * emu_cq_id() - its id
 * @cq: queue
 *
 * Return: the number.
 */
uint32_t emu_cq_id(const struct emu_cq *cq);

/**
 * emu_wq_owner() - whose it is
 * @wq: queue
 *
 * Return: what emu_wq_create() was given.
 */
void *emu_wq_owner(const struct emu_wq *wq);

/**
 * emu_wq_pending() - what is left to do
 * @wq: queue
 *
 * Return: bytes published and not consumed, 0 when it is disabled.
 */
uint32_t emu_wq_pending(const struct emu_wq *wq);

/**
 * emu_wq_fetch() - fetch and check the next entry
 * @dev: model
 * @wq: queue
 * @wqe: filled
 * @vendor_err: of CQE 42, when the entry is bad (device-behaviour 7.4); then
 *	nothing is consumed and the queue is to be disabled
 *
 * Return: what was found.
 */
enum emu_fetch emu_wq_fetch(struct mana_dev *dev, struct emu_wq *wq,
			    struct emu_wqe *wqe, uint32_t *vendor_err);

/**
 * emu_wq_consume() - an entry is done with
 * @dev: model
 * @wq: queue
 * @wqe: entry that was fetched
 */
void emu_wq_consume(struct mana_dev *dev, struct emu_wq *wq,
		    const struct emu_wqe *wqe);

/**
 * emu_wq_disable() - nothing is fetched any more; doorbells are ignored
 * @wq: queue
 */
void emu_wq_disable(struct emu_wq *wq);

/**
 * emu_wq_disabled() - was it disabled
 * @wq: queue
 *
 * Return: true when it was.
 */
bool emu_wq_disabled(const struct emu_wq *wq);

/**
 * emu_wqe_gather() - read data of an entry's list
 * @dev: model
 * @wqe: entry
 * @off: first byte of the list's data
 * @buf: filled
 * @len: bytes
 *
 * Return: 0 or -EFAULT.
 */
int emu_wqe_gather(struct mana_dev *dev, const struct emu_wqe *wqe,
		   uint64_t off, void *buf, size_t len);

/**
 * emu_wqe_scatter() - write data into an entry's list
 * @dev: model
 * @wqe: entry
 * @buf: bytes
 * @len: their number
 *
 * Return: bytes written, fewer when the list is shorter, or -EFAULT.
 */
int64_t emu_wqe_scatter(struct mana_dev *dev, const struct emu_wqe *wqe,
			const void *buf, size_t len);

/**
 * emu_cq_moderation() - interrupt moderation as it is now
 * @cq: queue
 *
 * Return: what CREATE_WQ_OBJ or the last doorbell said.
 */
struct emu_moderation emu_cq_moderation(const struct emu_cq *cq);

/**
 * emu_cq_held() - what moderation did
 * @cq: queue
 *
 * Return: completions that did not make an event at once.
 */
uint64_t emu_cq_held(const struct emu_cq *cq);

/**
 * emu_cq_post() - post a completion, tell the driver if armed (gdma 9)
 * @dev: model
 * @cq: queue
 * @wq: whose completion; gives back to the driver what was consumed so far
 * @data60: client data; the model adds WQ id, kind and owner bits
 */
void emu_cq_post(struct mana_dev *dev, struct emu_cq *cq,
		 const struct emu_wq *wq, const void *data60);

/**
 * emu_hwc_event() - post an event to the channel's EQ (gdma 8)
 * @dev: model
 * @type: of the event; 132 and 135 silence the channel
 * @data: first dword
 */
void emu_hwc_event(struct mana_dev *dev, uint8_t type, uint32_t data);

/* What REGISTER_DEVICE handed out for the Ethernet device. */
bool emu_registered(const struct mana_dev *dev);
uint32_t emu_reg_pdid(const struct mana_dev *dev);
uint32_t emu_reg_mkey(const struct mana_dev *dev);
uint32_t emu_reg_db_page(const struct mana_dev *dev);

/**
 * emu_new_handle() - a handle for an object
 * @dev: model
 *
 * Return: a number without pattern, never 0, all ones, or given out before.
 */
uint64_t emu_new_handle(struct mana_dev *dev);

/* ---- refused destruction (emulator/device/traits.c) ---- */

/**
 * emu_refuse() - an object is about to be destroyed: is that refused?
 * @dev: model
 * @trait: the one that refuses it
 * @handle: of the object, 0: it has none that could be asked for again
 *
 * The caller destroys it in any case and calls emu_refuse_end(). What its rings
 * were made of counts as in use until the channel goes; a driver that takes it
 * back earlier is told so (R-36 and R-96, lint).
 *
 * Return: status of the answer.
 */
uint32_t emu_refuse(struct mana_dev *dev, enum emu_trait trait,
		    uint64_t handle);
void emu_refuse_end(struct mana_dev *dev);

/**
 * emu_was_refused() - may a driver ask once more for the end of an object
 * @dev: model
 * @handle: of it
 *
 * Return: true when its destruction was refused.
 */
bool emu_was_refused(const struct mana_dev *dev, uint64_t handle);

/* ---- the Ethernet client (emulator/eth) ---- */

/**
 * struct emu_request - one HWC request, already read into private memory
 * @type: message code
 * @req_version: version of the request
 * @known_version: the same, or the newest that the firmware knows
 * @resp_version: newest response version the driver understands
 * @body: whole message, header included (offsets as in docs/spec)
 * @len: its true length
 * @resp: response buffer, zero-filled, header filled in by the engine
 * @resp_cap: bytes the driver asked for (resp.msg_size)
 * @resp_len: bytes to deliver; preset to @resp_cap for client messages
 * @resp_ver: version reported; preset to the requested one
 * @resp_known: bytes that an answer of @resp_version has, 0 when it is no
 *	client message
 */
struct emu_request {
	uint32_t type;
	uint16_t req_version, known_version;
	uint16_t resp_version;
	const uint8_t *body;
	size_t len;
	uint8_t *resp;
	size_t resp_cap;
	size_t resp_len;
	uint16_t resp_ver;
	size_t resp_known;
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
