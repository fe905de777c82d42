# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is given no key to the memory.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/\.mem_key = cpu_to_le32\(tx->mkey\),/.mem_key = 0,/
