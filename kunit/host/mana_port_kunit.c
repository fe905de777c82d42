// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The life of a port: open and stop, the change of queue sets, the watch after
 * it, the look-out for queues that stand still, the link, resets, XDP programs,
 * and what the device is asked for. What the stack asks: mana_netdev_kunit.c.
 */
#include "port_bench.h"
#include "port_changes.h"
#include "port_watch.h"
#include "port_xdp.h"

/* ---- states, and what queues say ---- */

static void port_states(struct kunit *test)
{
	/* down, up, swapping, broken, detached: where each may lead */
	static const char * const may[] = {
		"-u--d", "d-s-d", "-u-b-", "du--d", "du---",
	};
	u32 from, to;

	port = below_create();
	rtnl_lock();
	for (from = 0; from < MANA_PORT_STATES; from++) {
		for (to = 0; to < MANA_PORT_STATES; to++) {
			bool ok = may[from][to] != '-';

			host_stack.warnings = 0;
			port->state = from;
			mana_port_set_state(port, to);
			KUNIT_EXPECT_EQ(test, port->state, ok ? to : from);
			KUNIT_EXPECT_EQ(test, host_stack.warnings, !ok);
		}
	}
	rtnl_unlock();
	host_stack.warnings = 0;
	port->state = MANA_PORT_DOWN;
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.wrong, "");
	mana_port_set_state(port, MANA_PORT_UP);
	KUNIT_EXPECT_STREQ(test, (char *)host_stack.wrong, "mana_port_set_state");
	port->state = MANA_PORT_DOWN;
	host_stack.wrong[0] = 0;
}

static void port_hears_queues(struct kunit *test)
{
	const struct mana_queue_ops *ops;

	port_open(test);
	ops = port->qset->host.ops;
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	ops->fault(port->qset->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	BELOW_EXPECT_LOG(test, "fault:lost");
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_FALSE(test, port->tx_dead);
	ops->fault(port->qset->host.ctx, MANA_FAULT_TX_QUEUE_DEAD);
	BELOW_EXPECT_LOG(test, "fault:dead");
	KUNIT_EXPECT_TRUE(test, port->tx_dead);
	ops->fence_missing(port->qset->host.ctx);
	ops->fence_missing(port->qset->host.ctx);
	ops->destroy_failed(port->qset->host.ctx);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_FENCE_TIMEOUT), 2);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_DESTROY_ERR), 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)port->qset->host.dev,
			    (void *)port->dev);
}

/* ---- restart ---- */

static void port_is_restarted(struct kunit *test)
{
	port_open(test);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "allocB1/2 createB real2:2 " PORT_FROZEN("A", "B")
			 " real2:2 publish bql " PORT_THAWN("B", "A"));
	KUNIT_EXPECT_FALSE(test, mana_port_wants_restart(port));
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RESTART), 1);
	/* a refusal is the caller's to act on */
	host_fail("steer", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_RESTART), 2);
	below_close(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "");
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), 0);
	BELOW_EXPECT_LOG(test, "");
}

/* What goes wrong while queues are replaced is not forgotten. */
static void port_fault_while_restarted(struct kunit *test)
{
	port_open(test);
	port->host.ops->fault(port->host.ctx, MANA_FAULT_RX_QUEUE_LOST);
	mana_in_place_only = true;
	host_fail("create", 0, -EPROTO);
	host_fail("create", 0, -EPROTO);
	KUNIT_EXPECT_EQ(test, mana_port_restart(port), -EPROTO);
	KUNIT_EXPECT_TRUE(test, mana_port_wants_restart(port));
}

/* ---- steering ---- */

