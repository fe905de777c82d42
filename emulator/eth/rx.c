// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive: classification, RSS, buffers, completions, fences (ethernet 3 and 4,
 * device-behaviour 8).
 */
#include <stdlib.h>

#include "eth.h"

/* RX CQE dword 1 (ethernet 3.4) */
#define RX_VLAN_PRESENT (1u << 12)
#define RX_HASHTYPE_SHIFT 16
#define RX_IP_OK (1u << 25)
#define RX_IP_FAIL (1u << 26)
#define RX_TCP_OK (1u << 27)
#define RX_TCP_FAIL (1u << 28)
#define RX_UDP_OK (1u << 29)
#define RX_UDP_FAIL (1u << 30)

void gf_count(struct eth *e, unsigned int base, const uint8_t *f, size_t len)
{
	static const uint8_t bcast[6] = { 255, 255, 255, 255, 255, 255 };
	unsigned int kind = !(f[0] & 1) ? 0 : memcmp(f, bcast, 6) ? 1 : 2;

	e->gf[base + 2 * kind]++;
	e->gf[base + 2 * kind + 1] += len;
}

static uint32_t csum_flags(const struct pkt *p, const uint8_t *f,
			   struct port_stats *st)
{
	uint32_t flags;
	bool good;

	if (!p->l3_off || p->bad)
		return 0;
	if (!pkt_ip_good(p, f)) {
		st->rx_csum_bad++;
		return RX_IP_FAIL;
	}
	flags = RX_IP_OK;
	if (!p->l4_off)
		return flags;
	good = pkt_l4_good(p, f);
	st->rx_csum_bad += !good;
	if (p->tcp)
		return flags | (good ? RX_TCP_OK : RX_TCP_FAIL);
	return flags | (good ? RX_UDP_OK : RX_UDP_FAIL);
}

static struct wqobj *steer(struct vport *vp, uint32_t hash, uint16_t used)
{
	uint64_t handle = vp->default_rq;

	if (vp->rss_on && used && vp->table_len)
		handle = vp->table[hash & (vp->table_len - 1)];
	return obj_find(vp, handle);
}

/* Unicast to another station never reaches a VF's port. */
static bool for_us(const struct vport *vp, const uint8_t *f)
{
	return (f[0] & 1) || !memcmp(f, vp->mac, 6);
}

void rx_frame(struct eth *e, struct vport *vp, const uint8_t *f, size_t len)
{
	struct frame *fr;
	struct wqobj *rq;
	struct pkt p;
	uint16_t used;
	size_t n = len;

	if (len < ETH_HLEN || !for_us(vp, f))
		return;
	if (!vp->rx_on) {
		vp->st.rx_disabled++;
		e->gf[GF_RX_DISABLED]++;
		return;
	}
	fr = malloc(sizeof(*fr) + len);
	if (!fr)
		return;
	memcpy(fr->data, f, len);
	fr->flags = 0;
	if (getbe16(f + 12) == ETYPE_VLAN && len >= ETH_HLEN + VLAN_HLEN)
		fr->flags = RX_VLAN_PRESENT | (pkt_untag(fr->data, &n) & 0xfff);
	pkt_parse(&p, fr->data, n, false);
	fr->flags |= csum_flags(&p, fr->data, &vp->st);
	fr->hash = pkt_rss(&p, fr->data, vp->key, vp->hash_types, &used);
	fr->flags |= (uint32_t)used << RX_HASHTYPE_SHIFT;
	fr->len = (uint32_t)n;
	fr->since_ns = emu_now_ns(e->dev);
	fr->next = NULL;
	rq = steer(vp, fr->hash, used);
	if (!rq || rq->waiting >= RX_FIFO) {
		vp->st.rx_no_wqe++;
		e->gf[GF_RX_NOWQE]++;
		free(fr);
		return;
	}
	*rq->tail = fr;
	rq->tail = &fr->next;
	rq->waiting++;
}

static void pop(struct wqobj *rq)
{
	struct frame *fr = rq->head;

	rq->head = fr->next;
	if (!rq->head)
		rq->tail = &rq->head;
	rq->waiting--;
	free(fr);
}

void rx_flush(struct wqobj *rq)
{
	while (rq->head)
		pop(rq);
}

/** struct batch - packets that share one completion */
struct batch {
	unsigned int n;
	uint32_t flags, wqe_off;
	uint32_t len[MAX_COALESCE], hash[MAX_COALESCE];
};

