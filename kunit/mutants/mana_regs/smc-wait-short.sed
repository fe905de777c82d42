# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The window is waited for less long than devices take.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/(SMC_TIMEOUT_MS\t*)20000/\12000/
