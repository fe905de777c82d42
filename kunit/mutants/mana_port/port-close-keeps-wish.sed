# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A port that was closed still wants new queues.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^void mana_port_down\(/,/^}/s/^\tWRITE_ONCE\(port->wants_restart, false\);$//
