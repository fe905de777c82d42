# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What does not fit stays mapped.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tdma_unmap_single\(dma, addr, bytes, DMA_TO_DEVICE\);$//
