/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the expressions of lab/windows.txt plant in a copy of the driver. Each
 * source of that copy is compiled with this in front.
 */
#ifndef _LAB_WINDOWS_H
#define _LAB_WINDOWS_H

#include <linux/delay.h>
#include <linux/random.h>

/* One pass of @one_of stays here for a while, and awake. Context: any. */
static inline bool window_spin(u32 one_of, u32 msecs)
{
	if (get_random_u32() % one_of == 0)
		mdelay(msecs);
	return true;
}

/* The same, asleep. Context: process. */
static inline bool window_sleep(u32 one_of, u32 msecs)
{
	if (get_random_u32() % one_of == 0)
		msleep(msecs);
	return true;
}

#endif /* _LAB_WINDOWS_H */
