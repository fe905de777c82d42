# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The index is not masked: entries are read behind the ring.
# file: include/mana/ring.h
s/u32 idx = ring->ctr \& .*/u32 idx = ring->ctr - (1U << ring->entries_shift);/
