# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who waits takes events beside the interrupt.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
/^static void mana_hwc_look/,/^}/{/spin_(lock|unlock)_irq/d;/unsigned long flags/d}
