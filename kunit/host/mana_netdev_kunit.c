// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the stack and its user ask of a port: offloads, MTU, ethtool, counters by
 * name. All of it through the tables of functions that the stack has. The life
 * of a port: mana_port_kunit.c.
 */
#include <port.h>

#define NDO_ALL (~0ULL)
#define NDO_CUT (~(NETIF_F_TSO | NETIF_F_TSO6))
#define NDO_PLAIN (NDO_CUT & ~(NETIF_F_IP_CSUM | NETIF_F_IPV6_CSUM))

static struct mana_port *port;
static struct net_device *ndo_dev;
static const struct ethtool_ops *ndo_eth;
static struct netlink_ext_ack ndo_ack;

static int ndo_init(struct kunit *test)
{
	below_init();
	port = below_opened(test);
	ndo_dev = port->dev;
	ndo_eth = ndo_dev->ethtool_ops;
	ndo_ack.msg[0] = 0;
	return 0;
}

/* ---- offloads ---- */

static void ndo_offers(struct kunit *test)
{
	const u64 both = NETIF_F_SG | NETIF_F_IP_CSUM | NETIF_F_IPV6_CSUM |
			 NETIF_F_RXCSUM | NETIF_F_RXHASH | NETIF_F_TSO |
			 NETIF_F_TSO6;

	KUNIT_EXPECT_EQ(test, ndo_dev->hw_features, both);
	KUNIT_EXPECT_EQ(test, ndo_dev->vlan_features, both);
	KUNIT_EXPECT_EQ(test, ndo_dev->features, both |
			NETIF_F_HW_VLAN_CTAG_TX | NETIF_F_HW_VLAN_CTAG_RX);
	KUNIT_EXPECT_EQ(test, ndo_dev->tso_max_size, 65536);
	KUNIT_EXPECT_EQ(test, ndo_dev->min_mtu, 68);
	KUNIT_EXPECT_EQ(test, ndo_dev->watchdog_timeo, 25000);
	KUNIT_EXPECT_TRUE(test, ndo_dev->netdev_ops->ndo_set_rx_mode);
}

/**
 * struct ndo_packet - a packet to be sent
 * @proto: of the network layer
 * @next: header behind that of IPv6
 * @gso: payload of a segment; 0: it is not to be cut
 * @type: of segmentation
 * @tunnel: it is in one
 * @hdr: bytes of headers
 * @frags: fragments
 * @want: features that are left
 */
struct ndo_packet {
	u16 proto;
	u8 next;
	u16 gso;
	u32 type;
	bool tunnel;
	u32 hdr;
	u8 frags;
	u64 want;
};

static u64 ndo_check(const struct ndo_packet *packet, u64 features, bool tag)
{
	struct sk_buff *skb = host_skb(1024);
	u64 left;

	skb->protocol = htons(packet->proto);
	skb->vlan = tag;
	skb->net = ETH_HLEN;
	/* a TCP header of 20 bytes is the last, and aligned */
	skb->trans = packet->hdr - 20;
	skb_reserve(skb, -skb->trans & 3);
	tcp_hdr(skb)->off = 0x50;
	if (packet->proto == ETH_P_IPV6)
		ipv6_hdr(skb)->nexthdr = packet->next;
	skb->shinfo.gso_size = packet->gso;
	skb->shinfo.gso_type = packet->type;
	skb->shinfo.nr_frags = packet->frags;
	skb->encapsulation = packet->tunnel;
	left = ndo_dev->netdev_ops->ndo_features_check(skb, ndo_dev, features);
	dev_kfree_skb_any(skb);
	return left;
}

/* What the device would take amiss the stack does before. */
static void ndo_features(struct kunit *test)
{
	static const struct ndo_packet packets[] = {
		/* whole packets: checksums of IP only */
		{ ETH_P_IP, 6, 0, 0, false, 54, 17, NDO_ALL },
		{ ETH_P_IPV6, 6, 0, 0, false, 74, 17, NDO_ALL },
		{ ETH_P_IPV6, 0, 0, 0, false, 74, 0, NDO_ALL },
		{ ETH_P_IP, 6, 0, 0, true, 54, 0, NDO_ALL },
		{ 0x0806, 0, 0, 0, false, 54, 0, NDO_PLAIN },
		{ 0x8906, 0, 1448, SKB_GSO_TCPV4, false, 54, 0, NDO_PLAIN },
		{ ETH_P_8021Q, 0, 1448, SKB_GSO_TCPV4, false, 58, 0, NDO_PLAIN },
		/* TCP to be cut */
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, false, 54, 17, NDO_ALL },
		{ ETH_P_IPV6, 6, 1428, SKB_GSO_TCPV6, false, 74, 17, NDO_ALL },
		/* not TCP, in a tunnel */
		{ ETH_P_IP, 17, 1448, SKB_GSO_UDP_L4, false, 54, 0, NDO_CUT },
		{ ETH_P_IPV6, 17, 1448, SKB_GSO_UDP_L4, false, 74, 0, NDO_CUT },
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, true, 104, 0, NDO_CUT },
		{ ETH_P_IPV6, 6, 1428, SKB_GSO_TCPV6, true, 144, 0, NDO_CUT },
		/* TCP behind headers that extend IPv6 */
		{ ETH_P_IPV6, 0, 1428, SKB_GSO_TCPV6, false, 82, 0, NDO_CUT },
		{ ETH_P_IPV6, 60, 1428, SKB_GSO_TCPV6, false, 82, 0, NDO_CUT },
		{ ETH_P_IPV6, 43, 1428, SKB_GSO_TCPV6, false, 82, 0, NDO_CUT },
		/* headers, payload and fragments that an entry has room for */
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, false, 255, 0, NDO_ALL },
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, false, 256, 0, NDO_CUT },
		{ ETH_P_IP, 6, 16383, SKB_GSO_TCPV4, false, 54, 0, NDO_ALL },
		{ ETH_P_IP, 6, 16384, SKB_GSO_TCPV4, false, 54, 0, NDO_CUT },
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, false, 54, 28, NDO_ALL },
		{ ETH_P_IP, 6, 1448, SKB_GSO_TCPV4, false, 54, 29, NDO_CUT },
		{ ETH_P_IPV6, 6, 1448, SKB_GSO_TCPV6, false, 74, 29, NDO_CUT },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(packets); i++) {
		KUNIT_EXPECT_EQ_MSG(test, ndo_check(&packets[i], NDO_ALL, false),
				    packets[i].want, "packet %u", i);
		/* nothing is added */
		KUNIT_EXPECT_EQ(test, ndo_check(&packets[i], NETIF_F_SG, false),
				NETIF_F_SG);
	}
	/* the core's check of tags is a part of it */
	KUNIT_EXPECT_EQ(test, ndo_check(&packets[6], NDO_ALL, true), NETIF_F_SG);
	KUNIT_EXPECT_EQ(test, ndo_check(&packets[7], NDO_ALL, true), NDO_ALL);
}

