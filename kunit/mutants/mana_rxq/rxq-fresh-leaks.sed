# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A buffer that was got for nothing is forgotten.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/^\t\tpage_pool_put_full_page\(rx->pool, fresh\.page, true\);$//
