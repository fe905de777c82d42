# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A second try to establish the channel begins where the first one ended.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.c
/err = mana_smc_destroy/,/return mana_smc_establish/{/mana_hwc_forget/d}
