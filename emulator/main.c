// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * mana-emu: one thread, one loop. Messages are taken in order and only noted;
 * the work they cause is done in bounded portions between them, so neither the
 * sockets nor the device can starve the other (vfio-user 12).
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "control.h"
#include "net/wire.h"
#include "options.h"
#include "vfu/vfu.h"

#define MESSAGES_PER_TURN 256u
#define WORK_PER_TURN 128u
#define FRAMES_PER_TURN 64u

/** struct emu - the program */
struct emu {
	struct options o;
	struct vfu *vfu;
	struct mana_dev *dev;
	struct wires *wires;
	struct control *control;
	bool client_seen;
};

static volatile sig_atomic_t stopping;

static void on_signal(int sig)
{
	(void)sig;
	stopping = 1;
}

/* ---- glue: the model's host is vfio-user, its network the wires ---- */

static int host_read(void *h, uint64_t iova, void *buf, size_t len)
{
	return vfu_dma_read(((struct emu *)h)->vfu, iova, buf, len);
}

static int host_write(void *h, uint64_t iova, const void *buf, size_t len)
{
	return vfu_dma_write(((struct emu *)h)->vfu, iova, buf, len);
}

static bool host_ok(void *h, uint64_t iova, uint64_t len, bool write)
{
	return vfu_dma_ok(((struct emu *)h)->vfu, iova, len, write);
}

static void host_irq(void *h, unsigned int vector)
{
	vfu_irq(((struct emu *)h)->vfu, vector);
}

static bool host_vector(void *h, unsigned int vector)
{
	return vfu_irq_usable(((struct emu *)h)->vfu, vector);
}

static bool host_master(void *h)
{
	return vfu_bus_master(((struct emu *)h)->vfu);
}

