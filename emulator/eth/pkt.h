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
 * @v4: IPv4
 * @v6: IPv6
 * @tcp: TCP
 * @udp: UDP
 * @frag: IP fragment: no L4 header can be trusted
 * @bad: headers cut short or lengths out of range
 */
struct pkt {
	uint16_t etype;
	size_t l3_off, l4_off, l4_len, l4_hlen, end;
	bool vlan, v4, v6, tcp, udp, frag, bad;
};

/**
 * pkt_parse() - Ethernet, one 802.1Q tag, IPv4 or IPv6 with its extension
 * headers, TCP or UDP
 * @p: filled
 * @f: frame without FCS
 * @len: its bytes
 * @gso: IP lengths are 0 and stand for "to the end" (ethernet 2.5)
 */
void pkt_parse(struct pkt *p, const uint8_t *f, size_t len, bool gso);

/**
 * csum_add() - ones-complement sum, not inverted
 * @sum: partial sum to go on from
 * @buf: bytes; an odd one is padded with 0
 * @len: their number
 *
 * Return: sum that csum_fold() makes 16 bits of.
 */
uint32_t csum_add(uint32_t sum, const void *buf, size_t len);

/**
 * csum_fold() - fold a sum
 * @sum: as from csum_add()
 *
 * Return: 16-bit sum, not inverted.
 */
uint16_t csum_fold(uint32_t sum);

/**
 * pkt_pseudo() - pseudo-header sum (RFC 793, RFC 8200)
 * @p: packet with TCP or UDP
 * @f: frame
 * @l4_len: length to include, 0 for a TSO seed
 *
 * Return: sum for csum_add() or csum_fold().
 */
uint32_t pkt_pseudo(const struct pkt *p, const uint8_t *f, size_t l4_len);

/**
 * pkt_csum_off() - where the L4 checksum stands
 * @p: packet with TCP or UDP
 *
 * Return: offset in the frame.
 */
size_t pkt_csum_off(const struct pkt *p);

/**
 * pkt_fill_l4() - write the correct TCP or UDP checksum
 * @p: packet with TCP or UDP
 * @f: frame; UDP never becomes 0 (RFC 768)
 */
void pkt_fill_l4(const struct pkt *p, uint8_t *f);

/**
 * pkt_fill_ip() - write the correct IPv4 header checksum
 * @p: IPv4 packet
 * @f: frame
 */
void pkt_fill_ip(const struct pkt *p, uint8_t *f);

/**
 * pkt_l4_good() - is the L4 checksum right
 * @p: packet with TCP or UDP
 * @f: frame
 *
 * Return: true when it is.
 */
bool pkt_l4_good(const struct pkt *p, const uint8_t *f);

/**
 * pkt_ip_good() - is the IPv4 header checksum right
 * @p: IP packet
 * @f: frame
 *
 * Return: true when it is, or for IPv6, which has none.
 */
bool pkt_ip_good(const struct pkt *p, const uint8_t *f);

/**
 * struct pkt_cut - which segment of a TSO packet
 * @hdr: all headers, IP lengths 0
 * @hlen: their bytes
 * @payload: all payload
 * @off: first payload byte of this segment
 * @total: payload bytes of the packet
 * @mss: payload bytes of a full segment
 * @index: segments before this one
 */
struct pkt_cut {
	const uint8_t *hdr;
	size_t hlen;
	const uint8_t *payload;
	size_t off, total, mss;
	unsigned int index;
};

/**
 * pkt_segment() - build one segment (ethernet 2.5, device-behaviour 7.3)
 * @p: the headers, parsed with gso
 * @cut: which one
 * @out: complete frame with lengths, IPv4 id, sequence number, flags and
 *	checksums of its own; @hlen + @mss bytes at most
 *
 * Return: its length.
 */
size_t pkt_segment(const struct pkt *p, const struct pkt_cut *cut,
		   uint8_t *out);

/**
 * pkt_tag() - insert an 802.1Q tag after the MAC addresses
 * @f: frame with room for 4 more bytes
 * @len: its bytes, at least 12
 * @tci: tag control information
 *
 * Return: new length.
 */
size_t pkt_tag(uint8_t *f, size_t len, uint16_t tci);

/**
 * pkt_untag() - remove the outer tag
 * @f: tagged frame
 * @len: its bytes, at least 16; reduced
 *
 * Return: tag control information.
 */
uint16_t pkt_untag(uint8_t *f, size_t *len);

/**
 * toeplitz() - the RSS hash function
 * @key: as in CONFIG_VPORT_RX
 * @data: input in network order
 * @len: its bytes, at most 36
 *
 * Return: hash.
 */
uint32_t toeplitz(const uint8_t key[RSS_KEY], const uint8_t *data, size_t len);

/**
 * pkt_rss() - RSS hash of a frame (ethernet 4)
 * @p: packet
 * @f: frame
 * @key: as in CONFIG_VPORT_RX
 * @types: enabled NDIS hash types
 * @used: type that was used, 0 when nothing was hashed
 *
 * Return: hash, 0 when nothing was hashed.
 */
uint32_t pkt_rss(const struct pkt *p, const uint8_t *f,
		 const uint8_t key[RSS_KEY], uint16_t types, uint16_t *used);

#endif /* EMU_PKT_H */
