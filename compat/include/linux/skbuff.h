/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_SKBUFF_H
#define _BP_LINUX_SKBUFF_H

#include <compat_config.h>
#include_next <linux/skbuff.h>

/* Lost: the per-CPU cache of heads. */
#ifdef BP_OLD_NAPI_BUILD_SKB
#define napi_build_skb(data, frag_size) build_skb(data, frag_size)
#endif

#endif /* _BP_LINUX_SKBUFF_H */
