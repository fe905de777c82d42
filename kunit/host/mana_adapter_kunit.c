// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The life of an adapter: bring-up, faults, retries, ports that come later,
 * the end.
 */
#include "adapter_bench.h"

/* ---- bring-up ---- */

static void adapter_comes_up(struct kunit *test)
{
	adapter_create(test, " client~" ADAPTER_UP " create0 create1");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	KUNIT_EXPECT_EQ(test, adapter->num_ports, 2);
	adapter_expect_said(test,
			    "Microsoft Azure Network Adapter protocol version: 0.1.1\n");
	adapter_expect_rest(test);
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
}

/* Ports that work are kept; the others are looked at, ever more seldom. */
static void adapter_some_ports(struct kunit *test)
{
	u32 i;

	plan.ports = 3;
	plan.port[1] = -EIO;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1 create2");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	for (i = 0; i < ARRAY_SIZE(adapter_waits); i++)
		adapter_expect_at(test, adapter_waits[i],
				  " attach0 create1 attach2");
	plan.port[1] = 0;
	adapter_expect_at(test, 300000, " attach0 create1 attach2");
	adapter_expect_rest(test);
	/* the next time it is looked for as soon as the first time */
	plan.port[2] = -ENOMEM;
	adapter_expect_fault(test, MANA_FAULT_CQ_OVERRUN,
			     " detach0 detach1 detach2 stop reap"
			     ADAPTER_UP " attach0 attach1 attach2");
	adapter_expect_at(test, 10000, " attach0 attach1 attach2");
	adapter_expect_at(test, 20000, " attach0 attach1 attach2");
	plan.port[2] = 0;
	adapter_expect_at(test, 40000, " attach0 attach1 attach2");
	adapter_expect_rest(test);
}

/* With the only port that works missing, all are; each is left as it is. */
static void adapter_missing_ports(struct kunit *test)
{
	plan.ports = 3;
	plan.port[0] = -EIO;
	plan.port[1] = -EIO;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1 create2");
	adapter_gd->ops->link(adapter, 0, true);
	adapter_gd->ops->link(adapter, 2, true);
	STEERED_DID(test, " up2");
	/* a port that is lost later does not take the device with it */
	plan.port[2] = -EIO;
	adapter_expect_at(test, 10000, " create0 create1 attach2");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	plan.port[0] = 0;
	adapter_expect_at(test, 20000, " create0 create1 attach2");
	plan.port[1] = 0;
	plan.port[2] = 0;
	mana_adapter_suspend(adapter, true);
	STEERED_DID(test, " aside0 aside2 detach0 detach2 stop reap");
	adapter_expect_rest(test);
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_UP " attach0 create1 attach2");
	adapter_expect_rest(test);
}

/* Without any port the device is left alone; the first error is told. */
static void adapter_no_ports(struct kunit *test)
{
	plan.port[0] = -EIO;
	plan.port[1] = -EBADMSG;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1 stop reap");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_WAITING);
	adapter_expect_said(test, "port 0 does not come up: -5\n"
			    "port 1 does not come up: -74\n"
			    "does not come up (-5), try 1: next in 10 s\n");
	plan.port[0] = 0;
	adapter_expect_at(test, 10000, ADAPTER_UP " create0 create1");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	adapter_expect_at(test, 10000, " attach0 create1");
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~" ADAPTER_FREE);
}

/* Whatever step fails, the steps before are undone. */
static void adapter_steps_fail(struct kunit *test)
{
	plan.start = -EPROTO;
	plan.starts = 1;
	plan.early = -EPROTO;
	adapter_create(test, " client~ start");
	adapter_expect_said(test,
			    "does not come up (-71), try 1: next in 10 s\n");
	adapter_expect_at(test, 10000, " start config stop reap");
	plan.early = 0;
	plan.registers = -EOPNOTSUPP;
	adapter_expect_at(test, 20000, " start config register stop reap");
	plan.registers = 0;
	plan.late = -ETIMEDOUT;
	adapter_said[0] = 0;
	adapter_expect_at(test, 40000, ADAPTER_UP " stop reap");
	adapter_expect_said(test,
			    "does not come up (-110), try 4: next in 80 s\n");
	plan.late = 0;
	adapter_expect_at(test, 80000, ADAPTER_UP " create0 create1");
	adapter_expect_said(test,
			    "Microsoft Azure Network Adapter protocol version: 0.1.1\n"
			    "the device is back\n");
	adapter_expect_rest(test);
}

