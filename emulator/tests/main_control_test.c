// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The control socket: commands, bad input, clients that do not read.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include "control.h"
#include "unixsock.h"

/** struct bench - a model without a machine, its control socket, a client */
struct bench {
	struct mana_dev *dev;
	struct wires *wires;
	struct control *c;
	int listen_fd, fd;
	char dir[32], path[64];
};

static int dma(void *host, uint64_t iova, void *buf, size_t len)
{
	(void)host, (void)iova, (void)buf, (void)len;
	return -EFAULT;
}

static int dma_out(void *host, uint64_t iova, const void *buf, size_t len)
{
	(void)host, (void)iova, (void)buf, (void)len;
	return -EFAULT;
}

static bool no_dma(void *host, uint64_t iova, uint64_t len, bool write)
{
	(void)host, (void)iova, (void)len, (void)write;
	return false;
}

static void irq(void *host, unsigned int vector)
{
	(void)host, (void)vector;
}

static bool no_vector(void *host, unsigned int vector)
{
	(void)host, (void)vector;
	return false;
}

static bool master(void *host)
{
	(void)host;
	return true;
}

static uint64_t now(void *host)
{
	(void)host;
	return 0;
}

static const struct emu_host_ops host_ops = {
	.dma_read = dma, .dma_write = dma_out, .dma_ok = no_dma, .irq = irq,
	.vector_usable = no_vector, .bus_master = master, .now_ns = now,
};

static void tx(void *net, unsigned int port, const void *frame, size_t len)
{
	(void)net, (void)port, (void)frame, (void)len;
}

static const struct emu_net_ops net_ops = { .tx = tx };

static void rx(void *arg, unsigned int port, const void *frame, size_t len)
{
	(void)arg, (void)port, (void)frame, (void)len;
}

static int plug_in(struct bench *b)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	strcpy(addr.sun_path, b->path);
	assert_int_equal(connect(fd, (struct sockaddr *)&addr, sizeof(addr)),
			 0);
	return fd;
}

static int setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	struct emu_config cfg;
	const char *why;

	emu_config_default(&cfg);
	b->dev = mana_dev_new(&cfg, &host_ops, NULL, &net_ops, NULL);
	b->wires = wires_new(2, rx, NULL);
	assert_null(wires_add(b->wires, "0:1"));
	strcpy(b->dir, "/tmp/ctl-test-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	snprintf(b->path, sizeof(b->path), "%s/c", b->dir);
	b->listen_fd = unix_listen(b->path, SOCK_STREAM, &why);
	assert_true(b->listen_fd >= 0);
	b->c = control_new(b->listen_fd, b->dev, b->wires);
	b->fd = plug_in(b);
	control_dispatch(b->c);
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	close(b->fd);
	control_free(b->c);
	unix_unlisten(b->listen_fd, b->path);
	wires_free(b->wires);
	mana_dev_free(b->dev);
	rmdir(b->dir);
	free(b);
	return 0;
}

/* One answer line as JSON; NULL when there is none. */
static json_t *take(struct bench *b)
{
	static char buf[1 << 16];
	size_t len = 0;
	json_t *j;

	while (len < sizeof(buf) - 1 && read(b->fd, buf + len, 1) == 1)
		if (buf[len++] == '\n')
			break;
	if (!len)
		return NULL;
	assert_int_equal(buf[len - 1], '\n');
	j = json_loadb(buf, len, 0, NULL);
	assert_non_null(j);
	return j;
}

static json_t *ask(struct bench *b, const char *line)
{
	assert_int_equal(write(b->fd, line, strlen(line)), strlen(line));
	control_dispatch(b->c);
	return take(b);
}

static void report(void **state)
{
	json_t *j = ask(*state, "{\"cmd\":\"report\"}\n");
	json_t *wire = json_array_get(json_object_get(j, "wires"), 0);

	assert_true(json_is_array(json_object_get(j, "violations")));
	assert_true(json_is_object(json_object_get(j, "objects")));
	assert_int_equal(json_array_size(json_object_get(j, "ports")), 2);
	assert_string_equal(json_string_value(json_object_get(wire, "wire")),
			    "0:1");
	json_decref(j);
}

