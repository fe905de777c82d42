# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The receive doorbell is rung at the place of the short format.
# file: include/mana/gdma_wire.h
s/(define GDMA_DB_RQ\t+)0x400/\10x410/
