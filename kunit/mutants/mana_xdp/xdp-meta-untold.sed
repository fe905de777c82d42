# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The stack does not learn what is before a packet.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\t\tskb_metadata_set\(skb, frame->meta\);$/\t\t;/
