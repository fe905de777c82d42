// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Arming, matching, and what a rule does to an event.
 */
#include <stdio.h>
#include <stdlib.h>

#include "device/internal.h"
#include "engine.h"
#include "trace/trace.h"

#define NS_PER_MS 1000000ull

/* ---- arming ---- */

struct faults *fault_new(void)
{
	return calloc(1, sizeof(struct faults));
}

static void free_list(struct fault *f)
{
	while (f) {
		struct fault *next = f->next;

		free(f);
		f = next;
	}
}

void fault_free(struct faults *fs)
{
	if (!fs)
		return;
	free_list(fs->list);
	fault_forget_later(fs);
	free(fs);
}

/* Rules of @text in a list; NULL after a sentence. */
static struct fault *parse_all(const char *text, const char *name, char *error)
{
	struct fault *list = NULL, **at = &list;
	char *copy = strdup(text), *rest = copy, *one;

	if (!copy)
		snprintf(error, FAULT_ERROR, "out of memory");
	while (copy && (one = strsep(&rest, ";"))) {
		*at = calloc(1, sizeof(**at));
		if (*at && fault_parse(one, *at, error)) {
			snprintf((*at)->name, sizeof((*at)->name), "%s", name);
			at = &(*at)->next;
			continue;
		}
		if (!*at)
			snprintf(error, FAULT_ERROR, "out of memory");
		free_list(list);
		list = NULL;
		break;
	}
	free(copy);
	return list;
}

static void arm_list(struct mana_dev *dev, struct fault *list)
{
	struct faults *fs = dev->faults;
	struct fault **end = &fs->list;

	while (*end)
		end = &(*end)->next;
	*end = list;
	fs->last_id++;
	for (; list; list = list->next) {
		list->id = fs->last_id;
		list->next_ns = emu_now_ns(dev) + list->after_ns;
		fs->armed[list->point]++;
	}
}

/*
 * The rules of a named fault, each with the words behind the first comma of
 * @text among its matches: "F-17a,code=link". The caller's; NULL: no memory.
 */
static char *named_rules(const struct fault_named *n, const char *text)
{
	const char *words = strchr(text, ',');
	size_t size = 0;
	char *rules = NULL;
	FILE *f = open_memstream(&rules, &size);
	bool point = true;

	for (const char *c = n->spec; f && *c; c++) {
		if (*c == ';')
			point = true;
		if (*c == ':' && point && words)
			fputs(words, f);
		if (*c == ':')
			point = false;
		fputc(*c, f);
	}
	if (f)
		fclose(f);
	return rules;
}

/* The table's entry that @text begins with, or NULL. */
static const struct fault_named *named_by(const char *text)
{
	char name[sizeof(((struct fault *)NULL)->name)];
	size_t len = strcspn(text, ",");

	if (len >= sizeof(name))
		return NULL;
	memcpy(name, text, len);
	name[len] = '\0';
	return fault_find(name);
}

const char *fault_arm(struct mana_dev *dev, const char *text, unsigned int *id)
{
	const struct fault_named *named = named_by(text);
	struct faults *fs = dev->faults;
	struct fault *list = NULL;
	char *rules;

	if (named && !named->spec) {
		snprintf(fs->error, sizeof(fs->error),
			 "%s is not the device's to inject: %s", named->name,
			 named->injector);
		return fs->error;
	}
	rules = named ? named_rules(named, text) : strdup(text);
	if (rules)
		list = parse_all(rules, named ? named->name : "", fs->error);
	else
		snprintf(fs->error, sizeof(fs->error), "out of memory");
	free(rules);
	if (!list)
		return fs->error;
	arm_list(dev, list);
	if (id)
		*id = fs->last_id;
	return NULL;
}

static void disarm(struct faults *fs, struct fault *f)
{
	if (f->off)
		return;
	f->off = true;
	fs->armed[f->point]--;
}

unsigned int fault_disarm(struct mana_dev *dev, unsigned int id)
{
	struct faults *fs = dev->faults;
	unsigned int n = 0;

	for (struct fault *f = fs->list; f; f = f->next) {
		if (id && f->id != id)
			continue;
		n += !f->off;
		disarm(fs, f);
	}
	fs->no_answer = false;
	if (!id || id == fs->gone_id)
		fs->gone_ns = 0;
	return n;
}

json_t *fault_report(const struct mana_dev *dev)
{
	json_t *list = json_array();

	for (const struct fault *f = dev->faults->list; f; f = f->next)
		json_array_append_new(list,
			json_pack("{s:i, s:s, s:s, s:I, s:I, s:b}", "id", f->id,
				  "name", f->name, "rule", f->text,
				  "matched", (json_int_t)f->seen,
				  "fired", (json_int_t)f->fired,
				  "armed", !f->off));
	return list;
}

uint64_t fault_fired(const struct mana_dev *dev)
{
	return dev->faults->fired;
}

/* ---- matching ---- */

bool fault_armed(const struct mana_dev *dev, enum fault_point p)
{
	return dev->faults->armed[p] && !dev->faults->quiet;
}

static uint64_t mask_of(const struct fault_field *f)
{
	return f->bits == 64 ? UINT64_MAX : (1ull << f->bits) - 1;
}

/* Up to eight bytes; those that are not there read 0. */
static uint64_t load(const uint8_t *bytes, size_t len, size_t off)
{
	uint8_t v[8] = { 0 };

	if (off < len)
		memcpy(v, bytes + off, len - off < 8 ? len - off : 8);
	return get64(v);
}

static void store(uint8_t *bytes, size_t len, size_t off, uint64_t value)
{
	uint8_t v[8];

	put64(v, value);
	if (off < len)
		memcpy(bytes + off, v, len - off < 8 ? len - off : 8);
}

