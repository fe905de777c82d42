/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_OVERFLOW_H
#define _BP_LINUX_OVERFLOW_H

#include <compat_config.h>
#include_next <linux/overflow.h>

#ifdef BP_OLD_STRUCT_SIZE_T
#define struct_size_t(type, member, count) \
	struct_size((type *)NULL, member, count)
#endif

/* Both saturate at SIZE_MAX, which no allocator grants. */
#ifdef BP_OLD_SIZE_MUL
static inline size_t __must_check bp_size_mul(size_t a, size_t b)
{
	size_t bytes;

	return check_mul_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

#define size_mul(a, b) bp_size_mul(a, b)
#endif

#ifdef BP_OLD_SIZE_ADD
static inline size_t __must_check bp_size_add(size_t a, size_t b)
{
	size_t bytes;

	return check_add_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

#define size_add(a, b) bp_size_add(a, b)
#endif

#endif /* _BP_LINUX_OVERFLOW_H */
