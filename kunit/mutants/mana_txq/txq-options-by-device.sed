# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is to find TCP behind headers that it does not know.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/return l3 \+ ip_hdrlen\(skb\) == l4 \?/return l3 + ip_hdrlen(skb) <= l4 ?/
