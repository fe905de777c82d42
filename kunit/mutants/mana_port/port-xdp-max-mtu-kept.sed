# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The MTU stays limited without a program.
# file: drivers/net/ethernet/microsoft/mana/eth/port/xdp.c
s/^\tif \(rcu_access_pointer\(port->prog\)\)$/\tif (true)/
