# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The stack may send before there are queues.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
/^static int mana_port_reattach\(/,/^}/{/^\tnetif_device_attach\(dev\);$/d;s/^\terr = mana_eth_query_vport.*$/\tnetif_device_attach(dev);\n&/}
