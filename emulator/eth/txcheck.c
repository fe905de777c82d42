// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The rules of transmit, R-77 to to R-95 (device-behaviour 11.6,
 * ethernet 2.3 to 2.8).
 */
#include "tx.h"

/* TSO headers are counted by an 8-bit field (ethernet 2.5) */
#define TSO_HDR_MAX 255u
#define VID_MAX 4094u
/* what no stack goes beyond without a reason */
#define MSS_USUAL 64u
#define TSO_USUAL (256u << 10)

static void lint(const struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const uint8_t *oob = t->w.oob;
	uint32_t d2, d3;

	if (!t->w.oob_in_sgl && t->w.client_data_unit)
		emu_violation(dev, 94, "client_data_unit %u without TSO",
			      t->w.client_data_unit);
	if (t->w.oob_len < OOB_LONG_LEN)
		return;
	d2 = get32(oob + 8);
	d3 = get32(oob + 12);
	if ((d2 & OOB2_RESERVED) || (d3 & OOB3_RESERVED) || get32(oob + 16) ||
	    get32(oob + 20) || (!t->o.tag && (d2 & OOB2_TAG)))
		emu_violation(dev, 93, "reserved or unused OOB bits 0x%08x 0x%08x",
			      d2, d3);
	if ((d2 & OOB2_ENCAP) || (d3 & OOB3_INNER))
		emu_violation(dev, 95, "encapsulation bits 0x%08x 0x%08x", d2,
			      d3);
}

void tx_decode(struct tx_ctx *t)
{
	uint32_t d0 = get32(t->w.oob), d1 = get32(t->w.oob + 4);
	struct tx_oob *o = &t->o;

	memset(o, 0, sizeof(*o));
	o->fmt = d0 & OOB0_FMT;
	o->v4 = d0 & OOB0_IPV4;
	o->v6 = d0 & OOB0_IPV6;
	o->ip_csum = d0 & OOB0_IP_CSUM;
	o->tcp_csum = d0 & OOB0_TCP_CSUM;
	o->udp_csum = d0 & OOB0_UDP_CSUM;
	o->suppress = d0 & OOB0_SUPPRESS;
	o->vcq = d0 >> 8;
	o->trans_off = bits(d1, 9, 0);
	o->vsq_frame = bits(d1, 23, 10);
	o->short_off = bits(d1, 31, 24);
	if (t->w.oob_len >= OOB_LONG_LEN) {
		uint32_t d2 = get32(t->w.oob + 8), d3 = get32(t->w.oob + 12);

		o->tag = d2 & OOB2_INJECT;
		o->tci = (uint16_t)(bits(d2, 18, 16) << 13 |
				    bits(d2, 19, 19) << 12 | bits(d2, 31, 20));
		o->long_off = bits(d3, 27, 16);
	}
	lint(t);
}

/* Drivers differ in which field of a long OOB they fill (ethernet 2.3). */
static bool offset_good(const struct tx_oob *o, uint32_t granted)
{
	if (granted <= SHORT_OFFSET_MAX && o->short_off == granted)
		return true;
	return o->fmt == 1 && !o->short_off && o->long_off == granted;
}

uint32_t tx_check_oob(struct tx_ctx *t)
{
	uint32_t granted = emu_cfg(t->e->dev)->vport_offset + t->vp->index;
	uint32_t sq = emu_wq_id(t->sq->wq), cq = emu_cq_id(emu_wq_cq(t->sq->wq));
	struct mana_dev *dev = t->e->dev;
	const struct tx_oob *o = &t->o;

	if (o->fmt > 1 || (o->fmt == 1) != (t->w.oob_len == OOB_LONG_LEN)) {
		emu_violation(dev, 77, "packet format %u with a %u-byte OOB",
			      o->fmt, t->w.oob_len);
		return CQE_TX_INVALID_OOB;
	}
	if (!offset_good(o, granted)) {
		emu_violation(dev, 78, "vPort offset %u/%u, granted %u",
			      o->short_off, o->long_off, granted);
		return CQE_TX_VPORT_OFFSET;
	}
	if (o->vcq != cq || o->vsq_frame != (sq >> 10 & 0x3fff)) {
		emu_violation(dev, 78, "SQ %u with CQ %u: OOB names CQ %u, frame %u",
			      sq, cq, o->vcq, o->vsq_frame);
		return CQE_TX_INVALID_OOB;
	}
	return 0;
}

uint32_t tx_check_frame(struct tx_ctx *t, const uint8_t *f, size_t len)
{
	struct mana_dev *dev = t->e->dev;
	const struct pkt *p = &t->p;

	t->err_off = 0;
	if (len < ETH_HLEN) {
		emu_violation(dev, 79, "frame of %zu bytes", len);
		return CQE_TX_HDR_ERROR;
	}
	t->err_off = 6;
	if (emu_cfg(dev)->strict_sa && memcmp(f + 6, t->vp->mac, 6)) {
		emu_violation(dev, 82, "port %u: source MAC ..%02x:%02x",
			      t->vp->index, f[10], f[11]);
		return CQE_TX_SA_DROP;
	}
	t->err_off = 12;
	if (p->etype != ETYPE_IPV4 && p->etype != ETYPE_IPV6 &&
	    p->etype != ETYPE_ARP && p->etype != ETYPE_VLAN) {
		emu_violation(dev, 81, "EtherType 0x%04x", p->etype);
		return CQE_TX_INVALID_ETH_TYPE;
	}
	if (t->o.tag && (p->vlan || (t->o.tci & 0xfff) > VID_MAX)) {
		emu_violation(dev, 83, "tag 0x%04x on a %stagged frame",
			      t->o.tci, p->vlan ? "" : "un");
		return CQE_TX_VLAN_VIOLATION;
	}
	return 0;
}

