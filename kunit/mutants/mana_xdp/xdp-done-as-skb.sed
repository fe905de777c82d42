# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Whatever was sent is freed as a packet of the stack.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/likely\(slot->owner == MANA_TX_SKB\)/true/
