// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Doorbells: decoding, the checks, and what arming does
 * (gdma 6 and 9.3, device-behaviour 6).
 */
#include "internal.h"

/* */
#define ANSWER_NS 1000000000ull

static uint32_t span(uint32_t a, uint32_t b, uint32_t n)
{
	return (uint32_t)(((uint64_t)a + 8ull * n - b) % (8ull * n));
}

/**
 * struct armer - what EQs and CQs have in common for an arming doorbell
 * @what: "EQ" or "CQ"
 * @id: its id
 * @n: entries
 * @p: producer position
 * @cons: last position the driver published
 */
struct armer {
	const char *what;
	uint32_t id, n, p;
	uint32_t *cons;
};

enum arm_result { ARM_DROP, ARM_QUIET, ARM_READY, ARM_NOTIFY };

static enum arm_result arm_decide(struct mana_dev *dev, const struct armer *a,
				  uint32_t tail, bool arm)
{
	uint32_t unread;

	if (tail >= 8 * a->n) {
		emu_violation(dev, 56, "%s %u: position %u of %u", a->what,
			      a->id, tail, 8 * a->n);
		return ARM_DROP;
	}
	unread = span(a->p, tail, a->n);
	if (span(tail, a->p, a->n) && span(tail, a->p, a->n) < a->n) {
		emu_violation(dev, 56, "%s %u: position %u ahead of %u",
			      a->what, a->id, tail, a->p);
		return ARM_DROP;
	}
	if (unread > a->n) {
		emu_violation(dev, arm ? 58 : 56,
			      "%s %u: position %u is %u entries behind", a->what,
			      a->id, tail, unread);
		return ARM_DROP;
	}
	if (span(tail, *a->cons, a->n) > 7 * a->n)
		emu_violation(dev, 56, "%s %u: position went back from %u to %u",
			      a->what, a->id, *a->cons, tail);
	*a->cons = tail;
	if (!arm)
		return ARM_QUIET;
	return unread ? ARM_NOTIFY : ARM_READY;
}

/* whoever is interrupted looks within a second. */
static void check_answered(struct mana_dev *dev, struct emu_eq *eq)
{
	uint64_t now = emu_now_ns(dev);

	if (eq->irq_ns && now - eq->irq_ns > ANSWER_NS)
		emu_violation(dev, 64, "EQ %u: %llu ms from interrupt to doorbell",
			      eq->id,
			      (unsigned long long)(now - eq->irq_ns) / 1000000);
	eq->irq_ns = 0;
}

static void ring_eq(struct mana_dev *dev, uint32_t page, uint32_t id,
		    uint32_t tail, bool arm)
{
	struct emu_eq *eq = eq_find(dev, id);
	struct armer a;

	if (!eq) {
		id_unknown(dev, ID_EQ, id);
		return;
	}
	if (eq->db_page != page) {
		emu_violation(dev, 52, "EQ %u rung through page %u, bound to %u",
			      id, page, eq->db_page);
		return;
	}
	check_answered(dev, eq);
	a = (struct armer){ "EQ", id, eq->n, eq->p, &eq->cons };
	switch (arm_decide(dev, &a, tail, arm)) {
	case ARM_DROP:
		break;
	case ARM_QUIET:
		eq->armed = false;
		break;
	case ARM_READY:
		eq->armed = true;
		break;
	case ARM_NOTIFY:
		eq_notify(dev, eq);
		break;
	}
}

static void ring_cq(struct mana_dev *dev, uint32_t page, uint32_t id,
		    uint32_t tail, bool arm)
{
	struct emu_cq *cq = id < dev->cfg.max_num_cqs ? dev->cqs[id] : NULL;
	struct armer a;

	if (!cq) {
		id_unknown(dev, ID_CQ, id);
		return;
	}
	if (cq->db_page != page) {
		emu_violation(dev, 52, "CQ %u rung through page %u, bound to %u",
			      id, page, cq->db_page);
		return;
	}
	cq->rung = true;
	cq->laps_silent = 0;
	if (arm && !cq->eq) {
		emu_lint(dev, 40, "CQ %u is armed and has no EQ", id);
		arm = false;
	}
	a = (struct armer){ "CQ", id, cq->n, cq->p, &cq->cons };
	switch (arm_decide(dev, &a, tail, arm)) {
	case ARM_DROP:
		break;
	case ARM_QUIET:
		mod_forget(dev, cq);
		cq->armed = false;
		break;
	case ARM_READY:
		mod_forget(dev, cq);
		cq->armed = true;
		break;
	case ARM_NOTIFY:
		/* the driver missed some: moderation does not delay those */
		mod_forget(dev, cq);
		cq_notify(dev, cq);
		break;
	}
}

