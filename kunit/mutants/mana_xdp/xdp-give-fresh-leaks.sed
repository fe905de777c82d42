# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The buffer that was not needed is lost.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tpage_pool_put_full_page\(pair->rx\.pool, fresh\.page, true\);$//
