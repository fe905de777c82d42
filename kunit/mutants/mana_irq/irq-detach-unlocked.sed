# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue leaves a vector while its handler runs.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^void mana_vector_detach/,/^}/{/spin_(lock|unlock)_irq/d;/unsigned long flags/d}
