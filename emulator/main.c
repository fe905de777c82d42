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
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "control.h"
#include "fault/fault.h"
#include "net/wire.h"
#include "options.h"
#include "report.h"
#include "trace/trace.h"
#include "unixsock.h"
#include "vfu/vfu.h"

#define MESSAGES_PER_TURN 256u
#define WORK_PER_TURN 128u
#define FRAMES_PER_TURN 64u

/* Turns of the loop that finish what the client sent before a signal. */
#define LAST_TURNS 64u
#define NS_PER_S 1000000000u

/**
 * struct emu - the program
 * @o: command line
 * @vfu_listen: vfio-user socket, -1: none yet
 * @control_listen: control socket, -1: none
 * @vfu: server of the first
 * @control: server of the second, or NULL
 * @dev: model
 * @wires: its wires
 * @trace: transcript, or NULL
 * @signals: descriptor that SIGTERM and SIGINT arrive at
 * @stopping: one has
 * @client_seen: a client was there
 */
struct emu {
	struct options o;
	int vfu_listen, control_listen;
	struct vfu *vfu;
	struct control *control;
	struct mana_dev *dev;
	struct wires *wires;
	struct trace *trace;
	int signals;
	bool stopping, client_seen;
};

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
	return (uint64_t)ts.tv_sec * NS_PER_S + (uint64_t)ts.tv_nsec;
}

static void host_report(void *h, json_t *report)
{
	uint64_t mapped, unmapped;

	vfu_dma_counts(((struct emu *)h)->vfu, &mapped, &unmapped);
	json_object_set_new(report, "dma",
			    json_pack("{s:I, s:I}", "mapped",
				      (json_int_t)mapped, "unmapped",
				      (json_int_t)unmapped));
}

