/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_UNALIGNED_H
#define _BP_LINUX_UNALIGNED_H

#include <compat_config.h>
#ifdef BP_OLD_UNALIGNED_HEADER
#include <asm/unaligned.h>
#else
#include_next <linux/unaligned.h>
#endif

#endif /* _BP_LINUX_UNALIGNED_H */
