# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The poster is told bytes where it counts units.
# file: include/mana/ring.h
s/^\treturn size \/ GDMA_WQE_UNIT;/\treturn size;/