static void post(struct eth *e, struct wqobj *rq, const struct batch *b,
		 uint32_t type)
{
	uint8_t cqe[60] = { 0 };

	put32(cqe + 4, b->flags);
	put32(cqe + 56, b->wqe_off / 32);
	for (unsigned int i = 0; i < b->n; i++) {
		uint8_t *ppi;

		if (b->n <= 4) {
			ppi = cqe + 8 + 12 * i;
			put16(ppi, (uint16_t)b->len[i]);
			put32(ppi + 8, b->hash[i]);
			continue;
		}
		ppi = cqe + 8 + 12 * (i / 2);
		put32(ppi + (i % 2 ? 8 : 0), b->hash[i]);
		put16(ppi + (i % 2 ? 6 : 4), (uint16_t)b->len[i]);
	}
	if (type == CQE_RX_OKAY && b->n > 1) {
		type = b->n <= 4 ? CQE_RX_COALESCED_4 : CQE_RX_COALESCED_8;
		rq->vport->st.rx_coalesced_cqes++;
	}
	put32(cqe, type | CQE_CLIENT);
	emu_cq_post(e->dev, emu_wq_cq(rq->wq), rq->wq, cqe, b->n);
}

static void counted(struct eth *e, struct wqobj *rq, const struct frame *fr)
{
	struct port_stats *st = &rq->vport->st;

	st->rx_packets++;
	st->rx_bytes += fr->len;
	st->rx_vlan += !!(fr->flags & RX_VLAN_PRESENT);
	rq->packets++;
	e->gf[GF_RX_BYTES] += fr->len;
	gf_count(e, GF_RX_UC_PKTS, fr->data, fr->len);
}

/* Put the oldest frame into the next buffer. False: no buffer. */
static bool fill_one(struct eth *e, struct wqobj *rq, struct batch *b,
		     bool *truncated)
{
	struct frame *fr = rq->head;
	struct emu_wqe w;
	uint32_t vendor;

	switch (emu_wq_fetch(e->dev, rq->wq, &w, &vendor)) {
	case EMU_FETCH_NONE:
		return false;
	case EMU_FETCH_BAD:
		emu_wq_disable(rq->wq);
		return false;
	case EMU_FETCH_OK:
		break;
	}
	emu_wqe_scatter(e->dev, &w, fr->data, fr->len);
	*truncated = fr->len > w.data_len;
	if (!b->n) {
		b->flags = fr->flags;
		b->wqe_off = w.offset;
	}
	b->len[b->n] = fr->len;
	b->hash[b->n++] = fr->hash;
	if (*truncated)
		rq->vport->st.rx_truncated++;
	else
		counted(e, rq, fr);
	emu_wq_consume(e->dev, rq->wq, &w);
	pop(rq);
	return true;
}

/* One completion's worth of frames; false when no buffer is posted. */
static bool deliver(struct eth *e, struct wqobj *rq)
{
	const struct vport *vp = rq->vport;
	unsigned int limit = vp->coal8 ? 8 : vp->coal4 ? 4 : 1;
	struct batch b = { 0 };
	bool truncated;

	do {
		if (!fill_one(e, rq, &b, &truncated))
			break;
		if (truncated) {
			/* its own completion, with the full length */
			struct batch one = b;

			if (--b.n)
				post(e, rq, &b, CQE_RX_OKAY);
			one.len[0] = one.len[one.n - 1];
			one.n = 1;
			post(e, rq, &one, CQE_RX_TRUNCATED);
			return true;
		}
	} while (b.n < limit && rq->head && rq->head->flags == b.flags &&
		 rq->head->len <= UINT16_MAX);
	if (!b.n)
		return false;
	post(e, rq, &b, CQE_RX_OKAY);
	return true;
}

static void fence(struct eth *e, struct wqobj *rq)
{
	uint8_t cqe[60] = { 0 };

	rq->fence = false;
	put32(cqe, CQE_RX_FENCE | CQE_CLIENT);
	emu_cq_post(e->dev, emu_wq_cq(rq->wq), rq->wq, cqe, 0);
}

unsigned int rx_drain(struct eth *e, struct wqobj *rq, unsigned int budget,
		      bool *more)
{
	uint64_t now = emu_now_ns(e->dev);
	unsigned int used = 0;

	while (rq->head && used < budget) {
		if (deliver(e, rq)) {
			used++;
			continue;
		}
		/* a fence must not wait for buffers that may never come */
		if (!rq->fence && now - rq->head->since_ns < RX_PATIENCE_NS)
			return used;
		rq->vport->st.rx_no_wqe++;
		e->gf[GF_RX_NOWQE]++;
		pop(rq);
	}
	if (rq->head)
		*more = true;
	else if (rq->fence)
		fence(e, rq);
	return used;
}
