/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_GRO_H
#define _BP_NET_GRO_H

#include <compat_config.h>
#ifdef BP_OLD_GRO_HEADER
#include <linux/netdevice.h>
#else
#include_next <net/gro.h>
#endif

#endif /* _BP_NET_GRO_H */
