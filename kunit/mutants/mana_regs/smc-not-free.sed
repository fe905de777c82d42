# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A window that the device owns is written to.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
0,/err = mana_smc_wait/s/^\terr = mana_smc_wait\(gd, type, &header\);/\terr = 0;/
