# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Ports get numbers of vectors that are no power of two.
# file: include/mana/sizing.h
s/1U << ilog2\(max_t\(u32, vectors \/ ports, 1\)\)/max_t(u32, vectors \/ ports, 1)/
