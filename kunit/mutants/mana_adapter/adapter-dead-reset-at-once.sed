# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A channel that died is set up again without a wait.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^\tif \(!mana_gdma_alive\(ad->gd\)\)$/{N;s/WAIT/RESET/}
