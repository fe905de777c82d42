# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The packet begins where its headroom does.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\tskb_reserve\(skb, frame->headroom\);$//
