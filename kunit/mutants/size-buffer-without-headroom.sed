# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The packet reaches into what the stack keeps behind it.
# file: include/mana/sizing.h
s/ALIGN\(headroom \+ buf->dma_bytes/ALIGN(buf->dma_bytes/
