# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Other devices do not redirect to it.
# file: drivers/net/ethernet/microsoft/mana/eth/port/netdev.c
s/^\t\t\t\t   NETDEV_XDP_ACT_NDO_XMIT\);$/\t\t\t\t   0);/
