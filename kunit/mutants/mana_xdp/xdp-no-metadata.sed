# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Programs may leave nothing before a packet.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/frame->headroom, frame->len, true\);/frame->headroom, frame->len, false);/
