// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Lets calls of one kernel function fail that come from the mana module: the
 * function is not entered, its caller is given an error. With error injection of
 * the kernel, which its own functions have to allow and few kernels are built
 * with, all callers would see it.
 */
#include <linux/atomic.h>
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/linkage.h>
#include <linux/module.h>
#include <linux/string.h>

static char *symbol = "";
module_param(symbol, charp, 0444);
MODULE_PARM_DESC(symbol, "the function");

static long value;
module_param(value, long, 0444);
MODULE_PARM_DESC(value, "what a call that fails returns");

static uint first = 1;
module_param(first, uint, 0444);
MODULE_PARM_DESC(first, "number of the call that fails first");

static uint every;
module_param(every, uint, 0444);
MODULE_PARM_DESC(every, "from then on each of so many fails (0: only the first)");

static uint argument;
module_param(argument, uint, 0444);
MODULE_PARM_DESC(argument, "only calls count whose argument of this number ...");

static ulong least;
module_param(least, ulong, 0444);
MODULE_PARM_DESC(least, "... is at least that");

static atomic_t calls;
static int failed;
module_param(failed, int, 0444);
MODULE_PARM_DESC(failed, "how many have failed so far");

static bool from_mana(unsigned long address)
{
	char name[KSYM_SYMBOL_LEN];

	sprint_symbol(name, address);
	return strstr(name, "[mana]");
}

static bool is_due(int number)
{
	if (number == first)
		return true;
	return every && number > first && !((number - first) % every);
}

/* Where the kernel's function tracer is used, a handler cannot move the stack. */
void failcall_return(void);
asm(".pushsection .text\n"
    ".type failcall_return, @function\n"
    "failcall_return:\n"
    ASM_RET
    ".size failcall_return, . - failcall_return\n"
    ".popsection\n");

/* At the entry of a function the stack ends with where it returns to. */
static int fail_call(struct kprobe *probe, struct pt_regs *regs)
{
	unsigned long *stack = (unsigned long *)regs->sp;

	if (!from_mana(*stack) ||
	    regs_get_kernel_argument(regs, argument) < least ||
	    !is_due(atomic_inc_return(&calls)))
		return 0;
	failed++;
	regs_set_return_value(regs, value);
	regs->ip = (unsigned long)failcall_return;
	return 1;
}

/* Without one, the kernel does not expect that the other changes registers. */
static void ignore_end(struct kprobe *probe, struct pt_regs *regs,
		       unsigned long flags)
{
}

static struct kprobe failing = {
	.pre_handler = fail_call,
	.post_handler = ignore_end,
};

static int __init failcall_init(void)
{
	failing.symbol_name = symbol;
	return register_kprobe(&failing);
}
module_init(failcall_init);

static void __exit failcall_exit(void)
{
	unregister_kprobe(&failing);
}
module_exit(failcall_exit);

MODULE_DESCRIPTION("Calls from the mana module that fail");
MODULE_LICENSE("Dual BSD/GPL");