/* ---- MTU and the watchdog ---- */

static int ndo_mtu(int mtu)
{
	int err;

	rtnl_lock();
	err = ndo_dev->netdev_ops->ndo_change_mtu(ndo_dev, mtu);
	rtnl_unlock();
	return err;
}

static void ndo_changes_mtu(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ndo_mtu(9000), 0);
	KUNIT_EXPECT_EQ(test, ndo_dev->mtu, 9000);
	KUNIT_EXPECT_EQ(test, port->cfg.mtu, 9000);
	KUNIT_EXPECT_EQ(test, port->qset->cfg.mtu, 9000);
	KUNIT_EXPECT_EQ(test, port->qset->cfg.num_queues, 2);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, ndo_mtu(1500), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ndo_dev->mtu, 9000);
	KUNIT_EXPECT_EQ(test, port->cfg.mtu, 9000);
	KUNIT_EXPECT_TRUE(test, strstr(host_stack.said, "not enough free memory"));
	below_close(port);
	KUNIT_EXPECT_EQ(test, ndo_mtu(1400), 0);
	KUNIT_EXPECT_EQ(test, ndo_dev->mtu, 1400);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, port->qset->cfg.mtu, 1400);
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, ndo_mtu(1500), -ENODEV);
	KUNIT_EXPECT_EQ(test, ndo_dev->mtu, 1400);
}

static void ndo_watchdog(struct kunit *test)
{
	ndo_dev->netdev_ops->ndo_tx_timeout(ndo_dev, 1);
	BELOW_EXPECT_LOG(test, "fault:dead");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_TX_TIMEOUT), 1);
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_TRUE(test, port->tx_dead);
}

/* ---- ethtool ---- */

static void ndo_drvinfo(struct kunit *test)
{
	struct ethtool_drvinfo info = {};

	ndo_eth->get_drvinfo(ndo_dev, &info);
	KUNIT_EXPECT_STREQ(test, (char *)info.driver, "mana");
	KUNIT_EXPECT_STREQ(test, (char *)info.version, MANA_VERSION);
	KUNIT_EXPECT_STREQ(test, (char *)info.bus_info, "kunit");
	KUNIT_EXPECT_EQ(test, ndo_eth->get_link(ndo_dev), 1);
}

static u32 ndo_speed(void)
{
	struct ethtool_link_ksettings cmd = {};

	ndo_eth->get_link_ksettings(ndo_dev, &cmd);
	return cmd.base.duplex == DUPLEX_FULL && cmd.base.port == PORT_OTHER ?
	       cmd.base.speed : 0;
}

/* The device is asked once in its life, but until it has answered. */
static void ndo_link_speed(struct kunit *test)
{
	host_fail("link", 0, -EINVAL);
	KUNIT_EXPECT_EQ(test, ndo_speed(), (u32)SPEED_UNKNOWN);
	KUNIT_EXPECT_EQ(test, ndo_speed(), 200000);
	below.speed = 100000;
	KUNIT_EXPECT_EQ(test, ndo_speed(), 200000);
	BELOW_EXPECT_LOG(test, "!link link");
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, ndo_speed(), 200000);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, ndo_speed(), 100000);
	/* a device that does not know the question */
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	host_fail("link", 0, -EOPNOTSUPP);
	host_forget();
	KUNIT_EXPECT_EQ(test, ndo_speed(), (u32)SPEED_UNKNOWN);
	KUNIT_EXPECT_EQ(test, ndo_speed(), (u32)SPEED_UNKNOWN);
	BELOW_EXPECT_LOG(test, "!link");
	/* one that is away or dead is not asked, and asked later */
	mana_port_detach(port);
	below.alive = false;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	host_forget();
	KUNIT_EXPECT_EQ(test, ndo_speed(), (u32)SPEED_UNKNOWN);
	below.alive = true;
	port->state = MANA_PORT_DETACHED;
	KUNIT_EXPECT_EQ(test, ndo_speed(), (u32)SPEED_UNKNOWN);
	port->state = MANA_PORT_UP;
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, ndo_speed(), 100000);
}

