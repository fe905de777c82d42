/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_ETHTOOL_H
#define _BP_LINUX_ETHTOOL_H

#include <compat_config.h>
#include_next <linux/ethtool.h>

/* An older header does not name all that the operations below are given. */
struct net_device;
struct netlink_ext_ack;

/* All zero: this kernel can neither show nor set them. */
#ifdef BP_OLD_KERNEL_RINGPARAM
struct kernel_ethtool_ringparam {
	u32 rx_buf_len;
};
#endif

#ifdef BP_OLD_KERNEL_COALESCE
struct kernel_ethtool_coalesce {
	u8 use_cqe_mode_tx;
	u8 use_cqe_mode_rx;
};
#endif

/*
 * Bit n stands for word n + 1 of struct ethtool_coalesce, both of which are
 * fixed: the check in bp/ethtool_thunks.h knows of all, these are the names
 * of the plain ones.
 */
#ifdef BP_OLD_SUPPORTED_COALESCE
#define ETHTOOL_COALESCE_RX_USECS BIT(0)
#define ETHTOOL_COALESCE_RX_MAX_FRAMES BIT(1)
#define ETHTOOL_COALESCE_TX_USECS BIT(4)
#define ETHTOOL_COALESCE_TX_MAX_FRAMES BIT(5)
#define ETHTOOL_COALESCE_USECS \
	(ETHTOOL_COALESCE_RX_USECS | ETHTOOL_COALESCE_TX_USECS)
#define ETHTOOL_COALESCE_MAX_FRAMES \
	(ETHTOOL_COALESCE_RX_MAX_FRAMES | ETHTOOL_COALESCE_TX_MAX_FRAMES)
#ifndef BP_OLD_SET_COALESCE
#error "this kernel's coalescing is newer in one place and older in another"
#endif
#endif

#ifdef BP_OLD_RXFH_PARAM
#define RXH_XFRM_NO_CHANGE 0xff

/*
 * rss_context is 0 and input_xfrm RXH_XFRM_NO_CHANGE: this kernel's command has
 * neither.
 */
struct ethtool_rxfh_param {
	u8 hfunc;
	u32 indir_size;
	u32 *indir;
	u32 key_size;
	u8 *key;
	u32 rss_context;
	u8 rss_delete;
	u8 input_xfrm;
};
#endif

#ifdef BP_OLD_ETHTOOL_SPRINTF
/* Not inline: no function with variable arguments can be forced to be. */
static __maybe_unused __printf(2, 3) void
bp_ethtool_sprintf(u8 **data, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(*data, ETH_GSTRING_LEN, fmt, args);
	va_end(args);
	*data += ETH_GSTRING_LEN;
}

#define ethtool_sprintf(data, ...) bp_ethtool_sprintf(data, __VA_ARGS__)
#endif

#ifdef BP_OLD_ETHTOOL_PUTS
#define ethtool_puts(data, str) ethtool_sprintf(data, "%s", str)
#endif

/*
 * The table of operations. The newest change to it decides whether it must be
 * extended: struct bp_ethtool_ops begins with the kernel's own table, which is
 * all that the kernel reads, and goes on with what this kernel lacks. From here
 * on its name stands for the kernel's, also in struct net_device; the thunks in
 * bp/ethtool_thunks.h find the extension by way of the device.
 */
#ifdef BP_OLD_GET_RX_RING_COUNT
struct bp_ethtool_ops {
	struct ethtool_ops;

#ifdef BP_OLD_SUPPORTED_COALESCE
	u32 supported_coalesce_params;
#endif
#ifdef BP_OLD_GET_RINGPARAM
	void (*bp_get_ringparam)(struct net_device *dev,
				 struct ethtool_ringparam *ring,
				 struct kernel_ethtool_ringparam *kernel_ring,
				 struct netlink_ext_ack *extack);
#endif
#ifdef BP_OLD_SET_RINGPARAM
	int (*bp_set_ringparam)(struct net_device *dev,
				struct ethtool_ringparam *ring,
				struct kernel_ethtool_ringparam *kernel_ring,
				struct netlink_ext_ack *extack);
#endif
#ifdef BP_OLD_GET_COALESCE
	int (*bp_get_coalesce)(struct net_device *dev,
			       struct ethtool_coalesce *ec,
			       struct kernel_ethtool_coalesce *kernel_ec,
			       struct netlink_ext_ack *extack);
#endif
#ifdef BP_OLD_SET_COALESCE
	int (*bp_set_coalesce)(struct net_device *dev,
			       struct ethtool_coalesce *ec,
			       struct kernel_ethtool_coalesce *kernel_ec,
			       struct netlink_ext_ack *extack);
#endif
#ifdef BP_OLD_GET_RXFH
	int (*bp_get_rxfh)(struct net_device *dev,
			   struct ethtool_rxfh_param *rxfh);
#endif
#ifdef BP_OLD_SET_RXFH
	int (*bp_set_rxfh)(struct net_device *dev,
			   struct ethtool_rxfh_param *rxfh,
			   struct netlink_ext_ack *extack);
#endif
	u32 (*bp_get_rx_ring_count)(struct net_device *dev);
};

#define ethtool_ops bp_ethtool_ops
#elif defined(BP_OLD_GET_RXFH) || defined(BP_OLD_SET_RXFH)
#error "this kernel's ethtool_ops is newer in one place and older in another"
#endif

#endif /* _BP_LINUX_ETHTOOL_H */
