# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A message larger than its buffer.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_boot.h
s/ \|\| limit > HWC_MSG_BYTES//
