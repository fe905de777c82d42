/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A work-queue ring in guarded memory, and examples to post to it.
 */
#ifndef _MANA_KUNIT_WQE_H
#define _MANA_KUNIT_WQE_H

#include <mana/ring.h>

#include "reference.h"

#define WQE_GUARD 64

/**
 * struct wqe_bench - a ring under test
 * @ring: the driver's side
 * @mem: ring memory, 0xee where nothing was written
 * @want: what the memory should be, filled by the case
 * @bytes: of the ring
 */
struct wqe_bench {
	struct mana_wring ring;
	u8 *mem;
	u8 *want;
	u32 bytes;
};

/* Guard bytes before and behind the ring tell of writes outside. */
static inline struct wqe_bench *wqe_bench_new(struct kunit *test, u32 bytes)
{
	struct wqe_bench *bench;
	u8 *mem;

	bench = kunit_kzalloc(test, sizeof(*bench), GFP_KERNEL);
	mem = kunit_kzalloc(test, bytes + 2 * WQE_GUARD, GFP_KERNEL);
	if (!bench || !mem)
		return NULL;
	bench->want = kunit_kzalloc(test, bytes, GFP_KERNEL);
	if (!bench->want)
		return NULL;
	memset(mem, 0xee, bytes + 2 * WQE_GUARD);
	bench->mem = mem + WQE_GUARD;
	bench->bytes = bytes;
	mana_wring_init(&bench->ring, bench->mem, bytes);
	return bench;
}

static inline bool __maybe_unused wqe_guards_intact(const struct wqe_bench *bench)
{
	u32 i;

	for (i = 0; i < WQE_GUARD; i++)
		if (bench->mem[bench->bytes + i] != 0xee ||
		    *(bench->mem - 1 - i) != 0xee)
			return false;
	return true;
}

/* An empty ring whose counters stand at @position; its memory fresh. */
static inline void __maybe_unused wqe_set_position(struct wqe_bench *bench,
						   u32 position)
{
	memset(bench->mem, 0xee, bench->bytes);
	bench->ring.head = position;
	bench->ring.tail = position;
}

/* A WQE in which no two bytes that matter are alike. */
static inline struct ref_wqe __maybe_unused wqe_example(u32 oob_bytes,
							u32 num_sge)
{
	struct ref_wqe wqe = { .oob_bytes = oob_bytes, .num_sge = num_sge };
	u32 i;

	for (i = 0; i < oob_bytes; i++)
		wqe.oob[i] = 0x80 + i;
	for (i = 0; i < num_sge; i++) {
		wqe.sge[i].address = 0x1122330000000000ULL + (i + 1) * 0x10001;
		wqe.sge[i].key = 0x44000000 + i;
		wqe.sge[i].size = 0x55000000 + i;
	}
	return wqe;
}

static inline struct ref_wqe __maybe_unused wqe_random(struct ref_rand *rand)
{
	u32 oob_bytes = ref_rand_below(rand, 2) ? 8 : 24;
	struct ref_wqe wqe;

	wqe = wqe_example(oob_bytes,
			  1 + ref_rand_below(rand, oob_bytes == 8 ? 31 : 30));
	wqe.oob[0] = ref_rand_below(rand, 256);
	wqe.sge[0].address = ref_rand_below(rand, 0xffffffff);
	if (wqe.num_sge > 1 && ref_rand_below(rand, 3) == 0) {
		wqe.in_sgl = true;
		wqe.sge[0].size = 1 + ref_rand_below(rand, 255);
		wqe.unit = 1 + ref_rand_below(rand, 16383);
	}
	return wqe;
}

/* Hand a WQE to the driver's builder, in its terms. */
static inline int wqe_post(struct wqe_bench *bench, const struct ref_wqe *wqe)
{
	struct gdma_sge sge[REF_MAX_SGE];
	struct mana_wqe_desc desc = {
		.oob = wqe->oob,
		.oob_bytes = wqe->oob_bytes,
		.sge = sge,
		.num_sge = wqe->num_sge,
		.oob_in_sgl = wqe->in_sgl,
		.client_data_unit = wqe->unit,
	};
	u32 i;

	for (i = 0; i < REF_MAX_SGE; i++) {
		sge[i].address = cpu_to_le64(wqe->sge[i].address);
		sge[i].mem_key = cpu_to_le32(wqe->sge[i].key);
		sge[i].size = cpu_to_le32(wqe->sge[i].size);
	}
	return mana_wring_post(&bench->ring, &desc);
}

#endif /* _MANA_KUNIT_WQE_H */
