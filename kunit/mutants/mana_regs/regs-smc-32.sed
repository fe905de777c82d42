# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Offsets of the window are cut to 32 bits.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/u64 offset = readq\(/u64 offset = readl(/
