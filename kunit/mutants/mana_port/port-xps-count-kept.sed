# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A queue that comes again has no CPU.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
/^static void mana_port_default_xps\(/,/^}/s/^\tport->num_xps = num;$//
