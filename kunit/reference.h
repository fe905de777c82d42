/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the suites compare the driver with: the rules of docs/spec written
 * down as slowly and obviously as possible, byte by byte, with none of the
 * driver's constants. Plus the small helpers all suites need.
 */
#ifndef _MANA_KUNIT_REFERENCE_H
#define _MANA_KUNIT_REFERENCE_H

#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/types.h>

#include <kunit/test.h>

/* The KUnit of 5.10 wants both sides of a comparison to have one type. */
#undef __typecheck
#define __typecheck(left, right) 1

/* Index of the first byte that differs, or @size. */
static inline size_t ref_first_difference(const void *left, const void *right,
					  size_t size)
{
	const u8 *a = left, *b = right;
	size_t at = 0;

	while (at < size && a[at] == b[at])
		at++;
	return at;
}

/* Not KUNIT_EXPECT_MEMEQ: KUnit has that only since 6.0. */
#define EXPECT_BYTES(test, got, want, size) do {			\
	const u8 *got_ = (const u8 *)(got);				\
	const u8 *want_ = (const u8 *)(want);				\
	size_t at_ = ref_first_difference(got_, want_, size);		\
									\
	KUNIT_EXPECT_EQ_MSG(test, at_, (size_t)(size),			\
			    "byte %d is %02x, not %02x", (int)at_,	\
			    at_ < (size_t)(size) ? got_[at_] : 0,	\
			    at_ < (size_t)(size) ? want_[at_] : 0);	\
} while (0)

/**
 * struct ref_rand - random numbers, the same in every run
 * @state: never 0
 */
struct ref_rand {
	u64 state;
};

/* The next number below @limit, which is small: the bias does not matter. */
static inline u32 ref_rand_below(struct ref_rand *rand, u32 limit)
{
	rand->state ^= rand->state << 13;
	rand->state ^= rand->state >> 7;
	rand->state ^= rand->state << 17;
	return (u32)(rand->state >> 32) % limit;
}

/* Write a little-endian number of @bytes bytes. */
static inline void ref_put(u8 *at, u64 value, unsigned int bytes)
{
	unsigned int i;

	for (i = 0; i < bytes; i++)
		at[i] = (value >> (8 * i)) & 0xff;
}

/* Read one. */
static inline u64 ref_get(const u8 *at, unsigned int bytes)
{
	u64 value = 0;
	unsigned int i;

	for (i = 0; i < bytes; i++)
		value += (u64)at[i] << (8 * i);
	return value;
}

#define REF_MAX_SGE 31
#define REF_MAX_WQE 512

/**
 * struct ref_sge - one scatter/gather entry
 * @address: bus address
 * @key: memory key
 * @size: bytes
 */
struct ref_sge {
	u64 address;
	u32 key;
	u32 size;
};

/**
 * struct ref_wqe - what a work-queue entry is made of
 * @oob: inline client data
 * @oob_bytes: 8 or 24
 * @in_sgl: the client data goes on in SGE 0
 * @unit: client data unit: MSS
 * @num_sge: entries of @sge
 * @sge: the list
 */
struct ref_wqe {
	u8 oob[24];
	u32 oob_bytes;
	bool in_sgl;
	u32 unit;
	u32 num_sge;
	struct ref_sge sge[REF_MAX_SGE];
};

/* Bytes of a WQE: what it holds, rounded up to 32 (gdma 10.3). */
static inline u32 ref_wqe_bytes(u32 oob_bytes, u32 num_sge)
{
	u32 bytes = 8 + oob_bytes + 16 * num_sge;

	while (bytes % 32)
		bytes++;
	return bytes;
}

/* The bytes of a WQE in a line, without any ring (gdma 10.1, 10.2). */
static inline u32 ref_wqe_image(const struct ref_wqe *wqe,
				u8 image[REF_MAX_WQE])
{
	u32 i, at = 0;

	memset(image, 0, REF_MAX_WQE);
	image[3] = wqe->in_sgl ? wqe->sge[0].size & 0xff : 0;
	image[4] = wqe->num_sge;
	image[5] = wqe->oob_bytes / 4 + (wqe->in_sgl ? 8 : 0);
	image[6] = wqe->unit % 256;
	image[7] = wqe->unit / 256;
	for (i = 0; i < wqe->oob_bytes; i++)
		image[8 + i] = wqe->oob[i];
	at = 8 + wqe->oob_bytes;
	for (i = 0; i < wqe->num_sge; i++, at += 16) {
		ref_put(image + at, wqe->sge[i].address, 8);
		ref_put(image + at + 8, wqe->sge[i].key, 4);
		ref_put(image + at + 12, wqe->sge[i].size, 4);
	}
	return ref_wqe_bytes(wqe->oob_bytes, wqe->num_sge);
}

/* Put an image into a ring, a byte at a time; positions run free. */
static inline void ref_ring_write(u8 *ring, u32 ring_bytes, u64 position,
				  const u8 *image, u32 bytes)
{
	u32 i;

	for (i = 0; i < bytes; i++)
		ring[(position + i) % ring_bytes] = image[i];
}

#endif /* _MANA_KUNIT_REFERENCE_H */
