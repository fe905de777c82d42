# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that is missing still is not looked at again.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
/^static void mana_adapter_complete\(/,/^}/s/^\tif \(ad->ports_missing\)$/\tif (0)/
