// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transmit without segmentation: checksums, tags, completions, and each rule
 * of device-behaviour 11.6 that concerns it.
 */
#include "rig.h"

/* OOB dword 0 */
#define V4 0x04u
#define V6 0x08u
#define IP 0x10u
#define TCP 0x20u
#define UDP 0x40u
#define QUIET 0x80u

static uint8_t frame[16384];

/* Where the L4 header of what rig_build() makes begins. */
static uint32_t l4_off(const struct rig_pkt *p)
{
	return (p->vlan ? 18 : 14) + (p->v6 ? 40 : 20);
}

/* ---- what goes out ---- */

/* Every mix of IP, L4, tag in the frame and length, against a good frame. */
static void checksums(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 18, 999, 1400, 8000 };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	unsigned int n = 0;

	(void)state;
	for (unsigned int i = 0; i < 8 * 7; i++) {
		struct rig_pkt p = {
			.v6 = i & 1, .udp = i & 2, .vlan = i & 4 ? 101 : 0,
			.saddr = 0x0a000001, .daddr = 0x0a000002 + i,
			.sport = 1000, .dport = 2000, .payload = sizes[i / 8],
			.good = true,
		};
		struct rig_tx how = {
			.d0 = (p.v6 ? V6 : V4 | IP) | (p.udp ? UDP : TCP),
			/* drivers leave it 0 for UDP: the device looks itself */
			.trans_off = p.udp ? 0 : l4_off(&p),
		};
		static uint8_t want[16384];
		size_t len = rig_build(r, 0, &p, want);

		p.good = false;
		p.seed = true;
		assert_int_equal(rig_build(r, 0, &p, frame), len);
		if (!p.v6)	/* the device is to fill it in */
			frame[l4_off(&p) - 10] ^= 0xff;
		assert_int_equal(rig_tx(sq, frame, len, &how), 32);
		assert_int_equal(r->num_frames, ++n);
		assert_int_equal(r->frames[n - 1].len, len);
		assert_memory_equal(r->frames[n - 1].data, want, len);
	}
	assert_int_equal(rig_stat(r, 0, "tx_csum_packets"), 56);
	/* the shortest were below 60 bytes */
	assert_rules(r, LINT(80));
	rig_free(r);
}

/* RFC 768: a UDP sum of 0 goes out as 0xffff. */
static void udp_zero(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .udp = true, .payload = 60, .saddr = 1,
			     .daddr = 2, .seed = true };
	const struct rig_tx how = { .d0 = V4 | UDP };
	size_t len = rig_build(r, 0, &p, frame);
	uint16_t sum;

	(void)state;
	/* make the sum of everything 0xffff by the last two bytes */
	putbe16(frame + len - 2, 0);
	sum = slow_sum(0, frame + 34, len - 34);
	putbe16(frame + len - 2, (uint16_t)~sum);
	assert_int_equal(rig_tx(sq, frame, len, &how), 32);
	assert_int_equal(getbe16(r->frames[0].data + 40), 0xffff);
	assert_clean(r);
	rig_free(r);
}

/* What asks for nothing is sent as it is, wrong checksums and all. */
static void untouched(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100 };
	size_t len = rig_build(r, 0, &p, frame);

	(void)state;
	assert_int_equal(rig_tx(sq, frame, len, NULL), 32);
	assert_memory_equal(r->frames[0].data, frame, len);
	/* FreeBSD names the IP version without an offload: accepted */
	assert_int_equal(rig_tx(sq, frame, len,
				&(struct rig_tx){ .d0 = V4 }), 32);
	assert_memory_equal(r->frames[1].data, frame, len);
	/* ARP, padded */
	memset(frame + 12, 0, 48);
	putbe16(frame + 12, 0x0806);
	assert_int_equal(rig_tx(sq, frame, 60, NULL), 32);
	assert_clean(r);
	rig_free(r);
}

/* The IP header alone, as FreeBSD asks for it. */
static void ip_checksum_only(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .good = true };
	uint8_t want[256];
	size_t len = rig_build(r, 0, &p, want);

	(void)state;
	memcpy(frame, want, len);
	putbe16(frame + 24, 0x1234);
	assert_int_equal(rig_tx(sq, frame, len,
				&(struct rig_tx){ .d0 = V4 | IP }), 32);
	assert_memory_equal(r->frames[0].data, want, len);
	assert_clean(r);
	rig_free(r);
}

