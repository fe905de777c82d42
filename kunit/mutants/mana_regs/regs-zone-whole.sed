# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Doorbells reach behind the end of the BAR.
# file: drivers/net/ethernet/microsoft/mana/gdma/regs.c
s/gd->bar_bytes - zone;/gd->bar_bytes;/
