# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# With a dead channel memory is freed although nobody knows who uses it.
# file: drivers/net/ethernet/microsoft/mana/gdma/mem.c
s/case MANA_GDMA_DEAD:/case MANA_GDMA_BOOT:/
