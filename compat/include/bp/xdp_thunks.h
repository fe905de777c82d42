/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_BP_XDP_THUNKS_H
#define _BP_BP_XDP_THUNKS_H

#include <compat_config.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/netdevice.h>
#include <linux/xarray.h>

/*
 * An older core does not remember which program a device runs: it asks, and a
 * driver of today does not know the question. All calls come under rtnl.
 */
#ifdef BP_OLD_XDP_STATE
static __maybe_unused DEFINE_XARRAY(bp_xdp_progs);

static inline int bp_bpf(struct net_device *dev, struct netdev_bpf *bpf)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	unsigned long key = (unsigned long)dev;
	struct bpf_prog *prog;
	int err;

	if (bpf->command == XDP_QUERY_PROG) {
		prog = xa_load(&bp_xdp_progs, key);
		bpf->prog_id = prog ? prog->aux->id : 0;
		return 0;
	}
	if (bpf->command != XDP_SETUP_PROG)
		return ops->bp_ndo_bpf(dev, bpf);
	prog = bpf->prog;
	err = prog ? xa_reserve(&bp_xdp_progs, key, GFP_KERNEL) : 0;
	if (err)
		return err;
	err = ops->bp_ndo_bpf(dev, bpf);
	if (err)
		xa_release(&bp_xdp_progs, key);
	else if (prog)
		xa_store(&bp_xdp_progs, key, prog, GFP_KERNEL);
	else
		xa_erase(&bp_xdp_progs, key);
	return err;
}

#undef ndo_bpf
#define ndo_bpf ndo_bpf = bp_bpf, .bp_ndo_bpf
#endif

#endif /* _BP_BP_XDP_THUNKS_H */
