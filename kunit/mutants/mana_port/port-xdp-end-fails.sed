# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A program stays because of the queues that would follow.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\terr = prog \? mana_port_set_xdp\(port, true\) : 0;$/\terr = mana_port_set_xdp(port, prog);/
