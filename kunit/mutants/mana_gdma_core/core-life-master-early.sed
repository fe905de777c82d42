# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device may write before it has forgotten.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
s/^\tpci_set_master\(gd->pdev\);//;s/^\terr = mana_gdma_forget\(gd\);/\tpci_set_master(gd->pdev);\n&/
