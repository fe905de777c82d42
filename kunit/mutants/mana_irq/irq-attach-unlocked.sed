# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue joins a vector while its handler runs.
# file: drivers/net/ethernet/microsoft/mana/gdma/irq.c
/^int mana_vector_attach/,/^}/{/spin_(lock|unlock)_irq/d;/unsigned long flags/d}
