# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The body goes out without its last dword.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/body && i < SMC_HDR_DWORD;/body \&\& i < SMC_HDR_DWORD - 1;/
