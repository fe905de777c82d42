# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The MSS has one bit too few: jumbo segments are cut.
# file: include/mana/gdma_wire.h
s/(GDMA_WQE_DATA_UNIT\t+GENMASK\()29/\128/
