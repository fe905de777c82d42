# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The padding is not counted.
# file: include/mana/ring.h
s/return ALIGN\(GDMA_WQE_HDR_BYTES/return (u32)(GDMA_WQE_HDR_BYTES/; s/num_sge \* \(u32\)sizeof\(struct gdma_sge\), GDMA_WQE_UNIT\)/num_sge * (u32)sizeof(struct gdma_sge))/
