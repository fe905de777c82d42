// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * One vPort from its creation to its end, as the adapter drives it.
 */
#include <linux/cpumask.h>
#include <linux/crash_dump.h>
#include <linux/delay.h>
#include <linux/etherdevice.h>
#include <linux/mm.h>
#include <linux/rtnetlink.h>
#include <linux/sizes.h>
#include <net/sch_generic.h>

#include "priv.h"

static u32 mana_port_queue_limit(struct mana_gdma *gd,
				 const struct mana_eth_dev_config *cfg,
				 const struct mana_eth_vport *vport)
{
	const struct mana_gdma_info *limits = mana_gdma_info(gd);
	u32 device = min(min(limits->max_sq, limits->max_rq),
			 min(limits->max_eq, limits->max_cq / 2));

	/* The kernel that saves a dump has little memory. */
	if (is_kdump_kernel())
		return 1;
	return mana_port_max_queues(device, limits->data_vectors,
				    cfg->num_ports, num_possible_cpus(),
				    vport ? min(vport->max_sq, vport->max_rq) :
					    MANA_MAX_QUEUES);
}

/*
 * Where all DMA is copied through a pool, buffers take their place in that for
 * as long as they are mapped. It has 64 MiB unless the platform says otherwise,
 * and other ports and devices need it, too.
 */
#define MANA_PORT_BOUNCE_BYTES	SZ_8M

/*
 * A small machine is not to spend its memory on buffers that nobody asked for:
 * rings by default take an eighth of it at most.
 */
static void mana_port_bound_cfg(struct mana_port *port)
{
	bool bounces = mana_gdma_info(port->gd)->bounces;
	u64 bound = ((u64)totalram_pages() << PAGE_SHIFT) / 8;
	u32 bytes = mana_rxq_buf_bytes(port->cfg.mtu, false);
	u32 entries;

	if (bounces)
		bound = min_t(u64, bound, MANA_PORT_BOUNCE_BYTES);
	entries = mana_rx_entries_within(port->cfg.num_queues,
					 port->cfg.tx_entries,
					 port->cfg.rx_entries, bytes, bound);
	if (entries == port->cfg.rx_entries)
		return;
	netdev_info(port->dev, "receive rings of %u entries instead of %u: %s\n",
		    entries, port->cfg.rx_entries,
		    bounces ? "DMA goes through a bounce buffer" :
			      "this machine has little memory");
	port->cfg.rx_entries = entries;
}

static void mana_port_default_cfg(struct mana_port *port)
{
	bool small = is_kdump_kernel();

	port->cfg = (struct mana_queue_cfg) {
		.num_queues = min3(port->max_queues, num_online_cpus(),
				   (u32)MANA_QUEUES_DEFAULT),
		.tx_entries = small ? MANA_TX_RING_MIN : MANA_TX_RING_DEFAULT,
		.rx_entries = small ? MANA_RX_RING_MIN : MANA_RX_RING_DEFAULT,
		.mtu = ETH_DATA_LEN,
	};
	port->cqe_frames = 1;
	mana_port_bound_cfg(port);
}

/* What the device says of the port and of itself; again after each reset. */
static void mana_port_take_limits(struct mana_port *port,
				  const struct mana_eth_dev_config *cfg,
				  const struct mana_eth_vport *vport)
{
	const struct mana_gdma_info *limits = mana_gdma_info(port->gd);
	u32 most = mana_port_queue_limit(port->gd, cfg, NULL);

	port->vport = *vport;
	port->first_vector = mana_port_first_vector(port->index, most,
						    limits->data_vectors);
	port->dev_cfg = *cfg;
	port->speed_known = false;
	mana_port_fit_max_mtu(port);
	if (port->cqe_frames > 4 && !cfg->cqe8)
		port->cqe_frames = 4;
}

static struct mana_port *mana_port_alloc(struct mana_gdma *gd,
					 const struct mana_eth_dev_config *cfg,
					 const struct mana_eth_vport *vport,
					 struct mana_port_group *group,
					 u32 index)
{
	u32 num = mana_port_queue_limit(gd, cfg, vport);
	struct net_device *dev;
	struct mana_port *port;

	dev = alloc_etherdev_mq(sizeof(*port), num);
	if (!dev)
		return NULL;
	port = netdev_priv(dev);
	port->gd = gd;
	port->dev = dev;
	port->index = index;
	mana_port_host_init(port);
	port->max_queues = num;
	port->link_up = true;
	mana_stall_init(port);
	mana_stats_init(port);
	port->state = MANA_PORT_DOWN;
	if (mana_stats_alloc(&port->stats, num)) {
		free_netdev(dev);
		return NULL;
	}
	port->group = group;
	mutex_lock(&group->lock);
	list_add_tail(&port->sibling, &group->ports);
	mutex_unlock(&group->lock);
	return port;
}

