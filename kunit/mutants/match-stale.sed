# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An answer to an earlier request is taken.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/\(HWC_ODD_ACTIVITY \| HWC_ODD_DEVICE\)/HWC_ODD_DEVICE/
