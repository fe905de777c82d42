# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Taking the channel down resets the function.
# file: drivers/net/ethernet/microsoft/mana/gdma/smc.c
s/SMC_DESTROY_HWC, false, NULL/SMC_DESTROY_HWC, true, NULL/
