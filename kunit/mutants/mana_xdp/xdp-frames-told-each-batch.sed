# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is told although others follow.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(flush\)$/\tif (true)/
