// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Event, completion and work queues: ring memory, owner bits, the arming
 * state machine and ids (gdma 7 to 10, device-behaviour 6 and 10).
 */
#include <errno.h>
#include <stdlib.h>

#include "internal.h"

/* ---- ring memory: every access goes through the page list ---- */

static int ring_copy(struct mana_dev *dev, const struct ring *r, uint32_t off,
		     void *buf, uint32_t len, bool write)
{
	uint8_t *p = buf;

	while (len) {
		uint32_t at = off % r->bytes;
		uint32_t n = PAGE - at % PAGE;
		uint64_t iova = r->pages[at / PAGE] + at % PAGE;
		int err;

		if (n > len)
			n = len;
		err = write ? emu_dma_write(dev, iova, p, n) :
			      emu_dma_read(dev, iova, p, n);
		if (err) {
			emu_violation(dev, 96, "ring page 0x%llx is not mapped any more",
				      (unsigned long long)iova);
			return err;
		}
		off += n;
		p += n;
		len -= n;
	}
	return 0;
}

int ring_read(struct mana_dev *dev, const struct ring *r, uint32_t off,
	      void *buf, uint32_t len)
{
	return ring_copy(dev, r, off, buf, len, false);
}

int ring_write(struct mana_dev *dev, const struct ring *r, uint32_t off,
	       const void *buf, uint32_t len)
{
	return ring_copy(dev, r, off, (void *)(uintptr_t)buf, len, true);
}

/*
 * A copy of the ring as it was handed over. Owner bits of a fresh ring must
 * read 0, so anything but zero bytes breaks @rule.
 */
static uint8_t *shadow_new(struct mana_dev *dev, const struct ring *r,
			   unsigned int rule, const char *what)
{
	uint8_t *s = calloc(1, r->bytes);

	if (!s)
		return NULL;
	if (ring_read(dev, r, 0, s, r->bytes))
		return s;
	for (uint32_t i = 0; i < r->bytes; i++) {
		if (s[i]) {
			emu_violation(dev, rule, "%s ring byte %u is 0x%02x at creation",
				      what, i, s[i]);
			break;
		}
	}
	return s;
}

/*
 * Write an entry: all but the last four bytes, then those, which hold the
 * owner bits (gdma 9.2). The old content must be what the device left there.
 */
static void entry_write(struct mana_dev *dev, const struct ring *r,
			uint8_t *shadow, uint32_t off, const uint8_t *entry,
			uint32_t size, const char *what, uint32_t id)
{
	uint8_t now[CQE_SIZE];

	if (!ring_read(dev, r, off, now, size) &&
	    memcmp(now, shadow + off, size))
		emu_violation(dev, 61, "%s %u: driver wrote into the entry at %u",
			      what, id, off);
	ring_write(dev, r, off, entry, size - 4);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	ring_write(dev, r, off + size - 4, entry + size - 4, 4);
	memcpy(shadow + off, entry, size);
}

void entry_owner(uint8_t *entry, uint32_t size, uint32_t lap)
{
	uint32_t last = get32(entry + size - 4);

	lap = ((last >> 29) + lap) % 8;
	put32(entry + size - 4, (last & 0x1fffffff) | lap << 29);
}

/* (a - b) in a counter that runs modulo 8 * n */
static uint32_t span(uint32_t a, uint32_t b, uint32_t n)
{
	return (uint32_t)(((uint64_t)a + 8ull * n - b) % (8ull * n));
}

/* ---- event queues ---- */

struct emu_eq *eq_new(struct mana_dev *dev, uint64_t *pages, uint32_t bytes,
		      uint32_t msix, uint32_t db_page, unsigned int rule_zero)
{
	struct emu_eq *eq = calloc(1, sizeof(*eq));

	if (!eq)
		goto free_pages;
	eq->ring.pages = pages;
	eq->ring.bytes = bytes;
	eq->shadow = shadow_new(dev, &eq->ring, rule_zero, "EQ");
	if (!eq->shadow)
		goto free_eq;
	eq->n = bytes / EQE_SIZE;
	eq->p = eq->n;
	eq->cons = eq->n;
	eq->armed = true;
	eq->msix = msix;
	eq->db_page = db_page;
	eq->id = id_new(dev, ID_EQ);
	eq->next = dev->eqs;
	dev->eqs = eq;
	usage_ring(dev, &eq->ring, eq->id, true);
	trace_queue(dev, true, &(struct trace_obj){
		TRACE_EQ, eq->id, msix, bytes, db_page });
	return eq;

free_eq:
	free(eq);
free_pages:
	free(pages);
	return NULL;
}

