# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The doorbell says the index, not the position of eight passes.
# file: include/mana/ring.h
s/\(\(8U << ring->entries_shift\) - 1\)/((1U << ring->entries_shift) - 1)/
