// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transcripts: a scripted driver sends a frame; each step of that is found in
 * the file, in order, under names that do not depend on ids.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "rig.h"
#include "trace/trace.h"

/** struct record - a transcript being made, then read */
struct record {
	char path[32];
	struct rig *r;
	struct trace *t;
	json_t *events;
	size_t at;
};

static void record_begin(struct record *rec, struct rig *r)
{
	strcpy(rec->path, "/tmp/trace-XXXXXX");
	close(mkstemp(rec->path));
	rec->r = r;
	rec->t = trace_open(rec->path);
	assert_non_null(rec->t);
	mana_dev_set_trace(r->dev, rec->t);
}

/* Ends it; every line must be a JSON object, numbered without a gap. */
static void record_end(struct record *rec)
{
	json_int_t n = 0, t = 0;
	FILE *f;
	json_t *o;

	mana_dev_trace_end(rec->r->dev);
	mana_dev_set_trace(rec->r->dev, NULL);
	assert_int_equal(trace_close(rec->t), 0);
	rec->events = json_array();
	rec->at = 0;
	f = fopen(rec->path, "r");
	while ((o = json_loadf(f, JSON_DISABLE_EOF_CHECK, NULL))) {
		assert_int_equal(json_integer_value(json_object_get(o, "seq")), n++);
		assert_true(json_integer_value(json_object_get(o, "t")) >= t);
		t = json_integer_value(json_object_get(o, "t"));
		assert_non_null(json_object_get(o, "ev"));
		assert_non_null(json_object_get(o, "epoch"));
		json_array_append_new(rec->events, o);
	}
	assert_true(feof(f));
	fclose(f);
	unlink(rec->path);
}

static void record_free(struct record *rec)
{
	json_decref(rec->events);
}

static const char *text(const json_t *event, const char *key)
{
	const char *s = json_string_value(json_object_get(event, key));

	return s ? s : "";
}

static json_int_t integer(const json_t *event, const char *key)
{
	return json_integer_value(json_object_get(event, key));
}

/* The next event of that kind, and of that object unless NULL. */
static const json_t *next(struct record *rec, const char *ev, const char *obj)
{
	while (rec->at < json_array_size(rec->events)) {
		const json_t *e = json_array_get(rec->events, rec->at++);

		if (!strcmp(text(e, "ev"), ev) &&
		    (!obj || !strcmp(text(e, "obj"), obj)))
			return e;
	}
	fail_msg("no further %s of %s", ev, obj ? obj : "anything");
	return NULL;
}

static void bring_up(void **state)
{
	struct rig *r = rig_new_cold(NULL);
	struct record rec;
	const json_t *e;

	(void)state;
	record_begin(&rec, r);
	rig_establish(r);
	rig_unestablish(r);
	rig_establish(r);
	mana_dev_trace_mark(r->dev, "unload");
	mana_dev_config_written(r->dev, 4, "\x06", 1);
	mana_dev_reset(r->dev, EMU_RESET_FLR);
	record_end(&rec);

	e = next(&rec, "hdr", NULL);
	assert_int_equal(integer(e, "format"), 1);
	assert_int_equal(integer(json_object_get(e, "device"), "ports"), 2);
	e = next(&rec, "smc.req", NULL);
	assert_int_equal(integer(e, "type"), 1);
	assert_int_equal(integer(e, "epoch"), 1);
	assert_int_equal(strlen(text(e, "raw")), 64);
	e = next(&rec, "obj.new", "eq#0");
	assert_int_equal(integer(e, "bytes"), 4096);
	assert_string_equal(text(next(&rec, "obj.new", "cq#0"), "parent"),
			    "eq#0");
	next(&rec, "obj.new", "rq#0");
	assert_string_equal(text(next(&rec, "obj.new", "sq#0"), "parent"),
			    "cq#0");
	e = next(&rec, "eqe", "eq#0");
	assert_true(json_is_true(json_object_get(e, "notify")));
	assert_int_equal(strlen(text(e, "raw")), 32);
	next(&rec, "irq", "eq#0");
	e = next(&rec, "eqe", "eq#0");
	assert_false(json_is_true(json_object_get(e, "notify")));
	assert_int_equal(integer(next(&rec, "smc.resp", NULL), "status"), 0);
	assert_int_equal(integer(next(&rec, "smc.req", NULL), "type"), 2);
	next(&rec, "obj.del", "eq#0");
	/* the second time everything has its name again */
	e = next(&rec, "obj.new", "eq#0");
	assert_int_equal(integer(e, "epoch"), 2);
	assert_string_equal(text(next(&rec, "mark", NULL), "name"), "unload");
	e = next(&rec, "cfg", NULL);
	assert_string_equal(text(e, "raw"), "06");
	assert_string_equal(text(next(&rec, "reset", NULL), "kind"), "flr");
	next(&rec, "end", NULL);
	record_free(&rec);
	rig_free(r);
}

