// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Vectors, interrupts, and the event queues behind them, above stand-ins of the
 * PCI core and of the interrupts of a kernel. Events are not taken: it is noted
 * whose they would have been, and that the vector's lock was held.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/topology.h>

#include <gdma/priv.h>

#include "reference.h"

#define IRQ_FIRST	40
#define IRQ_MOST	96

typedef int irqreturn_t;

#define IRQ_NONE	0
#define IRQ_HANDLED	1
#define PCI_IRQ_MSIX	4

/**
 * struct irq_line - what the kernel knows of an interrupt
 * @handler: as it was requested; NULL when free
 * @arg: its argument
 * @flags: as they were asked for
 * @name: for /proc/interrupts
 * @cpu: it was hinted and moved to; -1: not
 * @hinted: a hint was given and not taken back
 */
struct irq_line {
	irqreturn_t (*handler)(int irq, void *arg);
	void *arg;
	unsigned long flags;
	const char *name;
	int cpu;
	bool hinted;
};

/**
 * struct irq_kernel - the kernel, as far as interrupts go
 * @line: interrupts from IRQ_FIRST on
 * @cpus: that are online
 * @table: vectors that the device has
 * @least: vectors that were asked for at least
 * @most: and at most
 * @kinds: of interrupt that were allowed
 * @allocated: vectors were allocated, so often
 * @no_memory: allocations fail
 * @refuse: this many requests from now fails; 0: none
 * @requests: of interrupts
 * @hints_left: interrupts freed while a hint was there
 * @early: vectors freed while interrupts were requested
 * @sync: that was waited for, as bits
 * @node: that CPUs were chosen near
 */
static struct irq_kernel {
	struct irq_line line[IRQ_MOST];
	int cpus;
	int table;
	int least;
	int most;
	unsigned int kinds;
	int allocated;
	bool no_memory;
	u32 refuse;
	u32 requests;
	u32 hints_left;
	u32 early;
	u64 sync;
	int node;
} host;

static struct mana_gdma *gd;
static struct pci_dev irq_pci;

/* The lock of a vector, and the other that is taken. */
static bool irq_lock_held;
static bool irq_mutex_held;
static u32 irq_unlocked;

static bool irq_any_requested(void)
{
	u32 i;

	for (i = 0; i < IRQ_MOST; i++)
		if (host.line[i].handler)
			return true;
	return false;
}

static int irq_alloc_vectors(int least, int most, unsigned int kinds)
{
	host.least = least;
	host.most = most;
	host.kinds = kinds;
	if (host.table < least)
		return -ENOSPC;
	host.allocated++;
	return min(host.table, most);
}

static void irq_free_vectors(void)
{
	host.allocated--;
	host.early += irq_any_requested();
}

static struct irq_line *irq_line_of(int irq)
{
	if (irq < IRQ_FIRST || irq >= IRQ_FIRST + IRQ_MOST)
		abort();
	return &host.line[irq - IRQ_FIRST];
}

static int irq_request(int irq, irqreturn_t (*handler)(int irq, void *arg),
		       unsigned long flags, const char *name, void *arg)
{
	struct irq_line *line = irq_line_of(irq);

	host.requests++;
	irq_unlocked += !irq_mutex_held;
	if (host.refuse && !--host.refuse)
		return -EBUSY;
	if (line->handler)
		abort();
	line->handler = handler;
	line->arg = arg;
	line->flags = flags;
	line->name = name;
	return 0;
}

static void irq_free(int irq, void *arg)
{
	struct irq_line *line = irq_line_of(irq);

	if (!line->handler || line->arg != arg)
		abort();
	host.hints_left += line->hinted;
	line->handler = NULL;
}

/* CPUs of a node with every second one. */
static u32 irq_spread(u32 index, int node)
{
	host.node = node;
	return 2 * index + 1;
}

static void irq_hint(int irq, const long *cpu, bool move)
{
	struct irq_line *line = irq_line_of(irq);

	line->hinted = cpu;
	if (move)
		line->cpu = *cpu;
}

