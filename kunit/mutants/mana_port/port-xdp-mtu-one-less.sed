# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The largest MTU is refused.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/port->dev->mtu > mana_rxq_xdp_max_mtu\(\)\) \{$/port->dev->mtu >= mana_rxq_xdp_max_mtu()) {/
