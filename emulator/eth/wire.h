/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the Ethernet half finds on the wire, written from ethernet alone: the
 * driver has its own reading of docs/spec, so that a slip in one shows.
 * Offsets count from byte 0 of a message, header included (ethernet 0.2).
 */
#ifndef EMU_ETH_WIRE_H
#define EMU_ETH_WIRE_H

/* commands (ethernet 1.1) */
#define ETH_QUERY_DEV_CONFIG 0x20001u
#define ETH_QUERY_GF_STAT 0x20002u
#define ETH_CONFIG_VPORT_TX 0x20003u
#define ETH_CREATE_WQ_OBJ 0x20004u
#define ETH_DESTROY_WQ_OBJ 0x20005u
#define ETH_FENCE_RQ 0x20006u
#define ETH_CONFIG_VPORT_RX 0x20007u
#define ETH_QUERY_VPORT 0x20008u
#define ETH_QUERY_LINK 0x2000au
#define ETH_SET_BW_CLAMP 0x2000bu
#define ETH_QUERY_PHY_STAT 0x2000cu

/* a response that is its header alone */
#define ETH_RESP_HDR 32u

#define TRI_FALSE 0u
#define TRI_TRUE 1u
#define TRI_UNKNOWN 0xffffffffu

/* QUERY_DEV_CONFIG (ethernet 1.2) */
#define DEV_REQ 88u
#define DEV_RESP_V1 72u
#define DEV_RESP 80u
#define DEV_RESP_CAPS 32u
#define DEV_RESP_VPORTS 64u
#define DEV_RESP_HOSTMODE 66u
#define DEV_RESP_EQS 68u
#define DEV_RESP_MTU 72u
#define DEV_RESP_SPEED 76u
#define DEV_CAP_CQE8 0x20u

/* QUERY_VPORT_CONFIG (ethernet 1.3) */
#define VPORT_REQ 44u
#define VPORT_RESP 64u
#define VPORT_REQ_INDEX 40u
#define VPORT_RESP_SQS 32u
#define VPORT_RESP_RQS 36u
#define VPORT_RESP_INDIR 40u
#define VPORT_RESP_MAC 48u
#define VPORT_RESP_HANDLE 56u

/* CONFIG_VPORT_TX (ethernet 1.4) */
#define VTX_REQ 56u
#define VTX_RESP 36u
#define VTX_REQ_VPORT 40u
#define VTX_REQ_PDID 48u
#define VTX_REQ_DB_PAGE 52u
#define VTX_RESP_OFFSET 32u
#define VTX_RESP_SHORT_OK 34u
#define SHORT_OFFSET_MAX 255u

/* CREATE_WQ_OBJ (ethernet 1.5) */
#define CWQ_REQ_V1 88u
#define CWQ_REQ_V2 89u
#define CWQ_REQ 96u
#define CWQ_RESP_V1 48u
#define CWQ_RESP 56u
#define CWQ_REQ_VPORT 40u
#define CWQ_REQ_TYPE 48u
#define CWQ_REQ_WQ_REGION 56u
#define CWQ_REQ_CQ_REGION 64u
#define CWQ_REQ_WQ_SIZE 72u
#define CWQ_REQ_CQ_SIZE 76u
#define CWQ_REQ_MOD_CTX 80u
#define CWQ_REQ_PARENT_EQ 84u
#define CWQ_REQ_MODERATE 89u
#define CWQ_REQ_MOD_COMP 90u
#define CWQ_REQ_MOD_USEC 92u
#define CWQ_RESP_WQ_ID 32u
#define CWQ_RESP_CQ_ID 36u
#define CWQ_RESP_HANDLE 40u
#define CWQ_RESP_MOD_COMP 48u
#define CWQ_RESP_MOD_USEC 50u
#define CWQ_RESP_MODERATE 52u

/* DESTROY_WQ_OBJ (ethernet 1.6), FENCE_RQ (ethernet 1.7) */
#define DWQ_REQ 56u
#define FENCE_REQ 48u
#define DWQ_REQ_TYPE 40u
#define DWQ_REQ_HANDLE 48u
#define FENCE_REQ_HANDLE 40u

