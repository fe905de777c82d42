/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Inside the fault language: words, rules, what a rule does to an event.
 */
#ifndef EMU_FAULT_ENGINE_H
#define EMU_FAULT_ENGINE_H

#include "fault.h"

#define FAULT_CONDS 8u
#define FAULT_ACTS 12u
#define FAULT_TEXT 512u
#define FAULT_ERROR 256u
#define FAULT_LAST 4096u

/** enum fault_point - what a rule may wait for */
enum fault_point {
	FP_NOW,
	FP_REQUEST,
	FP_ANSWER,
	FP_CQE,
	FP_EQE,
	FP_IRQ,
	FP_READ,
	FP_SMC,
	FP_DOORBELL,
	FP_WQE,
	FP_DMA,
	FP_POINTS
};

/** enum fault_queue - values of the word "queue" */
enum fault_queue { FQ_HWC, FQ_TX, FQ_RX, FQ_DATA, FQ_SQ, FQ_RQ, FQ_CQ, FQ_EQ,
		   FQ_OTHER };

/* attributes of an event that its bytes do not show; meaning by point */
#define FA_QUEUE 0u	/* cqe, eqe, doorbell, wqe, dma: enum fault_queue */
#define FA_VECTOR 0u	/* irq */
#define FA_OFFSET 0u	/* read */
#define FA_ID 1u	/* doorbell */
#define FA_COUNT 2u

/**
 * struct fault_field - where a number is
 * @in_attr: in the attribute @off, not in the bytes
 * @off: first byte
 * @shift: lowest bit, counted from there
 * @bits: width
 */
struct fault_field {
	bool in_attr;
	uint16_t off;
	uint8_t shift, bits;
};

/**
 * struct fault_cond - one MATCH
 * @field: of the event
 * @low: smallest value that matches
 * @high: largest
 */
struct fault_cond {
	struct fault_field field;
	uint64_t low, high;
};

/** enum fault_verb - actions; all but FV_SET are words of their own */
enum fault_verb {
	FV_SET,
	FV_DROP,
	FV_DELAY,
	FV_REPEAT,
	FV_ECHO,
	FV_TORN,
	FV_STOP,
	FV_ONES,
	FV_PREVIOUS,
	FV_EVENT,
	FV_DATA_EVENT,
	FV_RAISE,
	FV_GONE,
	FV_PAUSE,
	FV_VERBS
};

/**
 * struct fault_act - one ACTION
 * @verb: what to do
 * @field: FV_SET: of the event
 * @op: FV_SET: '=', '+', '^', or 'p': as in the last match
 * @value: argument; milliseconds for verbs of time
 * @data: second one, of the event verbs
 */
struct fault_act {
	enum fault_verb verb;
	struct fault_field field;
	char op;
	uint64_t value;
	uint32_t data;
};

/**
 * struct fault - a rule that is or was armed
 * @next: the one armed after it
 * @id: number of the arming; its rules share it
 * @name: name in the table, or ""
 * @text: the rule as it was written
 * @point: what it waits for
 * @cond: all must hold
 * @num_cond: how many
 * @act: done in order
 * @num_act: how many
 * @nth: first match that counts, from 1
 * @times: matches that fire, 0 for all
 * @for_ns: fires on every match for so long after the first, if not 0
 * @every_ns: rests so long after it fired
 * @after_ns: sleeps so long after it was armed
 * @first_ns: when it fired first
 * @next_ns: when it may fire again
 * @seen: matches
 * @fired: matches that it acted on
 * @off: disarmed
 * @last: bytes of the last match, for FV_PREVIOUS
 * @last_len: how many
 */
struct fault {
	struct fault *next;
	unsigned int id;
	char name[8];
	char text[FAULT_TEXT];
	enum fault_point point;
	struct fault_cond cond[FAULT_CONDS];
	unsigned int num_cond;
	struct fault_act act[FAULT_ACTS];
	unsigned int num_act;
	uint64_t nth, times, for_ns, every_ns, after_ns;
	uint64_t first_ns, next_ns;
	uint64_t seen, fired;
	bool off;
	uint8_t last[FAULT_LAST];
	size_t last_len;
};

