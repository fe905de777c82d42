# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pages do not find back to their pool.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/&rx->info, MEM_TYPE_PAGE_POOL,/\&rx->info, MEM_TYPE_PAGE_ORDER0,/
