// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive: classification, RSS, buffers, completions, fences (ethernet 3 and 4,
 * device-behaviour 8).
 */
#include <stdlib.h>

#include "eth.h"

/* ---- from the wire into the queue of an RQ ---- */

static uint32_t l4_flags(const struct pkt *p, const uint8_t *f, uint64_t *st)
{
	bool good;

	/* RFC 768: the sender computed none, so there is none to verify */
	if (p->udp && p->v4 && !getbe16(f + pkt_csum_off(p)))
		return 0;
	good = pkt_l4_good(p, f);
	st[good ? PS_RX_CSUM_GOOD : PS_RX_CSUM_BAD]++;
	if (p->tcp)
		return good ? RX_TCP_OK : RX_TCP_FAIL;
	return good ? RX_UDP_OK : RX_UDP_FAIL;
}

/* IP is called good for IPv6 too: drivers ask for both bits (ethernet 3.5). */
static uint32_t csum_flags(const struct pkt *p, const uint8_t *f, uint64_t *st)
{
	if (!p->l3_off || p->bad)
		return 0;
	if (!pkt_ip_good(p, f)) {
		st[PS_RX_CSUM_BAD]++;
		return RX_IP_FAIL;
	}
	return RX_IP_OK | (p->l4_off ? l4_flags(p, f, st) : 0);
}

/* Why the port does not take the frame; PS_COUNT when it does. */
static enum port_stat refuse(struct eth *e, const struct vport *vp,
			     const uint8_t *f, size_t len)
{
	size_t limit = emu_cfg(e->dev)->adapter_mtu;

	if (!vp->link_up)
		return PS_RX_LINK_DOWN;
	if (len >= ETH_HLEN + VLAN_HLEN && getbe16(f + 12) == ETYPE_VLAN)
		limit += VLAN_HLEN;
	if (len < ETH_HLEN || len > limit)
		return PS_RX_OVERSIZE;
	if (!(f[0] & 1) && memcmp(f, vp->mac, 6))
		return PS_RX_FILTERED;
	if (!vp->rx_on)
		return PS_RX_DISABLED;
	return PS_COUNT;
}

static void drop(struct eth *e, struct vport *vp, enum port_stat why)
{
	vp->st[why]++;
	if (why == PS_RX_NO_WQE) {
		e->gf[GF_RX_NOWQE]++;
		emu_violation(e->dev, 76, "port %u: a frame found no buffer",
			      vp->index);
	}
	if (why == PS_RX_DISABLED)
		e->gf[GF_RX_DISABLED]++;
}

/* A private copy: tag taken out, flags and hash as the CQE will show them. */
static struct frame *frame_new(struct eth *e, struct vport *vp,
			       const uint8_t *f, size_t len, uint16_t *used)
{
	struct frame *fr = malloc(sizeof(*fr) + len);
	struct pkt p;

	if (!fr)
		return NULL;
	memcpy(fr->data, f, len);
	fr->flags = 0;
	if (getbe16(f + 12) == ETYPE_VLAN && len >= ETH_HLEN + VLAN_HLEN)
		fr->flags = RX_VLAN_PRESENT |
			    (pkt_untag(fr->data, &len) & 0xfff);
	pkt_parse(&p, fr->data, len, false);
	fr->flags |= csum_flags(&p, fr->data, vp->st);
	fr->hash = pkt_rss(&p, fr->data, vp->key,
			   vp->rss_on ? vp->hash_types : 0, used);
	fr->flags |= (uint32_t)*used << RX_HASHTYPE_SHIFT;
	fr->len = (uint32_t)len;
	fr->since_ns = emu_now_ns(e->dev);
	fr->next = NULL;
	return fr;
}

/* In the statistics of the function, whatever becomes of it. */
static void received(struct eth *e, const uint8_t *f, size_t wire)
{
	e->gf[GF_RX_BYTES] += wire;
	gf_count(e, GF_RX_UC_PKTS, f, wire);
}

void rx_frame(struct eth *e, struct vport *vp, const uint8_t *f, size_t len)
{
	enum port_stat why = refuse(e, vp, f, len);
	struct frame *fr = NULL;
	struct wqobj *rq = NULL;
	uint16_t used;

	if (why == PS_COUNT) {
		fr = frame_new(e, vp, f, len, &used);
		rq = fr ? steer(vp, fr->hash, used) : NULL;
		if (!rq || rq->waiting >= RX_FIFO)
			why = PS_RX_NO_WQE;
		else if (emu_wq_disabled(rq->wq))
			why = PS_RX_QUEUE_ERROR;
	}
	if (why != PS_COUNT) {
		if (why == PS_RX_QUEUE_ERROR)
			received(e, f, len);
		drop(e, vp, why);
		free(fr);
		return;
	}
	*rq->tail = fr;
	rq->tail = &fr->next;
	rq->waiting++;
}

/* ---- from there to the driver ---- */

static void pop(struct wqobj *rq)
{
	struct frame *fr = rq->head;

	rq->head = fr->next;
	if (!rq->head)
		rq->tail = &rq->head;
	rq->waiting--;
	free(fr);
}

void rx_flush(struct eth *e, struct wqobj *rq, enum port_stat why)
{
	while (rq->head) {
		if (why == PS_RX_QUEUE_ERROR)
			received(e, rq->head->data, rq->head->len);
		drop(e, rq->vport, why);
		pop(rq);
	}
}

/**
 * struct batch - packets that share one completion
 * @n: their number
 * @flags: dword 1, the same for all
 * @wqe_off: ring offset of the first buffer
 * @len: frame bytes
 * @hash: RSS hash
 */
struct batch {
	unsigned int n;
	uint32_t flags, wqe_off;
	uint32_t len[MAX_COALESCE], hash[MAX_COALESCE];
};

