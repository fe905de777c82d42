# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is asked for the checksum of what it does not know.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
/^static u8 mana_skb_l4_proto\(/,/^}/s/^\treturn 0;$/\treturn IPPROTO_TCP;/
