// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transmit: OOB, checksum, TSO and VLAN (ethernet 2, device-behaviour 7,
 * rules ).
 */
#include "eth.h"

/* Vendor errors (device-behaviour 7.4) */
#define VE_CORRUPTED 0x201u

/** struct tx_oob - the out-of-band data, decoded (ethernet 2.3) */
struct tx_oob {
	bool is_long, v4, v6, ip_csum, tcp_csum, udp_csum, suppress, tag;
	uint32_t vcq, trans_off, vsq_frame, short_off, long_off;
	uint16_t tci;
};

/** struct tx_ctx - one WQE on its way */
struct tx_ctx {
	struct eth *e;
	struct vport *vp;
	struct wqobj *sq;
	struct emu_wqe w;
	struct tx_oob o;
	struct pkt p;
	unsigned int frames;
	uint64_t bytes;
};

static void decode(struct tx_oob *o, const struct emu_wqe *w)
{
	uint32_t d0 = get32(w->oob), d1 = get32(w->oob + 4);

	memset(o, 0, sizeof(*o));
	o->is_long = d0 & 3;
	o->v4 = d0 & 4;
	o->v6 = d0 & 8;
	o->ip_csum = d0 & 0x10;
	o->tcp_csum = d0 & 0x20;
	o->udp_csum = d0 & 0x40;
	o->suppress = d0 & 0x80;
	o->vcq = d0 >> 8;
	o->trans_off = bits(d1, 9, 0);
	o->vsq_frame = bits(d1, 23, 10);
	o->short_off = bits(d1, 31, 24);
	if (w->oob_len >= 24) {
		uint32_t d2 = get32(w->oob + 8), d3 = get32(w->oob + 12);

		o->tag = d2 & 8;
		o->tci = (uint16_t)(bits(d2, 31, 20) | bits(d2, 19, 19) << 12 |
				    bits(d2, 18, 16) << 13);
		o->long_off = bits(d3, 27, 16);
	}
}

/* Reserved and unused fields: recorded only, shipped drivers leave rubbish. */
static void lint(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;

	if (t->w.oob_len >= 24) {
		uint32_t d2 = get32(t->w.oob + 8), d3 = get32(t->w.oob + 12);

		if ((d2 & 0xfff0) || (d3 & 0xf0000000) || get32(t->w.oob + 16) ||
		    get32(t->w.oob + 20))
			emu_violation(dev, 93, "reserved OOB bits 0x%08x 0x%08x",
				      d2, d3);
		if ((d2 & 7) || (d3 & 0xffff))
			emu_violation(dev, 95, "encapsulation bits 0x%08x 0x%08x",
				      d2, d3);
	}
	if (!t->w.oob_in_sgl && t->w.client_data_unit)
		emu_violation(dev, 94, "client_data_unit %u without TSO",
			      t->w.client_data_unit);
}

/* The OOB must name what was granted; 0 or the CQE type. */
static uint32_t check_oob(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const struct tx_oob *o = &t->o;
	uint32_t granted = emu_cfg(dev)->vport_offset + t->vp->index;

	if ((get32(t->w.oob) & 3) > 1 || o->is_long != (t->w.oob_len == 24)) {
		emu_violation(dev, 77, "packet format %u with a %u-byte OOB",
			      get32(t->w.oob) & 3, t->w.oob_len);
		return CQE_TX_INVALID_OOB;
	}
	if (o->short_off != granted &&
	    !(o->is_long && !o->short_off && o->long_off == granted)) {
		emu_violation(dev, 78, "vPort offset %u/%u, granted %u",
			      o->short_off, o->long_off, granted);
		t->e->gf[GF_TX_VPORT_OFFSET]++;
		return CQE_TX_VPORT_OFFSET;
	}
	if (o->vcq != emu_cq_id(emu_wq_cq(t->sq->wq)) ||
	    o->vsq_frame != (emu_wq_id(t->sq->wq) >> 10 & 0x3fff)) {
		emu_violation(dev, 78, "SQ %u: OOB names CQ %u, frame %u",
			      emu_wq_id(t->sq->wq), o->vcq, o->vsq_frame);
		return CQE_TX_INVALID_OOB;
	}
	return 0;
}

