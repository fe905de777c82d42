// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/* Copyright (c) 2026 mana-backport contributors */
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "wire.h"

#define MAX_FRAME 65536

enum wire_kind { WIRE_PORTS, WIRE_UNIX, WIRE_TAP };

/**
 * struct wire - one cable
 * @a: our port
 * @b: the other port (WIRE_PORTS)
 * @listen_fd: where a peer connects (WIRE_UNIX)
 * @fd: the outside end, -1 when nothing is plugged in
 */
struct wire {
	enum wire_kind kind;
	unsigned int a, b;
	int listen_fd, fd;
	char *path;
	pcap_dumper_t *dump;
	uint64_t dropped;
};

struct wires {
	struct wire *w;
	unsigned int num;
	unsigned int num_ports;
	int *of_port;		/* index of the wire, -1: unplugged */
	wire_rx_fn rx;
	void *arg;
	pcap_t *pcap;
};

struct wires *wires_new(unsigned int num_ports, wire_rx_fn rx, void *arg)
{
	struct wires *ws = calloc(1, sizeof(*ws));

	if (!ws)
		return NULL;
	ws->of_port = malloc(num_ports * sizeof(int));
	if (!ws->of_port) {
		free(ws);
		return NULL;
	}
	for (unsigned int i = 0; i < num_ports; i++)
		ws->of_port[i] = -1;
	ws->num_ports = num_ports;
	ws->rx = rx;
	ws->arg = arg;
	return ws;
}

void wires_free(struct wires *ws)
{
	if (!ws)
		return;
	for (unsigned int i = 0; i < ws->num; i++) {
		struct wire *w = &ws->w[i];

		if (w->dump)
			pcap_dump_close(w->dump);
		if (w->fd >= 0)
			close(w->fd);
		if (w->listen_fd >= 0) {
			close(w->listen_fd);
			unlink(w->path);
		}
		free(w->path);
	}
	if (ws->pcap)
		pcap_close(ws->pcap);
	free(ws->w);
	free(ws->of_port);
	free(ws);
}

static const char *unix_open(struct wire *w, const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	if (!*path || strlen(path) >= sizeof(addr.sun_path))
		return "socket path is empty or too long";
	memcpy(addr.sun_path, path, strlen(path) + 1);
	w->path = strdup(path);
	w->listen_fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC |
			      SOCK_NONBLOCK, 0);
	unlink(path);
	if (!w->path || w->listen_fd < 0 ||
	    bind(w->listen_fd, (struct sockaddr *)&addr, sizeof(addr)) < 0 ||
	    listen(w->listen_fd, 1) < 0)
		return "cannot listen on that socket path";
	return NULL;
}

static const char *tap_open(struct wire *w, const char *name)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI };

	if (!*name || strlen(name) >= IFNAMSIZ)
		return "interface name is empty or too long";
	memcpy(ifr.ifr_name, name, strlen(name) + 1);
	w->fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (w->fd < 0 || ioctl(w->fd, TUNSETIFF, &ifr) < 0)
		return "cannot open the TAP interface (it needs CAP_NET_ADMIN)";
	return NULL;
}

static bool plug_free(const struct wires *ws, unsigned long port)
{
	return port < ws->num_ports && ws->of_port[port] < 0;
}

/* The far end after the colon; NULL or what is wrong. */
static const char *far_end(struct wires *ws, struct wire *w, const char *end)
{
	unsigned long b;
	char *rest;

	if (!strncmp(end, "unix=", 5)) {
		w->kind = WIRE_UNIX;
		return unix_open(w, end + 5);
	}
	if (!strncmp(end, "tap=", 4)) {
		w->kind = WIRE_TAP;
		return tap_open(w, end + 4);
	}
	b = strtoul(end, &rest, 10);
	if (rest == end || *rest)
		return "the far end is a port number, unix=PATH or tap=IFNAME";
	if (b == w->a || !plug_free(ws, b))
		return "the second port does not exist or is plugged in already";
	w->kind = WIRE_PORTS;
	w->b = (unsigned int)b;
	return NULL;
}

