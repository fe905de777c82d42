// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hardware channel: bring-up events and the request engine (hwc 3 to 6,
 * device-behaviour 4 and 5.1). Requests are executed one at a time, in SQ order;
 * their answers may leave in another.
 */
#include <stdlib.h>

#include "internal.h"

#define SQ_WQE 64u
/* ids have 24 bits; flags or nothing above them */
#define ID24 0xffffffu
/* what nobody knows, before the bootstrap ends (EMU_TRAIT_EARLY) */
#define EARLY_TYPE 200u
#define EARLY_SERVICE 0x50000000u
#define EARLY_DATA 0x7f000000u
/* behind a short answer (EMU_TRAIT_SHORT) */
#define GARBAGE 0xa5

enum { DATA_CQ = 1, DATA_RQ, DATA_SQ, DATA_DEPTH, DATA_MAX_REQUEST,
       DATA_MAX_RESPONSE, DATA_MAX_CQS, DATA_PDID, DATA_MKEY, DATA_PF_RQ,
       DATA_PF_CQ };

static uint64_t frame(const uint8_t *smc, unsigned int n)
{
	uint64_t low = get32(smc + 6 * n) |
		       (uint64_t)get16(smc + 6 * n + 4) << 32;
	uint64_t high = (get16(smc + 24) >> (4 * n)) & 0xf;

	return (low | high << 48) << 12;
}

static uint64_t *one_page(uint64_t addr)
{
	uint64_t *p = malloc(sizeof(*p));

	if (p)
		*p = addr;
	return p;
}

static bool pages_good(struct mana_dev *dev, const uint64_t addr[4])
{
	for (int i = 0; i < 4; i++) {
		bool twice = false;

		for (int j = 0; j < i; j++)
			twice |= addr[i] == addr[j];
		if (twice || !addr[i] || !emu_dma_ok(dev, addr[i], PAGE, true)) {
			emu_violation(dev, 9, "ESTABLISH page %d at 0x%llx", i,
				      (unsigned long long)addr[i]);
			return false;
		}
	}
	return true;
}

static bool has(const struct mana_dev *dev, enum emu_trait trait)
{
	return dev->cfg.traits & trait;
}

static void init_data(struct mana_dev *dev, uint32_t type, uint32_t value)
{
	if (has(dev, EMU_TRAIT_REPEAT))
		eq_post(dev, dev->hwc.eq, EQE_INIT_DATA,
			((value + 1) & ID24) | type << 24);
	eq_post(dev, dev->hwc.eq, EQE_INIT_DATA, value | type << 24);
}

static void init_events(struct mana_dev *dev)
{
	uint32_t largest = has(dev, EMU_TRAIT_ZERO_LIMITS) ? 0 : MSG_MAX;
	struct hwc *h = &dev->hwc;

	eq_post(dev, h->eq, EQE_INIT_EQ_DB, h->eq->id | h->db_page << 16);
	init_data(dev, DATA_CQ, h->cq->id);
	init_data(dev, DATA_RQ, h->rq->id);
	init_data(dev, DATA_SQ, h->sq->id);
	init_data(dev, DATA_DEPTH, dev->cfg.hwc_depth);
	init_data(dev, DATA_MAX_REQUEST, largest);
	init_data(dev, DATA_MAX_RESPONSE, largest);
	init_data(dev, DATA_MAX_CQS, dev->cfg.max_num_cqs);
	init_data(dev, DATA_PDID, h->pdid);
	init_data(dev, DATA_MKEY, h->mkey);
	if (dev_is_pf(dev)) {
		init_data(dev, DATA_PF_RQ, PF_DEST_RQ);
		init_data(dev, DATA_PF_CQ, PF_DEST_CQ);
	}
	if (has(dev, EMU_TRAIT_EARLY)) {
		eq_post(dev, h->eq, EARLY_TYPE, 0);
		eq_post(dev, h->eq, EQE_SOC_SERVICE, EARLY_SERVICE);
		eq_post(dev, h->eq, EQE_SOC_DATA, EARLY_DATA);
	}
	eq_post(dev, h->eq, EQE_INIT_DONE, 0);
}

