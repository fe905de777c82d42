# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The limits of the stack are told of others.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\tu32 bytes = 0;$/\tu32 bytes = tx->wq.ring.tail \& 1 ? 60 : 64;/
