# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Of a pair whose events were lost one queue stays silent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/cq_end.c
/^void mana_pair_kick\(/,/^}/s/^\tmana_pair_tx_event\(pair\);$//
