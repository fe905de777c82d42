# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Packets given away have no bytes.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^static void mana_xdp_count\(/,/^}/s/^\tu64_stats_add\(&stats->rx\[MANA_RX_BYTES\], bytes\);$//
