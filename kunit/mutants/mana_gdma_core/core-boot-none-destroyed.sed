# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Without vector a channel is destroyed that never was.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
s/^\thwc->established = true;//;s/^\thwc->gd = gd;/&\n\thwc->established = true;/
