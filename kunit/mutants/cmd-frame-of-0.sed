# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that reports no frame size gets no traffic.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/^\tif \(!cfg->max_frame\)/\tif (0)/