static void violations(void **state)
{
	struct bench *b = *state;
	json_t *j = ask(b, "{\"cmd\":\"violations\"}\n"), *first;

	assert_int_equal(json_array_size(json_object_get(j, "violations")), 0);
	assert_int_equal(json_integer_value(json_object_get(j, "failing")), 0);
	json_decref(j);
	/* a write to a read-only register */
	mana_dev_bar_write(b->dev, 0, "\0\0\0", 4);
	j = ask(b, "{\"cmd\":\"violations\"}\n");
	first = json_array_get(json_object_get(j, "violations"), 0);
	assert_int_equal(json_integer_value(json_object_get(first, "rule")), 2);
	assert_int_equal(json_integer_value(json_object_get(j, "failing")), 1);
	json_decref(j);
}

static void link_command(void **state)
{
	json_t *j = ask(*state, "{\"cmd\":\"link\",\"port\":1,\"up\":false}\n");

	assert_true(json_is_true(json_object_get(j, "ok")));
	json_decref(j);
}

static void traits_command(void **state)
{
	static const char *const bad[] = {
		"{\"cmd\":\"traits\",\"set\":\"no-echo\"}\n",
		"{\"cmd\":\"traits\",\"set\":[\"no-echo\",\"none\"]}\n",
		"{\"cmd\":\"traits\",\"set\":[1]}\n",
	};
	struct bench *b = *state;
	json_t *j = ask(b, "{\"cmd\":\"traits\",\"set\":[\"no-echo\"]}\n");

	json_decref(j);
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j = ask(b, bad[i]);
		assert_true(json_is_string(json_object_get(j, "error")));
		json_decref(j);
	}
	j = ask(b, "{\"cmd\":\"traits\"}\n");
	assert_int_equal(mana_dev_traits(b->dev), EMU_TRAIT_NO_ECHO);
	assert_string_equal(json_string_value(json_array_get(
			    json_object_get(j, "traits"), 0)), "no-echo");
	json_decref(j);
	j = ask(b, "{\"cmd\":\"traits\",\"set\":[]}\n");
	assert_int_equal(mana_dev_traits(b->dev), 0);
	json_decref(j);
}

/* Without a transcript it is noted nowhere; trace_test has one. */
static void mark_command(void **state)
{
	json_t *j = ask(*state, "{\"cmd\":\"mark\",\"name\":\"open\"}\n");

	assert_true(json_is_true(json_object_get(j, "ok")));
	json_decref(j);
	j = ask(*state, "{\"cmd\":\"mark\"}\n");
	assert_true(json_is_string(json_object_get(j, "error")));
	json_decref(j);
}

/* What can go wrong is answered; the events are tested with a driver. */
static void event_command(void **state)
{
	static const char *const bad[] = {
		"{\"cmd\":\"event\"}\n",
		"{\"cmd\":\"event\",\"type\":\"135\"}\n",
		"{\"cmd\":\"event\",\"type\":131}\n",
		"{\"cmd\":\"event\",\"type\":-1}\n",
		"{\"cmd\":\"event\",\"type\":135,\"data\":-1}\n",
		"{\"cmd\":\"event\",\"type\":135,\"data\":4294967296}\n",
		/* no driver has set up the channel */
		"{\"cmd\":\"event\",\"type\":135,\"data\":1}\n",
	};

	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		json_t *j = ask(*state, bad[i]);

		assert_true(json_is_string(json_object_get(j, "error")));
		json_decref(j);
	}
}