const char *wires_add(struct wires *ws, const char *spec)
{
	struct wire w = { .listen_fd = -1, .fd = -1 }, *grown;
	const char *wrong;
	unsigned long a;
	char *rest;

	a = strtoul(spec, &rest, 10);
	if (rest == spec || *rest != ':')
		return "a wire is PORT:PORT, PORT:unix=PATH or PORT:tap=IFNAME";
	if (!plug_free(ws, a))
		return "the first port does not exist or is plugged in already";
	w.a = (unsigned int)a;
	wrong = far_end(ws, &w, rest + 1);
	grown = wrong ? NULL : realloc(ws->w, (ws->num + 1) * sizeof(w));
	if (!grown) {
		if (w.fd >= 0)
			close(w.fd);
		if (w.listen_fd >= 0)
			close(w.listen_fd);
		free(w.path);
		return wrong ? wrong : "out of memory";
	}
	ws->w = grown;
	ws->w[ws->num] = w;
	ws->of_port[w.a] = (int)ws->num;
	if (w.kind == WIRE_PORTS)
		ws->of_port[w.b] = (int)ws->num;
	ws->num++;
	return NULL;
}

const char *wires_capture(struct wires *ws, const char *dir)
{
	char path[4096];

	ws->pcap = pcap_open_dead_with_tstamp_precision(DLT_EN10MB, MAX_FRAME,
						PCAP_TSTAMP_PRECISION_NANO);
	if (!ws->pcap)
		return "cannot start libpcap";
	for (unsigned int i = 0; i < ws->num; i++) {
		if (snprintf(path, sizeof(path), "%s/wire%u.pcap", dir, i) >=
		    (int)sizeof(path))
			return "capture directory name is too long";
		ws->w[i].dump = pcap_dump_open(ws->pcap, path);
		if (!ws->w[i].dump)
			return "cannot write into the capture directory";
	}
	return NULL;
}

static void capture(struct wire *w, const void *frame, size_t len)
{
	struct pcap_pkthdr h = { .caplen = (bpf_u_int32)len,
				 .len = (bpf_u_int32)len };
	struct timespec ts;

	if (!w->dump)
		return;
	clock_gettime(CLOCK_REALTIME, &ts);
	h.ts.tv_sec = ts.tv_sec;
	h.ts.tv_usec = ts.tv_nsec; /* nanosecond format */
	pcap_dump((u_char *)w->dump, &h, frame);
}

void wires_tx(struct wires *ws, unsigned int port, const void *frame, size_t len)
{
	int at = ws->of_port[port];
	struct wire *w;

	if (at < 0)
		return;
	w = &ws->w[at];
	capture(w, frame, len);
	switch (w->kind) {
	case WIRE_PORTS:
		ws->rx(ws->arg, port == w->a ? w->b : w->a, frame, len);
		break;
	case WIRE_UNIX:
		if (w->fd < 0 ||
		    send(w->fd, frame, len, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
			w->dropped++;
		break;
	case WIRE_TAP:
		if (write(w->fd, frame, len) < 0)
			w->dropped++;
		break;
	}
}

unsigned int wires_fds(const struct wires *ws, int *fds, unsigned int max)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < ws->num && n < max; i++) {
		const struct wire *w = &ws->w[i];

		if (w->kind != WIRE_PORTS)
			fds[n++] = w->fd >= 0 ? w->fd : w->listen_fd;
	}
	return n;
}

static void outside(struct wires *ws, struct wire *w, unsigned int budget)
{
	static uint8_t frame[MAX_FRAME];
	ssize_t n;

	if (w->fd < 0 && w->listen_fd >= 0)
		w->fd = accept4(w->listen_fd, NULL, NULL,
				SOCK_CLOEXEC | SOCK_NONBLOCK);
	while (w->fd >= 0 && budget--) {
		n = read(w->fd, frame, sizeof(frame));
		if (n > 0) {
			capture(w, frame, (size_t)n);
			ws->rx(ws->arg, w->a, frame, (size_t)n);
			continue;
		}
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (w->kind == WIRE_TAP)
			return;
		close(w->fd); /* the peer unplugged; another may come */
		w->fd = -1;
	}
}

void wires_dispatch(struct wires *ws, unsigned int budget)
{
	for (unsigned int i = 0; i < ws->num; i++)
		if (ws->w[i].kind != WIRE_PORTS)
			outside(ws, &ws->w[i], budget);
}

uint64_t wires_dropped(const struct wires *ws)
{
	uint64_t n = 0;

	for (unsigned int i = 0; i < ws->num; i++)
		n += ws->w[i].dropped;
	return n;
}
