// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * From the text of a rule to the rule. What is wrong is said in one sentence.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine.h"

#define NS_PER_MS 1000000ull
/* An hour: nobody waits longer, and no sum overflows. */
#define MS_MAX 3600000ull
#define REPEAT_MAX 100000ull

static bool wrong(char *error, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static bool wrong(char *error, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(error, FAULT_ERROR, fmt, ap);
	va_end(ap);
	return false;
}

/* Cut @word at @mark; the part behind it, or NULL. */
static char *cut(char *word, char mark)
{
	char *at = strchr(word, mark);

	if (!at)
		return NULL;
	*at = 0;
	return at + 1;
}

/* nth, times, for, every, after; *@used is false for any other word. */
static bool parse_when(struct fault *f, const char *key, const char *value,
		       bool *used, char *error)
{
	struct {
		const char *key;
		uint64_t *out, min, max, unit;
	} const when[] = {
		{ "nth", &f->nth, 1, UINT32_MAX, 1 },
		{ "times", &f->times, 0, UINT32_MAX, 1 },
		{ "for", &f->for_ns, 1, MS_MAX, NS_PER_MS },
		{ "every", &f->every_ns, 0, MS_MAX, NS_PER_MS },
		{ "after", &f->after_ns, 0, MS_MAX, NS_PER_MS },
	};
	uint64_t v;

	*used = true;
	for (unsigned int i = 0; i < sizeof(when) / sizeof(when[0]); i++) {
		if (strcmp(key, when[i].key))
			continue;
		if (!fault_number(value, &v) || v < when[i].min ||
		    v > when[i].max)
			return wrong(error, "%s takes a number from %llu to %llu, not '%.40s'",
				     key, (unsigned long long)when[i].min,
				     (unsigned long long)when[i].max, value);
		*when[i].out = v * when[i].unit;
		return true;
	}
	*used = false;
	return true;
}

static bool parse_cond(struct fault *f, char *word, char *error)
{
	struct fault_cond *c = &f->cond[f->num_cond];
	char *value = cut(word, '='), *high;
	bool used;

	if (f->num_cond == FAULT_CONDS)
		return wrong(error, "a rule has at most %u matches",
			     FAULT_CONDS);
	if (!value)
		return wrong(error, "a match is FIELD=VALUE, not '%.40s'", word);
	if (!parse_when(f, word, value, &used, error))
		return false;
	if (used)
		return true;
	if (!fault_field_find(f->point, word, true, &c->field))
		return wrong(error, "'%.40s' cannot be matched at %s", word,
			     fault_point_name(f->point));
	high = cut(value, '-');
	if (!fault_number(value, &c->low) ||
	    !fault_number(high ? high : value, &c->high) || c->high < c->low)
		return wrong(error, "'%.40s%s%.40s' is neither a number nor LOW-HIGH",
			     value, high ? "-" : "", high ? high : "");
	f->num_cond++;
	return true;
}

/* The argument of a verb. */
static bool parse_value(struct fault_act *a, const char *word, char *value,
			char *error)
{
	uint64_t max = a->verb == FV_REPEAT ? REPEAT_MAX : MS_MAX;
	char *data = NULL;
	uint64_t v = 0;

	if (a->verb == FV_EVENT || a->verb == FV_DATA_EVENT) {
		max = 255;
		data = cut(value, '/');
	}
	if (a->verb == FV_RAISE)
		max = 2047;
	if (!fault_number(value, &a->value) || a->value > max)
		return wrong(error, "%s takes a number up to %llu, not '%.40s'",
			     word, (unsigned long long)max, value);
	if (data && (!fault_number(data, &v) || v > UINT32_MAX))
		return wrong(error, "the data of an event is a 32-bit number, not '%.40s'",
			     data);
	a->data = (uint32_t)v;
	return true;
}

static bool parse_verb(struct fault *f, struct fault_act *a, const char *word,
		       char *value, char *error)
{
	if (!fault_verb_fits(a->verb, f->point))
		return wrong(error, "%s has no action '%.40s'",
			     fault_point_name(f->point), word);
	if (fault_verb_needs_value(a->verb) != (value != NULL))
		return wrong(error, value ? "%s takes no value" :
			     "%s takes a value: %s=N", word, word);
	return !value || parse_value(a, word, value, error);
}

static bool parse_act(struct fault *f, char *word, char *error)
{
	struct fault_act *a = &f->act[f->num_act];
	char *value = cut(word, '=');

	if (f->num_act == FAULT_ACTS)
		return wrong(error, "a rule has at most %u actions",
			     FAULT_ACTS);
	f->num_act++;
	a->verb = fault_verb_find(word);
	if (a->verb != FV_VERBS)
		return parse_verb(f, a, word, value, error);
	a->verb = FV_SET;
	if (!fault_field_find(f->point, word, false, &a->field))
		return wrong(error, "%s has neither action nor field '%.40s'",
			     fault_point_name(f->point), word);
	if (!value)
		return wrong(error, "'%.40s' takes a value: %s=N", word, word);
	a->op = '=';
	if (*value == '+' || *value == '^')
		a->op = *value++;
	if (!strcmp(value, "previous")) {
		a->op = 'p';
		return true;
	}
	if (!fault_number(value, &a->value))
		return wrong(error, "'%.40s' is not a number", value);
	return true;
}

bool fault_parse(const char *text, struct fault *f, char *error)
{
	char copy[FAULT_TEXT], *acts, *word, *rest = copy;
	size_t len = strlen(text);

	*f = (struct fault){ .nth = 1, .times = 1 };
	if (len >= FAULT_TEXT)
		return wrong(error, "a rule has at most %u characters",
			     FAULT_TEXT - 1);
	memcpy(copy, text, len + 1);
	memcpy(f->text, text, len + 1);
	acts = cut(copy, ':');
	if (!acts)
		return wrong(error, "a fault is a name (F-34) or POINT[,MATCH]...:ACTION..., not '%.40s'",
			     text);
	word = strsep(&rest, ",");
	f->point = fault_point_find(word);
	if (f->point == FP_POINTS)
		return wrong(error, "there is no point '%.40s'", word);
	while ((word = strsep(&rest, ",")))
		if (!parse_cond(f, word, error))
			return false;
	while ((word = strsep(&acts, ",")))
		if (!parse_act(f, word, error))
			return false;
	return true;
}