uint32_t hwc_establish(struct mana_dev *dev, const uint8_t *smc)
{
	struct hwc *h = &dev->hwc;
	uint64_t addr[4]; /* EQ, CQ, RQ, SQ */
	uint32_t msix = get16(smc + 26);

	for (unsigned int i = 0; i < 4; i++)
		addr[i] = frame(smc, i);
	if (h->active) {
		emu_violation(dev, 11, "ESTABLISH while a channel is active");
		return 1;
	}
	if (!dev->host_ops->bus_master(dev->host)) {
		emu_violation(dev, 14, "ESTABLISH with bus master off");
		return 1;
	}
	if (!pages_good(dev, addr))
		return 1;
	if (msix >= dev->cfg.msix) {
		emu_violation(dev, 10, "ESTABLISH with vector %u of %u", msix,
			      dev->cfg.msix);
		return 1;
	}
	if (!dev->host_ops->vector_usable(dev->host, msix))
		emu_lint(dev, 10, "ESTABLISH before MSI-X vector %u is enabled",
			 msix);
	h->db_page = 3;
	h->pdid = 0x51;
	h->mkey = 0x1234;
	h->eq = eq_new(dev, one_page(addr[0]), PAGE, msix, h->db_page, 12);
	if (h->eq)
		h->cq = cq_new(dev, one_page(addr[1]), PAGE, h->eq, h->db_page,
			       true, 12);
	if (h->cq)
		h->rq = wq_new(dev, EMU_RQ, one_page(addr[2]), PAGE, h->cq,
			       h->db_page, h->mkey);
	if (h->rq) {
		h->rq->hwc = true;
		h->sq = wq_new(dev, EMU_SQ, one_page(addr[3]), PAGE, h->cq,
			       h->db_page, h->mkey);
	}
	if (!h->sq) {
		hwc_teardown(dev);
		return 1;
	}
	h->sq->hwc = true;
	h->active = true;
	h->faults = fault_fired(dev);
	h->agreed_ms = HWC_TIMEOUT_MS;
	dev->establishes++;
	init_events(dev);
	return 0;
}

/* The channel can't go on (device-behaviour 5.1 "SX"): DESTROY or FLR only. */
static void stop(struct hwc *h)
{
	h->dead = true;
}

/* What GENERATE_TEST_EQE asked for comes behind its answer. */
static void post_test_event(struct mana_dev *dev, uint32_t id)
{
	struct emu_eq *eq = id == HWC_EQ_NONE ? NULL : eq_find(dev, id);

	if (eq)
		eq_post(dev, eq, EQE_TEST, 0);
}

void hwc_answer(struct mana_dev *dev, const uint8_t *bytes, size_t len,
		uint32_t test_eq)
{
	struct hwc *h = &dev->hwc;
	struct hwc_answer *a = &h->ans[h->num_ans];

	if (h->num_ans == EMU_MAX_HWC_DEPTH)
		return;
	memcpy(a->bytes, bytes, len);
	a->len = len;
	a->test_eq = test_eq;
	h->num_ans++;
}

/* The next answer is gone; what remains stays in order. */
static void answer_gone(struct mana_dev *dev, struct hwc_answer *a)
{
	struct hwc *h = &dev->hwc;
	uint32_t test_eq = a->test_eq;

	memmove(a, a + 1, (size_t)(&h->ans[h->num_ans] - (a + 1)) * sizeof(*a));
	h->num_ans--;
	h->draining = h->num_ans;
	post_test_event(dev, test_eq);
}

