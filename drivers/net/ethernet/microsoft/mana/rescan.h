/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 5: a function that does not come up is removed and scanned for.
 */
#ifndef _MANA_RESCAN_H
#define _MANA_RESCAN_H

struct device;

int mana_rescan_init(void);
void mana_rescan_exit(void);
int mana_rescan_start(struct device *dev);

#endif /* _MANA_RESCAN_H */
