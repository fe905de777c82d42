// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: brings the device and its ports up and down, and decides what to do
 * when trust in the device was lost (gdma 4, 16).
 */
#include <linux/jiffies.h>
#include <linux/slab.h>

#include <mana/gdma.h>
#include <mana/port.h>

#include "adapter.h"

/* How long a device that asked for it is left alone (gdma 16). */
#define MANA_SERVICE_WAIT_MS	10000
/* Bring-ups that may fail in a row before the adapter is given up. */
#define MANA_MAX_ATTEMPTS	3

static const bool mana_adapter_may[][MANA_ADAPTER_LEAVING + 1] = {
	[MANA_ADAPTER_DOWN] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_UP] = true,
		[MANA_ADAPTER_WAITING] = true, [MANA_ADAPTER_FAILED] = true,
		[MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_UP] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_WAITING] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_FAILED] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_LEAVING] = {
		[MANA_ADAPTER_LEAVING] = true,
	},
};

/* The one transition function; false: not from where it stands. */
static bool mana_adapter_set_state(struct mana_adapter *ad,
				   enum mana_adapter_state to)
{
	lockdep_assert_held(&ad->lock);
	if (!mana_adapter_may[ad->state][to])
		return false;
	ad->state = to;
	return true;
}

/* ---- up and down; the lock is held ---- */

static int mana_adapter_learn(struct mana_adapter *ad)
{
	struct mana_eth_dev_config cfg;
	int err;

	err = mana_eth_query_dev_config(ad->gd, &cfg);
	if (err)
		return err;
	if (ad->ports && cfg.num_ports != ad->num_ports) {
		dev_err(&ad->pdev->dev, "%u ports became %u\n", ad->num_ports,
			cfg.num_ports);
		return -EPROTO;
	}
	ad->cfg = cfg;
	if (ad->ports)
		return 0;
	ad->ports = kcalloc(cfg.num_ports, sizeof(*ad->ports), GFP_KERNEL);
	if (!ad->ports)
		return -ENOMEM;
	ad->num_ports = cfg.num_ports;
	return 0;
}

static int mana_adapter_port_up(struct mana_adapter *ad, unsigned int i)
{
	struct mana_port *port;

	if (ad->ports[i])
		return mana_port_attach(ad->ports[i], &ad->cfg);
	port = mana_port_create(ad->gd, &ad->cfg, i);
	if (IS_ERR(port))
		return PTR_ERR(port);
	ad->ports[i] = port;
	return 0;
}

/* Ports that work are kept, whatever becomes of the others. */
static int mana_adapter_ports_up(struct mana_adapter *ad)
{
	unsigned int i, good = 0;
	int err, first = 0;

	for (i = 0; i < ad->num_ports; i++) {
		err = mana_adapter_port_up(ad, i);
		if (!err) {
			good++;
			continue;
		}
		dev_err(&ad->pdev->dev, "port %u does not come up: %d\n", i,
			err);
		first = first ? first : err;
	}
	return good ? 0 : first;
}

static void mana_adapter_ports_down(struct mana_adapter *ad)
{
	unsigned int i;

	for (i = 0; i < ad->num_ports; i++)
		if (ad->ports[i])
			mana_port_detach(ad->ports[i]);
}

/* Take everything off the device; ports stay, detached. Idempotent. */
static void mana_adapter_down(struct mana_adapter *ad)
{
	/* Without an answer nothing can be taken off in order. */
	if (!mana_gdma_alive(ad->gd))
		mana_gdma_halt(ad->gd);
	mana_adapter_ports_down(ad);
	mana_gdma_stop(ad->gd);
	mana_port_reap(ad->gd);
	/* What was wrong with the device that was stopped is history. */
	xchg(&ad->faults, 0);
	mana_adapter_set_state(ad, MANA_ADAPTER_DOWN);
}

static int mana_adapter_up(struct mana_adapter *ad)
{
	int err;

	err = mana_gdma_start(ad->gd);
	if (err)
		return err;
	err = mana_adapter_learn(ad);
	if (!err)
		err = mana_gdma_register(ad->gd);
	if (!err)
		err = mana_adapter_ports_up(ad);
	/* It may have died meanwhile without failing a port. */
	if (!err && !mana_gdma_alive(ad->gd))
		err = -ENODEV;
	if (err) {
		mana_adapter_down(ad);
		return err;
	}
	ad->attempts = 0;
	mana_adapter_set_state(ad, MANA_ADAPTER_UP);
	return 0;
}