#undef spin_lock_irqsave
#undef spin_unlock_irqrestore
#undef mutex_lock
#undef mutex_unlock
#undef dev_to_node
#define spin_lock_irqsave(lock, flags) ((flags) = 1, irq_lock_held = true)
#define spin_unlock_irqrestore(lock, flags) (irq_lock_held = !(flags))
#define mutex_lock(m) (irq_mutex_held = true)
#define mutex_unlock(m) (irq_mutex_held = false)
#define dev_to_node(dev) 7
#define num_online_cpus() host.cpus
#define pci_alloc_irq_vectors(pdev, least, most, kinds) \
	irq_alloc_vectors(least, most, kinds)
#define pci_free_irq_vectors(pdev) irq_free_vectors()
#define pci_irq_vector(pdev, index) (IRQ_FIRST + (int)(index))
#define pci_name(pdev) "1234:00:02.0"
#undef kcalloc
#define kcalloc(count, bytes, gfp) \
	(host.no_memory ? NULL : calloc(count, bytes))
#define request_irq(irq, handler, flags, name, arg) \
	irq_request(irq, handler, flags, name, arg)
#define free_irq(irq, arg) irq_free(irq, arg)
#define cpumask_local_spread(index, node) irq_spread(index, node)
#define cpumask_of(cpu) (&(const long){ cpu })
#define irq_set_affinity_and_hint(irq, mask) irq_hint(irq, mask, true)
#define irq_update_affinity_hint(irq, mask) irq_hint(irq, mask, false)
#define synchronize_irq(irq) \
	(irq_unlocked += irq_lock_held, host.sync |= BIT((irq) - IRQ_FIRST))

/* Lists of event queues change under the lock alone. */
#define list_add_tail(one, head) \
	(irq_unlocked += !irq_lock_held, (list_add_tail)(one, head))
#define list_del(one) (irq_unlocked += !irq_lock_held, (list_del)(one))

#include <gdma/irq.c>

/* ---- what interrupts find ---- */

static struct mana_eq *irq_found[8];
static u32 irq_finds;

int mana_eq_process(struct mana_eq *eq)
{
	irq_unlocked += !irq_lock_held;
	if (irq_finds < ARRAY_SIZE(irq_found))
		irq_found[irq_finds] = eq;
	irq_finds++;
	return 0;
}

/* The device raises a vector; how many queues were looked at. */
static u32 irq_raise(struct kunit *test, u32 index)
{
	struct irq_line *line = &host.line[index];

	irq_finds = 0;
	if (!line->handler)
		return 0;
	KUNIT_EXPECT_EQ(test, line->handler(IRQ_FIRST + index, line->arg),
			IRQ_HANDLED);
	KUNIT_EXPECT_FALSE(test, irq_lock_held);
	return irq_finds;
}

/* ---- cases ---- */

static int irq_init(struct kunit *test)
{
	u32 i;

	memset(&host, 0, sizeof(host));
	for (i = 0; i < IRQ_MOST; i++)
		host.line[i].cpu = -1;
	host.cpus = 4;
	host.table = 64;
	irq_lock_held = false;
	irq_mutex_held = false;
	irq_unlocked = 0;
	gd = kzalloc(sizeof(*gd), GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, gd);
	gd->pdev = &irq_pci;
	gd->info.dev = &irq_pci.dev;
	return 0;
}

static void irq_exit(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, irq_unlocked, 0);
	KUNIT_EXPECT_FALSE(test, irq_lock_held);
	KUNIT_EXPECT_FALSE(test, irq_mutex_held);
	KUNIT_EXPECT_FALSE(test, irq_any_requested());
	KUNIT_EXPECT_EQ(test, host.hints_left, 0);
	KUNIT_EXPECT_EQ(test, host.early, 0);
	KUNIT_EXPECT_EQ(test, host.allocated, 0);
	kfree(gd);
}

