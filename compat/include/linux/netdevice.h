/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_NETDEVICE_H
#define _BP_LINUX_NETDEVICE_H

#include <compat_config.h>
/* First: it may extend a table that struct net_device points to. */
#include <linux/ethtool.h>
struct xdp_frame;

/* A copy of the kernel's, in which struct net_device_ops has more members. */
#if defined(BP_OLD_TX_TIMEOUT) || defined(BP_OLD_XDP_XMIT_FREES)
#include <linux/bp_netdevice.h>
#else
#include_next <linux/netdevice.h>
#endif
#ifdef BP_OLD_GET_RX_RING_COUNT
#include <bp/ethtool_thunks.h>
#endif

/*
 * An older watchdog does not say which queue hangs: the first that it would
 * find. None if that has come to life again since. The name is a macro from
 * here on: it is meant for initialisers, as in bp/ethtool_thunks.h.
 */
#ifdef BP_OLD_TX_TIMEOUT
static inline void bp_tx_timeout(struct net_device *dev)
{
	const struct netdev_queue *txq;
	unsigned int i;

	for (i = 0; i < dev->num_tx_queues; i++) {
		txq = netdev_get_tx_queue(dev, i);
		if (netif_xmit_stopped(txq) &&
		    time_after(jiffies,
			       READ_ONCE(txq->trans_start) + dev->watchdog_timeo)) {
			dev->netdev_ops->bp_ndo_tx_timeout(dev, i);
			return;
		}
	}
}

#define ndo_tx_timeout ndo_tx_timeout = bp_tx_timeout, .bp_ndo_tx_timeout
#endif

/*
 * Frames that were not sent are the driver's to free before 5.13. After an
 * error they are the caller's on every kernel.
 */
#ifdef BP_OLD_XDP_XMIT_FREES
static inline int bp_xdp_xmit(struct net_device *dev, int n,
			      struct xdp_frame **frames, u32 flags)
{
	int i, sent = dev->netdev_ops->bp_ndo_xdp_xmit(dev, n, frames, flags);

	for (i = sent; sent >= 0 && i < n; i++)
		xdp_return_frame_rx_napi(frames[i]);
	return sent;
}

#define ndo_xdp_xmit ndo_xdp_xmit = bp_xdp_xmit, .bp_ndo_xdp_xmit
#endif

/* What stands for it needs linux/filter.h, which cannot be included from here. */
#if defined(BP_OLD_XDP_STATE) && !defined(ndo_bpf)
#define ndo_bpf include_linux_filter_h_where_ndo_bpf_is_filled_in
#endif

#ifdef BP_OLD_NAPI_ADD
#define netif_napi_add(dev, napi, poll) \
	netif_napi_add(dev, napi, poll, NAPI_POLL_WEIGHT)
#endif

/* Lost: netlink does not show which NAPI and interrupt serve a queue. */
#ifdef BP_OLD_NETIF_NAPI_SET_IRQ
static inline void bp_netif_napi_set_irq(struct napi_struct *napi, int irq)
{
}

#define netif_napi_set_irq(napi, irq) bp_netif_napi_set_irq(napi, irq)
#endif

#ifdef BP_OLD_NETIF_QUEUE_SET_NAPI
enum bp_netdev_queue_type {
	NETDEV_QUEUE_TYPE_RX,
	NETDEV_QUEUE_TYPE_TX,
};

static inline void bp_netif_queue_set_napi(struct net_device *dev,
					   unsigned int index,
					   enum bp_netdev_queue_type type,
					   struct napi_struct *napi)
{
}

#define netif_queue_set_napi(dev, index, type, napi) \
	bp_netif_queue_set_napi(dev, index, type, napi)
#endif

/* Both or none, as the newer function has it. */
#ifdef BP_OLD_SET_REAL_NUM_QUEUES
static inline int bp_netif_set_real_num_queues(struct net_device *dev,
					       unsigned int txq,
					       unsigned int rxq)
{
	unsigned int old_rxq = dev->real_num_rx_queues;
	int err;

	err = netif_set_real_num_rx_queues(dev, rxq);
	if (err)
		return err;
	err = netif_set_real_num_tx_queues(dev, txq);
	if (err)
		netif_set_real_num_rx_queues(dev, old_rxq);
	return err;
}

#define netif_set_real_num_queues(dev, txq, rxq) \
	bp_netif_set_real_num_queues(dev, txq, rxq)
#endif

#ifdef BP_OLD_TXQ_TRANS_COND_UPDATE
static inline void bp_txq_trans_cond_update(struct netdev_queue *txq)
{
	unsigned long now = jiffies;

	if (READ_ONCE(txq->trans_start) != now)
		WRITE_ONCE(txq->trans_start, now);
}

#define txq_trans_cond_update(txq) bp_txq_trans_cond_update(txq)
#endif

/* Lost: there is one limit, and the user's setting of it is overwritten. */
#ifdef BP_OLD_TSO_MAX_SIZE
#define netif_set_tso_max_size(dev, size) \
	netif_set_gso_max_size(dev, min_t(unsigned int, size, GSO_MAX_SIZE))
#endif

#endif /* _BP_LINUX_NETDEVICE_H */
