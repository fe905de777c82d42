// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 3: who uses a port. The device has no way to say that one is in use;
 * two users would undo each other's steering.
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include <mana/eth.h>

/**
 * struct claim - a port that is in use
 * @entry: in claims
 * @gd: device
 * @index: port
 */
struct claim {
	struct list_head entry;
	const struct mana_gdma *gd;
	u32 index;
};

static DEFINE_MUTEX(claims_lock);
static LIST_HEAD(claims);

static struct claim *mana_claim_find(const struct mana_gdma *gd, u32 index)
{
	struct claim *claim;

	list_for_each_entry(claim, &claims, entry)
		if (claim->gd == gd && claim->index == index)
			return claim;
	return NULL;
}

/**
 * mana_eth_claim_vport - become the one user of a port
 * @gd: the device
 * @index: which port
 *
 * Return: 0; -EBUSY: it has a user; -ENOMEM.
 */
int mana_eth_claim_vport(struct mana_gdma *gd, u32 index)
{
	struct claim *claim = kmalloc(sizeof(*claim), GFP_KERNEL);
	int err = 0;

	if (!claim)
		return -ENOMEM;
	claim->gd = gd;
	claim->index = index;
	mutex_lock(&claims_lock);
	if (mana_claim_find(gd, index))
		err = -EBUSY;
	else
		list_add(&claim->entry, &claims);
	mutex_unlock(&claims_lock);
	if (err)
		kfree(claim);
	return err;
}

/**
 * mana_eth_release_vport - leave a port to others
 * @gd: the device
 * @index: which port
 */
void mana_eth_release_vport(struct mana_gdma *gd, u32 index)
{
	struct claim *claim;

	mutex_lock(&claims_lock);
	claim = mana_claim_find(gd, index);
	if (claim)
		list_del(&claim->entry);
	mutex_unlock(&claims_lock);
	kfree(claim);
}
