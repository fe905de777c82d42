// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the stack asks of a port's net_device, and what it offers.
 */
#include <linux/etherdevice.h>
#include <linux/filter.h>
#include <linux/if_vlan.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <net/xdp.h>

#include <mana/tx_oob.h>

#include "priv.h"

/* Later than the look-out for stalled queues, which warns of nothing. */
#define MANA_TX_TIMEOUT_MS	25000

/* Larger ones would need headers removed in some kernels (BIG TCP). */
#define MANA_TSO_MAX_BYTES	65536

static int mana_open(struct net_device *dev)
{
	struct mana_port *port = netdev_priv(dev);
	int err;

	err = mana_port_up(port);
	if (!err)
		mana_port_set_state(port, MANA_PORT_UP);
	return err;
}

static int mana_stop(struct net_device *dev)
{
	struct mana_port *port = netdev_priv(dev);

	/* Of a detached port nothing is on the device. */
	if (port->state == MANA_PORT_DETACHED)
		return 0;
	mana_port_down(port);
	mana_port_set_state(port, MANA_PORT_DOWN);
	return 0;
}

/* Under the lock of the send queue, and thereby RCU. */
static netdev_tx_t mana_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	u16 index = skb_get_queue_mapping(skb);
	struct mana_port *port = netdev_priv(dev);
	struct mana_qset *set = rcu_dereference_bh(port->qset);

	if (likely(set && index < set->cfg.num_queues))
		return mana_txq_xmit(set->pair[index], skb);
	mana_stat_event(&port->stats, MANA_EV_TX_DROP_DOWN);
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

static int mana_change_mtu(struct net_device *dev, int mtu)
{
	struct mana_port *port = netdev_priv(dev);
	struct mana_queue_cfg cfg = port->cfg;
	int err;

	cfg.mtu = mtu;
	err = mana_port_reconfigure(port, &cfg);
	if (!err)
		WRITE_ONCE(dev->mtu, mtu);
	else
		netdev_warn(dev, "port %u: no MTU of %d: %s (%d)\n",
			    port->index, mtu, mana_port_why(err), err);
	return err;
}

/* Under the lock of the send queue, in softirq. */
static void mana_tx_timeout(struct net_device *dev, unsigned int txqueue)
{
	struct mana_port *port = netdev_priv(dev);

	mana_stat_event(&port->stats, MANA_EV_TX_TIMEOUT);
	if (net_ratelimit())
		netdev_warn(dev, "port %u: send queue %u hangs\n",
			    port->index, txqueue);
	mana_port_queue_fault(port, MANA_FAULT_TX_QUEUE_DEAD);
}

/*
 * The adapter decides by itself which addresses a port receives. Without this
 * the stack would refuse to note further ones; it has no other effect.
 */
static void mana_set_rx_mode(struct net_device *dev)
{
}

static bool mana_skb_is_tcp6(const struct sk_buff *skb)
{
	return ipv6_hdr(skb)->nexthdr == IPPROTO_TCP;
}

/*
 * The callback replaces the core's check of tags. What the device cannot do is
 * done by the stack before the packet comes here.
 */
static netdev_features_t mana_features_check(struct sk_buff *skb,
					     struct net_device *dev,
					     netdev_features_t features)
{
	const struct skb_shared_info *shinfo = skb_shinfo(skb);

	features = vlan_features_check(skb, features);
	if (skb->protocol != htons(ETH_P_IP) &&
	    skb->protocol != htons(ETH_P_IPV6))
		return features & ~(NETIF_F_CSUM_MASK | NETIF_F_GSO_MASK);
	if (!skb_is_gso(skb))
		return features;
	if (!skb_is_gso_tcp(skb) || skb->encapsulation ||
	    !mana_tx_tso_fits(skb_tcp_all_headers(skb), shinfo->gso_size,
			      shinfo->nr_frags) ||
	    (skb->protocol == htons(ETH_P_IPV6) && !mana_skb_is_tcp6(skb)))
		features &= ~NETIF_F_GSO_MASK;
	return features;
}

const struct net_device_ops mana_netdev_ops = {
	.ndo_open = mana_open,
	.ndo_stop = mana_stop,
	.ndo_start_xmit = mana_start_xmit,
	.ndo_features_check = mana_features_check,
	.ndo_set_rx_mode = mana_set_rx_mode,
	.ndo_change_mtu = mana_change_mtu,
	.ndo_tx_timeout = mana_tx_timeout,
	.ndo_get_stats64 = mana_stats_get64,
	.ndo_validate_addr = eth_validate_addr,
	.ndo_bpf = mana_bpf,
	.ndo_xdp_xmit = mana_xdp_xmit,
};

/**
 * mana_netdev_setup - what a net_device of this driver can do
 * @dev: not registered yet
 */
void mana_netdev_setup(struct net_device *dev)
{
	dev->netdev_ops = &mana_netdev_ops;
	dev->ethtool_ops = &mana_ethtool_ops;
	dev->min_mtu = ETH_MIN_MTU;
	dev->mtu = ETH_DATA_LEN;
	dev->watchdog_timeo = msecs_to_jiffies(MANA_TX_TIMEOUT_MS);
	dev->hw_features = NETIF_F_SG | NETIF_F_IP_CSUM | NETIF_F_IPV6_CSUM |
			   NETIF_F_RXCSUM | NETIF_F_RXHASH | NETIF_F_TSO |
			   NETIF_F_TSO6;
	dev->vlan_features = dev->hw_features;
	dev->features = dev->hw_features | NETIF_F_HW_VLAN_CTAG_TX |
			NETIF_F_HW_VLAN_CTAG_RX;
	netif_set_tso_max_size(dev, MANA_TSO_MAX_BYTES);
	xdp_set_features_flag(dev, NETDEV_XDP_ACT_BASIC |
				   NETDEV_XDP_ACT_REDIRECT |
				   NETDEV_XDP_ACT_NDO_XMIT);
}