/* Only want of memory ends a probe, and leaves nothing. */
static void adapter_no_memory(struct kunit *test)
{
	static const char * const words[] = {
		" free~",
		" client~" ADAPTER_UP " stop reap" ADAPTER_END ADAPTER_FREE,
		" client~ start" ADAPTER_END ADAPTER_FREE,
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(words); i++) {
		if (i)
			adapter_init(test);
		steered_no_memory = i < 2 ? i + 1 : 0;
		plan.start = -ENOMEM;
		plan.starts = i == 2;
		KUNIT_EXPECT_EQ(test, PTR_ERR(mana_adapter_create(adapter_gd)),
				-ENOMEM);
		STEERED_DID(test, words[i]);
		KUNIT_EXPECT_STREQ(test, (char *)steered_end(), (char *)"");
	}
	/* later it is a reason to wait, like others */
	adapter_init(test);
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	plan.start = -ENOMEM;
	plan.starts = 1;
	adapter_expect_at(test, 10000, " start" ADAPTER_ASIDE);
	adapter_expect_at(test, 20000, ADAPTER_AGAIN);
}

/* A device that never came up is tried for ever, and not scanned for. */
static void adapter_never_given_up(struct kunit *test)
{
	u32 i;

	plan.start = -ENODEV;
	plan.starts = UINT_MAX;
	adapter_create(test, " client~ start");
	for (i = 0; i < ARRAY_SIZE(adapter_waits); i++)
		adapter_expect_at(test, adapter_waits[i], " start");
	for (i = 0; i < 1000; i++)
		adapter_expect_at(test, 300000, " start");
	plan.starts = 0;
	adapter_expect_at(test, 300000, ADAPTER_UP " create0 create1");
	adapter_expect_rest(test);
}

/* One that came up once is removed and scanned for at the third failure. */
static void adapter_is_rescanned(struct kunit *test)
{
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	plan.start = -EPROTO;
	plan.starts = UINT_MAX;
	adapter_expect_at(test, 10000, " start" ADAPTER_ASIDE);
	adapter_expect_at(test, 20000, " start" ADAPTER_ASIDE);
	adapter_said[0] = 0;
	adapter_expect_at(test, 40000, " start rescan");
	adapter_expect_said(test,
			    "does not come up (-71): removed, and scanned for\n");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_RESCAN);
	adapter_expect_rest(test);
	/* neither a fault nor a resume brings it up before it is removed */
	adapter_expect_fault(test, MANA_FAULT_GONE, "");
	mana_adapter_resume(adapter);
	STEERED_DID(test, "");
	adapter_expect_rest(test);
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
}

/* A function that is not there is waited for; so is one without a scan. */
static void adapter_without_rescan(struct kunit *test)
{
	u32 i;

	adapter_start(test);
	plan.present = false;
	plan.rescan = -ENOMEM;
	plan.start = -ENODEV;
	plan.starts = UINT_MAX;
	adapter_expect_fault(test, MANA_FAULT_GONE, ADAPTER_ALONE);
	for (i = 0; i < 5; i++)
		adapter_expect_at(test, adapter_waits[i],
				  " start" ADAPTER_ASIDE);
	plan.present = true;
	adapter_expect_at(test, 300000, " start rescan" ADAPTER_ASIDE);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_WAITING);
	plan.present = false;
	adapter_expect_at(test, 300000, " start" ADAPTER_ASIDE);
	plan.present = true;
	plan.rescan = 0;
	adapter_expect_at(test, 300000, " start rescan");
	adapter_expect_rest(test);
	/* suspended before it was removed: it may come up all the same */
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, ADAPTER_OFF);
	plan.starts = 0;
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_AGAIN);
}

/* Failures count in a row; a device that is back has none. */
static void adapter_failures_forgotten(struct kunit *test)
{
	u32 i;

	adapter_start(test);
	for (i = 0; i < 3; i++) {
		adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT,
				     ADAPTER_ALONE);
		plan.start = -EPROTO;
		plan.starts = 2;
		adapter_expect_at(test, 10000, " start" ADAPTER_ASIDE);
		adapter_expect_at(test, 20000, " start" ADAPTER_ASIDE);
		adapter_expect_at(test, 40000, ADAPTER_AGAIN);
		/* long enough to forget strikes as well */
		adapter_expect_rest(test);
	}
}

