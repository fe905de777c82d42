# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packets of a queue that lost its order are not shown as dropped.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
/^void mana_stats_get64\(/,/^}/s/^\t\t\t  mana_stats_sum\(stats, false, MANA_RX_LOST\) \+$//
