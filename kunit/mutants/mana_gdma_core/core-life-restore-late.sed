# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Registers are read before configuration is back.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
/^\tif \(gd->was_up\)$/{N;d};s/^\terr = mana_gdma_forget\(gd\);/\tif (gd->was_up)\n\t\tmana_gdma_restore(gd);\n&/
