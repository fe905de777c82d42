# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A lost queue is told of with each packet.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\tif \(pair->rx\.lost\)$/\tif (0)/
