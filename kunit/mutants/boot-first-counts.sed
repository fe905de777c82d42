# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An item told twice keeps its first value.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/^\tboot->value\[item\] = /\tif (!(boot->seen \& BIT(item))) boot->value[item] = /
