/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_NETDEVICE_H
#define _BP_LINUX_NETDEVICE_H

#include <compat_config.h>
/* First: it may extend a table that struct net_device points to. */
#include <linux/ethtool.h>
#include_next <linux/netdevice.h>
#ifdef BP_OLD_OP_NEEDS_RTNL
#include <bp/ethtool_thunks.h>
#endif

#ifdef BP_OLD_NAPI_ADD
#define netif_napi_add(dev, napi, poll) \
	netif_napi_add(dev, napi, poll, NAPI_POLL_WEIGHT)
#endif

#ifdef BP_OLD_NAPI_ADD_TX
#define netif_napi_add_tx(dev, napi, poll) \
	netif_tx_napi_add(dev, napi, poll, NAPI_POLL_WEIGHT)
#endif

/* Lost: per-queue settings that outlive the NAPI, a stable NAPI id. */
#ifdef BP_OLD_NAPI_ADD_CONFIG
#define netif_napi_add_config(dev, napi, poll, index) \
	((void)(index), netif_napi_add(dev, napi, poll))
#endif

/* No instance lock to take again: the plain forms are the locked ones. */
#ifdef BP_OLD_NAPI_LOCKED
#define napi_enable_locked(napi) napi_enable(napi)
#define napi_disable_locked(napi) napi_disable(napi)
#define netif_napi_add_locked(dev, napi, poll) netif_napi_add(dev, napi, poll)
#define netif_napi_del_locked(napi) netif_napi_del(napi)
#endif

/* Taken for drivers that ask for it only; here, none can. */
#ifdef BP_OLD_NETDEV_LOCK_OPS
static inline void bp_netdev_lock_ops(struct net_device *dev)
{
}

#define netdev_lock_ops(dev) bp_netdev_lock_ops(dev)
#define netdev_unlock_ops(dev) bp_netdev_lock_ops(dev)
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

#ifdef BP_OLD_TXQ_TRANS_COND_UPDATE
static inline void bp_txq_trans_cond_update(struct netdev_queue *txq)
{
	unsigned long now = jiffies;

	if (READ_ONCE(txq->trans_start) != now)
		WRITE_ONCE(txq->trans_start, now);
}

#define txq_trans_cond_update(txq) bp_txq_trans_cond_update(txq)
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

/* Lost: there is one limit, and the user's setting of it is overwritten. */
#ifdef BP_OLD_TSO_MAX_SIZE
#define netif_set_tso_max_size(dev, size) \
	netif_set_gso_max_size(dev, min_t(unsigned int, size, GSO_MAX_SIZE))
#endif

#ifdef BP_OLD_TSO_MAX_SEGS
#define netif_set_tso_max_segs(dev, segs) \
	((dev)->gso_max_segs = min_t(unsigned int, segs, GSO_MAX_SEGS))
#endif

#endif /* _BP_LINUX_NETDEVICE_H */