/* ---- faults ---- */

/* Each fault, and whether ports want a restart, is answered in one way. */
static void adapter_each_fault(struct kunit *test)
{
	static const char * const words[MANA_FAULT_COUNT] = {
		[MANA_FAULT_HWC_TIMEOUT] = ADAPTER_ALONE,
		[MANA_FAULT_HWC_PROTOCOL] = ADAPTER_ALONE,
		[MANA_FAULT_EQ_OVERRUN] = ADAPTER_OFF ADAPTER_AGAIN,
		[MANA_FAULT_CQ_OVERRUN] = ADAPTER_OFF ADAPTER_AGAIN,
		[MANA_FAULT_RESET_REQUEST] = ADAPTER_ALONE,
		[MANA_FAULT_FPGA_RECONFIG] = ADAPTER_ALONE,
		[MANA_FAULT_TX_QUEUE_DEAD] = " restart1",
		[MANA_FAULT_RX_QUEUE_LOST] = " restart1",
		[MANA_FAULT_QUEUE_STUCK] = ADAPTER_OFF ADAPTER_AGAIN,
		[MANA_FAULT_GONE] = ADAPTER_ALONE,
	};
	char said[64];
	u32 i;

	adapter_start(test);
	for (i = 0; i < MANA_FAULT_COUNT; i++) {
		bool alone = !strcmp(words[i], ADAPTER_ALONE);

		/* long enough to forget strikes */
		adapter_expect_rest(test);
		adapter->ports[1]->wants_restart = true;
		adapter_expect_fault(test, i, words[i]);
		snprintf(said, sizeof(said),
			 "resetting the device (f%u), back in %u s\n%s", i,
			 alone ? 10 : 0, alone ? "" : "the device is back\n");
		adapter_expect_said(test, words[i][1] == 'r' ? "" : said);
		if (alone) {
			KUNIT_EXPECT_EQ(test, adapter->state,
					MANA_ADAPTER_WAITING);
			adapter_expect_at(test, 10000, ADAPTER_AGAIN);
			adapter_expect_said(test, "the device is back\n");
		}
		KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	}
	/* a port that has helped itself is left in peace */
	adapter->ports[1]->wants_restart = false;
	adapter_expect_rest(test);
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD, "");
	adapter_expect_rest(test);
}

/* Every port that wants it is restarted, for one fault or several. */
static void adapter_restarts_ports(struct kunit *test)
{
	plan.ports = 3;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1 create2");
	adapter->ports[0]->wants_restart = true;
	adapter->ports[2]->wants_restart = true;
	adapter_expect_fault(test, MANA_FAULT_RX_QUEUE_LOST,
			     " restart0 restart2");
	adapter->ports[0]->wants_restart = true;
	adapter->ports[1]->wants_restart = true;
	adapter->ports[2]->wants_restart = true;
	adapter_fault(MANA_FAULT_RX_QUEUE_LOST);
	adapter_fault(MANA_FAULT_TX_QUEUE_DEAD);
	adapter_expect_fault(test, MANA_FAULT_RX_QUEUE_LOST,
			     " restart0 restart1 restart2");
	adapter_expect_rest(test);
}

static void adapter_device_dies(void)
{
	adapter_fault(MANA_FAULT_HWC_TIMEOUT);
}

/* One that cannot be restarted needs a reset, or more if the channel died. */
static void adapter_restart_fails(struct kunit *test)
{
	adapter_start(test);
	adapter->ports[0]->wants_restart = true;
	adapter->ports[1]->wants_restart = true;
	plan.restart[0] = -EIO;
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD,
			     " restart0" ADAPTER_OFF ADAPTER_AGAIN);
	adapter_expect_rest(test);
	adapter->ports[0]->wants_restart = true;
	plan.hook_at = "restart0";
	plan.hook = adapter_device_dies;
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD,
			     " restart0" ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	adapter_expect_rest(test);
	/* a channel that is dead already restarts nothing */
	adapter->ports[0]->wants_restart = true;
	adapter_gd->alive = false;
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD, ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	/* nor is it reset at once */
	adapter_expect_rest(test);
	adapter_gd->alive = false;
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN, ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
}