static int ndo_channels(u32 queues)
{
	struct ethtool_channels channels = { .combined_count = queues };
	int err;

	rtnl_lock();
	err = ndo_eth->set_channels(ndo_dev, &channels);
	rtnl_unlock();
	return err;
}

static void ndo_changes_channels(struct kunit *test)
{
	struct ethtool_channels channels = {};

	KUNIT_EXPECT_EQ(test, ndo_channels(2), 0);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, ndo_channels(3), 0);
	KUNIT_EXPECT_EQ(test, port->qset->cfg.num_queues, 3);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, ndo_channels(4), -ENOMEM);
	KUNIT_EXPECT_TRUE(test, strstr(host_stack.said, "not enough free memory"));
	ndo_eth->get_channels(ndo_dev, &channels);
	KUNIT_EXPECT_EQ(test, channels.max_combined, 4);
	KUNIT_EXPECT_EQ(test, channels.combined_count, 3);
	KUNIT_EXPECT_EQ(test, ndo_eth->get_rx_ring_count(ndo_dev), 3);
}

static int ndo_rings(u32 rx, u32 tx)
{
	struct ethtool_ringparam ring = { .rx_pending = rx, .tx_pending = tx };
	int err;

	ndo_ack.msg[0] = 0;
	rtnl_lock();
	err = ndo_eth->set_ringparam(ndo_dev, &ring, NULL, &ndo_ack);
	rtnl_unlock();
	return err;
}

static void ndo_changes_rings(struct kunit *test)
{
	static const struct {
		u32 rx, tx, want_rx, want_tx;
	} sizes[] = {
		{ 512, 256, 512, 256 }, { 512, 129, 512, 256 },
		{ 1024, 256, 1024, 256 }, { 1024, 512, 1024, 512 },
		{ 129, 257, 256, 512 }, { 128, 128, 128, 128 },
		{ 8192, 16384, 8192, 16384 }, { 4097, 8193, 8192, 16384 },
	};
	struct ethtool_ringparam ring = {};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		bool same = port->cfg.rx_entries == sizes[i].want_rx &&
			    port->cfg.tx_entries == sizes[i].want_tx;

		host_forget();
		KUNIT_EXPECT_EQ(test, ndo_rings(sizes[i].rx, sizes[i].tx), 0);
		KUNIT_EXPECT_EQ(test, !host_stack.log[0], same);
		KUNIT_EXPECT_EQ(test, port->qset->cfg.rx_entries, sizes[i].want_rx);
		KUNIT_EXPECT_EQ(test, port->qset->cfg.tx_entries, sizes[i].want_tx);
		ndo_eth->get_ringparam(ndo_dev, &ring, NULL, NULL);
		KUNIT_EXPECT_EQ(test, ring.rx_pending, sizes[i].want_rx);
		KUNIT_EXPECT_EQ(test, ring.tx_pending, sizes[i].want_tx);
	}
	KUNIT_EXPECT_EQ(test, ring.rx_max_pending, 8192);
	KUNIT_EXPECT_EQ(test, ring.tx_max_pending, 16384);
	KUNIT_EXPECT_EQ(test, ndo_rings(127, 256), -EINVAL);
	KUNIT_EXPECT_STREQ(test, (char *)ndo_ack.msg,
			   "at least 128 and 128 entries");
	KUNIT_EXPECT_EQ(test, ndo_rings(512, 127), -EINVAL);
	host_fail("create", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, ndo_rings(600, 300), -ETIMEDOUT);
	KUNIT_EXPECT_TRUE(test, strstr(ndo_ack.msg, "1024 and 512 entries: "));
	KUNIT_EXPECT_TRUE(test, strstr(ndo_ack.msg, "the device does not answer"));
	KUNIT_EXPECT_EQ(test, port->cfg.rx_entries, 8192);
	KUNIT_EXPECT_EQ(test, port->cfg.tx_entries, 16384);
}

/* ---- RSS ---- */

static int ndo_set_rxfh(u8 hfunc, u32 *table, u8 *key)
{
	struct ethtool_rxfh_param rxfh = {
		.hfunc = hfunc, .indir = table, .key = key,
	};
	int err;

	ndo_ack.msg[0] = 0;
	rtnl_lock();
	err = ndo_eth->set_rxfh(ndo_dev, &rxfh, &ndo_ack);
	rtnl_unlock();
	return err;
}

static u32 ndo_table[8] = { 1, 1, 1, 0, 1, 0, 0, 1 };
static u32 ndo_default[8] = { 0, 1, 0, 1, 0, 1, 0, 1 };
static u8 ndo_key[40] = { 1, 2, 3, [39] = 40 };

