// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transmit: checksums, TSO, VLAN, completions (ethernet 2, device-behaviour 7,
 *
 */
#include "tx.h"

/* Short frames are padded by the network; only recorded. */
#define FRAME_MIN 60u

/* A port with a limit may not send before the last frame is through. */
static void clamp(struct tx_ctx *t, size_t len)
{
	uint64_t now = emu_now_ns(t->e->dev), floor;
	struct vport *vp = t->vp;
	uint32_t rate = port_rate(t->e, vp);

	if (!rate)
		return;
	floor = now > CLAMP_BURST_NS ? now - CLAMP_BURST_NS : 0;
	if (vp->tx_free_ns < floor)
		vp->tx_free_ns = floor;
	vp->tx_free_ns += len * 8000ull / rate;
}

static void send_frame(struct tx_ctx *t, uint8_t *f, size_t len)
{
	struct eth *e = t->e;

	if (t->o.tag)
		len = pkt_tag(f, len, t->o.tci);
	t->frames++;
	t->bytes += len;
	e->gf[GF_TX_BYTES] += len;
	gf_count(e, GF_TX_UC_PKTS, f, len);
	clamp(t, len);
	if (t->vp->link_up)
		emu_net_tx(e->dev, t->vp->index, f, len);
	else
		t->vp->st[PS_TX_LINK_DOWN]++;
}

static uint32_t dma_fault(struct tx_ctx *t)
{
	t->vendor = VE_MSG_ACCESS;
	t->err_off = 0;
	return CQE_TX_GDMA_ERR;
}

/* The device sums from the seed, so a wrong seed goes out wrong. */
static void fill_csums(struct tx_ctx *t, uint8_t *f)
{
	const struct pkt *p = &t->p;

	if (t->o.tcp_csum || t->o.udp_csum) {
		uint16_t c;

		tx_seed_wrong(t, f, p->l4_len, 85);
		c = (uint16_t)~csum_fold(csum_add(0, f + p->l4_off, p->l4_len));
		if (!c && p->udp)
			c = 0xffff;
		putbe16(f + pkt_csum_off(p), c);
		t->vp->st[PS_TX_CSUM_PACKETS]++;
	}
	if (t->o.ip_csum && p->v4)
		pkt_fill_ip(p, f);
}

static uint32_t send_plain(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	uint8_t *f = t->e->out;
	uint32_t type;
	size_t len;

	if (t->w.data_len > EMU_MAX_FRAME)
		return tx_check_length(t, t->w.data_len, 79);
	len = (size_t)t->w.data_len;
	if (emu_wqe_gather(dev, &t->w, 0, f, len))
		return dma_fault(t);
	pkt_parse(&t->p, f, len, false);
	type = tx_check_frame(t, f, len);
	if (!type)
		type = tx_check_length(t, len, 79);
	if (!type)
		type = tx_check_offload(t);
	if (type)
		return type;
	if (len < FRAME_MIN)
		emu_violation(dev, 80, "frame of %zu bytes", len);
	fill_csums(t, f);
	send_frame(t, f, len);
	return CQE_TX_OKAY;
}

static uint32_t check_tso(struct tx_ctx *t, const uint8_t *f, size_t hlen,
			  size_t mss)
{
	uint32_t type = tx_check_frame(t, f, hlen);

	if (!type)
		type = tx_check_offload(t);
	if (!type)
		type = tx_check_tso_headers(t, f, hlen);
	if (!type)
		type = tx_check_length(t, hlen + mss, 89);
	return type;
}

