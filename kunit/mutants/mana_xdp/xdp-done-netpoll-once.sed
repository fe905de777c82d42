# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Netpoll looks at the first packet alone.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\t\tif \(!mana_txq_may_retire\(&pair->tx, budget\)\)$/\t\tif (!taken \&\& !mana_txq_may_retire(\&pair->tx, budget))/
