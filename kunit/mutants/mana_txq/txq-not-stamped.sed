# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody learns when a packet left.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tskb_tx_timestamp\(skb\);$//