/* The bytes of an answer, or all of its buffer. */
static void scatter(struct mana_dev *dev, const struct emu_wqe *w,
		    const struct hwc_answer *a)
{
	uint8_t all[MSG_MAX];
	size_t len = w->data_len < sizeof(all) ? w->data_len : sizeof(all);

	if (!has(dev, EMU_TRAIT_SHORT)) {
		emu_wqe_scatter(dev, w, a->bytes, a->len);
		return;
	}
	memset(all, GARBAGE, sizeof(all));
	memcpy(all, a->bytes, a->len);
	emu_wqe_scatter(dev, w, all, len);
}

/* Deliver an answer if a buffer is there; false: still waiting. */
static bool deliver(struct mana_dev *dev)
{
	struct hwc *h = &dev->hwc;
	struct hwc_answer *a = &h->ans[dev->cfg.hwc_reverse ? h->num_ans - 1 : 0];
	uint8_t oob[60] = { 0 };
	struct emu_wqe w;
	uint32_t err;

	switch (emu_wq_fetch(dev, h->rq, &w, &err)) {
	case EMU_FETCH_NONE:
		emu_violation(dev, 23, "no receive buffer for an answer");
		return false;
	case EMU_FETCH_BAD:
		stop(h);
		return false;
	case EMU_FETCH_OK:
		break;
	}
	if (w.data_len < a->len) {
		emu_violation(dev, 20, "receive buffer of %llu bytes for an answer of %zu",
			      (unsigned long long)w.data_len, a->len);
		stop(h);
		return false;
	}
	trace_answer(dev, a->bytes, a->len);
	scatter(dev, &w, a);
	emu_wq_consume(dev, h->rq, &w);
	put32(oob + HWC_RX_WQE_OFFSET, w.offset);
	put32(oob + HWC_RX_LENGTH, (uint32_t)a->len);
	emu_cq_post(dev, h->cq, h->rq, oob);
	answer_gone(dev, a);
	return true;
}

/* The inline OOB must name our own queues (hwc 5.1, R-16). */
static bool oob_good(struct mana_dev *dev, const struct emu_wqe *w)
{
	const struct hwc *h = &dev->hwc;
	const uint8_t *o = w->oob;
	uint32_t cq = get32(o + HWC_OOB_VSCQ), sq = get32(o + HWC_OOB_VSQ);
	uint32_t far_rq = get32(o + HWC_OOB_VRQ);
	uint32_t far_cq = get32(o + HWC_OOB_VRCQ);

	if (w->oob_len != HWC_OOB) {
		emu_violation(dev, 16, "HWC request with a %u-byte OOB", w->oob_len);
		return false;
	}
	if ((cq & ID24) != h->cq->id || (sq & ID24) != h->sq->id ||
	    (far_rq & ID24) != (dev_is_pf(dev) ? PF_DEST_RQ : 0) ||
	    (far_cq & ID24) != (dev_is_pf(dev) ? PF_DEST_CQ : 0)) {
		emu_violation(dev, 16, "HWC OOB names VSCQ %u VSQ %u",
			      cq & ID24, sq & ID24);
		return false;
	}
	if (get32(o) || get32(o + 4) || (cq | sq | far_rq | far_cq) & ~ID24)
		emu_lint(dev, 16, "HWC OOB: reserved bits are set");
	return true;
}

/* Known drivers leave the slot of the response half 0. */
static bool halves_agree(const uint8_t *m)
{
	const uint8_t *resp = m + REQ_HDR_RESP;
	uint16_t slot = get16(resp + HDR_SLOT);

	return !get32(m) && !get32(resp) &&
	       get32(resp + HDR_TYPE) == get32(m + HDR_TYPE) &&
	       get16(m + HDR_VERSION) && get16(resp + HDR_VERSION) &&
	       (!slot || slot == get16(m + HDR_SLOT));
}

/* Requests in which every known driver names the owner of what they are for. */
static bool wants_owner(uint32_t type)
{
	return type == RQ_REGISTER || type == RQ_DEREGISTER ||
	       type == RQ_TEST_EQE || type == RQ_CREATE_QUEUE ||
	       type == RQ_DISABLE_QUEUE;
}

