# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Netpoll frees nothing.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\treturn mana_txq_oldest\(tx\)->owner == MANA_TX_SKB;$/\treturn mana_txq_oldest(tx)->owner == MANA_TX_PAGE;/
