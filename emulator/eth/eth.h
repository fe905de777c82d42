/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Inside the Ethernet half: vPorts, their queues, what they count.
 */
#ifndef EMU_ETH_H
#define EMU_ETH_H

#include "dev.h"
#include "le.h"
#include "pkt.h"
#include "wire.h"

/*
 * A receive queue remembers this many frames, and the oldest as long as the
 * configuration says, while the driver has no buffer posted. The wire between two own ports is as fast as
 * memcpy while a guest under TCG is not: without the patience every burst
 * would be a storm of drops that no real wire causes.
 */
#define RX_FIFO 2048u
#define NS_PER_MS 1000000ull
/* A clamped port may catch up this much time after it could not send. */
#define CLAMP_BURST_NS 10000000ull
/* WQEs or frames that one queue gets before the next has its turn */
#define QUEUE_BURST 32u

#define MAX_COALESCE 8u
/* what a TSO packet may carry, headers included */
#define TSO_MAX (1u << 20)

/**
 * struct frame - a received frame that waits for a buffer
 * @next: the one that came after it
 * @since_ns: when it came
 * @flags: RX CQE dword 1 (ethernet 3.4)
 * @hash: RSS hash, 0 when the flags name no hash type
 * @len: bytes, FCS never counted, tag already stripped
 * @data: the bytes
 */
struct frame {
	struct frame *next;
	uint64_t since_ns;
	uint32_t flags;
	uint32_t hash;
	uint32_t len;
	uint8_t data[];
};

struct vport;

/**
 * struct wqobj - WQ object (ethernet 1.5)
 * @vport: whose it is
 * @kind: SQ or RQ
 * @handle: what the driver calls it
 * @wq: the queue itself
 * @wq_size: ring bytes
 * @packets: packets sent or delivered so far
 * @mod_on: the driver asked for CQ moderation when it made the object
 * @silent_bytes: SQ: WQE bytes that had no completion of their own
 * @fence: RQ: a fence waits behind the frames
 * @steered: RQ: packets were sent here since the last fence at rest
 * @head: RQ: oldest waiting frame
 * @tail: RQ: where the next one is linked
 * @waiting: RQ: their number
 */
struct wqobj {
	struct vport *vport;
	enum emu_wq_kind kind;
	uint64_t handle;
	struct emu_wq *wq;
	uint32_t wq_size;
	uint64_t packets;
	bool mod_on;
	uint32_t silent_bytes;
	bool fence, steered;
	struct frame *head, **tail;
	unsigned int waiting;
};

/*
 * enum port_stat - counters of one port
 *
 * Packets unless the name says otherwise. A frame is counted without FCS. On
 * transmit each TSO segment is a packet and bytes are those on the wire, an
 * inserted tag included. rx_bytes are those delivered to the driver, so
 * without a stripped tag. Every frame that comes to a port ends in exactly one
 * of the counters from PS_RX_PACKETS to PS_RX_QUEUE_ERROR, or still waits.
 */
enum port_stat {
	PS_TX_WQES,		/* work requests executed, good or not */
	PS_TX_PACKETS,
	PS_TX_BYTES,
	PS_TX_TSO_PACKETS,	/* work requests that were cut */
	PS_TX_TSO_BYTES,	/* their payload */
	PS_TX_CSUM_PACKETS,	/* not cut, L4 checksum computed */
	PS_TX_VLAN,		/* tag inserted */
	PS_TX_ERRORS,		/* work requests that ended in an error CQE */
	PS_TX_LINK_DOWN,	/* sent into a wire that was down */
	PS_RX_PACKETS,
	PS_RX_TRUNCATED,
	PS_RX_NO_WQE,
	PS_RX_DISABLED,
	PS_RX_FILTERED,		/* unicast to another station */
	PS_RX_OVERSIZE,		/* runt, or longer than the adapter's MTU */
	PS_RX_LINK_DOWN,
	PS_RX_QUEUE_ERROR,	/* malformed RQ WQE or DMA fault */
	PS_RX_BYTES,
	PS_RX_VLAN,		/* tag stripped */
	PS_RX_CSUM_GOOD,	/* L4 verified */
	PS_RX_CSUM_BAD,		/* IP or L4 wrong */
	PS_RX_COALESCED_CQES,
	PS_COUNT
};

