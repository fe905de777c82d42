// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Wires between ports and to peers, their queues, drops and captures.
 */
#include <fcntl.h>
#include <pcap/pcap.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include "net/wire.h"

#define PORTS 4u

/** struct got - what reached the ports */
struct got {
	unsigned int count[PORTS];
	unsigned int port;
	size_t len;
	uint8_t first;
};

/** struct bench - wires with a directory for their sockets */
struct bench {
	struct wires *ws;
	struct got got;
	char dir[32];
	char path[64], spec[80];
};

static void rx(void *arg, unsigned int port, const void *frame, size_t len)
{
	struct got *g = arg;

	assert_in_range(port, 0, PORTS - 1);
	g->count[port]++;
	g->port = port;
	g->len = len;
	g->first = *(const uint8_t *)frame;
}

static int setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	strcpy(b->dir, "/tmp/wire-test-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	snprintf(b->path, sizeof(b->path), "%s/peer", b->dir);
	snprintf(b->spec, sizeof(b->spec), "2:unix=%s", b->path);
	b->ws = wires_new(PORTS, rx, &b->got);
	assert_non_null(b->ws);
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	wires_free(b->ws);
	assert_int_equal(access(b->path, F_OK), -1); /* removed */
	assert_int_equal(rmdir(b->dir), 0);
	free(b);
	return 0;
}

static void send_frame(struct bench *b, unsigned int port, uint8_t first,
		       size_t len)
{
	static uint8_t frame[65536];

	memset(frame, first, len);
	wires_tx(b->ws, port, frame, len);
}

static json_int_t counter(struct bench *b, size_t wire, const char *name)
{
	json_t *r = wires_report(b->ws);
	json_t *v = json_object_get(json_array_get(r, wire), name);
	json_int_t n = json_integer_value(v);

	assert_true(json_is_integer(v));
	json_decref(r);
	return n;
}

static int plug_in(struct bench *b)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);

	strcpy(addr.sun_path, b->path);
	assert_int_equal(connect(fd, (struct sockaddr *)&addr, sizeof(addr)),
			 0);
	return fd;
}

static void port_to_port(void **state)
{
	struct bench *b = *state;
	struct pollfd p[4];

	assert_null(wires_add(b->ws, "0:3"));
	send_frame(b, 0, 0xaa, 60);
	assert_int_equal(b->got.port, 3);
	assert_int_equal(b->got.len, 60);
	assert_int_equal(b->got.first, 0xaa);
	send_frame(b, 3, 0xbb, 1514);
	assert_int_equal(b->got.port, 0);
	assert_int_equal(b->got.len, 1514);
	assert_int_equal(b->got.first, 0xbb);
	assert_int_equal(counter(b, 0, "out"), 1);
	assert_int_equal(counter(b, 0, "in"), 1);
	assert_int_equal(wires_poll(b->ws, p, 4), 0);
	wires_dispatch(b->ws, 10);
}

static void unplugged_port(void **state)
{
	struct bench *b = *state;

	assert_null(wires_add(b->ws, "0:1"));
	send_frame(b, 2, 1, 60);
	assert_int_equal(b->got.count[0] + b->got.count[1] + b->got.count[2] +
			 b->got.count[3], 0);
}

