# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Zeroes land behind the end of the ring.
# file: include/mana/ring.h
s/memset\(mana_ring_at\(ring->mem, pieces, at & mask\)/memset(mana_ring_at(ring->mem, pieces, at)/
