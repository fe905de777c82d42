# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Rings of an object that may exist are given back.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_queue.c
s/^\tif \(mana_hwc_unsure\(err\)\)/\tif (0)/
