/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 0: what the device reads and writes for Ethernet. Layouts of the
 * commands, of the out-of-band data of a packet and of completions; all
 * little-endian. Sections are those of the Ethernet specification.
 */
#ifndef _MANA_ETH_WIRE_H
#define _MANA_ETH_WIRE_H

#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/if_ether.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include <mana/gdma_wire.h>

#define MANA_MAX_PORTS		256
#define MANA_MAX_QUEUES		64	/* of a port */

/*
 * More than 497 entries do not fit into a request: the device's
 * 512 would be refused when it is set.
 */
#define MANA_INDIR_MAX		256
#define MANA_INDIR_DEFAULT	64
#define MANA_RSS_KEY_BYTES	40

#define MANA_NO_HANDLE		(~0ULL)		/* of objects and vPorts */
#define MANA_VPORT_OFFSET_MAX	0xfffU
#define MANA_FRAME_DEFAULT	1514		/* when none is reported */
#define MANA_FRAME_MIN		82		/* MTU 68 and the header */

/* Commands. */
#define MANA_QUERY_DEV_CONFIG	0x20001
#define MANA_QUERY_GF_STAT	0x20002
#define MANA_CONFIG_VPORT_TX	0x20003
#define MANA_CREATE_WQ_OBJ	0x20004
#define MANA_DESTROY_WQ_OBJ	0x20005
#define MANA_FENCE_RQ		0x20006
#define MANA_CONFIG_VPORT_RX	0x20007
#define MANA_QUERY_VPORT_CONFIG	0x20008
#define MANA_QUERY_LINK_CONFIG	0x2000a
#define MANA_QUERY_PHY_STAT	0x2000c

#define MANA_PROTO_MINOR	1	/* protocol 0.1.1 */
#define MANA_PROTO_MICRO	1

#define MANA_PF_CAP_CQE8	BIT_ULL(5)

/**
 * struct mana_dev_config_req - QUERY_DEV_CONFIG
 * @hdr: header
 * @drv_caps: 0
 * @proto_major: protocol
 * @proto_minor: protocol
 * @proto_micro: protocol
 * @reserved: 0
 */
struct mana_dev_config_req {
	struct gdma_req_hdr hdr;
	__le64 drv_caps[4];
	__le32 proto_major;
	__le32 proto_minor;
	__le32 proto_micro;
	__le32 reserved;
};

static_assert(sizeof(struct mana_dev_config_req) == 88);

/**
 * struct mana_dev_config_resp - its answer, version 3
 * @hdr: header
 * @pf_caps: MANA_PF_CAP_*
 * @max_num_vports: ports
 * @bm_hostmode: only for physical functions
 * @reserved1: 0
 * @max_num_eqs: not used
 * @adapter_mtu: largest frame, without FCS; since version 2
 * @reserved2: 0
 * @reserved3: 0
 */
struct mana_dev_config_resp {
	struct gdma_resp_hdr hdr;
	__le64 pf_caps[4];
	__le16 max_num_vports;
	u8 bm_hostmode;
	u8 reserved1;
	__le32 max_num_eqs;
	__le16 adapter_mtu;
	__le16 reserved2;
	__le32 reserved3;
};

static_assert(sizeof(struct mana_dev_config_resp) == 80);
static_assert(offsetof(struct mana_dev_config_resp, adapter_mtu) == 72);

/**
 * struct mana_query_vport_req - QUERY_VPORT_CONFIG
 * @hdr: header
 * @index: which port
 */
struct mana_query_vport_req {
	struct gdma_req_hdr hdr;
	__le32 index;
};

static_assert(sizeof(struct mana_query_vport_req) == 44);

/**
 * struct mana_query_vport_resp - its answer
 * @hdr: header
 * @max_sq: send queues
 * @max_rq: receive queues
 * @indir_entries: size of the indirection table
 * @reserved1: 0
 * @mac: station address
 * @reserved2: 0
 * @vport: handle
 */
