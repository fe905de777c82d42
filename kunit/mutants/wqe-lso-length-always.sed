# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each WQE says how long SGE 0 is.
# file: include/mana/ring.h
s/u32 lengths = 0;/u32 lengths = FIELD_PREP(GDMA_WQE_LAST_VBYTES, le32_to_cpu(desc->sge[0].size));/
