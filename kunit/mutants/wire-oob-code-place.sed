# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The size code of the OOB overlaps the LSO bit.
# file: include/mana/gdma_wire.h
s/(GDMA_WQE_OOB_DWORDS\t+)GENMASK\(10, 8\)/\1GENMASK(11, 9)/
