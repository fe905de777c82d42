/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_JIFFIES_H
#define _BP_LINUX_JIFFIES_H

#include <compat_config.h>
#include_next <linux/jiffies.h>

#ifdef BP_OLD_SECS_TO_JIFFIES
#define secs_to_jiffies(secs) ((unsigned long)(secs) * HZ)
#endif

#endif /* _BP_LINUX_JIFFIES_H */
