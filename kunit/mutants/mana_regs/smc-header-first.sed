# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The window is handed over before its body is there.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/^\tfor \(i = 0; body/\twritel(mana_smc_request(type, reset),\n\t       gd->smc + SMC_HDR_DWORD * sizeof(u32));\n&/;/The last dword hands/,/u32\)\);/d
