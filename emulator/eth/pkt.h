/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Pure functions on frames: parsing, checksums, segmentation, RSS hash.
 */
#ifndef EMU_PKT_H
#define EMU_PKT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ETH_HLEN 14u
#define VLAN_HLEN 4u
#define RSS_KEY 40u

#define ETYPE_IPV4 0x0800u
#define ETYPE_ARP 0x0806u
#define ETYPE_VLAN 0x8100u
#define ETYPE_IPV6 0x86ddu
#define PROTO_TCP 6u
#define PROTO_UDP 17u

/**
 * struct pkt - what a parser sees in a frame
 * @etype: outer EtherType, as it stands at offset 12
 * @l3_off: start of the IP header, 0 when the frame is not IP
 * @l4_off: start of TCP or UDP, 0 when there is none to see
 * @l4_len: bytes from @l4_off to the end of the IP packet
 * @l4_hlen: TCP or UDP header bytes
 * @end: end of the IP packet (the frame may be padded)
 * @vlan: frame carries an 802.1Q tag
 * @v4: IPv4; @v6: IPv6
 * @tcp: TCP; @udp: UDP
 * @frag: IP fragment: no L4 header can be trusted
 * @bad: headers cut short or lengths out of range
 */
struct pkt {
	uint16_t etype;
	size_t l3_off, l4_off, l4_len, l4_hlen, end;
	bool vlan, v4, v6, tcp, udp, frag, bad;
};

/* @gso: lengths in the IP header are 0 and stand for "to the end". */
void pkt_parse(struct pkt *p, const uint8_t *f, size_t len, bool gso);

/* Ones-complement sum, not inverted; @sum carries a partial one. */
uint32_t csum_add(uint32_t sum, const void *buf, size_t len);
uint16_t csum_fold(uint32_t sum);
/* Pseudo-header sum of the packet with @l4_len as its length. */
uint32_t pkt_pseudo(const struct pkt *p, const uint8_t *f, size_t l4_len);
/* Where the L4 checksum stands in the frame. */
size_t pkt_csum_off(const struct pkt *p);
/* Write correct checksums. UDP never becomes 0 (RFC 768). */
void pkt_fill_l4(const struct pkt *p, uint8_t *f);
void pkt_fill_ip(const struct pkt *p, uint8_t *f);
bool pkt_l4_good(const struct pkt *p, const uint8_t *f);
bool pkt_ip_good(const struct pkt *p, const uint8_t *f);

/*
 * Cut one segment of a TSO packet: headers @hdr (@hlen bytes, parsed as @p with
 * gso), payload bytes @off.. of @total. Builds a complete frame in @out and
 * returns its length. @index counts segments from 0.
 */
size_t pkt_segment(const struct pkt *p, const uint8_t *hdr, size_t hlen,
		   const uint8_t *payload, size_t off, size_t total,
		   size_t mss, unsigned int index, uint8_t *out);

/* Insert an 802.1Q tag after the MAC addresses; room for 4 more bytes. */
size_t pkt_tag(uint8_t *f, size_t len, uint16_t tci);
/* Remove it; returns the TCI. */
uint16_t pkt_untag(uint8_t *f, size_t *len);

uint32_t toeplitz(const uint8_t key[RSS_KEY], const uint8_t *data, size_t len);
/*
 * RSS hash of a frame for the enabled NDIS @types (ethernet 4). The type bit
 * used goes to @used, 0 when nothing was hashed.
 */
uint32_t pkt_rss(const struct pkt *p, const uint8_t *f,
		 const uint8_t key[RSS_KEY], uint16_t types, uint16_t *used);

#endif /* EMU_PKT_H */
