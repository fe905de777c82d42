// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * ethtool -c and -C: how long events of completion queues wait for more. A
 * doorbell sets it on a running queue; new queues get it when they are made.
 */
#include <linux/netdevice.h>

#include "priv.h"

static bool mana_coalesce_possible(const struct mana_port *port)
{
	return mana_gdma_info(port->gd)->pf_caps & GDMA_PF_CAP_DIM;
}

/**
 * mana_coalesce_of - moderation for a queue that is to be created
 * @port: the port
 * @is_tx: of a send queue
 */
struct mana_eth_moderation mana_coalesce_of(const struct mana_port *port,
					    bool is_tx)
{
	const struct mana_coalesce *co = &port->coalesce;

	return (struct mana_eth_moderation) {
		.usecs = is_tx ? co->tx_usecs : co->rx_usecs,
		.comps = is_tx ? co->tx_frames : co->rx_frames,
	};
}

static bool mana_coalesce_any(const struct mana_coalesce *co)
{
	return co->rx_usecs || co->rx_frames || co->tx_usecs || co->tx_frames;
}

/**
 * mana_coalesce_repeats - is the moderation of new queues said twice?
 * @port: the port
 *
 * For devices that do not know it as a part of the creation. Without any there
 * is nothing to say.
 */
bool mana_coalesce_repeats(const struct mana_port *port)
{
	return mana_coalesce_possible(port) &&
	       mana_coalesce_any(&port->coalesce);
}

/**
 * mana_get_coalesce - ethtool_ops.get_coalesce
 * @dev: device
 * @ec: filled in
 * @kernel_ec: not used
 * @extack: not used
 */
int mana_get_coalesce(struct net_device *dev, struct ethtool_coalesce *ec,
		      struct kernel_ethtool_coalesce *kernel_ec,
		      struct netlink_ext_ack *extack)
{
	const struct mana_port *port = netdev_priv(dev);
	const struct mana_coalesce *co = &port->coalesce;

	ec->rx_coalesce_usecs = co->rx_usecs;
	ec->rx_max_coalesced_frames = co->rx_frames;
	ec->tx_coalesce_usecs = co->tx_usecs;
	ec->tx_max_coalesced_frames = co->tx_frames;
	return 0;
}

static bool mana_coalesce_fits(const struct mana_coalesce *co)
{
	return co->rx_usecs <= GDMA_DIM_MAX_USEC &&
	       co->tx_usecs <= GDMA_DIM_MAX_USEC &&
	       co->rx_frames <= GDMA_DIM_MAX_COMPS &&
	       co->tx_frames <= GDMA_DIM_MAX_COMPS;
}

/**
 * mana_set_coalesce - ethtool_ops.set_coalesce
 * @dev: device
 * @ec: new values; the core has refused those that are not supported
 * @kernel_ec: not used
 * @extack: says what is wrong
 *
 * Return: 0; -EOPNOTSUPP: the device cannot; -EINVAL: out of range.
 */
int mana_set_coalesce(struct net_device *dev, struct ethtool_coalesce *ec,
		      struct kernel_ethtool_coalesce *kernel_ec,
		      struct netlink_ext_ack *extack)
{
	struct mana_port *port = netdev_priv(dev);
	const struct mana_coalesce co = {
		.rx_usecs = ec->rx_coalesce_usecs,
		.rx_frames = ec->rx_max_coalesced_frames,
		.tx_usecs = ec->tx_coalesce_usecs,
		.tx_frames = ec->tx_max_coalesced_frames,
	};
	struct mana_eth_moderation tx, rx;
	struct mana_qset *set = mana_port_qset(port);
	u32 i;

	if (!mana_coalesce_possible(port)) {
		NL_SET_ERR_MSG_MOD(extack, "this device cannot moderate events");
		return -EOPNOTSUPP;
	}
	if (!mana_coalesce_fits(&co)) {
		NL_SET_ERR_MSG_FMT_MOD(extack, "at most %u us and %u frames",
				       GDMA_DIM_MAX_USEC, GDMA_DIM_MAX_COMPS);
		return -EINVAL;
	}
	port->coalesce = co;
	tx = mana_coalesce_of(port, true);
	rx = mana_coalesce_of(port, false);
	for (i = 0; set && i < set->cfg.num_queues; i++)
		mana_pair_moderate(set->pair[i], &tx, &rx);
	return 0;
}
