// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Frames: parsing, checksums, segmentation, RSS hash. Pure functions.
 */
#include "pkt.h"
#include "le.h"

/* ---- parsing ---- */

static void parse_l4(struct pkt *p, const uint8_t *f, uint8_t proto)
{
	const uint8_t *l4 = f + p->l4_off;

	p->l4_len = p->end - p->l4_off;
	if (proto == PROTO_TCP) {
		p->tcp = true;
		if (p->l4_len >= 20)
			p->l4_hlen = (size_t)(l4[12] >> 4) * 4;
		p->bad |= p->l4_hlen < 20 || p->l4_hlen > p->l4_len;
	} else if (proto == PROTO_UDP) {
		p->udp = true;
		p->l4_hlen = 8;
		p->bad |= p->l4_len < 8;
	} else {
		p->l4_off = 0;
	}
}

static void parse_ipv4(struct pkt *p, const uint8_t *f, size_t len, bool gso)
{
	const uint8_t *ip = f + p->l3_off;
	size_t room = len - p->l3_off, ihl, tot;

	p->v4 = true;
	if (room < 20 || ip[0] >> 4 != 4) {
		p->bad = true;
		return;
	}
	ihl = (size_t)(ip[0] & 0xf) * 4;
	tot = gso ? room : getbe16(ip + 2);
	if (ihl < 20 || ihl > tot || tot > room) {
		p->bad = true;
		return;
	}
	p->end = p->l3_off + tot;
	if (getbe16(ip + 6) & 0x3fff) {
		p->frag = true;
		return;
	}
	p->l4_off = p->l3_off + ihl;
	parse_l4(p, f, ip[9]);
}

/* Skip hop-by-hop, routing and destination options. */
static void parse_ipv6(struct pkt *p, const uint8_t *f, size_t len, bool gso)
{
	const uint8_t *ip = f + p->l3_off;
	size_t room = len - p->l3_off, off = 40, end;
	uint8_t next;

	p->v6 = true;
	if (room < 40 || ip[0] >> 4 != 6) {
		p->bad = true;
		return;
	}
	end = gso ? room : 40u + getbe16(ip + 4);
	if (end > room) {
		p->bad = true;
		return;
	}
	p->end = p->l3_off + end;
	next = ip[6];
	while (next == 0 || next == 43 || next == 60) {
		if (off + 8 > end) {
			p->bad = true;
			return;
		}
		next = ip[off];
		off += 8 + (size_t)ip[off + 1] * 8;
	}
	if (off > end) {
		p->bad = true;
		return;
	}
	if (next == 44) {
		p->frag = true;
		return;
	}
	p->l4_off = p->l3_off + off;
	parse_l4(p, f, next);
}

void pkt_parse(struct pkt *p, const uint8_t *f, size_t len, bool gso)
{
	uint16_t etype;

	memset(p, 0, sizeof(*p));
	p->end = len;
	if (len < ETH_HLEN) {
		p->bad = true;
		return;
	}
	p->etype = getbe16(f + 12);
	etype = p->etype;
	p->l3_off = ETH_HLEN;
	if (etype == ETYPE_VLAN) {
		p->vlan = true;
		if (len < ETH_HLEN + VLAN_HLEN) {
			p->bad = true;
			return;
		}
		etype = getbe16(f + 16);
		p->l3_off += VLAN_HLEN;
	}
	if (etype == ETYPE_IPV4)
		parse_ipv4(p, f, len, gso);
	else if (etype == ETYPE_IPV6)
		parse_ipv6(p, f, len, gso);
	else
		p->l3_off = 0;
}

/* ---- checksums ---- */

uint32_t csum_add(uint32_t sum, const void *buf, size_t len)
{
	const uint8_t *b = buf;
	uint64_t s = sum;

	for (; len >= 8; len -= 8, b += 8)
		s += (uint64_t)getbe32(b) + getbe32(b + 4);
	for (; len >= 2; len -= 2, b += 2)
		s += getbe16(b);
	if (len)
		s += (uint32_t)b[0] << 8;
	while (s >> 32)
		s = (s & 0xffffffff) + (s >> 32);
	return (s & 0xffff) + (uint32_t)(s >> 16);
}

uint16_t csum_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)sum;
}

uint32_t pkt_pseudo(const struct pkt *p, const uint8_t *f, size_t l4_len)
{
	const uint8_t *ip = f + p->l3_off;
	uint32_t sum;

	sum = p->v4 ? csum_add(0, ip + 12, 8) : csum_add(0, ip + 8, 32);
	sum += p->tcp ? PROTO_TCP : PROTO_UDP;
	sum = csum_fold(sum);
	return sum + (uint32_t)(l4_len & 0xffff) + (uint32_t)(l4_len >> 16);
}

size_t pkt_csum_off(const struct pkt *p)
{
	return p->l4_off + (p->tcp ? 16 : 6);
}

