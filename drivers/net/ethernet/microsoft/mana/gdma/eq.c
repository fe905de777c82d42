// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Event queues: taking events in interrupt context, creation, test and
 * end.
 */
#include <linux/slab.h>

#include "priv.h"

/* Events taken in one interrupt; the device signals again when more wait. */
#define MANA_EQ_BUDGET		16

/**
 * mana_eq_ring - publish the consumer's position, ask for an interrupt
 * @eq: event queue whose doorbell is known
 */
void mana_eq_ring(struct mana_eq *eq)
{
	mana_db_write(eq->db, GDMA_DB_EQ,
		      mana_db_eq(eq->id, mana_cring_tail(&eq->ring), true));
}

static void mana_eq_completion(struct mana_eq *eq, const struct gdma_eqe *eqe)
{
	u32 id = le32_to_cpu(eqe->details[0]) & GDMA_EQE_CQ_ID;
	struct mana_gdma *gd = eq->gd;
	struct mana_cq *cq = xa_load(&gd->cqs, id);

	/* Events may lag behind the end of their queue: not an error. */
	if (cq)
		cq->handler(cq->ctx);
	else
		mana_gdma_counted(gd, MANA_COUNT_IGNORED_EVENT);
}

static void mana_eq_dispatch(struct mana_eq *eq, const struct gdma_eqe *eqe)
{
	switch (le32_to_cpu(eqe->info) & GDMA_EQE_TYPE) {
	case GDMA_EQE_COMPLETION:
		mana_eq_completion(eq, eqe);
		break;
	case GDMA_EQE_TEST:
		WRITE_ONCE(eq->tested, true);
		wake_up_all(&eq->gd->wake);
		break;
	default:
		if (eq->handler)
			eq->handler(eq, eqe);
		else
			mana_gdma_counted(eq->gd, MANA_COUNT_IGNORED_EVENT);
	}
}

/**
 * mana_eq_process - take what events there are, then ask for an interrupt
 * @eq: event queue; the caller holds its vector's lock
 *
 * An interrupt that finds nothing does not ring.
 *
 * Return: how many were taken.
 */
int mana_eq_process(struct mana_eq *eq)
{
	struct gdma_eqe eqe, *entry;
	int taken;

	for (taken = 0; taken < MANA_EQ_BUDGET && !eq->dead; taken++) {
		enum mana_cring_state state;

		entry = mana_cring_entry(&eq->ring);
		eqe.info = READ_ONCE(entry->info);
		state = mana_cring_state(&eq->ring, le32_to_cpu(eqe.info));
		if (state == MANA_CRING_EMPTY)
			break;
		if (state == MANA_CRING_OVERRUN) {
			eq->dead = true;
			mana_gdma_report_fault(eq->gd, eq->handler ?
					       MANA_FAULT_HWC_PROTOCOL :
					       MANA_FAULT_EQ_OVERRUN);
			return taken;
		}
		/* The owner bits are written last: read the rest after them. */
		dma_rmb();
		memcpy(eqe.details, entry->details, sizeof(eqe.details));
		mana_cring_advance(&eq->ring);
		mana_eq_dispatch(eq, &eqe);
	}
	if (taken && eq->db)
		mana_eq_ring(eq);
	return taken;
}

/**
 * mana_eq_test - prove that events of a queue arrive
 * @eq: live event queue
 *
 * Needs the device's answer and the event; either may come first.
 *
 * Return: 0; -ETIMEDOUT without an event; else as mana_hwc_send().
 */
int mana_eq_test(struct mana_eq *eq)
{
	struct mana_gdma *gd = eq->gd;
	__le32 dev_id = eq->handler ? cpu_to_le32(GDMA_DEV_HWC) :
				      gd->eth_dev_id;
	int err;

	mutex_lock(&gd->test_lock);
	WRITE_ONCE(eq->tested, false);
	err = mana_cmd_test_eqe(gd, dev_id, eq->id);
	if (!err)
		err = mana_hwc_wait(gd, &eq->tested, mana_hwc_timeout(gd));
	if (err == -ETIMEDOUT)
		dev_err_ratelimited(&gd->pdev->dev, "no test event on EQ %u\n",
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
		return err;
	eq->db = mana_regs_db_page(gd, gd->db_page);
	err = mana_vector_attach(gd, vector, eq);
	if (err)
		goto disable_eq;
	/* Nobody rings a new one: its first event comes as an interrupt. */
	err = mana_eq_test(eq);
	if (err)
		goto detach;
	return 0;

detach:
	mana_vector_detach(eq);
disable_eq:
	mana_cmd_disable_eq(gd, &eq->mem, eq->id);
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
	err = mana_eq_connect(eq, index % gd->limits.data_vectors + 1);
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
	/* A last event behind all others: none is in flight after it. */
	if (mana_gdma_alive(gd))
		mana_eq_test(eq);
	mana_vector_detach(eq);
	mana_cmd_disable_eq(gd, &eq->mem, eq->id);
	mana_qmem_free(gd, &eq->mem);
	kfree(eq);
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
