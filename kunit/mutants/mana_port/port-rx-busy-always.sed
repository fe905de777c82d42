# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port without traffic is taken for silent.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
s/^\tport->rx_busy = stats->rx_seen != before;$/\tport->rx_busy = stats->rx_seen >= before;/