static uint32_t send_tso(struct tx_ctx *t)
{
	size_t hlen = t->w.sge[0].len, mss = t->w.client_data_unit, total;
	unsigned int index = 0;
	struct eth *e = t->e;
	uint32_t type;

	type = tx_check_tso_shape(t);
	if (type)
		return type;
	if (emu_wqe_gather(e->dev, &t->w, 0, e->buf, (size_t)t->w.data_len))
		return dma_fault(t);
	pkt_parse(&t->p, e->buf, (size_t)t->w.data_len, true);
	type = check_tso(t, e->buf, hlen, mss);
	if (type)
		return type;
	total = (size_t)t->w.data_len - hlen;
	for (size_t off = 0; off < total; off += mss, index++) {
		const struct pkt_cut cut = {
			.hdr = e->buf,
			.hlen = hlen,
			.payload = e->buf + hlen,
			.off = off,
			.total = total,
			.mss = mss,
			.index = index,
		};

		send_frame(t, e->out, pkt_segment(&t->p, &cut, e->out));
	}
	t->vp->st[PS_TX_TSO_PACKETS]++;
	t->vp->st[PS_TX_TSO_BYTES] += total;
	return CQE_TX_OKAY;
}

/* The SGE that holds byte @off of the packet data. */
static unsigned int sge_at(const struct emu_wqe *w, uint64_t off)
{
	unsigned int i = 0;

	while (i + 1 < w->num_sge && off >= w->sge[i].len)
		off -= w->sge[i++].len;
	return i;
}

/* Spec: ethernet 2.8; a success gives back the suppressed ones before it. */
static void complete(struct tx_ctx *t, uint32_t type, uint32_t vendor)
{
	uint8_t cqe[CQE_DATA] = { 0 };
	struct wqobj *sq = t->sq;
	uint32_t where = 0;

	if (type == CQE_TX_OKAY) {
		sq->silent_bytes = 0;
	} else {
		t->vp->st[PS_TX_ERRORS]++;
		gf_tx_error(t->e, type);
		where = sge_at(&t->w, t->err_off);
		put32(cqe + TXC_DATA_OFFSET, (uint32_t)t->err_off);
	}
	put32(cqe, type | CQE_CLIENT | vendor << 8);
	put32(cqe + TXC_WQE, (t->w.offset / WQE_UNIT) << 5 | where);
	emu_cq_post(t->e->dev, emu_wq_cq(sq->wq), sq->wq, cqe);
}

/* CQE 42, then silence until the queue is made anew (device-behaviour 7.1). */
static bool die(struct tx_ctx *t, uint32_t vendor)
{
	complete(t, CQE_TX_GDMA_ERR, vendor);
	emu_wq_disable(t->sq->wq);
	return false;
}

/* with a whole lap suppressed no space could ever be reclaimed. */
static void suppress(struct tx_ctx *t)
{
	struct wqobj *sq = t->sq;

	sq->silent_bytes += t->w.len;
	if (sq->silent_bytes >= sq->wq_size)
		emu_violation(t->e->dev, 92, "SQ %u: %u bytes of WQEs without a completion",
			      emu_wq_id(sq->wq), sq->silent_bytes);
}

static void count(struct tx_ctx *t)
{
	uint64_t *st = t->vp->st;

	st[PS_TX_WQES]++;
	st[PS_TX_PACKETS] += t->frames;
	st[PS_TX_BYTES] += t->bytes;
	st[PS_TX_VLAN] += t->o.tag ? t->frames : 0;
	t->sq->packets += t->frames;
}

bool tx_one(struct eth *e, struct wqobj *sq)
{
	struct tx_ctx t = { .e = e, .vp = sq->vport, .sq = sq };
	uint32_t type, vendor;

	switch (emu_wq_fetch(e->dev, sq->wq, &t.w, &vendor)) {
	case EMU_FETCH_NONE:
		return false;
	case EMU_FETCH_BAD:
		/* what was not decoded must not be reported */
		t.w.num_sge = 0;
		return die(&t, vendor);
	case EMU_FETCH_OK:
		break;
	}
	tx_decode(&t);
	type = tx_check_oob(&t);
	if (!type)
		type = t.w.oob_in_sgl ? send_tso(&t) : send_plain(&t);
	count(&t);
	if (type == CQE_TX_GDMA_ERR)
		return die(&t, t.vendor);
	emu_wq_consume(e->dev, sq->wq, &t.w);
	if (type != CQE_TX_OKAY)
		complete(&t, type, VE_PACKET);
	else if (t.o.suppress)
		suppress(&t);
	else
		complete(&t, type, 0);
	return true;
}
