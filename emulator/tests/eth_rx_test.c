// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Receive: completions, checksum verdicts, tags, coalescing, drops (ethernet 3,
 * device-behaviour 8).
 */
#include "rig.h"

#define IP_OK (1u << 25)
#define IP_FAIL (1u << 26)
#define TCP_OK (1u << 27)
#define TCP_FAIL (1u << 28)
#define UDP_OK (1u << 29)
#define UDP_FAIL (1u << 30)
#define TAGGED (1u << 12)

static uint8_t frame[16384];

/* An RQ of port 0 that gets everything, with buffers of 2048 bytes. */
static struct rig_queue *receiver(struct rig *r, unsigned int buffers)
{
	struct rig_queue *rq = rig_queue(r, 0, 2);

	for (unsigned int i = 0; i < buffers; i++)
		rig_buffer(rq, 2048);
	rig_rx_on(rq);
	return rq;
}

static void arrive(struct rig *r, size_t len)
{
	mana_dev_rx(r->dev, 0, frame, len);
	rig_run(r);
}

static uint32_t flags_of(struct rig_queue *rq)
{
	uint8_t cqe[64];

	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(cqe[0], 1 | 1 << 6);
	return get32(cqe + 4);
}

static const struct rig_pkt plain = { .payload = 100, .good = true,
				      .saddr = 1, .daddr = 2 };

/* ---- completions ---- */

static void completion_fields(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint64_t at[3];
	uint8_t cqe[64];
	size_t len = rig_build_to(r, 0, &plain, frame);

	(void)state;
	for (unsigned int i = 0; i < 3; i++)
		at[i] = rig_buffer(rq, 2048);
	rig_rx_on(rq);
	for (unsigned int i = 0; i < 3; i++) {
		frame[60] = (uint8_t)i;
		mana_dev_rx(r->dev, 0, frame, len);
	}
	rig_run(r);
	for (unsigned int i = 0; i < 3; i++) {
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(get32(cqe), 0x41);
		assert_int_equal(get16(cqe + 8), len);
		/* DPDK walks the slots until it meets a length of 0 */
		for (unsigned int k = 20; k < 56; k++)
			assert_int_equal(cqe[k], 0);
		assert_int_equal(get32(cqe + 56), i);
		frame[60] = (uint8_t)i;
		assert_memory_equal(rig_ptr(r, at[i]), frame, len);
		/* the rest of the buffer was not touched */
		assert_int_equal(*(uint8_t *)rig_ptr(r, at[i] + len), 0);
	}
	assert_false(rig_cqe(rq, cqe));
	assert_int_equal(rig_stat(r, 0, "rx_packets"), 3);
	assert_int_equal(rig_stat(r, 0, "rx_bytes"), 3 * len);
	assert_clean(r);
	rig_free(r);
}

static void truncated(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	uint64_t at = rig_buffer(rq, 100), next = rig_buffer(rq, 2048);
	size_t len = rig_build_to(r, 0, &plain, frame);
	uint8_t cqe[64];

	(void)state;
	rig_rx_on(rq);
	mana_dev_rx(r->dev, 0, frame, len);
	mana_dev_rx(r->dev, 0, frame, len);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(get32(cqe), 0x44);
	assert_int_equal(get16(cqe + 8), len);	/* of the whole frame */
	assert_memory_equal(rig_ptr(r, at), frame, 100);
	assert_int_equal(*(uint8_t *)rig_ptr(r, at + 100), 0);
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(get32(cqe), 0x41);
	assert_memory_equal(rig_ptr(r, next), frame, len);
	assert_int_equal(rig_stat(r, 0, "rx_truncated"), 1);
	assert_int_equal(rig_stat(r, 0, "rx_packets"), 1);
	assert_clean(r);
	rig_free(r);
}

/* ---- checksum verdicts ---- */

