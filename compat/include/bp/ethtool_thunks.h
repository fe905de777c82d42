/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_BP_ETHTOOL_THUNKS_H
#define _BP_BP_ETHTOOL_THUNKS_H

#include <compat_config.h>
#include <linux/netdevice.h>

/*
 * Functions of the older shape that call the driver's of the 7.3 shape. A name
 * in a table's initialiser becomes two: `.get_rxfh = f` turns into
 * `.get_rxfh = bp_get_rxfh, .bp_get_rxfh = f`; the kernel calls the first. The
 * names are macros from here on: they are meant for initialisers only.
 */

#ifdef BP_OLD_GET_RINGPARAM
static inline void bp_get_ringparam(struct net_device *dev,
				    struct ethtool_ringparam *ring)
{
	struct kernel_ethtool_ringparam kernel_ring = {};

	dev->ethtool_ops->bp_get_ringparam(dev, ring, &kernel_ring, NULL);
}

#define get_ringparam get_ringparam = bp_get_ringparam, .bp_get_ringparam
#endif

#ifdef BP_OLD_SET_RINGPARAM
static inline int bp_set_ringparam(struct net_device *dev,
				   struct ethtool_ringparam *ring)
{
	struct kernel_ethtool_ringparam kernel_ring = {};

	return dev->ethtool_ops->bp_set_ringparam(dev, ring, &kernel_ring,
						  NULL);
}

#define set_ringparam set_ringparam = bp_set_ringparam, .bp_set_ringparam
#endif

#ifdef BP_OLD_GET_COALESCE
static inline int bp_get_coalesce(struct net_device *dev,
				  struct ethtool_coalesce *ec)
{
	struct kernel_ethtool_coalesce kernel_ec = {};

	return dev->ethtool_ops->bp_get_coalesce(dev, ec, &kernel_ec, NULL);
}

#define get_coalesce get_coalesce = bp_get_coalesce, .bp_get_coalesce
#endif

#ifdef BP_OLD_SUPPORTED_COALESCE
/* What the core of newer kernels does before it calls the driver. */
static inline bool bp_coalesce_supported(const struct ethtool_coalesce *ec,
					 u32 supported)
{
	const u32 *word = &ec->rx_coalesce_usecs;
	unsigned int i;

	BUILD_BUG_ON(sizeof(*ec) != 23 * sizeof(*word) ||
		     offsetof(struct ethtool_coalesce, rx_coalesce_usecs) !=
		     sizeof(*word));
	for (i = 0; i < 22; i++)
		if (word[i] && !(supported & BIT(i)))
			return false;
	return true;
}
#endif

#ifdef BP_OLD_SET_COALESCE
static inline int bp_set_coalesce(struct net_device *dev,
				  struct ethtool_coalesce *ec)
{
	struct kernel_ethtool_coalesce kernel_ec = {};

#ifdef BP_OLD_SUPPORTED_COALESCE
	if (!bp_coalesce_supported(ec,
				   dev->ethtool_ops->supported_coalesce_params))
		return -EOPNOTSUPP;
#endif
	return dev->ethtool_ops->bp_set_coalesce(dev, ec, &kernel_ec, NULL);
}

#define set_coalesce set_coalesce = bp_set_coalesce, .bp_set_coalesce
#endif

#if defined(BP_OLD_GET_RXFH) || defined(BP_OLD_SET_RXFH)
/* A pointer that is not wanted has no size either. */
static inline void bp_rxfh_param(struct net_device *dev,
				 struct ethtool_rxfh_param *rxfh,
				 const u32 *indir, const u8 *key)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;

	*rxfh = (struct ethtool_rxfh_param) {
		.indir = (u32 *)indir,
		.indir_size = indir ? ops->get_rxfh_indir_size(dev) : 0,
		.key = (u8 *)key,
		.key_size = key ? ops->get_rxfh_key_size(dev) : 0,
		.input_xfrm = RXH_XFRM_NO_CHANGE,
	};
}
#endif

#ifdef BP_OLD_GET_RXFH
static inline int bp_get_rxfh(struct net_device *dev, u32 *indir, u8 *key,
			      u8 *hfunc)
{
	struct ethtool_rxfh_param rxfh;
	int err;

	bp_rxfh_param(dev, &rxfh, indir, key);
	err = dev->ethtool_ops->bp_get_rxfh(dev, &rxfh);
	if (!err && hfunc)
		*hfunc = rxfh.hfunc;
	return err;
}

#define get_rxfh get_rxfh = bp_get_rxfh, .bp_get_rxfh
#endif

#ifdef BP_OLD_SET_RXFH
static inline int bp_set_rxfh(struct net_device *dev, const u32 *indir,
			      const u8 *key, const u8 hfunc)
{
	struct ethtool_rxfh_param rxfh;

	bp_rxfh_param(dev, &rxfh, indir, key);
	rxfh.hfunc = hfunc;
	return dev->ethtool_ops->bp_set_rxfh(dev, &rxfh, NULL);
}

#define set_rxfh set_rxfh = bp_set_rxfh, .bp_set_rxfh
#endif

/* Only included where this is older (linux/netdevice.h). */
static inline int bp_get_rxnfc(struct net_device *dev,
			       struct ethtool_rxnfc *nfc, u32 *rule_locs)
{
	if (nfc->cmd != ETHTOOL_GRXRINGS)
		return -EOPNOTSUPP;
	nfc->data = dev->ethtool_ops->bp_get_rx_ring_count(dev);
	return 0;
}

#define get_rx_ring_count get_rxnfc = bp_get_rxnfc, .bp_get_rx_ring_count

#endif /* _BP_BP_ETHTOOL_THUNKS_H */
