/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_SYSFS_H
#define _BP_LINUX_SYSFS_H

#include <compat_config.h>
#include_next <linux/sysfs.h>

/* The buffer of an attribute is one page, as every caller of show() knows. */
#ifdef BP_OLD_SYSFS_EMIT
#define sysfs_emit(buf, fmt, ...) \
	scnprintf(buf, PAGE_SIZE, fmt, ##__VA_ARGS__)
#endif

#endif /* _BP_LINUX_SYSFS_H */
