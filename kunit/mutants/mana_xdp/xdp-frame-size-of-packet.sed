# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs cannot make a packet longer.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/xdp_init_buff\(&xdp, slot->bytes,/xdp_init_buff(\&xdp, frame->len,/
