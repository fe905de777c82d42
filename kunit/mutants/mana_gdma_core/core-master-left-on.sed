# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Bus mastering stays on when bring-up fails early.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
/^static void mana_gdma_halt/,/^}/s/^\tpci_clear_master/\tif (gd->hwc)\n\t&/
