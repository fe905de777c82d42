# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Behind a frame that was not sent others are.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\twhile \(sent < num && mana_xdp_send_frame\(pair, frames\[sent\]\)\)$/\tfor (; sent < num; mana_xdp_send_frame(pair, frames[sent]))/
