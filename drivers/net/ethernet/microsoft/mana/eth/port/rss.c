// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Steering: which receive queue a packet goes to. The table names queues by
 * number, the device by object: so it is sent anew for each queue set, and the
 * user's table lives on.
 */
#include <linux/ethtool.h>
#include <linux/netdevice.h>

#include "priv.h"

/**
 * mana_rss_init - a key and the default table
 * @port: with its limits and its number of queues
 */
void mana_rss_init(struct mana_port *port)
{
	struct mana_rss *rss = &port->rss;

	netdev_rss_key_fill(rss->key, sizeof(rss->key));
	rss->entries = port->vport.indir_entries;
	mana_rss_spread(rss->table, rss->entries, port->cfg.num_queues);
}

/**
 * mana_rss_fit - make the table fit a number of queues
 * @port: the port
 * @queues: how many there will be
 *
 * A table of the user's stays while each of its queues exists.
 */
void mana_rss_fit(struct mana_port *port, u32 queues)
{
	struct mana_rss *rss = &port->rss;

	if (netif_is_rxfh_configured(port->dev) &&
	    rss->entries == port->vport.indir_entries &&
	    mana_rss_table_fits(rss->table, rss->entries, queues))
		return;
	rss->entries = port->vport.indir_entries;
	mana_rss_spread(rss->table, rss->entries, queues);
}

static void mana_rss_fill_handles(struct mana_port *port,
				  const struct mana_qset *set)
{
	struct mana_rss *rss = &port->rss;
	u32 i;

	for (i = 0; i < rss->entries; i++)
		rss->handles[i] = set->pair[rss->table[i]]->rx.handle;
}

static int mana_rss_send(struct mana_port *port, const struct mana_qset *set,
			 bool key, bool table)
{
	const struct mana_eth_steering steer = {
		.vport = port->vport.handle,
		.rx = true,
		.rss = set->cfg.num_queues > 1,
		.update_default = true,
		.update_key = key,
		.update_indir = table,
		.default_rq = set->pair[0]->rx.handle,
		.key = port->rss.key,
		.indir = port->rss.handles,
		.num_indir = port->rss.entries,
		.cqe_coalescing = port->cqe_frames,
	};

	mana_rss_fill_handles(port, set);
	return mana_eth_config_rx(port->gd, &steer);
}

/**
 * mana_rss_steer - send all packets to a queue set
 * @port: the port; its table fits the set
 * @set: on the device
 *
 * Return: 0 or an error of mana_eth_config_rx().
 */
int mana_rss_steer(struct mana_port *port, const struct mana_qset *set)
{
	int err = mana_rss_send(port, set, true, true);

	if (!err)
		netdev_info(port->dev,
			    "Configured steering vPort %llu entries %u\n",
			    port->vport.handle, port->rss.entries);
	return err;
}

/**
 * mana_rss_update - tell the device of a new key, table or CQE coalescing
 * @port: the port, up
 * @key: the key is new
 * @table: the table is new
 *
 * When it returns, the packets that the old ones spread have arrived.
 *
 * Return: 0 or an error of mana_eth_config_rx().
 */
int mana_rss_update(struct mana_port *port, bool key, bool table)
{
	struct mana_qset *set = mana_port_qset(port);
	int err;

	err = mana_rss_send(port, set, key, table);
	if (!err)
		mana_qset_fence(set);
	return err;
}

/**
 * mana_rss_stop - stop the delivery of packets
 * @port: the port
 * @set: that they were steered to
 *
 * In the one shape that devices have seen of other drivers: with the table, and
 * nothing of it to be taken.
 *
 * Return: 0 or an error of mana_eth_config_rx().
 */
int mana_rss_stop(struct mana_port *port, const struct mana_qset *set)
{
	const struct mana_eth_steering steer = {
		.vport = port->vport.handle,
		.default_rq = set->pair[0]->rx.handle,
		.indir = port->rss.handles,
		.num_indir = port->rss.entries,
		.cqe_coalescing = 1,
	};

	mana_rss_fill_handles(port, set);
	return mana_eth_config_rx(port->gd, &steer);
}
