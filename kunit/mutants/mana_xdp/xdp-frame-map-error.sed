# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A frame that was not mapped is sent.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tif \(dma_mapping_error\(dma, addr\)\) \{$/\tif (false) {/
