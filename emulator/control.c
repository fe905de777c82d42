// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Commands: report, violations, link, event, fault, traits, mark.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control.h"
#include "fault/fault.h"
#include "report.h"

/**
 * struct control - the server
 * @dev: model
 * @wires: its wires
 * @listen_fd: where clients come from
 * @fd: the client, -1: none
 * @line: what was read and not answered yet
 * @got: bytes of it
 * @skip: the rest of a line that is too long is being ignored
 * @out: answer being sent, or NULL
 * @out_len: bytes of it
 * @out_at: bytes that were sent
 */
struct control {
	struct mana_dev *dev;
	const struct wires *wires;
	int listen_fd, fd;
	char line[CONTROL_LINE];
	size_t got;
	bool skip;
	char *out;
	size_t out_len, out_at;
};

struct control *control_new(int listen_fd, struct mana_dev *dev,
			    const struct wires *wires)
{
	struct control *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->dev = dev;
	c->wires = wires;
	c->listen_fd = listen_fd;
	c->fd = -1;
	return c;
}

static void hang_up(struct control *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	c->got = 0;
	c->skip = false;
	free(c->out);
	c->out = NULL;
}

void control_free(struct control *c)
{
	if (!c)
		return;
	hang_up(c);
	free(c);
}

int control_fd(const struct control *c)
{
	return c->fd >= 0 ? c->fd : c->listen_fd;
}

short control_events(const struct control *c)
{
	return c->out ? POLLOUT : POLLIN;
}

/* ---- commands ---- */

static json_t *error(const char *text)
{
	return json_pack("{s:s}", "error", text);
}

static json_t *cmd_link(struct mana_dev *dev, const json_t *in)
{
	const json_t *port = json_object_get(in, "port");
	const json_t *up = json_object_get(in, "up");

	if (!json_is_integer(port) || !json_is_boolean(up))
		return error("link takes an integer \"port\" and a boolean \"up\"");
	if (json_integer_value(port) < 0 ||
	    json_integer_value(port) >= (json_int_t)EMU_MAX_PORTS ||
	    mana_dev_set_link(dev, (unsigned int)json_integer_value(port),
			      json_is_true(up)))
		return error("there is no such port; count from 0");
	return json_pack("{s:b}", "ok", 1);
}

static json_t *cmd_event(struct mana_dev *dev, const json_t *in)
{
	const json_t *type = json_object_get(in, "type");
	const json_t *data = json_object_get(in, "data");
	json_int_t value = data ? json_integer_value(data) : 0;

	if (!json_is_integer(type) || (data && !json_is_integer(data)) ||
	    value < 0 || value > UINT32_MAX)
		return error("event takes an integer \"type\" and a 32-bit \"data\"");
	switch (mana_dev_event(dev, (unsigned int)json_integer_value(type),
			       (uint32_t)value)) {
	case 0:
		return json_pack("{s:b}", "ok", 1);
	case -ENOTCONN:
		return error("there is no hardware channel");
	default:
		return error("an event has a type from 132 to 135");
	}
}

/* "arm": text, "disarm": id or 0 for all; neither: tell of them. */
static json_t *cmd_fault(struct mana_dev *dev, const json_t *in)
{
	const json_t *arm = json_object_get(in, "arm");
	const json_t *disarm = json_object_get(in, "disarm");
	const char *wrong;
	unsigned int id;

	if (arm) {
		if (!json_is_string(arm))
			return error("fault takes a string \"arm\"");
		wrong = fault_arm(dev, json_string_value(arm), &id);
		return wrong ? error(wrong) : json_pack("{s:i}", "id", id);
	}
	if (disarm) {
		if (!json_is_integer(disarm) || json_integer_value(disarm) < 0)
			return error("fault takes an integer \"disarm\", 0 for all");
		id = (unsigned int)json_integer_value(disarm);
		return json_pack("{s:i}", "disarmed", fault_disarm(dev, id));
	}
	return json_pack("{s:o}", "faults", fault_report(dev));
}

/* "set": names, all that the device has from now on; without: tell them. */
static json_t *cmd_traits(struct mana_dev *dev, const json_t *in)
{
	const json_t *list = json_object_get(in, "set"), *name;
	unsigned int set = 0, one;
	size_t i;

	json_array_foreach(list, i, name) {
		one = json_is_string(name) ?
		      emu_trait_find(json_string_value(name)) : 0;
		if (!one)
			return error("there is no such trait, see --list-traits");
		set |= one;
	}
	if (list && !json_is_array(list))
		return error("traits takes an array of names \"set\"");
	switch (list ? mana_dev_set_traits(dev, set) : 0) {
	case 0:
		return json_pack("{s:o}", "traits",
				 emu_trait_names(mana_dev_traits(dev)));
	case -EBUSY:
		return error("a driver is at work; unload it first");
	default:
		return error("BAR0 or the memory here is too small for these traits");
	}
}

