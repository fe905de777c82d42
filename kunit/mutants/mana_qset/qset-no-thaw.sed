# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions of the new set wake nobody.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
/^void mana_qset_thaw\(/,/^}/s/^\tWRITE_ONCE\(set->frozen, false\);$//
