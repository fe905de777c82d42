// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Send queues: what the device is given of each packet, when it is told, and
 * what becomes of the packet whatever the device says of it.
 */
#include "queue_bench.h"

/* Types of completions, as docs/spec has them. */
enum { TXQ_SENT = 32, TXQ_FIRST_ERR = 33, TXQ_LAST_ERR = 41, TXQ_DEAD = 42 };

static u8 txq_payload[65536];

static struct netdev_queue *txq_queue(void)
{
	return &bench.dev.txq[0];
}

static struct mana_wring *txq_ring(void)
{
	return &bench_pair(0)->tx.wq.ring;
}

static netdev_tx_t txq_send(struct sk_buff *skb)
{
	return bench_xmit(0, skb);
}

/* A packet of one SGE, one unit. */
static netdev_tx_t txq_send_plain(void)
{
	return txq_send(host_skb(60));
}

/* TCP over IPv4 or IPv6 behind @l2 bytes. */
static struct sk_buff *txq_tcp(bool ipv6, u32 linear, u32 l2)
{
	struct sk_buff *skb = host_skb(linear);

	skb->net = l2;
	skb->trans = l2 + (ipv6 ? 40 : 20);
	skb->csum_at = skb->trans;
	skb->protocol = htons(ipv6 ? ETH_P_IPV6 : ETH_P_IP);
	skb->ip_summed = CHECKSUM_PARTIAL;
	if (ipv6) {
		ipv6_hdr(skb)->nexthdr = IPPROTO_TCP;
		ipv6_hdr(skb)->payload_len = 0x1111;
	} else {
		ip_hdr(skb)->ihl = 5;
		ip_hdr(skb)->protocol = IPPROTO_TCP;
		ip_hdr(skb)->tot_len = 0x1111;
		ip_hdr(skb)->check = 0x2222;
	}
	tcp_hdr(skb)->off = 5 << 4;
	return skb;
}

/**
 * struct txq_wqe - what the device sees of a packet
 * @sges: entries of its list
 * @oob_dwords: words of its OOB
 * @in_sgl: headers of a TSO packet are in entry 0
 * @mss: client data unit
 * @oob: the first two words of the OOB
 * @address: of each entry
 * @bytes: of each entry
 */
struct txq_wqe {
	u32 sges;
	u32 oob_dwords;
	bool in_sgl;
	u32 mss;
	u32 oob[3];
	u64 address[32];
	u32 bytes[32];
};

static struct txq_wqe txq_read(struct kunit *test, u32 unit)
{
	const struct mana_qmem *mem = &bench_pair(0)->tx.wq.mem;
	u32 i, at = unit * 32, mask = mem->bytes - 1;
	const u8 *ring = mem->va;
	struct txq_wqe wqe = { };
	u32 flags;

	flags = ref_get(ring + ((at + 4) & mask), 4);
	wqe.sges = flags & 0xff;
	wqe.oob_dwords = flags >> 8 & 7;
	wqe.in_sgl = flags >> 11 & 1;
	wqe.mss = flags >> 16 & 0x3fff;
	for (i = 0; i < 3 && i < wqe.oob_dwords; i++)
		wqe.oob[i] = ref_get(ring + ((at + 8 + 4 * i) & mask), 4);
	at += 8 + 4 * wqe.oob_dwords;
	for (i = 0; i < wqe.sges && i < 32; i++, at += 16) {
		wqe.address[i] = ref_get(ring + (at & mask), 8);
		KUNIT_EXPECT_EQ(test, ref_get(ring + ((at + 8) & mask), 4), BENCH_MKEY);
		wqe.bytes[i] = ref_get(ring + ((at + 12) & mask), 4);
	}
	return wqe;
}

static void txq_open(struct kunit *test, u32 entries)
{
	bench_open(test, (struct mana_queue_cfg){ 1, entries, 128, 1500 });
}

