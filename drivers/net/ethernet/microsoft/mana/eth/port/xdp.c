// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * XDP programs of a port. Receive buffers are laid out for them while there is
 * one: the first program and the end of the last replace the queues, as a change
 * of rings does; one program replaces another without touching them.
 */
#include <linux/bpf.h>
#include <linux/minmax.h>
#include <net/xdp.h>

#include "priv.h"

/**
 * mana_port_fit_max_mtu - the largest MTU as things are
 * @port: the port
 */
void mana_port_fit_max_mtu(struct mana_port *port)
{
	u32 most = port->dev_cfg.max_frame - ETH_HLEN;

	if (rcu_access_pointer(port->prog))
		most = min(most, mana_rxq_xdp_max_mtu());
	port->dev->max_mtu = most;
}

/* Lay out the buffers as programs need them, or as it is best without. */
static int mana_port_set_xdp(struct mana_port *port, bool on)
{
	struct mana_queue_cfg cfg = port->cfg;

	if (cfg.xdp == on)
		return 0;
	cfg.xdp = on;
	if (port->state != MANA_PORT_DETACHED)
		return mana_port_reconfigure(port, &cfg);
	/* Queues are made when it is attached. */
	port->cfg = cfg;
	return 0;
}

static int mana_port_setup_prog(struct mana_port *port, struct bpf_prog *prog,
				struct netlink_ext_ack *extack)
{
	struct bpf_prog *old = rtnl_dereference(port->prog);
	int err;

	if (prog && port->dev->mtu > mana_rxq_xdp_max_mtu()) {
		NL_SET_ERR_MSG_FMT_MOD(extack,
				       "XDP needs an MTU of at most %u, it is %u",
				       mana_rxq_xdp_max_mtu(), port->dev->mtu);
		return -EOPNOTSUPP;
	}
	err = prog ? mana_port_set_xdp(port, true) : 0;
	if (err) {
		NL_SET_ERR_MSG_FMT_MOD(extack, "no XDP program: %s",
				       mana_port_why(err));
		return err;
	}
	rcu_assign_pointer(port->prog, prog);
	if (old)
		bpf_prog_put(old);
	/* Without a program either layout will do: it always ends. */
	if (!prog)
		mana_port_set_xdp(port, false);
	mana_port_fit_max_mtu(port);
	return 0;
}

/**
 * mana_bpf - ndo_bpf: attach, replace or detach an XDP program
 * @dev: a port's
 * @bpf: what is asked for
 *
 * Context: under rtnl, in any state of the port.
 * Return: 0 or a negative error; then the program before stays.
 */
int mana_bpf(struct net_device *dev, struct netdev_bpf *bpf)
{
	if (bpf->command != XDP_SETUP_PROG)
		return -EOPNOTSUPP;
	return mana_port_setup_prog(netdev_priv(dev), bpf->prog, bpf->extack);
}

/**
 * mana_xdp_xmit - ndo_xdp_xmit: send frames that were redirected here
 * @dev: a port's
 * @num: how many
 * @frames: frames
 * @flags: XDP_XMIT_FLUSH: no others follow
 *
 * Each CPU has a send queue, which it may share.
 *
 * Context: softirq, under RCU.
 * Return: how many are sent, from the first on; or a negative error.
 */
int mana_xdp_xmit(struct net_device *dev, int num, struct xdp_frame **frames,
		  u32 flags)
{
	struct mana_port *port = netdev_priv(dev);
	struct mana_qset *set = rcu_dereference_bh(port->qset);
	u32 index;

	if (unlikely(flags & ~XDP_XMIT_FLAGS_MASK))
		return -EINVAL;
	if (unlikely(!set || READ_ONCE(set->frozen)))
		return -ENETDOWN;
	index = smp_processor_id() % set->cfg.num_queues;
	return mana_xdp_send_frames(set->pair[index], num, frames,
				    flags & XDP_XMIT_FLUSH);
}
