// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * ethtool. All of it under rtnl, in every kernel: this driver does not ask for
 * the newer locking (docs/locking.md).
 */
#include <linux/ethtool.h>
#include <linux/log2.h>
#include <linux/slab.h>

#include "priv.h"

static void mana_get_drvinfo(struct net_device *dev,
			     struct ethtool_drvinfo *info)
{
	struct mana_port *port = netdev_priv(dev);

	strscpy(info->driver, "mana", sizeof(info->driver));
	strscpy(info->version, MANA_VERSION, sizeof(info->version));
	strscpy(info->bus_info, dev_name(mana_gdma_info(port->gd)->dev),
		sizeof(info->bus_info));
}

/* The device's answer holds until the next reset; "unknown" is asked again. */
static u32 mana_port_link_speed(struct mana_port *port)
{
	int err;

	if (port->speed_known)
		return port->speed_mbps;
	port->speed_mbps = 0;
	if (port->state == MANA_PORT_DETACHED || !mana_gdma_alive(port->gd))
		return 0;
	err = mana_eth_query_link(port->gd, port->vport.handle,
				  &port->speed_mbps);
	port->speed_known = !err || err == -EOPNOTSUPP;
	return port->speed_mbps;
}

static int mana_get_link_ksettings(struct net_device *dev,
				   struct ethtool_link_ksettings *cmd)
{
	u32 speed = mana_port_link_speed(netdev_priv(dev));

	cmd->base.speed = speed ?: SPEED_UNKNOWN;
	cmd->base.duplex = DUPLEX_FULL;
	cmd->base.port = PORT_OTHER;
	return 0;
}

static void mana_get_channels(struct net_device *dev,
			      struct ethtool_channels *channels)
{
	struct mana_port *port = netdev_priv(dev);

	channels->max_combined = port->max_queues;
	channels->combined_count = port->cfg.num_queues;
}

static int mana_set_channels(struct net_device *dev,
			     struct ethtool_channels *channels)
{
	struct mana_port *port = netdev_priv(dev);
	struct mana_queue_cfg cfg = port->cfg;
	int err;

	cfg.num_queues = channels->combined_count;
	if (cfg.num_queues == port->cfg.num_queues)
		return 0;
	err = mana_port_reconfigure(port, &cfg);
	if (err)
		netdev_warn(dev, "port %u: no %u queues: %s (%d)\n",
			    port->index, cfg.num_queues, mana_port_why(err),
			    err);
	return err;
}

static void mana_get_ringparam(struct net_device *dev,
			       struct ethtool_ringparam *ring,
			       struct kernel_ethtool_ringparam *kernel_ring,
			       struct netlink_ext_ack *extack)
{
	struct mana_port *port = netdev_priv(dev);

	ring->rx_max_pending = MANA_RX_RING_MAX;
	ring->tx_max_pending = MANA_TX_RING_MAX;
	ring->rx_pending = port->cfg.rx_entries;
	ring->tx_pending = port->cfg.tx_entries;
}

static int mana_set_ringparam(struct net_device *dev,
			      struct ethtool_ringparam *ring,
			      struct kernel_ethtool_ringparam *kernel_ring,
			      struct netlink_ext_ack *extack)
{
	struct mana_port *port = netdev_priv(dev);
	struct mana_queue_cfg cfg = port->cfg;
	int err;

	if (ring->rx_pending < MANA_RX_RING_MIN ||
	    ring->tx_pending < MANA_TX_RING_MIN) {
		NL_SET_ERR_MSG_FMT_MOD(extack, "at least %u and %u entries",
				       MANA_RX_RING_MIN, MANA_TX_RING_MIN);
		return -EINVAL;
	}
	cfg.rx_entries = roundup_pow_of_two(ring->rx_pending);
	cfg.tx_entries = roundup_pow_of_two(ring->tx_pending);
	if (cfg.rx_entries == port->cfg.rx_entries &&
	    cfg.tx_entries == port->cfg.tx_entries)
		return 0;
	err = mana_port_reconfigure(port, &cfg);
	if (err)
		NL_SET_ERR_MSG_FMT_MOD(extack, "%u and %u entries: %s (%d)",
				       cfg.rx_entries, cfg.tx_entries,
				       mana_port_why(err), err);
	return err;
}

static u32 mana_get_rx_ring_count(struct net_device *dev)
{
	struct mana_port *port = netdev_priv(dev);

	return port->cfg.num_queues;
}

static u32 mana_get_rxfh_key_size(struct net_device *dev)
{
	return MANA_RSS_KEY_BYTES;
}

static u32 mana_get_rxfh_indir_size(struct net_device *dev)
{
	struct mana_port *port = netdev_priv(dev);

	return port->rss.entries;
}

