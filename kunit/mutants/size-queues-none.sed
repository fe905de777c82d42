# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port without a queue.
# file: include/mana/sizing.h
s/return max_t\(u32, min\(most, vport\), 1\);/return min(most, vport);/