static void checksum_verdicts(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 64);

	(void)state;
	for (unsigned int i = 0; i < 16; i++) {
		struct rig_pkt p = plain;
		bool bad = i & 4, odd = i & 8;
		uint32_t want;
		size_t len;

		p.v6 = i & 1;
		p.udp = i & 2;
		p.payload = odd ? 101 : 100;
		len = rig_build_to(r, 0, &p, frame);
		if (bad)
			frame[len - 1] ^= 1;
		want = IP_OK | (p.udp ? (bad ? UDP_FAIL : UDP_OK) :
				(bad ? TCP_FAIL : TCP_OK));
		arrive(r, len);
		assert_int_equal(flags_of(rq) & 0x7e000000, want);
	}
	assert_int_equal(rig_stat(r, 0, "rx_csum_good"), 8);
	assert_int_equal(rig_stat(r, 0, "rx_csum_bad"), 8);
	assert_clean(r);
	rig_free(r);
}

/* A wrong IP header, no UDP checksum, fragments, padding, not IP at all. */
static void checksum_special(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 64);
	struct rig_pkt p = plain;
	size_t len = rig_build_to(r, 0, &p, frame);

	(void)state;
	frame[22]--;
	arrive(r, len);
	assert_int_equal(flags_of(rq) & 0x7e000000, IP_FAIL);
	p.udp = true;
	len = rig_build_to(r, 0, &p, frame);
	putbe16(frame + 40, 0);
	arrive(r, len);
	assert_int_equal(flags_of(rq) & 0x7e000000, IP_OK);
	rig_build_to(r, 0, &p, frame);
	frame[20] |= 0x20;	/* more fragments follow */
	putbe16(frame + 24, 0);
	putbe16(frame + 24, (uint16_t)~slow_sum(0, frame + 14, 20));
	arrive(r, len);
	assert_int_equal(flags_of(rq) & 0x7e000000, IP_OK);
	p.payload = 1;
	len = rig_build_to(r, 0, &p, frame);
	memset(frame + len, 0x5a, 60 - len);	/* padded by the wire */
	arrive(r, 60);
	assert_int_equal(flags_of(rq) & 0x7e000000, IP_OK | UDP_OK);
	putbe16(frame + 12, 0x0806);
	arrive(r, 60);
	assert_int_equal(flags_of(rq), 0);
	frame[14] = 0x41;	/* broken headers: nothing is said */
	putbe16(frame + 12, 0x0800);
	arrive(r, 60);
	assert_int_equal(flags_of(rq), 0);
	assert_clean(r);
	rig_free(r);
}

/* ---- tags ---- */

static void tag_stripped(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = rig_queue(r, 0, 2);
	struct rig_pkt p = plain, untagged = plain;
	uint64_t at = rig_buffer(rq, 2048), next = rig_buffer(rq, 2048);
	uint8_t want[256], cqe[64];
	size_t len, bare = rig_build_to(r, 0, &untagged, want);

	(void)state;
	rig_rx_on(rq);
	p.vlan = (5 << 13 | 100) + 1;
	len = rig_build_to(r, 0, &p, frame);
	arrive(r, len);
	assert_true(rig_cqe(rq, cqe));
	/* the id alone: priority is lost */
	assert_int_equal(get32(cqe + 4) & 0x1fff, TAGGED | 100);
	assert_int_equal(get32(cqe + 4) & 0x7e000000, IP_OK | TCP_OK);
	assert_int_equal(get16(cqe + 8), bare);
	assert_memory_equal(rig_ptr(r, at), want, bare);
	assert_int_equal(rig_stat(r, 0, "rx_vlan"), 1);
	assert_int_equal(rig_gf(r, "rx_bytes"), len);
	/* two tags: the outer goes, the inner stays */
	memmove(frame + 16, frame + 12, len - 12);
	putbe16(frame + 14, 7);
	arrive(r, len + 4);
	assert_true(rig_cqe(rq, cqe));
	assert_int_equal(get32(cqe + 4) & 0x1fff, TAGGED | 7);
	assert_int_equal(get16(cqe + 8), len);
	assert_int_equal(getbe16((uint8_t *)rig_ptr(r, next) + 14),
			 5 << 13 | 100);
	assert_clean(r);
	rig_free(r);
}