static void port_steering(struct kunit *test)
{
	u32 i;

	port_open(test);
	port->cqe_frames = 4;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, below.steer.vport, BELOW_VPORT);
	KUNIT_EXPECT_TRUE(test, below.steer.rx);
	KUNIT_EXPECT_TRUE(test, below.steer.rss);
	KUNIT_EXPECT_TRUE(test, below.steer.update_default);
	KUNIT_EXPECT_TRUE(test, below.steer.update_key);
	KUNIT_EXPECT_TRUE(test, below.steer.update_indir);
	KUNIT_EXPECT_EQ(test, below.steer.cqe_coalescing, 4);
	KUNIT_EXPECT_EQ(test, below.steer.num_indir, 8);
	KUNIT_EXPECT_EQ(test, below.key[0], 0x6d);
	for (i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, below.table[i], below_handle('B', i % 3));
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	KUNIT_EXPECT_TRUE(test, below.steer.rss);
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	KUNIT_EXPECT_FALSE(test, below.steer.rss);
	/* in the one shape that is known to stop delivery */
	below_close(port);
	KUNIT_EXPECT_EQ(test, below.steer.vport, BELOW_VPORT);
	KUNIT_EXPECT_FALSE(test, below.steer.rx);
	KUNIT_EXPECT_FALSE(test, below.steer.rss);
	KUNIT_EXPECT_FALSE(test, below.steer.update_default);
	KUNIT_EXPECT_FALSE(test, below.steer.update_key);
	KUNIT_EXPECT_FALSE(test, below.steer.update_indir);
	KUNIT_EXPECT_EQ(test, below.steer.num_indir, 8);
	KUNIT_EXPECT_EQ(test, below.table[7], below_handle('D', 0));
	KUNIT_EXPECT_EQ(test, below.steer.cqe_coalescing, 1);
}

/* A table of the user's stays while each of its queues exists. */
static void port_table_is_kept(struct kunit *test)
{
	static const u32 table[8] = { 1, 1, 0, 0, 1, 0, 1, 1 };

	port_open(test);
	port->dev->rxfh_configured = true;
	memcpy(port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	EXPECT_BYTES(test, port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below.table[0], below_handle('B', 1));
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	EXPECT_BYTES(test, port->rss.table, table, sizeof(table));
	KUNIT_EXPECT_EQ(test, below_change(port, 1), 0);
	KUNIT_EXPECT_EQ(test, port->rss.table[0], 0);
	KUNIT_EXPECT_EQ(test, below_change(port, 2), 0);
	/* it goes on from what there is, with a table that is long enough */
	KUNIT_EXPECT_EQ(test, port->rss.table[1], 0);
	mana_port_detach(port);
	below.vport.indir_entries = 16;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->rss.entries, 16);
	KUNIT_EXPECT_EQ(test, port->rss.table[15], 1);
	/* the default follows the number of queues */
	port->dev->rxfh_configured = false;
	KUNIT_EXPECT_EQ(test, below_change(port, 3), 0);
	KUNIT_EXPECT_EQ(test, port->rss.table[5], 2);
}

/* ---- the link ---- */

/* What the queues of the stack take is what neighbours are told. */
static void port_link(struct kunit *test)
{
	port_open(test);
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "");
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "nocarrier");
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 1);
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "carrier peers");
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 1);
	KUNIT_EXPECT_EQ(test, host_stack.usecs, 0);
	/* the link watch takes its time */
	mana_port_set_link(port, false);
	host_stack.noop_until = jiffies + 310;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 320);
	/* but no more than it ever does */
	mana_port_set_link(port, false);
	host_stack.noop_until = jiffies + 100000;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 320 + 1000);
	/* and changes under the lock that a reset and a user take, too */
	KUNIT_EXPECT_EQ(test, host_stack.unlocked_links, 1);
}

static void port_link_goes_again(void)
{
	if (host_stack.usecs == 40000)
		port->dev->carrier = false;
}

static void port_closes_meanwhile(void)
{
	if (host_stack.usecs == 60000)
		port->dev->running = false;
}

