/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_TIMER_H
#define _BP_LINUX_TIMER_H

#include <compat_config.h>
#include_next <linux/timer.h>

#ifdef BP_OLD_TIMER_DELETE
#define timer_delete(timer) del_timer(timer)
#endif

#ifdef BP_OLD_TIMER_DELETE_SYNC
#define timer_delete_sync(timer) del_timer_sync(timer)
#endif

#ifdef BP_OLD_TIMER_CONTAINER_OF
#define timer_container_of(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, typeof(*(var)), timer_fieldname)
#endif

#endif /* _BP_LINUX_TIMER_H */
