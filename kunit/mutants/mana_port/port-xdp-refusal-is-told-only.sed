# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A program runs without queues for it.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
/^\terr = prog \? mana_port_set_xdp/,/^\t}$/s/^\t\treturn err;$//
