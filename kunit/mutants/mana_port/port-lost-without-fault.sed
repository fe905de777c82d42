# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Nobody is told of a port without queues.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static void mana_port_lose_queues\(/,/^}/s/^\tmana_port_queue_fault\(.*$//
