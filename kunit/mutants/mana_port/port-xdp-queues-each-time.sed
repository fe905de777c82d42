# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each program gets queues of its own.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(cfg\.xdp == on\)$/\tif (false)/