struct mana_query_vport_resp {
	struct gdma_resp_hdr hdr;
	__le32 max_sq;
	__le32 max_rq;
	__le32 indir_entries;
	__le32 reserved1;
	u8 mac[ETH_ALEN];
	u8 reserved2[2];
	__le64 vport;
};

static_assert(sizeof(struct mana_query_vport_resp) == 64);
static_assert(offsetof(struct mana_query_vport_resp, vport) == 56);

/**
 * struct mana_vport_tx_req - CONFIG_VPORT_TX
 * @hdr: header
 * @vport: handle
 * @pdid: protection domain
 * @db_page: doorbell page
 */
struct mana_vport_tx_req {
	struct gdma_req_hdr hdr;
	__le64 vport;
	__le32 pdid;
	__le32 db_page;
};

static_assert(sizeof(struct mana_vport_tx_req) == 56);

/**
 * struct mana_vport_tx_resp - its answer
 * @hdr: header
 * @tx_vport_offset: for the OOB of each packet
 * @short_form_allowed: no driver heeds it
 * @reserved: 0
 */
struct mana_vport_tx_resp {
	struct gdma_resp_hdr hdr;
	__le16 tx_vport_offset;
	u8 short_form_allowed;
	u8 reserved;
};

static_assert(sizeof(struct mana_vport_tx_resp) == 36);

/**
 * struct mana_create_wq_req - CREATE_WQ_OBJ, version 3
 * @hdr: header
 * @vport: handle
 * @wq_type: GDMA_QUEUE_SQ or GDMA_QUEUE_RQ
 * @reserved1: 0
 * @wq_region: of the WQ's ring
 * @cq_region: of the CQ's ring
 * @wq_bytes: size
 * @cq_bytes: size
 * @cq_mod_ctx: 0
 * @cq_parent_eq: id of the EQ that hears of completions
 * @rq_wqe_chain: 0
 * @req_cq_moderation: 1: what follows counts
 * @cq_mod_comps: completions per event, 0: no moderation
 * @cq_mod_usecs: microseconds, 0: no moderation
 * @reserved2: 0
 */
struct mana_create_wq_req {
	struct gdma_req_hdr hdr;
	__le64 vport;
	__le32 wq_type;
	__le32 reserved1;
	__le64 wq_region;
	__le64 cq_region;
	__le32 wq_bytes;
	__le32 cq_bytes;
	__le32 cq_mod_ctx;
	__le32 cq_parent_eq;
	u8 rq_wqe_chain;
	u8 req_cq_moderation;
	__le16 cq_mod_comps;
	__le16 cq_mod_usecs;
	__le16 reserved2;
};

static_assert(sizeof(struct mana_create_wq_req) == 96);
static_assert(offsetof(struct mana_create_wq_req, cq_parent_eq) == 84);

/**
 * struct mana_create_wq_resp - its answer, version 2
 * @hdr: header
 * @wq_id: id of the WQ
 * @cq_id: id of the CQ
 * @handle: of the object
 * @cq_mod_comps: not used
 * @cq_mod_usecs: not used
 * @cq_mod_enabled: not used
 * @reserved: 0
 */
struct mana_create_wq_resp {
	struct gdma_resp_hdr hdr;
	__le32 wq_id;
	__le32 cq_id;
	__le64 handle;
	__le16 cq_mod_comps;
	__le16 cq_mod_usecs;
	u8 cq_mod_enabled;
	u8 reserved[3];
};

static_assert(sizeof(struct mana_create_wq_resp) == 56);

/**
 * struct mana_destroy_wq_req - DESTROY_WQ_OBJ
 * @hdr: header
 * @wq_type: GDMA_QUEUE_SQ or GDMA_QUEUE_RQ
 * @reserved: 0
 * @handle: of the object
 */
struct mana_destroy_wq_req {
	struct gdma_req_hdr hdr;
	__le32 wq_type;
	__le32 reserved;
	__le64 handle;
};

