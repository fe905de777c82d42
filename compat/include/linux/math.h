/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_MATH_H
#define _BP_LINUX_MATH_H

#include <compat_config.h>
#ifdef BP_OLD_MATH_HEADER
#include <linux/kernel.h>
#else
#include_next <linux/math.h>
#endif

#endif /* _BP_LINUX_MATH_H */
