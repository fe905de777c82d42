# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The mapping of a frame is not remembered.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(what->maps\)$/\tif (what->maps > 1)/
