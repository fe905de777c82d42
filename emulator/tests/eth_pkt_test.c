// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Pure functions on frames, against published vectors and against slow and
 * obvious references.
 */
#include <stdlib.h>

#include "rig.h"
#include "eth/pkt.h"
#include "eth/tx.h"

/* ---- RSS: Microsoft's verification suite ---- */

static const uint8_t ms_key[RSS_KEY] = {
	0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67,
	0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
	0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30,
	0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
};

static const struct {
	uint32_t saddr, daddr;
	uint16_t sport, dport;
	uint32_t l3, l4;
} v4_vectors[] = {
	{ 0x420995bb, 0xa18e6450, 2794, 1766, 0x323e8fc2, 0x51ccc178 },
	{ 0xc75c6f02, 0x41458c53, 14230, 4739, 0xd718262a, 0xc626b0ea },
	{ 0x1813c65f, 0x0c16cfb8, 12898, 38024, 0xd2d0a5de, 0x5c2b394a },
	{ 0x261bcd1e, 0xd18ea306, 48228, 2217, 0x82989176, 0xafc7327f },
	{ 0x9927a3bf, 0xcabc7f02, 44251, 1303, 0x5d1809c5, 0x10e828a2 },
};

static const struct {
	uint8_t saddr[16], daddr[16];
	uint16_t sport, dport;
	uint32_t l3, l4;
} v6_vectors[] = {
	{ { 0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x1f, 0xff,
	    0, 0, 0, 0, 0, 0, 0, 7 },
	  { 0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x00, 0x03,
	    0, 0, 0, 0, 0, 0, 0, 1 },
	  2794, 1766, 0x2cc18cd5, 0x40207d3d },
	{ { 0x3f, 0xfe, 0x05, 0x01, 0x00, 0x08, 0x00, 0x00,
	    0x02, 0x60, 0x97, 0xff, 0xfe, 0x40, 0xef, 0xab },
	  { 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 },
	  14230, 4739, 0x0f0c461c, 0xdde51bbf },
	{ { 0x3f, 0xfe, 0x19, 0x00, 0x45, 0x45, 0x00, 0x03,
	    0x02, 0x00, 0xf8, 0xff, 0xfe, 0x21, 0x67, 0xcf },
	  { 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0x02, 0x00, 0xf8, 0xff,
	    0xfe, 0x21, 0x67, 0xcf },
	  44251, 38024, 0x4b61e985, 0x02d1feef },
};

static void rss_vectors(void **state)
{
	static struct rig none;
	uint8_t f[256];
	uint16_t used;
	struct pkt p;

	(void)state;
	for (size_t i = 0; i < sizeof(v4_vectors) / sizeof(v4_vectors[0]); i++) {
		const struct rig_pkt d = {
			.saddr = v4_vectors[i].saddr,
			.daddr = v4_vectors[i].daddr,
			.sport = v4_vectors[i].sport,
			.dport = v4_vectors[i].dport,
		};

		pkt_parse(&p, f, rig_build(&none, 0, &d, f), false);
		assert_int_equal(pkt_rss(&p, f, ms_key, 0x3f, &used),
				 v4_vectors[i].l4);
		assert_int_equal(used, 2);
		assert_int_equal(pkt_rss(&p, f, ms_key, 0x3d, &used),
				 v4_vectors[i].l3);
		assert_int_equal(used, 1);
	}
	for (size_t i = 0; i < sizeof(v6_vectors) / sizeof(v6_vectors[0]); i++) {
		const struct rig_pkt d = {
			.v6 = true,
			.udp = true,
			.sport = v6_vectors[i].sport,
			.dport = v6_vectors[i].dport,
		};
		size_t len = rig_build(&none, 0, &d, f);

		memcpy(f + 22, v6_vectors[i].saddr, 16);
		memcpy(f + 38, v6_vectors[i].daddr, 16);
		pkt_parse(&p, f, len, false);
		assert_int_equal(pkt_rss(&p, f, ms_key, 0x3f, &used),
				 v6_vectors[i].l4);
		assert_int_equal(used, 0x20);
		assert_int_equal(pkt_rss(&p, f, ms_key, 0x08, &used),
				 v6_vectors[i].l3);
		assert_int_equal(used, 8);
	}
}

