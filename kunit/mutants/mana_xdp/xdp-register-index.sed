# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Each queue is registered as the first.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/host\.dev, pair->index,$/host.dev, 0,/
