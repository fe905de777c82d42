# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The head moves by one unit for each WQE.
# file: include/mana/ring.h
s/ring->head \+ size \/ GDMA_WQE_UNIT\)/ring->head + 1)/
