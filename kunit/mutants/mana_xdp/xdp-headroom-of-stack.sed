# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs get no more room than the stack.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/u32 headroom = XDP_PACKET_HEADROOM;/u32 headroom = MANA_RX_HEADROOM;/
