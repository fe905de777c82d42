# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was missing before a change counts as missing after.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
/^void mana_stats_watch\(/,/^}/{/^\tif \(port->rx_busy\)$/d;s/^\t\tmana_stats_ask_gf\(port\);$//}
