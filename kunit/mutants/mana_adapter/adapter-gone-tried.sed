# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A function that was pulled out is tried for ever.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^\tif \(mana_gdma_disconnected\(ad->gd\)\)$/{N;d}
