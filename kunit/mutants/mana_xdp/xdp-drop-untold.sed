# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Dropped packets are not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^bool mana_xdp_run\(/,/^}/s/^\tmana_stat_rx\(pair->stats, why, 1\);$//
