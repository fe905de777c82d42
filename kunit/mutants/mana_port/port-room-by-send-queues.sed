# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# Only send queues are counted before two sets run beside each other.
# file: drivers/net/ethernet/microsoft/mana/eth/port/swap.c
s/^\treturn old \+ new <= min\(port->vport\.max_sq, port->vport\.max_rq\);$/\treturn old + new <= port->vport.max_sq;/