/* What is shown, and that it is what the device has. */
static void ndo_expect_rss(struct kunit *test, const u32 *want_table, u8 key0,
			   u8 key39)
{
	struct ethtool_rxfh_param rxfh = {};
	u32 table[8], i;
	u8 key[40];

	KUNIT_EXPECT_EQ(test, ndo_eth->get_rxfh(ndo_dev, &rxfh), 0);
	KUNIT_EXPECT_EQ(test, rxfh.hfunc, ETH_RSS_HASH_TOP);
	rxfh.indir = table;
	rxfh.key = key;
	KUNIT_EXPECT_EQ(test, ndo_eth->get_rxfh(ndo_dev, &rxfh), 0);
	EXPECT_BYTES(test, table, want_table, sizeof(table));
	KUNIT_EXPECT_EQ(test, key[0], key0);
	KUNIT_EXPECT_EQ(test, key[39], key39);
	KUNIT_EXPECT_EQ(test, below.key[0], key0);
	KUNIT_EXPECT_EQ(test, below.key[39], key39);
	for (i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, below.table[i],
				below_handle('A', want_table[i]));
}

/* A change is told with what is new only, and what the old spread arrives. */
static void ndo_changes_rss(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ndo_eth->get_rxfh_key_size(ndo_dev), 40);
	KUNIT_EXPECT_EQ(test, ndo_eth->get_rxfh_indir_size(ndo_dev), 8);
	ndo_expect_rss(test, ndo_default, 0x6d, 0x6d);
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_NO_CHANGE, NULL, NULL), 0);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table, NULL), 0);
	BELOW_EXPECT_LOG(test, "steerA fenceA");
	KUNIT_EXPECT_TRUE(test, below.steer.update_indir);
	KUNIT_EXPECT_FALSE(test, below.steer.update_key);
	KUNIT_EXPECT_TRUE(test, below.steer.rx);
	ndo_expect_rss(test, ndo_table, 0x6d, 0x6d);
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_NO_CHANGE, NULL, ndo_key), 0);
	BELOW_EXPECT_LOG(test, "steerA fenceA");
	KUNIT_EXPECT_TRUE(test, below.steer.update_key);
	KUNIT_EXPECT_FALSE(test, below.steer.update_indir);
	ndo_expect_rss(test, ndo_table, 1, 40);
	KUNIT_EXPECT_TRUE(test, port->qset->steered);
}

static void ndo_rss_wishes(struct kunit *test)
{
	u32 table[8] = { 0, 0, 0, 0, 0, 0, 0, 2 };

	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_XOR, ndo_table, NULL),
			-EOPNOTSUPP);
	KUNIT_EXPECT_TRUE(test, ndo_ack.msg[0]);
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, table, ndo_key), -EINVAL);
	KUNIT_EXPECT_STREQ(test, (char *)ndo_ack.msg,
			   "the table names a queue above 1");
	host_net.refuse = 0;
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table, ndo_key),
			-ENOMEM);
	BELOW_EXPECT_LOG(test, "");
	ndo_expect_rss(test, ndo_default, 0x6d, 0x6d);
}

/* Refused, or not answered: the device is told what holds. */
static void ndo_rss_refused(struct kunit *test)
{
	static const int errs[] = { -EPROTO, -ETIMEDOUT };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(errs); i++) {
		host_fail("steer", 0, errs[i]);
		KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table,
						   ndo_key), errs[i]);
		BELOW_EXPECT_LOG(test, "!steerA steerA fenceA");
		KUNIT_EXPECT_TRUE(test, below.steer.update_key);
		KUNIT_EXPECT_TRUE(test, below.steer.update_indir);
		ndo_expect_rss(test, ndo_default, 0x6d, 0x6d);
		KUNIT_EXPECT_TRUE(test, strstr(ndo_ack.msg, "the old one holds"));
	}
	host_fail("steer", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table, NULL),
			-EPROTO);
	KUNIT_EXPECT_FALSE(test, below.steer.update_key);
	ndo_expect_rss(test, ndo_default, 0x6d, 0x6d);
	/* nor does it take the old one: it is kept all the same */
	host_forget();
	host_fail("steer", 0, -EPROTO);
	host_fail("steer", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table, ndo_key),
			-EPROTO);
	BELOW_EXPECT_LOG(test, "!steerA !steerA");
	ndo_expect_rss(test, ndo_default, 0x6d, 0x6d);
}

/* A port without queues is told when it gets some. */
static void ndo_rss_while_down(struct kunit *test)
{
	below_close(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, ndo_set_rxfh(ETH_RSS_HASH_TOP, ndo_table, ndo_key), 0);
	BELOW_EXPECT_LOG(test, "");
	ndo_dev->rxfh_configured = true;
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_EQ(test, below.table[0], below_handle('B', 1));
	KUNIT_EXPECT_EQ(test, below.key[1], 2);
}

/* ---- moderation ---- */

static int ndo_coalesce(u32 rx_usecs, u32 rx_frames, u32 tx_usecs, u32 tx_frames)
{
	struct ethtool_coalesce ec = {
		.rx_coalesce_usecs = rx_usecs,
		.rx_max_coalesced_frames = rx_frames,
		.tx_coalesce_usecs = tx_usecs,
		.tx_max_coalesced_frames = tx_frames,
	};
	int err;

	ndo_ack.msg[0] = 0;
	rtnl_lock();
	err = ndo_eth->set_coalesce(ndo_dev, &ec, NULL, &ndo_ack);
	rtnl_unlock();
	return err;
}

