/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_FILTER_H
#define _BP_LINUX_FILTER_H

#include <compat_config.h>
#include_next <linux/filter.h>

/* Lost: the warning does not say whose program it is. */
#ifdef BP_OLD_XDP_WARN_INVALID
#define bpf_warn_invalid_xdp_action(dev, prog, act) \
	bpf_warn_invalid_xdp_action(act)
#endif

#ifdef BP_OLD_XDP_DO_FLUSH
#define xdp_do_flush() xdp_do_flush_map()
#endif

#ifdef BP_OLD_XDP_STATE
#include <bp/xdp_thunks.h>
#endif

#endif /* _BP_LINUX_FILTER_H */
