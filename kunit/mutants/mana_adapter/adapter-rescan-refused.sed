# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A scan that nobody makes is waited for.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/ &&\n//;s/^\t    !mana_rescan_start\(ad->dev\)\) \{$/\t    (mana_rescan_start(ad->dev), true)) {/
