# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pauses of both directions are shown under one another.
# file: drivers/net/ethernet/microsoft/mana/eth/port/stats.c
s/"hc_tc%u_rx_pause_phy"/"hc_tc%u_xx_pause_phy"/;s/"hc_tc%u_tx_pause_phy"/"hc_tc%u_rx_pause_phy"/;s/"hc_tc%u_xx_pause_phy"/"hc_tc%u_tx_pause_phy"/
