/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Cases of mana_port_kunit.c: XDP programs that come and go in each state of a
 * port, what queues have to do with them, and frames that are redirected to it.
 */
#ifndef _MANA_KUNIT_PORT_XDP_H
#define _MANA_KUNIT_PORT_XDP_H

#include "port_bench.h"

/* A set that programs ran on ends: what comes is stopped before what is sent. */
#define PORT_XDP_STOPPED(set) \
	"freeze" set " unsteer" set " unpublish grace fence" set " destroy" set " free" set
/* Queues are made for programs, or for none, beside those there are. */
#define PORT_XDP_SWAPPED(old, new, alloc) \
	"alloc" new alloc " create" new " real2:2 " PORT_FROZEN(old, new) \
	" real2:2 publish bql " PORT_THAWN(new, old)

static struct bpf_prog port_prog[2];
static struct netlink_ext_ack port_ack;

static int port_set_prog(struct bpf_prog *prog)
{
	int err;

	port_ack.msg[0] = 0;
	rtnl_lock();
	err = host_set_prog(port->dev, prog, &port_ack);
	rtnl_unlock();
	return err;
}

static int port_set_mtu(int mtu)
{
	int err;

	rtnl_lock();
	err = dev_set_mtu(port->dev, mtu);
	rtnl_unlock();
	host_forget();
	return err;
}

/* Its programs are held by nobody. */
static void port_xdp_begin(void)
{
	memset(port_prog, 0, sizeof(port_prog));
}

/* A port that is up, with a program; the set is B. */
static void port_xdp_open(struct kunit *test)
{
	port_xdp_begin();
	port_open(test);
	KUNIT_ASSERT_EQ(test, port_set_prog(&port_prog[0]), 0);
	host_forget();
}

/* Which program it has, and its queues; each other program nobody holds. */
static void port_xdp_expect(struct kunit *test, struct bpf_prog *prog, bool queues)
{
	u32 i;

	KUNIT_EXPECT_PTR_EQ(test, (void *)port->prog, (void *)prog);
	for (i = 0; i < 2; i++)
		KUNIT_EXPECT_EQ(test, port_prog[i].refs, prog == &port_prog[i]);
	KUNIT_EXPECT_EQ(test, port->cfg.xdp, queues);
	if (port->qset)
		KUNIT_EXPECT_EQ(test, port->qset->cfg.xdp, queues);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, prog ? BELOW_XDP_MTU : 9000);
}

/* What is said of it, and what is not done. */
static void port_xdp_offers(struct kunit *test)
{
	struct netdev_bpf bpf = { .command = XDP_SETUP_PROG_HW };

	port_open(test);
	KUNIT_EXPECT_EQ(test, port->dev->xdp_features, NETDEV_XDP_ACT_BASIC |
			NETDEV_XDP_ACT_REDIRECT | NETDEV_XDP_ACT_NDO_XMIT);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset->host.prog, (void *)&port->prog);
	rtnl_lock();
	KUNIT_EXPECT_EQ(test, port->dev->netdev_ops->ndo_bpf(port->dev, &bpf), -EOPNOTSUPP);
	rtnl_unlock();
	BELOW_EXPECT_LOG(test, "");
}

/* The queues are ready before the program is there; others follow without them. */
static void port_xdp_attach(struct kunit *test)
{
	port_xdp_begin();
	port_open(test);
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	BELOW_EXPECT_LOG(test, PORT_XDP_SWAPPED("A", "B", "1/2x") " publish");
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), 0);
	BELOW_EXPECT_LOG(test, "publish");
	port_xdp_expect(test, &port_prog[1], true);
	/* it is gone before the queues that it needs */
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	BELOW_EXPECT_LOG(test, "unpublish " PORT_XDP_SWAPPED("B", "C", "0/2"));
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	BELOW_EXPECT_LOG(test, "unpublish");
	KUNIT_EXPECT_STREQ(test, port_ack.msg, "");
}

