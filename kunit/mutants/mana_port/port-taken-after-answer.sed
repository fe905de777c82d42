# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packets that come while the device answers hide others.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
/^static void mana_stats_ask_gf\(/,/^}/{/^\ttaken = mana_stats_taken_all\(port->group\);$/d;s/^\tstats->gf_unknown = .*$/\ttaken = mana_stats_taken_all(port->group);\n&/}
