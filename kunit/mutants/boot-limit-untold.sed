# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A limit that the device does not tell counts as zero.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/boot->seen \& BIT\(item\) \&\& //
