# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# One interrupt takes all completions of the channel.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/(HWC_CQ_BUDGET\s+)8/\164/
