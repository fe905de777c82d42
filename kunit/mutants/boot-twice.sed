# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A second value replaces the first.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/^\tif \(boot->seen \& BIT\(item\)\)/\tif (0)/
