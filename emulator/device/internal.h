/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef EMU_INTERNAL_H
#define EMU_INTERNAL_H

#include <stdarg.h>

#include "dev.h"
#include "fault/fault.h"
#include "le.h"
#include "trace/trace.h"
#include "wire.h"

#define NUM_RULES 100u
#define MAX_EQS 1024u
#define HWC_EQ_NONE UINT32_MAX
/* the first CQ has the smallest id plus this */
#define CQ_START 24u
/* with EMU_TRAIT_LOST_IRQ */
#define IRQ_LOST_EVERY 4u
/* what REGISTER_DEVICE hands out */
#define REG_PDID 0x77u
#define REG_MKEY 0x1001u
#define REG_DB_PAGE 5u
/* what the channel of a PF is told to address (hwc 5.1) */
#define PF_DEST_RQ 0x2a1u
#define PF_DEST_CQ 0x2a2u

/**
 * struct rule_info - one line of device-behaviour 11
 * @severity: 'F', 'S', or 'L' for one that never fails a run
 * @state: "checked", "lint" (recorded, fails nothing), "viommu-only" (checked,
 *	but every address is mapped unless the guest has a virtual IOMMU), or
 *	"impossible"
 * @proof: the unit test that breaks it, or why none can
 * @text: the rule
 */
struct rule_info {
	char severity;
	const char *state;
	const char *proof;
	const char *text;
};

extern const struct rule_info emu_rules[NUM_RULES + 1];

/**
 * struct rule_hits - what a run saw of one rule
 * @count: hits
 * @first: text of the first
 */
struct rule_hits {
	unsigned int count;
	char first[160];
};

/**
 * struct rule_record - the same, by how bad a hit is
 * @fatal: those that fail the run
 * @lint: those that are only told
 * @allowed: the former do not fail it either
 */
struct rule_record {
	struct rule_hits fatal, lint;
	bool allowed;
};

/**
 * struct ring - queue memory as the device sees it
 * @pages: bus addresses of its 4-KiB pages
 * @bytes: size
 */
struct ring {
	uint64_t *pages;
	uint32_t bytes;
};

/**
 * struct emu_eq - event queue
 * @next: another one
 * @id: its number
 * @ring: its memory
 * @n: entries
 * @p: producer position, counts modulo 8 * @n, starts at @n
 * @cons: position of the last doorbell
 * @armed: the next entry interrupts
 * @msix: vector
 * @db_page: page that may ring it
 * @shadow: what the device wrote last, to see that the driver did not
 * @num_cqs: completion queues that have it as parent
 * @irq_ns: when it interrupted and was not rung since
 */
struct emu_eq {
	struct emu_eq *next;
	uint32_t id;
	struct ring ring;
	uint32_t n, p, cons;
	bool armed;
	uint32_t msix;
	uint32_t db_page;
	uint8_t *shadow;
	unsigned int num_cqs;
	uint64_t irq_ns;
};

/**
 * struct emu_cq - completion queue
 * @id: its number
 * @ring: its memory
 * @n: entries
 * @p: producer position, as in struct emu_eq
 * @cons: position of the last doorbell
 * @armed: the next entry posts an event
 * @rung: the driver rings it at all
 * @lapped: every entry was written once
 * @laps_silent: entries since it was rung
 * @db_page: page that may ring it
 * @eq: gets its events, NULL: none are made
 * @shadow: what the device wrote last
 * @ends: for each entry, where its work queue stood
 * @mod: interrupt moderation
 * @held: completions that wait for their event
 * @held_ns: when the first of them came
 * @next_held: another queue of which some wait
 * @num_held: completions that did not make an event at once, so far
 */
struct emu_cq {
	uint32_t id;
	struct ring ring;
	uint32_t n, p, cons;
	bool armed, rung, lapped;
	uint32_t laps_silent;
	uint32_t db_page;
	struct emu_eq *eq;
	uint8_t *shadow;
	uint32_t *ends;
	struct emu_moderation mod;
	uint32_t held;
	uint64_t held_ns;
	struct emu_cq *next_held;
	uint64_t num_held;
};

/**
 * struct emu_wq - work queue
 * @next: another one
 * @kind: SQ or RQ
 * @id: its number
 * @ring: its memory
 * @tail: bytes published, free-running modulo 2^32
 * @head: bytes consumed
 * @disabled: nothing is fetched any more
 * @db_page: page that may ring it
 * @mkey: key that its SGEs carry
 * @cq: gets its completions
 * @owner: the client's
 * @hwc: one of the channel's two
 * @seen: the ring as it was when it was published
 */
struct emu_wq {
	struct emu_wq *next;
	enum emu_wq_kind kind;
	uint32_t id;
	struct ring ring;
	uint32_t tail, head;
	bool disabled;
	uint32_t db_page;
	uint32_t mkey;
	struct emu_cq *cq;
	void *owner;
	bool hwc;
	uint8_t *seen;
};

/**
 * enum id_kind - spaces of queue ids
 * @ID_EQ: event queues
 * @ID_CQ: completion queues
 * @ID_SQ: send queues
 * @ID_RQ: receive queues
 */
enum id_kind { ID_EQ, ID_CQ, ID_SQ, ID_RQ };

#define MAX_DEAD 256u
#define MAX_REFUSED 256u

/**
 * struct dead_id - a queue that was
 * @kind: space of @id
 * @id: its number
 * @epoch: resets before it went
 */
struct dead_id {
	enum id_kind kind;
	uint32_t id;
	unsigned int epoch;
};

/**
 * enum usage_kind - what a piece of guest memory is used for
 * @USE_RING: page of a queue
 * @USE_BUFFER: posted receive buffer
 * @USE_REFUSED: page of a queue or region whose destruction was refused
 */
