// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Looks for send queues that make no progress, so that they are replaced before
 * the stack's watchdog fires: what the device does must not reach its warning.
 */
#include <linux/jiffies.h>
#include <linux/netdevice.h>
#include <linux/workqueue.h>

#include "priv.h"

#define MANA_STALL_LOOK_MS	1000
/*
 * Looks in a row that see the same packet waiting. The device pauses all queues
 * for several seconds while it is reconfigured: replacing them then would make
 * a reset of a pause.
 */
#define MANA_STALL_LOOKS	15

static bool mana_stall_any(struct mana_port *port)
{
	const struct mana_qset *set;
	bool found = false;
	u32 i;

	rcu_read_lock();
	set = rcu_dereference(port->qset);
	for (i = 0; set && i < set->cfg.num_queues; i++) {
		if (!mana_txq_stalled(&set->pair[i]->tx, &port->stall[i],
				      MANA_STALL_LOOKS))
			continue;
		found = true;
		if (net_ratelimit())
			netdev_warn(port->dev,
				    "port %u: send queue %u (id %u) has not completed entry %u for %u s\n",
				    port->index, i, set->pair[i]->tx.wq.id,
				    port->stall[i].tail, MANA_STALL_LOOKS *
				    MANA_STALL_LOOK_MS / 1000);
	}
	rcu_read_unlock();
	return found;
}

static void mana_stall_look(struct work_struct *work)
{
	struct mana_port *port = container_of(to_delayed_work(work),
					      struct mana_port, stall_work);

	if (netif_carrier_ok(port->dev) && mana_stall_any(port)) {
		mana_stat_event(&port->stats, MANA_EV_TX_STALL);
		mana_port_queue_fault(port, MANA_FAULT_TX_QUEUE_DEAD);
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
}
