# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Buffers are posted, but the device is not told.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\t\tmana_rxq_ring\(&pair->rx\);$/\t\t;/
