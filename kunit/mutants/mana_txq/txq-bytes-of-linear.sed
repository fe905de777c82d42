# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Less completes than was sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/bytes = slot->skb->len;/bytes = skb_headlen(slot->skb);/