static bool holds(const struct fault_cond *c, const struct fault_event *ev)
{
	uint64_t v = c->field.in_attr ? ev->attr[c->field.off] :
		     load(ev->match, ev->match_len, c->field.off);

	v = (v >> c->field.shift) & mask_of(&c->field);
	return v >= c->low && v <= c->high;
}

/* What "previous" means next time; some events have no bytes. */
static void remember(struct fault *f, const struct fault_event *ev)
{
	f->last_len = ev->len < FAULT_LAST ? ev->len : FAULT_LAST;
	if (f->last_len)
		memcpy(f->last, ev->bytes, f->last_len);
}

/* Is the rule's time over? Then it counts no longer. */
static bool expired(const struct fault *f, uint64_t now)
{
	if (f->for_ns)
		return f->first_ns && now - f->first_ns >= f->for_ns;
	return f->times && f->fired >= f->times;
}

static bool fires(struct mana_dev *dev, struct fault *f,
		  const struct fault_event *ev, uint64_t now)
{
	if (f->off || f->point != ev->point || now < f->next_ns)
		return false;
	if (expired(f, now)) {
		disarm(dev->faults, f);
		return false;
	}
	for (unsigned int i = 0; i < f->num_cond; i++)
		if (!holds(&f->cond[i], ev))
			return false;
	if (++f->seen < f->nth) {
		remember(f, ev);
		return false;
	}
	f->fired++;
	dev->faults->fired++;
	f->next_ns = now + f->every_ns;
	if (dev->trace)
		trace_emit(dev->trace, now, "fault",
			   json_pack("{s:s, s:s}", "name", f->name, "rule",
				     f->text));
	if (!f->first_ns)
		f->first_ns = now;
	if (expired(f, now))
		disarm(dev->faults, f);
	return true;
}

/* ---- acting ---- */

static uint64_t new_value(const struct fault *by, const struct fault_act *a,
			  uint64_t old)
{
	switch (a->op) {
	case '+':
		return old + a->value;
	case '^':
		return old ^ a->value;
	case 'p':
		return load(by->last, by->last_len, a->field.off) >>
		       a->field.shift;
	default:
		return a->value;
	}
}

static void set_field(struct fault_event *ev, const struct fault *by,
		      const struct fault_act *a)
{
	const struct fault_field *f = &a->field;
	uint64_t all = f->in_attr ? ev->attr[f->off] :
		       load(ev->bytes, ev->len, f->off);
	uint64_t mask = mask_of(f), v;

	v = new_value(by, a, (all >> f->shift) & mask);
	all = (all & ~(mask << f->shift)) | (v & mask) << f->shift;
	if (f->in_attr)
		ev->attr[f->off] = all;
	else
		store(ev->bytes, ev->len, f->off, all);
}

/* The queues go at the next turn: one of them is being written to now. */
static void go(struct mana_dev *dev, const struct fault *by, uint64_t ms)
{
	dev->faults->gone_ns = ms ? emu_now_ns(dev) + ms * NS_PER_MS :
				    UINT64_MAX;
	dev->faults->gone_id = by->id;
	dev->faults->leaving = true;
}

static void post_data_events(struct mana_dev *dev, const struct fault_act *a)
{
	for (struct emu_eq *eq = dev->eqs; eq; eq = eq->next)
		if (eq != dev->hwc.eq)
			eq_post(dev, eq, (uint8_t)a->value, a->data);
}

static void act(struct mana_dev *dev, struct fault_event *ev,
		const struct fault *by, const struct fault_act *a)
{
	switch (a->verb) {
	case FV_SET:
		set_field(ev, by, a);
		break;
	case FV_DROP:
		ev->drop = true;
		break;
	case FV_DELAY:
		ev->delay_ns = a->value * NS_PER_MS;
		break;
	case FV_REPEAT:
		ev->repeat = a->value;
		break;
	case FV_ECHO:
		ev->echo_ns = a->value * NS_PER_MS + 1;
		break;
	case FV_TORN:
		ev->torn_ns = a->value * NS_PER_MS + 1;
		break;
	case FV_STOP:
		ev->stop = true;
		break;
	case FV_ONES:
		memset(ev->bytes, 0xff, ev->len);
		break;
	case FV_PREVIOUS:
		memcpy(ev->bytes, by->last,
		       by->last_len < ev->len ? by->last_len : ev->len);
		break;
	case FV_EVENT:
		emu_hwc_event(dev, (uint8_t)a->value, a->data);
		break;
	case FV_DATA_EVENT:
		post_data_events(dev, a);
		break;
	case FV_RAISE:
		fault_irq(dev, (unsigned int)a->value);
		break;
	case FV_GONE:
		go(dev, by, a->value);
		break;
	case FV_PAUSE:
		dev->faults->paused_ns = emu_now_ns(dev) +
					 a->value * NS_PER_MS;
		break;
	case FV_VERBS:
		break;
	}
}

bool fault_hit(struct mana_dev *dev, struct fault_event *ev)
{
	struct faults *fs = dev->faults;
	uint64_t now = emu_now_ns(dev);
	bool hit = false;

	fs->quiet++;
	for (struct fault *f = fs->list; f; f = f->next) {
		if (!fires(dev, f, ev, now))
			continue;
		hit = true;
		for (unsigned int i = 0; i < f->num_act; i++)
			act(dev, ev, f, &f->act[i]);
		remember(f, ev);
	}
	fs->quiet--;
	return hit;
}

bool fault_gone(const struct mana_dev *dev)
{
	return dev->faults->gone_ns;
}

bool fault_paused(const struct mana_dev *dev)
{
	return dev->faults->paused_ns;
}