/**
 * struct vport - one port
 * @index: 0..ports-1
 * @handle: what the driver calls it, for the life of the adapter
 * @mac: its only unicast address
 * @tx_configured: CONFIG_VPORT_TX was executed
 * @db_page: doorbell page it was given there
 * @objs: its WQ objects, @num_objs of them, 2 * max_queues slots
 * @num_objs: used slots
 * @num_sq: SQs among them
 * @num_rq: RQs among them
 * @turn: slot that is served first next time
 * @rx_on: packets are delivered
 * @rss_on: by the table
 * @key_set: a hash key was given since reset
 * @coal4: completion type 2 may be used
 * @coal8: completion type 7 may be used
 * @default_rq: object handle for what RSS does not spread
 * @key: Toeplitz key
 * @hash_types: NDIS bits
 * @table: object handles, @table_len of them
 * @table_len: 0 or a power of two
 * @link_up: the wire is plugged in
 * @clamp_mbps: rate limit, 0 for none
 * @tx_free_ns: when a clamped port may send again
 * @st: counters
 */
struct vport {
	unsigned int index;
	uint64_t handle;
	uint8_t mac[6];
	bool tx_configured;
	uint32_t db_page;
	struct wqobj **objs;
	unsigned int num_objs, num_sq, num_rq, turn;
	bool rx_on, rss_on, key_set, coal4, coal8;
	uint64_t default_rq;
	uint8_t key[RSS_KEY];
	uint16_t hash_types;
	uint64_t *table;
	unsigned int table_len;
	bool link_up;
	uint32_t clamp_mbps;
	uint64_t tx_free_ns;
	uint64_t st[PS_COUNT];
};

/*
 * Bit in the mask and index in the reply of QUERY_GF_STAT (ethernet 1.9).
 * Multicast stands before broadcast as in the mask; Linux reads it the other
 * way round, which is an open question.
 */
enum gf_stat {
	GF_RX_NOWQE, GF_RX_DISABLED, GF_RX_BYTES, GF_RX_UC_PKTS,
	GF_RX_UC_BYTES, GF_RX_MC_PKTS, GF_RX_MC_BYTES, GF_RX_BC_PKTS,
	GF_RX_BC_BYTES, GF_TX_GF_DISABLED, GF_TX_VPORT_DISABLED,
	GF_TX_VPORT_OFFSET, GF_TX_VLAN, GF_TX_ETYPE, GF_TX_SA, GF_TX_SQPDID,
	GF_TX_CQPDID, GF_TX_MTU, GF_TX_OOB, GF_TX_BYTES, GF_TX_UC_PKTS,
	GF_TX_UC_BYTES, GF_TX_MC_PKTS, GF_TX_MC_BYTES, GF_TX_BC_PKTS,
	GF_TX_BC_BYTES, GF_TX_GDMA, GF_COUNT
};

/**
 * struct eth - the client
 * @dev: the GDMA half
 * @ports: vPorts
 * @num_ports: their number
 * @turn: port that is served first next time
 * @gf: adapter-wide counters; bytes are those on the wire, tags included
 * @buf: gathered data, TSO_MAX bytes
 * @out: one frame, with room for a tag
 */
struct eth {
	struct mana_dev *dev;
	struct vport *ports;
	unsigned int num_ports, turn;
	uint64_t gf[GF_COUNT];
	uint8_t *buf;
	uint8_t *out;
};

/* ---- eth.c ---- */

/**
 * port_rate() - how fast a port may send
 * @e: client
 * @vp: port
 *
 * Return: Mbit/s, by the driver's clamp or the device's own rate; 0: no limit.
 */
uint32_t port_rate(const struct eth *e, const struct vport *vp);

/* ---- cmd.c ---- */

/**
 * eth_request() - execute a message of the 0x2xxxx range (ethernet 1)
 * @client: struct eth
 * @rq: the request; its answer is filled
 *
 * Return: status of the response.
 */