/* CONFIG_VPORT_RX (ethernet 1.8) */
#define VRX_REQ_V1 112u
#define VRX_REQ 120u
#define VRX_RESP 40u
#define VRX_REQ_VPORT 40u
#define VRX_REQ_ENTRIES 48u
#define VRX_REQ_TAB_OFFSET 50u
#define VRX_REQ_RX_ENABLE 52u
#define VRX_REQ_RSS_ENABLE 56u
#define VRX_REQ_UPDATE_DEFAULT 60u
#define VRX_REQ_UPDATE_KEY 61u
#define VRX_REQ_UPDATE_TAB 62u
#define VRX_REQ_RESERVED_63 63u
#define VRX_REQ_DEFAULT 64u
#define VRX_REQ_KEY 72u
#define VRX_REQ_COALESCE 112u
#define VRX_REQ_RESERVED_113 113u
#define VRX_REQ_HASH_TYPES 116u
#define VRX_REQ_COALESCE_8 118u
#define VRX_REQ_RESERVED_119 119u
#define VRX_RESP_TIMEOUT_NS 32u
#define COALESCE_TIMEOUT_NS 2048u

/* statistics (ethernet 1.9, 1.10); PHY: rx and tx of 8 classes in turn */
#define STAT_REQ 48u
#define GF_RESP_V1 248u
#define GF_RESP 256u
#define PHY_RESP 440u
#define STAT_REQ_MASK 40u
#define STAT_RESP_MASK 32u
#define STAT_RESP_FIRST 40u
#define PHY_RESP_RX_DROP 40u
#define PHY_RESP_RX_PKT 56u
#define PHY_RESP_TX_PKT 64u
#define PHY_RESP_RX_BYTE 184u
#define PHY_RESP_TX_BYTE 192u

/* QUERY_LINK_CONFIG (ethernet 1.11), SET_BW_CLAMP (ethernet 1.12) */
#define LINK_REQ 48u
#define LINK_RESP 48u
#define CLAMP_REQ 56u
#define CLAMP_RESP 40u
#define LINK_REQ_VPORT 40u
#define LINK_RESP_QOS_SPEED 32u
#define LINK_RESP_SPEED 40u
#define CLAMP_REQ_VPORT 40u
#define CLAMP_REQ_ENABLE 48u
#define CLAMP_REQ_SPEED 52u

/* TX OOB (ethernet 2.3) */
#define OOB_LONG_LEN 24u
#define OOB0_FMT 0x03u
#define OOB0_IPV4 0x04u
#define OOB0_IPV6 0x08u
#define OOB0_IP_CSUM 0x10u
#define OOB0_TCP_CSUM 0x20u
#define OOB0_UDP_CSUM 0x40u
#define OOB0_SUPPRESS 0x80u
#define OOB2_ENCAP 0x00000007u
#define OOB2_INJECT 0x00000008u
#define OOB2_RESERVED 0x0000fff0u
#define OOB2_TAG 0xffff0000u
#define OOB3_INNER 0x0000ffffu
#define OOB3_RESERVED 0xf0000000u

/* completion types (ethernet 2.8, 3.4) and the client type in bits 7:6 */
#define CQE_RX_OKAY 1u
#define CQE_RX_COALESCED_4 2u
#define CQE_RX_FENCE 3u
#define CQE_RX_TRUNCATED 4u
#define CQE_RX_COALESCED_8 7u
#define CQE_TX_OKAY 32u
#define CQE_TX_SA_DROP 33u
#define CQE_TX_MTU_DROP 34u
#define CQE_TX_INVALID_OOB 35u
#define CQE_TX_INVALID_ETH_TYPE 36u
#define CQE_TX_HDR_ERROR 37u
#define CQE_TX_VPORT_OFFSET 39u
#define CQE_TX_VLAN_VIOLATION 41u
#define CQE_TX_GDMA_ERR 42u
#define CQE_CLIENT (1u << 6)
#define CQE_DATA 60u

/* TX CQE (ethernet 2.8) */
#define TXC_DATA_OFFSET 4u
#define TXC_WQE 8u

/* RX CQE (ethernet 3.4) */
#define RXC_FLAGS 4u
#define RXC_PPI 8u
#define RXC_PPI_SIZE 12u
#define RXC_WQE_OFFSET 56u
#define RX_VLAN_PRESENT (1u << 12)
#define RX_HASHTYPE_SHIFT 16
#define RX_IP_OK (1u << 25)
#define RX_IP_FAIL (1u << 26)
#define RX_TCP_OK (1u << 27)
#define RX_TCP_FAIL (1u << 28)
#define RX_UDP_OK (1u << 29)
#define RX_UDP_FAIL (1u << 30)

/* WQE positions in completions count 32-byte units */
#define WQE_UNIT 32u

/* vendor errors of CQE 42 (device-behaviour 7.4) */
#define VE_CORRUPTED 0x201u
#define VE_MSG_ACCESS 0x206u
/* the one seen in the field with a packet error (ethernet 2.8) */
#define VE_PACKET 0xe00001u

/* reconfiguration event (ethernet 5.5) */
#define EQE_SOC_DATA 133u
#define SOC_LINK_UP 2u
#define SOC_LINK_DOWN 3u

#endif /* EMU_ETH_WIRE_H */
