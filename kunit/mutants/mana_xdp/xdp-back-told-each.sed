# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told of each packet that is sent back.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tposted = mana_xdp_post\(pair, addr, bytes, &what\);$/&\n\tmana_txq_ring(\&pair->tx);/
