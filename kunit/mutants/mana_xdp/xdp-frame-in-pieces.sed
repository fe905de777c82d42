# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Of a frame in pieces the first is sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(unlikely\(xdp_frame_has_frags\(frame\)\)\)$/\tif (false)/
