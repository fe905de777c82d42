# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A set is destroyed although packets may be steered to it.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^stop:$/,/^destroy:$/s/mana_hwc_unsure\(err\)/false/
