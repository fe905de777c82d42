# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The channel gets the first vector, whatever was asked for.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/mana_smc_fill_establish\(&body, ring, msix\)/mana_smc_fill_establish(\&body, ring, 0)/