/* A tag is put in behind checksums computed without it (ethernet 2.4, 2.7). */
static void tag_inserted(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	for (unsigned int i = 0; i < 4; i++) {
		static const uint16_t tcis[] = { 0, 100, 0xa064, 0xfffe };
		struct rig_pkt p = { .v6 = i & 1, .udp = i & 2, .payload = 300,
				     .saddr = 9, .daddr = 8, .good = true };
		struct rig_tx how = {
			.d0 = (p.v6 ? V6 : V4) | (p.udp ? UDP : TCP),
			.trans_off = l4_off(&p), .vlan = true, .tci = tcis[i],
		};
		uint8_t want[512];
		size_t len = rig_build(r, 0, &p, want);

		p.good = false;
		p.seed = true;
		rig_build(r, 0, &p, frame);
		assert_int_equal(rig_tx(sq, frame, len, &how), 32);
		assert_int_equal(r->frames[i].len, len + 4);
		assert_memory_equal(r->frames[i].data, want, 12);
		assert_int_equal(getbe32(r->frames[i].data + 12),
				 0x81000000u | tcis[i]);
		assert_memory_equal(r->frames[i].data + 16, want + 12,
				    len - 12);
	}
	assert_int_equal(rig_stat(r, 0, "tx_vlan"), 4);
	assert_clean(r);
	rig_free(r);
}

/* A frame as long as the adapter allows, and a tag on top of it. */
static void longest_frames(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 9014 - 54, .good = true };
	const struct rig_tx tag = { .vlan = true, .tci = 5 };
	size_t len = rig_build(r, 0, &p, frame);

	(void)state;
	assert_int_equal(len, 9014);
	assert_int_equal(rig_tx(sq, frame, len, NULL), 32);
	assert_int_equal(rig_tx(sq, frame, len, &tag), 32);
	assert_int_equal(r->frames[1].len, 9018);
	p.vlan = 7;
	len = rig_build(r, 0, &p, frame);
	assert_int_equal(len, 9018);
	assert_int_equal(rig_tx(sq, frame, len, NULL), 32);
	assert_clean(r);
	rig_free(r);
}

/* ---- completions ---- */

/* ethernet 10 G; each entry's own offset, in 32-byte units */
static void completion_fields(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .good = true };
	size_t len = rig_build(r, 0, &p, frame);
	uint8_t cqe[64];

	(void)state;
	for (unsigned int i = 0; i < 3; i++)
		rig_tx_post(sq, frame, len, NULL);
	rig_run(r);
	for (unsigned int i = 0; i < 3; i++) {
		assert_true(rig_cqe(sq, cqe));
		assert_int_equal(get32(cqe), 0x60);
		assert_int_equal(get32(cqe + 4), 0);
		assert_int_equal(get32(cqe + 8), i << 5);
		for (unsigned int k = 12; k < 60; k++)
			assert_int_equal(cqe[k], 0);
	}
	/* an error names the packet's byte and the vendor's number */
	frame[12] = 0x12;
	rig_tx_post(sq, frame, len, NULL);
	rig_run(r);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(cqe), 0xe0000100u | 36 | 1 << 6);
	assert_int_equal(get32(cqe + 4), 12);
	assert_int_equal(get32(cqe + 8), 3 << 5);
	assert_rules(r, LINT(81));
	rig_free(r);
}

/* Suppressed successes are given back by the next one; failures always tell. */
static void suppressed(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .good = true };
	const struct rig_tx quiet = { .d0 = QUIET };
	size_t len = rig_build(r, 0, &p, frame);
	uint8_t cqe[64];

	(void)state;
	assert_int_equal(rig_tx(sq, frame, len, &quiet), 0);
	assert_int_equal(rig_tx(sq, frame, len, &quiet), 0);
	assert_int_equal(r->num_frames, 2);
	rig_tx_post(sq, frame, len, NULL);
	rig_run(r);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(cqe + 8), 2 << 5);
	frame[12] = 0x12;
	assert_int_equal(rig_tx(sq, frame, len, &quiet), 36);
	assert_rules(r, LINT(81));
	rig_free(r);
}

static void whole_lap_suppressed(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .good = true };
	const struct rig_tx quiet = { .d0 = QUIET };
	size_t len = rig_build(r, 0, &p, frame);

	(void)state;
	for (unsigned int i = 0; i < 127; i++)
		assert_int_equal(rig_tx(sq, frame, len, &quiet), 0);
	assert_clean(r);
	assert_int_equal(rig_tx(sq, frame, len, &quiet), 0);
	assert_rules(r, 92);
	rig_free(r);
}

