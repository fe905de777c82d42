# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request is posted to a dead channel.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/^\tif \(!mana_gdma_can_send\(hwc->gd\)\)$/\tif (0)/
