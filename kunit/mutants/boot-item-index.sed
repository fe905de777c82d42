# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An unknown item is written behind the table.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/!item \|\| item >= HWC_INIT_DATA_TYPES/!item/
