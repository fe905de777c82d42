/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_ETHERDEVICE_H
#define _BP_LINUX_ETHERDEVICE_H

#include <compat_config.h>
#include_next <linux/etherdevice.h>

#ifdef BP_OLD_ETH_HW_ADDR_SET
#define eth_hw_addr_set(dev, addr) ether_addr_copy((dev)->dev_addr, addr)
#endif

#endif /* _BP_LINUX_ETHERDEVICE_H */
