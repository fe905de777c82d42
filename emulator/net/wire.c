// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Wires, their outside ends and captures.
 */
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
#include <time.h>
#include <unistd.h>

#include "unixsock.h"
#include "wire.h"

#define MAX_FRAME 65536u
#define MIN_FRAME 14u	/* an Ethernet header */

enum wire_kind { WIRE_PORTS, WIRE_UNIX, WIRE_TAP };

/** struct out_frame - a frame that an outside end did not take yet */
struct out_frame {
	uint8_t *data;
	size_t len;
};

/**
 * struct wire - one cable
 * @kind: what is at the far end
 * @a: our port
 * @b: the other port (WIRE_PORTS)
 * @spec: as on the command line
 * @path: where a peer connects (WIRE_UNIX); part of @spec
 * @listen_fd: the socket there
 * @fd: the outside end, -1 when nothing is plugged in
 * @queue: ring of frames for the outside end
 * @head: oldest of them
 * @queued: how many
 * @dump: capture, or NULL
 * @out: frames that left @a
 * @in: frames for @a
 * @out_dropped: of @out, not taken by the outside end
 * @in_dropped: refused from it: shorter than a header, or too long
 */
struct wire {
	enum wire_kind kind;
	unsigned int a, b;
	const char *spec, *path;
	int listen_fd, fd;
	struct out_frame queue[WIRE_QUEUE];
	unsigned int head, queued;
	pcap_dumper_t *dump;
	uint64_t out, in, out_dropped, in_dropped;
};

/**
 * struct wires - all of them
 * @w: wires
 * @num: how many
 * @num_ports: ports of the adapter
 * @of_port: the wire of each port, NULL: unplugged
 * @rx: where frames for a port go
 * @arg: its first argument
 * @pcap: for the captures
 * @unflushed: something was captured since wires_flush()
 */
struct wires {
	struct wire **w;
	unsigned int num;
	unsigned int num_ports;
	struct wire **of_port;
	wire_rx_fn rx;
	void *arg;
	pcap_t *pcap;
	bool unflushed;
};

struct wires *wires_new(unsigned int num_ports, wire_rx_fn rx, void *arg)
{
	struct wires *ws = calloc(1, sizeof(*ws));

	if (!ws)
		return NULL;
	ws->of_port = calloc(num_ports, sizeof(*ws->of_port));
	ws->w = calloc(num_ports, sizeof(*ws->w));
	ws->num_ports = num_ports;
	ws->rx = rx;
	ws->arg = arg;
	if (!ws->of_port || !ws->w) {
		wires_free(ws);
		return NULL;
	}
	return ws;
}

/* ---- plugging ---- */

static void queue_drop(struct wire *w)
{
	while (w->queued) {
		free(w->queue[w->head].data);
		w->head = (w->head + 1) % WIRE_QUEUE;
		w->queued--;
		w->out_dropped++;
	}
}

static void wire_free(struct wire *w)
{
	queue_drop(w);
	if (w->dump)
		pcap_dump_close(w->dump);
	if (w->fd >= 0)
		close(w->fd);
	unix_unlisten(w->listen_fd, w->path);
	free(w);
}

void wires_free(struct wires *ws)
{
	if (!ws)
		return;
	for (unsigned int i = 0; i < ws->num; i++)
		wire_free(ws->w[i]);
	if (ws->pcap)
		pcap_close(ws->pcap);
	free(ws->w);
	free(ws->of_port);
	free(ws);
}

static const char *unix_open(struct wire *w, const char *path)
{
	const char *why = NULL;

	w->kind = WIRE_UNIX;
	w->path = path;
	w->listen_fd = unix_listen(path, SOCK_SEQPACKET, &why);
	return why;
}

