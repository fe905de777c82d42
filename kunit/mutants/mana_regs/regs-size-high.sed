# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Bits that mean nothing make the size of the window odd.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/ & GDMA_REG_16_MASK;/;/
