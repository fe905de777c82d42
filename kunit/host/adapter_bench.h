/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 2, ports and the scan for a function: stand-ins that note what is asked of
 * them, each in a word; a word ends in "~" when the lock of the adapter was not
 * held. Below mana_adapter_kunit.c.
 */
#ifndef _MANA_KUNIT_ADAPTER_BENCH_H
#define _MANA_KUNIT_ADAPTER_BENCH_H

#include <linux/errno.h>
#include <linux/pci.h>

#include <steered.h>

#include "reference.h"

__printf(1, 2) static void adapter_say(const char *fmt, ...);

#undef dev_err_ratelimited
#undef dev_warn_ratelimited
#undef dev_warn
#define dev_err_ratelimited(dev, ...) adapter_say(__VA_ARGS__)
#define dev_warn_ratelimited(dev, ...) adapter_say(__VA_ARGS__)
#define dev_warn(dev, ...) adapter_say(__VA_ARGS__)
#define dev_info(dev, ...) adapter_say(__VA_ARGS__)

#include <adapter.c>
#include <recovery.c>

#define ADAPTER_PORTS 3

struct mana_port {
	u32 index;
	bool attached;
	bool wants_restart;
};

/**
 * struct mana_gdma - the device of layer 2
 * @info: what is known of it
 * @ops: of the adapter
 * @ctx: the adapter
 * @alive: the channel answers
 * @aborted: no start succeeds any more
 * @configs: answers since the start that told its configuration
 * @wake: who waits for an answer
 */
struct mana_gdma {
	struct mana_gdma_info info;
	const struct mana_client_ops *ops;
	void *ctx;
	bool alive;
	bool aborted;
	int configs;
	wait_queue_head_t wake;
};

/**
 * struct adapter_plan - what a case wants of the stand-ins
 * @ports: that the device tells of
 * @max_frame: that it tells
 * @start: error of a start
 * @starts: that fail, from now on
 * @mute: a start is not answered
 * @early: error of the first question for the configuration
 * @registers: error of the registration
 * @late: error of the second question
 * @port: errors of ports that are to come up
 * @restart: errors of their restarts
 * @answers: the function is there after a reset
 * @present: its configuration space is
 * @disconnected: it was pulled out
 * @rescan: error of asking for a scan
 * @hook_at: before this word is over,
 * @hook: this is called, once
 * @long_names: counters have names of 40 letters
 */
static struct adapter_plan {
	u16 ports;
	u16 max_frame;
	int start;
	unsigned int starts;
	bool mute;
	int early;
	int registers;
	int late;
	int port[ADAPTER_PORTS];
	int restart[ADAPTER_PORTS];
	bool answers;
	bool present;
	bool disconnected;
	int rescan;
	const char *hook_at;
	void (*hook)(void);
	bool long_names;
} plan;

static struct pci_dev adapter_pci;
static struct mana_gdma *adapter_gd;	/* NULL once freed */
static struct mana_adapter *adapter;	/* NULL once destroyed */
static char adapter_said[4096];

static void adapter_say(const char *fmt, ...)
{
	size_t used = strlen(adapter_said);
	va_list args;

	va_start(args, fmt);
	vsnprintf(adapter_said + used, sizeof(adapter_said) - used, fmt, args);
	va_end(args);
}

static void adapter_did(const char *word)
{
	void (*hook)(void) = plan.hook;

	steered_note(" %s%s", word,
		     adapter && steered_holds(&adapter->lock) ? "" : "~");
	if (hook && !strcmp(word, plan.hook_at)) {
		plan.hook = NULL;
		hook();
	}
}

static void adapter_port_did(const char *word, const struct mana_port *port)
{
	char text[16];

	snprintf(text, sizeof(text), "%s%u", word, port->index);
	adapter_did(text);
}

/* ---- layer 2 ---- */

const struct mana_gdma_info *mana_gdma_info(const struct mana_gdma *gd)
{
	return &gd->info;
}

bool mana_gdma_alive(const struct mana_gdma *gd)
{
	return gd->alive;
}

bool mana_gdma_present(const struct mana_gdma *gd)
{
	return plan.present;
}

bool mana_gdma_disconnected(const struct mana_gdma *gd)
{
	return plan.disconnected;
}