static void mana_port_free(struct mana_port *port)
{
	mutex_lock(&port->group->lock);
	list_del(&port->sibling);
	mutex_unlock(&port->group->lock);
	mana_stats_free(&port->stats);
	free_netdev(port->dev);
}

/**
 * mana_port_create - make a port and its net_device
 * @gd: the device, registered
 * @cfg: what it says of itself
 * @group: all its ports
 * @index: which port
 *
 * Address and parent are set before the net_device is seen by anyone: a
 * synthetic device of the same address adopts it by them.
 *
 * Return: the port, with link; or an ERR_PTR.
 */
struct mana_port *mana_port_create(struct mana_gdma *gd,
				   const struct mana_eth_dev_config *cfg,
				   struct mana_port_group *group, u32 index)
{
	struct mana_eth_vport vport;
	struct mana_port *port;
	struct net_device *dev;
	int err;

	err = mana_eth_query_vport(gd, index, &vport);
	if (err)
		return ERR_PTR(err);
	port = mana_port_alloc(gd, cfg, &vport, group, index);
	if (!port)
		return ERR_PTR(-ENOMEM);
	dev = port->dev;
	SET_NETDEV_DEV(dev, mana_gdma_info(gd)->dev);
	dev->dev_port = index;
	eth_hw_addr_set(dev, vport.mac);
	mana_netdev_setup(dev);
	mana_port_take_limits(port, cfg, &vport);
	dev->mtu = min(dev->mtu, dev->max_mtu);
	mana_port_default_cfg(port);
	mana_rss_init(port);
	err = netif_set_real_num_queues(dev, port->cfg.num_queues,
					port->cfg.num_queues);
	if (err)
		goto free_port;
	netif_carrier_off(dev);
	err = register_netdev(dev);
	if (err)
		goto free_port;
	netif_carrier_on(dev);
	return port;

free_port:
	mana_port_free(port);
	return ERR_PTR(err);
}

/**
 * mana_port_destroy - end a port
 * @port: in any state
 */
void mana_port_destroy(struct mana_port *port)
{
	unregister_netdev(port->dev);
	mana_port_free(port);
}

/**
 * mana_port_detach - take a port off a device that is about to go
 * @port: in any state
 */
void mana_port_detach(struct mana_port *port)
{
	rtnl_lock();
	if (port->state != MANA_PORT_DETACHED) {
		netif_device_detach(port->dev);
		/* A device above may have another way to send. */
		netif_carrier_off(port->dev);
		mana_port_down(port);
		mana_port_set_state(port, MANA_PORT_DETACHED);
	}
	rtnl_unlock();
}

/**
 * mana_port_step_aside - the device will be away for a while
 * @port: in any state
 *
 * A device above that has another way to send takes it when the carrier goes.
 * What comes is another matter: a synthetic device has the host deliver through
 * this one for as long as this one is open. So it is closed, as its user would
 * do it, when it carries the traffic of such a device. Any other one stays
 * open, as closing costs it its routes.
 */
void mana_port_step_aside(struct mana_port *port)
{
	struct net_device *dev = port->dev;

	rtnl_lock();
	if (dev->flags & IFF_SLAVE && netif_running(dev)) {
		netdev_info(dev, "port %u: closed while the device is away\n",
			    port->index);
		port->reopen = true;
		dev_close(dev);
	}
	rtnl_unlock();
}

/* Whoever let go of it meanwhile has closed it for good. */
static int mana_port_reopen(struct mana_port *port)
{
	int err = 0;

	if (port->dev->flags & IFF_SLAVE)
		err = dev_open(port->dev, NULL);
	port->reopen = err;
	return err;
}

/*
 * The device may have come back with less. What the user had configured gives
 * way only where it must.
 */
static int mana_port_adopt(struct mana_port *port,
			   const struct mana_eth_dev_config *cfg,
			   const struct mana_eth_vport *vport)
{
	struct net_device *dev = port->dev;
	u32 num = min_t(u32, mana_port_queue_limit(port->gd, cfg, vport),
			port->cfg.num_queues);
	int err;

	mana_port_take_limits(port, cfg, vport);
	if (!ether_addr_equal(dev->dev_addr, vport->mac)) {
		netdev_warn(dev, "the address is now %pM\n", vport->mac);
		eth_hw_addr_set(dev, vport->mac);
		ether_addr_copy(dev->perm_addr, vport->mac);
		call_netdevice_notifiers(NETDEV_CHANGEADDR, dev);
	}
	if (num < port->cfg.num_queues)
		netdev_warn(dev, "%u queues instead of %u\n", num,
			    port->cfg.num_queues);
	err = netif_set_real_num_queues(dev, num, num);
	if (err)
		return err;
	port->cfg.num_queues = num;
	mana_rss_fit(port, num);
	return 0;
}