/* 0 and the channel's id are for GDMA alone. */
static bool device_good(const struct mana_dev *dev, uint32_t type, uint32_t id)
{
	if (id == dev_mana(dev))
		return true;
	if (id == DEV_NONE)
		return type < RQ_CLIENT && !wants_owner(type);
	return type < RQ_CLIENT && id == DEV_HWC;
}

/* is the slot one of this channel, and free? */
static bool slot_good(const struct mana_dev *dev, uint16_t slot)
{
	const struct hwc *h = &dev->hwc;

	for (unsigned int i = 0; i < h->num_ans; i++)
		if (get16(h->ans[i].bytes + HDR_SLOT) == slot)
			return false;
	return slot < dev->cfg.hwc_depth;
}

/* Checks of the message itself; 0, or the status of a header-only answer. */
static uint32_t header_check(struct mana_dev *dev, const uint8_t *m, size_t len)
{
	uint32_t type = get32(m + HDR_TYPE), id = get32(m + REQ_HDR_DEV);
	uint16_t slot = get16(m + HDR_SLOT);

	if (get32(m + HDR_SIZE) != len)
		emu_violation(dev, 18, "request %u: msg_size %u, length %zu",
			      type, get32(m + HDR_SIZE), len);
	if (!halves_agree(m)) {
		emu_violation(dev, 21, "request %u: header halves differ",
			      type);
		return EMU_ST_FAIL;
	}
	if (!slot_good(dev, slot)) {
		emu_violation(dev, 22, "request %u: slot %u of %u, or in use",
			      type, slot, dev->cfg.hwc_depth);
		return EMU_ST_FAIL;
	}
	if (!device_good(dev, type, id)) {
		emu_violation(dev, 25, "request %u: dev_id 0x%08x", type, id);
		return EMU_ST_FAIL;
	}
	if (!dev->hwc.verified && type != RQ_VERIFY && type != RQ_TEST_EQE &&
	    type != RQ_MAX_RESOURCES)
		emu_violation(dev, 26, "request %u before VERIFY", type);
	return EMU_ST_OK;
}

/* what docs/spec calls reserved (gdma 12, ethernet 1) */
static void check_reserved(struct mana_dev *dev, const uint8_t *m, size_t len)
{
	static const struct {
		uint32_t type;
		uint16_t version, off, len;
	} reserved[] = {
		{ RQ_VERIFY, 1, 100, 4 }, { RQ_VERIFY, 1, 120, 8 },
		{ RQ_CREATE_QUEUE, 1, 44, 4 }, { RQ_CREATE_QUEUE, 1, 64, 4 },
		{ RQ_CREATE_QUEUE, 1, 92, 4 }, { RQ_ADD_PAGES, 1, 52, 4 },
		{ RQ_CHANGE_MSIX, 1, 48, 8 }, { RQ_HWC_TIMEOUT, 1, 44, 4 },
		{ 0x20001, 1, 84, 4 }, { 0x20004, 1, 52, 4 },
		{ 0x20004, 3, 94, 2 }, { 0x20005, 1, 44, 4 },
	};

	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		size_t end = reserved[i].off + reserved[i].len;

		if (get32(m + HDR_TYPE) != reserved[i].type ||
		    get16(m + HDR_VERSION) < reserved[i].version || len < end)
			continue;
		for (size_t at = reserved[i].off; at < end; at++)
			if (m[at])
				emu_violation(dev, 24, "request 0x%x: reserved byte %zu is 0x%02x",
					      reserved[i].type, at, m[at]);
	}
}