/* Ports take turns, and so do the queues of a port. */
static void fair(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *a = rig_queue(r, 0, 1), *b = rig_queue(r, 1, 1);
	struct rig_pkt p = { .payload = 100, .good = true };
	unsigned int first = 0;

	(void)state;
	for (unsigned int i = 0; i < 100; i++) {
		size_t len = rig_build(r, 0, &p, frame);

		rig_tx_post(a, frame, len, NULL);
		len = rig_build(r, 1, &p, frame);
		rig_tx_post(b, frame, len, NULL);
	}
	for (unsigned int i = 0; i < 4; i++)
		assert_true(mana_dev_work(r->dev, 32));
	for (unsigned int i = 0; i < r->num_frames; i++)
		first += r->frames[i].port == 0;
	assert_int_equal(r->num_frames, 128);
	assert_int_equal(first, 64);
	rig_run(r);
	assert_int_equal(r->num_frames, 200);
	assert_clean(r);
	rig_free(r);
}

/* ---- rules ---- */

/* Send one frame that must be refused with @type. */
static void refused(struct rig_queue *sq, const struct rig_pkt *p,
		    const struct rig_tx *how, unsigned int type)
{
	unsigned int had = sq->r->num_frames;
	size_t len = rig_build(sq->r, sq->port, p, frame);

	assert_int_equal(rig_tx(sq, frame, len, how), type);
	assert_int_equal(sq->r->num_frames, had);
}

static const struct rig_pkt plain = { .payload = 100, .good = true };

static void packet_format(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	refused(sq, &plain, &(struct rig_tx){ .xor0 = 1 }, 35);
	refused(sq, &plain, &(struct rig_tx){ .xor0 = 2 }, 35);
	refused(sq, &plain, &(struct rig_tx){ .wide = true, .xor0 = 1 }, 35);
	assert_int_equal(rig_hits(r, 77), 3);
	assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
				.wide = true }), 32);
	assert_rules(r, 77);
	rig_free(r);
}

static void granted_values(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	refused(sq, &plain, &(struct rig_tx){ .xor1 = 1u << 24 }, 39);
	refused(sq, &plain, &(struct rig_tx){ .xor0 = 1u << 8 }, 35);
	refused(sq, &plain, &(struct rig_tx){ .xor1 = 1u << 10 }, 35);
	/* long form: short field right, whatever the long one says */
	assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
				.wide = true, .xor3 = 77u << 16 }), 32);
	/* or the short one 0 and the long one right; never neither */
	assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
				.wide = true, .xor1 = 2u << 24,
				.xor3 = 2u << 16 }), 32);
	refused(sq, &plain, &(struct rig_tx){ .wide = true, .xor1 = 2u << 24,
					      .xor3 = 3u << 16 }, 39);
	refused(sq, &plain, &(struct rig_tx){ .wide = true, .xor1 = 2u << 24 },
		39);
	assert_int_equal(rig_hits(r, 78), 5);
	assert_rules(r, 78);
	rig_free(r);
}

/* Beyond 8 bits only the long form can say it, in its own field. */
static void wide_offsets(void **state)
{
	static const unsigned int offsets[] = { 256, 300, 4094 };
	struct emu_config cfg;

	(void)state;
	for (unsigned int i = 0; i < 3; i++) {
		struct rig_queue *sq;
		struct rig *r;

		rig_config(&cfg);
		cfg.vport_offset = offsets[i];
		r = rig_new(&cfg);
		for (unsigned int port = 0; port < 2; port++) {
			const uint32_t low = (offsets[i] + port) << 24;

			sq = rig_queue(r, port, 1);
			rig_build(r, port, &plain, frame);
			assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
						.wide = true }), 32);
			assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
						.vlan = true, .tci = 7 }), 32);
			refused(sq, &plain, &(struct rig_tx){ 0 }, 39);
			refused(sq, &plain, &(struct rig_tx){ .xor1 = low }, 39);
			refused(sq, &plain, &(struct rig_tx){
				.wide = true, .xor3 = 1u << 16 }, 39);
			/* both fields are filled, and say two things */
			refused(sq, &plain, &(struct rig_tx){
				.wide = true, .xor1 = 1u << 24 }, 39);
		}
		assert_int_equal(rig_hits(r, 78), 8);
		assert_rules(r, 78);
		rig_free(r);
	}
}

static void frame_length(void **state)
{
	struct emu_config cfg;
	struct rig_pkt p = plain;
	struct rig_queue *sq;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	cfg.adapter_mtu = 1514;
	r = rig_new(&cfg);
	sq = rig_queue(r, 0, 1);
	p.payload = 1514 - 54;
	assert_int_equal(rig_tx(sq, frame, rig_build(r, 0, &p, frame), NULL),
			 32);
	p.payload++;
	refused(sq, &p, NULL, 34);
	refused(sq, &p, &(struct rig_tx){ .vlan = true }, 34);
	assert_int_equal(rig_tx(sq, frame, 13, NULL), 37);
	assert_int_equal(rig_hits(r, 79), 3);
	assert_rules(r, 79);
	rig_free(r);
}

