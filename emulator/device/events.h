/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the device writes into a transcript (trace.c). Each call does nothing
 * without one; included by internal.h alone.
 */
#ifndef EMU_EVENTS_H
#define EMU_EVENTS_H

/**
 * trace_mmio() - a register was accessed
 * @dev: model
 * @write: by a write
 * @off: offset in BAR0
 * @buf: value
 * @len: its bytes
 */
void trace_mmio(struct mana_dev *dev, bool write, uint64_t off,
		const void *buf, size_t len);

/**
 * trace_smc() - a message of the shared-memory channel, as it stands there;
 * ESTABLISH begins an epoch
 * @dev: model
 * @answer: it was handled
 */
void trace_smc(struct mana_dev *dev, bool answer);

/**
 * trace_doorbell() - a doorbell, before it has an effect
 * @dev: model
 * @page: doorbell page
 * @off: offset in it
 * @buf: value
 * @len: its bytes
 */
void trace_doorbell(struct mana_dev *dev, uint32_t page, uint32_t off,
		    const void *buf, size_t len);

/**
 * trace_request() - a request of the hardware channel
 * @dev: model
 * @msg: message
 * @len: its bytes
 */
void trace_request(struct mana_dev *dev, const uint8_t *msg, size_t len);

/**
 * trace_answer() - an answer, as it is delivered
 * @dev: model
 * @msg: message
 * @len: its bytes
 */
void trace_answer(struct mana_dev *dev, const uint8_t *msg, size_t len);

/**
 * struct trace_obj - a queue that comes or goes
 * @kind: kind of queue
 * @id: real id
 * @parent: an EQ's vector, a CQ's EQ, a WQ's CQ
 * @bytes: size of its ring
 * @db_page: doorbell page
 */
struct trace_obj {
	enum trace_kind kind;
	uint32_t id, parent, bytes, db_page;
};

/**
 * trace_queue() - a queue comes or goes
 * @dev: model
 * @born: comes
 * @q: what it is; only kind and id when it goes
 */
void trace_queue(struct mana_dev *dev, bool born, const struct trace_obj *q);

/**
 * trace_wqe() - an entry was fetched and found good
 * @dev: model
 * @wq: its queue
 * @w: what it says
 * @raw: its bytes
 */
void trace_wqe(struct mana_dev *dev, const struct emu_wq *wq,
	       const struct emu_wqe *w, const uint8_t *raw);

/**
 * trace_entry() - a completion or an event is written
 * @dev: model
 * @kind: TRACE_CQ or TRACE_EQ
 * @id: of the queue
 * @position: of the entry, laps included
 * @armed: the driver is told of it
 * @entry: its bytes
 */
void trace_entry(struct mana_dev *dev, enum trace_kind kind, uint32_t id,
		 uint32_t position, bool armed, const uint8_t *entry);

/**
 * trace_irq() - an interrupt is sent
 * @dev: model
 * @eq: for this EQ
 */
void trace_irq(struct mana_dev *dev, const struct emu_eq *eq);

/**
 * trace_frame() - a frame at the wire
 * @dev: model
 * @tx: it leaves
 * @port: which port
 * @frame: without FCS
 * @len: its bytes
 */
void trace_frame(struct mana_dev *dev, bool tx, unsigned int port,
		 const void *frame, size_t len);

/**
 * trace_reset() - the function is about to be reset
 * @dev: model
 * @kind: name of the reset
 */
void trace_reset(struct mana_dev *dev, const char *kind);

/**
 * trace_violation() - a rule was broken
 * @dev: model
 * @rule: its number
 * @lint: in a way that fails no run
 * @text: how
 */
void trace_violation(struct mana_dev *dev, unsigned int rule, bool lint,
		     const char *text);

#endif /* EMU_EVENTS_H */