/* What shows whose answer it is; a device may leave it out for core requests. */
static void answer_header(const struct mana_dev *dev, const uint8_t *m,
			  const struct emu_request *rq, uint8_t *h)
{
	put16(h + HDR_SLOT, get16(m + HDR_SLOT));
	put32(h + HDR_SIZE, rq->type >= RQ_CLIENT ? (uint32_t)rq->resp_cap :
						    (uint32_t)rq->resp_len);
	if (rq->type < RQ_CLIENT && has(dev, EMU_TRAIT_NO_ECHO))
		return;
	put32(h + HDR_TYPE, rq->type);
	put16(h + HDR_VERSION, rq->resp_ver);
	put32(h + RESP_HDR_DEV, get32(m + REQ_HDR_DEV));
	put32(h + RESP_HDR_ACTIVITY, get32(m + REQ_HDR_ACTIVITY));
}

static void answer(struct mana_dev *dev, const uint8_t *m, size_t len)
{
	struct hwc_answer *a = &dev->hwc.resp;
	struct emu_request rq = {
		.type = get32(m + HDR_TYPE),
		.req_version = get16(m + HDR_VERSION),
		.resp_version = get16(m + REQ_HDR_RESP + HDR_VERSION),
		.body = m,
		.len = len,
		.resp = a->bytes,
		.resp_cap = get32(m + REQ_HDR_RESP + HDR_SIZE),
		.resp_ver = get16(m + REQ_HDR_RESP + HDR_VERSION),
	};
	uint32_t status;

	a->test_eq = HWC_EQ_NONE;
	memset(a->bytes, 0, sizeof(a->bytes));
	/* client answers have the size asked for, GDMA's their natural one */
	rq.resp_len = rq.type >= RQ_CLIENT ? rq.resp_cap : RESP_HDR;
	status = header_check(dev, m, len);
	check_reserved(dev, m, len);
	if (!status)
		status = rq.type >= RQ_CLIENT ?
			 dev->client_ops->request(dev->client, &rq) :
			 gdma_request(dev, &rq);
	if (status && status != EMU_ST_MORE) {
		memset(a->bytes, 0, sizeof(a->bytes));
		rq.resp_len = RESP_HDR;
	}
	if (rq.resp_len > rq.resp_cap)
		rq.resp_len = rq.resp_cap;
	answer_header(dev, m, &rq, a->bytes);
	put32(a->bytes + RESP_HDR_STATUS, status);
	a->len = rq.resp_len;
	if (has(dev, EMU_TRAIT_SHORT) && rq.resp_known &&
	    rq.resp_known < a->len)
		a->len = rq.resp_known;
}

/* the answer before is late, but not as late as was agreed. */
static void check_patience(struct mana_dev *dev)
{
	struct hwc *h = &dev->hwc;
	uint64_t waited = emu_now_ns(dev) - h->owed_ns;
	uint64_t agreed = h->agreed_ms * 1000000ull;

	if (dev->cfg.hwc_depth == 1 && h->owed_ns &&
	    waited < agreed / 100 * 85)
		emu_violation(dev, 30, "next request %llu ms after one without an answer",
			      (unsigned long long)waited / 1000000);
	h->owed_ns = 0;
}

/* A good request: execute it, answer it. */
static bool serve(struct mana_dev *dev, uint8_t *msg, size_t len)
{
	struct hwc *h = &dev->hwc;
	static const uint8_t zero[60];

	check_patience(dev);
	dev->requests++;
	trace_request(dev, msg, len);
	h->owed_ns = emu_now_ns(dev);
	if (fault_request(dev, msg, len))
		return true;
	answer(dev, msg, len);
	emu_cq_post(dev, h->cq, h->sq, zero);
	if (fault_answer(dev, msg, len)) {
		post_test_event(dev, h->resp.test_eq);
		return true;
	}
	hwc_answer(dev, h->resp.bytes, h->resp.len, h->resp.test_eq);
	return dev->cfg.hwc_reverse || deliver(dev);
}

