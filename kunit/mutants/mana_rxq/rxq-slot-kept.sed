# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The next packet lands in the buffer that went up.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\t\*slot = fresh;$/\tpage_pool_put_full_page(rx->pool, fresh.page, true);/
