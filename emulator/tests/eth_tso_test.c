// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Segmentation through the queues (ethernet 2.5, device-behaviour 7.3); the
 * cutting itself is compared with a reference in eth_pkt_test.
 */
#include "rig.h"

#define V4 0x04u
#define V6 0x08u
#define IP 0x10u
#define TCP 0x20u

static uint8_t frame[1200000];

/** struct shape - a TSO packet and how it is asked for */
struct shape {
	struct rig_pkt p;
	struct rig_tx how;
	size_t len;
};

static struct shape tso(struct rig *r, bool v6, size_t payload, uint32_t mss)
{
	struct shape s = {
		.p = { .v6 = v6, .tso = true, .seed = true, .saddr = 0x0a000001,
		       .daddr = 0x0a000002, .sport = 1, .dport = 2,
		       .payload = payload },
		.how = { .d0 = (v6 ? V6 : V4) | IP | TCP,
			 .trans_off = v6 ? 54 : 34,
			 .mss = mss, .hdr_len = v6 ? 74 : 54 },
	};

	s.len = rig_build(r, 0, &s.p, frame);
	return s;
}

static unsigned int send(struct rig_queue *sq, const struct shape *s)
{
	return rig_tx(sq, frame, s->len, &s->how);
}

/* The payload of all frames in their order, and what makes each one valid. */
static void check_segments(struct rig *r, const struct shape *s,
			   unsigned int first)
{
	size_t hlen = s->how.hdr_len + (s->how.vlan ? 4 : 0), at = 0;
	unsigned int l3 = s->how.vlan ? 18 : 14;

	for (unsigned int i = first; i < r->num_frames; i++) {
		const struct rig_frame *f = &r->frames[i];
		size_t l4 = f->len - l3 - (s->p.v6 ? 40 : 20);
		uint32_t pseudo = 6 + (uint32_t)l4;

		assert_true(f->len - hlen <= s->how.mss);
		assert_memory_equal(f->data + hlen,
				    frame + s->how.hdr_len + at,
				    f->len - hlen);
		at += f->len - hlen;
		if (s->p.v6) {
			pseudo = slow_sum(pseudo, f->data + l3 + 8, 32);
		} else {
			assert_int_equal(slow_sum(0, f->data + l3, 20),
					 0xffff);
			pseudo = slow_sum(pseudo, f->data + l3 + 12, 8);
		}
		assert_int_equal(slow_sum(pseudo, f->data + f->len - l4, l4),
				 0xffff);
	}
	assert_int_equal(at, s->p.payload);
}

static void segments(void **state)
{
	static const struct {
		size_t payload;
		uint32_t mss;
	} sizes[] = { { 1, 1448 }, { 1448, 1448 }, { 1449, 1448 },
		      { 65000, 1448 }, { 60000, 8940 }, { 300, 64 } };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	unsigned int wqes = 0, total = 0;
	size_t payload = 0;

	(void)state;
	for (unsigned int i = 0; i < 4 * 6; i++, wqes++) {
		struct shape s = tso(r, i & 1, sizes[i / 4].payload,
				     sizes[i / 4].mss);

		if (i & 2) {
			s.how.vlan = true;
			s.how.tci = 0x6123;
		}
		/* one completion for the packet, not for each segment */
		assert_int_equal(send(sq, &s), 32);
		assert_int_equal(r->num_frames - total,
				 (s.p.payload + s.how.mss - 1) / s.how.mss);
		check_segments(r, &s, total);
		total = r->num_frames;
		payload += s.p.payload;
	}
	assert_int_equal(rig_stat(r, 0, "tx_wqes"), wqes);
	assert_int_equal(rig_stat(r, 0, "tx_packets"), total);
	assert_int_equal(rig_stat(r, 0, "tx_tso_packets"), wqes);
	assert_int_equal(rig_stat(r, 0, "tx_tso_bytes"), payload);
	assert_clean(r);
	rig_free(r);
}

/* BIG TCP of 7.3: what IP lengths could not say */
static void very_large(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape s = tso(r, true, 250000, 8940);

	(void)state;
	assert_int_equal(send(sq, &s), 32);
	check_segments(r, &s, 0);
	assert_clean(r);
	rig_free(r);
}

/* Anything wrong with the shape shuts the queue for good. */
static void shuts(struct rig *r, const struct shape *s)
{
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape good = *s;
	uint8_t cqe[64];

	rig_tx_post(sq, frame, s->len, &s->how);
	rig_run(r);
	assert_true(rig_cqe(sq, cqe));
	assert_int_equal(get32(cqe), 42 | 1 << 6 | 0x201 << 8);
	good = tso(r, false, 3000, 1448);
	assert_int_equal(send(sq, &good), 0);
	assert_int_equal(r->num_frames, 0);
	assert_int_equal(rig_destroy(sq, 1), 0);
}