/* Who has not read the event yet cannot know. */
static void check_silence(struct mana_dev *dev, uint32_t type)
{
	const struct emu_eq *eq = dev->hwc.eq;

	if (eq->cons == eq->p)
		emu_violation(dev, 29, "request %u after a service event", type);
	else
		emu_lint(dev, 29, "request %u while a service event is unread",
			 type);
}

/* Execute the next request; false when there is none or the channel stopped. */
static bool execute(struct mana_dev *dev)
{
	struct hwc *h = &dev->hwc;
	uint8_t msg[MSG_MAX];
	struct emu_wqe w;
	uint32_t err, answer_len;

	switch (emu_wq_fetch(dev, h->sq, &w, &err)) {
	case EMU_FETCH_NONE:
		return false;
	case EMU_FETCH_BAD:
		stop(h);
		return false;
	case EMU_FETCH_OK:
		break;
	}
	if (!oob_good(dev, &w)) {
		stop(h);
		return false;
	}
	if (w.num_sge != 1 || w.data_len < REQ_HDR || w.data_len > MSG_MAX ||
	    emu_wqe_gather(dev, &w, 0, msg, w.data_len)) {
		emu_violation(dev, 17, "HWC request of %llu bytes in %u SGEs",
			      (unsigned long long)w.data_len, w.num_sge);
		stop(h);
		return false;
	}
	emu_wq_consume(dev, h->sq, &w);
	if (h->no_answer) {
		check_silence(dev, get32(msg + HDR_TYPE));
		return true;
	}
	answer_len = get32(msg + REQ_HDR_RESP + HDR_SIZE);
	if (answer_len < RESP_HDR || answer_len > MSG_MAX) {
		emu_violation(dev, 20, "request %u wants an answer of %u bytes",
			      get32(msg + HDR_TYPE), answer_len);
		stop(h);
		return false;
	}
	return serve(dev, msg, w.data_len);
}

void hwc_crowded(struct mana_dev *dev)
{
	const struct hwc *h = &dev->hwc;
	unsigned int n = (h->sq->tail - h->sq->head) / SQ_WQE + h->num_ans;

	/* who gave up waiting has other rules */
	if (n > dev->cfg.hwc_depth && !h->dead && !h->no_answer &&
	    h->faults == fault_fired(dev))
		emu_violation(dev, 23, "%u requests are outstanding, the depth is %u",
			      n, dev->cfg.hwc_depth);
}

/* Answers in reverse: first take what is there, then let all of it go. */
static bool collecting(const struct mana_dev *dev)
{
	const struct hwc *h = &dev->hwc;

	return dev->cfg.hwc_reverse && !h->draining &&
	       h->num_ans < dev->cfg.hwc_depth && emu_wq_pending(h->sq);
}

/* One step of the engine; false when it cannot go on. */
static bool step(struct mana_dev *dev)
{
	struct hwc *h = &dev->hwc;
	bool first;

	if (!h->num_ans || collecting(dev))
		return emu_wq_pending(h->sq) && execute(dev);
	first = dev->cfg.hwc_reverse && !h->draining;
	h->draining = true;
	/* that there is no buffer is told once */
	return (first || emu_wq_pending(h->rq)) && deliver(dev);
}

bool hwc_work(struct mana_dev *dev, unsigned int *budget)
{
	struct hwc *h = &dev->hwc;

	while (h->active && !h->dead && *budget) {
		if (!step(dev))
			return false;
		(*budget)--;
	}
	return h->active && !h->dead && emu_wq_pending(h->sq);
}

void emu_hwc_event(struct mana_dev *dev, uint8_t type, uint32_t data)
{
	if (!dev->hwc.active)
		return;
	eq_post(dev, dev->hwc.eq, type, data);
	if (type == EQE_SOC_DATA && data >> 24 == SOC_TIMEOUT)
		dev->hwc.agreed_ms = data & 0xffffff;
	if (type == EQE_FPGA_RECONFIG || type == EQE_RESET_REQUEST)
		dev->hwc.no_answer = true;
}
