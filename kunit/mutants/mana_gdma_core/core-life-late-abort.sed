# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A bring-up that was called off succeeds.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
s/^\tif \(!mana_gdma_set_state\(gd, MANA_GDMA_BOOT, MANA_GDMA_READY\)\)/\tatomic_set(\&gd->state, MANA_GDMA_READY);\n\tif (0)/
