// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Bring a port up and down, and replace one queue set by another.
 *
 * Beside: the new set is made while the old one carries traffic, then packets
 * are steered over; nothing is lost. In place, when the device grants too few
 * queues for two sets: all memory first (of the new set, and of the old one to
 * go back to), then the exchange, during which packets are lost and counted by
 * the device. A failure leaves the old configuration running.
 *
 * All under rtnl.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/moduleparam.h>
#include <linux/netdevice.h>

#include "priv.h"

/*
 * For all send queues of a port together: without any progress, and in all.
 * What is left then is freed after the device has confirmed the queue's end.
 */
#define MANA_TX_DRAIN_MS	1000
#define MANA_TX_DRAIN_MAX_MS	5000

/* One EQE per CQ and arming; two sets are attached during a swap. */
#define MANA_EQ_ENTRIES		256

/*
 * For devices that mishandle two queue sets on one port. Read at each change of
 * queues, so that it can be set while the machine runs.
 */
static bool mana_in_place_only;
module_param_named(in_place_only, mana_in_place_only, bool, 0644);
MODULE_PARM_DESC(in_place_only, "Never run two sets of queues beside each other: changes lose packets, but ask less of the device (default: N)");

static void mana_port_trim_eqs(struct mana_port *port, u32 keep)
{
	while (port->num_eqs > keep)
		mana_eq_destroy(port->eq[--port->num_eqs]);
}

static int mana_port_ensure_eqs(struct mana_port *port, u32 num)
{
	u32 before = port->num_eqs;
	struct mana_eq *eq;

	while (port->num_eqs < num) {
		eq = mana_eq_create(port->gd,
				    port->first_vector + port->num_eqs,
				    MANA_EQ_ENTRIES);
		if (IS_ERR(eq)) {
			mana_port_trim_eqs(port, before);
			return PTR_ERR(eq);
		}
		port->eq[port->num_eqs++] = eq;
	}
	return 0;
}

/* All memory of a set that is to follow the one in use. */
static struct mana_qset *mana_port_new_set(struct mana_port *port,
					   const struct mana_queue_cfg *cfg)
{
	const struct mana_qset *old = mana_port_qset(port);
	/* While both run, each counts where the other does not. */
	u8 bank = old && !old->bank;

	return mana_qset_alloc(&port->host, cfg, bank, port->stats.bank[bank]);
}

/* Put a set onto the device; the port's event queues exist. */
static int mana_port_create_set(struct mana_port *port, struct mana_qset *set)
{
	const struct mana_queue_place place = {
		.vport = port->vport.handle,
		.tx_offset = port->tx_offset,
		.eq = port->eq,
		.tx_mod = mana_coalesce_of(port, true),
		.rx_mod = mana_coalesce_of(port, false),
		.repeat_mod = mana_coalesce_repeats(port),
	};

	return mana_qset_create(set, &place);
}

/* Wait, not for long, until all packets of a frozen set were sent; are they? */
static bool mana_port_drain_tx(struct mana_port *port,
			       const struct mana_qset *set)
{
	unsigned long last = jiffies + msecs_to_jiffies(MANA_TX_DRAIN_MAX_MS);
	unsigned long end = jiffies + msecs_to_jiffies(MANA_TX_DRAIN_MS);
	u32 before = mana_qset_tx_pending(set), now;

	for (; (now = mana_qset_tx_pending(set)); before = now) {
		if (!mana_gdma_alive(port->gd) || READ_ONCE(port->tx_dead))
			return false;
		if (now != before)
			end = jiffies + msecs_to_jiffies(MANA_TX_DRAIN_MS);
		if (time_after(jiffies, end) || time_after(jiffies, last)) {
			mana_stat_event(&port->stats, MANA_EV_TX_DRAIN_TIMEOUT);
			return false;
		}
		usleep_range(100, 500);
	}
	return true;
}

/* What was in flight is forgotten with the set it was in. */
static void mana_port_reset_bql(struct net_device *dev, u32 num)
{
	u32 i;

	for (i = 0; i < num; i++)
		netdev_tx_reset_queue(netdev_get_tx_queue(dev, i));
}

