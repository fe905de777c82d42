/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_NETLINK_H
#define _BP_LINUX_NETLINK_H

#include <compat_config.h>
#include <linux/printk.h>
#include_next <linux/netlink.h>

/*
 * Lost: the values, as an older message is a constant string. They are in the
 * kernel log, and the message says so.
 */
#ifdef BP_OLD_NL_SET_ERR_MSG_FMT
#define NL_SET_ERR_MSG_FMT_MOD(extack, fmt, ...) do {			\
	NL_SET_ERR_MSG_MOD((extack), "refused, the kernel log says why"); \
	pr_warn_ratelimited(KBUILD_MODNAME ": " fmt "\n",		\
			    ##__VA_ARGS__);				\
} while (0)
#endif

#endif /* _BP_LINUX_NETLINK_H */