static void ndo_expect_coalesce(struct kunit *test, u32 rx_usecs, u32 rx_frames,
				u32 tx_usecs, u32 tx_frames)
{
	struct ethtool_coalesce ec = {};

	KUNIT_EXPECT_EQ(test, ndo_eth->get_coalesce(ndo_dev, &ec, NULL, NULL), 0);
	KUNIT_EXPECT_EQ(test, ec.rx_coalesce_usecs, rx_usecs);
	KUNIT_EXPECT_EQ(test, ec.rx_max_coalesced_frames, rx_frames);
	KUNIT_EXPECT_EQ(test, ec.tx_coalesce_usecs, tx_usecs);
	KUNIT_EXPECT_EQ(test, ec.tx_max_coalesced_frames, tx_frames);
}

static void ndo_moderates(struct kunit *test)
{
	const struct mana_queue_place *place;

	KUNIT_EXPECT_EQ(test, ndo_eth->supported_coalesce_params,
			ETHTOOL_COALESCE_USECS | ETHTOOL_COALESCE_MAX_FRAMES);
	ndo_expect_coalesce(test, 0, 0, 0, 0);
	KUNIT_EXPECT_FALSE(test, below.sets[0].place.repeat_mod);
	KUNIT_EXPECT_EQ(test, ndo_coalesce(10, 20, 30, 40), 0);
	BELOW_EXPECT_LOG(test, "modA0=30/40,10/20 modA1=30/40,10/20");
	ndo_expect_coalesce(test, 10, 20, 30, 40);
	/* new queues get it as they are made, and it is said again */
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	place = &below.sets[1].place;
	KUNIT_EXPECT_EQ(test, place->rx_mod.usecs, 10);
	KUNIT_EXPECT_EQ(test, place->rx_mod.comps, 20);
	KUNIT_EXPECT_EQ(test, place->tx_mod.usecs, 30);
	KUNIT_EXPECT_EQ(test, place->tx_mod.comps, 40);
	KUNIT_EXPECT_TRUE(test, place->repeat_mod);
	below_close(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, ndo_coalesce(1023, 255, 1023, 255), 0);
	BELOW_EXPECT_LOG(test, "");
	ndo_expect_coalesce(test, 1023, 255, 1023, 255);
	KUNIT_EXPECT_EQ(test, ndo_coalesce(1024, 0, 0, 0), -EINVAL);
	KUNIT_EXPECT_STREQ(test, (char *)ndo_ack.msg,
			   "at most 1023 us and 255 frames");
	KUNIT_EXPECT_EQ(test, ndo_coalesce(0, 256, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, ndo_coalesce(0, 0, 1024, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, ndo_coalesce(0, 0, 0, 256), -EINVAL);
	ndo_expect_coalesce(test, 1023, 255, 1023, 255);
}

/* Said twice where there is something to say, and a doorbell to say it. */
static void ndo_repeats_moderation(struct kunit *test)
{
	u32 i;

	for (i = 0; i < 5; i++) {
		KUNIT_EXPECT_EQ(test, ndo_coalesce(i == 0, i == 1, i == 2, i == 3), 0);
		KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
		KUNIT_EXPECT_EQ(test, below.sets[i + 1].place.repeat_mod, i < 4);
	}
	KUNIT_EXPECT_EQ(test, ndo_coalesce(1, 1, 1, 1), 0);
	below.gd.info.pf_caps = ~GDMA_PF_CAP_DIM;
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_FALSE(test, below.sets[6].place.repeat_mod);
	host_forget();
	KUNIT_EXPECT_EQ(test, ndo_coalesce(2, 2, 2, 2), -EOPNOTSUPP);
	KUNIT_EXPECT_STREQ(test, (char *)ndo_ack.msg,
			   "this device cannot moderate events");
	BELOW_EXPECT_LOG(test, "");
	ndo_expect_coalesce(test, 1, 1, 1, 1);
}

/* ---- counters by name ---- */

static u8 ndo_names[400][ETH_GSTRING_LEN];
static u64 ndo_values[400];

static void ndo_read(void)
{
	int n = ndo_eth->get_sset_count(ndo_dev, ETH_SS_STATS);

	memset(ndo_names, 0, sizeof(ndo_names));
	memset(ndo_values, 0xee, sizeof(ndo_values));
	rtnl_lock();
	ndo_eth->get_strings(ndo_dev, ETH_SS_STATS, ndo_names[0]);
	ndo_eth->get_ethtool_stats(ndo_dev, NULL, ndo_values);
	rtnl_unlock();
	/* as many values as names, and not one more */
	if (!ndo_names[n - 1][0] || ndo_names[n][0] ||
	    ndo_values[n] != 0xeeeeeeeeeeeeeeee)
		host_wrong("number of counters");
}

static int ndo_place(const char *name)
{
	int i;

	for (i = 0; ndo_names[i][0]; i++)
		if (!strcmp((char *)ndo_names[i], name))
			return i;
	return -1;
}

static u64 ndo_value(const char *name)
{
	int at = ndo_place(name);

	return at < 0 ? U64_MAX : ndo_values[at];
}

/* Of both banks and of two queues; each a number of its own. */
static void ndo_fill(void)
{
	u32 bank, queue, i;

	for (bank = 0; bank < 2; bank++) {
		for (queue = 0; queue < 4; queue++) {
			struct mana_queue_stats *to = &port->stats.bank[bank][queue];
			u64 part = (bank + 1) * (queue == 0 ? 1 : 10 << queue);

			for (i = 0; i < MANA_TX_STATS; i++)
				mana_stat_tx(to, i, part * (1000 + i));
			for (i = 0; i < MANA_RX_STATS; i++)
				mana_stat_rx(to, i, part * (2000 + i));
		}
	}
	for (i = 0; i < MANA_GF_STAT_COUNT; i++)
		below.gf[i] = 100 + i;
	for (i = 0; i < MANA_PHY_STAT_COUNT; i++)
		below.phy[i] = 200 + i;
	for (i = 0; i < MANA_EV_COUNT; i++)
		atomic64_set(&port->stats.event[i], 300 + i);
}

/* What ndo_fill() gave to all queues, and to one. */
#define NDO_ALL_QUEUES (3 * (1 + 20 + 40 + 80))
#define NDO_TX(which) (NDO_ALL_QUEUES * (1000 + (which)))
#define NDO_RX(which) (NDO_ALL_QUEUES * (2000 + (which)))

struct ndo_counter {
	const char *name;
	u64 value;
};

static void ndo_expect_counters(struct kunit *test, const struct ndo_counter *want,
				u32 num)
{
	u32 i;

	for (i = 0; i < num; i++)
		KUNIT_EXPECT_EQ_MSG(test, ndo_value(want[i].name), want[i].value,
				    "%s", want[i].name);
}

/* Sums of queues: also of those that are no longer in use. */
static void ndo_counts_queues(struct kunit *test)
{
	static const struct ndo_counter sums[] = {
		{ "stop_queue", NDO_TX(MANA_TX_STOPPED) },
		{ "wake_queue", NDO_RX(MANA_RX_TX_WOKEN) },
		{ "tx_cq_err", NDO_RX(MANA_RX_TX_CQE_ERR) },
		{ "tx_cqe_unknown_type", NDO_RX(MANA_RX_TX_CQE_UNKNOWN) },
		{ "tx_linear_pkt_cnt", NDO_TX(MANA_TX_LINEARIZED) },
		{ "rx_cqe_unknown_type", NDO_RX(MANA_RX_CQE_UNKNOWN) },
		{ "tx_drop_headers", NDO_TX(MANA_TX_DROP_HEADERS) },
		{ "tx_drop_csum", NDO_TX(MANA_TX_DROP_CSUM) },
		{ "tx_drop_linearize", NDO_TX(MANA_TX_DROP_LINEARIZE) },
		{ "tx_drop_full", NDO_TX(MANA_TX_DROP_FULL) },
		{ "tx_cqe_queue_dead", NDO_RX(MANA_RX_TX_CQE_DEAD) },
		{ "tx_cqe_foreign", NDO_RX(MANA_RX_TX_CQE_FOREIGN) },
		{ "tx_cqe_surplus", NDO_RX(MANA_RX_TX_CQE_SURPLUS) },
		{ "tx_cqe_misplaced", NDO_RX(MANA_RX_TX_CQE_MISPLACED) },
		{ "rx_len_err", NDO_RX(MANA_RX_LEN_ERR) },
		{ "rx_truncated", NDO_RX(MANA_RX_TRUNCATED) },
		{ "rx_alloc_fail", NDO_RX(MANA_RX_ALLOC_FAIL) },
		{ "rx_cqe_foreign", NDO_RX(MANA_RX_CQE_FOREIGN) },
		{ "rx_cqe_misplaced", NDO_RX(MANA_RX_CQE_MISPLACED) },
		{ "rx_cqe_surplus", NDO_RX(MANA_RX_CQE_SURPLUS) },
		{ "rx_drop_lost", NDO_RX(MANA_RX_LOST) },
		{ "rx_fence_unexpected", NDO_RX(MANA_RX_FENCE_UNEXPECTED) },
		{ "rx_post_err", NDO_RX(MANA_RX_POST_ERR) },
		{ "cq_overrun", NDO_RX(MANA_RX_CQ_OVERRUN) },
	};

	ndo_fill();
	ndo_read();
	ndo_expect_counters(test, sums, ARRAY_SIZE(sums));
}

/* What has a name per queue. */
static void ndo_counts_each_queue(struct kunit *test)
{
	static const char * const rx[] = {
		"packets", "bytes", "xdp_drop", "xdp_tx", "xdp_redirect",
		"pkt_len0_err", "coalesced_cqe_2", "coalesced_cqe_3",
		"coalesced_cqe_4", "coalesced_cqe_5", "coalesced_cqe_6",
		"coalesced_cqe_7", "coalesced_cqe_8",
	};
	static const char * const tx[] = {
		"packets", "bytes", "xdp_xmit", "tso_packets", "tso_bytes",
		"tso_inner_packets", "tso_inner_bytes", "long_pkt_fmt",
		"short_pkt_fmt", "csum_partial", "mana_map_err",
	};
	static const u32 parts[] = { 3 * 1, 3 * 20 };
	char name[ETH_GSTRING_LEN];
	u32 queue, i;

	ndo_fill();
	ndo_read();
	for (queue = 0; queue < 2; queue++) {
		for (i = 0; i < ARRAY_SIZE(rx); i++) {
			snprintf(name, sizeof(name), "rx_%u_%s", queue, rx[i]);
			KUNIT_EXPECT_EQ_MSG(test, ndo_value(name),
					    parts[queue] * (2000 + i), "%s", name);
		}
		for (i = 0; i < ARRAY_SIZE(tx); i++) {
			snprintf(name, sizeof(name), "tx_%u_%s", queue, tx[i]);
			KUNIT_EXPECT_EQ_MSG(test, ndo_value(name),
					    parts[queue] * (1000 + i), "%s", name);
		}
	}
	KUNIT_EXPECT_EQ(test, ndo_place("rx_2_packets"), -1);
	KUNIT_EXPECT_EQ(test, ndo_channels(3), 0);
	ndo_read();
	KUNIT_EXPECT_EQ(test, ndo_value("rx_2_packets"), 3 * 40 * 2000);
	KUNIT_EXPECT_EQ(test, ndo_eth->get_sset_count(ndo_dev, ETH_SS_TEST),
			-EOPNOTSUPP);
	ndo_names[0][0] = 0;
	ndo_eth->get_strings(ndo_dev, ETH_SS_TEST, ndo_names[0]);
	KUNIT_EXPECT_EQ(test, ndo_names[0][0], 0);
}

/* What the device counts, in the order that tools know. */
static void ndo_counts_of_device(struct kunit *test)
{
	static const char * const names[] = {
		"hc_rx_discards_no_wqe", "hc_rx_err_vport_disabled",
		"hc_rx_bytes", "hc_rx_ucast_pkts", "hc_rx_ucast_bytes",
		"hc_rx_bcast_pkts", "hc_rx_bcast_bytes", "hc_rx_mcast_pkts",
		"hc_rx_mcast_bytes", "hc_tx_err_gf_disabled",
		"hc_tx_err_vport_disabled", "hc_tx_err_inval_vportoffset_pkt",
		"hc_tx_err_vlan_enforcement", "hc_tx_err_eth_type_enforcement",
		"hc_tx_err_sa_enforcement", "hc_tx_err_sqpdid_enforcement",
		"hc_tx_err_cqpdid_enforcement", "hc_tx_err_mtu_violation",
		"hc_tx_err_inval_oob", "hc_tx_err_gdma", "hc_tx_bytes",
		"hc_tx_ucast_pkts", "hc_tx_ucast_bytes", "hc_tx_bcast_pkts",
		"hc_tx_bcast_bytes", "hc_tx_mcast_pkts", "hc_tx_mcast_bytes",
	};
	static const struct ndo_counter phy[] = {
		{ "hc_rx_pkt_drop_phy", 200 }, { "hc_tx_pkt_drop_phy", 201 },
		{ "hc_tc0_rx_pkt_phy", 202 }, { "hc_tc0_rx_byte_phy", 203 },
		{ "hc_tc0_tx_pkt_phy", 204 }, { "hc_tc0_tx_byte_phy", 205 },
		{ "hc_tc1_rx_pkt_phy", 206 }, { "hc_tc7_rx_pkt_phy", 230 },
		{ "hc_tc7_tx_byte_phy", 233 }, { "hc_tc0_rx_pause_phy", 234 },
		{ "hc_tc0_tx_pause_phy", 235 }, { "hc_tc7_rx_pause_phy", 248 },
		{ "hc_tc7_tx_pause_phy", 249 },
	};
	u32 i;

	ndo_fill();
	ndo_read();
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		KUNIT_EXPECT_EQ_MSG(test, ndo_value(names[i]), 100 + i, "%s",
				    names[i]);
		KUNIT_EXPECT_EQ(test, ndo_place(names[i]), 6 + i);
	}
	ndo_expect_counters(test, phy, ARRAY_SIZE(phy));
	KUNIT_EXPECT_EQ(test, ndo_place("stop_queue"), 0);
	KUNIT_EXPECT_EQ(test, ndo_place("hc_rx_pkt_drop_phy"), 33);
	KUNIT_EXPECT_EQ(test, ndo_place("rx_0_packets"), 83);
}

static void ndo_counts_events(struct kunit *test)
{
	static const struct ndo_counter events[] = {
		{ "tx_drop_down", 300 + MANA_EV_TX_DROP_DOWN },
		{ "tx_stall", 300 + MANA_EV_TX_STALL },
		{ "rx_stall", 300 + MANA_EV_RX_STALL },
		{ "event_missed", 300 + MANA_EV_EVENT_MISSED },
		{ "tx_timeout", 300 + MANA_EV_TX_TIMEOUT },
		{ "tx_drain_timeout", 300 + MANA_EV_TX_DRAIN_TIMEOUT },
		{ "rx_fence_timeout", 300 + MANA_EV_FENCE_TIMEOUT },
		{ "queue_destroy_err", 300 + MANA_EV_DESTROY_ERR },
		{ "reconfig_beside", 300 + MANA_EV_SWAP_BESIDE },
		{ "reconfig_in_place", 300 + MANA_EV_SWAP_IN_PLACE },
		{ "reconfig_failed", 300 + MANA_EV_SWAP_FAILED },
		{ "reconfig_restored", 300 + MANA_EV_SWAP_RESTORED },
		{ "reconfig_lost", 300 + MANA_EV_SWAP_LOST },
		{ "reconfig_silent", 300 + MANA_EV_SWAP_SILENT },
		{ "link_down", 300 + MANA_EV_LINK_DOWN },
		{ "queue_restart", 300 + MANA_EV_RESTART },
		{ "fault_below_0", 5000 },
		{ "fault_below_9", 5000 + MANA_FAULT_GONE },
		{ "below_10", 5000 + MANA_COUNT_STALE_ANSWER },
		{ "below_16", 5000 + MANA_COUNT_RETAINED },
	};

	ndo_fill();
	ndo_read();
	ndo_expect_counters(test, events, ARRAY_SIZE(events));
}

/* `ip -s link`: every packet that was lost is lost in one of its numbers. */
static void ndo_counts_for_link(struct kunit *test)
{
	struct rtnl_link_stats64 sum = {};

	ndo_fill();
	host_pass(2000);
	ndo_dev->netdev_ops->ndo_get_stats64(ndo_dev, &sum);
	KUNIT_EXPECT_EQ(test, sum.tx_packets, NDO_TX(MANA_TX_PACKETS));
	KUNIT_EXPECT_EQ(test, sum.tx_bytes, NDO_TX(MANA_TX_BYTES));
	KUNIT_EXPECT_EQ(test, sum.rx_packets, NDO_RX(MANA_RX_PKTS));
	KUNIT_EXPECT_EQ(test, sum.rx_bytes, NDO_RX(MANA_RX_BYTES));
	KUNIT_EXPECT_EQ(test, sum.tx_errors, NDO_RX(MANA_RX_TX_CQE_ERR));
	KUNIT_EXPECT_EQ(test, sum.tx_dropped,
			NDO_TX(MANA_TX_MAP_ERR) + NDO_TX(MANA_TX_DROP_HEADERS) +
			NDO_TX(MANA_TX_DROP_CSUM) +
			NDO_TX(MANA_TX_DROP_LINEARIZE) +
			NDO_TX(MANA_TX_DROP_FULL) + 300 + MANA_EV_TX_DROP_DOWN);
	KUNIT_EXPECT_EQ(test, sum.rx_dropped,
			NDO_RX(MANA_RX_ALLOC_FAIL) + NDO_RX(MANA_RX_LOST) +
			NDO_RX(MANA_RX_XDP_DROP));
	KUNIT_EXPECT_EQ(test, sum.rx_length_errors,
			NDO_RX(MANA_RX_LEN0) + NDO_RX(MANA_RX_LEN_ERR) +
			NDO_RX(MANA_RX_TRUNCATED));
	KUNIT_EXPECT_EQ(test, sum.rx_errors, sum.rx_length_errors);
	KUNIT_EXPECT_EQ(test, sum.rx_missed_errors, 100 + MANA_GF_RX_NO_WQE);
}

static void ndo_count_meanwhile(void)
{
	mana_stat_tx(&port->stats.bank[0][0], MANA_TX_BYTES, 5);
	mana_stat_rx(&port->stats.bank[0][0], MANA_RX_BYTES, 7);
}

/* A number that changes while it is read is read again. */
static void ndo_reads_again(struct kunit *test)
{
	struct rtnl_link_stats64 sum = {};
	u64 got;

	host_stack.writer = ndo_count_meanwhile;
	got = mana_stats_read_tx(&port->stats.bank[0][0], MANA_TX_BYTES);
	KUNIT_EXPECT_EQ(test, got, 5);
	host_stack.writer = ndo_count_meanwhile;
	got = mana_stats_read_rx(&port->stats.bank[0][0], MANA_RX_BYTES);
	KUNIT_EXPECT_EQ(test, got, 14);
	ndo_dev->netdev_ops->ndo_get_stats64(ndo_dev, &sum);
	KUNIT_EXPECT_EQ(test, sum.tx_bytes, 10);
}

/* Which addresses it receives is the adapter's affair: nothing is asked. */
static void ndo_notes_addresses(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, !!ndo_dev->netdev_ops->ndo_set_rx_mode);
	host_forget();
	ndo_dev->netdev_ops->ndo_set_rx_mode(ndo_dev);
	KUNIT_EXPECT_STREQ(test, host_stack.log, "");
}