uint32_t eth_request(void *client, struct emu_request *rq);

/**
 * port_find() - vPort of a handle
 * @e: client
 * @handle: as given by QUERY_VPORT_CONFIG
 *
 * Return: the vPort or NULL.
 */
struct vport *port_find(struct eth *e, uint64_t handle);

/* ---- object.c ---- */

/* Commands 0x20004 to 0x20006, called from the table of cmd.c. */
uint32_t create_wq_obj(struct eth *e, struct emu_request *rq);
uint32_t destroy_wq_obj(struct eth *e, struct emu_request *rq);
uint32_t fence_rq(struct eth *e, struct emu_request *rq);

/**
 * obj_find() - WQ object of a vPort
 * @vp: vPort
 * @handle: as given by CREATE_WQ_OBJ
 *
 * Return: the object or NULL.
 */
struct wqobj *obj_find(const struct vport *vp, uint64_t handle);

/**
 * obj_free() - destroy the queue, count the frames that waited, free
 * @e: client
 * @o: object; gone afterwards
 */
void obj_free(struct eth *e, struct wqobj *o);

/* ---- steer.c ---- */

/* Command 0x20007. */
uint32_t config_vport_rx(struct eth *e, struct emu_request *rq);

/**
 * steered_to() - can a packet reach this RQ now
 * @vp: vPort
 * @handle: RQ object
 *
 * Return: true when RX is on and the default object or the table names it.
 */
bool steered_to(const struct vport *vp, uint64_t handle);

/**
 * steer() - the RQ for a packet (ethernet 4)
 * @vp: vPort, RX on
 * @hash: RSS hash
 * @used: hash type, 0 when the packet could not be hashed
 *
 * Return: the RQ, or NULL when steering names an object that is gone.
 */
struct wqobj *steer(const struct vport *vp, uint32_t hash, uint16_t used);

/* ---- stats.c ---- */

/* Commands 0x20002 and 0x2000C. */
uint32_t query_gf_stat(struct eth *e, struct emu_request *rq);
uint32_t query_phy_stat(struct eth *e, struct emu_request *rq);

/**
 * gf_count() - count a frame as unicast, multicast or broadcast
 * @e: client
 * @base: GF_RX_UC_PKTS or GF_TX_UC_PKTS
 * @f: frame, at least 6 bytes
 * @len: bytes on the wire
 */
void gf_count(struct eth *e, enum gf_stat base, const uint8_t *f, size_t len);

/**
 * gf_tx_error() - count a transmit error by its completion type
 * @e: client
 * @type: CQE type 33 to 42 (device-behaviour 9)
 */
void gf_tx_error(struct eth *e, uint32_t type);

/**
 * stats_report() - add "ports" and "stats" to the report
 * @e: client
 * @report: JSON object
 */
void stats_report(struct eth *e, json_t *report);

/* ---- tx.c ---- */

/**
 * tx_one() - execute one WQE of an SQ (ethernet 2, device-behaviour 7)
 * @e: client
 * @sq: SQ object
 *
 * Return: false when there was none, or the queue just died.
 */
bool tx_one(struct eth *e, struct wqobj *sq);

/* ---- rx.c ---- */

/**
 * rx_frame() - a frame from the wire: classify, hash, queue (ethernet 3)
 * @e: client
 * @vp: port it came to
 * @f: frame without FCS
 * @len: bytes
 */
void rx_frame(struct eth *e, struct vport *vp, const uint8_t *f, size_t len);

/**
 * rx_drain() - deliver what can be delivered, then a waiting fence
 * @e: client
 * @rq: RQ object
 * @budget: completions to post at most
 *
 * Return: completions posted.
 */
unsigned int rx_drain(struct eth *e, struct wqobj *rq, unsigned int budget);

/**
 * rx_flush() - drop every waiting frame
 * @e: client
 * @rq: RQ object
 * @why: counter of the vPort that they go to
 */
void rx_flush(struct eth *e, struct wqobj *rq, enum port_stat why);

#endif /* EMU_ETH_H */