/* The worst fault of several decides; all are named. */
static void adapter_several_faults(struct kunit *test)
{
	u32 i;

	adapter_start(test);
	adapter->ports[0]->wants_restart = true;
	adapter_fault(MANA_FAULT_QUEUE_STUCK);
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD,
			     ADAPTER_OFF ADAPTER_AGAIN);
	adapter_expect_said(test, "resetting the device (f6, f8), back in 0 s\n"
			    "the device is back\n");
	adapter_expect_rest(test);
	adapter_fault(MANA_FAULT_GONE);
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	adapter_expect_said(test,
			    "resetting the device (f0, f2, f9), back in 10 s\n");
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	/* names of any length */
	plan.long_names = true;
	adapter_expect_rest(test);
	adapter_said[0] = 0;
	for (i = 0; i < MANA_FAULT_COUNT; i++)
		adapter_fault(i);
	steered_pass(0);
	KUNIT_EXPECT_EQ(test, strlen(adapter_said),
			strlen("resetting the device (), back in 10 s\n") +
			MANA_FAULT_NAMES_BYTES - 1);
	adapter->ports[0]->wants_restart = false;
}

/* Resets in a row come ever later; one that worked for 10 s starts anew. */
static void adapter_strikes(struct kunit *test)
{
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN);
	/* 10 s are not more than 10 s */
	steered_pass(10000);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN, ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN, ADAPTER_ALONE);
	adapter_expect_at(test, 20000, ADAPTER_AGAIN);
	/* those that wait anyway count, too */
	adapter_expect_fault(test, MANA_FAULT_RESET_REQUEST, ADAPTER_ALONE);
	adapter_expect_at(test, 80000, ADAPTER_AGAIN);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN, ADAPTER_ALONE);
	adapter_expect_at(test, 80000, ADAPTER_AGAIN);
	steered_pass(10001);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN);
	steered_pass(10001);
	/* as do bring-ups that fail */
	plan.start = -EPROTO;
	plan.starts = 1;
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF " start" ADAPTER_ASIDE);
	adapter_expect_at(test, 20000, ADAPTER_AGAIN);
	adapter_expect_fault(test, MANA_FAULT_RESET_REQUEST, ADAPTER_ALONE);
	adapter_expect_at(test, 40000, ADAPTER_AGAIN);
	/* a restart of ports is no reset */
	steered_pass(10001);
	adapter->ports[0]->wants_restart = true;
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD, " restart0");
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN);
}

/* The calm that a device is forgiven for begins when it came up. */
static void adapter_calm_counts_from_up(struct kunit *test)
{
	adapter_start(test);
	steered_pass(1000000);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN);
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN, ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
}

static void adapter_queue_dies(void)
{
	adapter->ports[0]->wants_restart = true;
	adapter_fault(MANA_FAULT_TX_QUEUE_DEAD);
}

/* A device that dies during bring-up is down, even if no port minds. */
static void adapter_fault_in_bring_up(struct kunit *test)
{
	plan.hook_at = "create1";
	plan.hook = adapter_device_dies;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1"
		       ADAPTER_OFF ADAPTER_ASIDE);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_WAITING);
	adapter_expect_said(test,
			    "does not come up (-19), try 1: next in 10 s\n");
	/* and what was wrong with it then is not held against the next try */
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	adapter_expect_rest(test);
	/* the same when no step was made */
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	plan.start = -ETIMEDOUT;
	plan.starts = 1;
	plan.hook_at = "start";
	plan.hook = adapter_device_dies;
	adapter_expect_at(test, 10000, " start" ADAPTER_ASIDE);
	adapter_expect_at(test, 20000, ADAPTER_AGAIN);
	adapter_expect_rest(test);
	/* a queue that dies meanwhile is replaced when the device is up */
	plan.hook_at = "attach0";
	plan.hook = adapter_queue_dies;
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN " restart0");
	adapter_expect_rest(test);
}

/* A fault of what is being stopped is not served when it is back. */
static void adapter_fault_in_take_down(struct kunit *test)
{
	adapter_start(test);
	plan.hook_at = "detach1";
	plan.hook = adapter_queue_dies;
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     ADAPTER_OFF ADAPTER_AGAIN);
	adapter_expect_rest(test);
	plan.hook_at = "detach1";
	plan.hook = adapter_queue_dies;
	mana_adapter_suspend(adapter, false);
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_OFF ADAPTER_AGAIN);
	adapter_expect_rest(test);
}

