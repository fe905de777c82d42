// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The scripted driver: what the model reports.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "rig.h"

static uint64_t number(json_t *o, const char *name)
{
	return (uint64_t)json_integer_value(json_object_get(o, name));
}

static const char *text(json_t *o, const char *name)
{
	return json_string_value(json_object_get(o, name));
}

/* Number of a reported rule, LINT() for one that fails no run. */
static unsigned int number_of(json_t *v)
{
	unsigned int rule = (unsigned int)number(v, "rule");

	return *text(v, "severity") == 'L' ? LINT(rule) : rule;
}

static unsigned int hits_of(json_t *report, unsigned int rule)
{
	json_t *v;
	size_t i;

	json_array_foreach(json_object_get(report, "violations"), i, v)
		if (number_of(v) == rule)
			return (unsigned int)number(v, "count");
	return 0;
}

unsigned int rig_hits(struct rig *r, unsigned int rule)
{
	json_t *report = mana_dev_report(r->dev);
	unsigned int n = hits_of(report, rule);

	json_decref(report);
	return n;
}

/* The runner compares this with the rule table. */
static void note_seen(unsigned int rule, const char *test)
{
	const char *path = getenv("EMU_RULES_SEEN");
	FILE *f = path ? fopen(path, "a") : NULL;

	if (!f)
		return;
	fprintf(f, "R-%u %s/%s\n", rule % LINT(0),
		program_invocation_short_name, test);
	fclose(f);
}

void rig_only(struct rig *r, const char *test, ...)
{
	json_t *report = mana_dev_report(r->dev), *v;
	bool wanted[2 * LINT(0)] = { false };
	unsigned int rule;
	va_list ap;
	size_t i;

	va_start(ap, test);
	while ((rule = va_arg(ap, unsigned int))) {
		wanted[rule] = true;
		if (!hits_of(report, rule))
			fail_msg("R-%u was not seen", rule);
		note_seen(rule, test);
	}
	va_end(ap);
	json_array_foreach(json_object_get(report, "violations"), i, v) {
		rule = number_of(v);
		if (!wanted[rule])
			fail_msg("R-%u: %s", rule, text(v, "first"));
	}
	json_decref(report);
}

uint64_t rig_stat(struct rig *r, unsigned int port, const char *name)
{
	json_t *report = mana_dev_report(r->dev), *v;
	uint64_t n;

	v = json_object_get(json_array_get(json_object_get(report, "ports"),
					   port), name);
	assert_non_null(v);
	n = (uint64_t)json_integer_value(v);
	json_decref(report);
	return n;
}

uint64_t rig_gf(struct rig *r, const char *name)
{
	json_t *report = mana_dev_report(r->dev), *v;
	uint64_t n;

	v = json_object_get(json_object_get(report, "stats"), name);
	assert_non_null(v);
	n = (uint64_t)json_integer_value(v);
	json_decref(report);
	return n;
}
