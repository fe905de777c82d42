# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Free space is reckoned with counters cut to 16 bits.
# file: include/mana/ring.h
s/READ_ONCE\(ring->head\) - READ_ONCE\(ring->tail\)/(READ_ONCE(ring->head) \& 0xffff) - (READ_ONCE(ring->tail) \& 0xffff)/