static uint64_t host_now(void *h)
{
	struct timespec ts;

	(void)h;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

static const struct emu_host_ops host_ops = {
	.dma_read = host_read,
	.dma_write = host_write,
	.dma_ok = host_ok,
	.irq = host_irq,
	.vector_usable = host_vector,
	.bus_master = host_master,
	.now_ns = host_now,
};

static void net_tx(void *n, unsigned int port, const void *frame, size_t len)
{
	wires_tx(((struct emu *)n)->wires, port, frame, len);
}

static const struct emu_net_ops net_ops = { .tx = net_tx };

static void wire_rx(void *arg, unsigned int port, const void *frame, size_t len)
{
	mana_dev_rx(((struct emu *)arg)->dev, port, frame, len);
}

static void bar_read(void *d, unsigned int region, uint64_t off, void *buf,
		     size_t len)
{
	(void)region;
	mana_dev_bar_read(((struct emu *)d)->dev, off, buf, len);
}

static void bar_write(void *d, unsigned int region, uint64_t off,
		      const void *buf, size_t len)
{
	(void)region;
	mana_dev_bar_write(((struct emu *)d)->dev, off, buf, len);
}

static void reset(void *d, bool flr)
{
	mana_dev_reset(((struct emu *)d)->dev,
		       flr ? EMU_RESET_FLR : EMU_RESET_POWER);
}

static void gone(void *d)
{
	mana_dev_reset(((struct emu *)d)->dev, EMU_RESET_GONE);
}

static const struct vfu_ops vfu_ops = {
	.read = bar_read,
	.write = bar_write,
	.reset = reset,
	.gone = gone,
};

/* ---- set-up ---- */

static int wires_setup(struct emu *e)
{
	const char *wrong;
	char spec[32];

	e->wires = wires_new(e->o.cfg.num_ports, wire_rx, e);
	if (!e->wires)
		return -1;
	for (unsigned int i = 0; i < e->o.num_wires; i++) {
		wrong = wires_add(e->wires, e->o.wires[i]);
		if (wrong) {
			fprintf(stderr, "mana-emu: --wire %s: %s\n",
				e->o.wires[i], wrong);
			return -1;
		}
	}
	for (unsigned int i = 0; !e->o.num_wires && i + 1 < e->o.cfg.num_ports;
	     i += 2) {
		snprintf(spec, sizeof(spec), "%u:%u", i, i + 1);
		wires_add(e->wires, spec);
	}
	wrong = e->o.pcap ? wires_capture(e->wires, e->o.pcap) : NULL;
	if (wrong) {
		fprintf(stderr, "mana-emu: --pcap %s: %s\n", e->o.pcap, wrong);
		return -1;
	}
	return 0;
}

/* 0, or the exit status after a sentence. */
static int setup(struct emu *e)
{
	struct vfu_config vcfg = {
		.vendor = 0x1414,
		.device = 0x00ba,
		.class_code = 0x020000,
		.revision = 1,
		.bar0_size = e->o.cfg.bar_size,
		.msix_vectors = e->o.cfg.msix,
	};

	if (wires_setup(e))
		return 2;
	e->dev = mana_dev_new(&e->o.cfg, &host_ops, e, &net_ops, e);
	if (!e->dev) {
		fprintf(stderr, "mana-emu: out of memory\n");
		return 1;
	}
	for (unsigned int i = 0; i < e->o.num_allowed; i++) {
		if (mana_dev_allow_rule(e->dev, e->o.allowed[i])) {
			fprintf(stderr, "mana-emu: there is no rule %u\n",
				e->o.allowed[i]);
			return 2;
		}
	}
	e->vfu = vfu_new(e->o.socket, &vcfg, &vfu_ops, e);
	if (!e->vfu) {
		fprintf(stderr, "mana-emu: cannot listen on %s: %s\n",
			e->o.socket, strerror(errno));
		return 1;
	}
	if (e->o.control) {
		e->control = control_new(e->o.control, e->dev);
		if (!e->control) {
			fprintf(stderr, "mana-emu: cannot listen on %s: %s\n",
				e->o.control, strerror(errno));
			return 1;
		}
	}
	return 0;
}

/* ---- the loop ---- */

static void wait_input(struct emu *e, bool busy)
{
	struct pollfd p[2 + MAX_WIRES];
	int fds[MAX_WIRES], timeout = -1;
	unsigned int n = 0, wires;
	uint64_t next;

	p[n++] = (struct pollfd){ .fd = vfu_fd(e->vfu), .events = POLLIN |
				  (vfu_want_write(e->vfu) ? POLLOUT : 0) };
	if (e->control)
		p[n++] = (struct pollfd){ .fd = control_fd(e->control),
					  .events = POLLIN };
	wires = wires_fds(e->wires, fds, MAX_WIRES);
	for (unsigned int i = 0; i < wires; i++)
		p[n++] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	next = busy ? 0 : mana_dev_next_ns(e->dev);
	if (next != UINT64_MAX)
		timeout = busy ? 0 : (int)(next / 1000000) + 1;
	poll(p, n, timeout);
	if (e->control && p[1].revents)
		control_dispatch(e->control);
}

static void loop(struct emu *e)
{
	bool busy = false;

	while (!stopping) {
		int r;

		wait_input(e, busy);
		r = vfu_dispatch(e->vfu, MESSAGES_PER_TURN);
		e->client_seen |= vfu_connected(e->vfu);
		if (e->o.once && e->client_seen && !vfu_connected(e->vfu))
			break;
		wires_dispatch(e->wires, FRAMES_PER_TURN);
		busy = mana_dev_work(e->dev, WORK_PER_TURN) || r == 1;
	}
}

static int write_report(struct emu *e)
{
	json_t *r = mana_dev_report(e->dev);
	int err = 0;

	json_object_set_new(r, "wire_drops",
			    json_integer((json_int_t)wires_dropped(e->wires)));
	if (e->o.report)
		err = json_dump_file(r, e->o.report, JSON_INDENT(1));
	json_decref(r);
	if (err)
		fprintf(stderr, "mana-emu: cannot write %s\n", e->o.report);
	return err;
}

int main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = on_signal };
	static struct emu e;
	int rc;

	rc = options_parse(&e.o, argc, argv);
	if (rc)
		return rc < 0 ? 2 : 0;
	rc = setup(&e);
	if (rc)
		goto out;
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	puts("ready");
	fflush(stdout);
	loop(&e);
	rc = write_report(&e) ? 1 : mana_dev_violations(e.dev) ? 3 : 0;
out:
	control_free(e.control);
	if (e.vfu)
		vfu_free(e.vfu);
	mana_dev_free(e.dev);
	wires_free(e.wires);
	return rc;
}
