# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Netpoll shows packets to programs.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/poll.c
s/^\tif \(unlikely\(pair->rx\.xdp\) && budget\)$/\tif (unlikely(pair->rx.xdp))/
s/^\twork = mana_rxq_poll\(pair, budget\);$/\twork = mana_rxq_poll(pair, max(budget, 1));/