static void rss_nothing_to_hash(void **state)
{
	static struct rig none;
	const struct rig_pkt d = { .saddr = 1, .daddr = 2, .payload = 8 };
	uint8_t f[256];
	uint16_t used = 1;
	struct pkt p;
	size_t len;

	(void)state;
	len = rig_build(&none, 0, &d, f);
	pkt_parse(&p, f, len, false);
	assert_int_equal(pkt_rss(&p, f, ms_key, 0, &used), 0);
	assert_int_equal(used, 0);
	/* a fragment has no ports: two-tuple */
	putbe16(f + 20, 0x2000);
	pkt_parse(&p, f, len, false);
	assert_true(p.frag);
	pkt_rss(&p, f, ms_key, 0x3f, &used);
	assert_int_equal(used, 1);
	/* ARP has nothing */
	putbe16(f + 12, 0x0806);
	pkt_parse(&p, f, len, false);
	assert_int_equal(pkt_rss(&p, f, ms_key, 0x3f, &used), 0);
	assert_int_equal(used, 0);
}

/* ---- checksums ---- */

/* ethernet 10 B: the three seeds of 10.0.0.1 -> 10.0.0.2 */
static void seed_examples(void **state)
{
	static struct rig none;
	struct rig_pkt d = { .saddr = 0x0a000001, .daddr = 0x0a000002 };
	uint8_t f[256];
	struct pkt p;

	(void)state;
	pkt_parse(&p, f, rig_build(&none, 0, &d, f), false);
	assert_int_equal(csum_fold(pkt_pseudo(&p, f, 0)), 0x1409);
	assert_int_equal(csum_fold(pkt_pseudo(&p, f, 1480)), 0x19d1);
	d.udp = true;
	pkt_parse(&p, f, rig_build(&none, 0, &d, f), false);
	assert_int_equal(csum_fold(pkt_pseudo(&p, f, 108)), 0x1480);
}

static void sum_against_slow(void **state)
{
	uint8_t b[300];

	(void)state;
	srand(1);
	for (unsigned int i = 0; i < 20000; i++) {
		size_t off = (size_t)rand() % 8;
		size_t len = (size_t)rand() % (sizeof(b) - 8);
		uint32_t start = (uint32_t)rand() & 0xffff;
		uint16_t fast, slow;

		for (size_t k = 0; k < sizeof(b); k++)
			b[k] = i % 3 ? (uint8_t)rand() : 0xff;
		fast = csum_fold(csum_add(start, b + off, len));
		slow = slow_sum(start, b + off, len);
		assert_int_equal(fast % 0xffff, slow % 0xffff);
		assert_int_equal(!fast, !slow);
	}
}

static void checksums_seen(void **state)
{
	static struct rig none;
	uint8_t f[2048];
	struct pkt p;

	(void)state;
	for (unsigned int i = 0; i < 8; i++) {
		struct rig_pkt d = {
			.v6 = i & 1, .udp = i & 2, .vlan = i & 4 ? 101 : 0,
			.saddr = 0x0a000001, .daddr = 0x0a000002,
			.sport = 7, .dport = 9, .payload = 1001, .good = true,
		};
		size_t len = rig_build(&none, 0, &d, f);

		pkt_parse(&p, f, len, false);
		assert_false(p.bad);
		assert_int_equal(p.vlan, !!d.vlan);
		assert_int_equal(p.v6, d.v6);
		assert_int_equal(p.udp, d.udp);
		assert_true(pkt_ip_good(&p, f));
		assert_true(pkt_l4_good(&p, f));
		f[len - 1] ^= 1;
		assert_false(pkt_l4_good(&p, f));
		pkt_fill_l4(&p, f);
		assert_true(pkt_l4_good(&p, f));
		if (d.v6)
			continue;
		f[p.l3_off + 8]--;
		assert_false(pkt_ip_good(&p, f));
		pkt_fill_ip(&p, f);
		assert_true(pkt_ip_good(&p, f));
	}
}

/* ---- parser ---- */

static void parse_cut_short(void **state)
{
	static struct rig none;
	uint8_t f[256], copy[256];
	struct pkt p;

	(void)state;
	for (unsigned int i = 0; i < 4; i++) {
		struct rig_pkt d = { .v6 = i & 1, .udp = i & 2, .vlan = 1 };
		size_t len = rig_build(&none, 0, &d, f);

		for (size_t n = 0; n < len; n++) {
			/* a heap copy of that size: ASan sees what is read */
			uint8_t *exact = malloc(n ? n : 1);

			memcpy(exact, f, n);
			pkt_parse(&p, exact, n, false);
			assert_true(p.bad);
			free(exact);
		}
		memcpy(copy, f, len);
		pkt_parse(&p, copy, len, false);
		assert_false(p.bad);
	}
}