enum usage_kind { USE_RING, USE_BUFFER, USE_REFUSED };

/**
 * struct usage - guest memory that the device may touch any time
 * @start: first byte
 * @len: bytes
 * @kind: a ring, or a posted receive buffer
 * @id: queue it belongs to
 */
struct usage {
	uint64_t start, len;
	enum usage_kind kind;
	uint32_t id;
};

/**
 * struct region - DMA region (gdma 12.8)
 * @next: another one
 * @handle: what the driver calls it
 * @length: bytes
 * @page_count: pages it is to have
 * @have: pages it has
 * @pages: their addresses
 */
struct region {
	struct region *next;
	uint64_t handle;
	uint64_t length;
	uint32_t page_count, have;
	uint64_t *pages;
};

/**
 * struct hwc_answer - an answer on its way
 * @bytes: of it
 * @len: their number
 * @test_eq: EQ that gets a test event behind it, HWC_EQ_NONE: none
 */
struct hwc_answer {
	uint8_t bytes[MSG_MAX];
	size_t len;
	uint32_t test_eq;
};

/**
 * struct hwc - the hardware channel
 * @active: it was established
 * @dead: it does nothing any more, until it is made anew
 * @eq: its event queue
 * @cq: its completion queue, shared by the next two
 * @sq: requests
 * @rq: buffers for answers
 * @mkey: key of its buffers
 * @pdid: its protection domain
 * @db_page: page that rings its queues
 * @verified: VERIFY was executed
 * @no_answer: after EQE 132 or 135
 * @ans: answers that wait for their turn or for a buffer, in order of their
 *	requests
 * @num_ans: their number
 * @draining: they leave now, before more requests are taken
 * @resp: answer that is being made
 * @owed_ns: when the request came that was not answered yet
 * @agreed_ms: how long the driver is to wait for an answer
 * @faults: that had happened when it was established
 * @irqs: interrupts that were due
 */
struct hwc {
	bool active, dead;
	struct emu_eq *eq;
	struct emu_cq *cq;
	struct emu_wq *sq, *rq;
	uint32_t mkey, pdid, db_page;
	bool verified;
	bool no_answer;
	struct hwc_answer ans[EMU_MAX_HWC_DEPTH];
	unsigned int num_ans;
	bool draining;
	struct hwc_answer resp;
	uint64_t owed_ns;
	uint32_t agreed_ms;
	uint64_t faults;
	unsigned int irqs;
};

/**
 * struct mana_dev - the model
 * @cfg: what it presents
 * @asked: the same before traits changed it
 * @host_ops: the machine it is plugged into
 * @host: their first argument
 * @net_ops: where frames go
 * @net: their first argument
 * @client_ops: the Ethernet half
 * @client: their first argument
 * @smc: shared-memory channel
 * @hwc: hardware channel
 * @registered: REGISTER_DEVICE was executed
 * @drv_caps: capabilities that the driver named
 * @eqs: event queues, the channel's included
 * @wqs: work queues, the channel's included
 * @cqs: completion queues by id, cfg.max_num_cqs of them
 * @held: completion queues whose events moderation holds back
 * @regions: DMA regions that no queue consumed
 * @faults: what is to go wrong
 * @usage: tree of struct usage, see usage.c
 * @lost: unmapped while in use, not told yet; len 0: nothing
 * @next_eq: id that is tried next
 * @next_cq: the same
 * @next_sq: the same
 * @next_rq: the same
 * @handle_seq: handles given out so far
 * @dead: ids of queues that are gone, the newest MAX_DEAD of them
 * @num_dead: how many were
 * @epoch: resets so far
 * @refusing: a refused object is going: its memory stays in use
 * @refused: handles of those that went so, the newest MAX_REFUSED of them
 * @num_refused: how many did
 * @trace: transcript, or NULL
 * @smc_polled: looks at the channel's header
 * @smc_read_ns: the last of them
 * @smc_left: looks until the answer
 * @gone_ns: when the driver saw all ones, 0: not yet
 * @hits: what was broken
 * @at_reset: live objects before each reset
 * @resets: their number, by kind
 * @destroys: DESTROY messages
 * @establishes: ESTABLISH messages that succeeded
 * @interrupts: sent
 * @doorbells: rung
 * @requests: executed
 */
struct mana_dev {
	struct emu_config cfg, asked;
	const struct emu_host_ops *host_ops;
	void *host;
	const struct emu_net_ops *net_ops;
	void *net;
	const struct emu_client_ops *client_ops;
	void *client;

	uint8_t smc[SMC_SIZE];
	struct hwc hwc;
	bool registered;
	uint64_t drv_caps;

	struct emu_eq *eqs;
	struct emu_wq *wqs;
	struct emu_cq **cqs;
	struct emu_cq *held;
	struct region *regions;
	struct faults *faults;
	void *usage;
	struct usage lost;
	uint32_t next_eq, next_cq, next_sq, next_rq;
	uint64_t handle_seq;
	struct dead_id dead[MAX_DEAD];
	unsigned int num_dead, epoch;
	bool refusing;
	uint64_t refused[MAX_REFUSED];
	unsigned int num_refused;
	struct trace *trace;
	unsigned int smc_polled;
	uint64_t smc_read_ns;
	uint64_t gone_ns;
	unsigned int smc_left;

	struct rule_record hits[NUM_RULES + 1];
	json_t *at_reset;
	unsigned int resets[3];
	unsigned int destroys, establishes;
	uint64_t interrupts, doorbells, requests;
};

#include "calls.h"
#include "events.h"

#endif /* EMU_INTERNAL_H */
