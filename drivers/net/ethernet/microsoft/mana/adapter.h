/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: the life of one adapter, from probe to remove.
 */
#ifndef _MANA_ADAPTER_H
#define _MANA_ADAPTER_H

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#include <mana/port.h>

/**
 * enum mana_adapter_state - where an adapter stands
 * @MANA_ADAPTER_DOWN: nothing is asked of the device; ports, if any, are
 *	detached
 * @MANA_ADAPTER_UP: ports are attached
 * @MANA_ADAPTER_WAITING: down, to be brought up again after a while
 * @MANA_ADAPTER_RESCAN: down, about to be removed and scanned for
 * @MANA_ADAPTER_LEAVING: remove or shutdown; nothing comes after
 */
enum mana_adapter_state {
	MANA_ADAPTER_DOWN,
	MANA_ADAPTER_UP,
	MANA_ADAPTER_WAITING,
	MANA_ADAPTER_RESCAN,
	MANA_ADAPTER_LEAVING
};

/**
 * struct mana_adapter - one PCI function
 * @dev: it, for messages
 * @gd: its device of layer 2
 * @lock: protects all that follows but @faults and @leaving; held over bring-up and
 *	take-down
 * @state: changed by mana_adapter_set_state() only
 * @leaving: no bring-up is tried again; set without the lock
 * @wake_at: when WAITING ends or missing ports are looked at, in jiffies
 * @up_at: when it last came up, in jiffies
 * @was_up: it came up at least once
 * @failures: failed bring-ups in a row
 * @strikes: resets and failed bring-ups since it last worked for a while
 * @ports_missing: a port did not come up with the others
 * @port_tries: looks at missing ports since it came up
 * @cfg: what the device told of itself
 * @num_ports: entries of @ports; constant once known
 * @ports: one for each vPort; NULL for one that could not be made
 * @group: those there are
 * @faults: bit per enum mana_fault that the service work has not seen yet
 * @service: reacts to faults, brings the device up again
 */
struct mana_adapter {
	struct device *dev;
	struct mana_gdma *gd;
	struct mutex lock;	/* bring-up and take-down */
	enum mana_adapter_state state;
	bool leaving;
	unsigned long wake_at;
	unsigned long up_at;
	bool was_up;
	unsigned int failures;
	unsigned int strikes;
	bool ports_missing;
	unsigned int port_tries;
	struct mana_eth_dev_config cfg;
	unsigned int num_ports;
	struct mana_port **ports;
	struct mana_port_group group;
	unsigned long faults;
	struct delayed_work service;
};

struct mana_adapter *mana_adapter_create(struct mana_gdma *gd);
void mana_adapter_destroy(struct mana_adapter *ad);
void mana_adapter_suspend(struct mana_adapter *ad, bool away);
bool mana_adapter_answers(struct mana_adapter *ad);
void mana_adapter_resume(struct mana_adapter *ad);
void mana_adapter_shutdown(struct mana_adapter *ad);
void mana_adapter_gone(struct mana_adapter *ad);

#endif /* _MANA_ADAPTER_H */
