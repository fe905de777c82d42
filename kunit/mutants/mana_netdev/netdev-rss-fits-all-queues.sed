# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A table may name queues that are not in use.
# file: drivers/net/ethernet/microsoft/mana/eth/port/ethtool.c
/^static int mana_set_rxfh\(/,/^}/s/^\t\t\t\t\t\tport->cfg\.num_queues\)\) \{$/\t\t\t\t\t\tport->max_queues)) {/
