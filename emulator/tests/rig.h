/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A scripted driver: guest memory is an array, the clock a variable, the wire
 * a list of frames. It brings the channel up as a driver does and from then on
 * does exactly what a test asks, right or wrong.
 */
#ifndef RIG_H
#define RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "emu.h"
#include "le.h"

#define RIG_PORTS 2u
#define RIG_MEM_AT 0x100000u
#define RIG_MEM_SIZE (48u << 20)
#define RIG_FRAMES 4096u
#define RIG_MSS_SHIFT 16

/** struct rig_frame - a frame that left a port */
struct rig_frame {
	unsigned int port;
	size_t len;
	uint8_t *data;
};

/** struct rig_queue - the driver's view of a WQ object */
struct rig_queue {
	struct rig *r;
	unsigned int port, kind;
	uint32_t wq_id, cq_id, wq_size, cq_size;
	uint64_t handle, wq_at, cq_at;
	uint32_t tail;		/* bytes published */
	uint32_t cons;		/* CQ position, starts at its entries */
};

/** struct rig_hole - guest memory that the host denies */
struct rig_hole {
	uint64_t at, len;
	bool readable;
};

/** struct rig_chan - one ring of the hardware channel */
struct rig_chan {
	uint64_t at;
	uint32_t id, pos;
};

/** struct rig_eq - the driver's view of an EQ */
struct rig_eq {
	struct rig *r;
	uint32_t id, bytes, cons;
	uint64_t at;
};

/** struct rig - the machine */
struct rig {
	struct mana_dev *dev;
	uint8_t *mem;
	uint64_t mem_next, now_ns;
	unsigned int irqs, last_irq;
	bool no_master, no_msix;
	struct rig_hole hole;
	bool no_echo;		/* core answers do not say whose they are */
	bool loop;		/* port 0 and 1 are joined */
	struct rig_frame frames[RIG_FRAMES];
	unsigned int num_frames;

	uint64_t db_at, smc_at, db_page_size;
	struct rig_chan eq, cq, sq, rq;
	uint32_t hwc_page, hwc_mkey;
	uint32_t pf_rq, pf_cq;	/* where a PF sends its requests */
	uint64_t msg_at, ans_at;
	uint8_t resp[4096];
	size_t resp_len;

	uint32_t pdid, mkey, page, eq_id;
	struct rig_eq data_eq;
	uint64_t vport[RIG_PORTS];
	uint8_t mac[RIG_PORTS][6];
	uint32_t vport_offset[RIG_PORTS];
};

/** struct rig_sge - buffer in guest memory */
struct rig_sge {
	uint64_t at;
	uint32_t len;
};

/* The machine alone, registers read. NULL: the defaults. */
struct rig *rig_new_cold(const struct emu_config *cfg);
/* Four fresh rings and ESTABLISH; the header that the device left. */
uint32_t rig_establish(struct rig *r);
/* An SMC message of eight dwords as drivers write it; the header afterwards. */
uint32_t rig_smc(struct rig *r, const uint8_t message[32]);
/* DESTROY; the header afterwards. */
uint32_t rig_unestablish(struct rig *r);
/* Up to REGISTER, one EQ, vPorts queried and bound. NULL: the defaults. */
struct rig *rig_new(const struct emu_config *cfg);
/* Up to VERIFY only. */
struct rig *rig_new_unregistered(const struct emu_config *cfg);
void rig_free(struct rig *r);
void rig_config(struct emu_config *cfg);

/* Zeroed guest memory, whole pages. */
uint64_t rig_alloc(struct rig *r, size_t bytes);
void *rig_ptr(struct rig *r, uint64_t iova);
/* Let the device work until it has nothing left. */
void rig_run(struct rig *r);
/* Violations of a rule so far. */
unsigned int rig_hits(struct rig *r, unsigned int rule);
/*
 * Exactly these rules were broken, end with 0; LINT(n) for a hit that fails no
 * run. What was seen is appended to $EMU_RULES_SEEN as "rule test".
 */
void rig_only(struct rig *r, const char *test, ...);
#define LINT(rule) (1000 + (rule))
/* A counter of the report. */
uint64_t rig_stat(struct rig *r, unsigned int port, const char *name);
uint64_t rig_gf(struct rig *r, const char *name);

/** struct rig_msg - a request */
struct rig_msg {
	uint32_t type;
	uint16_t ver, resp_ver;
	size_t len, resp_len;
	uint8_t b[4096];
};

/* Fill the header of a request of @len bytes. */
void rig_msg(struct rig_msg *m, uint32_t type, uint16_t ver, size_t len,
	     uint16_t resp_ver, size_t resp_len);
/* The channel's rings by hand: post a buffer, write a request, ring for it. */
void rig_hwc_buffer(struct rig *r, uint64_t at, uint32_t len);
uint8_t *rig_hwc_request(struct rig *r, const struct rig_msg *m);
void rig_hwc_ring(struct rig *r, uint32_t bytes);
/* Send it without looking at an answer; run() is the caller's. */
void rig_send_blind(struct rig *r, const struct rig_msg *m);
/* Send it; status of the answer, which is left in r->resp. */
uint32_t rig_send(struct rig *r, struct rig_msg *m);

