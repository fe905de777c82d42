# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The position runs to sixteen passes.
# file: include/mana/ring.h
s/\(\(8U << ring->entries_shift\) - 1\)/((16U << ring->entries_shift) - 1)/
