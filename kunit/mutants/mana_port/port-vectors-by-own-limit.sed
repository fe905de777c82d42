# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The vectors of a port depend on its own limits.
# file: drivers/net/ethernet/microsoft/mana/eth/port/port.c
s/mana_port_queue_limit\(port->gd, cfg, NULL\)/mana_port_queue_limit(port->gd, cfg, vport)/
