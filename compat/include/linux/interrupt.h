/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_INTERRUPT_H
#define _BP_LINUX_INTERRUPT_H

#include <compat_config.h>
#include_next <linux/interrupt.h>

struct cpumask;

/* The hint of older kernels moves the interrupt too: the same effect. */
#ifdef BP_OLD_IRQ_SET_AFFINITY_AND_HINT
#define irq_set_affinity_and_hint(irq, mask) irq_set_affinity_hint(irq, mask)
#endif

/*
 * Hint only. The older function would move the interrupt as well, over the head
 * of the administrator: so it may clear a hint, but a new one is not given.
 * Lost: /proc/irq/N/affinity_hint stays as it is.
 */
#ifdef BP_OLD_IRQ_UPDATE_AFFINITY_HINT
static inline int bp_irq_update_affinity_hint(unsigned int irq,
					      const struct cpumask *mask)
{
	return mask ? 0 : irq_set_affinity_hint(irq, NULL);
}

#define irq_update_affinity_hint(irq, mask) \
	bp_irq_update_affinity_hint(irq, mask)
#endif

#endif /* _BP_LINUX_INTERRUPT_H */