/* A smaller MTU is told to those above, as if the user had set it. */
static void mana_port_shrink_mtu(struct net_device *dev)
{
	if (dev->mtu <= dev->max_mtu)
		return;
	netdev_warn(dev, "MTU %u instead of %u\n", dev->max_mtu, dev->mtu);
	dev_set_mtu(dev, dev->max_mtu);
}

static int mana_port_reattach(struct mana_port *port,
			      const struct mana_eth_dev_config *cfg)
{
	struct net_device *dev = port->dev;
	struct mana_eth_vport vport;
	int err;

	err = mana_eth_query_vport(port->gd, port->index, &vport);
	if (!err)
		err = mana_port_adopt(port, cfg, &vport);
	if (!err && netif_running(dev))
		err = mana_port_up(port);
	if (err)
		return err;
	mana_port_set_state(port, netif_running(dev) ? MANA_PORT_UP :
						       MANA_PORT_DOWN);
	netif_device_attach(dev);
	/* What the device last said of the link holds: a reset brings none. */
	if (port->link_up)
		netif_carrier_on(dev);
	mana_port_shrink_mtu(dev);
	/* Those above may have to move their traffic back. */
	netdev_state_change(dev);
	return 0;
}

/**
 * mana_port_attach - bring a port back onto its device
 * @port: detached
 * @cfg: what the device says of itself now
 *
 * Return: 0 or a negative error; then it is still detached, or closed although
 * it was open.
 */
int mana_port_attach(struct mana_port *port,
		     const struct mana_eth_dev_config *cfg)
{
	int err = 0;

	rtnl_lock();
	if (port->state == MANA_PORT_DETACHED)
		err = mana_port_reattach(port, cfg);
	if (!err && port->reopen)
		err = mana_port_reopen(port);
	rtnl_unlock();
	return err;
}

/**
 * mana_port_wants_restart - do the port's queues need replacing?
 * @port: the port
 */
bool mana_port_wants_restart(const struct mana_port *port)
{
	return READ_ONCE(port->wants_restart);
}

/**
 * mana_port_restart - replace all queues of a port
 * @port: in any state
 *
 * Return: 0 or a negative error; then the device needs a reset.
 */
int mana_port_restart(struct mana_port *port)
{
	int err = 0;

	rtnl_lock();
	mana_stat_event(&port->stats, MANA_EV_RESTART);
	WRITE_ONCE(port->wants_restart, false);
	if (port->state == MANA_PORT_UP || port->state == MANA_PORT_BROKEN)
		err = mana_port_reconfigure(port, &port->cfg);
	rtnl_unlock();
	return err;
}

/* The link watch looks once a second at the latest. */
#define MANA_LINK_WATCH_MS	1000

/*
 * Neighbours learn where the port is now. Until the link watch has seen the
 * carrier, the queues of the stack drop what is to tell them.
 */
static void mana_port_tell_peers(struct net_device *dev)
{
	unsigned long end = jiffies + msecs_to_jiffies(MANA_LINK_WATCH_MS);

	while (netif_running(dev) && netif_carrier_ok(dev) &&
	       qdisc_tx_is_noop(dev) && time_before(jiffies, end))
		msleep(20);
	netdev_notify_peers(dev);
}

/**
 * mana_port_set_link - the link as the device reports it
 * @port: the port
 * @up: it is there
 *
 * Context: process, sleeps; takes the rtnl lock.
 */
void mana_port_set_link(struct mana_port *port, bool up)
{
	struct net_device *dev = port->dev;
	bool came = false;

	rtnl_lock();
	if (port->link_up && !up) {
		mana_stat_event(&port->stats, MANA_EV_LINK_DOWN);
		netif_carrier_off(dev);
	} else if (!port->link_up && up && port->state != MANA_PORT_DETACHED) {
		netif_carrier_on(dev);
		came = true;
	}
	port->link_up = up;
	rtnl_unlock();
	if (came)
		mana_port_tell_peers(dev);
}

/**
 * mana_port_reap - free memory that the device had not let go
 * @gd: the device, stopped
 */
void mana_port_reap(struct mana_gdma *gd)
{
	mana_qset_reap(gd);
}
