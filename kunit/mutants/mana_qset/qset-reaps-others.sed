# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Memory that another device writes to is freed.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/qset.c
s/^\t\tif \(set->host\.gd != gd\)$/\t\tif (0)/