/* A queue gets its CPU when it comes; later it is the user's to change. */
static void mana_port_default_xps(struct mana_port *port, u32 num)
{
	int cpu;

	for (; port->num_xps < num; port->num_xps++) {
		cpu = mana_eq_cpu(port->eq[port->num_xps]);
		if (cpu >= 0)
			netif_set_xps_queue(port->dev, cpumask_of(cpu),
					    port->num_xps);
	}
	port->num_xps = num;
}

/* Show which NAPI serves a queue. */
static void mana_port_link_napis(struct mana_port *port,
				 const struct mana_qset *set, bool on)
{
	struct napi_struct *napi;
	u32 i;

	for (i = 0; i < set->cfg.num_queues; i++) {
		napi = on ? &set->pair[i]->napi : NULL;
		netif_queue_set_napi(port->dev, i, NETDEV_QUEUE_TYPE_RX, napi);
		netif_queue_set_napi(port->dev, i, NETDEV_QUEUE_TYPE_TX, napi);
	}
}

/* The set is steered to: let packets be sent through it. TX is frozen. */
static void mana_port_publish(struct mana_port *port, struct mana_qset *set)
{
	rcu_assign_pointer(port->qset, set);
	mana_port_reset_bql(port->dev, set->cfg.num_queues);
	mana_port_link_napis(port, set, true);
	mana_port_default_xps(port, set->cfg.num_queues);
	WRITE_ONCE(port->tx_dead, false);
}

/* Put a set to work that has no predecessor. It is left to the caller. */
static int mana_port_start_set(struct mana_port *port, struct mana_qset *set)
{
	u32 num = set->cfg.num_queues;
	int err;

	err = mana_port_ensure_eqs(port, num);
	if (err)
		return err;
	err = mana_port_create_set(port, set);
	if (err)
		return err;
	err = netif_set_real_num_queues(port->dev, num, num);
	if (err)
		goto destroy;
	mana_rss_fit(port, num);
	set->steered = true;
	err = mana_rss_steer(port, set);
	if (err)
		goto stop;
	mana_port_publish(port, set);
	mana_port_trim_eqs(port, num);
	return 0;

stop:
	/* Packets may be steered to queues that are about to end. */
	if (mana_hwc_unsure(err))
		mana_rss_stop(port, set);
destroy:
	mana_qset_destroy(set);
	return err;
}

static void mana_port_stop_delivery(struct mana_port *port,
				    const struct mana_qset *set)
{
	if (mana_rss_stop(port, set) && mana_gdma_alive(port->gd))
		netdev_warn(port->dev, "the device does not stop delivery\n");
}

/* Take the set in use out of service and off the device. TX stays frozen. */
static void mana_port_stop_set(struct mana_port *port)
{
	struct mana_qset *set = mana_port_qset(port);

	if (!set)
		return;
	mana_qset_freeze(set);
	/* While packets come, there may be no end of what programs answer. */
	if (set->cfg.xdp)
		mana_port_stop_delivery(port, set);
	mana_port_drain_tx(port, set);
	mana_port_link_napis(port, set, false);
	rcu_assign_pointer(port->qset, NULL);
	synchronize_net();
	if (!set->cfg.xdp)
		mana_port_stop_delivery(port, set);
	mana_qset_destroy(set);
	mana_qset_free(set);
}

/**
 * mana_port_up - bring a port up
 * @port: down, detached or broken, with its limits known
 *
 * Return: 0 or a negative error; then nothing of it is on the device, except
 * what the device would not destroy.
 */
int mana_port_up(struct mana_port *port)
{
	struct mana_qset *set;
	int err;

	if (!port->claimed) {
		err = mana_eth_claim_vport(port->gd, port->index);
		if (err)
			return err;
		port->claimed = true;
	}
	err = mana_eth_config_vport_tx(port->gd, port->vport.handle,
				       &port->tx_offset);
	/* A port whose old objects the device keeps may not be bound anew. */
	if (err == -EPROTO && mana_qset_in_limbo(port->gd))
		mana_gdma_report_fault(port->gd, MANA_FAULT_QUEUE_STUCK);
	if (err)
		goto release;
	/* Support tools look for this line, and for the one of rss.c. */
	netdev_info(port->dev, "Configured vPort %llu PD %u DB %u\n",
		    port->vport.handle, mana_gdma_info(port->gd)->pdid,
		    mana_gdma_info(port->gd)->db_page);
	set = mana_port_new_set(port, &port->cfg);
	if (IS_ERR(set)) {
		err = PTR_ERR(set);
		goto release;
	}
	err = mana_port_start_set(port, set);
	if (err)
		goto free_set;
	mana_qset_thaw(set);
	mana_stall_start(port);
	mana_stats_start(port);
	return 0;

free_set:
	mana_qset_free(set);
	mana_port_trim_eqs(port, 0);
release:
	mana_eth_release_vport(port->gd, port->index);
	port->claimed = false;
	return err;
}

