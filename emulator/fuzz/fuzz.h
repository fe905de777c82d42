/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the files of the hostile guest share.
 */
#ifndef EMU_FUZZ_H
#define EMU_FUZZ_H

#include "emu.h"
#include "le.h"

#define MEM_AT 0x10000u
#define MEM_SIZE (1u << 20)
/* Turns of work after an operation, frames that come back in one of them */
#define WORK_TURNS 32u
#define LOOPED_MAX 256u
#define GUEST_EQS 4u
#define GUEST_QUEUES 8u
#define GUEST_HANDLES 16u

/**
 * struct guest_queue - a work queue as the guest knows it
 * @kind: 1 SQ, 2 RQ
 * @id: of the WQ
 * @cq: of its CQ
 * @at: its ring
 * @bytes: of the ring
 * @tail: bytes posted
 * @cons: position of the CQ that is told to the device
 * @cq_bytes: of the CQ's ring
 * @mkey: key of its buffers
 * @page: doorbell page
 */
struct guest_queue {
	uint32_t kind, id, cq, bytes, tail, cons, cq_bytes, mkey, page;
	uint64_t at;
};

/* requests that may be outstanding, where the channel is deeper than one */
#define FUZZ_SLOTS 4u

/**
 * struct fuzz - one input being played
 * @in: what is left of it
 * @left: bytes of that
 * @dev: model
 * @trace: transcript to nowhere, or NULL
 * @mem: guest memory
 * @mem_next: first page not given out; starts over at the end
 * @now: clock
 * @hole_at: memory that is not mapped
 * @hole_len: bytes of it
 * @looped: frames that came back in this turn
 * @no_master: bus master is off
 * @no_msix: MSI-X is off
 * @chan: queues of the channel: 0 SQ, 1 RQ
 * @chan_eq: its EQ
 * @eqs: ids of EQs made
 * @eq_cons: their positions
 * @num_eqs: how many
 * @queues: queues made
 * @num_queues: how many
 * @handles: regions, vPorts, objects: whatever was answered
 * @num_handles: how many were, ever
 * @early: requests sent and not waited for
 * @ask_at: messages that requests are, FUZZ_SLOTS to a page
 * @answer_at: buffer that answers go to
 */
struct fuzz {
	const uint8_t *in;
	size_t left;
	struct mana_dev *dev;
	struct trace *trace;
	uint8_t *mem;
	uint64_t mem_next, now, hole_at, hole_len;
	unsigned int looped;
	bool no_master, no_msix;

	struct guest_queue chan[2];
	uint32_t chan_eq;
	uint32_t eqs[GUEST_EQS], eq_cons[GUEST_EQS];
	unsigned int num_eqs;
	struct guest_queue queues[GUEST_QUEUES];
	unsigned int num_queues;
	uint64_t handles[GUEST_HANDLES];
	unsigned int num_handles;
	unsigned int early;
	uint64_t ask_at, answer_at;
};

/* The input: zeros after its end. */
uint8_t in8(struct fuzz *f);
uint32_t in32(struct fuzz *f);
size_t in_bytes(struct fuzz *f, void *buf, size_t len);

uint8_t *mem_at(struct fuzz *f, uint64_t iova);
uint64_t mem_alloc(struct fuzz *f, unsigned int pages);
void bar_write(struct fuzz *f, uint64_t off, uint64_t v, size_t len);
void work(struct fuzz *f);

/* After a reset: nothing is known any more. */
void guest_forget(struct fuzz *f);
/* Bring the channel up, with one byte of the message spoiled perhaps. */
void guest_establish(struct fuzz *f);
/* A request with its body right, but for spoiled bytes; take its answer, or
 * leave it outstanding. */
void guest_request(struct fuzz *f, bool wait);
/* An entry in a queue that was made; doorbell; work. */
void guest_post(struct fuzz *f);
/* Interrupt moderation of a queue that was made; time passes. */
void guest_moderate(struct fuzz *f);
/* A doorbell for something that exists. */
void guest_ring(struct fuzz *f);

#endif /* EMU_FUZZ_H */
