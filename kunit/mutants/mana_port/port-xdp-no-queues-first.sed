# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A program runs before its queues are there.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\trcu_assign_pointer\(port->prog, prog\);$//
s/^\terr = prog \? mana_port_set_xdp\(port, true\) : 0;$/\trcu_assign_pointer(port->prog, prog);\n&/