/**
 * mana_port_down - take everything of a port off the device
 * @port: in any state
 */
void mana_port_down(struct mana_port *port)
{
	mana_stall_stop(port);
	mana_stats_stop(port);
	mana_port_stop_set(port);
	mana_port_trim_eqs(port, 0);
	if (port->claimed)
		mana_eth_release_vport(port->gd, port->index);
	port->claimed = false;
	WRITE_ONCE(port->tx_dead, false);
	WRITE_ONCE(port->wants_restart, false);
}

/* Are there queues for both? Limits of the function are found by trying. */
static bool mana_port_room_beside(const struct mana_port *port, u32 old,
				  u32 new)
{
	if (READ_ONCE(mana_in_place_only) || READ_ONCE(port->in_place))
		return false;
	return old + new <= min(port->vport.max_sq, port->vport.max_rq);
}

/*
 * The hand-over: traffic moves from one set to another, both on the device and
 * polled. Nothing is lost. Nothing was changed when this fails; else the old set
 * can only be destroyed.
 */
static int mana_port_hand_over(struct mana_port *port, struct mana_qset *old,
			       struct mana_qset *set)
{
	u32 num = set->cfg.num_queues, most = max(num, old->cfg.num_queues);
	bool sends;
	int err;

	/* 1. The stack expects packets of the queues of both. */
	err = netif_set_real_num_rx_queues(port->dev, most);
	if (err)
		return err;
	/* 2. The device sends all packets to the new set from here on. */
	mana_rss_fit(port, num);
	set->steered = true;
	err = mana_rss_steer(port, set);
	if (err) {
		mana_rss_fit(port, old->cfg.num_queues);
		/* It may have been taken all the same. */
		mana_rss_steer(port, old);
		netif_set_real_num_rx_queues(port->dev, old->cfg.num_queues);
		return err;
	}
	/* 3. The stack waits, nothing is sent, nobody wakes a queue. */
	mana_qset_freeze(old);
	/* 4. What was sent completes, while byte queue limits still count. */
	sends = mana_port_drain_tx(port, old);
	/* 5. What did not complete is no longer the byte queue limits'. */
	mana_qset_retire(old);
	/*
	 * 6. The stack gets the number of queues of the new set. Fewer always
	 * work; more may lack memory, then fewer are used.
	 */
	mana_port_link_napis(port, old, false);
	if (netif_set_real_num_queues(port->dev, num, num))
		netdev_warn(port->dev, "some of %u send queues stay idle\n",
			    num);
	/* 7. Senders find the new set; byte queue limits start anew. */
	mana_port_publish(port, set);
	/* 8. The stack sends again. */
	mana_qset_thaw(set);
	/* 9. No sender and no look-out has the old set in its hands. */
	synchronize_net();
	if (!old->cfg.xdp || !sends)
		return 0;
	/* 10. The last packets come, and what programs answer to them goes. */
	mana_qset_fence(old);
	old->steered = false;
	mana_port_drain_tx(port, old);
	return 0;
}

/* 0; -EAGAIN: the device has no room for two sets; else a final error. */
static int mana_port_swap_beside(struct mana_port *port,
				 const struct mana_queue_cfg *cfg)
{
	struct mana_qset *old = mana_port_qset(port);
	u32 num_eqs = port->num_eqs;
	struct mana_qset *set;
	int err;

	set = mana_port_new_set(port, cfg);
	if (IS_ERR(set))
		return PTR_ERR(set);
	err = mana_port_ensure_eqs(port, cfg->num_queues);
	if (!err)
		err = mana_port_create_set(port, set);
	if (err) {
		err = err == -EPROTO ? -EAGAIN : err;
		goto free_set;
	}
	err = mana_port_hand_over(port, old, set);
	if (err)
		goto destroy_set;
	mana_qset_destroy(old);
	mana_qset_free(old);
	mana_port_trim_eqs(port, cfg->num_queues);
	mana_stat_event(&port->stats, MANA_EV_SWAP_BESIDE);
	mana_stats_watch(port);
	return 0;

destroy_set:
	mana_qset_destroy(set);
free_set:
	mana_qset_free(set);
	mana_port_trim_eqs(port, num_eqs);
	return err;
}

