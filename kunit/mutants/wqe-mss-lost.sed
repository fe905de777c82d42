# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The size of a segment is always 0.
# file: include/mana/ring.h
s/FIELD_PREP\(GDMA_WQE_DATA_UNIT, desc->client_data_unit\)/FIELD_PREP(GDMA_WQE_DATA_UNIT, 0)/
