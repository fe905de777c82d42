# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The first entry has the headers and all behind them.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\t\tmana_tx_add_sge\(tx, pkt, addr, pkt->hdr\);$/\t\tmana_tx_add_sge(tx, pkt, addr, bytes);/
