// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Records of packets on their way: those of one in flight are never touched by
 * another, whatever is tried with a full ring.
 */
#include <linux/slab.h>

#include <mana/tx_ring.h>

#include "reference.h"

#define UNITS	128
#define BYTES	(UNITS * GDMA_WQE_UNIT)
/* Of a largest WQE with the short OOB. */
#define MAX_SGES	30

/**
 * struct sender - a ring with its records
 * @ring: the ring
 * @rec: records
 * @mem: of @ring
 * @slots: of @rec
 * @maps: of @rec
 */
static struct sender {
	struct mana_wring ring;
	struct mana_tx_records rec;
	u8 mem[BYTES];
	struct mana_tx_slot slots[UNITS];
	struct mana_tx_map maps[2 * UNITS];
} sender;

static void sender_init(u32 at)
{
	memset(&sender, 0, sizeof(sender));
	mana_wring_init(&sender.ring, sender.mem, BYTES);
	sender.ring.head = at;
	sender.ring.tail = at;
	sender.rec = (struct mana_tx_records) {
		.slots = sender.slots, .maps = sender.maps, .mask = UNITS - 1,
	};
}

/* Send a packet of @num_sge mappings, marked with @mark; false: no room. */
static bool send_packet(struct kunit *test, u32 num_sge, unsigned long mark)
{
	struct gdma_sge sge[MAX_SGES] = {};
	u32 oob[2] = {};
	struct mana_wqe_desc desc = {
		.oob = oob, .sge = sge, .num_sge = num_sge,
		.oob_bytes = GDMA_OOB_SHORT,
	};
	u32 bytes = mana_wqe_bytes(GDMA_OOB_SHORT, num_sge);
	struct mana_tx_slot *slot;
	u32 i;

	slot = mana_tx_reserve(&sender.rec, &sender.ring, bytes);
	if (!slot)
		return false;
	for (i = 0; i < num_sge; i++)
		mana_tx_map_at(&sender.rec, sender.ring.head, i)->addr =
			mark * 100 + i;
	slot->maps = num_sge;
	slot->skb = (struct sk_buff *)mark;
	KUNIT_EXPECT_EQ(test, mana_wring_post(&sender.ring, &desc),
			(int)slot->units);
	return true;
}

/* The oldest packet is the one with this mark, with its mappings. */
static void complete_packet(struct kunit *test, unsigned long mark)
{
	u32 i, unit = sender.ring.tail;
	struct mana_tx_slot *slot = &sender.slots[unit % UNITS];

	KUNIT_ASSERT_PTR_EQ(test, slot->skb, (struct sk_buff *)mark);
	for (i = 0; i < slot->maps; i++)
		KUNIT_EXPECT_EQ(test, mana_tx_map_at(&sender.rec, unit, i)->addr,
				(dma_addr_t)(mark * 100 + i));
	mana_wring_retire(&sender.ring, slot->units);
}

/* Many laps of packets of all sizes, the ring kept as full as it can be. */
static void tx_ring_keeps_packets_in_flight(struct kunit *test)
{
	unsigned long sent, done = 1;
	u32 refused = 0;

	sender_init(U32_MAX - 3 * UNITS);
	for (sent = 1; sent < 4000; sent++) {
		while (!send_packet(test, 1 + sent % MAX_SGES, sent)) {
			refused++;
			complete_packet(test, done++);
		}
	}
	while (done < sent)
		complete_packet(test, done++);
	KUNIT_EXPECT_GT(test, refused, 1000);
	KUNIT_EXPECT_EQ(test, mana_wring_free(&sender.ring), BYTES);
}

/* A packet that finds the ring full leaves no trace in the records. */
static void tx_ring_full_writes_nothing(struct kunit *test)
{
	static struct sender before;
	unsigned long sent = 0;

	sender_init(5);
	while (send_packet(test, 1, sent + 1))
		sent++;
	KUNIT_EXPECT_EQ(test, sent, (unsigned long)UNITS);
	before = sender;
	KUNIT_EXPECT_FALSE(test, send_packet(test, MAX_SGES, 77));
	KUNIT_EXPECT_FALSE(test, send_packet(test, 1, 78));
	KUNIT_EXPECT_EQ(test, memcmp(&before, &sender, sizeof(before)), 0);
	KUNIT_EXPECT_FALSE(test, mana_tx_has_room(&sender.ring));
}

static void tx_ring_room_is_a_largest_wqe(struct kunit *test)
{
	sender_init(0);
	sender.ring.head = UNITS - 16;
	KUNIT_EXPECT_TRUE(test, mana_tx_has_room(&sender.ring));
	sender.ring.head++;
	KUNIT_EXPECT_FALSE(test, mana_tx_has_room(&sender.ring));
}

static void tx_ring_who_may_wake(struct kunit *test)
{
	sender_init(0);
	sender.ring.head = UNITS - 32;
	KUNIT_EXPECT_TRUE(test, mana_tx_may_wake(&sender.ring, false, false));
	KUNIT_EXPECT_FALSE(test, mana_tx_may_wake(&sender.ring, true, false));
	/* The queue belongs to another ring by now, which may be full. */
	KUNIT_EXPECT_FALSE(test, mana_tx_may_wake(&sender.ring, false, true));
	sender.ring.head++;
	KUNIT_EXPECT_FALSE(test, mana_tx_may_wake(&sender.ring, false, false));
}

static struct kunit_case tx_ring_cases[] = {
	KUNIT_CASE(tx_ring_keeps_packets_in_flight),
	KUNIT_CASE(tx_ring_full_writes_nothing),
	KUNIT_CASE(tx_ring_room_is_a_largest_wqe),
	KUNIT_CASE(tx_ring_who_may_wake),
	{}
};

static struct kunit_suite tx_ring_suite = {
	.name = "mana_tx_ring",
	.test_cases = tx_ring_cases,
};

kunit_test_suites(&tx_ring_suite);

MODULE_DESCRIPTION("KUnit suite of the records of packets in flight");
MODULE_LICENSE("Dual BSD/GPL");
