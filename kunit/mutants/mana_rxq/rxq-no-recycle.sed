# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The page of a packet does not find back to its pool.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\tskb_mark_for_recycle\(skb\);$//