static void one_frame(void **state)
{
	struct rig_pkt p = { .udp = true, .payload = 300, .good = true };
	struct rig *r = rig_new(NULL);
	struct rig_queue *sq = rig_queue(r, 0, 1);
	struct record rec;
	uint8_t frame[1024];
	const json_t *e;
	size_t len;

	(void)state;
	len = rig_build(r, 0, &p, frame);
	record_begin(&rec, r);
	assert_int_not_equal(rig_tx(sq, frame, len, &(struct rig_tx){ 0 }), 0);
	record_end(&rec);

	/* it joined late: queues made before have no ordinal */
	e = next(&rec, "db", "sq?");
	assert_string_equal(text(e, "kind"), "sq");
	assert_int_equal(integer(e, "id"), sq->wq_id);
	assert_int_equal(integer(e, "tail"), sq->tail);
	e = next(&rec, "wqe", NULL);
	assert_int_equal(strlen(text(e, "raw")), 32);
	assert_int_equal(integer(e, "len"), len);
	assert_int_equal(strlen(text(e, "data")), 256);
	assert_int_equal(strlen(text(e, "digest")), 16);
	e = next(&rec, "pkt.tx", NULL);
	assert_int_equal(integer(e, "port"), 0);
	assert_int_equal(integer(e, "len"), len);
	e = next(&rec, "cqe", NULL);
	assert_int_equal(strlen(text(e, "raw")), 128);
	e = next(&rec, "end", NULL);
	assert_int_equal(integer(json_object_get(e, "live"), "sqs"), 1);
	record_free(&rec);
	rig_free(r);
}

static void requests(void **state)
{
	struct rig *r = rig_new(NULL);
	struct record rec;
	struct rig_msg m;
	const json_t *e;

	(void)state;
	rig_msg(&m, 84, 1, 48, 1, 40);
	record_begin(&rec, r);
	assert_int_equal(rig_send(r, &m), 0);
	record_end(&rec);
	next(&rec, "wqe", NULL);
	e = next(&rec, "hwc.req", NULL);
	assert_int_equal(integer(e, "type"), 84);
	assert_int_equal(strlen(text(e, "raw")), 96);
	next(&rec, "cqe", NULL);
	e = next(&rec, "hwc.resp", NULL);
	assert_int_equal(integer(e, "type"), 84);
	assert_int_equal(integer(e, "status"), 0);
	record_free(&rec);
	rig_free(r);
}

static void violations(void **state)
{
	struct rig *r = rig_new(NULL);
	struct record rec;
	const json_t *e;

	(void)state;
	record_begin(&rec, r);
	rig_bell(r, r->page, 0x000, 0x999, 8);
	rig_bell(r, r->page, 0x000, 0x999, 8);
	rig_write(r, 0x10, 1, 4);
	record_end(&rec);
	for (int i = 0; i < 2; i++) {
		next(&rec, "db", NULL);
		e = next(&rec, "violation", NULL);
		assert_int_equal(integer(e, "rule"), 53);
		assert_string_equal(text(e, "severity"), "S");
	}
	next(&rec, "mmio.w", NULL);
	assert_int_equal(integer(next(&rec, "violation", NULL), "rule"), 2);
	record_free(&rec);
	assert_int_equal(rig_hits(r, 53), 2);
	rig_free(r);
}

static void digests(void **state)
{
	json_t *none = trace_digest("", 0), *a = trace_digest("a", 1);

	(void)state;
	/* the two published FNV-1a values */
	assert_string_equal(json_string_value(none), "cbf29ce484222325");
	assert_string_equal(json_string_value(a), "af63dc4c8601ec8c");
	json_decref(none);
	json_decref(a);
}

static void no_file(void **state)
{
	(void)state;
	assert_null(trace_open("/proc/nonexistent/trace"));
	assert_int_equal(trace_close(NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bring_up),
		cmocka_unit_test(one_frame),
		cmocka_unit_test(requests),
		cmocka_unit_test(violations),
		cmocka_unit_test(digests),
		cmocka_unit_test(no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
