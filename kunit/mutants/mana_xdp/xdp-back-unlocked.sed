# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet is sent back beside those of the stack.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^static bool mana_xdp_send_back\(/,/^}/{s/^\t__netif_tx_lock\(txq, .*$//;s/^\t__netif_tx_unlock\(txq\);$//}