static_assert(sizeof(struct mana_destroy_wq_req) == 56);

/**
 * struct mana_fence_rq_req - FENCE_RQ
 * @hdr: header
 * @handle: of the RQ object
 */
struct mana_fence_rq_req {
	struct gdma_req_hdr hdr;
	__le64 handle;
};

static_assert(sizeof(struct mana_fence_rq_req) == 48);

/**
 * struct mana_vport_rx_req - CONFIG_VPORT_RX, version 5
 * @hdr: header; its size counts the table
 * @vport: handle
 * @num_indir: entries of @indir
 * @indir_offset: bytes before @indir
 * @rx_enable: deliver packets
 * @rss_enable: spread them over @indir
 * @update_default: take @default_rq
 * @update_key: take @key
 * @update_indir: take @indir
 * @reserved1: 0
 * @default_rq: RQ object of packets that are not spread
 * @key: of the Toeplitz hash
 * @cqe4: completions of 4 packets allowed
 * @reserved2: 0
 * @hash_types: MANA_HASH_*
 * @cqe8: completions of 8 packets allowed
 * @reserved3: 0
 * @indir: RQ objects
 */
struct mana_vport_rx_req {
	struct gdma_req_hdr hdr;
	__le64 vport;
	__le16 num_indir;
	__le16 indir_offset;
	__le32 rx_enable;
	__le32 rss_enable;
	u8 update_default;
	u8 update_key;
	u8 update_indir;
	u8 reserved1;
	__le64 default_rq;
	u8 key[MANA_RSS_KEY_BYTES];
	u8 cqe4;
	u8 reserved2[3];
	__le16 hash_types;
	u8 cqe8;
	u8 reserved3;
	__le64 indir[];
};

static_assert(sizeof(struct mana_vport_rx_req) == 120);
static_assert(offsetof(struct mana_vport_rx_req, key) == 72);
static_assert(offsetof(struct mana_vport_rx_req, hash_types) == 116);

/**
 * struct mana_vport_rx_resp - its answer, version 2
 * @hdr: header
 * @cqe_timeout_ns: how long a completion waits for more packets
 * @reserved: 0
 */
struct mana_vport_rx_resp {
	struct gdma_resp_hdr hdr;
	__le32 cqe_timeout_ns;
	__le32 reserved;
};

static_assert(sizeof(struct mana_vport_rx_resp) == 40);

/* NDIS hash types, in requests and in completions. */
#define MANA_HASH_L3		0x049U
#define MANA_HASH_L4		0x1b6U
#define MANA_HASH_DEFAULT	0x03fU

/* Adapter counters, in the order of `ethtool -S`. */
enum mana_gf_stat {
	MANA_GF_RX_NO_WQE,
	MANA_GF_RX_VPORT_DISABLED,
	MANA_GF_RX_BYTES,
	MANA_GF_RX_UCAST_PKTS,
	MANA_GF_RX_UCAST_BYTES,
	MANA_GF_RX_BCAST_PKTS,
	MANA_GF_RX_BCAST_BYTES,
	MANA_GF_RX_MCAST_PKTS,
	MANA_GF_RX_MCAST_BYTES,
	MANA_GF_TX_GF_DISABLED,
	MANA_GF_TX_VPORT_DISABLED,
	MANA_GF_TX_INVAL_VPORT_OFFSET,
	MANA_GF_TX_VLAN,
	MANA_GF_TX_ETHERTYPE,
	MANA_GF_TX_SA,
	MANA_GF_TX_SQPDID,
	MANA_GF_TX_CQPDID,
	MANA_GF_TX_MTU,
	MANA_GF_TX_INVAL_OOB,
	MANA_GF_TX_GDMA,
	MANA_GF_TX_BYTES,
	MANA_GF_TX_UCAST_PKTS,
	MANA_GF_TX_UCAST_BYTES,
	MANA_GF_TX_BCAST_PKTS,
	MANA_GF_TX_BCAST_BYTES,
	MANA_GF_TX_MCAST_PKTS,
	MANA_GF_TX_MCAST_BYTES,
	MANA_GF_STAT_COUNT
};