static void wrong_specs(void **state)
{
	static const char *const bad[] = {
		"", ":", "0", "0:", "a:1", "0:b", "0:0", "0:4", "4:0", "-1:0",
		"0:-1", " 0:1", "0: 1", "0:1x", "0:99999999999999999999",
		"99999999999999999999:0", "0:unix=", "0:tap=",
		"0:tap=a-name-of-16-chars", "0:tcp=1", "0;1",
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(wires_add(b->ws, bad[i]));
	assert_null(wires_add(b->ws, "0:1"));
	/* a port takes one plug */
	assert_non_null(wires_add(b->ws, "0:2"));
	assert_non_null(wires_add(b->ws, "2:1"));
	assert_non_null(wires_add(b->ws, "1:unix=/nonexistent/x"));
	assert_null(wires_add(b->ws, "3:2"));
}

static void peer_both_ways(void **state)
{
	struct bench *b = *state;
	struct pollfd p[4];
	uint8_t buf[2048];
	int fd;

	assert_null(wires_add(b->ws, b->spec));
	fd = plug_in(b);
	assert_int_equal(wires_poll(b->ws, p, 4), 1);
	assert_int_equal(poll(p, 1, 0), 1);
	wires_dispatch(b->ws, 10);
	send_frame(b, 2, 0x11, 64);
	send_frame(b, 2, 0x22, 1514);
	assert_int_equal(recv(fd, buf, sizeof(buf), 0), 64);
	assert_int_equal(buf[0], 0x11);
	assert_int_equal(recv(fd, buf, sizeof(buf), 0), 1514);
	memset(buf, 0x33, 100);
	assert_int_equal(send(fd, buf, 100, 0), 100);
	assert_int_equal(wires_poll(b->ws, p, 4), 1);
	assert_int_equal(poll(p, 1, 0), 1);
	wires_dispatch(b->ws, 10);
	assert_int_equal(b->got.port, 2);
	assert_int_equal(b->got.len, 100);
	assert_int_equal(b->got.first, 0x33);
	close(fd);
}

static void budget_of_a_peer(void **state)
{
	struct bench *b = *state;
	uint8_t buf[60] = { 0 };
	int fd;

	wires_add(b->ws, b->spec);
	fd = plug_in(b);
	for (int i = 0; i < 5; i++)
		send(fd, buf, sizeof(buf), 0);
	wires_dispatch(b->ws, 3);
	assert_int_equal(b->got.count[2], 3);
	wires_dispatch(b->ws, 3);
	assert_int_equal(b->got.count[2], 5);
	close(fd);
}

static void nobody_plugged_in(void **state)
{
	struct bench *b = *state;

	wires_add(b->ws, b->spec);
	wires_dispatch(b->ws, 10);
	send_frame(b, 2, 1, 60);
	assert_int_equal(counter(b, 0, "out_dropped"), 1);
}

/* What the peer does not take waits, in order, up to the bound. */
static void peer_that_does_not_read(void **state)
{
	unsigned int sent = 0, got = 0;
	struct bench *b = *state;
	struct pollfd p[1];
	uint8_t buf[2048];
	int fd;

	wires_add(b->ws, b->spec);
	fd = plug_in(b);
	wires_dispatch(b->ws, 10);
	while (!counter(b, 0, "out_dropped")) {
		assert_in_range(sent, 0, 100000);
		send_frame(b, 2, (uint8_t)sent++, 1514);
	}
	assert_int_equal(wires_poll(b->ws, p, 1), 1);
	assert_int_equal(p[0].events, POLLIN | POLLOUT);
	for (int idle = 0; idle < 2; ) {
		if (recv(fd, buf, sizeof(buf), 0) < 0) {
			idle++;
			wires_dispatch(b->ws, 10);
			continue;
		}
		assert_int_equal(buf[0], (uint8_t)got);
		got++;
		idle = 0;
	}
	assert_int_equal(got, sent - 1);
	assert_true(got > WIRE_QUEUE);
	wires_poll(b->ws, p, 1);
	assert_int_equal(p[0].events, POLLIN);
	close(fd);
}

static void peers_change(void **state)
{
	struct bench *b = *state;
	uint8_t buf[64];
	int first, second;

	wires_add(b->ws, b->spec);
	first = plug_in(b);
	wires_dispatch(b->ws, 10);
	close(first);
	wires_dispatch(b->ws, 10);
	send_frame(b, 2, 1, 60);
	assert_int_equal(counter(b, 0, "out_dropped"), 1);
	second = plug_in(b);
	wires_dispatch(b->ws, 10);
	send_frame(b, 2, 2, 60);
	assert_int_equal(recv(second, buf, sizeof(buf), 0), 60);
	assert_int_equal(buf[0], 2); /* nothing of the first one's time */
	close(second);
}

static void runts_and_giants(void **state)
{
	static uint8_t big[65537];
	struct bench *b = *state;
	int fd, size = 1 << 20;

	wires_add(b->ws, b->spec);
	fd = plug_in(b);
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	assert_int_equal(send(fd, big, 13, 0), 13);
	assert_int_equal(send(fd, big, 65537, 0), 65537);
	assert_int_equal(send(fd, big, 14, 0), 14);
	assert_int_equal(send(fd, big, 65536, 0), 65536);
	wires_dispatch(b->ws, 10);
	assert_int_equal(b->got.count[2], 2);
	assert_int_equal(b->got.len, 65536);
	assert_int_equal(counter(b, 0, "in_dropped"), 2);
	close(fd);
}

static void captures(void **state)
{
	char path[96], err[PCAP_ERRBUF_SIZE];
	struct bench *b = *state;
	struct pcap_pkthdr *h;
	const u_char *data;
	pcap_t *in;

	wires_add(b->ws, "0:1");
	wires_add(b->ws, "2:3");
	assert_non_null(wires_capture(b->ws, "/nonexistent"));
	assert_null(wires_capture(b->ws, b->dir));
	send_frame(b, 0, 0xa0, 60);
	send_frame(b, 1, 0xb0, 9014);
	wires_flush(b->ws);
	snprintf(path, sizeof(path), "%s/wire0.pcap", b->dir);
	in = pcap_open_offline_with_tstamp_precision(path,
						     PCAP_TSTAMP_PRECISION_NANO,
						     err);
	assert_non_null(in);
	assert_int_equal(pcap_datalink(in), DLT_EN10MB);
	assert_int_equal(pcap_next_ex(in, &h, &data), 1);
	assert_int_equal(h->len, 60);
	assert_int_equal(h->caplen, 60);
	assert_int_equal(data[59], 0xa0);
	assert_int_equal(pcap_next_ex(in, &h, &data), 1);
	assert_int_equal(h->caplen, 9014);
	assert_int_equal(data[0], 0xb0);
	assert_int_equal(pcap_next_ex(in, &h, &data), PCAP_ERROR_BREAK);
	pcap_close(in);
	unlink(path);
	snprintf(path, sizeof(path), "%s/wire1.pcap", b->dir);
	assert_int_equal(unlink(path), 0);
}

/* Where the machine allows it; elsewhere the refusal must be a sentence. */
static void tap(void **state)
{
	struct bench *b = *state;
	const char *wrong = wires_add(b->ws, "0:tap=manatest0");

	if (wrong) {
		assert_non_null(strstr(wrong, "/dev/net/tun"));
		return;
	}
	send_frame(b, 0, 1, 60); /* down: dropped or taken, never waited for */
	wires_dispatch(b->ws, 10);
	assert_int_equal(counter(b, 0, "out"), 1);
}

#define WIRE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WIRE(port_to_port), WIRE(unplugged_port), WIRE(wrong_specs),
		WIRE(peer_both_ways), WIRE(budget_of_a_peer),
		WIRE(nobody_plugged_in), WIRE(peer_that_does_not_read),
		WIRE(peers_change), WIRE(runts_and_giants), WIRE(captures),
		WIRE(tap),
	};

	return cmocka_run_group_tests_name("net_wire", tests, NULL, NULL);
}
