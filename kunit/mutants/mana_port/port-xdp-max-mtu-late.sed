# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The limit changes with the next reset.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
/^static int mana_port_setup_prog\(/,/^}/s/^\tmana_port_fit_max_mtu\(port\);$//
