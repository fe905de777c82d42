# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The device is not told of what is sent back.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/^\tpair->rx\.sent_back = true;$//
