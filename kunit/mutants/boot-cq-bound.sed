# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The id of the CQ may be their number.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/boot->value\[HWC_INIT_CQ_ID\] >= /boot->value[HWC_INIT_CQ_ID] > /
