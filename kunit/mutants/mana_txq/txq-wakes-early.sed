# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that stopped is not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tmana_stat_tx\(pair->stats, MANA_TX_STOPPED, 1\);$//
