# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# An overrun queue brings an event for each that is asked for.
# file: drivers/net/ethernet/microsoft/mana/eth/queues/txdone.c
s/^\t\tmana_cq_end_lost\(pair, end\);$/\t\t;/