/* ---- coalescing ---- */

static struct rig_queue *coalescing(struct rig *r, bool eight,
				    unsigned int buffers)
{
	struct rig_queue *rq = rig_queue(r, 0, 2);
	const struct rig_steer s = {
		.ver = 5, .rx = 1, .def = true, .default_rq = rq->handle,
		.coal4 = 1, .coal8 = eight,
	};

	for (unsigned int i = 0; i < buffers; i++)
		rig_buffer(rq, 2048);
	assert_int_equal(rig_steer(r, 0, &s), 0);
	return rq;
}

/* Lengths in their slots, in both forms; a batch of one is an ordinary CQE. */
static void batches(void **state)
{
	uint8_t cqe[64];

	(void)state;
	for (unsigned int eight = 0; eight < 2; eight++) {
		unsigned int most = eight ? 8 : 4;
		struct rig *r = rig_new(NULL);
		struct rig_queue *rq = coalescing(r, eight, 64);
		size_t first = 0;

		for (unsigned int n = 1; n <= most + 1; n++) {
			for (unsigned int i = 0; i < n; i++) {
				struct rig_pkt p = plain;
				size_t len;

				p.payload = 100 + i;
				len = rig_build_to(r, 0, &p, frame);
				first = i ? first : len;
				mana_dev_rx(r->dev, 0, frame, len);
			}
			rig_run(r);
			assert_true(rig_cqe(rq, cqe));
			assert_int_equal(cqe[0] & 0x3f,
					 n == 1 ? 1 : eight ? 7 : 2);
			for (unsigned int i = 0; i < most; i++) {
				unsigned int at = !eight ? 8 + 12 * i :
					8 + 12 * (i / 2) + (i % 2 ? 6 : 4);

				if (n == 1)
					at = 8 + 12 * i;
				if (n == 1 && i >= 4)
					break;
				assert_int_equal(get16(cqe + at),
						 i < n ? first + i : 0);
			}
			if (n > most) {
				assert_true(rig_cqe(rq, cqe));
				assert_int_equal(cqe[0] & 0x3f, 1);
			}
			assert_false(rig_cqe(rq, cqe));
		}
		assert_clean(r);
		rig_free(r);
	}
}

/* What differs in the flags does not share a completion. */
static void batch_ends(void **state)
{
	static const unsigned int types[] = { 2, 1, 1, 1, 4, 2 };
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = coalescing(r, false, 0);
	struct rig_pkt p = plain;
	uint8_t cqe[64];
	size_t len;

	(void)state;
	for (unsigned int i = 0; i < 5; i++)
		rig_buffer(rq, 2048);
	rig_buffer(rq, 80);	/* the sixth is cut */
	for (unsigned int i = 0; i < 2; i++)
		rig_buffer(rq, 2048);
	len = rig_build_to(r, 0, &p, frame);
	mana_dev_rx(r->dev, 0, frame, len);
	mana_dev_rx(r->dev, 0, frame, len);
	frame[60] ^= 1;		/* wrong checksum */
	mana_dev_rx(r->dev, 0, frame, len);
	p.udp = true;
	mana_dev_rx(r->dev, 0, frame, rig_build_to(r, 0, &p, frame));
	p.vlan = 5;
	mana_dev_rx(r->dev, 0, frame, rig_build_to(r, 0, &p, frame));
	for (unsigned int i = 0; i < 3; i++)
		mana_dev_rx(r->dev, 0, frame, rig_build_to(r, 0, &p, frame));
	rig_run(r);
	for (unsigned int i = 0; i < 6; i++) {
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(cqe[0] & 0x3f, types[i]);
	}
	assert_false(rig_cqe(rq, cqe));
	assert_int_equal(rig_stat(r, 0, "rx_coalesced_cqes"), 2);
	assert_rules(r, LINT(50));
	rig_free(r);
}

