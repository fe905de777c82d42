# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One interrupt takes all events there are.
# file: drivers/net/ethernet/microsoft/mana/gdma/event.c
s/(MANA_EQ_BUDGET\s+)16/\1256/