/* A frame has to lie in a page, whatever comes first. */
static void port_xdp_mtu(struct kunit *test)
{
	port_xdp_begin();
	port_open(test);
	KUNIT_EXPECT_EQ(test, port_set_mtu(BELOW_XDP_MTU + 1), 0);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), -EOPNOTSUPP);
	KUNIT_EXPECT_STREQ(test, port_ack.msg, "XDP needs an MTU of at most 3506, it is 3507");
	BELOW_EXPECT_LOG(test, "");
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, port_set_mtu(BELOW_XDP_MTU), 0);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, port_set_mtu(BELOW_XDP_MTU + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, port_set_mtu(68), 0);
	KUNIT_EXPECT_EQ(test, port_set_mtu(BELOW_XDP_MTU), 0);
	port_xdp_expect(test, &port_prog[0], true);
	/* with a large one a program always goes */
	port->dev->mtu = 9000;
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), -EOPNOTSUPP);
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	port_xdp_expect(test, NULL, false);
}

/* Where the device takes less than a page there is nothing to limit. */
static void port_xdp_small_frames(struct kunit *test)
{
	port_xdp_begin();
	below.cfg.max_frame = 2014;
	port_open(test);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 2000);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 2000);
}

/* Queues for it cannot be made: no program, and the reason. */
static void port_xdp_refused(struct kunit *test)
{
	static const struct {
		const char *what;
		int err;
		const char *why;
	} rows[] = {
		{ "alloc", -ENOMEM, "no XDP program: not enough free memory, nothing was changed" },
		{ "create", -ETIMEDOUT, "no XDP program: the device does not answer" },
		{ "steer", -EPROTO, "no XDP program: the device refuses, the old queues stay" },
	};
	u32 i;

	port_xdp_begin();
	port_open(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		host_fail(rows[i].what, 0, rows[i].err);
		KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), rows[i].err);
		KUNIT_EXPECT_STREQ(test, port_ack.msg, rows[i].why);
		port_xdp_expect(test, NULL, false);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	}
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	port_xdp_expect(test, &port_prog[0], true);
}

/* A program always goes; queues that are too good for it may stay. */
static void port_xdp_always_ends(struct kunit *test)
{
	port_xdp_open(test);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	BELOW_EXPECT_LOG(test, "unpublish !alloc");
	KUNIT_EXPECT_STREQ(test, port_ack.msg, "");
	port_xdp_expect(test, NULL, true);
	/* they do for any MTU, and for the next program */
	KUNIT_EXPECT_EQ(test, port_set_mtu(9000), 0);
	KUNIT_EXPECT_EQ(test, port_set_mtu(1500), 0);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), 0);
	BELOW_EXPECT_LOG(test, "publish");
	port_xdp_expect(test, &port_prog[1], true);
	host_fail("steer", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	port_xdp_expect(test, NULL, true);
	/* once more, when there is memory again */
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	port_xdp_expect(test, NULL, false);
}

/* Of a port that is down only the setting changes. */
static void port_xdp_while_down(struct kunit *test)
{
	port_xdp_begin();
	port = below_create();
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	BELOW_EXPECT_LOG(test, "real2:2 publish");
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	BELOW_EXPECT_LOG(test, "claim bind allocA0/2x eq0 eq1 " PORT_STARTED("A", "2")
			 " xps0=1 xps1=2 thawA");
	below_close(port);
	BELOW_EXPECT_LOG(test, PORT_XDP_STOPPED("A") " -eq1 -eq0 release");
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	BELOW_EXPECT_LOG(test, "unpublish real2:2");
	port_xdp_expect(test, NULL, false);
	host_fail("real", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), -ENOMEM);
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	port_xdp_expect(test, NULL, false);
}

/* Nor is anything asked of a device that is away. */
static void port_xdp_while_away(struct kunit *test)
{
	struct mana_eth_dev_config cfg = below.cfg;

	port_xdp_begin();
	port_open(test);
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[0]), 0);
	BELOW_EXPECT_LOG(test, "publish");
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	port_xdp_expect(test, &port_prog[0], true);
	/* the device has its own opinion of frames */
	mana_port_detach(port);
	cfg.max_frame = 2014;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 2000);
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	port_xdp_expect(test, &port_prog[0], true);
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	BELOW_EXPECT_LOG(test, "unpublish");
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	port_xdp_expect(test, NULL, false);
}

