# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Failing mappings are not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\tmana_stat_tx\(pair->stats, MANA_TX_MAP_ERR, 1\);$//