static void ring_wq(struct mana_dev *dev, uint32_t page, enum emu_wq_kind kind,
		    uint32_t id, uint32_t tail, bool increment)
{
	struct emu_wq *wq = wq_find(dev, kind, id);
	const char *what = kind == EMU_SQ ? "SQ" : "RQ";
	uint32_t pending, now;

	if (!wq) {
		id_unknown(dev, kind == EMU_SQ ? ID_SQ : ID_RQ, id);
		return;
	}
	if (wq->db_page != page) {
		emu_violation(dev, 52, "%s %u rung through page %u, bound to %u",
			      what, id, page, wq->db_page);
		return;
	}
	if (increment)
		tail += wq->tail;
	pending = tail - wq->head;
	now = wq->tail - wq->head;
	if (tail % WQE_UNIT || pending < now || pending > wq->ring.bytes) {
		emu_violation(dev, 54, "%s %u: tail 0x%x, was 0x%x, consumed 0x%x",
			      what, id, tail, wq->tail, wq->head);
		return;
	}
	wq_publish(dev, wq, tail);
	if (wq->hwc && kind == EMU_SQ)
		hwc_crowded(dev);
	if (!wq->hwc && pending != now)
		dev->client_ops->wq_doorbell(dev->client, wq);
}

#define MOD_USEC_VALID (1u << 15)
#define MOD_COMP_VALID (1u << 31)
#define MOD_RESERVED 0x7f007c00u

/* What waits already goes by the new values, at the next turn (mod_work()). */
static void moderate(struct mana_dev *dev, uint32_t page, uint32_t id,
		     uint32_t hi)
{
	struct emu_cq *cq = id < dev->cfg.max_num_cqs ? dev->cqs[id] : NULL;

	if (!cq) {
		id_unknown(dev, ID_CQ, id);
		return;
	}
	if (cq->db_page != page || !(dev_pf_caps(dev) & PF_CAP_MODERATION)) {
		emu_violation(dev, 52, "CQ %u: moderation through page %u, bound to %u, capability %s",
			      id, page, cq->db_page,
			      dev_pf_caps(dev) & PF_CAP_MODERATION ? "on" :
			      "off");
		return;
	}
	if (hi & MOD_USEC_VALID)
		cq->mod.usec = (uint16_t)bits(hi, 9, 0);
	if (hi & MOD_COMP_VALID)
		cq->mod.comps = (uint16_t)bits(hi, 23, 16);
}

static void ring64(struct mana_dev *dev, uint32_t page, uint32_t off,
		   uint64_t v)
{
	uint32_t id = (uint32_t)v & 0xffffff, hi = (uint32_t)(v >> 32);
	bool arm = v >> 63;
	bool reserved = v & 0xff000000u;

	switch (off) {
	case DB_SQ:
		ring_wq(dev, page, EMU_SQ, id, hi, false);
		break;
	case DB_RQ:
		ring_wq(dev, page, EMU_RQ, id, hi, false);
		break;
	case DB_CQ:
		ring_cq(dev, page, id, hi & 0x7fffffff, arm);
		break;
	case DB_EQ:
		reserved = v & 0xffff0000u;
		ring_eq(dev, page, id & 0xffff, hi & 0x7fffffff, arm);
		break;
	case DB_CQ_MODERATION:
		reserved = (v & 0xff000000u) || (hi & MOD_RESERVED);
		moderate(dev, page, id, hi);
		break;
	default:
		emu_violation(dev, 52, "64-bit write at doorbell offset 0x%x", off);
		return;
	}
	if (reserved)
		emu_violation(dev, 55, "doorbell 0x%llx at 0x%x",
			      (unsigned long long)v, off);
}

/* Short doorbells carry increments (gdma 6.3). */
static void ring32(struct mana_dev *dev, uint32_t page, uint32_t off, uint32_t v)
{
	uint32_t id = bits(v, 27, 16), inc = bits(v, 15, 0);
	struct emu_cq *cq = id < dev->cfg.max_num_cqs ? dev->cqs[id] : NULL;
	struct emu_eq *eq = eq_find(dev, id);

	switch (off) {
	case DB_SQ_SHORT:
		ring_wq(dev, page, EMU_SQ, id, inc, true);
		break;
	case DB_RQ_SHORT:
		ring_wq(dev, page, EMU_RQ, id, inc, true);
		break;
	case DB_CQ_SHORT:
		ring_cq(dev, page, id,
			cq ? (cq->cons + inc) % (8 * cq->n) : 0, v >> 31);
		break;
	case DB_EQ_SHORT:
		ring_eq(dev, page, id,
			eq ? (eq->cons + inc) % (8 * eq->n) : 0, v >> 31);
		break;
	default:
		emu_violation(dev, 52, "32-bit write at doorbell offset 0x%x", off);
	}
}

void doorbell(struct mana_dev *dev, uint64_t zone_off, const void *buf,
	      size_t len)
{
	uint32_t page = (uint32_t)(zone_off / dev->cfg.db_page_size);
	uint32_t off = (uint32_t)(zone_off % dev->cfg.db_page_size);

	if (fault_doorbell(dev, zone_off, buf, len))
		return;
	dev->doorbells++;
	trace_doorbell(dev, page, off, buf, len);
	usage_lost(dev);
	if (!dev->hwc.active) {
		emu_violation(dev, 4, "doorbell at page %u offset 0x%x without HWC",
			      page, off);
		return;
	}
	if (len == 8)
		ring64(dev, page, off, get64(buf));
	else if (len == 4)
		ring32(dev, page, off, get32(buf));
	else
		emu_violation(dev, 52, "%zu-byte write at doorbell offset 0x%x",
			      len, off);
}
