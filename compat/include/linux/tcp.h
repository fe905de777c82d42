/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_TCP_H
#define _BP_LINUX_TCP_H

#include <compat_config.h>
#include_next <linux/tcp.h>

struct sk_buff;

#ifdef BP_OLD_SKB_TCP_ALL_HEADERS
static inline int bp_skb_tcp_all_headers(const struct sk_buff *skb)
{
	return skb_transport_offset(skb) + tcp_hdrlen(skb);
}

#define skb_tcp_all_headers(skb) bp_skb_tcp_all_headers(skb)
#endif

#endif /* _BP_LINUX_TCP_H */
