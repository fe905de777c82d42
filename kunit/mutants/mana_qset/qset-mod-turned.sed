# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Send queues get the moderation of receive queues.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/mana_pair_moderate\(pair, &place->tx_mod, &place->rx_mod\)/mana_pair_moderate(pair, \&place->rx_mod, \&place->tx_mod)/