/**
 * struct fault_event - something that is about to happen, and its fate
 * @point: kind
 * @attr: FA_*
 * @match: bytes that conditions look at
 * @match_len: how many
 * @bytes: bytes that actions change
 * @len: how many
 * @drop: it does not happen
 * @stop: and nothing like it from the same queue any more
 * @delay_ns: it happens later
 * @echo_ns: it happens once more then
 * @torn_ns: its last bytes come later
 * @repeat: times that it happens more at once
 */
struct fault_event {
	enum fault_point point;
	uint64_t attr[FA_COUNT];
	const uint8_t *match;
	size_t match_len;
	uint8_t *bytes;
	size_t len;
	bool drop, stop;
	uint64_t delay_ns, echo_ns, torn_ns;
	uint64_t repeat;
};

/** struct fault_named - a line of the table, see names.c */
struct fault_named {
	const char *name;
	const char *injector;
	const char *text;
	const char *spec;
	const char *owed;
};

extern const struct fault_named fault_names[];
extern const unsigned int fault_num_names;
const struct fault_named *fault_find(const char *name);

/* ---- words.c ---- */
enum fault_point fault_point_find(const char *word);
const char *fault_point_name(enum fault_point p);
/* The verb and whether this point knows it; FV_VERBS: no verb. */
enum fault_verb fault_verb_find(const char *word);
bool fault_verb_fits(enum fault_verb v, enum fault_point p);
bool fault_verb_needs_value(enum fault_verb v);
/* @match: as part of a condition. False: no such field. */
bool fault_field_find(enum fault_point p, const char *word, bool match,
		      struct fault_field *f);
/* A number, or a name of one. */
bool fault_number(const char *word, uint64_t *v);

/* ---- parse.c ---- */
/* Parse one rule; false after a sentence in @error (FAULT_ERROR bytes). */
bool fault_parse(const char *text, struct fault *f, char *error);

/* ---- engine.c ---- */
/* What becomes of @ev? False: nothing special. */
bool fault_hit(struct mana_dev *dev, struct fault_event *ev);
bool fault_armed(const struct mana_dev *dev, enum fault_point p);

/* ---- later.c ---- */

/**
 * struct fault_later - what was put off
 * @next: the one that was put off after it
 * @due_ns: when it happens
 * @point: what it is
 * @torn: only the last bytes of an entry
 * @id: EQ or CQ id, vector, or offset in the doorbell zone
 * @at: address of the data, or offset in the ring
 * @len: bytes
 * @bytes: of it
 */
struct fault_later {
	struct fault_later *next;
	uint64_t due_ns;
	enum fault_point point;
	bool torn;
	uint64_t id, at;
	size_t len;
	uint8_t bytes[];
};

/* NULL when out of memory: then the event is lost, as by FV_DROP. */
struct fault_later *fault_put_off(struct mana_dev *dev, enum fault_point p,
				  uint64_t ns, const void *bytes, size_t len);
void fault_forget_later(struct faults *fs);

/**
 * struct faults - the state
 * @list: rules in the order of their arming
 * @last_id: of an arming
 * @armed: rules that may still fire, by point
 * @quiet: depth of things that faults do, which no fault changes
 * @fired: how often any rule was
 * @later: what was put off, in no order
 * @gone_ns: the function answers again then, 0: it does answer
 * @gone_id: of the fault that did it
 * @paused_ns: the queues go on then, 0: they do
 * @leaving: what it had is to be forgotten
 * @no_answer: the channel is silent by FV_STOP
 * @error: sentence of the last refusal
 */
struct faults {
	struct fault *list;
	unsigned int last_id;
	unsigned int armed[FP_POINTS];
	unsigned int quiet;
	uint64_t fired;
	struct fault_later *later;
	uint64_t gone_ns;
	unsigned int gone_id;
	uint64_t paused_ns;
	bool leaving;
	bool no_answer;
	char error[FAULT_ERROR];
};

#endif /* EMU_FAULT_ENGINE_H */
