# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that tells no memory key is accepted.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/ \| BIT\(HWC_INIT_MKEY\)\)/)/