static const char *tap_open(struct wire *w, const char *name)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI };

	if (!*name || strlen(name) >= IFNAMSIZ)
		return "an interface name has 1 to 15 bytes; name one that exists or may be made";
	memcpy(ifr.ifr_name, name, strlen(name) + 1);
	w->kind = WIRE_TAP;
	w->fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (w->fd < 0 || ioctl(w->fd, TUNSETIFF, &ifr) < 0)
		return "cannot open the TAP interface; it needs /dev/net/tun and CAP_NET_ADMIN";
	return NULL;
}

static bool plug_free(const struct wires *ws, unsigned long port)
{
	return port < ws->num_ports && !ws->of_port[port];
}

/* The far end after the colon; NULL or what is wrong. */
static const char *far_end(struct wires *ws, struct wire *w, const char *end)
{
	unsigned long b;
	char *rest;

	if (!strncmp(end, "unix=", 5))
		return unix_open(w, end + 5);
	if (!strncmp(end, "tap=", 4))
		return tap_open(w, end + 4);
	b = strtoul(end, &rest, 10);
	if (*end < '0' || *end > '9' || *rest)
		return "the far end is a port number, unix=PATH or tap=IFNAME";
	if (b == w->a || !plug_free(ws, b))
		return "the second port does not exist or is plugged in already";
	w->kind = WIRE_PORTS;
	w->b = (unsigned int)b;
	return NULL;
}

/* The near end, then the far end; NULL or what is wrong. */
static const char *both_ends(struct wires *ws, struct wire *w)
{
	unsigned long a;
	char *rest;

	a = strtoul(w->spec, &rest, 10);
	if (*w->spec < '0' || *w->spec > '9' || *rest != ':')
		return "a wire is PORT:PORT, PORT:unix=PATH or PORT:tap=IFNAME";
	if (!plug_free(ws, a))
		return "the first port does not exist or is plugged in already";
	w->a = (unsigned int)a;
	return far_end(ws, w, rest + 1);
}

const char *wires_add(struct wires *ws, const char *spec)
{
	struct wire *w = calloc(1, sizeof(*w));
	const char *wrong;

	if (!w)
		return "out of memory";
	w->spec = spec;
	w->listen_fd = -1;
	w->fd = -1;
	wrong = both_ends(ws, w);
	if (wrong) {
		wire_free(w);
		return wrong;
	}
	ws->w[ws->num++] = w; /* never more than ports */
	ws->of_port[w->a] = w;
	if (w->kind == WIRE_PORTS)
		ws->of_port[w->b] = w;
	return NULL;
}

/* ---- captures ---- */

const char *wires_capture(struct wires *ws, const char *dir)
{
	char path[4096];

	if (!ws->pcap)
		ws->pcap = pcap_open_dead_with_tstamp_precision(DLT_EN10MB,
				MAX_FRAME, PCAP_TSTAMP_PRECISION_NANO);
	if (!ws->pcap)
		return "cannot start libpcap";
	for (unsigned int i = 0; i < ws->num; i++) {
		if (snprintf(path, sizeof(path), "%s/wire%u.pcap", dir, i) >=
		    (int)sizeof(path))
			return "the name of that directory is too long";
		ws->w[i]->dump = pcap_dump_open(ws->pcap, path);
		if (!ws->w[i]->dump)
			return "cannot write there; name a directory that exists and can be written";
	}
	return NULL;
}

static void capture(struct wires *ws, struct wire *w, const void *frame,
		    size_t len)
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
	ws->unflushed = true;
}

void wires_flush(struct wires *ws)
{
	if (!ws->unflushed)
		return;
	ws->unflushed = false;
	for (unsigned int i = 0; i < ws->num; i++)
		if (ws->w[i]->dump)
			pcap_dump_flush(ws->w[i]->dump);
}

/* ---- frames to the far end ---- */

/* Hand one frame to the outside: 1 taken, 0 not now, -1 never. */
static int hand_out(struct wire *w, const void *frame, size_t len)
{
	ssize_t n;

	if (w->kind == WIRE_TAP)
		n = write(w->fd, frame, len);
	else
		n = send(w->fd, frame, len, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n >= 0)
		return 1;
	return errno == EAGAIN || errno == ENOBUFS || errno == EINTR ? 0 : -1;
}