/* Leave the device alone for a while. */
static void mana_adapter_wait(struct mana_adapter *ad)
{
	unsigned long delay = msecs_to_jiffies(MANA_SERVICE_WAIT_MS);

	mana_adapter_set_state(ad, MANA_ADAPTER_WAITING);
	ad->wake_at = jiffies + delay;
	mod_delayed_work(system_dfl_wq, &ad->service, delay);
}

/* Come back later, a limited number of times. */
static void mana_adapter_retry(struct mana_adapter *ad, int err)
{
	if (++ad->attempts >= MANA_MAX_ATTEMPTS) {
		dev_err(&ad->pdev->dev,
			"given up after %u attempts (%d): remove and rescan the device to try again\n",
			ad->attempts, err);
		mana_adapter_set_state(ad, MANA_ADAPTER_FAILED);
		return;
	}
	dev_warn(&ad->pdev->dev, "does not come up (%d), next try in %u s\n",
		 err, MANA_SERVICE_WAIT_MS / 1000);
	mana_adapter_wait(ad);
}

/* ---- faults ---- */

/* Queues of single ports died; the channel works: replace just those. */
static int mana_adapter_restart_ports(struct mana_adapter *ad)
{
	unsigned int i;
	int err;

	for (i = 0; i < ad->num_ports; i++) {
		if (!ad->ports[i] || !mana_port_wants_restart(ad->ports[i]))
			continue;
		err = mana_port_restart(ad->ports[i]);
		if (err)
			return err;
	}
	return 0;
}

/* The device is busy with itself: it must be left alone before it is back. */
#define MANA_FAULTS_WAIT	(BIT(MANA_FAULT_RESET_REQUEST) | \
				 BIT(MANA_FAULT_FPGA_RECONFIG) | \
				 BIT(MANA_FAULT_GONE))

/* Concern the queues of one port. */
#define MANA_FAULTS_QUEUES	(BIT(MANA_FAULT_TX_QUEUE_DEAD) | \
				 BIT(MANA_FAULT_RX_QUEUE_LOST))

static void mana_adapter_recover(struct mana_adapter *ad, unsigned long faults)
{
	int err;

	if (!(faults & ~MANA_FAULTS_QUEUES) &&
	    mana_gdma_alive(ad->gd) && !mana_adapter_restart_ports(ad))
		return;

	dev_warn(&ad->pdev->dev, "resetting the device\n");
	mana_adapter_down(ad);
	/* Who was pulled out does not come back: remove follows. */
	if (pci_dev_is_disconnected(ad->pdev))
		return;
	if (faults & MANA_FAULTS_WAIT) {
		mana_adapter_wait(ad);
		return;
	}
	err = mana_adapter_up(ad);
	if (err)
		mana_adapter_retry(ad, err);
}

/* The while is over, unless a fault called earlier. */
static void mana_adapter_resurrect(struct mana_adapter *ad)
{
	int err;

	if (time_before(jiffies, ad->wake_at)) {
		mod_delayed_work(system_dfl_wq, &ad->service,
				 ad->wake_at - jiffies);
		return;
	}
	mana_adapter_set_state(ad, MANA_ADAPTER_DOWN);
	err = mana_adapter_up(ad);
	if (err)
		mana_adapter_retry(ad, err);
	else
		dev_info(&ad->pdev->dev, "the device is back\n");
}

static void mana_adapter_service(struct work_struct *work)
{
	struct mana_adapter *ad = container_of(to_delayed_work(work),
					       struct mana_adapter, service);
	unsigned long faults;

	mutex_lock(&ad->lock);
	faults = xchg(&ad->faults, 0);
	if (ad->state == MANA_ADAPTER_WAITING)
		mana_adapter_resurrect(ad);
	else if (ad->state == MANA_ADAPTER_UP && faults)
		mana_adapter_recover(ad, faults);
	mutex_unlock(&ad->lock);
}

/* Context: any. Faults during bring-up fail that, and need no service. */
static void mana_adapter_fault(void *ctx, enum mana_fault why)
{
	struct mana_adapter *ad = ctx;

	set_bit(why, &ad->faults);
	queue_delayed_work(system_dfl_wq, &ad->service, 0);
}

/* Context: process. The index of a link event names one vPort (hwc 9). */
static void mana_adapter_link(void *ctx, u32 vport_index, bool up)
{
	struct mana_adapter *ad = ctx;

	mutex_lock(&ad->lock);
	if (ad->state == MANA_ADAPTER_UP && vport_index < ad->num_ports &&
	    ad->ports[vport_index])
		mana_port_set_link(ad->ports[vport_index], up);
	mutex_unlock(&ad->lock);
}

