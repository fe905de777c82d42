# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The event doorbell is rung at the place of the short format.
# file: include/mana/gdma_wire.h
s/(define GDMA_DB_EQ\t+)0xff8/\10xff0/