static int mana_get_rxfh(struct net_device *dev,
			 struct ethtool_rxfh_param *rxfh)
{
	struct mana_port *port = netdev_priv(dev);
	const struct mana_rss *rss = &port->rss;

	rxfh->hfunc = ETH_RSS_HASH_TOP;
	if (rxfh->indir)
		memcpy(rxfh->indir, rss->table,
		       rss->entries * sizeof(rss->table[0]));
	if (rxfh->key)
		memcpy(rxfh->key, rss->key, sizeof(rss->key));
	return 0;
}

static void mana_rss_restore(struct mana_port *port, const struct mana_rss *old,
			     bool key, bool table)
{
	memcpy(port->rss.key, old->key, sizeof(old->key));
	memcpy(port->rss.table, old->table, sizeof(old->table));
	/* Refused, or not answered and perhaps done: say what holds. */
	if (mana_rss_update(port, key, table))
		netdev_warn(port->dev, "port %u: the device does not take the old RSS table back\n",
			    port->index);
}

/* The old values come back when the device refuses the new ones. */
static int mana_rss_change(struct mana_port *port, const u8 *key,
			   const u32 *table, struct netlink_ext_ack *extack)
{
	struct mana_rss *old, *rss = &port->rss;
	int err = 0;

	old = kmemdup(rss, sizeof(*rss), GFP_KERNEL);
	if (!old) {
		NL_SET_ERR_MSG_MOD(extack, "no memory for a copy of the RSS table");
		return -ENOMEM;
	}
	if (key)
		memcpy(rss->key, key, sizeof(rss->key));
	if (table)
		memcpy(rss->table, table, rss->entries * sizeof(*table));
	if (port->state == MANA_PORT_UP)
		err = mana_rss_update(port, key, table);
	if (err) {
		NL_SET_ERR_MSG_MOD(extack, "the device refuses the RSS table, the old one holds");
		/* ethtool's older calls have no room for the words. */
		netdev_warn(port->dev, "port %u: the device refuses the RSS table (%d), the old one holds\n",
			    port->index, err);
		mana_rss_restore(port, old, key, table);
	}
	kfree(old);
	return err;
}

static int mana_set_rxfh(struct net_device *dev,
			 struct ethtool_rxfh_param *rxfh,
			 struct netlink_ext_ack *extack)
{
	struct mana_port *port = netdev_priv(dev);

	if (rxfh->hfunc != ETH_RSS_HASH_NO_CHANGE &&
	    rxfh->hfunc != ETH_RSS_HASH_TOP) {
		NL_SET_ERR_MSG_MOD(extack, "the device hashes with Toeplitz only");
		return -EOPNOTSUPP;
	}
	if (rxfh->indir && !mana_rss_table_fits(rxfh->indir, port->rss.entries,
						port->cfg.num_queues)) {
		NL_SET_ERR_MSG_FMT_MOD(extack, "the table names a queue above %u",
				       port->cfg.num_queues - 1);
		return -EINVAL;
	}
	if (!rxfh->indir && !rxfh->key)
		return 0;
	return mana_rss_change(port, rxfh->key, rxfh->indir, extack);
}

static int mana_get_sset_count(struct net_device *dev, int set)
{
	return set == ETH_SS_STATS ? mana_stats_count(netdev_priv(dev)) :
				     -EOPNOTSUPP;
}

static void mana_get_strings(struct net_device *dev, u32 set, u8 *data)
{
	if (set == ETH_SS_STATS)
		mana_stats_names(netdev_priv(dev), data);
}

static void mana_get_ethtool_stats(struct net_device *dev,
				   struct ethtool_stats *stats, u64 *data)
{
	mana_stats_values(netdev_priv(dev), data);
}

const struct ethtool_ops mana_ethtool_ops = {
	.supported_coalesce_params = ETHTOOL_COALESCE_USECS |
				     ETHTOOL_COALESCE_MAX_FRAMES,
	.get_drvinfo = mana_get_drvinfo,
	.get_link = ethtool_op_get_link,
	.get_link_ksettings = mana_get_link_ksettings,
	.get_ts_info = ethtool_op_get_ts_info,
	.get_channels = mana_get_channels,
	.set_channels = mana_set_channels,
	.get_coalesce = mana_get_coalesce,
	.set_coalesce = mana_set_coalesce,
	.get_ringparam = mana_get_ringparam,
	.set_ringparam = mana_set_ringparam,
	.get_rx_ring_count = mana_get_rx_ring_count,
	.get_rxfh_key_size = mana_get_rxfh_key_size,
	.get_rxfh_indir_size = mana_get_rxfh_indir_size,
	.get_rxfh = mana_get_rxfh,
	.set_rxfh = mana_set_rxfh,
	.get_sset_count = mana_get_sset_count,
	.get_strings = mana_get_strings,
	.get_ethtool_stats = mana_get_ethtool_stats,
};