/* Nothing is waited for that does not come: no link any more, closed. */
static void port_link_flaps(struct kunit *test)
{
	port_open(test);
	host_stack.noop_until = 100000;
	mana_port_set_link(port, false);
	host_stack.slept = port_link_goes_again;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 40);
	port->link_up = false;
	host_stack.slept = port_closes_meanwhile;
	mana_port_set_link(port, true);
	KUNIT_EXPECT_EQ(test, jiffies, 60);
	port->dev->running = true;
	host_stack.slept = NULL;
}

/* News of the link before a port is open, and while the device is away. */
static void port_link_while_away(struct kunit *test)
{
	port = below_create();
	mana_port_set_link(port, false);
	BELOW_EXPECT_LOG(test, "nocarrier");
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	mana_port_set_link(port, true);
	mana_port_detach(port);
	host_forget();
	mana_port_set_link(port, false);
	KUNIT_EXPECT_EQ(test, below_event(port, MANA_EV_LINK_DOWN), 2);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	mana_port_detach(port);
	host_forget();
	/* what is away has none, whatever is said of it */
	mana_port_set_link(port, true);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_FALSE(test, port->dev->carrier);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_TRUE(test, port->dev->carrier);
}

/* ---- detach and attach ---- */

static void port_reset(struct kunit *test)
{
	port_open(test);
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "detach nocarrier " PORT_STOPPED("A")
			 " -eq1 -eq0 release");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "");
	mana_port_reap(&below.gd);
	BELOW_EXPECT_LOG(test, "reap");
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 claim bind allocB0/2 eq0 eq1 "
			 PORT_STARTED("B", "2") " thawB attach carrier change");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_UP);
	KUNIT_EXPECT_TRUE(test, port->dev->present);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "");
}

/* A reset of what is closed, and closing during a reset. */
static void port_reset_while_down(struct kunit *test)
{
	port = below_create();
	mana_port_detach(port);
	BELOW_EXPECT_LOG(test, "detach nocarrier");
	KUNIT_EXPECT_EQ(test, below_open(port), -ENODEV);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 attach carrier change");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	mana_port_detach(port);
	host_forget();
	below_close(port);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	/* its end during one */
	KUNIT_EXPECT_EQ(test, below_open(port), 0);
	mana_port_detach(port);
	host_forget();
	mana_port_destroy(port);
	BELOW_EXPECT_LOG(test, "unregister");
}

/* What does not come back stays away, and may be tried again. */
static void port_attach_fails(struct kunit *test)
{
	static const struct {
		const char *what;
		int err;
	} steps[] = {
		{ "vport", -ETIMEDOUT }, { "real", -ENOMEM }, { "claim", -EBUSY },
		{ "bind", -EPROTO }, { "steer", -EPROTO },
	};
	u32 i;

	port_open(test);
	mana_port_detach(port);
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		host_fail(steps[i].what, 0, steps[i].err);
		KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg),
				steps[i].err);
		KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DETACHED);
		KUNIT_EXPECT_FALSE(test, port->dev->present);
		KUNIT_EXPECT_FALSE(test, port->dev->carrier);
		KUNIT_EXPECT_EQ(test, below.claims, 0);
	}
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
}

/* The device comes back with less: what was configured gives way. */
static void port_comes_back_smaller(struct kunit *test)
{
	struct mana_eth_dev_config cfg = below.cfg;

	port = below_opened_with(test, 4);
	rtnl_lock();
	KUNIT_EXPECT_EQ(test, dev_set_mtu(port->dev, 9000), 0);
	rtnl_unlock();
	port->cqe_frames = 8;
	mana_port_detach(port);
	host_forget();
	below.vport.max_rq = 3;
	cfg.max_frame = 4014;
	cfg.cqe8 = false;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real3:3 claim bind allocC0/3 eq0 eq1 eq2 "
			 PORT_STARTED("C", "3")
			 " thawC attach carrier mtu4000 allocD1/3 allocE1/3 "
			 PORT_STOPPED("C") " " PORT_STARTED("D", "3")
			 " freeE thawD change");
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->dev->max_mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->dev->mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->cfg.mtu, 4000);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 4);
	KUNIT_EXPECT_EQ(test, port->rss.table[3], 0);
	/* more is not taken by itself */
	mana_port_detach(port);
	below.vport.max_rq = 8;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cfg.num_queues, 3);
	KUNIT_EXPECT_EQ(test, port->vport.max_rq, 8);
	KUNIT_EXPECT_EQ(test, port->dev->mtu, 4000);
}

