/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_CONTAINER_OF_H
#define _BP_LINUX_CONTAINER_OF_H

#include <compat_config.h>
#ifdef BP_OLD_CONTAINER_OF_HEADER
#include <linux/kernel.h>
#else
#include_next <linux/container_of.h>
#endif

#endif /* _BP_LINUX_CONTAINER_OF_H */
