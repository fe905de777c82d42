# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A resume brings up what is up, or left alone.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/^\tif \(ad->state == MANA_ADAPTER_DOWN\) \{$/\tif (1) {/
