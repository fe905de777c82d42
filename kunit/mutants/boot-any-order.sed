# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A doorbell is rung before its page is known.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/type != GDMA_EQE_INIT_EQ_DB\)/0)/
