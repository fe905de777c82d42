# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The table of a set that was refused stays.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static int mana_port_hand_over\(/,/^}/s/^\t\tmana_rss_fit\(port, old->cfg\.num_queues\);$//
