/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_NETDEV_RX_QUEUE_H
#define _BP_NET_NETDEV_RX_QUEUE_H

#include <compat_config.h>
#ifdef BP_OLD_RX_QUEUE_HEADER
#include <linux/netdevice.h>
#else
#include_next <net/netdev_rx_queue.h>
#endif

#endif /* _BP_NET_NETDEV_RX_QUEUE_H */
