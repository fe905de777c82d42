# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Of the longest packet the end is not synced.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\t\t   buf->dma_bytes, DMA_BIDIRECTIONAL\);$/\t\t\t\t   buf->dma_bytes - 1, DMA_BIDIRECTIONAL);/
