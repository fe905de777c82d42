# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who leaves waits for a channel that nobody wants.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/if \(type == SMC_ESTABLISH_HWC && !mana_gdma_can_send\(gd\)\)/if (0)/
