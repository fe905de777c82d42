# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A crash kernel resets the device again in the second try.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
s/return mana_smc_establish\(hwc->gd, ring, 0, false\)/return mana_smc_establish(hwc->gd, ring, 0, reset_devices)/
