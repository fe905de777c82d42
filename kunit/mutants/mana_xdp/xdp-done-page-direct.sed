# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Pages are put into the cache of a NAPI that does not run.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/slot->page, budget > 0\);/slot->page, true);/
