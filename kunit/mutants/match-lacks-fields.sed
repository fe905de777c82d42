# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Fields that the answer does not have are read.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\t    size < le32_to_cpu\(want->msg_size\)\)/\t    0)/
