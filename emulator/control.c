// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/* Copyright (c) 2026 mana-backport contributors */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "control.h"

#define MAX_LINE 4096u

struct control {
	struct mana_dev *dev;
	char *path;
	int listen_fd, fd;
	char line[MAX_LINE];
	size_t got;
};

struct control *control_new(const char *path, struct mana_dev *dev)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct control *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->dev = dev;
	c->fd = -1;
	c->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC |
			      SOCK_NONBLOCK, 0);
	c->path = strdup(path);
	if (strlen(path) >= sizeof(addr.sun_path)) {
		errno = ENAMETOOLONG;
		goto fail;
	}
	memcpy(addr.sun_path, path, strlen(path) + 1);
	unlink(path);
	if (c->listen_fd < 0 || !c->path ||
	    bind(c->listen_fd, (struct sockaddr *)&addr, sizeof(addr)) < 0 ||
	    chmod(path, 0600) < 0 || listen(c->listen_fd, 4) < 0)
		goto fail;
	return c;

fail:
	if (c->listen_fd >= 0)
		close(c->listen_fd);
	free(c->path);
	free(c);
	return NULL;
}

void control_free(struct control *c)
{
	if (!c)
		return;
	if (c->fd >= 0)
		close(c->fd);
	close(c->listen_fd);
	unlink(c->path);
	free(c->path);
	free(c);
}

int control_fd(const struct control *c)
{
	return c->fd >= 0 ? c->fd : c->listen_fd;
}

static json_t *error(const char *text)
{
	return json_pack("{s:s}", "error", text);
}

static json_t *cmd_link(struct mana_dev *dev, json_t *in)
{
	json_t *port = json_object_get(in, "port"), *up = json_object_get(in, "up");

	if (!json_is_integer(port) || !json_is_boolean(up))
		return error("link takes an integer \"port\" and a boolean \"up\"");
	if (json_integer_value(port) < 0 ||
	    mana_dev_set_link(dev, (unsigned int)json_integer_value(port),
			      json_is_true(up)))
		return error("there is no such port");
	return json_pack("{s:b}", "ok", 1);
}

static json_t *run(struct mana_dev *dev, json_t *in)
{
	const char *cmd = json_string_value(json_object_get(in, "cmd"));

	if (!cmd)
		return error("a command is an object with a string \"cmd\"");
	if (!strcmp(cmd, "report"))
		return mana_dev_report(dev);
	if (!strcmp(cmd, "violations"))
		return json_pack("{s:i}", "violations",
				 (int)mana_dev_violations(dev));
	if (!strcmp(cmd, "link"))
		return cmd_link(dev, in);
	return error("commands: report, violations, link");
}

char *control_answer(struct mana_dev *dev, const char *line)
{
	json_t *in = json_loads(line, 0, NULL);
	json_t *out = in ? run(dev, in) : error("not a JSON object");
	char *text = json_dumps(out, JSON_COMPACT);

	json_decref(in);
	json_decref(out);
	return text;
}

static void hang_up(struct control *c)
{
	close(c->fd);
	c->fd = -1;
	c->got = 0;
}

/* The whole text, but never longer than a client that does not read deserves. */
static void send_line(struct control *c, const char *text)
{
	size_t len = strlen(text), at = 0;

	while (at <= len && c->fd >= 0) {
		const char *p = at < len ? text + at : "\n";
		ssize_t n = send(c->fd, p, at < len ? len - at : 1, MSG_NOSIGNAL);
		struct pollfd pfd = { .fd = c->fd, .events = POLLOUT };

		if (n > 0)
			at += (size_t)n;
		else if (errno != EAGAIN || poll(&pfd, 1, 1000) <= 0)
			hang_up(c);
	}
}

static void lines(struct control *c)
{
	char *nl;

	while (c->fd >= 0 && (nl = memchr(c->line, '\n', c->got))) {
		size_t used = (size_t)(nl - c->line) + 1;
		char *text;

		*nl = '\0';
		text = control_answer(c->dev, c->line);
		if (text)
			send_line(c, text);
		free(text);
		if (c->fd < 0)
			return;
		memmove(c->line, c->line + used, c->got - used);
		c->got -= used;
	}
	if (c->got == MAX_LINE)
		hang_up(c); /* no command is that long */
}

void control_dispatch(struct control *c)
{
	ssize_t n;

	if (c->fd < 0) {
		c->fd = accept4(c->listen_fd, NULL, NULL,
				SOCK_CLOEXEC | SOCK_NONBLOCK);
		return;
	}
	n = read(c->fd, c->line + c->got, MAX_LINE - c->got);
	if (n <= 0) {
		if (n == 0 || errno != EAGAIN)
			hang_up(c);
		return;
	}
	c->got += (size_t)n;
	lines(c);
}
