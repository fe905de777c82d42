# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A completion of N packets counts as one of N + 1.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/MANA_RX_COALESCED_2 \+ batch->num - 2, 1/MANA_RX_COALESCED_2 + batch->num - 1, 1/
