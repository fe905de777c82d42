# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is redirected is not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tmana_xdp_count\(pair, MANA_RX_XDP_REDIRECT, bytes\);$//
