# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Lost completions of a dead channel are reported again.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/else if \(mana_gdma_can_send\(hwc->gd\)\)/else/
