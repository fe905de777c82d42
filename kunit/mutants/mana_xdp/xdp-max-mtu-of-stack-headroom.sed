# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The largest MTU leaves programs less room than they get.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/mana_rx_max_mtu\(XDP_PACKET_HEADROOM,/mana_rx_max_mtu(MANA_RX_HEADROOM,/