bool mana_gdma_answers(struct mana_gdma *gd)
{
	adapter_did("answers");
	return plan.answers;
}

const char *mana_gdma_count_name(u32 which)
{
	static char name[MANA_GDMA_COUNTERS][41];

	snprintf(name[which], sizeof(name[which]),
		 plan.long_names ? "f%039u" : "f%u", which);
	return name[which];
}

void mana_gdma_set_client(struct mana_gdma *gd,
			  const struct mana_client_ops *ops, void *ctx)
{
	if (ops)
		adapter = ctx;
	adapter_did(ops ? "client" : "leave");
	gd->ops = ops;
	gd->ctx = ctx;
}

int mana_gdma_start(struct mana_gdma *gd)
{
	adapter_did("start");
	if (plan.mute)
		wait_event_timeout(gd->wake, gd->aborted, 30000);
	if (gd->aborted)
		return -ENODEV;
	if (plan.mute)
		return -ETIMEDOUT;
	if (plan.starts) {
		plan.starts--;
		return plan.start;
	}
	gd->alive = true;
	gd->configs = 0;
	return 0;
}

void mana_gdma_stop(struct mana_gdma *gd)
{
	gd->alive = false;
	adapter_did("stop");
}

void mana_gdma_abort(struct mana_gdma *gd)
{
	adapter_did("abort");
	gd->aborted = true;
	wake_up_all(&gd->wake);
}

void mana_gdma_free(struct mana_gdma *gd)
{
	adapter_did("free");
	free(gd);
	adapter_gd = NULL;
	adapter = NULL;
}

int mana_gdma_register(struct mana_gdma *gd)
{
	adapter_did("register");
	return plan.registers;
}

/* What a device tells before the driver is registered may be anything. */
int mana_eth_query_dev_config(struct mana_gdma *gd,
			      struct mana_eth_dev_config *cfg)
{
	bool early = !gd->configs++;
	int err = early ? plan.early : plan.late;

	adapter_did("config");
	memset(cfg, 0xee, sizeof(*cfg));
	if (err)
		return err;
	cfg->num_ports = early ? ADAPTER_PORTS + 1 : plan.ports;
	cfg->max_frame = early ? 82 : plan.max_frame;
	return 0;
}

void mana_gdma_report_fault(struct mana_gdma *gd, enum mana_fault why)
{
	switch (why) {
	case MANA_FAULT_HWC_TIMEOUT:
	case MANA_FAULT_HWC_PROTOCOL:
	case MANA_FAULT_RESET_REQUEST:
	case MANA_FAULT_FPGA_RECONFIG:
	case MANA_FAULT_GONE:
		gd->alive = false;
		break;
	default:
		break;
	}
	if (gd->ops)
		gd->ops->fault(gd->ctx, why);
}

int mana_rescan_start(struct device *dev)
{
	adapter_did("rescan");
	if (dev != &adapter_pci.dev)
		steered_complain("another function is scanned for");
	return plan.rescan;
}

/* ---- ports ---- */

static void adapter_port_config(const struct mana_eth_dev_config *cfg)
{
	if (cfg->num_ports != plan.ports || cfg->max_frame != plan.max_frame)
		steered_complain("a port is told an old configuration");
}

struct mana_port *mana_port_create(struct mana_gdma *gd,
				   const struct mana_eth_dev_config *cfg,
				   struct mana_port_group *group, u32 index)
{
	struct mana_port *port = calloc(1, sizeof(*port));

	port->index = index;
	port->attached = true;
	adapter_port_config(cfg);
	/* It puts itself among the others. */
	mutex_lock(&group->lock);
	if (group->ports.next != &group->ports ||
	    group->ports.prev != &group->ports)
		steered_complain("the list of ports was not initialised");
	mutex_unlock(&group->lock);
	adapter_port_did("create", port);
	if (!plan.port[index])
		return port;
	free(port);
	return ERR_PTR(plan.port[index]);
}

int mana_port_attach(struct mana_port *port,
		     const struct mana_eth_dev_config *cfg)
{
	adapter_port_config(cfg);
	adapter_port_did("attach", port);
	port->attached = !plan.port[port->index];
	return plan.port[port->index];
}

void mana_port_detach(struct mana_port *port)
{
	port->attached = false;
	adapter_port_did("detach", port);
}

