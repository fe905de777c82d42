# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Where the checksum begins is told one byte off.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/tx.c
s/^\tpkt->meta\.trans_off = l4;$/\tpkt->meta.trans_off = l4 + 1;/
