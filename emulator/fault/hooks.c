// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The hooks: each shows one kind of event to the rules and carries out what
 * they made of it.
 */
#include <errno.h>

#include "device/internal.h"
#include "engine.h"

#define NS_PER_US 1000ull

bool fault_request(struct mana_dev *dev, uint8_t *msg, size_t len)
{
	struct fault_event ev = { .point = FP_REQUEST, .match = msg,
				  .match_len = len, .bytes = msg, .len = len };

	return fault_armed(dev, FP_REQUEST) && fault_hit(dev, &ev) && ev.drop;
}

/* ---- answers ---- */

static void answer_again(struct mana_dev *dev, const struct fault_event *ev)
{
	for (uint64_t i = 0; i < ev->repeat; i++)
		fault_put_off(dev, FP_ANSWER, 0, ev->bytes, ev->len);
	if (ev->echo_ns)
		fault_put_off(dev, FP_ANSWER, ev->echo_ns, ev->bytes, ev->len);
}

bool fault_answer(struct mana_dev *dev, const uint8_t *msg, size_t len)
{
	struct hwc *h = &dev->hwc;
	struct fault_event ev = { .point = FP_ANSWER, .match = msg,
				  .match_len = len, .bytes = h->resp.bytes,
				  .len = h->resp.len };

	if (dev->faults->no_answer)
		return true;
	if (!fault_armed(dev, FP_ANSWER) || !fault_hit(dev, &ev))
		return false;
	if (ev.stop)
		dev->faults->no_answer = true;
	if (!ev.drop && ev.delay_ns)
		fault_put_off(dev, FP_ANSWER, ev.delay_ns,
			      h->resp.bytes, h->resp.len);
	answer_again(dev, &ev);
	return ev.drop || ev.stop || ev.delay_ns;
}

/* ---- entries of rings ---- */

static void put_off_entry(struct mana_dev *dev, const struct fault_event *ev,
			  uint32_t id, uint64_t ns)
{
	struct fault_later *l = fault_put_off(dev, ev->point, ns, ev->bytes,
					      ev->len);

	if (l)
		l->id = id;
}

/* All of the entry but its owner bits, which come later. */
static void tear(struct mana_dev *dev, const struct fault_event *ev,
		 uint32_t id, const struct ring *r, uint32_t off)
{
	struct fault_later *l = fault_put_off(dev, ev->point, ev->torn_ns,
					      ev->bytes + ev->len - 4, 4);

	ring_write(dev, r, off, ev->bytes, (uint32_t)ev->len - 4);
	if (!l)
		return;
	l->torn = true;
	l->id = id;
	l->at = off + ev->len - 4;
}

/* How many entries to write now; the others are put off. */
static unsigned int entries(struct mana_dev *dev, const struct fault_event *ev,
			    uint32_t id)
{
	if (ev->echo_ns)
		put_off_entry(dev, ev, id, ev->echo_ns);
	if (ev->drop)
		return 0;
	if (ev->delay_ns) {
		put_off_entry(dev, ev, id, ev->delay_ns);
		return 0;
	}
	return 1 + (unsigned int)ev->repeat;
}

static enum fault_queue wq_queue(const struct emu_wq *wq)
{
	if (wq->hwc)
		return FQ_HWC;
	return wq->kind == EMU_SQ ? FQ_TX : FQ_RX;
}

/* CQE 42 is followed by silence; so is the end of the channel. */
static void kill_queue(struct mana_dev *dev, const struct emu_wq *wq)
{
	if (wq->hwc)
		dev->hwc.dead = true;
	else
		wq_find(dev, wq->kind, wq->id)->disabled = true;
}

unsigned int fault_cqe(struct mana_dev *dev, struct emu_cq *cq,
		       const struct emu_wq *wq, uint8_t *entry)
{
	struct fault_event ev = { .point = FP_CQE, .attr = { wq_queue(wq) },
				  .match = entry, .match_len = CQE_SIZE,
				  .bytes = entry, .len = CQE_SIZE };

	if (!fault_armed(dev, FP_CQE) || !fault_hit(dev, &ev))
		return 1;
	if (ev.stop)
		kill_queue(dev, wq);
	if (ev.torn_ns) {
		entry_owner(entry, CQE_SIZE, cq->p / cq->n);
		tear(dev, &ev, cq->id, &cq->ring, cq->p % cq->n * CQE_SIZE);
		memcpy(cq->shadow + cq->p % cq->n * CQE_SIZE, entry, CQE_SIZE);
		cq->p = (cq->p + 1) % (8 * cq->n);
		return 0;
	}
	return entries(dev, &ev, cq->id);
}

unsigned int fault_eqe(struct mana_dev *dev, struct emu_eq *eq, uint8_t *entry)
{
	struct fault_event ev = { .point = FP_EQE, .match = entry,
				  .match_len = EQE_SIZE, .bytes = entry,
				  .len = EQE_SIZE };

	if (!fault_armed(dev, FP_EQE))
		return 1;
	ev.attr[FA_QUEUE] = eq == dev->hwc.eq || !dev->hwc.eq ? FQ_HWC :
								FQ_DATA;
	if (!fault_hit(dev, &ev))
		return 1;
	if (ev.torn_ns) {
		entry_owner(entry, EQE_SIZE, eq->p / eq->n);
		tear(dev, &ev, eq->id, &eq->ring, eq->p % eq->n * EQE_SIZE);
		memcpy(eq->shadow + eq->p % eq->n * EQE_SIZE, entry, EQE_SIZE);
		eq->p = (eq->p + 1) % (8 * eq->n);
		return 0;
	}
	return entries(dev, &ev, eq->id);
}