static json_t *cmd_mark(struct mana_dev *dev, const json_t *in)
{
	const char *name = json_string_value(json_object_get(in, "name"));

	if (!name)
		return error("mark takes a string \"name\"");
	mana_dev_trace_mark(dev, name);
	return json_pack("{s:b}", "ok", 1);
}

static json_t *cmd_violations(struct control *c)
{
	json_t *report = report_make(c->dev, c->wires);
	json_t *list = json_object_get(report, "violations");
	json_t *out;

	out = json_pack("{s:O, s:i}", "violations", list, "failing",
			(int)mana_dev_violations(c->dev));
	json_decref(report);
	return out;
}

static json_t *run(struct control *c, const json_t *in)
{
	const char *cmd = json_string_value(json_object_get(in, "cmd"));

	if (!json_is_object(in) || !cmd)
		return error("a command is an object with a string \"cmd\"");
	if (!strcmp(cmd, "report"))
		return report_make(c->dev, c->wires);
	if (!strcmp(cmd, "violations"))
		return cmd_violations(c);
	if (!strcmp(cmd, "link"))
		return cmd_link(c->dev, in);
	if (!strcmp(cmd, "event"))
		return cmd_event(c->dev, in);
	if (!strcmp(cmd, "fault"))
		return cmd_fault(c->dev, in);
	if (!strcmp(cmd, "traits"))
		return cmd_traits(c->dev, in);
	if (!strcmp(cmd, "mark"))
		return cmd_mark(c->dev, in);
	return error("there is no such command; use report, violations, link, event, fault, traits or mark");
}

/* ---- lines ---- */

static void out_send(struct control *c)
{
	while (c->out) {
		ssize_t n = send(c->fd, c->out + c->out_at,
				 c->out_len - c->out_at,
				 MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			if (errno != EAGAIN)
				hang_up(c);
			return;
		}
		c->out_at += (size_t)n;
		if (c->out_at == c->out_len) {
			free(c->out);
			c->out = NULL;
		}
	}
}

static void answer(struct control *c, json_t *with)
{
	char *text = with ? json_dumps(with, JSON_COMPACT) : NULL;

	json_decref(with);
	if (!text) {
		hang_up(c); /* out of memory */
		return;
	}
	c->out_len = strlen(text);
	c->out_at = 0;
	c->out = text;
	text[c->out_len++] = '\n'; /* in the place of the NUL */
	out_send(c);
}

static void one_line(struct control *c, size_t len)
{
	json_t *in = json_loadb(c->line, len, 0, NULL);

	answer(c, in ? run(c, in) : error("the line is not a JSON object"));
	json_decref(in);
}

/* Answer whole lines; each only when the answer before it has left. */
static void lines(struct control *c)
{
	while (c->fd >= 0 && !c->out) {
		char *nl = memchr(c->line, '\n', c->got);
		size_t used = nl ? (size_t)(nl - c->line) + 1 : c->got;
		bool skipped = c->skip;

		if (!nl && c->got < CONTROL_LINE)
			return;
		if (!nl && !skipped)
			answer(c, error("the line is longer than 4095 bytes"));
		if (nl && !skipped)
			one_line(c, used - 1);
		c->skip = !nl;
		if (c->fd < 0)
			return;
		memmove(c->line, c->line + used, c->got - used);
		c->got -= used;
	}
}

void control_dispatch(struct control *c)
{
	ssize_t n;

	if (c->fd < 0) {
		c->fd = accept4(c->listen_fd, NULL, NULL,
				SOCK_CLOEXEC | SOCK_NONBLOCK);
		return;
	}
	out_send(c);
	if (c->fd < 0 || c->out)
		return;
	lines(c); /* those that waited for the answer to leave */
	if (c->fd < 0 || c->out)
		return;
	n = read(c->fd, c->line + c->got, CONTROL_LINE - c->got);
	if (n <= 0) {
		if (n == 0 || (errno != EAGAIN && errno != EINTR))
			hang_up(c);
		return;
	}
	c->got += (size_t)n;
	lines(c);
}
