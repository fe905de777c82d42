# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device may not write the Ethernet header.
# file: include/mana/sizing.h
s/buf->dma_bytes = mtu \+ ETH_HLEN;/buf->dma_bytes = mtu;/
