# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A program raises what the device takes.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/most = min\(most, mana_rxq_xdp_max_mtu\(\)\);/most = mana_rxq_xdp_max_mtu();/