/* Rules that hold for every frame, TSO or not. */
static uint32_t check_frame(struct tx_ctx *t, const uint8_t *f, size_t len)
{
	const struct emu_config *cfg = emu_cfg(t->e->dev);
	struct mana_dev *dev = t->e->dev;
	const struct pkt *p = &t->p;

	if (len < ETH_HLEN) {
		emu_violation(dev, 79, "frame of %zu bytes", len);
		return CQE_TX_HDR_ERROR;
	}
	if (cfg->strict_sa && memcmp(f + 6, t->vp->mac, 6)) {
		emu_violation(dev, 82, "port %u: source MAC ..%02x:%02x",
			      t->vp->index, f[10], f[11]);
		t->e->gf[GF_TX_SA]++;
		return CQE_TX_SA_DROP;
	}
	if (p->etype != ETYPE_IPV4 && p->etype != ETYPE_IPV6 &&
	    p->etype != ETYPE_ARP && p->etype != ETYPE_VLAN) {
		emu_violation(dev, 81, "EtherType 0x%04x", p->etype);
		t->e->gf[GF_TX_ETYPE]++;
		return CQE_TX_INVALID_ETH_TYPE;
	}
	if (t->o.tag && (p->vlan || (t->o.tci & 0xfff) > 4094)) {
		emu_violation(dev, 83, "tag 0x%04x on a %stagged frame", t->o.tci,
			      p->vlan ? "" : "un");
		t->e->gf[GF_TX_VLAN]++;
		return CQE_TX_VLAN_VIOLATION;
	}
	return 0;
}

/* Rules 84, 86 and 87: what is asked must fit what is there. */
static uint32_t check_offload(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const struct tx_oob *o = &t->o;
	const struct pkt *p = &t->p;

	if (!o->ip_csum && !o->tcp_csum && !o->udp_csum)
		return 0;
	if ((o->tcp_csum || o->udp_csum) && p->frag) {
		emu_violation(dev, 87, "L4 checksum of a fragment");
		return CQE_TX_HDR_ERROR;
	}
	if (p->bad) {
		emu_violation(dev, 84, "offload on a packet with broken headers");
		return CQE_TX_HDR_ERROR;
	}
	if (o->v4 == o->v6 || o->v4 != p->v4 || (o->tcp_csum && o->udp_csum) ||
	    (o->tcp_csum && !p->tcp) || (o->udp_csum && !p->udp)) {
		emu_violation(dev, 84, "v4 %d v6 %d tcp %d udp %d on EtherType 0x%04x, %s",
			      o->v4, o->v6, o->tcp_csum, o->udp_csum, p->etype,
			      p->tcp ? "TCP" : p->udp ? "UDP" : "neither");
		t->e->gf[GF_TX_OOB]++;
		return CQE_TX_INVALID_OOB;
	}
	if (o->tcp_csum && o->trans_off != p->l4_off) {
		emu_violation(dev, 86, "trans_off %u, TCP at %zu", o->trans_off,
			      p->l4_off);
		t->e->gf[GF_TX_OOB]++;
		return CQE_TX_INVALID_OOB;
	}
	return 0;
}

/* the field must hold the pseudo-header sum, not inverted. */
static void check_seed(struct tx_ctx *t, const uint8_t *f, size_t l4_len,
		       unsigned int rule)
{
	uint16_t want = csum_fold(pkt_pseudo(&t->p, f, l4_len));
	uint16_t have = getbe16(f + pkt_csum_off(&t->p));

	if (want % 0xffff != have % 0xffff)
		emu_violation(t->e->dev, rule, "checksum seed 0x%04x, should be 0x%04x",
			      have, want);
}

