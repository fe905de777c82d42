// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: brings the device and its ports up and down, and does what the
 * recovery policy says when trust in the device was lost.
 */
#include <linux/jiffies.h>
#include <linux/slab.h>

#include <mana/gdma.h>
#include <mana/port.h>

#include "adapter.h"
#include "recovery.h"
#include "rescan.h"

static const bool mana_adapter_may[][MANA_ADAPTER_LEAVING + 1] = {
	[MANA_ADAPTER_DOWN] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_UP] = true,
		[MANA_ADAPTER_WAITING] = true, [MANA_ADAPTER_RESCAN] = true,
		[MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_UP] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_WAITING] = {
		[MANA_ADAPTER_DOWN] = true, [MANA_ADAPTER_LEAVING] = true,
	},
	[MANA_ADAPTER_RESCAN] = {
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
		dev_err_ratelimited(ad->dev, "%u ports became %u\n",
				    ad->num_ports, cfg.num_ports);
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

/*
 * The device is asked for its configuration twice, as shipped drivers do: what
 * it says once the driver is registered is what counts.
 */
static int mana_adapter_introduce(struct mana_adapter *ad)
{
	struct mana_eth_dev_config early;
	int err;

	err = mana_eth_query_dev_config(ad->gd, &early);
	if (!err)
		err = mana_gdma_register(ad->gd);
	if (!err)
		err = mana_adapter_learn(ad);
	return err;
}

static int mana_adapter_port_up(struct mana_adapter *ad, unsigned int i)
{
	struct mana_port *port;

	if (ad->ports[i])
		return mana_port_attach(ad->ports[i], &ad->cfg);
	port = mana_port_create(ad->gd, &ad->cfg, &ad->group, i);
	if (IS_ERR(port))
		return PTR_ERR(port);
	ad->ports[i] = port;
	return 0;
}

/*
 * Ports that work are kept, whatever becomes of the others: those are tried
 * again later.
 */
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
		dev_err_ratelimited(ad->dev,
				    "port %u does not come up: %d\n", i, err);
		first = first ? first : err;
	}
	ad->ports_missing = good < ad->num_ports;
	return good ? 0 : first;
}

/* Look again after a while at the ports that did not come up. */
static void mana_adapter_retry_ports(struct mana_adapter *ad)
{
	u32 delay_ms = mana_recovery_delay_ms(MANA_REMEDY_WAIT,
					      ad->port_tries++);

	ad->wake_at = jiffies + msecs_to_jiffies(delay_ms);
	queue_delayed_work(system_dfl_wq, &ad->service,
			   msecs_to_jiffies(delay_ms));
}

static void mana_adapter_ports_down(struct mana_adapter *ad)
{
	unsigned int i;

	for (i = 0; i < ad->num_ports; i++)
		if (ad->ports[i])
			mana_port_detach(ad->ports[i]);
}

/* The device is left alone for a while, or lost for as long. */
static void mana_adapter_ports_aside(struct mana_adapter *ad)
{
	unsigned int i;

	for (i = 0; i < ad->num_ports; i++)
		if (ad->ports[i])
			mana_port_step_aside(ad->ports[i]);
}

/*
 * Take everything off the device; ports stay, detached. Idempotent. Without an
 * answer nothing can be taken off in order: then each command fails at once,
 * and what the ports leave behind is freed when the device was halted. By then
 * no port rings a doorbell any more.
 */
static void mana_adapter_down(struct mana_adapter *ad)
{
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
	err = mana_adapter_introduce(ad);
	if (!err)
		err = mana_adapter_ports_up(ad);
	/* It may have died meanwhile without failing a port. */
	if (!err && !mana_gdma_alive(ad->gd))
		err = -ENODEV;
	if (err) {
		mana_adapter_down(ad);
		return err;
	}
	mana_adapter_set_state(ad, MANA_ADAPTER_UP);
	ad->failures = 0;
	ad->port_tries = 0;
	ad->up_at = jiffies;
	if (!ad->was_up)
		dev_info(ad->dev,
			 "Microsoft Azure Network Adapter protocol version: 0.%d.%d\n",
			 MANA_PROTO_MINOR, MANA_PROTO_MICRO);
	ad->was_up = true;
	if (ad->ports_missing)
		mana_adapter_retry_ports(ad);
	return 0;
}

