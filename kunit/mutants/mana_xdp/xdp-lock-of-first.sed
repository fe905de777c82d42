# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# All pairs take the lock of one queue.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/netdev_get_tx_queue\(pair->set->host\.dev, pair->index\);/netdev_get_tx_queue(pair->set->host.dev, 0);/