void mana_port_step_aside(struct mana_port *port)
{
	adapter_port_did("aside", port);
}

bool mana_port_wants_restart(const struct mana_port *port)
{
	return port->wants_restart;
}

int mana_port_restart(struct mana_port *port)
{
	port->wants_restart = false;
	adapter_port_did("restart", port);
	return plan.restart[port->index];
}

void mana_port_set_link(struct mana_port *port, bool up)
{
	adapter_port_did(up ? "up" : "down", port);
}

void mana_port_destroy(struct mana_port *port)
{
	adapter_port_did("destroy", port);
	free(port);
}

void mana_port_reap(struct mana_gdma *gd)
{
	if (gd->alive)
		steered_complain("memory is freed that a device uses");
	adapter_did("reap");
}

/* ---- around the cases ---- */

#define ADAPTER_UP " start config register config"
#define ADAPTER_END " abort~ leave~"
#define ADAPTER_FREE " stop~ reap~ free~"

static int adapter_init(struct kunit *test)
{
	steered_init();
	steered_log[0] = 0;
	adapter_said[0] = 0;
	memset(&plan, 0, sizeof(plan));
	plan.ports = 2;
	plan.max_frame = 1514;
	plan.answers = true;
	plan.present = true;
	adapter = NULL;
	adapter_gd = calloc(1, sizeof(*adapter_gd));
	KUNIT_ASSERT_TRUE(test, adapter_gd);
	adapter_gd->info.dev = &adapter_pci.dev;
	return 0;
}

static void adapter_exit(struct kunit *test)
{
	if (adapter)
		mana_adapter_destroy(adapter);
	/* Nothing comes after the end. */
	steered_log[0] = 0;
	steered_pass(0);
	STEERED_DID(test, "");
	KUNIT_EXPECT_TRUE(test, !adapter_gd);
	KUNIT_EXPECT_STREQ(test, (char *)steered_end(), (char *)"");
}

/* Made, whether it came up or not. */
static void adapter_create(struct kunit *test, const char *words)
{
	struct mana_adapter *ad = mana_adapter_create(adapter_gd);

	KUNIT_ASSERT_FALSE(test, IS_ERR(ad));
	KUNIT_ASSERT_PTR_EQ(test, ad, adapter);
	STEERED_DID(test, words);
}

/* Made, with two ports that work. */
static void adapter_start(struct kunit *test)
{
	adapter_create(test, " client~" ADAPTER_UP " create0 create1");
	KUNIT_ASSERT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	adapter_said[0] = 0;
}

/* Nothing is done until so long from now, and then this. */
static void adapter_expect_at(struct kunit *test, unsigned int ms,
			      const char *words)
{
	steered_pass(ms - 1);
	STEERED_DID(test, "");
	steered_pass(1);
	STEERED_DID(test, words);
}

/* No end of time brings anything. */
static void adapter_expect_rest(struct kunit *test)
{
	steered_pass(10000000);
	STEERED_DID(test, "");
}

static void adapter_fault(enum mana_fault why)
{
	mana_gdma_report_fault(adapter_gd, why);
}

/* A fault is not served by whoever reports it, but without delay. */
static void adapter_expect_fault(struct kunit *test, enum mana_fault why,
				 const char *words)
{
	adapter_fault(why);
	STEERED_DID(test, "");
	steered_pass(0);
	STEERED_DID(test, words);
}

static void adapter_expect_said(struct kunit *test, const char *said)
{
	KUNIT_EXPECT_STREQ(test, (char *)adapter_said, (char *)said);
	adapter_said[0] = 0;
}

#define ADAPTER_OFF " detach0 detach1 stop reap"
#define ADAPTER_ASIDE " aside0 aside1"
/* Left alone: the ports step aside before, and those that came meanwhile. */
#define ADAPTER_ALONE ADAPTER_ASIDE ADAPTER_OFF ADAPTER_ASIDE
#define ADAPTER_AGAIN ADAPTER_UP " attach0 attach1"

static const unsigned int adapter_waits[] = {
	10000, 20000, 40000, 80000, 160000, 300000, 300000, 300000,
};

#endif /* _MANA_KUNIT_ADAPTER_BENCH_H */