/* One for the channel, and one for each CPU, up to 64. */
static void irq_vector_counts(struct kunit *test)
{
	static const struct {
		int cpus;
		int table;
		int most;
		int got;
	} tries[] = {
		{ 1, 64, 2, 2 }, { 4, 64, 5, 5 }, { 4, 3, 5, 3 }, { 4, 2, 5, 2 },
		{ 63, 90, 64, 64 }, { 64, 90, 65, 65 }, { 65, 90, 65, 65 },
		{ 1000, 90, 65, 65 }, { 1000, 64, 65, 64 }, { 0, 64, 2, 2 },
	};
	u32 i;
	int j;

	for (i = 0; i < ARRAY_SIZE(tries); i++) {
		host.cpus = tries[i].cpus;
		host.table = tries[i].table;
		KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
		KUNIT_EXPECT_EQ(test, host.least, 2);
		KUNIT_EXPECT_EQ(test, host.most, tries[i].most);
		KUNIT_EXPECT_EQ(test, host.kinds, PCI_IRQ_MSIX);
		KUNIT_EXPECT_EQ(test, gd->num_vectors, tries[i].got);
		for (j = 0; j < tries[i].got; j++)
			KUNIT_EXPECT_EQ(test, gd->vectors[j].irq, IRQ_FIRST + j);
		mana_vectors_free(gd);
		KUNIT_EXPECT_EQ(test, gd->num_vectors, 0);
		KUNIT_EXPECT_TRUE(test, !gd->vectors);
	}
	/* nobody asked for an interrupt */
	KUNIT_EXPECT_EQ(test, host.requests, 0);
}

static void irq_no_vectors(struct kunit *test)
{
	host.table = 1;
	KUNIT_EXPECT_EQ(test, mana_vectors_alloc(gd), -ENOSPC);
	KUNIT_EXPECT_EQ(test, host.allocated, 0);
	host.table = 2;
	host.no_memory = true;
	KUNIT_EXPECT_EQ(test, mana_vectors_alloc(gd), -ENOMEM);
	KUNIT_EXPECT_EQ(test, host.allocated, 0);
	KUNIT_EXPECT_EQ(test, gd->num_vectors, 0);
}

/* Requested when the first queue comes, by a name that tools know. */
static void irq_names(struct kunit *test)
{
	struct mana_eq eq[65] = {};
	u32 i;

	host.cpus = 64;
	host.table = 80;
	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	for (i = 0; i < 65; i++) {
		KUNIT_EXPECT_EQ(test, host.requests, i);
		KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, i, &eq[i]), 0);
		KUNIT_EXPECT_PTR_EQ(test, eq[i].vector, &gd->vectors[i]);
		KUNIT_EXPECT_PTR_EQ(test, host.line[i].arg,
				    (void *)&gd->vectors[i]);
		KUNIT_EXPECT_EQ(test, host.line[i].flags, 0);
	}
	KUNIT_EXPECT_STREQ(test, host.line[0].name, "mana_hwc@pci:1234:00:02.0");
	KUNIT_EXPECT_STREQ(test, host.line[1].name, "mana_q0@pci:1234:00:02.0");
	KUNIT_EXPECT_STREQ(test, host.line[2].name, "mana_q1@pci:1234:00:02.0");
	KUNIT_EXPECT_STREQ(test, host.line[64].name, "mana_q63@pci:1234:00:02.0");
	for (i = 0; i < 65; i++)
		mana_vector_detach(&eq[i]);
	mana_vectors_free(gd);
}

/* Data vectors begin at the first CPU of the node, as the channel's does. */
static void irq_cpus(struct kunit *test)
{
	struct mana_eq eq[3] = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	for (i = 0; i < ARRAY_SIZE(eq); i++)
		KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, i, &eq[i]), 0);
	KUNIT_EXPECT_EQ(test, host.node, 7);
	KUNIT_EXPECT_EQ(test, host.line[0].cpu, 1);
	KUNIT_EXPECT_EQ(test, host.line[1].cpu, 1);
	KUNIT_EXPECT_EQ(test, host.line[2].cpu, 3);
	for (i = 0; i < ARRAY_SIZE(eq); i++) {
		KUNIT_EXPECT_EQ(test, gd->vectors[i].cpu, host.line[i].cpu);
		KUNIT_EXPECT_TRUE(test, host.line[i].hinted);
		mana_vector_detach(&eq[i]);
	}
	mana_vectors_free(gd);
	for (i = 0; i < ARRAY_SIZE(eq); i++)
		KUNIT_EXPECT_FALSE(test, host.line[i].hinted);
}

