/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 4, as layer 5 sees it: one vPort is one net_device. All functions are
 * called in process context without rtnl, which they take (docs/locking.md).
 *
 * A device's life: create every port; on suspend or reset detach every port,
 * mana_gdma_stop(), mana_port_reap(), mana_gdma_start(), register, attach; at
 * the end destroy every port, mana_gdma_stop(), mana_port_reap().
 */
#ifndef _MANA_PORT_H
#define _MANA_PORT_H

#include <linux/list.h>
#include <linux/mutex.h>

#include <mana/eth.h>

struct mana_port;
struct net_device;

/**
 * struct mana_port_group - all ports of a device, which counts for them together
 * @lock: protects @ports
 * @ports: those there are
 */
struct mana_port_group {
	struct mutex lock;	/* the list */
	struct list_head ports;
};

/*
 * Make port @index of a registered device and its net_device. ERR_PTR on
 * failure; the other ports are not affected.
 */
struct mana_port *mana_port_create(struct mana_gdma *gd,
				   const struct mana_eth_dev_config *cfg,
				   struct mana_port_group *group, u32 index);
/* Close, unregister, free. Also of a detached port and of a dead device. */
void mana_port_destroy(struct mana_port *port);

/*
 * The device is about to go: give up everything on it, keep the net_device and
 * the user's configuration. Safe to repeat; bounded when the device is dead.
 */
void mana_port_detach(struct mana_port *port);
/*
 * It will be away for a while: close a port that carries another device's
 * traffic, until mana_port_attach(). Before or after mana_port_detach().
 */
void mana_port_step_aside(struct mana_port *port);
/*
 * It is back, possibly with other limits. A port that is up gets its queues.
 * On error the port stays detached or closed; may be tried again.
 */
int mana_port_attach(struct mana_port *port,
		     const struct mana_eth_dev_config *cfg);

/* Queues of it died, hang or are confused, and were not replaced yet. */
bool mana_port_wants_restart(const struct mana_port *port);
/*
 * Replace all queues: the answer to MANA_FAULT_TX_QUEUE_DEAD and
 * MANA_FAULT_RX_QUEUE_LOST when the hardware channel still works. On error the
 * device needs a reset.
 */
int mana_port_restart(struct mana_port *port);

/* The link that the device reports; the port starts with link. */
void mana_port_set_link(struct mana_port *port, bool up);

/*
 * After mana_gdma_stop(): free the queue memory whose objects the device did
 * not let go, and which it might have written to until now.
 */
void mana_port_reap(struct mana_gdma *gd);

#endif /* _MANA_PORT_H */
