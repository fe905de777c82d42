# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The mask of the index lacks its top bit: half of the ring is not read.
# file: include/mana/ring.h
s/ring->ctr \& \(\(1U << ring->entries_shift\) - 1\)/ring->ctr \& ((1U << ring->entries_shift) \/ 2 - 1)/