void pkt_fill_l4(const struct pkt *p, uint8_t *f)
{
	uint8_t *at = f + pkt_csum_off(p);
	uint16_t c;

	putbe16(at, 0);
	c = (uint16_t)~csum_fold(csum_add(pkt_pseudo(p, f, p->l4_len),
					  f + p->l4_off, p->l4_len));
	if (!c && p->udp)
		c = 0xffff;
	putbe16(at, c);
}

void pkt_fill_ip(const struct pkt *p, uint8_t *f)
{
	uint8_t *ip = f + p->l3_off;

	putbe16(ip + 10, 0);
	putbe16(ip + 10, (uint16_t)~csum_fold(csum_add(0, ip,
						       (ip[0] & 0xfu) * 4)));
}

bool pkt_l4_good(const struct pkt *p, const uint8_t *f)
{
	return csum_fold(csum_add(pkt_pseudo(p, f, p->l4_len), f + p->l4_off,
				  p->l4_len)) == 0xffff;
}

bool pkt_ip_good(const struct pkt *p, const uint8_t *f)
{
	const uint8_t *ip = f + p->l3_off;

	return p->v6 || csum_fold(csum_add(0, ip, (ip[0] & 0xfu) * 4)) == 0xffff;
}

/* ---- segmentation ---- */

#define TCP_FIN 0x01u
#define TCP_PSH 0x08u
#define TCP_CWR 0x80u

static void segment_ip(const struct pkt *p, uint8_t *out, size_t end,
		       unsigned int index)
{
	uint8_t *ip = out + p->l3_off;

	if (p->v6) {
		putbe16(ip + 4, (uint16_t)(end - p->l3_off - 40));
		return;
	}
	putbe16(ip + 2, (uint16_t)(end - p->l3_off));
	putbe16(ip + 4, (uint16_t)(getbe16(ip + 4) + index));
	pkt_fill_ip(p, out);
}

size_t pkt_segment(const struct pkt *p, const struct pkt_cut *cut, uint8_t *out)
{
	size_t left = cut->total - cut->off;
	size_t n = left < cut->mss ? left : cut->mss;
	uint8_t *tcp = out + p->l4_off;
	struct pkt seg = *p;

	memcpy(out, cut->hdr, cut->hlen);
	memcpy(out + cut->hlen, cut->payload + cut->off, n);
	seg.end = cut->hlen + n;
	seg.l4_len = seg.end - p->l4_off;
	segment_ip(p, out, seg.end, cut->index);
	putbe32(tcp + 4, getbe32(tcp + 4) + (uint32_t)cut->off);
	if (n < left)
		tcp[13] &= (uint8_t)~(TCP_FIN | TCP_PSH);
	if (cut->index)
		tcp[13] &= (uint8_t)~TCP_CWR;
	pkt_fill_l4(&seg, out);
	return seg.end;
}

/* ---- VLAN ---- */

size_t pkt_tag(uint8_t *f, size_t len, uint16_t tci)
{
	memmove(f + 16, f + 12, len - 12);
	putbe16(f + 12, ETYPE_VLAN);
	putbe16(f + 14, tci);
	return len + VLAN_HLEN;
}

uint16_t pkt_untag(uint8_t *f, size_t *len)
{
	uint16_t tci = getbe16(f + 14);

	memmove(f + 12, f + 16, *len - 16);
	*len -= VLAN_HLEN;
	return tci;
}

/* ---- RSS ---- */

uint32_t toeplitz(const uint8_t key[RSS_KEY], const uint8_t *data, size_t len)
{
	uint32_t window = getbe32(key), hash = 0;
	size_t next = 32;

	for (size_t i = 0; i < len; i++) {
		for (int bit = 7; bit >= 0; bit--, next++) {
			if (data[i] >> bit & 1)
				hash ^= window;
			window <<= 1;
			if (next < 8 * RSS_KEY)
				window |= key[next / 8] >> (7 - next % 8) & 1;
		}
	}
	return hash;
}

/* NDIS hash types (ethernet 4) */
#define H_IPV4 0x001u
#define H_TCP4 0x002u
#define H_UDP4 0x004u
#define H_IPV6 0x008u
#define H_TCP6 0x010u
#define H_UDP6 0x020u

uint32_t pkt_rss(const struct pkt *p, const uint8_t *f,
		 const uint8_t key[RSS_KEY], uint16_t types, uint16_t *used)
{
	const uint8_t *ip = f + p->l3_off;
	uint8_t in[36];
	size_t n;
	uint16_t l4;

	*used = 0;
	if (!p->l3_off || p->bad)
		return 0;
	n = p->v4 ? 8 : 32;
	memcpy(in, ip + (p->v4 ? 12 : 8), n);
	l4 = p->tcp ? (p->v4 ? H_TCP4 : H_TCP6) :
	     p->udp ? (p->v4 ? H_UDP4 : H_UDP6) : 0;
	if (l4 & types) {
		*used = l4;
		memcpy(in + n, f + p->l4_off, 4);
		n += 4;
	} else {
		*used = (p->v4 ? H_IPV4 : H_IPV6) & types;
	}
	return *used ? toeplitz(key, in, n) : 0;
}
