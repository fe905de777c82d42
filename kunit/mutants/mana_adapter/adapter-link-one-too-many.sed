# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# News of the port behind the last are lost.
# file: drivers/net/ethernet/microsoft/mana/adapter.c
s/all = vport_index >= ad->num_ports;/all = vport_index > ad->num_ports;/