/* Leave the device alone for a while. */
static void mana_adapter_wait(struct mana_adapter *ad, u32 delay_ms)
{
	unsigned long delay = msecs_to_jiffies(delay_ms);

	mana_adapter_ports_aside(ad);
	mana_adapter_set_state(ad, MANA_ADAPTER_WAITING);
	ad->wake_at = jiffies + delay;
	mod_delayed_work(system_dfl_wq, &ad->service, delay);
}

/* It did not come up: come back later, or have the function scanned for. */
static void mana_adapter_retry(struct mana_adapter *ad, int err)
{
	bool present = mana_gdma_present(ad->gd);
	u32 delay_ms;

	if (READ_ONCE(ad->leaving))
		return;
	if (mana_recovery_rescans(++ad->failures, ad->was_up, present) &&
	    !mana_rescan_start(ad->dev)) {
		dev_warn(ad->dev,
			 "does not come up (%d): removed, and scanned for\n",
			 err);
		mana_adapter_set_state(ad, MANA_ADAPTER_RESCAN);
		return;
	}
	delay_ms = mana_recovery_delay_ms(MANA_REMEDY_WAIT, ad->strikes++);
	dev_warn_ratelimited(ad->dev,
			     "does not come up (%d), try %u: next in %u s\n",
			     err, ad->failures, delay_ms / 1000);
	mana_adapter_wait(ad, delay_ms);
}

