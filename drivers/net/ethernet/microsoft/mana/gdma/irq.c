// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * MSI-X vectors and the event queues behind them. Vectors live as long
 * as the device, so what an administrator sets in /proc/irq survives a reset.
 */
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/topology.h>

#include "priv.h"

static irqreturn_t mana_vector_handler(int irq, void *arg)
{
	struct mana_vector *vector = arg;
	unsigned long flags;
	struct mana_eq *eq;

	spin_lock_irqsave(&vector->lock, flags);
	list_for_each_entry(eq, &vector->eqs, list)
		mana_eq_process(eq);
	spin_unlock_irqrestore(&vector->lock, flags);
	return IRQ_HANDLED;
}

/**
 * mana_vectors_alloc - allocate what MSI-X vectors can be used
 * @gd: device
 *
 * Never more than the table of the device has.
 *
 * Return: 0; -ENOSPC when there are fewer than two; another errno.
 */
int mana_vectors_alloc(struct mana_gdma *gd)
{
	int want = min_t(int, num_online_cpus(), MANA_MAX_DATA_VECTORS) + 1;
	int got, i;

	got = pci_alloc_irq_vectors(gd->pdev, 2, max(want, 2), PCI_IRQ_MSIX);
	if (got < 0) {
		dev_err(gd->info.dev,
			"at least two MSI-X vectors are needed and not to be had (%d): is MSI-X off (pci=nomsi), or are all taken?\n",
			got);
		return got;
	}
	gd->vectors = kcalloc(got, sizeof(*gd->vectors), GFP_KERNEL);
	if (!gd->vectors) {
		pci_free_irq_vectors(gd->pdev);
		return -ENOMEM;
	}
	for (i = 0; i < got; i++) {
		struct mana_vector *vector = &gd->vectors[i];

		vector->irq = pci_irq_vector(gd->pdev, i);
		spin_lock_init(&vector->lock);
		INIT_LIST_HEAD(&vector->eqs);
	}
	gd->num_vectors = got;
	return 0;
}

/**
 * mana_vectors_free - undo mana_vectors_alloc()
 * @gd: device whose event queues are all gone
 */
void mana_vectors_free(struct mana_gdma *gd)
{
	unsigned int i;

	for (i = 0; i < gd->num_vectors; i++) {
		struct mana_vector *vector = &gd->vectors[i];

		if (!vector->requested)
			continue;
		irq_update_affinity_hint(vector->irq, NULL);
		free_irq(vector->irq, vector);
	}
	kfree(gd->vectors);
	gd->vectors = NULL;
	gd->num_vectors = 0;
	pci_free_irq_vectors(gd->pdev);
}

static int mana_vector_request(struct mana_gdma *gd, unsigned int index)
{
	struct mana_vector *vector = &gd->vectors[index];
	int err;

	if (vector->requested)
		return 0;
	if (index)
		snprintf(vector->name, sizeof(vector->name), "mana_q%u@pci:%s",
			 index - 1, pci_name(gd->pdev));
	else
		snprintf(vector->name, sizeof(vector->name), "mana_hwc@pci:%s",
			 pci_name(gd->pdev));
	err = request_irq(vector->irq, mana_vector_handler, 0, vector->name,
			  vector);
	if (err)
		return err;
	vector->requested = true;
	/* Data vectors are spread over the CPUs of the device's node first. */
	vector->cpu = cpumask_local_spread(index ? index - 1 : 0,
					   dev_to_node(gd->info.dev));
	irq_set_affinity_and_hint(vector->irq, cpumask_of(vector->cpu));
	return 0;
}

/**
 * mana_vector_attach - let interrupts of a vector find an event queue
 * @gd: device
 * @index: vector
 * @eq: event queue
 *
 * Return: 0 or the error of request_irq().
 */
int mana_vector_attach(struct mana_gdma *gd, unsigned int index,
		       struct mana_eq *eq)
{
	struct mana_vector *vector = &gd->vectors[index];
	unsigned long flags;
	int err;

	mutex_lock(&gd->vector_lock);
	err = mana_vector_request(gd, index);
	mutex_unlock(&gd->vector_lock);
	if (err)
		return err;

	eq->vector = vector;
	spin_lock_irqsave(&vector->lock, flags);
	list_add_tail(&eq->list, &vector->eqs);
	spin_unlock_irqrestore(&vector->lock, flags);
	return 0;
}

/**
 * mana_vector_detach - the reverse; idempotent
 * @eq: event queue; when this returns, no handler looks at it any more
 */
void mana_vector_detach(struct mana_eq *eq)
{
	unsigned long flags;

	if (!eq->vector)
		return;
	spin_lock_irqsave(&eq->vector->lock, flags);
	list_del(&eq->list);
	spin_unlock_irqrestore(&eq->vector->lock, flags);
	eq->vector = NULL;
}

/**
 * mana_gdma_quiesce - wait until no handler of an unbound CQ can still run
 * @gd: device
 *
 * Context: process, sleeps.
 */
void mana_gdma_quiesce(struct mana_gdma *gd)
{
	unsigned int i;

	for (i = 0; i < gd->num_vectors; i++)
		if (gd->vectors[i].requested)
			synchronize_irq(gd->vectors[i].irq);
}