/* One packet, whole; told at once; its memory goes when it completes. */
static void txq_plain(struct kunit *test)
{
	struct txq_wqe wqe;
	struct sk_buff *skb;
	u32 i;

	txq_open(test, 128);
	for (i = 0; i < 300; i++) {
		skb = host_skb(60);
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		wqe = txq_read(test, i);
		KUNIT_EXPECT_EQ(test, wqe.sges, 1);
		KUNIT_EXPECT_EQ(test, wqe.address[0], (uintptr_t)skb->data);
		KUNIT_EXPECT_EQ(test, wqe.bytes[0], 60);
		KUNIT_EXPECT_EQ(test, wqe.oob[0], bench_pair(0)->tx.end.cq.id << 8);
		KUNIT_EXPECT_EQ(test, wqe.oob[1] >> 24, 9);
		KUNIT_EXPECT_TRUE(test, skb->stamped);
		KUNIT_EXPECT_EQ(test, bench.tx[0].times, i + 1);
		KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 32 * (i + 1));
		KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
		bench_tx_done(0, 1);
		KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 0);
		KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
		KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
	}
	KUNIT_EXPECT_EQ(test, txq_queue()->sent, 300 * 60);
	KUNIT_EXPECT_EQ(test, txq_queue()->completed, 300 * 60);
	KUNIT_EXPECT_EQ(test, txq_queue()->packets, 300);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 300);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES), 300 * 60);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_SHORT_OOB), 300);
}

/* Parts of a packet in order; empty ones are left out. */
static void txq_fragments(struct kunit *test)
{
	struct txq_wqe wqe;
	struct sk_buff *skb;

	txq_open(test, 128);
	skb = host_skb(0);
	host_skb_add_frag(skb, txq_payload + 100, 50);
	host_skb_add_frag(skb, txq_payload + 300, 0);
	host_skb_add_frag(skb, txq_payload + 900, 70);
	KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
	wqe = txq_read(test, 0);
	KUNIT_EXPECT_EQ(test, wqe.sges, 2);
	KUNIT_EXPECT_EQ(test, wqe.address[0], (uintptr_t)txq_payload + 100);
	KUNIT_EXPECT_EQ(test, wqe.address[1], (uintptr_t)txq_payload + 900);
	KUNIT_EXPECT_EQ(test, wqe.bytes[1], 70);
	/* a linear part before, and the next WQE behind the units of this one */
	skb = host_skb(40);
	host_skb_add_frag(skb, txq_payload, 10);
	KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
	wqe = txq_read(test, 2);
	KUNIT_EXPECT_EQ(test, wqe.sges, 2);
	KUNIT_EXPECT_EQ(test, wqe.bytes[0], 40);
	KUNIT_EXPECT_EQ(test, wqe.bytes[1], 10);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 4);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 2);
	KUNIT_EXPECT_EQ(test, mana_txq_pending(&bench_pair(0)->tx), 2);
}

/* More fragments than an entry takes: one piece, and that is counted. */
static void txq_too_many_fragments(struct kunit *test)
{
	struct txq_wqe wqe;
	struct sk_buff *skb;
	u32 n, i;

	txq_open(test, 128);
	for (n = 29; n < 32; n++) {
		skb = host_skb(20);
		for (i = 0; i < n; i++)
			host_skb_add_frag(skb, txq_payload + i * 100, 10);
		host_net.refuse = n == 31 ? 0 : -1;
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		host_net.refuse = -1;
	}
	wqe = txq_read(test, 0);
	KUNIT_EXPECT_EQ(test, wqe.sges, 30);
	wqe = txq_read(test, 16);
	KUNIT_EXPECT_EQ(test, wqe.sges, 1);
	KUNIT_EXPECT_EQ(test, wqe.bytes[0], 320);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_LINEARIZED), 1);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_DROP_LINEARIZE), 1);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 2);
}