static void runt(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 6, .good = true };

	(void)state;
	assert_int_equal(rig_tx(sq, frame, rig_build(r, 0, &p, frame), NULL),
			 32);
	assert_clean(r);
	p.payload = 5;
	assert_int_equal(rig_tx(sq, frame, rig_build(r, 0, &p, frame), NULL),
			 32);
	assert_rules(r, LINT(80));
	rig_free(r);
}

static void ethertype(void **state)
{
	static const uint16_t bad[] = { 0x88cc, 0x8809, 0x0600, 0x88a8, 40 };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	for (unsigned int i = 0; i < 5; i++) {
		rig_build(r, 0, &plain, frame);
		putbe16(frame + 12, bad[i]);
		assert_int_equal(rig_tx(sq, frame, 154, NULL), 36);
	}
	assert_int_equal(rig_hits(r, LINT(81)), 5);
	assert_rules(r, LINT(81));
	rig_free(r);
}

static void source_mac(void **state)
{
	struct emu_config cfg;
	struct rig_queue *sq;
	struct rig *r;

	(void)state;
	rig_config(&cfg);
	for (unsigned int strict = 0; strict < 2; strict++) {
		cfg.strict_sa = strict;
		r = rig_new(&cfg);
		sq = rig_queue(r, 0, 1);
		rig_build(r, 0, &plain, frame);
		memcpy(frame + 6, r->mac[1], 6);
		assert_int_equal(rig_tx(sq, frame, 154, NULL),
				 strict ? 33 : 32);
		if (strict)
			assert_rules(r, 82);
		else
			assert_clean(r);
		rig_free(r);
	}
}

static void vlan_rules(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt tagged = plain;

	(void)state;
	tagged.vlan = 6;
	refused(sq, &tagged, &(struct rig_tx){ .vlan = true, .tci = 7 }, 41);
	refused(sq, &plain, &(struct rig_tx){ .vlan = true, .tci = 4095 }, 41);
	assert_int_equal(rig_hits(r, 83), 2);
	assert_rules(r, 83);
	rig_free(r);
}

static void checksum_request(void **state)
{
	static const struct rig_pkt udp = { .udp = true, .payload = 90,
					    .seed = true };
	static const struct rig_pkt tcp = { .payload = 90, .seed = true };
	static const struct rig_pkt tcp6 = { .v6 = true, .payload = 90,
					     .seed = true };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	static const struct {
		const struct rig_pkt *p;
		uint32_t d0, off;
	} bad[] = {
		{ &tcp, TCP, 34 }, { &tcp, V4 | V6 | TCP, 34 },
		{ &tcp, V6 | TCP, 34 }, { &tcp6, V4 | TCP, 54 },
		{ &tcp, V4 | UDP, 0 }, { &udp, V4 | TCP, 34 },
		{ &tcp, V4 | TCP | UDP, 34 }, { &tcp6, V4 | IP, 0 },
	};
	unsigned int n = sizeof(bad) / sizeof(bad[0]);

	(void)state;
	for (unsigned int i = 0; i < n; i++)
		refused(sq, bad[i].p, &(struct rig_tx){ .d0 = bad[i].d0,
			.trans_off = bad[i].off }, 35);
	/* nothing that IP could be computed for; headers cut short */
	rig_build(r, 0, &plain, frame);
	putbe16(frame + 12, 0x0806);
	assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
				.d0 = V4 | IP }), 35);
	rig_build(r, 0, &tcp, frame);
	frame[46] = 0x40;
	assert_int_equal(rig_tx(sq, frame, 144, &(struct rig_tx){
				.d0 = V4 | TCP, .trans_off = 34 }), 37);
	assert_int_equal(rig_hits(r, 84), n + 2);
	assert_rules(r, 84);
	rig_free(r);
}

/* A wrong seed goes out as a wrong checksum, which the receiver sees. */
static void checksum_seed(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .seed = true };
	struct rig_pkt good = { .payload = 100, .good = true };
	const struct rig_tx how = { .d0 = V4 | TCP, .trans_off = 34 };
	size_t len = rig_build(r, 0, &p, frame);
	uint8_t want[256];

	(void)state;
	putbe16(frame + 50, (uint16_t)(getbe16(frame + 50) + 1));
	assert_int_equal(rig_tx(sq, frame, len, &how), 32);
	rig_build(r, 0, &good, want);
	assert_int_equal(getbe16(r->frames[0].data + 50) + 1,
			 getbe16(want + 50));
	assert_rules(r, 85);
	rig_free(r);
}

