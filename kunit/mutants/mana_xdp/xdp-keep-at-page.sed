# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Synced is what lies before the packet.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\t\t   slot->offset \+ buf->headroom,$/\t\t\t\t   slot->offset,/
