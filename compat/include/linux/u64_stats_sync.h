/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_U64_STATS_SYNC_H
#define _BP_LINUX_U64_STATS_SYNC_H

#include <compat_config.h>
#include_next <linux/u64_stats_sync.h>

/* 64-bit stores only, as the floor has it. */
#ifdef BP_OLD_U64_STATS_T
#include <asm/local64.h>

typedef struct {
	local64_t v;
} u64_stats_t;

static inline u64 u64_stats_read(const u64_stats_t *p)
{
	return local64_read(&p->v);
}

static inline void u64_stats_add(u64_stats_t *p, unsigned long val)
{
	local64_add(val, &p->v);
}

static inline void u64_stats_inc(u64_stats_t *p)
{
	local64_inc(&p->v);
}
#endif

#endif /* _BP_LINUX_U64_STATS_SYNC_H */