static void parse_lengths(void **state)
{
	static struct rig none;
	const struct rig_pkt d = { .payload = 10 };
	uint8_t f[256] = { 0 };
	size_t len = rig_build(&none, 0, &d, f);
	struct pkt p;

	(void)state;
	/* padding behind the IP packet is not part of it */
	pkt_parse(&p, f, len + 20, false);
	assert_false(p.bad);
	assert_int_equal(p.end, len);
	assert_int_equal(p.l4_len, 30);
	f[14] = 0x44;		/* IHL below 5 */
	pkt_parse(&p, f, len, false);
	assert_true(p.bad);
	f[14] = 0x4f;		/* IHL beyond the packet */
	pkt_parse(&p, f, len, false);
	assert_true(p.bad);
	f[14] = 0x45;
	f[46] = 0x40;		/* data offset below 5 */
	pkt_parse(&p, f, len, false);
	assert_true(p.bad);
	f[46] = 0xf0;		/* and beyond the packet */
	pkt_parse(&p, f, len, false);
	assert_true(p.bad);
	f[46] = 0x50;
	putbe16(f + 16, (uint16_t)(len - 14 + 1));
	pkt_parse(&p, f, len, false);
	assert_true(p.bad);
}

static void parse_v6_extensions(void **state)
{
	static struct rig none;
	const struct rig_pkt d = { .v6 = true, .payload = 5 };
	uint8_t f[512];
	size_t len = rig_build(&none, 0, &d, f);
	struct pkt p;

	(void)state;
	/* hop-by-hop of 8 bytes, then destination options of 16 */
	memmove(f + 54 + 24, f + 54, len - 54);
	memset(f + 54, 0, 24);
	f[20] = 0;
	f[54] = 60;
	f[62] = 6;
	f[63] = 1;
	putbe16(f + 18, (uint16_t)(25 + 24));
	pkt_parse(&p, f, len + 24, false);
	assert_false(p.bad);
	assert_true(p.tcp);
	assert_int_equal(p.l4_off, 78);
	assert_int_equal(p.l4_len, 25);
	f[62] = 44;		/* a fragment behind them */
	pkt_parse(&p, f, len + 24, false);
	assert_true(p.frag);
	assert_int_equal(p.l4_off, 0);
	f[63] = 40;		/* options longer than the packet */
	f[62] = 6;
	pkt_parse(&p, f, len + 24, false);
	assert_true(p.bad);
}

static void parse_random(void **state)
{
	struct pkt p;

	(void)state;
	srand(2);
	for (unsigned int i = 0; i < 100000; i++) {
		size_t len = (size_t)rand() % 100;
		uint8_t *f = malloc(len ? len : 1);

		for (size_t k = 0; k < len; k++)
			f[k] = (uint8_t)rand();
		if (len >= 24) {
			putbe16(f + 12, i % 3 ? 0x0800 : 0x86dd);
			f[14] = i % 3 ? 0x45 : 0x60;
			if (i % 2)
				putbe16(f + (i % 3 ? 16 : 18),
					(uint16_t)(len - (i % 3 ? 14 : 54)));
		}
		pkt_parse(&p, f, len, i % 5 == 0);
		if (!p.bad && p.l4_off) {
			assert_true(p.end <= len);
			assert_int_equal(p.l4_off + p.l4_len, p.end);
			assert_true(p.l4_hlen <= p.l4_len);
			pkt_l4_good(&p, f);
		}
		free(f);
	}
}

/* ---- tags ---- */

static void tags(void **state)
{
	uint8_t f[68], want[64];
	size_t len;

	(void)state;
	for (unsigned int i = 0; i < 64; i++)
		f[i] = want[i] = (uint8_t)i;
	len = pkt_tag(f, 64, 0xa064);
	assert_int_equal(len, 68);
	assert_memory_equal(f, want, 12);
	assert_int_equal(getbe32(f + 12), 0x8100a064);
	assert_memory_equal(f + 16, want + 12, 52);
	assert_int_equal(pkt_untag(f, &len), 0xa064);
	assert_int_equal(len, 64);
	assert_memory_equal(f, want, 64);
}

/* ---- TSO against a reference that knows one packet layout only ---- */

static void reference_segment(const struct rig_pkt *d, const uint8_t *pkt,
			      size_t hlen, size_t off, size_t n, bool last,
			      unsigned int index, uint8_t *f)
{
	size_t l3 = d->vlan ? 18 : 14, l4 = l3 + (d->v6 ? 40 : 20);
	uint32_t sum = 6 + (uint32_t)(hlen - l4 + n);

	memcpy(f, pkt, hlen);
	memcpy(f + hlen, pkt + hlen + off, n);
	if (d->v6) {
		putbe16(f + l3 + 4, (uint16_t)(hlen + n - l4));
		sum = slow_sum(sum, f + l3 + 8, 32);
	} else {
		putbe16(f + l3 + 2, (uint16_t)(hlen + n - l3));
		putbe16(f + l3 + 4, (uint16_t)(0xfffe + index));
		putbe16(f + l3 + 10, 0);
		putbe16(f + l3 + 10, (uint16_t)~slow_sum(0, f + l3, 20));
		sum = slow_sum(sum, f + l3 + 12, 8);
	}
	putbe32(f + l4 + 4, (uint32_t)(0xfffff000u + off));
	f[l4 + 13] = 0x10;
	if (last)
		f[l4 + 13] |= 0x09;
	if (!index)
		f[l4 + 13] |= 0x80;
	putbe16(f + l4 + 16, 0);
	putbe16(f + l4 + 16, (uint16_t)~slow_sum(sum, f + l4, hlen - l4 + n));
}