/* Packets per completion stay where the device still knows them. */
static void port_keeps_frames(struct kunit *test)
{
	struct mana_eth_dev_config cfg = below.cfg;

	port_open(test);
	port->cqe_frames = 8;
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 8);
	port->cqe_frames = 1;
	cfg.cqe8 = false;
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &cfg), 0);
	KUNIT_EXPECT_EQ(test, port->cqe_frames, 1);
}

/* Another address is told to those above. */
static void port_comes_back_renamed(struct kunit *test)
{
	port = below_create();
	mana_port_detach(port);
	host_forget();
	below.vport.mac[5] = 0x99;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport addr real2:2 attach carrier change");
	KUNIT_EXPECT_EQ(test, port->dev->dev_addr[5], 0x99);
	KUNIT_EXPECT_EQ(test, port->dev->perm_addr[5], 0x99);
}

/* One that carries a synthetic device's traffic is closed, and opened again. */
static void port_steps_aside(struct kunit *test)
{
	port_open(test);
	mana_port_step_aside(port);
	BELOW_EXPECT_LOG(test, "");
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
	port->dev->flags = IFF_SLAVE;
	mana_port_step_aside(port);
	BELOW_EXPECT_LOG(test, PORT_STOPPED("A") " -eq1 -eq0 release");
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	mana_port_detach(port);
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	BELOW_EXPECT_LOG(test, "vport real2:2 attach carrier change claim bind allocB0/2 eq0 eq1 "
			 PORT_STARTED("B", "2") " thawB");
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
	/* only once */
	below_close(port);
	mana_port_detach(port);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	/* nor is opened what was not open */
	mana_port_step_aside(port);
	KUNIT_EXPECT_FALSE(test, port->reopen);
}

/* A failure is tried again; who was let go meanwhile stays closed. */
static void port_reopens_later(struct kunit *test)
{
	port_open(test);
	port->dev->flags = IFF_SLAVE;
	mana_port_step_aside(port);
	mana_port_detach(port);
	host_fail("alloc", 0, -ENOMEM);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), -ENOMEM);
	KUNIT_EXPECT_TRUE(test, port->reopen);
	KUNIT_EXPECT_EQ(test, port->state, MANA_PORT_DOWN);
	/* the next try has only that to do */
	host_forget();
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, !!strstr(host_stack.log, "vport"));
	KUNIT_EXPECT_TRUE(test, port->dev->running);
	mana_port_step_aside(port);
	mana_port_detach(port);
	host_fail("vport", 0, -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), -ETIMEDOUT);
	KUNIT_EXPECT_TRUE(test, port->reopen);
	port->dev->flags = 0;
	KUNIT_EXPECT_EQ(test, mana_port_attach(port, &below.cfg), 0);
	KUNIT_EXPECT_FALSE(test, port->dev->running);
	KUNIT_EXPECT_FALSE(test, port->reopen);
}

