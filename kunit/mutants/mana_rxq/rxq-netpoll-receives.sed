# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Who may only send receives.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/poll.c
s/^\telse if \(budget\)$/\telse/
s/^\t\twork = mana_rxq_poll\(pair, budget\);$/\t\twork = mana_rxq_poll(pair, max(budget, 1));/
