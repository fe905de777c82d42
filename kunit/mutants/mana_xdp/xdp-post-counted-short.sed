# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Long OOBs are counted as short ones.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/tx\[is_long \? MANA_TX_LONG_OOB :/tx[false ? MANA_TX_LONG_OOB :/
