# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is sent is not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tmana_xdp_count_sent\(pair, bytes, mana_tx_oob_is_long\(&meta\)\);$/\tif (!meta.sq_id)\n\t&/