/* BAR0 accesses. */
uint64_t rig_read(struct rig *r, uint64_t off, size_t len);
void rig_write(struct rig *r, uint64_t off, uint64_t v, size_t len);
/* A doorbell of @len bytes in a page. */
void rig_bell(struct rig *r, uint32_t page, uint32_t off, uint64_t v,
	      size_t len);

/* CREATE_QUEUE of an EQ; its status. */
uint32_t rig_create_eq(struct rig *r, struct rig_eq *eq, uint32_t bytes,
		       uint32_t msix);
/* Next event, published by rig_eq_ring() only; false when there is none. */
bool rig_eqe(struct rig_eq *eq, uint8_t eqe[16]);
void rig_eq_ring(struct rig_eq *eq, bool arm);
uint32_t rig_disable_eq(struct rig_eq *eq);

/* Queues: 4096 and 16384 bytes unless the test says otherwise. */
uint64_t rig_region(struct rig *r, uint64_t at, size_t bytes);
void rig_create_msg(struct rig *r, struct rig_msg *m, struct rig_queue *q);
uint32_t rig_create(struct rig *r, struct rig_queue *q, unsigned int port,
		    unsigned int kind, uint32_t wq_size, uint32_t cq_size);
struct rig_queue *rig_queue(struct rig *r, unsigned int port,
			    unsigned int kind);
uint32_t rig_destroy(struct rig_queue *q, unsigned int kind);
uint32_t rig_fence(struct rig_queue *q);

/** struct rig_steer - a steering request; {0} is "disable" */
struct rig_steer {
	unsigned int ver;	/* 0: 2 */
	uint32_t rx, rss, n;
	bool def, key, tab;
	uint8_t coal4, coal8;
	uint16_t types;
	uint64_t default_rq;
	const uint8_t *key_bytes;
	const uint64_t *table;
};

void rig_steer_msg(struct rig *r, struct rig_msg *m, unsigned int port,
		   const struct rig_steer *s);
uint32_t rig_steer(struct rig *r, unsigned int port,
		   const struct rig_steer *s);
/* RX on, everything to one RQ. */
void rig_rx_on(struct rig_queue *rq);

/* Raw post: header dwords, OOB, SGEs. Rings the doorbell unless @quiet. */
void rig_post(struct rig_queue *q, const uint32_t hdr[2], const void *oob,
	      unsigned int oob_len, const struct rig_sge *sge, unsigned int n,
	      bool quiet);
void rig_ring(struct rig_queue *q);
/* Buffer of @len bytes for an RQ; its address. */
uint64_t rig_buffer(struct rig_queue *q, uint32_t len);

/** struct rig_tx - how to send; {0} is a plain frame in a short OOB */
struct rig_tx {
	uint32_t d0;		/* OOB dword 0 flags, bits 7:0 */
	uint32_t trans_off;
	bool vlan;
	uint16_t tci;
	uint32_t mss, hdr_len;	/* TSO */
	uint32_t xor0, xor1, xor2, xor3, xor4;	/* spoil OOB dwords */
	uint32_t hdr_xor0, hdr_xor1;		/* spoil header dwords */
	bool wide;		/* long OOB without a tag */
};

/* Post a frame, run, and return the type of its completion (0: none). */
void rig_tx_post(struct rig_queue *sq, const void *frame, size_t len,
		 const struct rig_tx *how);
unsigned int rig_tx(struct rig_queue *sq, const void *frame, size_t len,
		    const struct rig_tx *how);
/* Next completion; false when there is none. Publishes the position. */
bool rig_cqe(struct rig_queue *q, uint8_t cqe[64]);

/** struct rig_pkt - what rig_build() makes */
struct rig_pkt {
	bool v6, udp, tso;
	uint16_t vlan;		/* TCI + 1; 0: none */
	uint32_t saddr, daddr;	/* v4; or last dword of the v6 address */
	uint16_t sport, dport;
	size_t payload;
	bool seed;		/* checksum fields as for an offload */
	bool good;		/* correct checksums */
};

/* Build a frame from @port of @r to the other port; its length. */
size_t rig_build(struct rig *r, unsigned int port, const struct rig_pkt *p,
		 uint8_t *f);
/* Same frame, to be received at @port. */
size_t rig_build_to(struct rig *r, unsigned int port, const struct rig_pkt *p,
		    uint8_t *f);

/* A broadcast frame of 60 bytes reaches @port. */
void rig_broadcast(struct rig *r, unsigned int port);

/* Slow and obvious: the 16-bit ones-complement sum, byte by byte. */
uint16_t slow_sum(uint32_t start, const uint8_t *b, size_t len);

#define assert_rules(r, ...) rig_only(r, __func__, __VA_ARGS__, 0)
#define assert_clean(r) rig_only(r, __func__, 0)

#endif /* RIG_H */