static void transport_offset(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .payload = 100, .seed = true };

	(void)state;
	refused(sq, &p, &(struct rig_tx){ .d0 = V4 | TCP, .trans_off = 33 },
		35);
	refused(sq, &p, &(struct rig_tx){ .d0 = V4 | TCP }, 35);
	assert_int_equal(rig_hits(r, 86), 2);
	/* for UDP it is only told, and 0 is what drivers write */
	p.udp = true;
	assert_int_equal(rig_tx(sq, frame, rig_build(r, 0, &p, frame),
				&(struct rig_tx){ .d0 = V4 | UDP,
				.trans_off = 20 }), 32);
	assert_rules(r, 86, LINT(86));
	rig_free(r);
}

static void fragment(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct rig_pkt p = { .udp = true, .payload = 100, .seed = true };

	(void)state;
	for (unsigned int i = 0; i < 2; i++) {
		rig_build(r, 0, &p, frame);
		putbe16(frame + 20, i ? 0x2000 : 0x0010);
		assert_int_equal(rig_tx(sq, frame, 142, &(struct rig_tx){
					.d0 = V4 | UDP }), 37);
	}
	assert_int_equal(rig_hits(r, 87), 2);
	/* its IP header alone is fine */
	assert_int_equal(rig_tx(sq, frame, 142, &(struct rig_tx){
				.d0 = V4 | IP }), 32);
	assert_rules(r, 87);
	rig_free(r);
}

static void oob_reserved(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	const struct rig_tx dirty[] = {
		{ .wide = true, .xor2 = 1u << 4 },
		{ .wide = true, .xor2 = 1u << 15 },
		{ .wide = true, .xor2 = 1u << 20 },	/* VID, no tag */
		{ .wide = true, .xor3 = 1u << 28 },
		{ .wide = true, .xor4 = 1 },
	};

	(void)state;
	rig_build(r, 0, &plain, frame);
	for (unsigned int i = 0; i < 5; i++) {
		assert_int_equal(rig_tx(sq, frame, 154, &dirty[i]), 32);
		assert_int_equal(rig_hits(r, LINT(93)), i + 1);
	}
	assert_rules(r, LINT(93));
	rig_free(r);
}

static void data_unit(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);

	(void)state;
	rig_build(r, 0, &plain, frame);
	assert_int_equal(rig_tx(sq, frame, 154, &(struct rig_tx){
				.hdr_xor1 = 1448u << 16 }), 32);
	assert_rules(r, LINT(94));
	rig_free(r);
}

static void encapsulation(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	const struct rig_tx dirty[] = {
		{ .wide = true, .xor2 = 1 }, { .wide = true, .xor2 = 4 },
		{ .wide = true, .xor3 = 14 }, { .wide = true, .xor3 = 1 << 10 },
	};

	(void)state;
	rig_build(r, 0, &plain, frame);
	for (unsigned int i = 0; i < 4; i++) {
		assert_int_equal(rig_tx(sq, frame, 154, &dirty[i]), 32);
		assert_int_equal(rig_hits(r, LINT(95)), i + 1);
		assert_memory_equal(r->frames[i].data, frame, 154);
	}
	assert_rules(r, LINT(95));
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checksums),
		cmocka_unit_test(udp_zero),
		cmocka_unit_test(untouched),
		cmocka_unit_test(ip_checksum_only),
		cmocka_unit_test(tag_inserted),
		cmocka_unit_test(longest_frames),
		cmocka_unit_test(completion_fields),
		cmocka_unit_test(suppressed),
		cmocka_unit_test(whole_lap_suppressed),
		cmocka_unit_test(fair),
		cmocka_unit_test(packet_format),
		cmocka_unit_test(granted_values),
		cmocka_unit_test(wide_offsets),
		cmocka_unit_test(frame_length),
		cmocka_unit_test(runt),
		cmocka_unit_test(ethertype),
		cmocka_unit_test(source_mac),
		cmocka_unit_test(vlan_rules),
		cmocka_unit_test(checksum_request),
		cmocka_unit_test(checksum_seed),
		cmocka_unit_test(transport_offset),
		cmocka_unit_test(fragment),
		cmocka_unit_test(oob_reserved),
		cmocka_unit_test(data_unit),
		cmocka_unit_test(encapsulation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
