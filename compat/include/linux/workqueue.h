/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_WORKQUEUE_H
#define _BP_LINUX_WORKQUEUE_H

#include <compat_config.h>
#include_next <linux/workqueue.h>

#ifdef BP_OLD_SYSTEM_PERCPU_WQ
#define system_percpu_wq system_wq
#endif

#ifdef BP_OLD_SYSTEM_DFL_WQ
#define system_dfl_wq system_unbound_wq
#endif

#endif /* _BP_LINUX_WORKQUEUE_H */
