# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory goes before the device has let go of it.
# file: drivers/net/ethernet/microsoft/mana/gdma/life.c
s/^\tmana_gdma_halt\(gd\);/\tmana_qmem_reap(gd);\n&/