/* A fault neither ends nor lengthens the time a device is left alone. */
static void adapter_fault_while_waiting(struct kunit *test)
{
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_RESET_REQUEST, ADAPTER_ALONE);
	steered_pass(4000);
	adapter_expect_fault(test, MANA_FAULT_FPGA_RECONFIG, "");
	steered_pass(5000);
	adapter_expect_fault(test, MANA_FAULT_RESET_REQUEST, "");
	adapter_expect_at(test, 1000, ADAPTER_AGAIN);
	adapter_expect_rest(test);
}

/* Nor does the time until missing ports are looked at delay it. */
static void adapter_fault_while_ports_miss(struct kunit *test)
{
	plan.port[1] = -EIO;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1");
	steered_pass(3000);
	adapter->ports[0]->wants_restart = true;
	adapter_expect_fault(test, MANA_FAULT_TX_QUEUE_DEAD, " restart0");
	adapter_expect_at(test, 7000, " attach0 create1");
	/* both at once */
	steered_pass(19999);
	adapter->ports[0]->wants_restart = true;
	adapter_fault(MANA_FAULT_TX_QUEUE_DEAD);
	steered_pass(1);
	STEERED_DID(test, " restart0 attach0 create1");
	/* a reset looks at them itself, and from then on as after any */
	steered_pass(3000);
	plan.port[0] = -EIO;
	adapter_expect_fault(test, MANA_FAULT_EQ_OVERRUN,
			     " detach0 stop reap" ADAPTER_UP
			     " attach0 create1 detach0 stop reap aside0");
	plan.port[0] = 0;
	adapter_expect_at(test, 20000, ADAPTER_UP " attach0 create1");
	plan.port[1] = 0;
	adapter_expect_at(test, 10000, " attach0 create1");
	adapter_expect_rest(test);
}

/* ---- a device that comes back as another ---- */

static void adapter_other_ports(struct kunit *test)
{
	static const u16 ports[] = { 1, 3 };
	u32 i;

	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_RESET_REQUEST, ADAPTER_ALONE);
	adapter_said[0] = 0;
	for (i = 0; i < 2; i++) {
		plan.ports = ports[i];
		adapter_expect_at(test, adapter_waits[i],
				  ADAPTER_UP ADAPTER_OFF ADAPTER_ASIDE);
	}
	adapter_expect_said(test, "2 ports became 1\n"
			    "does not come up (-71), try 1: next in 20 s\n"
			    "2 ports became 3\n"
			    "does not come up (-71), try 2: next in 40 s\n");
	/* the third such time it is scanned for: that makes new ports */
	plan.rescan = -ENOMEM;
	adapter_expect_at(test, 40000, ADAPTER_UP ADAPTER_OFF " rescan"
			  ADAPTER_ASIDE);
	plan.ports = 2;
	plan.max_frame = 9014;
	adapter_expect_at(test, 80000, ADAPTER_AGAIN);
	KUNIT_EXPECT_EQ(test, adapter->num_ports, 2);
	adapter_expect_rest(test);
}

/* ---- news of links ---- */

static void adapter_links(struct kunit *test)
{
	static const u32 all[] = { 3, 4, 0xffff, U32_MAX };
	u32 i;

	plan.ports = 3;
	plan.start = -EPROTO;
	plan.starts = 1;
	adapter_create(test, " client~ start");
	/* no port is there yet */
	adapter_gd->ops->link(adapter, 0, true);
	STEERED_DID(test, "");
	adapter_expect_at(test, 10000, ADAPTER_UP " create0 create1 create2");
	adapter_gd->ops->link(adapter, 0, false);
	adapter_gd->ops->link(adapter, 2, true);
	adapter_gd->ops->link(adapter, 1, false);
	STEERED_DID(test, " down0 up2 down1");
	for (i = 0; i < ARRAY_SIZE(all); i++) {
		adapter_gd->ops->link(adapter, all[i], i & 1);
		STEERED_DID(test, i & 1 ? " up0 up1 up2" :
					  " down0 down1 down2");
	}
	/* also of detached ports */
	mana_adapter_suspend(adapter, false);
	steered_log[0] = 0;
	adapter_gd->ops->link(adapter, 1, true);
	STEERED_DID(test, " up1");
}

/* ---- sleep, slots, the end ---- */

