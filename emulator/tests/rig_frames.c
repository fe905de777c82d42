// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Frames for the tests of the Ethernet half, made the slow and obvious way and
 * without a single function of the model.
 */
#include "rig.h"

uint16_t slow_sum(uint32_t start, const uint8_t *b, size_t len)
{
	uint32_t s = start;

	for (size_t i = 0; i < len; i++) {
		s += i % 2 ? b[i] : (uint32_t)b[i] << 8;
		s = (s & 0xffff) + (s >> 16);
	}
	return (uint16_t)((s & 0xffff) + (s >> 16));
}

static size_t put_ip(const struct rig_pkt *p, uint8_t *ip, size_t l4_len)
{
	uint8_t proto = p->udp ? 17 : 6;

	if (p->v6) {
		memset(ip, 0, 40);
		ip[0] = 0x60;
		putbe16(ip + 4, p->tso ? 0 : (uint16_t)l4_len);
		ip[6] = proto;
		ip[7] = 64;
		ip[8] = 0xfd;
		putbe32(ip + 20, p->saddr);
		ip[24] = 0xfd;
		putbe32(ip + 36, p->daddr);
		return 40;
	}
	memset(ip, 0, 20);
	ip[0] = 0x45;
	putbe16(ip + 2, p->tso ? 0 : (uint16_t)(20 + l4_len));
	putbe16(ip + 4, 0xfffe);
	ip[6] = 0x40;
	ip[8] = 64;
	ip[9] = proto;
	putbe32(ip + 12, p->saddr);
	putbe32(ip + 16, p->daddr);
	if (!p->tso)
		putbe16(ip + 10, (uint16_t)~slow_sum(0, ip, 20));
	return 20;
}

static uint16_t pseudo(const struct rig_pkt *p, const uint8_t *ip,
		       size_t l4_len)
{
	uint32_t s = p->udp ? 17 : 6;

	s += (uint32_t)l4_len;
	return p->v6 ? slow_sum(s, ip + 8, 32) : slow_sum(s, ip + 12, 8);
}

static size_t build(const struct rig_pkt *p, uint8_t *f)
{
	size_t n = 14, l4_len = (p->udp ? 8 : 20) + p->payload;
	uint8_t *ip, *l4, *csum;
	uint16_t c = 0;

	if (p->vlan) {
		putbe16(f + 12, 0x8100);
		putbe16(f + 14, (uint16_t)(p->vlan - 1));
		n = 18;
	}
	putbe16(f + n - 2, p->v6 ? 0x86dd : 0x0800);
	ip = f + n;
	l4 = ip + put_ip(p, ip, l4_len);
	memset(l4, 0, 20);
	putbe16(l4, p->sport);
	putbe16(l4 + 2, p->dport);
	if (p->udp) {
		putbe16(l4 + 4, (uint16_t)l4_len);
	} else {
		putbe32(l4 + 4, 0xfffff000);
		l4[12] = 0x50;
		l4[13] = 0x99;	/* CWR, ACK, PSH, FIN */
		putbe16(l4 + 14, 4096);
	}
	for (size_t i = 0; i < p->payload; i++)
		l4[(p->udp ? 8 : 20) + i] = (uint8_t)(i * 7 + (i >> 8));
	csum = l4 + (p->udp ? 6 : 16);
	if (p->seed)
		c = pseudo(p, ip, p->tso ? 0 : l4_len);
	if (p->good)
		c = (uint16_t)~slow_sum(pseudo(p, ip, l4_len), l4, l4_len);
	putbe16(csum, p->good && p->udp && !c ? 0xffff : c);
	return (size_t)(l4 - f) + l4_len;
}

size_t rig_build(struct rig *r, unsigned int port, const struct rig_pkt *p,
		 uint8_t *f)
{
	memcpy(f, r->mac[port ^ 1], 6);
	memcpy(f + 6, r->mac[port], 6);
	return build(p, f);
}

size_t rig_build_to(struct rig *r, unsigned int port, const struct rig_pkt *p,
		    uint8_t *f)
{
	return rig_build(r, port ^ 1, p, f);
}

void rig_broadcast(struct rig *r, unsigned int port)
{
	uint8_t f[60] = { 255, 255, 255, 255, 255, 255 };

	mana_dev_rx(r->dev, port, f, sizeof(f));
}