/* What an administrator set survives: one request in the life of a vector. */
static void irq_stays_requested(struct kunit *test)
{
	struct mana_eq eq = {};
	u32 i;

	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 1, &eq), 0);
		mana_vector_detach(&eq);
		KUNIT_EXPECT_TRUE(test, !eq.vector);
		host.line[1].cpu = 9;
	}
	KUNIT_EXPECT_EQ(test, host.requests, 1);
	KUNIT_EXPECT_EQ(test, host.line[1].cpu, 9);
	KUNIT_EXPECT_TRUE(test, host.line[1].handler);
	mana_vectors_free(gd);
}

/* Without its interrupt a queue is on no vector; the next try asks again. */
static void irq_request_fails(struct kunit *test)
{
	struct mana_eq eq = {};

	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	host.refuse = 1;
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 2, &eq), -EBUSY);
	KUNIT_EXPECT_TRUE(test, !eq.vector);
	KUNIT_EXPECT_EQ(test, host.line[2].cpu, -1);
	mana_vector_detach(&eq);
	mana_gdma_quiesce(gd);
	KUNIT_EXPECT_EQ(test, host.sync, 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 2, &eq), 0);
	KUNIT_EXPECT_EQ(test, host.requests, 2);
	KUNIT_EXPECT_EQ(test, irq_raise(test, 2), 1);
	mana_vector_detach(&eq);
	mana_vectors_free(gd);
}

/* Those of one vector are looked at in the order they came, no others are. */
static void irq_shared(struct kunit *test)
{
	struct mana_eq eq[4] = {};

	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 1, &eq[0]), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 1, &eq[1]), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 2, &eq[2]), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 1, &eq[3]), 0);
	KUNIT_EXPECT_EQ(test, host.requests, 2);
	KUNIT_EXPECT_EQ(test, irq_raise(test, 1), 3);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[0], &eq[0]);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[1], &eq[1]);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[2], &eq[3]);
	KUNIT_EXPECT_EQ(test, irq_raise(test, 2), 1);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[0], &eq[2]);
	KUNIT_EXPECT_EQ(test, irq_raise(test, 0), 0);
	mana_vector_detach(&eq[1]);
	mana_vector_detach(&eq[1]);
	KUNIT_EXPECT_EQ(test, irq_raise(test, 1), 2);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[0], &eq[0]);
	KUNIT_EXPECT_PTR_EQ(test, irq_found[1], &eq[3]);
	mana_vector_detach(&eq[0]);
	mana_vector_detach(&eq[3]);
	/* spurious: there is nothing behind it, and it is handled */
	KUNIT_EXPECT_EQ(test, irq_raise(test, 1), 0);
	mana_vector_detach(&eq[2]);
	mana_vectors_free(gd);
}

/* Every interrupt that may have a handler is waited for, no other. */
static void irq_quiesces(struct kunit *test)
{
	struct mana_eq eq[3] = {};

	KUNIT_ASSERT_EQ(test, mana_vectors_alloc(gd), 0);
	mana_gdma_quiesce(gd);
	KUNIT_EXPECT_EQ(test, host.sync, 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 0, &eq[0]), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 2, &eq[1]), 0);
	KUNIT_EXPECT_EQ(test, mana_vector_attach(gd, 4, &eq[2]), 0);
	mana_vector_detach(&eq[1]);
	mana_gdma_quiesce(gd);
	KUNIT_EXPECT_EQ(test, host.sync, BIT(0) | BIT(2) | BIT(4));
	mana_vector_detach(&eq[0]);
	mana_vector_detach(&eq[2]);
	mana_vectors_free(gd);
}

static struct kunit_case irq_cases[] = {
	KUNIT_CASE(irq_vector_counts),
	KUNIT_CASE(irq_no_vectors),
	KUNIT_CASE(irq_names),
	KUNIT_CASE(irq_cpus),
	KUNIT_CASE(irq_stays_requested),
	KUNIT_CASE(irq_request_fails),
	KUNIT_CASE(irq_shared),
	KUNIT_CASE(irq_quiesces),
	{}
};

static struct kunit_suite irq_suite = {
	.name = "mana_irq",
	.init = irq_init,
	.exit = irq_exit,
	.test_cases = irq_cases,
};

kunit_test_suites(&irq_suite);
