# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A device that is away is asked for queues.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(port->state != MANA_PORT_DETACHED\)$/\tif (true)/
