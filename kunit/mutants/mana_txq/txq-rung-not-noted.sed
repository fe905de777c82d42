# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Completions of what was rung count as surplus.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tsmp_store_release\(&tx->rung, tx->wq\.ring\.head\);$//
