# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A CPU has a queue that there is not.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/% set->cfg\.num_queues;/% port->max_queues;/