/* Which checksum is asked for, and what is computed here. */
static void txq_checksums(struct kunit *test)
{
	static const struct {
		bool ipv6;
		u8 proto;
		u32 extra;	/* bytes between the IP header and L4 */
		u32 word0;	/* bits 2 to 6 */
	} rows[] = {
		{ false, IPPROTO_TCP, 0, BIT(2) | BIT(5) },
		{ false, IPPROTO_UDP, 0, BIT(2) | BIT(6) },
		{ true, IPPROTO_TCP, 0, BIT(3) | BIT(5) },
		{ true, IPPROTO_UDP, 0, BIT(3) | BIT(6) },
		{ true, IPPROTO_TCP, 8, 0 },
		{ false, IPPROTO_TCP, 4, 0 },
		{ false, 132, 0, 0 },
		{ true, 132, 0, 0 },
	};
	struct txq_wqe wqe;
	struct sk_buff *skb;
	u32 i;

	txq_open(test, 128);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		skb = txq_tcp(rows[i].ipv6, 100, 14);
		if (rows[i].ipv6)
			ipv6_hdr(skb)->nexthdr = rows[i].proto;
		else
			ip_hdr(skb)->protocol = rows[i].proto;
		skb->csum_at += rows[i].extra;
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		wqe = txq_read(test, i);
		KUNIT_EXPECT_EQ(test, wqe.oob[0] & 0x7c, rows[i].word0);
		KUNIT_EXPECT_EQ(test, wqe.oob[1] & 0x3ff,
				rows[i].word0 ? skb->csum_at : 0);
		KUNIT_EXPECT_EQ(test, skb->ip_summed,
				rows[i].word0 ? CHECKSUM_PARTIAL : CHECKSUM_NONE);
		KUNIT_EXPECT_FALSE(test, wqe.in_sgl);
		KUNIT_EXPECT_EQ(test, wqe.mss, 0);
	}
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_CSUM_PARTIAL), i);
}

/* Where a checksum begins has ten bits; behind that, or of what the device does
 * not know, it is computed here. When that fails the packet is dropped.
 */
static void txq_checksum_far(struct kunit *test)
{
	struct txq_wqe wqe;
	struct sk_buff *skb;

	txq_open(test, 128);
	txq_send(txq_tcp(false, 1100, 1023 - 20));
	wqe = txq_read(test, 0);
	KUNIT_EXPECT_EQ(test, wqe.oob[1] & 0x3ff, 1023);
	txq_send(txq_tcp(false, 1100, 1024 - 20));
	wqe = txq_read(test, 1);
	KUNIT_EXPECT_EQ(test, wqe.oob[0] & 0x7c, 0);
	/* no IP at all */
	skb = txq_tcp(false, 100, 14);
	skb->protocol = htons(0x88f7);
	txq_send(skb);
	wqe = txq_read(test, 2);
	KUNIT_EXPECT_EQ(test, wqe.oob[0] & 0x7c, 0);
	KUNIT_EXPECT_EQ(test, skb->ip_summed, CHECKSUM_NONE);
	skb = txq_tcp(false, 100, 14);
	ip_hdr(skb)->protocol = 132;
	host_net.refuse = 0;
	KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_DROP_CSUM), 1);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 3);
}

/* A tag needs the long OOB. */
static void txq_tags(struct kunit *test)
{
	struct sk_buff *skb = host_skb(60);
	struct txq_wqe wqe;

	txq_open(test, 128);
	skb->vlan = true;
	skb->vlan_tci = 0xb123;
	txq_send(skb);
	wqe = txq_read(test, 0);
	KUNIT_EXPECT_EQ(test, wqe.oob_dwords, 6);
	KUNIT_EXPECT_EQ(test, wqe.oob[0] & 3, 1);
	KUNIT_EXPECT_EQ(test, wqe.oob[2], BIT(3) | 5 << 16 | BIT(19) | 0x123U << 20);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_LONG_OOB), 1);
	KUNIT_EXPECT_EQ(test, txq_ring()->head, 2);
}

