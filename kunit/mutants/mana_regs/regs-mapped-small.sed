# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A BAR without room for the registers is mapped.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/gd->bar_bytes < GDMA_REG_BYTES/gd->bar_bytes < GDMA_REG_BYTES - 1/