/* Version 2 asks for type 2 only, and disabling ends it. */
static void never_unasked(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 10);
	uint8_t cqe[64];
	size_t len = rig_build_to(r, 0, &plain, frame);

	(void)state;
	for (unsigned int i = 0; i < 10; i++)
		mana_dev_rx(r->dev, 0, frame, len);
	rig_run(r);
	for (unsigned int i = 0; i < 10; i++) {
		assert_true(rig_cqe(rq, cqe));
		assert_int_equal(cqe[0] & 0x3f, 1);
	}
	assert_clean(r);
	rig_free(r);
}

/* ---- what is not delivered ---- */

static void filters(void **state)
{
	struct emu_config cfg;
	struct rig_queue *rq;
	struct rig *r;
	size_t len;
	uint8_t cqe[64];
	struct rig_pkt p = plain;

	(void)state;
	rig_config(&cfg);
	cfg.adapter_mtu = 1514;
	r = rig_new(&cfg);
	rq = receiver(r, 10);
	len = rig_build_to(r, 0, &p, frame);
	frame[5] ^= 1;			/* somebody else's */
	arrive(r, len);
	assert_int_equal(rig_stat(r, 0, "rx_filtered"), 1);
	frame[0] |= 1;			/* multicast is everybody's */
	arrive(r, len);
	assert_true(rig_cqe(rq, cqe));
	memset(frame, 0xff, 6);
	arrive(r, len);
	assert_true(rig_cqe(rq, cqe));
	p.payload = 1514 - 54;
	arrive(r, rig_build_to(r, 0, &p, frame));
	assert_true(rig_cqe(rq, cqe));
	p.vlan = 9;			/* the tag comes on top */
	arrive(r, rig_build_to(r, 0, &p, frame));
	assert_true(rig_cqe(rq, cqe));
	p.vlan = 0;
	p.payload++;
	arrive(r, rig_build_to(r, 0, &p, frame));
	arrive(r, 13);
	assert_int_equal(rig_stat(r, 0, "rx_oversize"), 2);
	mana_dev_rx(r->dev, 2, frame, len);	/* no such port */
	assert_false(rig_cqe(rq, cqe));
	assert_clean(r);
	rig_free(r);
}

/* Frames wait a while for a buffer, then are dropped and counted. */
static void starving(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 2);
	size_t len = rig_build_to(r, 0, &plain, frame);
	uint8_t cqe[64];

	(void)state;
	for (unsigned int i = 0; i < 6; i++)
		arrive(r, len);
	assert_true(rig_cqe(rq, cqe) && rig_cqe(rq, cqe));
	assert_false(rig_cqe(rq, cqe));
	assert_true(mana_dev_next_ns(r->dev) > 0);
	assert_clean(r);
	/* one comes in time */
	r->now_ns += 50000000;
	rig_buffer(rq, 2048);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	r->now_ns += 60000000;
	rig_run(r);
	assert_int_equal(rig_stat(r, 0, "rx_no_wqe"), 3);
	assert_int_equal(rig_gf(r, "rx_discards_nowqe"), 3);
	rig_buffer(rq, 2048);
	rig_run(r);
	assert_false(rig_cqe(rq, cqe));
	assert_rules(r, LINT(76));
	rig_free(r);
}

/* No more frames wait than the queue remembers. */
static void bounded(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 1);
	size_t len = rig_build_to(r, 0, &plain, frame);
	uint8_t cqe[64];

	(void)state;
	for (unsigned int i = 0; i < 2049 + 7; i++)
		mana_dev_rx(r->dev, 0, frame, len);
	assert_int_equal(rig_stat(r, 0, "rx_no_wqe"), 8);
	assert_int_equal(rig_stat(r, 0, "rx_waiting"), 2048);
	rig_run(r);
	assert_true(rig_cqe(rq, cqe));
	assert_rules(r, LINT(76));
	rig_free(r);
}