static void bad_input_is_answered(void **state)
{
	static const char *const bad[] = {
		"\n", "x\n", "[]\n", "{}\n", "1\n", "\"report\"\n",
		"{\"cmd\":1}\n", "{\"cmd\":\"none\"}\n", "{\"cmd\":\"link\"}\n",
		"{\"cmd\":\"link\",\"port\":\"0\",\"up\":true}\n",
		"{\"cmd\":\"link\",\"port\":0,\"up\":1}\n",
		"{\"cmd\":\"link\",\"port\":2,\"up\":true}\n",
		"{\"cmd\":\"link\",\"port\":-1,\"up\":true}\n",
		"{\"cmd\":\"link\",\"port\":4294967296,\"up\":true}\n",
		"{\"cmd\":\"report\"\n", "\xff\xfe\n",
	};
	struct bench *b = *state;
	json_t *j;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j = ask(b, bad[i]);
		assert_true(json_is_string(json_object_get(j, "error")));
		json_decref(j);
	}
	write(b->fd, "a\0b\n", 4);
	control_dispatch(b->c);
	j = take(b);
	assert_non_null(json_object_get(j, "error"));
	json_decref(j);
	report(state); /* and the connection still works */
}

static void long_lines(void **state)
{
	static char line[3 * CONTROL_LINE];
	struct bench *b = *state;
	json_t *j;

	memset(line, 'x', sizeof(line));
	assert_int_equal(write(b->fd, line, sizeof(line)), sizeof(line));
	for (int i = 0; i < 5; i++)
		control_dispatch(b->c);
	j = take(b);
	assert_non_null(json_object_get(j, "error"));
	json_decref(j);
	assert_null(take(b)); /* one answer for one line */
	j = ask(b, "the end of it\n{\"cmd\":\"link\",\"port\":0,\"up\":true}\n");
	assert_true(json_is_true(json_object_get(j, "ok")));
	json_decref(j);
}

static void lines_in_pieces_and_together(void **state)
{
	struct bench *b = *state;
	json_t *j;

	assert_null(ask(b, "{\"cmd\":"));
	assert_null(ask(b, "\"violations\"}"));
	j = ask(b, "\n{\"cmd\":\"x\"}\n{\"cmd\":\"violations\"}\n");
	assert_non_null(json_object_get(j, "failing"));
	json_decref(j);
	j = take(b);
	assert_non_null(json_object_get(j, "error"));
	json_decref(j);
	j = take(b);
	assert_non_null(json_object_get(j, "failing"));
	json_decref(j);
}

/* Never waits for it, never grows for it, and answers all in the end. */
static void client_that_does_not_read(void **state)
{
	const char line[] = "{\"cmd\":\"report\"}\n";
	unsigned int sent = 0, got = 0;
	struct bench *b = *state;
	json_t *j;

	while (control_events(b->c) == POLLIN) {
		assert_in_range(sent, 0, 100000);
		if (write(b->fd, line, sizeof(line) - 1) > 0)
			sent++;
		control_dispatch(b->c);
	}
	assert_int_equal(control_events(b->c), POLLOUT);
	for (int i = 0; i < 100; i++)
		control_dispatch(b->c);
	fcntl(b->fd, F_SETFL, 0);
	while (got < sent) {
		struct pollfd p = { .fd = b->fd, .events = POLLIN };

		control_dispatch(b->c);
		if (poll(&p, 1, 0) != 1)
			continue;
		/* the rest of a half line comes while we read it */
		fcntl(b->fd, F_SETFL, O_NONBLOCK);
		for (char ch = 0; ch != '\n'; )
			if (read(b->fd, &ch, 1) != 1)
				control_dispatch(b->c);
		got++;
	}
	assert_int_equal(control_events(b->c), POLLIN);
	j = ask(b, "{\"cmd\":\"violations\"}\n");
	assert_non_null(json_object_get(j, "failing"));
	json_decref(j);
}

static void clients_change(void **state)
{
	struct bench *b = *state;
	int next = plug_in(b);

	write(b->fd, "half a li", 9);
	control_dispatch(b->c);
	close(b->fd);
	control_dispatch(b->c);
	assert_int_equal(control_fd(b->c), b->listen_fd);
	control_dispatch(b->c);
	b->fd = next;
	report(state);
}

#define CTL(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CTL(report), CTL(violations), CTL(link_command), CTL(event_command),
		CTL(traits_command), CTL(mark_command),
		CTL(bad_input_is_answered), CTL(long_lines),
		CTL(lines_in_pieces_and_together),
		CTL(client_that_does_not_read), CTL(clients_change),
	};

	return cmocka_run_group_tests_name("main_control", tests, NULL, NULL);
}