static void queue_flush(struct wire *w)
{
	while (w->queued) {
		struct out_frame *f = &w->queue[w->head];
		int done = hand_out(w, f->data, f->len);

		if (!done)
			return;
		w->out_dropped += done < 0;
		free(f->data);
		w->head = (w->head + 1) % WIRE_QUEUE;
		w->queued--;
	}
}

static void outside_tx(struct wire *w, const void *frame, size_t len)
{
	struct out_frame *f;
	int done = -1;

	if (w->fd >= 0)
		done = w->queued ? 0 : hand_out(w, frame, len);
	if (done > 0)
		return;
	f = &w->queue[(w->head + w->queued) % WIRE_QUEUE];
	if (done < 0 || w->queued == WIRE_QUEUE ||
	    !(f->data = malloc(len))) {
		w->out_dropped++;
		return;
	}
	memcpy(f->data, frame, len);
	f->len = len;
	w->queued++;
}

void wires_tx(struct wires *ws, unsigned int port, const void *frame,
	      size_t len)
{
	struct wire *w = ws->of_port[port];

	if (!w)
		return;
	capture(ws, w, frame, len);
	if (port == w->a)
		w->out++;
	else
		w->in++;
	if (w->kind == WIRE_PORTS)
		ws->rx(ws->arg, port == w->a ? w->b : w->a, frame, len);
	else
		outside_tx(w, frame, len);
}

/* ---- outside ends ---- */

unsigned int wires_poll(const struct wires *ws, struct pollfd *p,
			unsigned int max)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < ws->num && n < max; i++) {
		const struct wire *w = ws->w[i];

		if (w->kind == WIRE_PORTS)
			continue;
		p[n].fd = w->fd >= 0 ? w->fd : w->listen_fd;
		p[n].events = (short)(POLLIN | (w->queued ? POLLOUT : 0));
		p[n++].revents = 0;
	}
	return n;
}

static void unplug(struct wire *w)
{
	queue_drop(w);
	close(w->fd);
	w->fd = -1;
}

/* Take one frame; false when there is none now. */
static bool outside_rx(struct wires *ws, struct wire *w)
{
	static uint8_t frame[MAX_FRAME + 1];
	ssize_t n = read(w->fd, frame, sizeof(frame));

	if (n < 0 && (errno == EAGAIN || errno == EINTR || w->kind == WIRE_TAP))
		return false;
	if (n <= 0) {
		unplug(w); /* another peer may come */
		return false;
	}
	w->in++;
	if (n < (ssize_t)MIN_FRAME || n > (ssize_t)MAX_FRAME) {
		w->in_dropped++;
		return true;
	}
	capture(ws, w, frame, (size_t)n);
	ws->rx(ws->arg, w->a, frame, (size_t)n);
	return true;
}

static void outside(struct wires *ws, struct wire *w, unsigned int budget)
{
	if (w->fd < 0)
		w->fd = accept4(w->listen_fd, NULL, NULL,
				SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (w->fd < 0)
		return;
	queue_flush(w);
	while (budget-- && outside_rx(ws, w))
		;
}

void wires_dispatch(struct wires *ws, unsigned int budget)
{
	for (unsigned int i = 0; i < ws->num; i++)
		if (ws->w[i]->kind != WIRE_PORTS)
			outside(ws, ws->w[i], budget);
}

json_t *wires_report(const struct wires *ws)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < ws->num; i++) {
		const struct wire *w = ws->w[i];

		json_array_append_new(list,
			json_pack("{s:s, s:I, s:I, s:I, s:I}", "wire", w->spec,
				  "out", (json_int_t)w->out,
				  "in", (json_int_t)w->in,
				  "out_dropped", (json_int_t)w->out_dropped,
				  "in_dropped", (json_int_t)w->in_dropped));
	}
	return list;
}