/* A port that has lost its queues gets new ones with a program, or it has none. */
static void port_xdp_broken(struct kunit *test)
{
	port_xdp_open(test);
	mana_in_place_only = true;
	host_fail("create", 0, -EPROTO);
	host_fail("create", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), -EPROTO);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_BROKEN);
	port_xdp_expect(test, &port_prog[0], true);
	host_fail("bind", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, port_set_prog(NULL), 0);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_BROKEN);
	port_xdp_expect(test, NULL, true);
	port->cfg.xdp = false;
	host_fail("bind", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), -ETIMEDOUT);
	port_xdp_expect(test, NULL, false);
	KUNIT_EXPECT_EQ(test, port_set_prog(&port_prog[1]), 0);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	port_xdp_expect(test, &port_prog[1], true);
}

/* Changes of all else leave it, and its queues. */
static void port_xdp_survives(struct kunit *test)
{
	port_xdp_open(test);
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	port_xdp_expect(test, &port_prog[0], true);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	port_xdp_expect(test, &port_prog[0], true);
	below_close(port);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	port_xdp_expect(test, &port_prog[0], true);
	/* with the port it ends, held by nobody */
	mana_port_destroy(port);
	KUNIT_EXPECT_EQ(test, port_prog[0].refs, 0);
}

/* What programs answered to the last packets is sent before the old set goes. */
static void port_xdp_answers(struct kunit *test)
{
	u64 before;

	port_xdp_open(test);
	below.answers = 5;
	below.pending_ms = 2;
	before = host_stack.usecs;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, (host_stack.usecs - before) / 1000, 10);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
	/* of queues that send nothing more no answer is waited for */
	below.pending = 3;
	below.pending_ms = 0;
	port->host.ops->fault(port->host.ctx, MANA_FAULT_TX_QUEUE_DEAD);
	before = host_stack.usecs;
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	KUNIT_EXPECT_EQ(test, host_stack.usecs, before);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 0);
	/* nor twice */
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_EQ(test, (host_stack.usecs - before) / 1000, 1001);
	KUNIT_EXPECT_EQ(test, port_drain_timeouts(), 1);
	below.pending = 0;
	below.answers = 0;
	host_forget();
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	BELOW_EXPECT_LOG(test, PORT_XDP_SWAPPED("E", "F", "1/2x"));
}

/* Without an end to what comes there would be none to what is sent. */
static void port_xdp_stops(struct kunit *test)
{
	port_xdp_open(test);
	below_close(port);
	BELOW_EXPECT_LOG(test, PORT_XDP_STOPPED("B") " -eq1 -eq0 release");
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	host_stack.said[0] = 0;
	host_fail("unsteer", 0, -EPROTO);
	below_close(port);
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.said, "the device does not stop delivery\n");
}

static int port_xdp_xmit(int num, u32 flags)
{
	struct xdp_frame *frames[1];
	int sent;

	rcu_read_lock();
	sent = port->dev->netdev_ops->ndo_xdp_xmit(port->dev, num, frames, flags);
	rcu_read_unlock();
	return sent;
}

/* Each CPU has a queue, and others share it; of any port that carries traffic. */
static void port_xdp_frames(struct kunit *test)
{
	port = below_create();
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH), -ENETDOWN);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH), 7);
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(3, 0), 2);
	host_xdp.cpu = 1;
	port_xdp_xmit(1, 0);
	host_xdp.cpu = 2;
	port_xdp_xmit(1, 0);
	host_xdp.cpu = 37;
	port_xdp_xmit(1, XDP_XMIT_FLUSH);
	BELOW_EXPECT_LOG(test, "framesA0:8! framesA0:3 framesA1:1 framesA0:1 framesA1:1!");
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH << 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH | BIT(31)), -EINVAL);
	port->qset->frozen = true;
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH), -ENETDOWN);
	port->qset->frozen = false;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	host_forget();
	port_xdp_xmit(1, 0);
	BELOW_EXPECT_LOG(test, "framesB1:1");
	below_close(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, port_xdp_xmit(8, XDP_XMIT_FLUSH), -ENETDOWN);
	BELOW_EXPECT_LOG(test, "");
}

#endif /* _MANA_KUNIT_PORT_XDP_H */
