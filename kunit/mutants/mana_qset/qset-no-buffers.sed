# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A new queue has no buffers.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\terr = mana_rxq_post_all\(&pair->rx\);$/\t\terr = 0;/
