// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the xdp scenario attaches, one program a section. The constants of the
 * redirecting one are known only when the guest runs: OUT is the interface,
 * SRC and DST are Ethernet addresses as byte lists.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>

#define SEC(name) __attribute__((section(name), used))

#ifndef OUT
#define OUT 0
#define SRC {0}
#define DST {0}
#endif

/* linux/icmp.h wants the C library of a 32-bit machine. */
struct icmp_start {
	__u8 type;
	__u8 code;
	__u16 checksum;
};

#define ICMP_ECHOREPLY 0
#define ICMP_ECHO 8

static int (*bpf_redirect)(__u32 ifindex, __u64 flags) =
	(void *)BPF_FUNC_redirect;

/* An IPv4 header without options, or NULL. */
static inline struct iphdr *ipv4_header(struct xdp_md *ctx, __u32 more)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = data + sizeof(*eth);

	if ((void *)(ip + 1) + more > end ||
	    eth->h_proto != __builtin_bswap16(ETH_P_IP) || ip->ihl != 5)
		return 0;
	return ip;
}

SEC("xdp_pass")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* Every IPv4 datagram of UDP goes, all else stays. */
SEC("xdp_drop")
int drop(struct xdp_md *ctx)
{
	struct iphdr *ip = ipv4_header(ctx, 0);

	return ip && ip->protocol == IPPROTO_UDP ? XDP_DROP : XDP_PASS;
}

/* Answers echo requests; the sums stay right: only words change places. */
SEC("xdp_tx")
int tx(struct xdp_md *ctx)
{
	struct iphdr *ip = ipv4_header(ctx, sizeof(struct icmp_start));
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct icmp_start *icmp = (void *)(ip + 1);
	unsigned char mac[ETH_ALEN];
	__u32 address, sum;

	if (!ip || ip->protocol != IPPROTO_ICMP || icmp->type != ICMP_ECHO)
		return XDP_PASS;

	__builtin_memcpy(mac, eth->h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, eth->h_source, ETH_ALEN);
	__builtin_memcpy(eth->h_source, mac, ETH_ALEN);
	address = ip->saddr;
	ip->saddr = ip->daddr;
	ip->daddr = address;
	/* The first word loses 0x0800, which its complement gains (RFC 1624). */
	icmp->type = ICMP_ECHOREPLY;
	sum = icmp->checksum + __builtin_bswap16(ICMP_ECHO << 8);
	icmp->checksum = sum + (sum >> 16);
	return XDP_TX;
}

/* A router of one route: every IPv4 packet leaves through another port. */
SEC("xdp_redirect")
int redirect(struct xdp_md *ctx)
{
	static const unsigned char src[ETH_ALEN] = SRC, dst[ETH_ALEN] = DST;
	struct iphdr *ip = ipv4_header(ctx, 0);
	struct ethhdr *eth = (void *)(long)ctx->data;

	if (!ip)
		return XDP_PASS;
	__builtin_memcpy(eth->h_source, src, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, dst, ETH_ALEN);
	return bpf_redirect(OUT, 0);
}
