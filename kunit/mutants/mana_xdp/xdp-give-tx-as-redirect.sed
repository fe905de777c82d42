# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# What is to be sent back goes elsewhere.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/xdp.c
s/given = act == XDP_TX \?/given = act != XDP_TX ?/
