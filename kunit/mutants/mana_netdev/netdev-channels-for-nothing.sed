# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The number of queues that there is replaces all of them.
# file: drivers/net/ethernet/microsoft/mana/eth/port/ethtool.c
s/^\tif \(cfg\.num_queues == port->cfg\.num_queues\)$/\tif (!cfg.num_queues)/