/* Up, or later. */
static void mana_adapter_try(struct mana_adapter *ad)
{
	int err = mana_adapter_up(ad);

	if (err)
		mana_adapter_retry(ad, err);
	else
		dev_info(ad->dev, "the device is back\n");
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

/* The names of faults, for the log. */
static void mana_adapter_name_faults(unsigned long faults, char *buf,
				     size_t bytes)
{
	size_t used = 0;
	unsigned int why;

	*buf = 0;
	for_each_set_bit(why, &faults, MANA_FAULT_COUNT)
		used += scnprintf(buf + used, bytes - used, "%s%s",
				  used ? ", " : "", mana_gdma_count_name(why));
}

static void mana_adapter_reset(struct mana_adapter *ad, unsigned long faults,
			       enum mana_remedy remedy)
{
	unsigned long calm = msecs_to_jiffies(MANA_RECOVERY_CALM_MS);
	char names[MANA_FAULT_NAMES_BYTES];
	u32 delay_ms;

	if (time_after(jiffies, ad->up_at + calm))
		ad->strikes = 0;
	delay_ms = mana_recovery_delay_ms(remedy, ad->strikes++);
	mana_adapter_name_faults(faults, names, sizeof(names));
	dev_warn_ratelimited(ad->dev,
			     "resetting the device (%s), back in %u s\n",
			     names, delay_ms / 1000);
	/* First: whoever is above learns of it while packets still flow. */
	if (delay_ms)
		mana_adapter_ports_aside(ad);
	mana_adapter_down(ad);
	/* A function that was pulled out does not come back: remove follows. */
	if (mana_gdma_disconnected(ad->gd))
		return;
	if (delay_ms)
		mana_adapter_wait(ad, delay_ms);
	else
		mana_adapter_try(ad);
}

static void mana_adapter_recover(struct mana_adapter *ad, unsigned long faults)
{
	enum mana_remedy remedy = mana_recovery_remedy(faults);

	if (remedy == MANA_REMEDY_RESTART && mana_gdma_alive(ad->gd) &&
	    mana_adapter_restart_ports(ad))
		remedy = MANA_REMEDY_RESET;
	if (!mana_gdma_alive(ad->gd))
		remedy = MANA_REMEDY_WAIT;
	if (remedy >= MANA_REMEDY_RESET)
		mana_adapter_reset(ad, faults, remedy);
}

/* The while is over, unless a fault called earlier. */
static bool mana_adapter_waits(struct mana_adapter *ad)
{
	if (!time_before(jiffies, ad->wake_at))
		return false;
	mod_delayed_work(system_dfl_wq, &ad->service, ad->wake_at - jiffies);
	return true;
}

static void mana_adapter_resurrect(struct mana_adapter *ad)
{
	if (mana_adapter_waits(ad))
		return;
	mana_adapter_set_state(ad, MANA_ADAPTER_DOWN);
	mana_adapter_try(ad);
}

/* Ports that did not come up with the others. */
static void mana_adapter_complete(struct mana_adapter *ad)
{
	if (mana_adapter_waits(ad))
		return;
	mana_adapter_ports_up(ad);
	if (ad->ports_missing)
		mana_adapter_retry_ports(ad);
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
	/* A fault may have taken the place of the look at missing ports. */
	if (ad->state == MANA_ADAPTER_UP && ad->ports_missing)
		mana_adapter_complete(ad);
	mutex_unlock(&ad->lock);
}

/* Context: any. Faults during bring-up fail that, and need no service. */
static void mana_adapter_fault(void *ctx, enum mana_fault why)
{
	struct mana_adapter *ad = ctx;

	set_bit(why, &ad->faults);
	mod_delayed_work(system_dfl_wq, &ad->service, 0);
}

/*
 * Context: process. An index that no port has means all. A detached port
 * remembers its link until it is attached.
 */
static void mana_adapter_link(void *ctx, u32 vport_index, bool up)
{
	struct mana_adapter *ad = ctx;
	bool all;
	u32 i;

	mutex_lock(&ad->lock);
	all = vport_index >= ad->num_ports;
	for (i = 0; i < ad->num_ports; i++)
		if (ad->ports[i] && (all || i == vport_index))
			mana_port_set_link(ad->ports[i], up);
	mutex_unlock(&ad->lock);
}

static const struct mana_client_ops mana_adapter_client_ops = {
	.link = mana_adapter_link,
	.fault = mana_adapter_fault,
};

/* ---- what the PCI driver calls ---- */

/**
 * mana_adapter_create - bring an adapter up
 * @gd: its device; the adapter's from here on, also on error
 *
 * A device that does not answer, or asks to be left alone, is tried again
 * later; the adapter exists meanwhile, without ports.
 *
 * Context: process, sleeps.
 * Return: the adapter, or an ERR_PTR when waiting would not help.
 */
struct mana_adapter *mana_adapter_create(struct mana_gdma *gd)
{
	struct mana_adapter *ad;
	int err;

	ad = kzalloc(sizeof(*ad), GFP_KERNEL);
	if (!ad) {
		mana_gdma_free(gd);
		return ERR_PTR(-ENOMEM);
	}
	ad->gd = gd;
	ad->dev = mana_gdma_info(gd)->dev;
	mutex_init(&ad->lock);
	mutex_init(&ad->group.lock);
	INIT_LIST_HEAD(&ad->group.ports);
	INIT_DELAYED_WORK(&ad->service, mana_adapter_service);
	mana_gdma_set_client(ad->gd, &mana_adapter_client_ops, ad);

	mutex_lock(&ad->lock);
	err = mana_adapter_up(ad);
	if (err && err != -ENOMEM) {
		mana_adapter_retry(ad, err);
		err = 0;
	}
	mutex_unlock(&ad->lock);
	if (!err)
		return ad;

	mana_adapter_destroy(ad);
	return ERR_PTR(err);
}

/* No service work, no client callback from here on. */
static void mana_adapter_leave(struct mana_adapter *ad)
{
	/* A bring-up under way would hold the lock until the device answers. */
	WRITE_ONCE(ad->leaving, true);
	mana_gdma_abort(ad->gd);
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
 * mana_adapter_answers - is the function there after a reset of its slot?
 * @ad: suspended adapter
 *
 * Context: process.
 */
bool mana_adapter_answers(struct mana_adapter *ad)
{
	bool answers;

	mutex_lock(&ad->lock);
	answers = mana_gdma_answers(ad->gd);
	mutex_unlock(&ad->lock);
	return answers;
}

/**
 * mana_adapter_suspend - take everything off the device, keep the ports
 * @ad: adapter
 * @away: until who knows when: ports that serve another device step aside
 */
void mana_adapter_suspend(struct mana_adapter *ad, bool away)
{
	cancel_delayed_work_sync(&ad->service);
	mutex_lock(&ad->lock);
	if (away)
		mana_adapter_ports_aside(ad);
	mana_adapter_down(ad);
	mutex_unlock(&ad->lock);
}

/**
 * mana_adapter_resume - bring it up again
 * @ad: suspended adapter; one that is up or left alone is not touched
 *
 * When it does not come up now, it is tried again later.
 */
void mana_adapter_resume(struct mana_adapter *ad)
{
	int err;

	mutex_lock(&ad->lock);
	if (ad->state == MANA_ADAPTER_DOWN) {
		err = mana_adapter_up(ad);
		if (err)
			mana_adapter_retry(ad, err);
	}
	mutex_unlock(&ad->lock);
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