void eq_free(struct mana_dev *dev, struct emu_eq *eq)
{
	struct emu_eq **at = &dev->eqs;

	while (*at != eq)
		at = &(*at)->next;
	*at = eq->next;
	usage_ring(dev, &eq->ring, eq->id, false);
	trace_queue(dev, false, &(struct trace_obj){
		.kind = TRACE_EQ, .id = eq->id });
	id_bury(dev, ID_EQ, eq->id);
	free(eq->shadow);
	free(eq->ring.pages);
	free(eq);
}

struct emu_eq *eq_find(struct mana_dev *dev, uint32_t id)
{
	struct emu_eq *eq = dev->eqs;

	while (eq && eq->id != id)
		eq = eq->next;
	return eq;
}

/* The entry is there and the queue is disarmed, but nobody is told. */
static bool irq_lost(struct mana_dev *dev, const struct emu_eq *eq)
{
	if (eq != dev->hwc.eq || !(dev->cfg.traits & EMU_TRAIT_LOST_IRQ))
		return false;
	return ++dev->hwc.irqs % IRQ_LOST_EVERY == 0;
}

void eq_notify(struct mana_dev *dev, struct emu_eq *eq)
{
	eq->armed = false;
	if (!dev->host_ops->bus_master(dev->host) || irq_lost(dev, eq))
		return;
	if (!dev->host_ops->vector_usable(dev->host, eq->msix))
		emu_violation(dev, 99, "EQ %u: MSI-X vector %u is not enabled",
			      eq->id, eq->msix);
	dev->interrupts++;
	trace_irq(dev, eq);
	if (!eq->irq_ns)
		eq->irq_ns = emu_now_ns(dev);
	fault_irq(dev, eq->msix);
}

void eq_signal(struct mana_dev *dev, struct emu_eq *eq)
{
	if (eq->armed)
		eq_notify(dev, eq);
}

void eqe_write(struct mana_dev *dev, struct emu_eq *eq, const uint8_t *entry)
{
	uint8_t e[EQE_SIZE];

	if (span(eq->p, eq->cons, eq->n) >= eq->n)
		emu_violation(dev, 60, "EQ %u: overrun at %u", eq->id, eq->p);
	memcpy(e, entry, sizeof(e));
	entry_owner(e, EQE_SIZE, eq->p / eq->n);
	trace_entry(dev, TRACE_EQ, eq->id, eq->p, eq->armed, e);
	entry_write(dev, &eq->ring, eq->shadow, eq->p % eq->n * EQE_SIZE, e,
		    EQE_SIZE, "EQ", eq->id);
	eq->p = (eq->p + 1) % (8 * eq->n);
	eq_signal(dev, eq);
}

void eq_post(struct mana_dev *dev, struct emu_eq *eq, uint8_t type, uint32_t d0)
{
	uint8_t e[EQE_SIZE] = { 0 };

	put32(e, d0);
	put32(e + 12, type);
	for (unsigned int n = fault_eqe(dev, eq, e); n; n--)
		eqe_write(dev, eq, e);
}

/* ---- completion queues ---- */

