# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An empty fragment is mapped.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
/^static int mana_tx_map_frags\(/,/^}/s/^\t\tif \(!bytes\)$/\t\tif (0)/
