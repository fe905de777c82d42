// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The ground that all of layer 2 stands on: state, counters, the door for
 * faults, and the client that is told of faults and link events. Asks nothing
 * of the device.
 */
#include "priv.h"

/* ---- state ---- */

/**
 * mana_gdma_state - where the device stands
 * @gd: device
 *
 * Return: enum mana_gdma_state.
 */
enum mana_gdma_state mana_gdma_state(const struct mana_gdma *gd)
{
	return atomic_read(&gd->state);
}

/**
 * mana_gdma_set_state - the one transition function
 * @gd: device
 * @from: state that it must be in
 * @to: next state
 *
 * Return: true if it was in @from.
 */
bool mana_gdma_set_state(struct mana_gdma *gd, enum mana_gdma_state from,
			 enum mana_gdma_state to)
{
	return atomic_cmpxchg(&gd->state, from, to) == (int)from;
}

/**
 * mana_gdma_can_send - may a request be posted?
 * @gd: device
 *
 * Return: true while the channel is booting or ready.
 */
bool mana_gdma_can_send(const struct mana_gdma *gd)
{
	enum mana_gdma_state state = mana_gdma_state(gd);

	return state == MANA_GDMA_BOOT || state == MANA_GDMA_READY;
}

/**
 * mana_gdma_alive - does the channel still answer?
 * @gd: device
 *
 * Return: false before start, and after a fault or surprise removal.
 */
bool mana_gdma_alive(const struct mana_gdma *gd)
{
	return mana_gdma_state(gd) == MANA_GDMA_READY;
}

/* ---- faults ---- */

static const char * const mana_count_names[MANA_GDMA_COUNTERS] = {
	[MANA_FAULT_HWC_TIMEOUT] = "hwc_timeout",
	[MANA_FAULT_HWC_PROTOCOL] = "hwc_protocol",
	[MANA_FAULT_EQ_OVERRUN] = "eq_overrun",
	[MANA_FAULT_CQ_OVERRUN] = "cq_overrun",
	[MANA_FAULT_RESET_REQUEST] = "reset_request",
	[MANA_FAULT_FPGA_RECONFIG] = "fpga_reconfig",
	[MANA_FAULT_TX_QUEUE_DEAD] = "tx_queue_dead",
	[MANA_FAULT_RX_QUEUE_LOST] = "rx_queue_lost",
	[MANA_FAULT_QUEUE_STUCK] = "queue_stuck",
	[MANA_FAULT_GONE] = "gone",
	[MANA_COUNT_STALE_ANSWER] = "hwc_stale_answer",
	[MANA_COUNT_BAD_ANSWER] = "hwc_bad_answer",
	[MANA_COUNT_IGNORED_EVENT] = "event_ignored",
	[MANA_COUNT_ODD_ANSWER] = "hwc_odd_answer",
	[MANA_COUNT_ODD_REGISTER] = "odd_register",
	[MANA_COUNT_POLLED] = "hwc_polled",
	[MANA_COUNT_RETAINED] = "queue_memory_retained",
};

/**
 * mana_gdma_count_name - a counter's name, for messages too
 * @which: fault or counter
 *
 * Return: lower case, underscores.
 */
const char *mana_gdma_count_name(u32 which)
{
	return mana_count_names[which];
}

/**
 * mana_gdma_count - how often it happened
 * @gd: device
 * @which: fault or counter
 *
 * Context: any.
 *
 * Return: a number that only grows.
 */
u64 mana_gdma_count(const struct mana_gdma *gd, u32 which)
{
	return atomic64_read(&gd->counts[which]);
}

/**
 * mana_gdma_counted - it happened once more
 * @gd: device
 * @which: fault or counter
 *
 * Context: any.
 */
void mana_gdma_counted(struct mana_gdma *gd, u32 which)
{
	atomic64_inc(&gd->counts[which]);
}

/* After these the channel must not be used again before the next start. */
static bool mana_fault_kills_channel(enum mana_fault why)
{
	switch (why) {
	case MANA_FAULT_HWC_TIMEOUT:
	case MANA_FAULT_HWC_PROTOCOL:
	case MANA_FAULT_RESET_REQUEST:
	case MANA_FAULT_FPGA_RECONFIG:
	case MANA_FAULT_GONE:
		return true;
	default:
		return false;
	}
}

/* Every wait for the device ends. */
static void mana_gdma_kill_channel(struct mana_gdma *gd)
{
	if (mana_gdma_set_state(gd, MANA_GDMA_READY, MANA_GDMA_DEAD) ||
	    mana_gdma_set_state(gd, MANA_GDMA_BOOT, MANA_GDMA_DEAD))
		wake_up_all(&gd->wake);
}

