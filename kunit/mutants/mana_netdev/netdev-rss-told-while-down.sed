# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Queues that are not there are steered to.
# file: drivers/net/ethernet/microsoft/mana/eth/port/ethtool.c
s/^\tif \(port->state == MANA_PORT_UP\)$/\tif (port->state != MANA_PORT_DETACHED)/