static void send_frame(struct tx_ctx *t, uint8_t *f, size_t len)
{
	if (t->o.tag)
		len = pkt_tag(f, len, t->o.tci);
	t->frames++;
	t->bytes += len;
	gf_count(t->e, GF_TX_UC_PKTS, f, len);
	t->e->gf[GF_TX_BYTES] += len;
	emu_net_tx(t->e->dev, t->vp->index, f, len);
}

static uint32_t send_plain(struct tx_ctx *t)
{
	struct eth *e = t->e;
	struct mana_dev *dev = e->dev;
	size_t len = t->w.data_len;
	size_t max = emu_cfg(dev)->adapter_mtu;
	uint8_t *f = e->out;
	uint32_t type;

	if (len > EMU_MAX_FRAME || emu_wqe_gather(dev, &t->w, 0, f, len)) {
		e->gf[GF_TX_MTU]++;
		return CQE_TX_MTU_DROP;
	}
	pkt_parse(&t->p, f, len, false);
	type = check_frame(t, f, len);
	if (type)
		return type;
	if (t->p.vlan)
		max += VLAN_HLEN;
	if (len > max) {
		emu_violation(dev, 79, "frame of %zu bytes, limit %zu", len, max);
		e->gf[GF_TX_MTU]++;
		return CQE_TX_MTU_DROP;
	}
	if (len < 60)
		emu_violation(dev, 80, "frame of %zu bytes", len);
	type = check_offload(t);
	if (type)
		return type;
	if (t->o.tcp_csum || t->o.udp_csum) {
		size_t at = pkt_csum_off(&t->p);
		uint16_t c;

		/* the device sums from the seed, so a wrong seed goes out wrong */
		check_seed(t, f, t->p.l4_len, 85);
		c = (uint16_t)~csum_fold(csum_add(0, f + t->p.l4_off,
						  t->p.l4_len));
		putbe16(f + at, !c && t->p.udp ? 0xffff : c);
		t->vp->st.tx_csum++;
	}
	if (t->o.ip_csum && t->p.v4)
		pkt_fill_ip(&t->p, f);
	send_frame(t, f, len);
	return CQE_TX_OKAY;
}

/* what makes hardware shut the queue (ethernet 2.5). */
static bool tso_shape_good(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const struct emu_wqe *w = &t->w;
	uint32_t hdr = w->sge[0].len;

	if (!w->client_data_unit) {
		emu_violation(dev, 89, "TSO with MSS 0");
		return false;
	}
	if (w->num_sge < 2 || hdr > 255 || hdr != w->last_vbytes) {
		emu_violation(dev, 88, "TSO: %u SGEs, first of %u bytes, last_vbytes %u",
			      w->num_sge, hdr, w->last_vbytes);
		return false;
	}
	if (w->data_len > TSO_MAX) {
		emu_violation(dev, 91, "TSO of %llu bytes",
			      (unsigned long long)w->data_len);
		return false;
	}
	return true;
}

static uint32_t check_tso_headers(struct tx_ctx *t, const uint8_t *f, size_t hlen)
{
	struct mana_dev *dev = t->e->dev;
	const struct pkt *p = &t->p;
	const uint8_t *ip = f + p->l3_off;

	if (!p->tcp || p->bad || !t->o.tcp_csum || (p->v4 && !t->o.ip_csum)) {
		emu_violation(dev, 90, "TSO: %s, tcp %d ip %d",
			      p->tcp ? "TCP" : "not TCP", t->o.tcp_csum,
			      t->o.ip_csum);
		return CQE_TX_INVALID_OOB;
	}
	if (p->l4_off + p->l4_hlen != hlen) {
		emu_violation(dev, 88, "TSO: SGE 0 of %zu bytes, headers of %zu",
			      hlen, p->l4_off + p->l4_hlen);
		return CQE_TX_GDMA_ERR;
	}
	if ((p->v4 && (getbe16(ip + 2) || getbe16(ip + 10))) ||
	    (p->v6 && getbe16(ip + 4)))
		emu_violation(dev, 90, "TSO: IP length or checksum not 0");
	check_seed(t, f, 0, 90);
	return 0;
}

