# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What another driver has is looked at without end.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
/^\t\tif \(!mana_rescan_ours\(pdev\)\)$/{N;s/true/false/}
