# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device may read every buffer.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rxbuf.c
s/pair->rx\.xdp \? DMA_BIDIRECTIONAL : DMA_FROM_DEVICE/DMA_BIDIRECTIONAL/
