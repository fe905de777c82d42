/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Inside the Ethernet half: vPorts, their queues, what they count. Layout
 * constants are written from ethernet alone (not from the driver's headers).
 */
#ifndef EMU_ETH_H
#define EMU_ETH_H

#include "dev.h"
#include "le.h"
#include "pkt.h"

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

#define TRI_FALSE 0u
#define TRI_TRUE 1u
#define TRI_UNKNOWN 0xffffffffu

/* completion types (ethernet 2.8, 3.4) */
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

/*
 * A receive queue remembers this many frames, and the oldest this long, while
 * the driver has no buffer posted. The wire between two own ports is as fast as
 * memcpy while a guest under TCG is not: without the patience every burst
 * would be a storm of drops that no real wire causes.
 */
#define RX_FIFO 2048u
#define RX_PATIENCE_NS 100000000ull

#define MAX_COALESCE 8u
#define TSO_MAX (1u << 20)

/** struct frame - a received frame that waits for a buffer */
struct frame {
	struct frame *next;
	uint64_t since_ns;
	uint32_t flags;		/* RX CQE dword 1 */
	uint32_t hash;
	uint32_t len;
	uint8_t data[];
};

struct vport;

/** struct wqobj - WQ object (ethernet 1.5) */
struct wqobj {
	struct wqobj *next;
	struct vport *vport;
	enum emu_wq_kind kind;
	uint64_t handle;
	struct emu_wq *wq;
	uint64_t packets;
	uint32_t suppressed;	/* SQ: WQEs since the last CQE, in bytes */
	bool fence;		/* RQ: a fence waits behind the frames */
	struct frame *head, **tail;
	unsigned int waiting;
};

/** struct port_stats - packets unless named otherwise */
struct port_stats {
	uint64_t tx_wqes, tx_packets, tx_bytes, tx_tso_packets;
	uint64_t tx_csum, tx_vlan, tx_errors;
	uint64_t rx_packets, rx_bytes, rx_vlan, rx_no_wqe, rx_disabled;
	uint64_t rx_truncated, rx_csum_bad, rx_coalesced_cqes;
};

/** struct vport - one port */
struct vport {
	unsigned int index;
	uint64_t handle;
	uint8_t mac[6];
	bool tx_configured;
	uint32_t db_page, pdid;
	struct wqobj *objs;
	unsigned int num_sq, num_rq;
	bool rx_on, rss_on, key_set, coal4, coal8;
	uint64_t default_rq;
	uint8_t key[RSS_KEY];
	uint16_t hash_types;
	uint64_t *table;
	unsigned int table_len;
	bool link_up;
	struct port_stats st;
};

/* index in the GF statistics reply (ethernet 1.9) */
enum gf_stat {
	GF_RX_NOWQE, GF_RX_DISABLED, GF_RX_BYTES, GF_RX_UC_PKTS,
	GF_RX_UC_BYTES, GF_RX_MC_PKTS, GF_RX_MC_BYTES, GF_RX_BC_PKTS,
	GF_RX_BC_BYTES, GF_TX_GF_DISABLED, GF_TX_VPORT_DISABLED,
	GF_TX_VPORT_OFFSET, GF_TX_VLAN, GF_TX_ETYPE, GF_TX_SA, GF_TX_SQPDID,
	GF_TX_CQPDID, GF_TX_MTU, GF_TX_OOB, GF_TX_BYTES, GF_TX_UC_PKTS,
	GF_TX_UC_BYTES, GF_TX_MC_PKTS, GF_TX_MC_BYTES, GF_TX_BC_PKTS,
	GF_TX_BC_BYTES, GF_TX_GDMA, GF_COUNT
};

/** struct eth - the client */
struct eth {
	struct mana_dev *dev;
	struct vport *ports;
	unsigned int num_ports;
	uint64_t gf[GF_COUNT];
	unsigned int tx_turn;	/* port served first next time */
	uint8_t *buf;		/* gathered data, TSO_MAX bytes */
	uint8_t *out;		/* one frame and a tag */
};

/* ---- cmd.c ---- */
uint32_t eth_request(void *client, struct emu_request *rq);
struct wqobj *obj_find(struct vport *vp, uint64_t handle);
void obj_free(struct eth *e, struct wqobj *o);

/* ---- tx.c ---- */
/* One WQE; false when the queue has none. */
bool tx_one(struct eth *e, struct wqobj *sq);

/* ---- rx.c ---- */
void rx_frame(struct eth *e, struct vport *vp, const uint8_t *f, size_t len);
/* Deliver what can be delivered; returns units used, sets *more. */
unsigned int rx_drain(struct eth *e, struct wqobj *rq, unsigned int budget,
		      bool *more);
void rx_flush(struct wqobj *rq);

/* ucast/mcast/bcast counters start at @base (packets, then bytes, each) */
void gf_count(struct eth *e, unsigned int base, const uint8_t *f, size_t len);

#endif /* EMU_ETH_H */
