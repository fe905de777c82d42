/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_U64_STATS_SYNC_H
#define _BP_LINUX_U64_STATS_SYNC_H

#include <compat_config.h>
#include_next <linux/u64_stats_sync.h>

/* Not below the sequence counter: 64-bit stores only, as the floor has it. */
#ifdef BP_OLD_U64_STATS_SET
static inline void bp_u64_stats_set(u64_stats_t *p, u64 val)
{
	local64_set(&p->v, val);
}

#define u64_stats_set(p, val) bp_u64_stats_set(p, val)
#endif

#endif /* _BP_LINUX_U64_STATS_SYNC_H */
