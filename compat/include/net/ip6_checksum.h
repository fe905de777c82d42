/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_IP6_CHECKSUM_H
#define _BP_NET_IP6_CHECKSUM_H

#include <compat_config.h>
#include_next <net/ip6_checksum.h>

struct sk_buff;

/* As for any TSO packet: no length in the pseudo header's sum. */
#ifdef BP_OLD_TCP_V6_GSO_CSUM_PREP
static inline void bp_tcp_v6_gso_csum_prep(struct sk_buff *skb)
{
	struct ipv6hdr *ip6h = ipv6_hdr(skb);
	struct tcphdr *th = tcp_hdr(skb);

	ip6h->payload_len = 0;
	th->check = ~csum_ipv6_magic(&ip6h->saddr, &ip6h->daddr, 0,
				     IPPROTO_TCP, 0);
}

#define tcp_v6_gso_csum_prep(skb) bp_tcp_v6_gso_csum_prep(skb)
#endif

#endif /* _BP_NET_IP6_CHECKSUM_H */