static uint32_t send_tso(struct tx_ctx *t)
{
	struct eth *e = t->e;
	struct mana_dev *dev = e->dev;
	size_t hlen = t->w.sge[0].len, mss = t->w.client_data_unit;
	size_t total = t->w.data_len - hlen;
	unsigned int index = 0;
	uint32_t type;

	if (!tso_shape_good(t) ||
	    emu_wqe_gather(dev, &t->w, 0, e->buf, t->w.data_len))
		return CQE_TX_GDMA_ERR;
	pkt_parse(&t->p, e->buf, t->w.data_len, true);
	type = check_frame(t, e->buf, hlen);
	if (!type)
		type = check_offload(t);
	if (!type)
		type = check_tso_headers(t, e->buf, hlen);
	if (type)
		return type;
	if (mss + hlen > emu_cfg(dev)->adapter_mtu) {
		emu_violation(dev, 89, "TSO: MSS %zu + headers %zu over the MTU",
			      mss, hlen);
		e->gf[GF_TX_MTU]++;
		return CQE_TX_MTU_DROP;
	}
	for (size_t off = 0; off < total; off += mss, index++)
		send_frame(t, e->out, pkt_segment(&t->p, e->buf, hlen,
						  e->buf + hlen, off, total, mss,
						  index, e->out));
	t->vp->st.tx_tso_packets++;
	return CQE_TX_OKAY;
}

static void complete(struct tx_ctx *t, uint32_t type, uint32_t vendor,
		     uint32_t sge)
{
	uint8_t cqe[60] = { 0 };

	put32(cqe, type | CQE_CLIENT | vendor << 8);
	put32(cqe + 8, (t->w.offset / 32) << 5 | (sge & 0x1f));
	emu_cq_post(t->e->dev, emu_wq_cq(t->sq->wq), t->sq->wq, cqe, 1);
	t->sq->suppressed = 0;
}

/* CQE 42 and silence until the queue is recreated (ethernet 2.8). */
static bool die(struct tx_ctx *t, uint32_t vendor)
{
	t->e->gf[GF_TX_GDMA]++;
	t->vp->st.tx_errors++;
	complete(t, CQE_TX_GDMA_ERR, vendor, 0);
	emu_wq_disable(t->sq->wq);
	return false;
}

bool tx_one(struct eth *e, struct wqobj *sq)
{
	struct tx_ctx t = { .e = e, .vp = sq->vport, .sq = sq };
	struct port_stats *st = &sq->vport->st;
	uint32_t type, vendor;

	switch (emu_wq_fetch(e->dev, sq->wq, &t.w, &vendor)) {
	case EMU_FETCH_NONE:
		return false;
	case EMU_FETCH_BAD:
		return die(&t, vendor);
	case EMU_FETCH_OK:
		break;
	}
	decode(&t.o, &t.w);
	lint(&t);
	type = check_oob(&t);
	if (!type)
		type = t.w.oob_in_sgl ? send_tso(&t) : send_plain(&t);
	st->tx_wqes++;
	st->tx_packets += t.frames;
	st->tx_bytes += t.bytes;
	st->tx_vlan += t.o.tag ? t.frames : 0;
	sq->packets += t.frames;
	if (type == CQE_TX_GDMA_ERR)
		return die(&t, VE_CORRUPTED);
	emu_wq_consume(e->dev, sq->wq, &t.w);
	if (type == CQE_TX_OKAY && t.o.suppress) {
		sq->suppressed += t.w.len;
		return true;
	}
	if (type != CQE_TX_OKAY)
		st->tx_errors++;
	complete(&t, type, type == CQE_TX_OKAY ? 0 : 0xe00001, 0);
	return true;
}
