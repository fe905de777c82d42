# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What was mapped before a mapping failed stays mapped.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\t\tmana_txq_unmap\(tx, &failed, unit\);$//
