// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Event queues: creation, test and end. What comes in them is taken by event.c.
 */
#include <linux/slab.h>

#include "priv.h"

/* For the last event of a queue; events take microseconds. */
#define MANA_EQ_FLUSH_MS	1000

/**
 * mana_eq_test - prove that events of a queue arrive
 * @eq: live event queue
 * @timeout_ms: for the event; the answer has the channel's time
 *
 * Needs the device's answer and the event; either may come first.
 *
 * Return: 0; -ETIMEDOUT without an event; else as mana_hwc_send().
 */
int mana_eq_test(struct mana_eq *eq, u32 timeout_ms)
{
	struct mana_gdma *gd = eq->gd;
	__le32 dev_id = eq->handler ? cpu_to_le32(GDMA_DEV_HWC) :
				      gd->info.eth_dev_id;
	int err;

	mutex_lock(&gd->test_lock);
	WRITE_ONCE(eq->tested, false);
	err = mana_cmd_test_eqe(gd, dev_id, eq->id);
	if (!err)
		err = mana_hwc_wait(gd, &eq->tested, timeout_ms);
	if (err == -ETIMEDOUT)
		dev_err_ratelimited(gd->info.dev, "no test event on EQ %u\n",
				    eq->id);
	mutex_unlock(&gd->test_lock);
	return err;
}

static int mana_eq_connect(struct mana_eq *eq, unsigned int vector)
{
	struct mana_gdma *gd = eq->gd;
	int err;

	err = mana_cmd_create_region(gd, &eq->mem);
	if (err)
		return err;
	err = mana_cmd_create_eq(gd, &eq->mem, vector, &eq->id);
	if (err)
		goto destroy_region;
	eq->db = mana_regs_db_page(gd, gd->info.db_page);
	err = mana_vector_attach(gd, vector, eq);
	if (err)
		goto disable_eq;
	/* Nobody rings a new one: its first event comes as an interrupt. */
	err = mana_eq_test(eq, mana_hwc_timeout(gd));
	if (err)
		goto detach;
	return 0;

detach:
	mana_vector_detach(eq);
disable_eq:
	mana_cmd_disable_eq(gd, &eq->mem, eq->id);
destroy_region:
	/* There is none any more once the queue took it. */
	mana_cmd_destroy_region(gd, &eq->mem);
	return err;
}

/**
 * mana_eq_create - create an event queue and prove it
 * @gd: registered device
 * @index: number of the queue among its port's; chooses the vector
 * @entries: power of two, at least 256
 *
 * Context: process, sleeps.
 * Return: the queue, or an ERR_PTR.
 */
struct mana_eq *mana_eq_create(struct mana_gdma *gd, u32 index, u32 entries)
{
	struct mana_eq *eq;
	int err;

	eq = kzalloc(sizeof(*eq), GFP_KERNEL);
	if (!eq)
		return ERR_PTR(-ENOMEM);
	eq->gd = gd;
	err = mana_qmem_alloc(gd, &eq->mem, entries * sizeof(struct gdma_eqe));
	if (err)
		goto free_eq;
	mana_cring_init(&eq->ring, eq->mem.va, sizeof(struct gdma_eqe),
			entries);
	eq->ring.pieces = eq->mem.pieces;
	err = mana_eq_connect(eq, index % gd->info.data_vectors + 1);
	if (err)
		goto free_mem;
	return eq;

free_mem:
	mana_qmem_free(gd, &eq->mem);
free_eq:
	kfree(eq);
	return ERR_PTR(err);
}

/**
 * mana_eq_destroy - flush and destroy an event queue
 * @eq: queue that no CQ has as parent any more; NULL and ERR_PTR are ignored
 *
 * Context: process, sleeps.
 */
void mana_eq_destroy(struct mana_eq *eq)
{
	struct mana_gdma *gd;

	if (IS_ERR_OR_NULL(eq))
		return;
	gd = eq->gd;
	/*
	 * A last event behind all others: none is in flight after it. One that
	 * does not come is not worth waiting for under rtnl, queue by queue.
	 */
	if (mana_gdma_alive(gd))
		mana_eq_test(eq, MANA_EQ_FLUSH_MS);
	mana_vector_detach(eq);
	mana_cmd_disable_eq(gd, &eq->mem, eq->id);
	mana_qmem_free(gd, &eq->mem);
	kfree(eq);
}

/**
 * mana_eq_look - do events wait that nobody takes?
 * @eq: live event queue; to be looked at every now and then
 *
 * An interrupt that was lost brings none again before the queue is rung: what
 * waits is taken, and that rings it. Events behind one that was lost are never
 * seen: what they say is unknown, and the device needs a reset.
 *
 * Context: process.
 * Return: events taken.
 */
int mana_eq_look(struct mana_eq *eq)
{
	struct mana_vector *vector = eq->vector;
	enum mana_ring_sight sight;
	unsigned long flags;
	int taken = 0;

	spin_lock_irqsave(&vector->lock, flags);
	sight = mana_ring_look(&eq->ring, &eq->watch);
	if (sight == MANA_RING_WAITING) {
		taken = mana_eq_process(eq);
	} else if (sight == MANA_RING_HOLE && !eq->dead) {
		eq->dead = true;
		mana_gdma_report_fault(eq->gd, MANA_FAULT_EQ_OVERRUN);
	}
	spin_unlock_irqrestore(&vector->lock, flags);
	return taken;
}

/**
 * mana_eq_id - EQ id, as commands want it
 * @eq: live event queue
 */
u32 mana_eq_id(const struct mana_eq *eq)
{
	return eq->id;
}

/**
 * mana_eq_irq - Linux number of the interrupt that serves the queue
 * @eq: live event queue
 */
int mana_eq_irq(const struct mana_eq *eq)
{
	return eq->vector->irq;
}

/**
 * mana_eq_cpu - CPU that this interrupt was hinted to
 * @eq: live event queue
 */
int mana_eq_cpu(const struct mana_eq *eq)
{
	return eq->vector->cpu;
}
