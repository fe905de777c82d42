// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Prints lines from a hard interrupt, as an oops or a driver's handler does.
 * Loading the module prints them; it never stays loaded.
 */
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/sched.h>

static int lines = 100;
module_param(lines, int, 0);
MODULE_PARM_DESC(lines, "how many");

static int printed;

static void print_one(struct irq_work *work)
{
	pr_err("irqprint: line %d, %s\n", printed,
	       hardirq_count() ? "hard interrupt" : "another context");
	printed++;
}

static int __init irqprint_init(void)
{
	struct irq_work work;

	init_irq_work(&work, print_one);
	while (printed < lines) {
		irq_work_queue(&work);
		irq_work_sync(&work);
		cond_resched();
	}
	return -EAGAIN;
}
module_init(irqprint_init);

MODULE_DESCRIPTION("Lines printed from a hard interrupt");
MODULE_LICENSE("Dual BSD/GPL");
