/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_NETLINK_H
#define _BP_LINUX_NETLINK_H

#include <compat_config.h>
#include_next <linux/netlink.h>

/* Lost: the values; an older message is a constant string. */
#ifdef BP_OLD_NL_SET_ERR_MSG_FMT
#define NL_SET_ERR_MSG_FMT_MOD(extack, fmt, ...) \
	NL_SET_ERR_MSG_MOD((extack), fmt)
#endif

#endif /* _BP_LINUX_NETLINK_H */