static void adapter_suspends(struct kunit *test)
{
	adapter_start(test);
	/* what is up is not brought up */
	mana_adapter_resume(adapter);
	STEERED_DID(test, "");
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, ADAPTER_OFF);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_DOWN);
	adapter_expect_fault(test, MANA_FAULT_GONE, "");
	adapter_expect_rest(test);
	/* another time does no harm */
	mana_adapter_suspend(adapter, true);
	STEERED_DID(test, ADAPTER_ASIDE ADAPTER_OFF);
	KUNIT_EXPECT_TRUE(test, mana_adapter_answers(adapter));
	plan.answers = false;
	KUNIT_EXPECT_FALSE(test, mana_adapter_answers(adapter));
	STEERED_DID(test, " answers answers");
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_AGAIN);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_UP);
	/* said once in its life */
	adapter_expect_said(test, "");
	adapter_expect_rest(test);
}

/* What does not come back now does later; asking in between does nothing. */
static void adapter_resume_fails(struct kunit *test)
{
	adapter_start(test);
	mana_adapter_suspend(adapter, false);
	steered_log[0] = 0;
	plan.start = -EPROTO;
	plan.starts = 2;
	mana_adapter_resume(adapter);
	STEERED_DID(test, " start" ADAPTER_ASIDE);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_WAITING);
	steered_pass(5000);
	mana_adapter_resume(adapter);
	STEERED_DID(test, "");
	adapter_expect_at(test, 5000, " start" ADAPTER_ASIDE);
	/* a suspend ends the wait, a resume does not take it up */
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, ADAPTER_OFF);
	adapter_expect_rest(test);
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_AGAIN);
	adapter_expect_rest(test);
}

/* A service at work is waited for, and does not come back. */
static void adapter_suspend_waits(struct kunit *test)
{
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	plan.mute = true;
	adapter_expect_at(test, 10000, " start");
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, ADAPTER_ASIDE ADAPTER_OFF);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_DOWN);
	adapter_expect_rest(test);
	/* one that is due has no work left */
	plan.mute = false;
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_AGAIN);
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, ADAPTER_OFF);
	KUNIT_EXPECT_FALSE(test, steered_is_queued(&adapter->service.work));
	mana_adapter_resume(adapter);
	STEERED_DID(test, ADAPTER_AGAIN);
	adapter_expect_rest(test);
}

/* Whoever leaves waits for no answer of a device, and tries no more. */
static void adapter_leaves_bring_up(struct kunit *test)
{
	unsigned long begun;

	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	plan.mute = true;
	adapter_expect_at(test, 10000, " start");
	steered_pass(1000);
	begun = steered_clock;
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
	KUNIT_EXPECT_EQ(test, steered_clock, begun);
}

static void adapter_last_fault(void)
{
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
}

/* A fault that comes when the client leaves is not served. */
static void adapter_leaves_with_fault(struct kunit *test)
{
	adapter_start(test);
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
	plan.hook_at = "leave";
	plan.hook = adapter_last_fault;
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
	adapter_expect_rest(test);
}

/* A service that has begun with a fault is waited for, and finds the end. */
static void adapter_leaves_service(struct kunit *test)
{
	adapter_start(test);
	adapter_expect_fault(test, MANA_FAULT_HWC_TIMEOUT, ADAPTER_ALONE);
	steered_pass(5000);
	/* it waits for the lock when the end begins */
	mutex_lock(&adapter->lock);
	adapter_fault(MANA_FAULT_HWC_TIMEOUT);
	steered_pass(0);
	mana_adapter_set_state(adapter, MANA_ADAPTER_LEAVING);
	mutex_unlock(&adapter->lock);
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
}

/* The end is the same wherever it comes, and nothing comes after. */
static void adapter_ends_waiting(struct kunit *test)
{
	plan.ports = 3;
	plan.port[1] = -EIO;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1 create2");
	adapter_fault(MANA_FAULT_RESET_REQUEST);
	steered_pass(0);
	steered_log[0] = 0;
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_WAITING);
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy2~" ADAPTER_FREE);
	adapter_expect_rest(test);
}

static void adapter_ends_suspended(struct kunit *test)
{
	adapter_start(test);
	mana_adapter_suspend(adapter, true);
	steered_log[0] = 0;
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END " destroy0~ destroy1~" ADAPTER_FREE);
	adapter_expect_rest(test);
}

static void adapter_ends_without_ports(struct kunit *test)
{
	plan.start = -EPROTO;
	plan.starts = UINT_MAX;
	adapter_create(test, " client~ start");
	mana_adapter_destroy(adapter);
	STEERED_DID(test, ADAPTER_END ADAPTER_FREE);
	adapter_expect_rest(test);
}