static void tso_against_reference(void **state)
{
	static const size_t msss[] = { 1, 2, 536, 999, 1448, 8960, 16383 };
	static uint8_t pkt[70000], got[20000], want[20000];
	static struct rig none;
	struct pkt p;

	(void)state;
	for (unsigned int i = 0; i < 4 * sizeof(msss) / sizeof(msss[0]); i++) {
		const struct rig_pkt d = {
			.v6 = i & 1, .vlan = i & 2 ? 5 : 0, .tso = true,
			.saddr = 3, .daddr = 4, .sport = 5, .dport = 6,
			.payload = i / 4 < 2 ? 50 + i : 60000 + i,
		};
		size_t len = rig_build(&none, 0, &d, pkt);
		size_t hlen = len - d.payload, mss = msss[i / 4], sum = 0;
		unsigned int index = 0;

		pkt_parse(&p, pkt, len, true);
		assert_false(p.bad);
		for (size_t off = 0; off < d.payload; off += mss, index++) {
			const struct pkt_cut cut = {
				.hdr = pkt, .hlen = hlen,
				.payload = pkt + hlen, .off = off,
				.total = d.payload, .mss = mss, .index = index,
			};
			size_t n = d.payload - off < mss ? d.payload - off : mss;

			reference_segment(&d, pkt, hlen, off, n,
					  off + n == d.payload, index, want);
			assert_int_equal(pkt_segment(&p, &cut, got), hlen + n);
			assert_memory_equal(got, want, hlen + n);
			sum += n;
		}
		assert_int_equal(sum, d.payload);
	}
}

/* ---- OOB: ethernet 10 A and C, byte for byte ---- */

static void oob_examples(void **state)
{
	static const uint8_t a[8] = {
		0x24, 0x2a, 0x01, 0x00, 0x22, 0x2c, 0x00, 0x05 };
	static const uint8_t c[24] = {
		0x49, 0x2a, 0x01, 0x00, 0x36, 0x2c, 0x00, 0x00,
		0x08, 0x00, 0x45, 0x06, 0x00, 0x00, 0x23, 0x01 };
	struct eth e = { 0 };
	struct tx_ctx t = { .e = &e };

	(void)state;
	memcpy(t.w.oob, a, sizeof(a));
	t.w.oob_len = 8;
	tx_decode(&t);
	assert_int_equal(t.o.fmt, 0);
	assert_true(t.o.v4 && t.o.tcp_csum);
	assert_false(t.o.v6 || t.o.udp_csum || t.o.ip_csum || t.o.suppress ||
		     t.o.tag);
	assert_int_equal(t.o.vcq, 0x12a);
	assert_int_equal(t.o.trans_off, 34);
	assert_int_equal(t.o.vsq_frame, 11);
	assert_int_equal(t.o.short_off, 5);

	memcpy(t.w.oob, c, sizeof(c));
	t.w.oob_len = 24;
	tx_decode(&t);
	assert_int_equal(t.o.fmt, 1);
	assert_true(t.o.v6 && t.o.udp_csum && t.o.tag);
	assert_false(t.o.v4 || t.o.tcp_csum || t.o.ip_csum);
	assert_int_equal(t.o.vcq, 0x12a);
	assert_int_equal(t.o.trans_off, 54);
	assert_int_equal(t.o.vsq_frame, 11);
	assert_int_equal(t.o.short_off, 0);
	assert_int_equal(t.o.long_off, 0x123);
	assert_int_equal(t.o.tci, 5 << 13 | 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rss_vectors),
		cmocka_unit_test(rss_nothing_to_hash),
		cmocka_unit_test(seed_examples),
		cmocka_unit_test(sum_against_slow),
		cmocka_unit_test(checksums_seen),
		cmocka_unit_test(parse_cut_short),
		cmocka_unit_test(parse_lengths),
		cmocka_unit_test(parse_v6_extensions),
		cmocka_unit_test(parse_random),
		cmocka_unit_test(tags),
		cmocka_unit_test(tso_against_reference),
		cmocka_unit_test(oob_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
