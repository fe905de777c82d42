# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device may not read what it is to send.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/pair->rx\.xdp \? DMA_BIDIRECTIONAL :/false ? DMA_BIDIRECTIONAL :/