/* TSO: headers apart, the fields that each segment has of its own prepared. */
static void txq_tso(struct kunit *test)
{
	struct txq_wqe wqe;
	struct sk_buff *skb;
	u8 shared[94];
	u32 ipv6;

	txq_open(test, 256);
	for (ipv6 = 0; ipv6 < 2; ipv6++) {
		u32 hdr = ipv6 ? 74 : 54, unit = txq_ring()->head;
		u8 *before;

		skb = txq_tcp(ipv6, hdr + 20, 14);
		host_skb_add_frag(skb, txq_payload, 2900);
		skb->shinfo.gso_size = 1460;
		skb->shinfo.gso_segs = 2;
		skb->cloned = true;
		before = skb->data;
		memcpy(shared, before, hdr + 20);
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		wqe = txq_read(test, unit);
		KUNIT_EXPECT_TRUE(test, wqe.in_sgl);
		KUNIT_EXPECT_EQ(test, wqe.mss, 1460);
		KUNIT_EXPECT_EQ(test, wqe.sges, 3);
		KUNIT_EXPECT_EQ(test, wqe.bytes[0], hdr);
		KUNIT_EXPECT_EQ(test, wqe.bytes[1], 20);
		KUNIT_EXPECT_EQ(test, wqe.bytes[2], 2900);
		KUNIT_EXPECT_EQ(test, wqe.oob[0] & 0x7c,
				BIT(4) | BIT(5) | (ipv6 ? BIT(3) : BIT(2)));
		KUNIT_EXPECT_EQ(test, wqe.oob[1] & 0x3ff, ipv6 ? 54 : 34);
		KUNIT_EXPECT_EQ(test, tcp_hdr(skb)->check,
				ipv6 ? HOST_TCP6_SUM : HOST_TCP4_SUM);
		if (ipv6) {
			KUNIT_EXPECT_EQ(test, ipv6_hdr(skb)->payload_len, 0);
		} else {
			KUNIT_EXPECT_EQ(test, ip_hdr(skb)->tot_len, 0);
			KUNIT_EXPECT_EQ(test, ip_hdr(skb)->check, 0);
		}
		/* who shares the headers keeps them */
		EXPECT_BYTES(test, before, shared, hdr + 20);
		free(before);
		/* the headers' mapping covers the rest of the linear part */
		KUNIT_EXPECT_EQ(test, host_net.mappings, 2 * (ipv6 + 1));
	}
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_PACKETS), 4);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_BYTES),
			54 + 20 + 2900 + 54 + 74 + 20 + 2900 + 74);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_TSO_PACKETS), 2);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_TSO_BYTES), 2 * 2920);
	KUNIT_EXPECT_EQ(test, txq_queue()->sent, 54 + 74 + 2 * 2920);
}

/* What the device would take as a malformed entry, by which the queue dies. */
static void txq_tso_refused(struct kunit *test)
{
	struct sk_buff *skb;
	u32 i;

	txq_open(test, 256);
	for (i = 0; i < 5; i++) {
		/* headers alone; segments of more than 14 bits */
		skb = txq_tcp(false, i == 1 ? 54 : 1000, 14);
		skb->shinfo.gso_size = i == 2 ? 0x4000 : 1000;
		if (i == 0) {	/* headers of 256 bytes */
			skb->trans = 236;
			tcp_hdr(skb)->off = 5 << 4;
		}
		if (i == 4)	/* not all headers are in the linear part */
			skb->data_len = 1000 - 40;
		host_net.refuse = i == 3 ? 0 : -1;
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		host_net.refuse = -1;
		KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_DROP_HEADERS), i + 1);
		KUNIT_EXPECT_EQ(test, txq_ring()->head, 0);
		KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	}
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
}

/* A mapping that fails: those before it are undone, nothing was posted. */
static void txq_not_mapped(struct kunit *test)
{
	struct sk_buff *skb;
	u32 i;

	txq_open(test, 128);
	for (i = 0; i < 3; i++) {
		skb = host_skb(40);
		host_skb_add_frag(skb, txq_payload, 100);
		host_skb_add_frag(skb, txq_payload + 500, 100);
		host_net.refuse = i;
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		host_net.refuse = -1;
		KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
		KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
		KUNIT_EXPECT_EQ(test, txq_ring()->head, 0);
		KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_MAP_ERR), i + 1);
	}
	KUNIT_EXPECT_EQ(test, txq_queue()->sent, 0);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
}

