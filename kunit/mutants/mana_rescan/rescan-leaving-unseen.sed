# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A scan begins while the module is unloaded.
# file: drivers/net/ethernet/microsoft/mana/rescan.c
s/!READ_ONCE\(mana_rescan_leaving\) && !mana/!mana/