static struct kunit_case port_cases[] = {
	KUNIT_CASE(port_is_created),
	KUNIT_CASE(port_creation_fails),
	KUNIT_CASE(port_queue_limit),
	KUNIT_CASE(port_of_dump_kernel),
	KUNIT_CASE(port_vectors),
	KUNIT_CASE(port_bounded_rings),
	KUNIT_CASE(port_small_frames),
	KUNIT_CASE(port_opens),
	KUNIT_CASE(port_stops),
	KUNIT_CASE(port_stop_is_refused),
	KUNIT_CASE(port_open_fails),
	KUNIT_CASE(port_without_cpus),
	KUNIT_CASE(port_is_stuck),
	KUNIT_CASE(port_stop_waits_for_work),
	KUNIT_CASE(port_drops_while_down),
	KUNIT_CASE(port_drain),
	KUNIT_CASE(port_drain_of_the_dead),
	KUNIT_CASE(port_drain_after_death),
	KUNIT_CASE(port_swap_beside),
	KUNIT_CASE(port_swap_drains),
	KUNIT_CASE(port_beside_fails),
	KUNIT_CASE(port_fewer_send_queues),
	KUNIT_CASE(port_room_beside),
	KUNIT_CASE(port_swap_in_place),
	KUNIT_CASE(port_in_place_fails),
	KUNIT_CASE(port_lose_queues),
	KUNIT_CASE(port_broken_is_restarted),
	KUNIT_CASE(port_broken_at_once),
	KUNIT_CASE(port_broken_is_changed),
	KUNIT_CASE(port_broken_is_closed),
	KUNIT_CASE(port_change_while_down),
	KUNIT_CASE(port_why),
	KUNIT_CASE(port_states),
	KUNIT_CASE(port_hears_queues),
	KUNIT_CASE(port_is_restarted),
	KUNIT_CASE(port_fault_while_restarted),
	KUNIT_CASE(port_counters_grow),
	KUNIT_CASE(port_silence),
	KUNIT_CASE(port_no_silence),
	KUNIT_CASE(port_missing_buffers),
	KUNIT_CASE(port_packets_missing),
	KUNIT_CASE(port_sibling_receives),
	KUNIT_CASE(port_receives_while_asking),
	KUNIT_CASE(port_idle_is_not_watched),
	KUNIT_CASE(port_blind_is_not_watched),
	KUNIT_CASE(port_watch_begins_now),
	KUNIT_CASE(port_watch_ends),
	KUNIT_CASE(port_asks_in_turn),
	KUNIT_CASE(port_asks_at_zero),
	KUNIT_CASE(port_unknown_questions),
	KUNIT_CASE(port_device_counters_grow),
	KUNIT_CASE(port_send_queue_hangs),
	KUNIT_CASE(port_no_link_no_stall),
	KUNIT_CASE(port_event_missed),
	KUNIT_CASE(port_hole),
	KUNIT_CASE(port_receive_queue_dies),
	KUNIT_CASE(port_receive_queue_lives),
	KUNIT_CASE(port_steering),
	KUNIT_CASE(port_table_is_kept),
	KUNIT_CASE(port_link),
	KUNIT_CASE(port_link_flaps),
	KUNIT_CASE(port_link_while_away),
	KUNIT_CASE(port_reset),
	KUNIT_CASE(port_reset_while_down),
	KUNIT_CASE(port_attach_fails),
	KUNIT_CASE(port_comes_back_smaller),
	KUNIT_CASE(port_keeps_frames),
	KUNIT_CASE(port_comes_back_renamed),
	KUNIT_CASE(port_steps_aside),
	KUNIT_CASE(port_reopens_later),
	KUNIT_CASE(port_xdp_offers),
	KUNIT_CASE(port_xdp_attach),
	KUNIT_CASE(port_xdp_mtu),
	KUNIT_CASE(port_xdp_small_frames),
	KUNIT_CASE(port_xdp_refused),
	KUNIT_CASE(port_xdp_always_ends),
	KUNIT_CASE(port_xdp_while_down),
	KUNIT_CASE(port_xdp_while_away),
	KUNIT_CASE(port_xdp_broken),
	KUNIT_CASE(port_xdp_survives),
	KUNIT_CASE(port_xdp_answers),
	KUNIT_CASE(port_xdp_stops),
	KUNIT_CASE(port_xdp_frames),
	{}
};

static struct kunit_suite port_suite = {
	.name = "mana_port",
	.init = port_init,
	.exit = below_exit,
	.test_cases = port_cases,
};

kunit_test_suites(&port_suite);

MODULE_DESCRIPTION("KUnit suite of the life of a port");
MODULE_LICENSE("Dual BSD/GPL");