/**
 * mana_gdma_abort - the driver is leaving: no bring-up from now on
 * @gd: device; one that is being brought up fails at once
 *
 * Context: any.
 */
void mana_gdma_abort(struct mana_gdma *gd)
{
	WRITE_ONCE(gd->aborted, true);
	/* Pairs with the one in mana_gdma_start(): one sees the other. */
	smp_mb();
	if (mana_gdma_set_state(gd, MANA_GDMA_BOOT, MANA_GDMA_DEAD))
		wake_up_all(&gd->wake);
}

/**
 * mana_gdma_report_fault - trust in the device was lost
 * @gd: device
 * @why: reason
 *
 * The one door to recovery: counts, declares the channel dead where it is, and
 * tells the client, which decides what to do.
 *
 * Context: any.
 */
void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why)
{
	unsigned long flags;

	mana_gdma_counted(gd, why);
	dev_warn_ratelimited(gd->info.dev, "fault: %s\n",
			     mana_gdma_count_name(why));
	if (mana_fault_kills_channel(why))
		mana_gdma_kill_channel(gd);
	/* Reporters may be anywhere: the client is told while it is there. */
	spin_lock_irqsave(&gd->client_lock, flags);
	if (gd->ops && gd->ops->fault)
		gd->ops->fault(gd->ctx, why);
	spin_unlock_irqrestore(&gd->client_lock, flags);
}

/* ---- link events ---- */

/**
 * mana_gdma_link_event - note news of a vPort's link
 * @gd: device
 * @vport: index, not trusted: an impossible one stands for all
 * @up: its link
 *
 * Context: any. Events coalesce: the last one of a vPort wins.
 */
void mana_gdma_link_event(struct mana_gdma *gd, u32 vport, bool up)
{
	if (vport >= MANA_LINK_PORTS) {
		mana_gdma_counted(gd, MANA_COUNT_IGNORED_EVENT);
		vport = MANA_LINK_PORTS;
	}
	if (up)
		set_bit(vport, gd->link_up);
	else
		clear_bit(vport, gd->link_up);
	/* The state is there before the worker can look for it. */
	smp_wmb();
	set_bit(vport, gd->link_changed);
	queue_work(system_percpu_wq, &gd->link_work);
}

static void mana_gdma_link_work(struct work_struct *work)
{
	struct mana_gdma *gd = container_of(work, struct mana_gdma, link_work);
	const struct mana_client_ops *ops;
	void *ctx;
	u32 vport;

	spin_lock_irq(&gd->client_lock);
	ops = gd->ops;
	ctx = gd->ctx;
	spin_unlock_irq(&gd->client_lock);

	for_each_set_bit(vport, gd->link_changed, MANA_LINK_PORTS + 1) {
		if (!test_and_clear_bit(vport, gd->link_changed))
			continue;
		if (ops && ops->link)
			ops->link(ctx, vport, test_bit(vport, gd->link_up));
	}
}

/* ---- the client ---- */

/**
 * mana_gdma_set_client - who is told of link changes and faults
 * @gd: device
 * @ops: NULL: nobody any more
 * @ctx: argument of @ops
 *
 * Context: process. After the return no function of the earlier client runs,
 * whoever reports.
 */
void mana_gdma_set_client(struct mana_gdma *gd,
			  const struct mana_client_ops *ops, void *ctx)
{
	spin_lock_irq(&gd->client_lock);
	gd->ops = NULL;
	spin_unlock_irq(&gd->client_lock);
	/* One that runs may have seen the earlier client; a later one cannot. */
	cancel_work_sync(&gd->link_work);
	spin_lock_irq(&gd->client_lock);
	gd->ops = ops;
	gd->ctx = ctx;
	spin_unlock_irq(&gd->client_lock);
}

/* ---- asking ---- */

/**
 * mana_gdma_info - what clients may know of the device
 * @gd: device
 *
 * Return: where it stays as long as the device does; see there for what is
 * valid when.
 */
const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd)
{
	return &gd->info;
}

/**
 * mana_gdma_init_state - prepare all this
 * @gd: zeroed device
 */
void mana_gdma_init_state(struct mana_gdma *gd)
{
	spin_lock_init(&gd->client_lock);
	init_waitqueue_head(&gd->wake);
	INIT_WORK(&gd->link_work, mana_gdma_link_work);
}
