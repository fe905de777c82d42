# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The pool goes before the pages that were sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tmana_txq_free\(set->pair\[i\]\);$//
s/^\t\tmana_rxq_free\(set->pair\[i\]\);$/&\n\t\tmana_txq_free(set->pair[i]);/