/* One doorbell for a burst, by the last packet, sent or dropped. */
static void txq_doorbells(struct kunit *test)
{
	u32 i;

	txq_open(test, 128);
	host_net.more = true;
	for (i = 0; i < 3; i++)
		txq_send_plain();
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	host_net.more = false;
	txq_send_plain();
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 4 * 32);
	/* a dropped packet of a burst: more may come */
	host_net.more = true;
	txq_send_plain();
	host_net.refuse = 0;
	txq_send_plain();
	host_net.refuse = -1;
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 1);
	/* the last one: who came before has counted on it */
	host_net.more = false;
	host_net.refuse = 0;
	txq_send_plain();
	host_net.refuse = -1;
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 2);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 5 * 32);
	/* with nothing before it there is nothing to tell */
	host_net.refuse = 0;
	txq_send_plain();
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 2);
}

/* A full ring stops the queue, which is woken once there is room for two. */
static void txq_full(struct kunit *test)
{
	u32 i;

	txq_open(test, 128);
	host_net.more = true;
	for (i = 0; i < 112; i++)
		txq_send_plain();
	KUNIT_EXPECT_FALSE(test, txq_queue()->stopped);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, 0);
	txq_send_plain();
	/* 15 units are left: less than the largest entry takes */
	KUNIT_EXPECT_TRUE(test, txq_queue()->stopped);
	KUNIT_EXPECT_EQ(test, bench_tx_stat(0, MANA_TX_STOPPED), 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 113 * 32);
	bench_tx_done(0, 16);
	bench_poll(0, 64);
	KUNIT_EXPECT_TRUE(test, txq_queue()->stopped);
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_FALSE(test, txq_queue()->stopped);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_WOKEN), 1);
}

/* A packet that comes although there is no room waits; what is posted goes. */
static void txq_busy(struct kunit *test)
{
	struct sk_buff *skb = host_skb(60);
	u32 i;

	txq_open(test, 128);
	for (i = 0; i < 112; i++)
		txq_send_plain();
	host_net.more = true;
	/* the last one that fits, as if nobody had looked behind it */
	txq_send_plain();
	bench_pair(0)->tx.rung -= 1;
	i = bench.tx[0].times;
	netif_tx_start_queue(txq_queue());
	KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_BUSY);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 114);
	KUNIT_EXPECT_TRUE(test, txq_queue()->stopped);
	KUNIT_EXPECT_EQ(test, bench.tx[0].times, i + 1);
	KUNIT_EXPECT_EQ(test, bench.tx[0].tail, 113 * 32);
	host_skb_free(skb);
}

/* The largest packets, up to where they do not fit: no record is overwritten. */
static void txq_largest(struct kunit *test)
{
	struct sk_buff *skb;
	u32 n = 0, i;

	txq_open(test, 128);
	while (!txq_queue()->stopped) {
		skb = host_skb(20);
		for (i = 0; i < 29; i++)
			host_skb_add_frag(skb, txq_payload + i * 100, 10);
		KUNIT_EXPECT_EQ(test, txq_send(skb), NETDEV_TX_OK);
		n++;
	}
	KUNIT_EXPECT_EQ(test, n, 8);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 8 * 30);
	bench_tx_done(0, 8);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.mappings, 0);
	KUNIT_EXPECT_EQ(test, txq_queue()->completed, 8 * 310);
}

/* All completes between the look at the ring and the stop. */
static void txq_empties_meanwhile(void)
{
	host_net.barrier = NULL;
	bench_tx_done(0, bench_pair(0)->tx.rung - txq_ring()->tail);
	mana_txq_poll(bench_pair(0), 64);
	/* what woke it came before it stopped */
	netif_tx_stop_queue(txq_queue());
}