#define MANA_GF_STAT_MASK	GENMASK_ULL(MANA_GF_STAT_COUNT - 1, 0)

/**
 * struct mana_stat_req - QUERY_GF_STAT, QUERY_PHY_STAT
 * @hdr: header
 * @req_stats: mask of adapter counters; 0 for those of the physical port
 */
struct mana_stat_req {
	struct gdma_req_hdr hdr;
	__le64 req_stats;
};

static_assert(sizeof(struct mana_stat_req) == 48);

/**
 * struct mana_gf_stat_resp - answer of QUERY_GF_STAT, version 2
 * @hdr: header
 * @reported: not used
 * @counter: in the order of the request's mask
 */
struct mana_gf_stat_resp {
	struct gdma_resp_hdr hdr;
	__le64 reported;
	__le64 counter[MANA_GF_STAT_COUNT];
};

static_assert(sizeof(struct mana_gf_stat_resp) == 256);

#define MANA_PHY_TCS		8
#define MANA_PHY_STAT_COUNT	(2 + MANA_PHY_TCS * 6)

/**
 * struct mana_phy_stat_resp - answer of QUERY_PHY_STAT; pairs: receive, send
 * @hdr: header
 * @reported: not used
 * @drops: packets dropped
 * @packets: by traffic class
 * @bytes: by traffic class
 * @pauses: by traffic class
 */
struct mana_phy_stat_resp {
	struct gdma_resp_hdr hdr;
	__le64 reported;
	__le64 drops[2];
	__le64 packets[MANA_PHY_TCS][2];
	__le64 bytes[MANA_PHY_TCS][2];
	__le64 pauses[MANA_PHY_TCS][2];
};

static_assert(sizeof(struct mana_phy_stat_resp) == 440);

/**
 * struct mana_link_req - QUERY_LINK_CONFIG
 * @hdr: header
 * @vport: handle
 */
struct mana_link_req {
	struct gdma_req_hdr hdr;
	__le64 vport;
};

static_assert(sizeof(struct mana_link_req) == 48);

/**
 * struct mana_link_resp - its answer, version 2
 * @hdr: header
 * @qos_speed_mbps: what the machine's size grants
 * @qos_unconfigured: nothing is known
 * @reserved1: 0
 * @link_speed_mbps: not used
 * @reserved2: 0
 */
struct mana_link_resp {
	struct gdma_resp_hdr hdr;
	__le32 qos_speed_mbps;
	u8 qos_unconfigured;
	u8 reserved1[3];
	__le32 link_speed_mbps;
	__le32 reserved2;
};

static_assert(sizeof(struct mana_link_resp) == 48);

/* ---- transmit OOB, dwords 0 to 5 ---- */

#define MANA_TX_OOB_DWORDS	6

#define MANA_OOB0_FORMAT	GENMASK(1, 0)	/* 1: long */
#define MANA_OOB0_IPV4		BIT(2)
#define MANA_OOB0_IPV6		BIT(3)
#define MANA_OOB0_CSUM_IP	BIT(4)
#define MANA_OOB0_CSUM_TCP	BIT(5)
#define MANA_OOB0_CSUM_UDP	BIT(6)
#define MANA_OOB0_VCQ		GENMASK(31, 8)

#define MANA_OOB1_TRANS_OFF	GENMASK(9, 0)
#define MANA_OOB1_VSQ_FRAME	GENMASK(23, 10)
#define MANA_OOB1_SHORT_VPORT	GENMASK(31, 24)

#define MANA_OOB2_VLAN		BIT(3)
#define MANA_OOB2_PCP		GENMASK(18, 16)
#define MANA_OOB2_DEI		BIT(19)
#define MANA_OOB2_VID		GENMASK(31, 20)

#define MANA_OOB3_LONG_VPORT	GENMASK(27, 16)

