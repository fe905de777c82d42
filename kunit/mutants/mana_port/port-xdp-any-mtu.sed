# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A program is taken for any MTU.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(prog && port->dev->mtu > mana_rxq_xdp_max_mtu\(\)\) \{$/\tif (false) {/
