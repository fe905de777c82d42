# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The list runs on behind the end of the ring.
# file: include/mana/ring.h
s/memcpy\(mana_ring_at\(ring->mem, pieces, at & mask\)/memcpy(mana_ring_at(ring->mem, pieces, at)/
