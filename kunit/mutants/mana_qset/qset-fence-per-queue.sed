# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each fence has a time of its own.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^void mana_qset_fence\(/,/^}/s/mana_rxq_fence_wait\(rx, set->host\.gd, end\)/mana_rxq_fence_wait(rx, set->host.gd, jiffies + 10000)/