/* Idle for the next kernel, and never up again. */
static void adapter_shuts_down(struct kunit *test)
{
	plan.port[1] = -EIO;
	adapter_create(test, " client~" ADAPTER_UP " create0 create1");
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
	mana_adapter_shutdown(adapter);
	STEERED_DID(test, ADAPTER_END " detach0 stop reap");
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_LEAVING);
	adapter_fault(MANA_FAULT_EQ_OVERRUN);
	mana_adapter_resume(adapter);
	adapter_expect_rest(test);
	mana_adapter_suspend(adapter, false);
	STEERED_DID(test, " detach0 stop reap");
	mana_adapter_resume(adapter);
	adapter_expect_rest(test);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_LEAVING);
}

/* A bring-up under way ends; its device is left idle, too. */
static void adapter_shuts_down_mute(struct kunit *test)
{
	unsigned long begun;

	plan.start = -EPROTO;
	plan.starts = 1;
	adapter_create(test, " client~ start");
	plan.mute = true;
	adapter_expect_at(test, 10000, " start");
	begun = steered_clock;
	mana_adapter_shutdown(adapter);
	STEERED_DID(test, ADAPTER_END " stop reap");
	KUNIT_EXPECT_EQ(test, steered_clock, begun);
	adapter_expect_rest(test);
}

/* Pulled out: taken off, and not tried again; else it may come back. */
static void adapter_is_gone(struct kunit *test)
{
	adapter_start(test);
	mana_adapter_gone(adapter);
	STEERED_DID(test, "");
	steered_pass(0);
	STEERED_DID(test, ADAPTER_ALONE);
	adapter_expect_at(test, 10000, ADAPTER_AGAIN);
	adapter_expect_rest(test);
	plan.disconnected = true;
	mana_adapter_gone(adapter);
	steered_pass(0);
	STEERED_DID(test, ADAPTER_ASIDE ADAPTER_OFF);
	KUNIT_EXPECT_EQ(test, adapter->state, MANA_ADAPTER_DOWN);
	adapter_expect_rest(test);
}

static struct kunit_case adapter_cases[] = {
	KUNIT_CASE(adapter_comes_up),
	KUNIT_CASE(adapter_some_ports),
	KUNIT_CASE(adapter_missing_ports),
	KUNIT_CASE(adapter_no_ports),
	KUNIT_CASE(adapter_steps_fail),
	KUNIT_CASE(adapter_no_memory),
	KUNIT_CASE(adapter_never_given_up),
	KUNIT_CASE(adapter_is_rescanned),
	KUNIT_CASE(adapter_without_rescan),
	KUNIT_CASE(adapter_failures_forgotten),
	KUNIT_CASE(adapter_each_fault),
	KUNIT_CASE(adapter_restarts_ports),
	KUNIT_CASE(adapter_restart_fails),
	KUNIT_CASE(adapter_several_faults),
	KUNIT_CASE(adapter_strikes),
	KUNIT_CASE(adapter_calm_counts_from_up),
	KUNIT_CASE(adapter_fault_in_bring_up),
	KUNIT_CASE(adapter_fault_in_take_down),
	KUNIT_CASE(adapter_fault_while_waiting),
	KUNIT_CASE(adapter_fault_while_ports_miss),
	KUNIT_CASE(adapter_other_ports),
	KUNIT_CASE(adapter_links),
	KUNIT_CASE(adapter_suspends),
	KUNIT_CASE(adapter_resume_fails),
	KUNIT_CASE(adapter_suspend_waits),
	KUNIT_CASE(adapter_leaves_bring_up),
	KUNIT_CASE(adapter_leaves_with_fault),
	KUNIT_CASE(adapter_leaves_service),
	KUNIT_CASE(adapter_ends_waiting),
	KUNIT_CASE(adapter_ends_suspended),
	KUNIT_CASE(adapter_ends_without_ports),
	KUNIT_CASE(adapter_shuts_down),
	KUNIT_CASE(adapter_shuts_down_mute),
	KUNIT_CASE(adapter_is_gone),
	{}
};

static struct kunit_suite adapter_suite = {
	.name = "mana_adapter",
	.init = adapter_init,
	.exit = adapter_exit,
	.test_cases = adapter_cases,
};

kunit_test_suites(&adapter_suite);

MODULE_DESCRIPTION("KUnit suite of the life of an adapter");
MODULE_LICENSE("Dual BSD/GPL");