struct emu_cq *cq_new(struct mana_dev *dev, uint64_t *pages, uint32_t bytes,
		      struct emu_eq *eq, uint32_t db_page, bool armed,
		      unsigned int rule_zero)
{
	struct emu_cq *cq = calloc(1, sizeof(*cq));

	if (!cq)
		goto free_pages;
	cq->id = id_new(dev, ID_CQ);
	cq->ring.pages = pages;
	cq->ring.bytes = bytes;
	cq->n = bytes / CQE_SIZE;
	cq->ends = calloc(cq->n, sizeof(*cq->ends));
	if (!cq->id || !cq->ends)
		goto free_cq;
	cq->shadow = shadow_new(dev, &cq->ring, rule_zero, "CQ");
	if (!cq->shadow)
		goto free_cq;
	cq->p = cq->n;
	cq->cons = cq->n;
	cq->armed = armed && eq;
	cq->db_page = db_page;
	cq->eq = eq;
	if (eq)
		eq->num_cqs++;
	dev->cqs[cq->id] = cq;
	usage_ring(dev, &cq->ring, cq->id, true);
	trace_queue(dev, true, &(struct trace_obj){
		TRACE_CQ, cq->id, eq ? eq->id : EMU_NO_EQ, bytes, db_page });
	return cq;

free_cq:
	free(cq->ends);
	free(cq);
free_pages:
	free(pages);
	return NULL;
}

void cq_free(struct mana_dev *dev, struct emu_cq *cq)
{
	dev->cqs[cq->id] = NULL;
	mod_forget(dev, cq);
	if (cq->eq)
		cq->eq->num_cqs--;
	usage_ring(dev, &cq->ring, cq->id, false);
	trace_queue(dev, false, &(struct trace_obj){
		.kind = TRACE_CQ, .id = cq->id });
	id_bury(dev, ID_CQ, cq->id);
	free(cq->ends);
	free(cq->shadow);
	free(cq->ring.pages);
	free(cq);
}

void cq_notify(struct mana_dev *dev, struct emu_cq *cq)
{
	cq->armed = false;
	eq_post(dev, cq->eq, EQE_COMPLETION, cq->id);
}

void cq_signal(struct mana_dev *dev, struct emu_cq *cq)
{
	if (cq->armed && !mod_hold(dev, cq))
		cq_notify(dev, cq);
}

/*
 * Is the entry that is about to be overwritten unread? Drivers poll a CQ for
 * laps without ringing it, so its doorbell alone proves nothing; but who
 * publishes WQE bytes has read the completions that gave their space back.
 */
static void check_lap(struct mana_dev *dev, const struct emu_cq *cq,
		      const struct emu_wq *wq)
{
	uint32_t end = cq->ends[cq->p % cq->n];

	if (wq->hwc || span(cq->p, cq->cons, cq->n) < cq->n ||
	    (int32_t)(wq->tail - wq->ring.bytes - end) >= 0)
		return;
	emu_violation(dev, 48, "CQ %u: %u entries are too few", cq->id, cq->n);
	emu_violation(dev, 60, "CQ %u: overrun at %u", cq->id, cq->p);
}

void cqe_write(struct mana_dev *dev, struct emu_cq *cq, const uint8_t *entry)
{
	uint8_t e[CQE_SIZE];

	memcpy(e, entry, sizeof(e));
	/* an answer, late or not: nothing is owed any more */
	if (cq == dev->hwc.cq && !(get32(e + 60) & CQE_IS_SQ))
		dev->hwc.owed_ns = 0;
	entry_owner(e, CQE_SIZE, cq->p / cq->n);
	trace_entry(dev, TRACE_CQ, cq->id, cq->p, cq->armed, e);
	entry_write(dev, &cq->ring, cq->shadow, cq->p % cq->n * CQE_SIZE, e,
		    CQE_SIZE, "CQ", cq->id);
	cq->p = (cq->p + 1) % (8 * cq->n);
	cq_signal(dev, cq);
}

void emu_cq_post(struct mana_dev *dev, struct emu_cq *cq,
		 const struct emu_wq *wq, const void *data60)
{
	uint8_t e[CQE_SIZE];

	if (cq->rung && ++cq->laps_silent == 7 * cq->n)
		emu_violation(dev, 57, "CQ %u: no doorbell for 7 laps", cq->id);
	/* the first lap overwrites nothing */
	if (cq->lapped)
		check_lap(dev, cq, wq);
	cq->lapped |= cq->p % cq->n == cq->n - 1;
	cq->ends[cq->p % cq->n] = wq->head;
	memcpy(e, data60, 60);
	put32(e + 60, (wq->id & 0xffffff) | (wq->kind == EMU_SQ ? CQE_IS_SQ : 0));
	for (unsigned int n = fault_cqe(dev, cq, wq, e); n; n--)
		cqe_write(dev, cq, e);
}