#define MANA_VSQ_FRAME_SHIFT	10
#define MANA_SHORT_VPORT_MAX	0xffU

#define MANA_TX_MAX_SGE		30	/* with either OOB */
#define MANA_TX_MAX_HDR		255	/* of a TSO packet */
#define MANA_TX_MAX_MSS		0x3fff
#define MANA_TX_MAX_TRANS_OFF	0x3ff

/* ---- completions ---- */

#define MANA_CQE0_TYPE		GENMASK(5, 0)
#define MANA_CQE0_CLIENT	GENMASK(7, 6)
#define MANA_CQE_CLIENT_ETH	1

/**
 * struct mana_tx_cqe - client data of a send completion
 * @word0: MANA_CQE0_*
 * @data_offset: where an error hit
 * @wqe_offset: MANA_TX_CQE_*
 * @reserved: not used
 */
struct mana_tx_cqe {
	__le32 word0;
	__le32 data_offset;
	__le32 wqe_offset;
	__le32 reserved[12];
};

static_assert(sizeof(struct mana_tx_cqe) == 60);

#define MANA_TX_CQE_WQE_UNITS	GENMASK(31, 5)

#define MANA_CQE_TX_OKAY	32
#define MANA_CQE_TX_FIRST_ERR	33
#define MANA_CQE_TX_LAST_ERR	41
#define MANA_CQE_TX_GDMA_ERR	42	/* the SQ is dead */

/**
 * struct mana_rx_ppi - what is said of one packet; two in the 8-packet form
 * @len: bytes (4-packet form)
 * @reserved1: 0
 * @reserved2: 0
 * @hash: hash
 */
struct mana_rx_ppi {
	__le16 len;
	__le16 reserved1;
	__le32 reserved2;
	__le32 hash;
};

static_assert(sizeof(struct mana_rx_ppi) == 12);

/**
 * struct mana_rx_ppi8 - the 8-packet form of struct mana_rx_ppi
 * @hash0: hash of the first
 * @len: bytes of both
 * @hash1: hash of the second
 */
struct mana_rx_ppi8 {
	__le32 hash0;
	__le16 len[2];
	__le32 hash1;
};

static_assert(sizeof(struct mana_rx_ppi8) == 12);

#define MANA_RX_PPIS		4
#define MANA_RX_MAX_PER_CQE	8

/**
 * struct mana_rx_cqe - client data of a receive completion
 * @word0: MANA_CQE0_*
 * @flags: MANA_RX_*; of every packet of the completion
 * @ppi: the packets
 * @ppi8: the same in MANA_CQE_RX_COALESCED_8
 * @wqe_offset: not used: its unit is not certain
 */
struct mana_rx_cqe {
	__le32 word0;
	__le32 flags;
	union {
		struct mana_rx_ppi ppi[MANA_RX_PPIS];
		struct mana_rx_ppi8 ppi8[MANA_RX_PPIS];
	};
	__le32 wqe_offset;
};

static_assert(sizeof(struct mana_rx_cqe) == 60);
static_assert(offsetof(struct mana_rx_cqe, wqe_offset) == 56);

#define MANA_RX_VID		GENMASK(11, 0)
#define MANA_RX_VLAN		BIT(12)
#define MANA_RX_HASH_TYPE	GENMASK(24, 16)
#define MANA_RX_IP_GOOD		BIT(25)
#define MANA_RX_IP_BAD		BIT(26)
#define MANA_RX_TCP_GOOD	BIT(27)
#define MANA_RX_TCP_BAD		BIT(28)
#define MANA_RX_UDP_GOOD	BIT(29)
#define MANA_RX_UDP_BAD		BIT(30)

#define MANA_CQE_RX_OKAY	1
#define MANA_CQE_RX_COALESCED_4	2
#define MANA_CQE_RX_FENCE	3
#define MANA_CQE_RX_TRUNCATED	4
#define MANA_CQE_RX_COALESCED_8	7

#endif /* _MANA_ETH_WIRE_H */
