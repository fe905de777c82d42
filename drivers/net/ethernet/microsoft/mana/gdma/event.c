// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Taking events in interrupt context. How event queues come to be is eq.c.
 */
#include "priv.h"

/* Events taken in one interrupt; the device signals again when more wait. */
#define MANA_EQ_BUDGET		16

/* Publish the consumer's position, ask for an interrupt. */
static void mana_eq_ring(struct mana_eq *eq)
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