struct emu_moderation emu_cq_moderation(const struct emu_cq *cq)
{
	return cq->mod;
}

uint64_t emu_cq_held(const struct emu_cq *cq)
{
	return cq->num_held;
}

uint32_t emu_cq_id(const struct emu_cq *cq)
{
	return cq->id;
}

/* ---- work queues ---- */

struct emu_wq *wq_new(struct mana_dev *dev, enum emu_wq_kind kind,
		      uint64_t *pages, uint32_t bytes, struct emu_cq *cq,
		      uint32_t db_page, uint32_t mkey)
{
	struct emu_wq *wq = calloc(1, sizeof(*wq));

	if (wq)
		wq->seen = calloc(1, bytes);
	if (!wq || !wq->seen) {
		free(wq);
		free(pages);
		return NULL;
	}
	wq->kind = kind;
	wq->id = id_new(dev, kind == EMU_SQ ? ID_SQ : ID_RQ);
	wq->ring.pages = pages;
	wq->ring.bytes = bytes;
	wq->cq = cq;
	wq->db_page = db_page;
	wq->mkey = mkey;
	wq->next = dev->wqs;
	dev->wqs = wq;
	usage_ring(dev, &wq->ring, wq->id, true);
	trace_queue(dev, true, &(struct trace_obj){
		kind == EMU_SQ ? TRACE_SQ : TRACE_RQ, wq->id, cq->id, bytes,
		db_page });
	return wq;
}

struct emu_wq *wq_find(struct mana_dev *dev, enum emu_wq_kind kind, uint32_t id)
{
	struct emu_wq *wq = dev->wqs;

	while (wq && (wq->kind != kind || wq->id != id))
		wq = wq->next;
	return wq;
}

void wq_free(struct mana_dev *dev, struct emu_wq *wq)
{
	struct emu_wq **at = &dev->wqs;

	while (*at != wq)
		at = &(*at)->next;
	*at = wq->next;
	if (wq->kind == EMU_RQ) {
		usage_buffers(dev, wq, wq->head, wq->tail, false);
		usage_forget(dev, wq->id);
	}
	usage_ring(dev, &wq->ring, wq->id, false);
	trace_queue(dev, false, &(struct trace_obj){
		.kind = wq->kind == EMU_SQ ? TRACE_SQ : TRACE_RQ,
		.id = wq->id });
	id_bury(dev, wq->kind == EMU_SQ ? ID_SQ : ID_RQ, wq->id);
	free(wq->seen);
	free(wq->ring.pages);
	free(wq);
}

static bool pow2(uint32_t v)
{
	return v && !(v & (v - 1));
}

/* Rules 37, 40, 47, 48 of a new WQ object; the regions are checked apart. */
static uint32_t wq_check(struct mana_dev *dev, const struct emu_wq_params *p,
			 struct emu_eq *eq)
{
	if (p->wq_size < PAGE || !pow2(p->wq_size)) {
		emu_violation(dev, 37, "WQ of %u bytes", p->wq_size);
		return EMU_ST_FAIL;
	}
	if (p->cq_size < PAGE || p->cq_size % PAGE) {
		emu_violation(dev, 37, "CQ of %u bytes", p->cq_size);
		return EMU_ST_FAIL;
	}
	if (dev->cfg.max_ring && (p->wq_size > dev->cfg.max_ring ||
				  p->cq_size > dev->cfg.max_ring))
		return EMU_ST_FAIL;
	if (!pow2(p->cq_size))
		emu_lint(dev, 37, "CQ of %u bytes, no power of two", p->cq_size);
	if (p->parent_eq != EMU_NO_EQ && (!eq || eq == dev->hwc.eq)) {
		emu_violation(dev, 40, "parent EQ %u is not a live data EQ",
			      p->parent_eq);
		return EMU_ST_FAIL;
	}
	if (eq && eq->n < eq->num_cqs + 1 + 8)
		emu_violation(dev, 47, "EQ %u: %u entries for %u CQs", eq->id,
			      eq->n, eq->num_cqs + 1);
	if (p->cq_size / CQE_SIZE < p->wq_size / WQE_UNIT)
		emu_lint(dev, 48, "CQ of %u entries for a WQ of %u units",
			 p->cq_size / CQE_SIZE, p->wq_size / WQE_UNIT);
	return EMU_ST_OK;
}