/* ---- interrupts, registers, shared memory, doorbells ---- */

void fault_irq(struct mana_dev *dev, unsigned int vector)
{
	struct fault_event ev = { .point = FP_IRQ, .attr = { vector } };
	struct fault_later *l;

	if (fault_armed(dev, FP_IRQ))
		fault_hit(dev, &ev);
	vector = (unsigned int)ev.attr[FA_VECTOR];
	/* what was put off has waited already */
	if (!dev->faults->quiet)
		ev.delay_ns += dev->cfg.latency_us * NS_PER_US;
	if (ev.drop || vector >= dev->cfg.msix)
		return;
	if (ev.delay_ns) {
		l = fault_put_off(dev, FP_IRQ, ev.delay_ns, "", 0);
		if (l)
			l->id = vector;
		return;
	}
	for (uint64_t i = 0; i <= ev.repeat; i++)
		dev->host_ops->irq(dev->host, vector);
}

void fault_read(struct mana_dev *dev, uint64_t off, uint8_t *buf, size_t len)
{
	struct fault_event ev = { .point = FP_READ, .attr = { off },
				  .match = buf, .match_len = len,
				  .bytes = buf, .len = len };

	if (fault_armed(dev, FP_READ))
		fault_hit(dev, &ev);
}

/* Dropped or late: for the driver the device still owns the window. */
void fault_smc(struct mana_dev *dev)
{
	struct fault_event ev = { .point = FP_SMC, .match = dev->smc,
				  .match_len = SMC_SIZE, .bytes = dev->smc,
				  .len = SMC_SIZE };
	uint32_t header;

	if (!fault_armed(dev, FP_SMC) || !fault_hit(dev, &ev))
		return;
	if (!ev.drop && ev.delay_ns)
		fault_put_off(dev, FP_SMC, ev.delay_ns, dev->smc, SMC_SIZE);
	if (!ev.drop && !ev.delay_ns)
		return;
	header = get32(dev->smc + SMC_HEADER);
	put32(dev->smc + SMC_HEADER, header | SMC_OWNER);
}

bool fault_doorbell(struct mana_dev *dev, uint64_t zone_off, const void *buf,
		    size_t len)
{
	uint32_t off = (uint32_t)(zone_off % dev->cfg.db_page_size);
	struct fault_event ev = { .point = FP_DOORBELL };
	struct fault_later *l;
	uint8_t copy[8] = { 0 };

	if (!fault_armed(dev, FP_DOORBELL) || len > sizeof(copy))
		return false;
	memcpy(copy, buf, len);
	ev.attr[FA_QUEUE] = off == DB_SQ ? FQ_SQ : off == DB_RQ ? FQ_RQ :
			    off == DB_CQ ? FQ_CQ : off == DB_EQ ? FQ_EQ :
			    FQ_OTHER;
	ev.attr[FA_ID] = get32(copy) & (off == DB_EQ ? 0xffff : 0xffffff);
	ev.match = copy;
	ev.bytes = copy;
	ev.match_len = len;
	ev.len = len;
	if (!fault_hit(dev, &ev) || (!ev.drop && !ev.delay_ns))
		return false;
	l = ev.drop ? NULL : fault_put_off(dev, FP_DOORBELL, ev.delay_ns, copy,
					   len);
	if (l)
		l->id = zone_off;
	return true;
}

/* ---- work-queue entries and their data ---- */

bool fault_wqe(struct mana_dev *dev, struct emu_wq *wq)
{
	struct fault_event ev = { .point = FP_WQE, .attr = { wq_queue(wq) } };

	if (!fault_armed(dev, FP_WQE) || !fault_hit(dev, &ev))
		return false;
	if (ev.stop)
		kill_queue(dev, wq);
	return ev.drop || ev.stop;
}

static void scatter_later(struct mana_dev *dev, const struct emu_wqe *wqe,
			  const uint8_t *p, size_t len, uint64_t ns)
{
	for (unsigned int i = 0; i < wqe->num_sge && len; i++) {
		size_t n = wqe->sge[i].len < len ? wqe->sge[i].len : len;
		struct fault_later *l = fault_put_off(dev, FP_DMA, ns, p, n);

		if (l)
			l->at = wqe->sge[i].addr;
		p += n;
		len -= n;
	}
}

int fault_dma(struct mana_dev *dev, const struct emu_wqe *wqe, const void *buf,
	      size_t len)
{
	struct fault_event ev = { .point = FP_DMA,
				  .attr = { wq_queue(wqe->wq) } };

	if (!fault_armed(dev, FP_DMA) || !fault_hit(dev, &ev))
		return 0;
	if (ev.drop)
		return -EFAULT;
	if (!ev.delay_ns || !buf)
		return 0;
	scatter_later(dev, wqe, buf, len, ev.delay_ns);
	return 1;
}
