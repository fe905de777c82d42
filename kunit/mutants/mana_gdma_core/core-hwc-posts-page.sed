# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A request is told to be a page long.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc.c
s/\.size = cpu_to_le32\(bytes\)/.size = cpu_to_le32(HWC_MSG_BYTES)/
