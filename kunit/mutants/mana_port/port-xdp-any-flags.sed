# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Flags that nobody knows are taken.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(unlikely\(flags & ~XDP_XMIT_FLAGS_MASK\)\)$/\tif (false)/