/* Frames that wait when their RQ or the channel goes are counted, not leaked. */
static void waiting_at_the_end(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *rq = receiver(r, 1);
	const struct rig_steer off = { 0 };
	size_t len = rig_build_to(r, 0, &plain, frame);

	(void)state;
	for (unsigned int i = 0; i < 5; i++)
		arrive(r, len);
	assert_int_equal(rig_steer(r, 0, &off), 0);
	assert_int_equal(rig_destroy(rq, 2), 0);
	assert_int_equal(rig_stat(r, 0, "rx_disabled"), 4);
	assert_rules(r, 43);
	rq = receiver(r, 1);
	for (unsigned int i = 0; i < 5; i++)
		arrive(r, len);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	assert_int_equal(rig_stat(r, 0, "rx_disabled"), 8);
	assert_int_equal(rig_stat(r, 0, "rx_waiting"), 0);
	rig_free(r);
}

/* A fault in a buffer stops its RQ; others and other ports go on. */
static void one_queue_faults(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *bad = receiver(r, 0), *good = rig_queue(r, 1, 2);
	const struct rig_sge sge = { 1ull << 40, 2048 };
	const uint32_t hdr[2] = { 0, 0x201 };
	const uint8_t oob[8] = { 0 };
	size_t len = rig_build_to(r, 0, &plain, frame);
	struct rig_msg m;
	uint8_t cqe[64];

	(void)state;
	rig_post(bad, hdr, oob, 8, &sge, 1, false);
	rig_buffer(bad, 2048);
	rig_buffer(good, 2048);
	rig_rx_on(good);
	for (unsigned int i = 0; i < 3; i++)
		arrive(r, len);
	assert_false(rig_cqe(bad, cqe));
	assert_int_equal(rig_stat(r, 0, "rx_queue_error"), 3);
	/* the function received them, and did not lack a buffer */
	rig_msg(&m, 0x20002, 1, 48, 2, 256);
	put64(m.b + 40, 0x7ffffff);
	assert_int_equal(rig_send(r, &m), 0);
	assert_int_equal(get64(r->resp + 40), 0);
	assert_int_equal(get64(r->resp + 56), 3 * len);
	assert_int_equal(get64(r->resp + 64), 3);
	len = rig_build_to(r, 1, &plain, frame);
	mana_dev_rx(r->dev, 1, frame, len);
	rig_run(r);
	assert_true(rig_cqe(good, cqe));
	assert_rules(r, 70, LINT(50));
	rig_free(r);
}

/* ---- the two ports joined ---- */

/* A packet that is cut on the way out arrives as its segments, all good. */
static void loop_with_segmentation(void **state)
{
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 1, 1), *rq = receiver(r, 60);
	struct rig_pkt p = { .payload = 60000, .tso = true, .seed = true,
			     .saddr = 3, .daddr = 4 };
	const struct rig_tx how = { .d0 = 0x34, .trans_off = 34, .mss = 1448,
				    .hdr_len = 54 };
	static uint8_t big[70000];
	unsigned int n = 0;
	uint8_t cqe[64];

	(void)state;
	r->loop = true;
	assert_int_equal(rig_tx(sq, big, rig_build(r, 1, &p, big), &how), 32);
	while (rig_cqe(rq, cqe)) {
		assert_int_equal(get32(cqe + 4) & 0x7e000000, IP_OK | TCP_OK);
		n++;
	}
	assert_int_equal(n, (60000 + 1447) / 1448);
	assert_clean(r);
	rig_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(completion_fields),
		cmocka_unit_test(truncated),
		cmocka_unit_test(checksum_verdicts),
		cmocka_unit_test(checksum_special),
		cmocka_unit_test(tag_stripped),
		cmocka_unit_test(batches),
		cmocka_unit_test(batch_ends),
		cmocka_unit_test(never_unasked),
		cmocka_unit_test(filters),
		cmocka_unit_test(starving),
		cmocka_unit_test(bounded),
		cmocka_unit_test(waiting_at_the_end),
		cmocka_unit_test(one_queue_faults),
		cmocka_unit_test(loop_with_segmentation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
