# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What a program wrote comes out of a cache over the next packet.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
/^bool mana_xdp_run\(/,/^}/s/^\tmana_xdp_keep\(pair, slot\);$//
