// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Writes transcripts.
 */
#include <stdio.h>
#include <stdlib.h>

#include "trace.h"

static const char *const kinds[TRACE_KINDS] = { "eq", "cq", "sq", "rq" };

/**
 * struct name - a live queue
 * @next: further one
 * @kind: kind of queue
 * @id: real id
 * @ordinal: which of its kind it is
 */
struct name {
	struct name *next;
	enum trace_kind kind;
	uint32_t id;
	unsigned int ordinal;
};

/**
 * struct trace - a transcript
 * @out: file
 * @seq: events so far
 * @epoch: of the events to come
 * @names: live queues
 * @born: queues of each kind so far
 */
struct trace {
	FILE *out;
	json_int_t seq, epoch;
	struct name *names;
	unsigned int born[TRACE_KINDS];
};

struct trace *trace_open(const char *path)
{
	struct trace *t = calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->out = fopen(path, "we");
	if (t->out)
		return t;
	free(t);
	return NULL;
}

static void names_drop(struct trace *t)
{
	while (t->names) {
		struct name *n = t->names;

		t->names = n->next;
		free(n);
	}
}

int trace_close(struct trace *t)
{
	int failed;

	if (!t)
		return 0;
	failed = ferror(t->out);
	failed |= fclose(t->out);
	names_drop(t);
	free(t);
	return failed ? -1 : 0;
}

void trace_emit(struct trace *t, uint64_t ns, const char *ev, json_t *fields)
{
	json_t *o = json_pack("{s:I, s:I, s:s, s:I}", "seq", t->seq++, "t",
			      (json_int_t)ns, "ev", ev, "epoch", t->epoch);

	json_object_update(o, fields);
	json_dumpf(o, t->out, JSON_COMPACT);
	fputc('\n', t->out);
	json_decref(fields);
	json_decref(o);
}

void trace_epoch(struct trace *t)
{
	t->epoch++;
	for (unsigned int k = 0; k < TRACE_KINDS; k++)
		t->born[k] = 0;
}

json_t *trace_hex(const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *p = data;
	char *text = malloc(2 * len + 1);
	json_t *s;

	if (!text)
		return json_null();
	for (size_t i = 0; i < len; i++) {
		text[2 * i] = digits[p[i] >> 4];
		text[2 * i + 1] = digits[p[i] & 15];
	}
	s = json_stringn_nocheck(text, 2 * len);
	free(text);
	return s;
}

json_t *trace_digest(const void *data, size_t len)
{
	uint64_t sum = 0xcbf29ce484222325ull;
	const uint8_t *p = data;

	for (size_t i = 0; i < len; i++)
		sum = (sum ^ p[i]) * 0x100000001b3ull;
	return json_sprintf("%016llx", (unsigned long long)sum);
}

/* Where the pointer to a live queue is kept; to NULL if it does not live. */
static struct name **name_at(struct name **at, enum trace_kind kind,
			     uint32_t id)
{
	while (*at && ((*at)->kind != kind || (*at)->id != id))
		at = &(*at)->next;
	return at;
}

void trace_born(struct trace *t, enum trace_kind kind, uint32_t id)
{
	struct name *n = malloc(sizeof(*n));

	if (!n)
		return;
	*n = (struct name){ t->names, kind, id, t->born[kind]++ };
	t->names = n;
}

void trace_gone(struct trace *t, enum trace_kind kind, uint32_t id)
{
	struct name **at = name_at(&t->names, kind, id), *n = *at;

	if (!n)
		return;
	*at = n->next;
	free(n);
}

json_t *trace_name(const struct trace *t, enum trace_kind kind, uint32_t id)
{
	struct name *first = t->names, *n = *name_at(&first, kind, id);

	return n ? json_sprintf("%s#%u", kinds[kind], n->ordinal) :
		   json_sprintf("%s?", kinds[kind]);
}
