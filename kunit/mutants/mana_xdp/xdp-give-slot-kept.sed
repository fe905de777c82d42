# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The next packet lands in the buffer that was given away.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\t\t\*slot = fresh;$/\t\tpage_pool_put_full_page(pair->rx.pool, fresh.page, true);/
