// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Looks for queues that stand still. Whose event was lost is polled; those that
 * cannot go on are replaced: send queues before the stack's watchdog fires, as
 * what the device does must not reach its warning; receive queues because
 * nobody else would notice.
 */
#include <linux/jiffies.h>
#include <linux/netdevice.h>
#include <linux/workqueue.h>

#include "priv.h"

#define MANA_STALL_LOOK_MS	1000
/*
 * Looks in a row that see the same packet waiting, or no packet come. The device
 * pauses all queues for several seconds while it is reconfigured: replacing them
 * then would make a reset of a pause.
 */
#define MANA_STALL_LOOKS	15

static void mana_stall_say(struct mana_port *port, const char *what, u32 index,
			   const struct mana_wq *wq, const char *why)
{
	if (net_ratelimit())
		netdev_warn(port->dev, "port %u: %s queue %u (id %u, tail %u) %s\n",
			    port->index, what, index, wq->id,
			    READ_ONCE(wq->ring.tail), why);
}

/* Entries that wait although nobody was told: tell the poll function. */
static void mana_stall_wake(struct mana_port *port, struct mana_pair *pair,
			    bool waiting)
{
	bool missed = mana_eq_look(pair->eq);

	if (waiting)
		mana_pair_kick(pair);
	if (waiting || missed)
		mana_stat_event(&port->stats, MANA_EV_EVENT_MISSED);
}

static bool mana_stall_tx(struct mana_port *port, struct mana_pair *pair,
			  enum mana_ring_sight sight)
{
	const char *why = NULL;

	if (mana_txq_stalled(&pair->tx, &port->stall[pair->index],
			     MANA_STALL_LOOKS))
		why = "has not completed a packet for 15 s";
	else if (sight == MANA_RING_HOLE)
		why = "lacks a completion before others";
	if (why)
		mana_stall_say(port, "send", pair->index, &pair->tx.wq, why);
	return why;
}

static bool mana_stall_rx(struct mana_port *port, struct mana_pair *pair,
			  enum mana_ring_sight sight)
{
	struct mana_rxq *rx = &pair->rx;
	const char *why = NULL;

	if (mana_rx_is_silent(&rx->silence, READ_ONCE(rx->wq.ring.tail),
			      &port->stats.rx_missing, MANA_STALL_LOOKS) &&
	    mana_rx_hold_allows(&port->rx_hold))
		why = "is silent although the device counts packets";
	else if (sight == MANA_RING_HOLE)
		why = "lacks a completion before others";
	if (why)
		mana_stall_say(port, "receive", pair->index, &rx->wq, why);
	return why;
}

/* Bits of MANA_EV_TX_STALL and MANA_EV_RX_STALL. */
static unsigned long mana_stall_pair(struct mana_port *port,
				     struct mana_pair *pair)
{
	enum mana_ring_sight tx = mana_cq_end_look(&pair->tx.end);
	enum mana_ring_sight rx = mana_cq_end_look(&pair->rx.end);
	unsigned long found = 0;

	mana_stall_wake(port, pair,
			tx == MANA_RING_WAITING || rx == MANA_RING_WAITING);
	if (mana_stall_tx(port, pair, tx))
		found |= BIT(MANA_EV_TX_STALL);
	if (mana_stall_rx(port, pair, rx))
		found |= BIT(MANA_EV_RX_STALL);
	return found;
}

static unsigned long mana_stall_any(struct mana_port *port)
{
	const struct mana_qset *set;
	unsigned long found = 0;
	u32 i;

	rcu_read_lock();
	set = rcu_dereference(port->qset);
	for (i = 0; set && i < set->cfg.num_queues; i++)
		found |= mana_stall_pair(port, set->pair[i]);
	rcu_read_unlock();
	return found;
}

static void mana_stall_look(struct work_struct *work)
{
	struct mana_port *port = container_of(to_delayed_work(work),
					      struct mana_port, stall_work);
	unsigned long found = 0;

	mana_rx_hold_look(&port->rx_hold);
	if (netif_carrier_ok(port->dev))
		found = mana_stall_any(port);
	if (found & BIT(MANA_EV_TX_STALL)) {
		mana_stat_event(&port->stats, MANA_EV_TX_STALL);
		mana_port_queue_fault(port, MANA_FAULT_TX_QUEUE_DEAD);
	}
	if (found & BIT(MANA_EV_RX_STALL)) {
		mana_stat_event(&port->stats, MANA_EV_RX_STALL);
		mana_port_queue_fault(port, MANA_FAULT_RX_QUEUE_LOST);
	}
	mana_stall_start(port);
}

/**
 * mana_stall_init - prepare the look-out of a port
 * @port: new port
 */
void mana_stall_init(struct mana_port *port)
{
	INIT_DELAYED_WORK(&port->stall_work, mana_stall_look);
}

/**
 * mana_stall_start - look for stalled queues from now on
 * @port: port with a queue set
 */
void mana_stall_start(struct mana_port *port)
{
	queue_delayed_work(system_percpu_wq, &port->stall_work,
			   msecs_to_jiffies(MANA_STALL_LOOK_MS));
}

/**
 * mana_stall_stop - no longer; idempotent
 * @port: port
 *
 * Context: process, sleeps; the look-out takes no lock.
 */
void mana_stall_stop(struct mana_port *port)
{
	cancel_delayed_work_sync(&port->stall_work);
	port->rx_hold = (struct mana_rx_hold) {};
}