uint32_t tx_check_length(struct tx_ctx *t, uint64_t len, unsigned int rule)
{
	uint64_t limit = emu_cfg(t->e->dev)->adapter_mtu;

	/* a tag is allowed on top, whoever puts it there */
	if (t->p.vlan)
		limit += VLAN_HLEN;
	if (len <= limit)
		return 0;
	emu_violation(t->e->dev, rule, "frame of %llu bytes, limit %llu",
		      (unsigned long long)len, (unsigned long long)limit);
	t->err_off = limit;
	return CQE_TX_MTU_DROP;
}

uint32_t tx_check_offload(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const struct tx_oob *o = &t->o;
	const struct pkt *p = &t->p;

	if (!o->ip_csum && !o->tcp_csum && !o->udp_csum)
		return 0;
	t->err_off = p->l4_off ? p->l4_off : p->l3_off;
	if ((o->tcp_csum || o->udp_csum) && p->frag) {
		emu_violation(dev, 87, "L4 checksum of a fragment");
		return CQE_TX_HDR_ERROR;
	}
	if (p->bad) {
		emu_violation(dev, 84, "offload on a packet with broken headers");
		return CQE_TX_HDR_ERROR;
	}
	if (o->v4 == o->v6 || o->v4 != p->v4 || o->v6 != p->v6 ||
	    (o->tcp_csum && !p->tcp) || (o->udp_csum && !p->udp)) {
		emu_violation(dev, 84, "v4 %d v6 %d tcp %d udp %d on EtherType 0x%04x, %s",
			      o->v4, o->v6, o->tcp_csum, o->udp_csum, p->etype,
			      p->tcp ? "TCP" : p->udp ? "UDP" : "neither");
		return CQE_TX_INVALID_OOB;
	}
	if (o->tcp_csum && o->trans_off != p->l4_off) {
		emu_violation(dev, 86, "trans_off %u, TCP at %zu", o->trans_off,
			      p->l4_off);
		return CQE_TX_INVALID_OOB;
	}
	if (o->udp_csum && o->trans_off && o->trans_off != p->l4_off)
		emu_lint(dev, 86, "trans_off %u, UDP at %zu", o->trans_off,
			 p->l4_off);
	return 0;
}

bool tx_seed_wrong(struct tx_ctx *t, const uint8_t *f, size_t l4_len,
		   unsigned int rule)
{
	uint16_t want = csum_fold(pkt_pseudo(&t->p, f, l4_len));
	uint16_t have = getbe16(f + pkt_csum_off(&t->p));

	/* 0 and 0xffff are the same number in this arithmetic */
	if (want % 0xffff == have % 0xffff)
		return false;
	emu_violation(t->e->dev, rule, "checksum seed 0x%04x, should be 0x%04x",
		      have, want);
	return true;
}

uint32_t tx_check_tso_shape(struct tx_ctx *t)
{
	struct mana_dev *dev = t->e->dev;
	const struct emu_wqe *w = &t->w;
	uint32_t hdr = w->sge[0].len;

	t->vendor = VE_CORRUPTED;
	t->err_off = 0;
	if (!w->client_data_unit) {
		emu_violation(dev, 89, "TSO with MSS 0");
		return CQE_TX_GDMA_ERR;
	}
	if (w->num_sge < 2 || hdr > TSO_HDR_MAX || hdr != w->last_vbytes) {
		emu_violation(dev, 88, "TSO: %u SGEs, first of %u bytes, last_vbytes %u",
			      w->num_sge, hdr, w->last_vbytes);
		return CQE_TX_GDMA_ERR;
	}
	if (w->client_data_unit < MSS_USUAL)
		emu_lint(dev, 89, "TSO with MSS %u", w->client_data_unit);
	if (w->data_len > TSO_USUAL)
		emu_lint(dev, 91, "TSO of %llu bytes",
			 (unsigned long long)w->data_len);
	if (w->data_len == hdr || w->data_len > TSO_MAX) {
		emu_violation(dev, 91, "TSO of %llu bytes after the headers",
			      (unsigned long long)w->data_len - hdr);
		return CQE_TX_GDMA_ERR;
	}
	return 0;
}

static bool tso_lengths_zero(const struct pkt *p, const uint8_t *f)
{
	const uint8_t *ip = f + p->l3_off;

	if (p->v6)
		return !getbe16(ip + 4);
	return !getbe16(ip + 2) && !getbe16(ip + 10);
}

uint32_t tx_check_tso_headers(struct tx_ctx *t, const uint8_t *f, size_t hlen)
{
	struct mana_dev *dev = t->e->dev;
	const struct pkt *p = &t->p;

	t->err_off = p->l4_off ? p->l4_off : p->l3_off;
	if (!p->tcp || p->bad || !t->o.tcp_csum || (p->v4 && !t->o.ip_csum)) {
		emu_violation(dev, 90, "TSO: %s, tcp %d ip %d",
			      p->tcp ? "TCP" : "not TCP", t->o.tcp_csum,
			      t->o.ip_csum);
		return CQE_TX_INVALID_OOB;
	}
	if (p->l4_off + p->l4_hlen != hlen) {
		emu_violation(dev, 88, "TSO: SGE 0 of %zu bytes, headers of %zu",
			      hlen, p->l4_off + p->l4_hlen);
		t->vendor = VE_CORRUPTED;
		return CQE_TX_GDMA_ERR;
	}
	if (!tso_lengths_zero(p, f)) {
		emu_violation(dev, 90, "TSO: IP length or checksum not 0");
		return CQE_TX_INVALID_OOB;
	}
	return tx_seed_wrong(t, f, 0, 90) ? CQE_TX_INVALID_OOB : 0;
}
