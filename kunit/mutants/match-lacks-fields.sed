# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Success without the fields asked for is believed.
# file: drivers/net/ethernet/microsoft/mana/gdma/hwc_match.h
s/^\t\t size < le32_to_cpu\(want->msg_size\)\)/\t\t 0)/
