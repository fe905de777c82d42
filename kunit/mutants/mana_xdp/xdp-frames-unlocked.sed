# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Frames are sent beside packets of the stack.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^int mana_xdp_send_frames\(/,/^}/{s/^\t__netif_tx_lock\(txq, .*$//;s/^\t__netif_tx_unlock\(txq\);$/\t(void)txq;/}
