/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_XDP_H
#define _BP_NET_XDP_H

#include <compat_config.h>
#include_next <net/xdp.h>

struct net_device;

/*
 * Lost where a buffer does not know its size (before 5.8): a program cannot
 * make a packet longer at its end.
 */
#ifdef BP_OLD_XDP_INIT_BUFF
static inline void bp_xdp_init_buff(struct xdp_buff *xdp, u32 frame_sz,
				    struct xdp_rxq_info *rxq)
{
#ifndef BP_OLD_XDP_FRAME_SZ
	xdp->frame_sz = frame_sz;
#endif
	xdp->rxq = rxq;
}

static inline void bp_xdp_prepare_buff(struct xdp_buff *xdp,
				       unsigned char *hard_start, int headroom,
				       int data_len, bool meta_valid)
{
	unsigned char *data = hard_start + headroom;

	xdp->data_hard_start = hard_start;
	xdp->data = data;
	xdp->data_end = data + data_len;
	xdp->data_meta = meta_valid ? data : data + 1;
}

#define xdp_init_buff(xdp, frame_sz, rxq) bp_xdp_init_buff(xdp, frame_sz, rxq)
#define xdp_prepare_buff(xdp, hard_start, headroom, data_len, meta_valid) \
	bp_xdp_prepare_buff(xdp, hard_start, headroom, data_len, meta_valid)
#endif

/* Lost: busy polling of AF_XDP sockets, which finds the NAPI by its number. */
#ifdef BP_OLD_XDP_RXQ_INFO_REG
#define xdp_rxq_info_reg(rxq, dev, index, napi_id) \
	xdp_rxq_info_reg(rxq, dev, index)
#endif

#ifdef BP_OLD_XDP_FRAME_HAS_FRAGS
static inline bool bp_xdp_frame_has_frags(const struct xdp_frame *frame)
{
	return false;
}

#define xdp_frame_has_frags(frame) bp_xdp_frame_has_frags(frame)
#endif

/* Lost: user space is not told, and the core refuses nothing. */
#ifdef BP_OLD_XDP_SET_FEATURES_FLAG
enum bp_netdev_xdp_act {
	NETDEV_XDP_ACT_BASIC = 1,
	NETDEV_XDP_ACT_REDIRECT = 2,
	NETDEV_XDP_ACT_NDO_XMIT = 4,
};

static inline void bp_xdp_set_features_flag(struct net_device *dev, u32 flags)
{
}

#define xdp_set_features_flag(dev, flags) bp_xdp_set_features_flag(dev, flags)
#endif

#endif /* _BP_NET_XDP_H */
