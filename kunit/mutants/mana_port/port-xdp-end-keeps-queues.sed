# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues for programs stay without one.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\t\tmana_port_set_xdp\(port, false\);$/\t\t;/