static struct kunit_case ndo_cases[] = {
	KUNIT_CASE(ndo_notes_addresses),
	KUNIT_CASE(ndo_offers),
	KUNIT_CASE(ndo_features),
	KUNIT_CASE(ndo_changes_mtu),
	KUNIT_CASE(ndo_watchdog),
	KUNIT_CASE(ndo_drvinfo),
	KUNIT_CASE(ndo_link_speed),
	KUNIT_CASE(ndo_changes_channels),
	KUNIT_CASE(ndo_changes_rings),
	KUNIT_CASE(ndo_changes_rss),
	KUNIT_CASE(ndo_rss_wishes),
	KUNIT_CASE(ndo_rss_refused),
	KUNIT_CASE(ndo_rss_while_down),
	KUNIT_CASE(ndo_moderates),
	KUNIT_CASE(ndo_repeats_moderation),
	KUNIT_CASE(ndo_counts_queues),
	KUNIT_CASE(ndo_counts_each_queue),
	KUNIT_CASE(ndo_counts_of_device),
	KUNIT_CASE(ndo_counts_events),
	KUNIT_CASE(ndo_counts_for_link),
	KUNIT_CASE(ndo_reads_again),
	{}
};

static struct kunit_suite ndo_suite = {
	.name = "mana_netdev",
	.init = ndo_init,
	.exit = below_exit,
	.test_cases = ndo_cases,
};

kunit_test_suites(&ndo_suite);

MODULE_DESCRIPTION("KUnit suite of what the stack asks of a port");
MODULE_LICENSE("Dual BSD/GPL");
