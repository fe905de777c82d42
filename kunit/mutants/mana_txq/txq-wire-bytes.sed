# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Headers of segments are not counted.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/mana_tx_wire_bytes\(bytes, pkt->hdr, pkt->segs\)/bytes/
