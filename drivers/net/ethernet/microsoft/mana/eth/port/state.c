// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The ground floor of a port: its states, the one function that changes them,
 * and what its queues say upward.
 */
#include <linux/bits.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "priv.h"

static const char * const state_names[MANA_PORT_STATES] = {
	[MANA_PORT_DOWN] = "down",
	[MANA_PORT_UP] = "up",
	[MANA_PORT_SWAPPING] = "swapping",
	[MANA_PORT_BROKEN] = "broken",
	[MANA_PORT_DETACHED] = "detached",
};

/* Where each state may lead to. */
static const u8 state_next[MANA_PORT_STATES] = {
	[MANA_PORT_DOWN] = BIT(MANA_PORT_UP) | BIT(MANA_PORT_DETACHED),
	[MANA_PORT_UP] = BIT(MANA_PORT_DOWN) | BIT(MANA_PORT_SWAPPING) |
			 BIT(MANA_PORT_DETACHED),
	[MANA_PORT_SWAPPING] = BIT(MANA_PORT_UP) | BIT(MANA_PORT_BROKEN),
	[MANA_PORT_BROKEN] = BIT(MANA_PORT_UP) | BIT(MANA_PORT_DOWN) |
			     BIT(MANA_PORT_DETACHED),
	[MANA_PORT_DETACHED] = BIT(MANA_PORT_UP) | BIT(MANA_PORT_DOWN),
};

/**
 * mana_port_set_state - the one place where a port's state changes
 * @port: the port
 * @to: new state
 *
 * Under rtnl.
 */
void mana_port_set_state(struct mana_port *port, enum mana_port_state to)
{
	ASSERT_RTNL();
	if (WARN_ONCE(!(state_next[port->state] & BIT(to)),
		      "mana: port %u goes from %s to %s\n", port->index,
		      state_names[port->state], state_names[to]))
		return;
	netdev_dbg(port->dev, "%s, was %s\n", state_names[to],
		   state_names[port->state]);
	port->state = to;
}

/**
 * mana_port_queue_fault - queues of a port cannot be trusted any more
 * @port: the port
 * @why: MANA_FAULT_TX_QUEUE_DEAD or MANA_FAULT_RX_QUEUE_LOST
 *
 * Any context.
 */
void mana_port_queue_fault(struct mana_port *port, enum mana_fault why)
{
	if (why == MANA_FAULT_TX_QUEUE_DEAD)
		WRITE_ONCE(port->tx_dead, true);
	WRITE_ONCE(port->wants_restart, true);
	mana_gdma_report_fault(port->gd, why);
}

static void mana_port_host_fault(void *ctx, enum mana_fault why)
{
	mana_port_queue_fault(ctx, why);
}

static void mana_port_host_fence_missing(void *ctx)
{
	struct mana_port *port = ctx;

	mana_stat_event(&port->stats, MANA_EV_FENCE_TIMEOUT);
}

static void mana_port_host_destroy_failed(void *ctx)
{
	struct mana_port *port = ctx;

	mana_stat_event(&port->stats, MANA_EV_DESTROY_ERR);
}

static const struct mana_queue_ops mana_port_queue_ops = {
	.fault = mana_port_host_fault,
	.fence_missing = mana_port_host_fence_missing,
	.destroy_failed = mana_port_host_destroy_failed,
};

/**
 * mana_port_host_init - what queue sets know of their port
 * @port: with its device and net_device
 */
void mana_port_host_init(struct mana_port *port)
{
	port->host = (struct mana_queue_host) {
		.gd = port->gd,
		.dev = port->dev,
		.ops = &mana_port_queue_ops,
		.ctx = port,
		.prog = &port->prog,
	};
}
