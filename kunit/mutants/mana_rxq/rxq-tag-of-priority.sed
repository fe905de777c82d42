# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The tag has another EtherType.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/rx.c
s/htons\(ETH_P_8021Q\)/htons(0x88a8)/
