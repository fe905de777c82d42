# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Frames are put into the cache of another NAPI.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\t\txdp_return_frame\(slot->frame\);$/\t\txdp_return_frame_rx_napi(slot->frame);/
