# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# A multicast address becomes the station address.
# file: drivers/net/ethernet/microsoft/mana/eth/cmd_query.c
s/!is_valid_ether_addr\(vport->mac\)/0/