static void put_packets(uint8_t *cqe, const struct batch *b, bool eight)
{
	for (unsigned int i = 0; i < b->n; i++) {
		uint8_t *ppi = cqe + RXC_PPI;

		if (eight) {
			ppi += RXC_PPI_SIZE * (i / 2);
			put32(ppi + (i % 2 ? 8 : 0), b->hash[i]);
			put16(ppi + (i % 2 ? 6 : 4), (uint16_t)b->len[i]);
		} else {
			ppi += RXC_PPI_SIZE * i;
			put16(ppi, (uint16_t)b->len[i]);
			put32(ppi + 8, b->hash[i]);
		}
	}
}

static void post(struct eth *e, struct wqobj *rq, const struct batch *b,
		 uint32_t type)
{
	uint8_t cqe[CQE_DATA] = { 0 };

	if (!b->n)
		return;
	if (b->n > 1) {
		type = rq->vport->coal8 ? CQE_RX_COALESCED_8 :
		       CQE_RX_COALESCED_4;
		rq->vport->st[PS_RX_COALESCED_CQES]++;
	}
	put32(cqe, type | CQE_CLIENT);
	put32(cqe + RXC_FLAGS, b->flags);
	put_packets(cqe, b, type == CQE_RX_COALESCED_8);
	put32(cqe + RXC_WQE_OFFSET,
	      b->wqe_off / emu_cfg(e->dev)->rx_offset_unit);
	emu_cq_post(e->dev, emu_wq_cq(rq->wq), rq->wq, cqe);
}

static void delivered(struct eth *e, struct wqobj *rq, const struct frame *fr)
{
	bool tagged = fr->flags & RX_VLAN_PRESENT;
	size_t wire = fr->len + (tagged ? VLAN_HLEN : 0);
	uint64_t *st = rq->vport->st;

	st[PS_RX_PACKETS]++;
	st[PS_RX_BYTES] += fr->len;
	st[PS_RX_VLAN] += tagged;
	rq->packets++;
	received(e, fr->data, wire);
}

enum fill { FILL_NONE, FILL_OK, FILL_TRUNCATED };

/* Put the oldest frame into the next buffer; @b is filled with it alone. */
static enum fill fill_one(struct eth *e, struct wqobj *rq, struct batch *b)
{
	struct frame *fr = rq->head;
	enum fill result = FILL_OK;
	enum emu_fetch got;
	struct emu_wqe w;
	uint32_t vendor;

	got = emu_wq_fetch(e->dev, rq->wq, &w, &vendor);
	if (got == EMU_FETCH_NONE)
		return FILL_NONE;
	if (got == EMU_FETCH_BAD ||
	    emu_wqe_scatter(e->dev, &w, fr->data, fr->len) < 0) {
		/* no completion: the driver can't know (device-behaviour 8.1) */
		emu_wq_disable(rq->wq);
		rx_flush(e, rq, PS_RX_QUEUE_ERROR);
		return FILL_NONE;
	}
	if (fr->len > w.data_len) {
		rq->vport->st[PS_RX_TRUNCATED]++;
		result = FILL_TRUNCATED;
	} else {
		delivered(e, rq, fr);
	}
	*b = (struct batch){
		.n = 1,
		.flags = fr->flags,
		.wqe_off = w.offset,
		.len = { fr->len },
		.hash = { fr->hash },
	};
	emu_wq_consume(e->dev, rq->wq, &w);
	pop(rq);
	return result;
}

static bool can_join(const struct wqobj *rq, const struct batch *b)
{
	const struct vport *vp = rq->vport;
	unsigned int limit = vp->coal8 ? 8 : vp->coal4 ? 4 : 1;

	return b->n < limit && rq->head && rq->head->flags == b->flags;
}

static void join(struct batch *b, const struct batch *one)
{
	if (!b->n) {
		*b = *one;
		return;
	}
	b->len[b->n] = one->len[0];
	b->hash[b->n++] = one->hash[0];
}

/* One completion's worth of frames; false when no buffer is posted. */
static bool deliver(struct eth *e, struct wqobj *rq)
{
	struct batch b = { 0 }, one;
	enum fill got;

	do {
		got = fill_one(e, rq, &one);
		if (got == FILL_OK)
			join(&b, &one);
	} while (got == FILL_OK && can_join(rq, &b));
	post(e, rq, &b, CQE_RX_OKAY);
	/* its own completion, with the full length */
	if (got == FILL_TRUNCATED)
		post(e, rq, &one, CQE_RX_TRUNCATED);
	return b.n || got == FILL_TRUNCATED;
}

static void fence(struct eth *e, struct wqobj *rq)
{
	uint8_t cqe[CQE_DATA] = { 0 };

	rq->fence = false;
	if (!steered_to(rq->vport, rq->handle))
		rq->steered = false;
	put32(cqe, CQE_RX_FENCE | CQE_CLIENT);
	emu_cq_post(e->dev, emu_wq_cq(rq->wq), rq->wq, cqe);
}

unsigned int rx_drain(struct eth *e, struct wqobj *rq, unsigned int budget)
{
	uint64_t patience = emu_cfg(e->dev)->rx_patience_ms * NS_PER_MS;
	uint64_t now = emu_now_ns(e->dev);
	unsigned int used = 0;

	while (rq->head && used < budget) {
		if (deliver(e, rq)) {
			used++;
			continue;
		}
		if (!rq->head)
			break;
		/* a fence must not wait for buffers that may never come */
		if (!rq->fence && now - rq->head->since_ns < patience)
			return used;
		drop(e, rq->vport, PS_RX_NO_WQE);
		pop(rq);
	}
	if (!rq->head && rq->fence && used < budget) {
		fence(e, rq);
		used++;
	}
	return used;
}