static void txq_stops_and_looks(struct kunit *test)
{
	u32 i;

	txq_open(test, 128);
	for (i = 0; i < 112; i++)
		txq_send_plain();
	host_net.barrier = txq_empties_meanwhile;
	txq_send_plain();
	KUNIT_EXPECT_PTR_EQ(test, host_net.barrier, NULL);
	KUNIT_EXPECT_FALSE(test, txq_queue()->stopped);
}

/* The sender stops the queue while the room that was made is not seen yet. */
static u32 txq_stops;
static void txq_sender_stops(void)
{
	netif_tx_stop_queue(txq_queue());
	txq_stops++;
}

static void txq_wakes_who_stopped(struct kunit *test)
{
	txq_open(test, 128);
	txq_send_plain();
	bench_tx_done(0, 1);
	txq_stops = 0;
	host_net.barrier = txq_sender_stops;
	mana_txq_poll(bench_pair(0), 64);
	host_net.barrier = NULL;
	KUNIT_EXPECT_EQ(test, txq_stops, 1);
	KUNIT_EXPECT_FALSE(test, txq_queue()->stopped);
}

/* Completions that are no success: the packet is done, and it is counted. */
static void txq_errors(struct kunit *test)
{
	static const struct {
		u32 type;
		enum mana_rx_stat counted;
		u32 faults;
	} rows[] = {
		{ TXQ_FIRST_ERR, MANA_RX_TX_CQE_ERR, 0 },
		{ TXQ_LAST_ERR, MANA_RX_TX_CQE_ERR, 0 },
		{ TXQ_DEAD, MANA_RX_TX_CQE_DEAD, 1 },
		{ 31, MANA_RX_TX_CQE_UNKNOWN, 1 },
		{ 43, MANA_RX_TX_CQE_UNKNOWN, 1 },
	};
	u64 before;
	u32 i, sq;

	txq_open(test, 128);
	sq = bench_pair(0)->tx.wq.id;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		before = bench_rx_stat(0, rows[i].counted);
		txq_send_plain();
		bench_tx_done_as(0, rows[i].type, sq, i);
		bench_poll(0, 64);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, rows[i].counted), before + 1);
		KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], rows[i].faults);
		KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
		KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_MISPLACED), 0);
	}
	/* an error names its WQE: another one than the oldest is only counted */
	txq_send_plain();
	bench_tx_done_as(0, TXQ_FIRST_ERR, sq, 77);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_MISPLACED), 1);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
}

/* Of another queue, or more than packets: nothing is retired, somebody is told. */
static void txq_not_ours(struct kunit *test)
{
	u32 sq;

	txq_open(test, 128);
	sq = bench_pair(0)->tx.wq.id;
	txq_send_plain();
	bench_tx_done_as(0, TXQ_SENT, sq + 1, 0);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_FOREIGN), 1);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], 1);
	bench_tx_done(0, 2);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_TX_CQE_SURPLUS), 1);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], 2);
	KUNIT_EXPECT_EQ(test, txq_queue()->packets, 1);
	/* posted, but not rung: it cannot be done */
	host_net.more = true;
	txq_send_plain();
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], 3);
}

/* An overrun queue is silent, and its packets wait for the queue's end. */
static void txq_overrun(struct kunit *test)
{
	u32 i, arms;

	txq_open(test, 128);
	txq_send_plain();
	/* one entry of the pass after the next */
	bench.done_tx[0] = 128;
	bench_tx_done(0, 1);
	arms = bench.tx_cq[0].arms;
	for (i = 0; i < 3; i++) {
		mana_pair_tx_event(bench_pair(0));
		KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 0);
	}
	KUNIT_EXPECT_EQ(test, bench.gd_faults[MANA_FAULT_CQ_OVERRUN], 1);
	KUNIT_EXPECT_EQ(test, bench_rx_stat(0, MANA_RX_CQ_OVERRUN), 1);
	KUNIT_EXPECT_EQ(test, bench.tx_cq[0].arms, arms);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 1);
}

