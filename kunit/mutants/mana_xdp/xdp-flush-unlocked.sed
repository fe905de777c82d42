# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The doorbell is rung beside that of the stack.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^void mana_xdp_flush\(/,/^}/{s/^\t\t__netif_tx_lock\(txq, .*$//;s/^\t\t__netif_tx_unlock\(txq\);$//}
