# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# User space does not learn what there is.
# file: drivers/net/ethernet/microsoft/mana/eth/port/netdev.c
s/NETDEV_XDP_ACT_BASIC \|$/0 |/