uint32_t emu_wq_create(struct mana_dev *dev, const struct emu_wq_params *p,
		       struct emu_wq **out)
{
	struct emu_eq *eq = eq_find(dev, p->parent_eq);
	struct region *wr, *cr;
	struct emu_cq *cq;
	struct emu_wq *wq;
	uint32_t st;

	st = wq_check(dev, p, eq);
	if (st)
		return st;
	st = region_check_queue(dev, p->wq_region, p->wq_size, &wr);
	if (!st)
		st = region_check_queue(dev, p->cq_region, p->cq_size, &cr);
	if (st)
		return st;
	if (wr == cr) {
		emu_violation(dev, 35, "one region for WQ and CQ");
		return EMU_ST_FAIL;
	}
	cq = cq_new(dev, region_take(dev, cr), p->cq_size, eq, p->db_page,
		    dev->cfg.arm_on_create, 38);
	if (!cq)
		return EMU_ST_FAIL;
	wq = wq_new(dev, p->kind, region_take(dev, wr), p->wq_size, cq,
		    p->db_page, p->mkey);
	if (!wq) {
		cq_free(dev, cq);
		return EMU_ST_FAIL;
	}
	cq->mod = p->mod;
	wq->owner = p->owner;
	*out = wq;
	return EMU_ST_OK;
}

void emu_wq_destroy(struct mana_dev *dev, struct emu_wq *wq)
{
	if (wq->kind == EMU_SQ && !wq->disabled && wq->tail != wq->head)
		emu_violation(dev, 44, "SQ %u: %u bytes pending at destroy",
			      wq->id, wq->tail - wq->head);
	cq_free(dev, wq->cq);
	wq_free(dev, wq);
}

uint32_t emu_wq_id(const struct emu_wq *wq)
{
	return wq->id;
}

struct emu_cq *emu_wq_cq(const struct emu_wq *wq)
{
	return wq->cq;
}

void *emu_wq_owner(const struct emu_wq *wq)
{
	return wq->owner;
}

uint32_t emu_wq_pending(const struct emu_wq *wq)
{
	return wq->disabled ? 0 : wq->tail - wq->head;
}

void emu_wq_disable(struct emu_wq *wq)
{
	wq->disabled = true;
}

bool emu_wq_disabled(const struct emu_wq *wq)
{
	return wq->disabled;
}

/* A header that no driver writes: 255 SGEs, every reserved bit set. */
static void poison(struct mana_dev *dev, const struct emu_wq *wq,
		   uint32_t offset)
{
	static const uint8_t pattern[8] = { WQE_POISON };

	if (dev->cfg.poison_wqes && !wq->hwc)
		ring_write(dev, &wq->ring, offset, pattern, sizeof(pattern));
}

void emu_wq_consume(struct mana_dev *dev, struct emu_wq *wq,
		    const struct emu_wqe *wqe)
{
	if (wq->kind == EMU_RQ)
		usage_buffers(dev, wq, wq->head, wq->head + wqe->len, false);
	poison(dev, wq, wqe->offset);
	wq->head += wqe->len;
}

void wq_publish(struct mana_dev *dev, struct emu_wq *wq, uint32_t tail)
{
	uint32_t from = wq->tail, mask = wq->ring.bytes - 1;

	while (wq->tail != tail) {
		uint32_t at = wq->tail & mask;
		uint32_t n = tail - wq->tail;

		if (n > wq->ring.bytes - at)
			n = wq->ring.bytes - at;
		ring_read(dev, &wq->ring, at, wq->seen + at, n);
		wq->tail += n;
	}
	if (wq->kind == EMU_RQ)
		usage_buffers(dev, wq, from, tail, true);
}
