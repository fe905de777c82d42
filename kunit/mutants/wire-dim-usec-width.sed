# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Microseconds have one bit too few.
# file: include/mana/gdma_wire.h
s/(GDMA_DB_DIM_USEC\t+GENMASK_ULL\()41/\140/
