# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A message limit of zero is not told.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/boot->value\[item\] < HWC_MSG_BYTES/boot->value[item] < HWC_MSG_BYTES \&\& boot->value[item]/