/* Neither set could be made. Only a reset, or another try, can help. */
static void mana_port_lose_queues(struct mana_port *port)
{
	mana_stat_event(&port->stats, MANA_EV_SWAP_LOST);
	netdev_err(port->dev, "the queues are lost: the device takes neither the new nor the old ones\n");
	mana_port_set_state(port, MANA_PORT_BROKEN);
	mana_port_queue_fault(port, MANA_FAULT_TX_QUEUE_DEAD);
}

static int mana_port_swap_in_place(struct mana_port *port,
				   const struct mana_queue_cfg *cfg)
{
	const struct mana_queue_cfg before = mana_port_qset(port)->cfg;
	struct mana_qset *set, *spare;
	int err;

	set = mana_port_new_set(port, cfg);
	if (IS_ERR(set))
		return PTR_ERR(set);
	spare = mana_port_new_set(port, &before);
	if (IS_ERR(spare)) {
		mana_qset_free(set);
		return PTR_ERR(spare);
	}
	mana_stat_event(&port->stats, MANA_EV_SWAP_IN_PLACE);
	mana_port_stop_set(port);
	err = mana_port_start_set(port, set);
	if (!err) {
		mana_qset_free(spare);
		mana_qset_thaw(set);
		return 0;
	}
	mana_qset_free(set);
	if (mana_port_start_set(port, spare)) {
		mana_qset_free(spare);
		mana_port_lose_queues(port);
		return err;
	}
	mana_stat_event(&port->stats, MANA_EV_SWAP_RESTORED);
	mana_qset_thaw(spare);
	return err;
}

static int mana_port_replace_set(struct mana_port *port,
				 const struct mana_queue_cfg *cfg)
{
	u32 old = mana_port_qset(port)->cfg.num_queues;
	int err = -EAGAIN;

	if (mana_port_room_beside(port, old, cfg->num_queues))
		err = mana_port_swap_beside(port, cfg);
	if (err == -EAGAIN)
		err = mana_port_swap_in_place(port, cfg);
	if (err)
		mana_stat_event(&port->stats, MANA_EV_SWAP_FAILED);
	return err;
}

/**
 * mana_port_why - why a change of queues was refused, in words
 * @err: of mana_port_reconfigure()
 */
const char *mana_port_why(int err)
{
	switch (err) {
	case -ENOMEM:
		return "not enough free memory, nothing was changed";
	case -ENODEV:
		return "the device is being reset, try again";
	case -ETIMEDOUT:
		return "the device does not answer";
	default:
		return "the device refuses, the old queues stay";
	}
}

/**
 * mana_port_reconfigure - change the configuration of queues
 * @port: not detached
 * @cfg: the new one
 *
 * Return: 0: it is in use, or will be at the next open; or a negative error,
 * then the old one stays.
 */
int mana_port_reconfigure(struct mana_port *port,
			  const struct mana_queue_cfg *cfg)
{
	const struct mana_queue_cfg before = port->cfg;
	int err = 0;

	switch (port->state) {
	case MANA_PORT_UP:
		mana_port_set_state(port, MANA_PORT_SWAPPING);
		err = mana_port_replace_set(port, cfg);
		if (port->state == MANA_PORT_SWAPPING)
			mana_port_set_state(port, MANA_PORT_UP);
		break;
	case MANA_PORT_BROKEN:
		port->cfg = *cfg;
		err = mana_port_up(port);
		if (!err)
			mana_port_set_state(port, MANA_PORT_UP);
		break;
	case MANA_PORT_DOWN:
		err = netif_set_real_num_queues(port->dev, cfg->num_queues,
						cfg->num_queues);
		if (!err)
			mana_rss_fit(port, cfg->num_queues);
		break;
	default:
		err = -ENODEV;
	}
	port->cfg = err ? before : *cfg;
	return err;
}
