# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# No memory is noticed after the packet went.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\treturn MANA_RX_ALLOC_FAIL;$/\t\treturn MANA_RX_XDP_DROP;/