static const struct emu_host_ops host_ops = {
	.dma_read = host_read,
	.dma_write = host_write,
	.dma_ok = host_ok,
	.irq = host_irq,
	.vector_usable = host_vector,
	.bus_master = host_master,
	.now_ns = host_now,
	.report = host_report,
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

static bool present(void *d)
{
	return mana_dev_present(((struct emu *)d)->dev);
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

static void config_written(void *d, uint64_t off, const void *buf, size_t len)
{
	mana_dev_config_written(((struct emu *)d)->dev, off, buf, len);
}

static void unmapped(void *d, uint64_t iova, uint64_t len)
{
	mana_dev_unmapped(((struct emu *)d)->dev, iova, len);
}

static const struct vfu_ops vfu_ops = {
	.read = bar_read,
	.write = bar_write,
	.reset = reset,
	.present = present,
	.gone = gone,
	.config_written = config_written,
	.unmapped = unmapped,
};

/* ---- set-up ---- */

static int wires_setup(struct emu *e)
{
	static char pairs[EMU_MAX_PORTS / 2][16];
	const char *wrong;

	e->wires = wires_new(e->o.cfg.num_ports, wire_rx, e);
	if (!e->wires) {
		fprintf(stderr, "mana-emu: out of memory\n");
		return 1;
	}
	for (unsigned int i = 0; !e->o.num_wires &&
	     2 * i + 1 < e->o.cfg.num_ports; i++) {
		snprintf(pairs[i], sizeof(pairs[i]), "%u:%u", 2 * i, 2 * i + 1);
		wires_add(e->wires, pairs[i]);
	}
	for (unsigned int i = 0; i < e->o.num_wires; i++) {
		wrong = wires_add(e->wires, e->o.wires[i]);
		if (wrong) {
			fprintf(stderr, "mana-emu: --wire %s: %s\n",
				e->o.wires[i], wrong);
			return 2;
		}
	}
	wrong = e->o.pcap ? wires_capture(e->wires, e->o.pcap) : NULL;
	if (wrong) {
		fprintf(stderr, "mana-emu: --pcap %s: %s\n", e->o.pcap, wrong);
		return 2;
	}
	return 0;
}

static int dev_setup(struct emu *e)
{
	e->dev = mana_dev_new(&e->o.cfg, &host_ops, e, &net_ops, e);
	if (!e->dev) {
		fprintf(stderr, "mana-emu: out of memory\n");
		return 1;
	}
	for (unsigned int i = 0; i < e->o.num_allowed; i++) {
		if (mana_dev_allow_rule(e->dev, e->o.allowed[i])) {
			fprintf(stderr, "mana-emu: there is no rule %u, see --list-rules\n",
				e->o.allowed[i]);
			return 2;
		}
	}
	if (!e->o.trace)
		return 0;
	e->trace = trace_open(e->o.trace);
	if (!e->trace) {
		fprintf(stderr, "mana-emu: --trace %s: cannot write: %s\n",
			e->o.trace, strerror(errno));
		return 1;
	}
	mana_dev_set_trace(e->dev, e->trace);
	return 0;
}

static int faults_setup(struct emu *e)
{
	for (unsigned int i = 0; i < e->o.num_faults; i++) {
		const char *wrong = fault_arm(e->dev, e->o.faults[i], NULL);

		if (wrong) {
			fprintf(stderr, "mana-emu: --fault %s: %s\n",
				e->o.faults[i], wrong);
			return 2;
		}
	}
	return 0;
}

/* A listening socket, or -1 after a sentence. */
static int listen_on(const char *option, const char *path)
{
	const char *why;
	int fd = unix_listen(path, SOCK_STREAM, &why);

	if (fd < 0)
		fprintf(stderr, "mana-emu: --%s %s: %s\n", option, path, why);
	return fd;
}

static int servers_setup(struct emu *e)
{
	const struct vfu_config vcfg = {
		.vendor = 0x1414,
		.device = (uint16_t)e->o.cfg.device_id,
		.class_code = 0x020000,
		.revision = 1,
		.bar0_size = e->o.cfg.bar_size,
		.msix_vectors = e->o.cfg.msix,
	};

	e->vfu_listen = listen_on("socket", e->o.socket);
	if (e->vfu_listen < 0)
		return 1;
	if (e->o.control) {
		e->control_listen = listen_on("control", e->o.control);
		if (e->control_listen < 0)
			return 1;
		e->control = control_new(e->control_listen, e->dev, e->wires);
	}
	e->vfu = vfu_new(e->vfu_listen, &vcfg, &vfu_ops, e);
	if (!e->vfu || (e->o.control && !e->control)) {
		fprintf(stderr, "mana-emu: cannot start: %s\n", strerror(errno));
		return 1;
	}
	return 0;
}

static void teardown(struct emu *e)
{
	if (e->signals >= 0)
		close(e->signals);
	control_free(e->control);
	vfu_free(e->vfu);
	unix_unlisten(e->control_listen, e->o.control);
	unix_unlisten(e->vfu_listen, e->o.socket);
	mana_dev_free(e->dev);
	trace_close(e->trace);
	wires_free(e->wires);
	options_free(&e->o);
}

/* ---- the loop ---- */

/* Wait until there is something to do, at most @ns nanoseconds. */
static void wait_input(struct emu *e, uint64_t ns)
{
	struct timespec ts = { .tv_sec = (time_t)(ns / NS_PER_S),
			       .tv_nsec = (long)(ns % NS_PER_S) };
	struct pollfd p[3 + MAX_WIRES] = { 0 };
	unsigned int n = 2;

	p[0].fd = e->signals;
	p[0].events = POLLIN;
	p[1].fd = vfu_fd(e->vfu);
	p[1].events = vfu_events(e->vfu);
	if (e->control) {
		p[n].fd = control_fd(e->control);
		p[n++].events = control_events(e->control);
	}
	n += wires_poll(e->wires, p + n, MAX_WIRES);
	if (ns)
		wires_flush(e->wires);
	if (ppoll(p, n, ns == UINT64_MAX ? NULL : &ts, NULL) <= 0)
		return;
	e->stopping = p[0].revents;
	if (e->control && p[2].revents)
		control_dispatch(e->control);
}

/* One turn; true when there is more to do at once. */
static bool turn(struct emu *e)
{
	int more = vfu_dispatch(e->vfu, MESSAGES_PER_TURN);

	e->client_seen |= vfu_connected(e->vfu);
	wires_dispatch(e->wires, FRAMES_PER_TURN);
	return mana_dev_work(e->dev, WORK_PER_TURN) || more == 1;
}

static void loop(struct emu *e)
{
	bool busy = false;

	while (!e->stopping) {
		wait_input(e, busy ? 0 : mana_dev_next_ns(e->dev));
		busy = turn(e);
		if (e->o.once && e->client_seen && !vfu_connected(e->vfu))
			return;
	}
	/* QEMU aborts when its server leaves a request unanswered */
	for (unsigned int i = 0; i < LAST_TURNS && turn(e); i++)
		;
}

/* Nothing that happens from here on is part of the transcript. */
static int finish_trace(struct emu *e)
{
	int err;

	mana_dev_trace_end(e->dev);
	mana_dev_set_trace(e->dev, NULL);
	err = trace_close(e->trace);
	e->trace = NULL;
	if (err)
		fprintf(stderr, "mana-emu: --trace %s: cannot write all of it\n",
			e->o.trace);
	return err;
}

static int finish(struct emu *e)
{
	int untraced = finish_trace(e);
	json_t *report = report_make(e->dev, e->wires);
	int err = e->o.report ? report_write(report, e->o.report) : 0;

	json_decref(report);
	if (err) {
		fprintf(stderr, "mana-emu: --report %s: cannot write: %s\n",
			e->o.report, strerror(errno));
		return 1;
	}
	if (untraced)
		return 1;
	return mana_dev_violations(e->dev) ? 3 : 0;
}

/* Signals become input: taken in the loop's own time, however busy it is. */
static int signals_setup(struct emu *e)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	sigprocmask(SIG_BLOCK, &ours, NULL);
	e->signals = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
	if (e->signals >= 0)
		return 0;
	fprintf(stderr, "mana-emu: cannot start: %s\n", strerror(errno));
	return 1;
}

int main(int argc, char **argv)
{
	static struct emu e = { .vfu_listen = -1, .control_listen = -1,
				.signals = -1 };
	int rc;

	rc = options_parse(&e.o, argc, argv);
	if (rc) {
		options_free(&e.o);
		return rc < 0 ? 2 : 0;
	}
	rc = signals_setup(&e);
	if (!rc)
		rc = wires_setup(&e);
	if (!rc)
		rc = dev_setup(&e);
	if (!rc)
		rc = faults_setup(&e);
	if (!rc)
		rc = servers_setup(&e);
	if (!rc) {
		puts("ready");
		fflush(stdout);
		loop(&e);
		rc = finish(&e);
	}
	teardown(&e);
	return rc;
}