/* What a replaced queue completes late belongs to no limit and wakes nobody. */
static void txq_retired(struct kunit *test)
{
	txq_open(test, 128);
	txq_send_plain();
	mana_qset_freeze(bench.set);
	mana_qset_retire(bench.set);
	bench_tx_done(0, 1);
	bench_tx_done_as(0, TXQ_SENT, 0x999, 0);
	bench_poll(0, 64);
	KUNIT_EXPECT_EQ(test, host_net.skbs, 0);
	KUNIT_EXPECT_EQ(test, txq_queue()->completed, 0);
	KUNIT_EXPECT_TRUE(test, txq_queue()->stopped);
	KUNIT_EXPECT_EQ(test, bench.faults[MANA_FAULT_TX_QUEUE_DEAD], 0);
}

/* A poll frees many packets, but not without an end. */
static void txq_poll_bound(struct kunit *test)
{
	u32 i;

	txq_open(test, 512);
	for (i = 0; i < 300; i++)
		txq_send_plain();
	bench_tx_done(0, 300);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 64);
	KUNIT_EXPECT_EQ(test, txq_queue()->packets, 256);
	KUNIT_EXPECT_EQ(test, bench_poll(0, 64), 0);
	KUNIT_EXPECT_EQ(test, txq_queue()->packets, 300);
}

/* The oldest packet does not complete, whatever is sent behind it. */
static void txq_stalled(struct kunit *test)
{
	struct mana_stall seen = { };
	struct mana_txq *tx;
	u32 i;

	txq_open(test, 128);
	tx = &bench_pair(0)->tx;
	for (i = 0; i < 10; i++)
		KUNIT_EXPECT_FALSE(test, mana_txq_stalled(tx, &seen, 3));
	for (i = 0; i < 10; i++) {
		txq_send_plain();
		KUNIT_EXPECT_EQ(test, mana_txq_stalled(tx, &seen, 3), i == 2 || i == 5 || i == 8);
	}
	bench_tx_done(0, 1);
	bench_poll(0, 64);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_EQ(test, mana_txq_stalled(tx, &seen, 3), i == 3);
	/* a packet that was not rung waits for its doorbell, not for the device */
	bench_tx_done(0, 9);
	bench_poll(0, 64);
	host_net.more = true;
	txq_send_plain();
	for (i = 0; i < 10; i++)
		KUNIT_EXPECT_FALSE(test, mana_txq_stalled(tx, &seen, 3));
}

static struct kunit_case txq_cases[] = {
	KUNIT_CASE(txq_plain),
	KUNIT_CASE(txq_fragments),
	KUNIT_CASE(txq_too_many_fragments),
	KUNIT_CASE(txq_checksums),
	KUNIT_CASE(txq_checksum_far),
	KUNIT_CASE(txq_tags),
	KUNIT_CASE(txq_tso),
	KUNIT_CASE(txq_tso_refused),
	KUNIT_CASE(txq_not_mapped),
	KUNIT_CASE(txq_doorbells),
	KUNIT_CASE(txq_full),
	KUNIT_CASE(txq_busy),
	KUNIT_CASE(txq_largest),
	KUNIT_CASE(txq_stops_and_looks),
	KUNIT_CASE(txq_wakes_who_stopped),
	KUNIT_CASE(txq_errors),
	KUNIT_CASE(txq_not_ours),
	KUNIT_CASE(txq_overrun),
	KUNIT_CASE(txq_retired),
	KUNIT_CASE(txq_poll_bound),
	KUNIT_CASE(txq_stalled),
	{}
};

static struct kunit_suite txq_suite = {
	.name = "mana_txq",
	.init = bench_init,
	.exit = bench_exit,
	.test_cases = txq_cases,
};

kunit_test_suites(&txq_suite);

MODULE_DESCRIPTION("KUnit suite of send queues");
MODULE_LICENSE("Dual BSD/GPL");
