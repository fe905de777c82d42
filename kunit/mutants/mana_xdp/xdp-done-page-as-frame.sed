# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pages are given back as frames.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/slot->owner == MANA_TX_PAGE\)$/slot->owner == MANA_TX_FRAME)/
