// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Traits: what a device may do that docs/spec does not promise. Here are their
 * names and the limits that follow from them; each is acted upon where the
 * device does the thing. A trait is no fault: nothing is excused by it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

#define WIDE_FIRST 0x10001u
#define WIDE_CQS 0x20000u
#define ODD_PAGE 12288u

static const struct {
	const char *name;
	bool lenient;
	const char *text;
} traits[] = {
	{ "no-echo", true,
	  "core answers name no type, version, device or activity" },
	{ "short-answers", true,
	  "answers end with what their version has, garbage is behind them" },
	{ "zero-limits", true,
	  "the bootstrap says that messages have 0 bytes at most" },
	{ "wide-cq-ids", true, "CQ ids are above 65535" },
	{ "repeat-items", true,
	  "each bootstrap item is told twice, wrong at first" },
	{ "early-events", true,
	  "other events come before the end of the bootstrap" },
	{ "lost-irq", false,
	  "every fourth interrupt of the channel is lost" },
	{ "no-smc-size", true,
	  "the size of the shared-memory channel (register 0x20) reads 0" },
	{ "odd-doorbell-page", true,
	  "doorbell pages of 12288 bytes, no power of two" },
	{ "rx-offset-bytes", true,
	  "buffer offsets of receive completions count bytes, not WQE units" },
	{ "refuse-wq", false, "each DESTROY_WQ_OBJ is refused" },
	{ "refuse-eq", false, "each DISABLE_QUEUE is refused" },
	{ "refuse-region", false, "each DESTROY_DMA_REGION is refused" },
	{ "refuse-rx", false,
	  "each steering request that ends reception is refused" },
	{ "old-answers", true, "it knows the first version of each message only" },
};

#define NUM_TRAITS (sizeof(traits) / sizeof(traits[0]))

unsigned int emu_trait_find(const char *name)
{
	unsigned int lenient = 0;

	for (unsigned int i = 0; i < NUM_TRAITS; i++) {
		if (!strcmp(traits[i].name, name))
			return 1u << i;
		if (traits[i].lenient)
			lenient |= 1u << i;
	}
	return strcmp(name, "lenient") ? 0 : lenient;
}

json_t *emu_trait_names(unsigned int set)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < NUM_TRAITS; i++)
		if (set & 1u << i)
			json_array_append_new(list,
					      json_string(traits[i].name));
	return list;
}

void emu_list_traits(void)
{
	for (unsigned int i = 0; i < NUM_TRAITS; i++)
		printf("%c %-17s %s\n", traits[i].lenient ? '*' : ' ',
		       traits[i].name, traits[i].text);
}

void emu_traits_apply(struct emu_config *cfg)
{
	if (cfg->traits & EMU_TRAIT_WIDE_CQ) {
		cfg->first_cq = WIDE_FIRST;
		cfg->max_num_cqs = WIDE_CQS;
	}
	if (cfg->traits & EMU_TRAIT_ODD_PAGE)
		cfg->db_page_size = ODD_PAGE;
	if (cfg->traits & EMU_TRAIT_OLD)
		cfg->firmware = EMU_FW_OLD;
	if (cfg->traits & EMU_TRAIT_RX_BYTES)
		cfg->rx_offset_unit = 1;
}

int mana_dev_set_traits(struct mana_dev *dev, unsigned int set)
{
	struct emu_config cfg = dev->asked;
	struct emu_cq **cqs;

	if (dev->hwc.active)
		return -EBUSY;
	cfg.traits = set;
	if (emu_config_check(&cfg))
		return -EINVAL;
	emu_traits_apply(&cfg);
	cqs = calloc(cfg.max_num_cqs, sizeof(*cqs));
	if (!cqs)
		return -ENOMEM;
	/* without a channel there is no CQ */
	free(dev->cqs);
	dev->cqs = cqs;
	dev->next_cq = cfg.first_cq + CQ_START;
	dev->cfg = cfg;
	return 0;
}

unsigned int mana_dev_traits(const struct mana_dev *dev)
{
	return dev->cfg.traits;
}

/* ---- refusals ---- */

/*
 * The object goes all the same, so that what follows is judged alone; but its
 * memory counts as in use until the channel goes, and asking again is no
 * mistake.
 */
uint32_t emu_refuse(struct mana_dev *dev, enum emu_trait trait, uint64_t handle)
{
	dev->refusing = dev->cfg.traits & trait;
	if (!dev->refusing)
		return EMU_ST_OK;
	if (handle)
		dev->refused[dev->num_refused++ % MAX_REFUSED] = handle;
	return EMU_ST_FAIL;
}

void emu_refuse_end(struct mana_dev *dev)
{
	dev->refusing = false;
}

bool emu_was_refused(const struct mana_dev *dev, uint64_t handle)
{
	for (unsigned int i = 0; i < MAX_REFUSED && i < dev->num_refused; i++)
		if (dev->refused[i] == handle)
			return true;
	return false;
}
