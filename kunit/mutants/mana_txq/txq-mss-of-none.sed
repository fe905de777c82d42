# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A packet to be segmented goes without the size of segments.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/= pkt->hdr \? skb_shinfo\(skb\)->gso_size : 0,/= 0,/
