/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The container of a transcript (device-behaviour 13.1): JSON Lines, numbered,
 * dated, with names for queues that do not depend on their ids. What the
 * events are is the business of who emits them.
 */
#ifndef EMU_TRACE_H
#define EMU_TRACE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct trace;

/**
 * enum trace_kind - queues that have names
 */
enum trace_kind { TRACE_EQ, TRACE_CQ, TRACE_SQ, TRACE_RQ, TRACE_KINDS };

/**
 * trace_open() - begin a transcript
 * @path: file; what it held is lost
 *
 * Return: transcript, or NULL with errno set.
 */
struct trace *trace_open(const char *path);

/**
 * trace_close() - end it
 * @t: transcript, or NULL
 *
 * Return: 0, or -1 when not everything could be written.
 */
int trace_close(struct trace *t);

/**
 * trace_emit() - write an event
 * @t: transcript
 * @ns: when, monotonic
 * @ev: kind of event
 * @fields: further members; the reference is taken
 */
void trace_emit(struct trace *t, uint64_t ns, const char *ev, json_t *fields);

/**
 * trace_epoch() - the device starts anew: events of another epoch, ordinals
 * from 0
 * @t: transcript
 */
void trace_epoch(struct trace *t);

/**
 * trace_hex() - bytes as a string of lower-case hexadecimal digits
 * @data: bytes
 * @len: how many
 *
 * Return: JSON string.
 */
json_t *trace_hex(const void *data, size_t len);

/**
 * trace_digest() - a short stand-in for bytes that are not listed (FNV-1a, 64
 * bits)
 * @data: bytes
 * @len: how many
 *
 * Return: JSON string.
 */
json_t *trace_digest(const void *data, size_t len);

/**
 * trace_born() - a queue comes to life under a real id
 * @t: transcript
 * @kind: kind of queue
 * @id: real id; one used before makes another name
 */
void trace_born(struct trace *t, enum trace_kind kind, uint32_t id);

/**
 * trace_gone() - and goes
 * @t: transcript
 * @kind: kind of queue
 * @id: real id
 */
void trace_gone(struct trace *t, enum trace_kind kind, uint32_t id);

/**
 * trace_name() - kind and creation ordinal of a live queue, "sq#3"
 * @t: transcript
 * @kind: kind of queue
 * @id: real id
 *
 * Return: JSON string; "sq?" for one that does not live.
 */
json_t *trace_name(const struct trace *t, enum trace_kind kind, uint32_t id);

#endif /* EMU_TRACE_H */