static const struct mana_client_ops mana_adapter_client_ops = {
	.link = mana_adapter_link,
	.fault = mana_adapter_fault,
};

/* ---- what the PCI driver calls ---- */

/**
 * mana_adapter_create - bring an adapter up
 * @pdev: enabled PCI function whose regions are claimed
 *
 * A device that does not answer, or asks to be left alone, is tried again
 * later; the adapter exists meanwhile, without ports.
 *
 * Context: process, sleeps.
 * Return: the adapter, or an ERR_PTR when waiting would not help.
 */
struct mana_adapter *mana_adapter_create(struct pci_dev *pdev)
{
	struct mana_adapter *ad;
	int err;

	ad = kzalloc(sizeof(*ad), GFP_KERNEL);
	if (!ad)
		return ERR_PTR(-ENOMEM);
	ad->pdev = pdev;
	mutex_init(&ad->lock);
	INIT_DELAYED_WORK(&ad->service, mana_adapter_service);
	ad->gd = mana_gdma_alloc(pdev);
	if (IS_ERR(ad->gd)) {
		err = PTR_ERR(ad->gd);
		goto free_adapter;
	}
	mana_gdma_set_client(ad->gd, &mana_adapter_client_ops, ad);

	mutex_lock(&ad->lock);
	err = mana_adapter_up(ad);
	if (err == -ETIMEDOUT || err == -EPROTO || err == -ENODEV) {
		mana_adapter_retry(ad, err);
		err = 0;
	}
	mutex_unlock(&ad->lock);
	if (!err)
		return ad;

	mana_adapter_destroy(ad);
	return ERR_PTR(err);

free_adapter:
	kfree(ad);
	return ERR_PTR(err);
}

/* No service work, no client callback from here on. */
static void mana_adapter_leave(struct mana_adapter *ad)
{
	mutex_lock(&ad->lock);
	mana_adapter_set_state(ad, MANA_ADAPTER_LEAVING);
	mutex_unlock(&ad->lock);
	mana_gdma_set_client(ad->gd, NULL, NULL);
	cancel_delayed_work_sync(&ad->service);
}

/**
 * mana_adapter_destroy - the end of an adapter, in whatever state it is
 * @ad: adapter
 *
 * Context: process, sleeps.
 */
void mana_adapter_destroy(struct mana_adapter *ad)
{
	unsigned int i;

	mana_adapter_leave(ad);
	if (!mana_gdma_alive(ad->gd))
		mana_gdma_halt(ad->gd);
	for (i = 0; i < ad->num_ports; i++)
		if (ad->ports[i])
			mana_port_destroy(ad->ports[i]);
	mana_gdma_stop(ad->gd);
	mana_port_reap(ad->gd);
	mana_gdma_free(ad->gd);
	kfree(ad->ports);
	kfree(ad);
}

/**
 * mana_adapter_suspend - take everything off the device, keep the ports
 * @ad: adapter
 */
void mana_adapter_suspend(struct mana_adapter *ad)
{
	cancel_delayed_work_sync(&ad->service);
	mutex_lock(&ad->lock);
	mana_adapter_down(ad);
	mutex_unlock(&ad->lock);
}

/**
 * mana_adapter_resume - bring it up again
 * @ad: suspended adapter
 *
 * Return: 0, or an error when the ports stay detached for now.
 */
int mana_adapter_resume(struct mana_adapter *ad)
{
	int err;

	mutex_lock(&ad->lock);
	err = mana_adapter_up(ad);
	if (err)
		mana_adapter_retry(ad, err);
	mutex_unlock(&ad->lock);
	return err;
}

/**
 * mana_adapter_shutdown - leave an idle function to the next kernel
 * @ad: adapter
 */
void mana_adapter_shutdown(struct mana_adapter *ad)
{
	mana_adapter_leave(ad);
	mutex_lock(&ad->lock);
	mana_adapter_down(ad);
	mutex_unlock(&ad->lock);
}

/**
 * mana_adapter_gone - the PCI core says that the device left
 * @ad: adapter
 *
 * Context: process. Waits for answers end at once; remove follows.
 */
void mana_adapter_gone(struct mana_adapter *ad)
{
	mana_gdma_report_fault(ad->gd, MANA_FAULT_GONE);
}