static void shape(void **state)
{
	struct rig *r = rig_new(NULL);
	struct shape s = tso(r, false, 3000, 1448);

	(void)state;
	s.how.hdr_len = (uint32_t)s.len;	/* one SGE for everything */
	shuts(r, &s);
	s = tso(r, false, 3000, 1448);
	s.how.hdr_xor0 = 1u << 24;		/* last_vbytes says otherwise */
	shuts(r, &s);
	s = tso(r, false, 3000, 1448);
	s.how.hdr_len = 256;			/* payload among the headers */
	shuts(r, &s);
	s = tso(r, false, 3000, 1448);
	s.how.hdr_len = 55;
	shuts(r, &s);
	s = tso(r, false, 3000, 1448);
	s.how.hdr_len = 53;
	shuts(r, &s);
	assert_int_equal(rig_hits(r, 88), 5);
	assert_rules(r, 88);
	rig_free(r);
}

static void mss(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape s = tso(r, false, 3000, 0);

	(void)state;
	shuts(r, &s);
	assert_rules(r, 89);
	/* segments longer than the adapter's MTU cost the packet only */
	s = tso(r, false, 20000, 9014 - 54 + 1);
	assert_int_equal(send(sq, &s), 34);
	assert_int_equal(rig_hits(r, 89), 2);
	s = tso(r, false, 20000, 9014 - 54);
	assert_int_equal(send(sq, &s), 32);
	assert_rules(r, 89);
	/* and tiny ones are told */
	s = tso(r, false, 100, 63);
	assert_int_equal(send(sq, &s), 32);
	assert_rules(r, 89, LINT(89));
	rig_free(r);
}

static void headers(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape s = tso(r, false, 3000, 1448);
	unsigned int n = 0;

	(void)state;
	s.how.d0 = V4 | IP;			/* TCP is not asked for */
	assert_int_equal(send(sq, &s), 35);
	s.how.d0 = V4 | TCP;			/* nor the IP header */
	assert_int_equal(send(sq, &s), 35);
	assert_int_equal(rig_hits(r, 90), n += 2);
	s = tso(r, false, 3000, 1448);
	putbe16(frame + 16, 3040);		/* total length */
	assert_int_equal(send(sq, &s), 35);
	s = tso(r, false, 3000, 1448);
	putbe16(frame + 24, 1);			/* IP checksum */
	assert_int_equal(send(sq, &s), 35);
	s = tso(r, true, 3000, 1428);
	putbe16(frame + 18, 1);			/* payload length */
	assert_int_equal(send(sq, &s), 35);
	s = tso(r, false, 3000, 1448);
	putbe16(frame + 50, 1);			/* the seed */
	assert_int_equal(send(sq, &s), 35);
	assert_int_equal(rig_hits(r, 90), n += 4);
	assert_int_equal(r->num_frames, 0);
	assert_rules(r, 90);
	rig_free(r);
}

static void payload(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape s = tso(r, true, 300000, 8940);

	(void)state;
	/* more than any stack sends is told, more than fits is refused */
	assert_int_equal(send(sq, &s), 32);
	assert_rules(r, LINT(91));
	for (unsigned int i = 0; i < r->num_frames; i++)
		free(r->frames[i].data);
	r->num_frames = 0;
	s = tso(r, true, (1u << 20) - 74 + 1, 8940);
	shuts(r, &s);
	assert_int_equal(rig_hits(r, 91), 1);
	assert_rules(r, 91, LINT(91));
	rig_free(r);
}

/* hold for segmentation as for a plain frame. */
static void like_a_plain_frame(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct shape s = tso(r, false, 3000, 1448);

	(void)state;
	s.how.trans_off = 30;
	assert_int_equal(send(sq, &s), 35);
	s = tso(r, false, 3000, 1448);
	s.how.d0 = V6 | IP | TCP;
	assert_int_equal(send(sq, &s), 35);
	s = tso(r, false, 3000, 1448);
	frame[6] ^= 2;
	assert_int_equal(send(sq, &s), 33);
	assert_int_equal(r->num_frames, 0);
	assert_rules(r, 82, 84, 86);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segments),
		cmocka_unit_test(very_large),
		cmocka_unit_test(shape),
		cmocka_unit_test(mss),
		cmocka_unit_test(headers),
		cmocka_unit_test(payload),
		cmocka_unit_test(like_a_plain_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
