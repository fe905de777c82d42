# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device without a memory key is accepted.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/^\t\t\t\t BIT\(HWC_INIT_MKEY\)\)/\t\t\t\t 0)/
